"""Names as identifiers, which stay what they were: files of corrections and folders name them."""

import pytest

from presseschau.core.slugs import slug


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Emre Yıldız-Özdemir", "emre-yildiz-oezdemir"),
        ("Bündnis 90/Die Grünen", "buendnis-90-die-gruenen"),
        ("Café Groß", "cafe-gross"),
        ("Ярослав", "xd18fd180d0be"),
    ],
)
def test_a_name_has_one_plain_form(name, written):
    assert slug(name) == written
