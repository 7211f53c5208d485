"""German and English say the same things; numbers and dates have the language's form."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest

import presseschau
from presseschau.views.wording import date, extent, fill, number, percent, period, signed, word

PACKAGE = Path(presseschau.__file__).parent
FILES = ["views/words/{}.toml", "reports/templates/pages.{}.toml"]
#: Nouns with a form of their own for one, and those for other numbers (as a pattern).
NOUNS = {
    "de": {
        "Medium": "Medien", "Kopie": "Kopien", "Zeile": "Zeilen", "Satz": "Sätzen?",
        "Zitat": "Zitaten?", "Eingabe": "Eingaben", "Stelle": "Stellen", "Wort": "Wörtern?",
        "Tag": "Tagen?", "Akteur": "Akteuren?", "Urteil": "Urteilen?", "Text": "Texten?",
        "Datei": "Dateien", "Artikel": "Artikeln",
        "kritisches": "kritische", "lobendes": "lobende",
    },
    "en": {
        name: f"{name}s"
        for name in (
            "article", "outlet", "row", "sentence", "quote", "input", "place", "word", "day",
            "actor", "judgement", "text", "file", "report",
        )
    } | {"copy": "copies"},
}  # fmt: skip
#: Forms of the verb for more than one.
MANY = {"de": "sind|waren|wurden|fehlen|liegen", "en": "are|were|have"}


def texts(entry: dict) -> list[str]:
    """Gives the texts that have placeholders."""
    found = []
    for value in entry.values():
        found += texts(value) if isinstance(value, dict) else [value]
    return [text for text in found if "{" in text]


def entries(name: str, language: str) -> dict:
    return tomllib.loads((PACKAGE / name.format(language)).read_text(encoding="utf-8"))


def filled(text: str, language: str, n: int) -> str:
    """Gives a text with the same number in all of its places."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return fill(text, language, **dict.fromkeys(names, n))


def keys(entry: dict, base: str = "") -> set[str]:
    found = set()
    for key, value in entry.items():
        found |= keys(value, f"{base}{key}.") if isinstance(value, dict) else {base + key}
    return found


@pytest.mark.parametrize("name", FILES)
def test_both_languages_have_the_same_keys(name):
    assert keys(entries(name, "de")) == keys(entries(name, "en"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("n", [0, 1, 2, 1000])
def test_nouns_and_verbs_go_with_their_number(name, language, n):
    nouns, written = NOUNS[language], number(n, language)
    wrong = "|".join(nouns.values() if n == 1 else nouns.keys() - {"Artikel"})
    wrong = rf"(?<![\w.,]){re.escape(written)} ((abgelehnte|refused|more) )?({wrong})\b"
    if n == 1:
        right = "|".join(nouns)
        wrong += rf"|\b1 ({right}) ({MANY[language]})\b|\b(waren|were) (es )?1\b"
    found = [filled(text, language, n) for text in texts(entries(name, language))]
    assert len(found) > 10
    assert [said for said in found if re.search(wrong, said)] == []


def test_a_number_in_a_text_has_the_form_of_the_language():
    said = word("sentiment.network.how", "de", sentences=1234, articles=1, coverage="3 %")
    assert "1.234 Sätze aus 1 Artikel, das" in said
    assert word("common.copies", "de", n=1).endswith("1 Kopie ist weggelassen.")
    assert word("common.copies", "en", n=0).endswith("0 copies are left out.")
    assert word("common.subtitle", "en", n=1000) == "n = 1,000 articles"


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        (["Bote"], "1 Artikel aus 1 Medium"),
        (["Bote", "Bote", ""], "3 Artikel aus 1 Medium"),
        (["Bote", "Kurier"], "2 Artikel aus 2 Medien"),
        (["", ""], "2 Artikel"),
    ],
)
def test_unknown_outlets_are_not_counted(outlets, said):
    assert extent(pd.DataFrame({"outlet": outlets}), "de") == said


def test_one_day_is_written_once():
    days = [pd.Timestamp("2026-03-04"), pd.Timestamp("2026-03-04 17:00"), pd.NaT]
    articles = pd.DataFrame({"published": days})
    assert period(articles, "de") == "4. März 2026"
    assert period(articles.tail(1), "de") == ""


def test_numbers_dates_and_shares_follow_the_language():
    assert number(12345.5, "de", 1) == "12.345,5"
    assert number(12345.5, "en", 1) == "12,345.5"
    assert percent(0.234, "de") == "23\u202f%"
    assert percent(0.234, "en") == "23%"
    assert percent(-0.2, "de") == "−20\u202f%"
    assert signed(-0.25, "de") == "−0,25"
    assert date(pd.Timestamp("2026-03-04"), "de") == "4. März 2026"
    assert date(pd.NaT, "de") == "–"


def test_an_unknown_language_is_said():
    with pytest.raises(ValueError, match="no language 'fr'"):
        word("common.yes", "fr")


def test_a_number_and_its_percent_sign_stay_on_one_line():
    for name in FILES:
        text = (PACKAGE / name.format("de")).read_text(encoding="utf-8")
        assert not re.findall(r"[}\d] %", text)
