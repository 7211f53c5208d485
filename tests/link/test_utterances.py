"""Utterances: the same statement in several articles, and what is none."""

import pandas as pd
import pytest

from presseschau.core.tables import conform
from presseschau.link.utterances import find_utterances

SAID = "Der Damm von Hollerbach ist mürbe wie ein alter Zwieback und muss saniert werden."


def printed(*rows: dict) -> pd.DataFrame:
    """The utterances of one quote an article; by default of one sure speaker on one day."""
    quotes, articles = [], []
    for number, row in enumerate(rows):
        own = f"a{number}"
        articles.append({"article_id": own, "published": row.get("day", "2024-05-02")})
        actor = row.get("actor", "vera-klamm")
        quotes.append(
            {
                "article_id": own,
                "quote": 0,
                "text": row.get("text", SAID),
                "type": row.get("type", "Direct"),
                "speaker": actor.split("-")[-1].title() or "eine Sprecherin",
                "speaker_class": "named" if actor else "anonymous",
                "actor_id": actor,
                "actor_score": row.get("score", 0.95),
            }
        )
    frame = pd.DataFrame(articles)
    frame["published"] = pd.to_datetime(frame["published"])
    return find_utterances(conform(quotes, "quotes"), conform(frame, "articles"))


def test_a_statement_of_one_speaker_in_two_articles():
    assert len(printed({}, {"text": SAID.replace(" und muss saniert werden", "")})) == 2


def test_undated_articles_are_paired_by_a_shared_name():
    assert len(printed({"day": None}, {"day": None})) == 2


@pytest.mark.parametrize("days", [(None, None), (None, "2024-05-02")])
def test_without_dates_and_names_nothing_is_paired(days):
    text = "Die Turbine ist mürbe wie ein alter Zwieback und bröckelt an allen Kanten."
    first, second = ({"day": day, "actor": "", "text": text} for day in days)
    assert printed(first, second).empty


def test_an_unknown_speaker_is_not_the_same_speaker():
    short = "Der Damm sei mürbe wie Zwieback und koste viel."
    long = "Der mürbe Damm werde den Landkreis noch lange beschäftigen, Zwieback hin oder her."
    assert printed({"actor": "", "text": short}, {"text": long}).empty


def test_equal_words_of_unknown_speakers_far_apart_in_time_are_two_statements():
    assert printed({"actor": ""}, {"actor": "", "day": "2025-05-02"}).empty
    assert len(printed({"actor": ""}, {"actor": "", "day": "2024-05-04"})) == 2


def test_what_any_news_says_is_no_statement():
    first = {"actor": "", "text": "Bei dem Unfall kamen drei Menschen ums Leben."}
    second = {"actor": "", "text": "Drei Menschen kamen bei einem Unfall ums Leben."}
    assert printed(first, second).empty


@pytest.mark.parametrize(("score", "told"), [(0.9, True), (0.6, False), (0.4, False)])
def test_another_speaker_is_told_only_where_both_are_sure(score, told):
    found = printed({}, {"actor": "egon-pfahl", "score": score})
    assert len(found) == 2
    assert found["other_speaker"].any() == told


def test_a_whole_sentence_that_two_speakers_say_alike_is_one_though_few_of_its_words_tell():
    said = "Wer den Damm klein hält, der hält auch uns klein."
    other = {"actor": "jan-klein", "text": "Es bleibt dabei."}
    first, second = ({"actor": actor, "text": said} for actor in ("vera-klamm", "uwe-rahm"))
    assert len(printed(first, second, other)) == 2
    assert printed(first, second | {"text": said.replace("auch", "nur")}, other).empty


def test_two_acts_told_alike_are_no_printings_of_one_utterance():
    told = {"type": "Reported"}
    first = told | {"text": "Ministerin Vera Klamm lobte die Wirtin Ida Moll."}
    assert printed(first, told | {"text": "Ministerin Vera Klamm lobte die 44-Jährige."}).empty
    assert len(printed(first, told | {"text": "Ministerin Vera Klamm lobte die Wirtin."})) == 2
