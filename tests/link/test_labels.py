"""A body's name that only says who somebody is, is a label, and no ranking counts it."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.link.labels import with_labels
from presseschau.measures import presence


def told(
    text: str,
    name: str = "SUH",
    kind: str = "ORG",
    derived: bool = False,
    speaker: str = "",
    outlet: str = "",
) -> Analysis:
    row = {"article_id": "a", "text": name, "kind": kind, "derived": derived, "actor_id": "suh"}
    rows = [
        row | {"start": found.start(), "end": found.end()}
        for found in re.finditer(re.escape(name), text)
    ]
    articles = conform([{"article_id": "a", "text": text, "outlet": outlet}], "articles")
    quotes = conform([{"article_id": "a", "actor_id": speaker}] if speaker else [], "quotes")
    actors = conform([{"actor_id": "suh", "name": "SUH", "kind": kind, "mentions": 9}], "actors")
    mentions = with_labels(conform(rows, "mentions"), articles, quotes, actors)
    return replace(Analysis(), articles=articles, mentions=mentions, actors=actors)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Amelung (SUH) kam.",
        "Ruth Amelung (58, SUH) kam.",
        "Ruth Amelung (ehemals SUH) kam.",
        "Ruth Amelung (SUH, 58) kam.",
    ],
)
def test_a_name_alone_in_brackets_is_a_label(text):
    analysis = told(text)
    assert list(analysis.mentions["is_label"]) == [True]
    assert presence(analysis).empty


@pytest.mark.parametrize(
    "text",
    [
        "Die SUH stimmte zu.",
        "Alle Parteien (SUH, Grüne und LM) stimmten zu.",
        "Das Land (regiert von der SUH mit der LM) stimmte zu.",
    ],
)
def test_a_body_that_appears_is_none(text):
    analysis = told(text)
    assert list(analysis.mentions["is_label"]) == [False]
    assert presence(analysis)[["articles", "mentions"]].to_numpy().tolist() == [[1, 1]]


def test_a_body_is_named_by_a_part_of_a_word_too_unless_in_brackets():
    """Else a body would seem lost where papers go over to writing "SUH-Chef"."""
    for text in ("Der SUH-Chef kam.", "Die SUH-Abgeordnete kam."):
        analysis = told(text, "SUH-", derived=True)
        assert presence(analysis)["articles"].tolist() == [1]
    assert told("Ida Moll (SUH-Fraktion) kam.").mentions["is_label"].sum() == 0


def test_who_speaks_is_no_label():
    said = "Ruth Amelung (SUH) sagte zu."
    assert told(said).mentions["is_label"].all()
    assert not told(said, speaker="suh").mentions["is_label"].any()


def test_who_asks_in_an_interview_is_a_label():
    talk = "SUH: Wie kam das? Moll: Von selbst. SUH: Und wann? Moll: Gestern mit der SUH."
    assert list(told(talk).mentions["is_label"]) == [True, True, False]
    assert list(told("Moll stritt. SUH: 25 Sitze.").mentions["is_label"]) == [False]


def test_the_outlet_itself_is_a_label_in_its_own_articles():
    said = "Das sagte Moll der SUH."
    assert presence(told(said, outlet="suh.de")).empty
    assert len(presence(told(said, outlet="Nordblick"))) == 1


def test_tables_without_mentions_have_none():
    tables = ("mentions", "articles", "quotes", "actors")
    none = with_labels(*(conform([], table) for table in tables))
    assert none["is_label"].dtype == pd.Series(dtype=bool).dtype
