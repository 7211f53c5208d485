"""Every locked package is on the licence list, and each may be used in MIT software."""

import importlib.metadata
import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([\w.-]+) +\| (.+?) +\|$", TABLE, re.MULTILINE)
LISTED = {canonicalize_name(name): licence for name, licence in ROWS if name != "Name"}
#: One of these is enough where a package leaves the choice.
PERMITTED = re.compile(
    r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software Foundation|0BSD|Zlib|CC0|LGPL|Lesser"
)
INSTALLED = {
    canonicalize_name(found.metadata["Name"])
    for found in importlib.metadata.distributions()
    if canonicalize_name(found.metadata["Name"]) not in {"presseschau", "uv", "pip"}
}


def test_every_installed_package_is_listed():
    assert sorted(INSTALLED - set(LISTED)) == [], "run 'make licences'"


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_licence_permits_use(name):
    assert PERMITTED.search(LISTED[name])
