"""German and English say the same things; numbers and dates have the language's form."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

import presseschau
from presseschau.views.wording import date, number, percent, signed, word

PACKAGE = Path(presseschau.__file__).parent


def keys(entry: dict, base: str = "") -> set[str]:
    found = set()
    for key, value in entry.items():
        found |= keys(value, f"{base}{key}.") if isinstance(value, dict) else {base + key}
    return found


@pytest.mark.parametrize("name", ["views/words/{}.toml", "reports/templates/pages.{}.toml"])
def test_both_languages_have_the_same_keys(name):
    german, english = (
        tomllib.loads((PACKAGE / name.format(language)).read_text(encoding="utf-8"))
        for language in ("de", "en")
    )
    assert keys(german) == keys(english)


def test_numbers_dates_and_shares_follow_the_language():
    assert number(12345.5, "de", 1) == "12.345,5"
    assert number(12345.5, "en", 1) == "12,345.5"
    assert percent(0.234, "de") == "23\u202f%"
    assert percent(0.234, "en") == "23%"
    assert signed(-0.25, "de") == "−0,25"
    assert date(pd.Timestamp("2026-03-04"), "de") == "4. März 2026"
    assert date(pd.NaT, "de") == "–"


def test_an_unknown_language_is_said():
    with pytest.raises(ValueError, match="no language 'fr'"):
        word("common.yes", "fr")
