"""No repetition, however odd, makes reading or annotating grow faster than the text."""

import contextlib
import io
import math
import time
from collections.abc import Callable

import pytest

from presseschau.annotate.annotator import load_annotator
from presseschau.annotate.rules.nominals import noun_phrase
from presseschau.articles import normalize
from presseschau.articles.cleaning import clean
from presseschau.articles.records import Refusal, read_file
from presseschau.articles.rows import article_row
from presseschau.core.tables import conform
from presseschau.core.text import MOST_TOKENS, read_document
from presseschau.link.actors.roles import roles_of

#: Each made something grow with the square of its length, or worse, or is of the kind that does.
TEXTS = (
    *("A\n", "Aa ", "dpa ", "dpa/", "(dpa) ", "Berlin ", "Von A B\n", "kritisierte ", "wegen "),
    *("Präsident ", "z. B. ", "I. ", "„", "“", "„“ ", '"', "(", "((a) ", ". ", "! ", "Dr. "),
    *("e\u0301\u0315", "\u0301\u0315", "sagte er, ", "Meier, ", "1.1.", "d'", "www.", "\n„"),
    *("Meier kritisierte Müller und ", "Max-", "von der ", "als ", "-", "– ", "👩\u200d"),
)
RICH = (
    r"{\field{\*\fldinst{ HYPERLINK ",
    r'{\field{\*\fldinst{HYPERLINK "x"}}{ ',
    r"{\fonttbl\f1\fcharset1",
    r"{\fonttbl\f1",
    r"\f1\fcharset1 ",
    "{",
    r"\'e4",
)
EXPORTS = (
    "1 of 2\n-",
    "1 of 2\n \n",
    "End of Document\n",
    "© Genios Quelle:\n",
    "Body\n",
    "A: b\n",
)


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def read(text: str, suffix: str) -> None:
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(Refusal):
        list(read_file(suffix, lambda: io.BytesIO(data)))


def tidy(text: str) -> None:
    row = {"article_id": "a", "text": normalize(text), "title": "T", "path": "a.txt"}
    clean(conform([row], "articles"))


def annotate(text: str) -> None:
    load_annotator("rules").annotate([read_document(f"Der Rat tagt. {text}")])


def assert_linear(work: Callable[[str], object], unit: str, size: int) -> None:
    """Four times the text may take eight times as long, and not sixteen.

    The best of three runs counts, since a machine may be busy with something else.
    """
    once, more = ((unit * (n // len(unit) + 1))[:n] for n in (size, 4 * size))
    short = long = math.inf
    for _ in range(3):
        short, long = min(short, seconds(work, once)), min(long, seconds(work, more))
        if long < 8 * max(short, 0.05):
            return
    pytest.fail(f"{unit!r}: {short:.2f} s, then {long:.2f} s")


@pytest.fixture(scope="module", autouse=True)
def _warm():
    annotate("Ida Moll kritisierte „den Rat“.")


@pytest.mark.parametrize("unit", EXPORTS)
def test_exports_are_divided_in_linear_time(unit):
    assert_linear(lambda text: read("1 of 2\n" + text, ".txt"), unit, 20_000)


@pytest.mark.parametrize("unit", RICH)
def test_rich_text_is_read_in_linear_time(unit):
    assert_linear(lambda text: read(r"{\rtf1 " + text, ".rtf"), unit, 10_000)


def test_marks_upon_one_letter_are_limited_and_emoji_are_not():
    marks = "\u0315\u0301" * 200_000
    start = time.process_time()
    assert len(normalize(f"e{marks} Ende")) < 50
    assert time.process_time() - start < 2
    assert normalize("👩🏽" * 50 + "–" * 50) == "👩🏽" * 50 + "–" * 50


def test_a_mark_that_opens_nothing_stops_no_phrase():
    assert noun_phrase(["Berichte", "britischer", '"', "und"], 0, 4) == 1


@pytest.mark.parametrize("unit", ["F", "F-"])
def test_a_word_of_capitals_is_no_riddle_for_roles(unit):
    text = f"Der Rat von Marl{unit * 60}ÿF:{unit * 60} sagte Ida Moll."
    start = time.process_time()
    assert roles_of(text, text.index("Ida"), text.index("Ida") + 8) == []
    assert time.process_time() - start < 1


def test_a_table_in_words_is_read_in_parts_and_loses_no_token():
    text = "Meier Moll Petersen " * 500
    document = read_document(text)
    assert document.words() == text.split()
    assert max(stop - first for first, stop in document.sentence_tokens) == MOST_TOKENS
    assert [
        span for part in document.sentence_tokens for span in document.tokens[slice(*part)]
    ] == (document.tokens)


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        *((unit, 4000) for unit in ("dpa ", "kritisierte ", "I. ", "„")),
        # a sentence of the most tokens, whose cost is bounded
        pytest.param("Meier kritisierte ", 2700, marks=pytest.mark.slow),
    ],
)
def test_annotation_grows_with_the_text_only(unit, size):
    assert_linear(annotate, unit, size)


@pytest.mark.soak
@pytest.mark.parametrize("unit", TEXTS)
def test_every_step_grows_with_the_text_only(unit):
    def load(text: str) -> None:
        for item in read_file(".txt", lambda: io.BytesIO(text.encode())):
            article_row(item, "a.txt", "")

    for work in (load, tidy, annotate):
        assert_linear(work, unit, 10_000)
