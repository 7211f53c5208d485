"""Words in context, persons and stories: what a page about one thing is made of."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from large_analysis import enlarge
from small_corpus import small_corpus

from presseschau import measures
from presseschau.core.tables import conform
from presseschau.lessons import sample_analysis
from presseschau.link.alterations import describe


@pytest.fixture(scope="module")
def corpus():
    return small_corpus()


def test_kwic_gives_every_place_with_its_sentence(corpus):
    table = measures.kwic(corpus, "umbau")
    assert len(table) == 5
    assert set(table["word"]) == {"Umbau"}
    assert (
        table["right"].iloc[-1].startswith("“, behauptete") or "beginnt" in table["right"].iloc[-1]
    )
    assert all("#s" in places[0] for places in table["evidence"])


def test_kwic_finds_words_in_a_row_and_nothing_for_nothing(corpus):
    assert len(measures.kwic(corpus, "Hafen AG baut")) == 2
    assert measures.kwic(corpus, "").empty
    assert measures.kwic(corpus, "Fahrrad").empty


def test_an_outlets_own_word_is_shown_where_it_is_counted():
    reading = sample_analysis()
    row = measures.keyness_by_outlet(reading, 1).sort_values("g2").iloc[-1]
    own = measures.kwic(reading, row["word"], top=999, own=True)
    every = measures.kwic(reading, row["word"], top=999)
    assert len(own) == row["count"] + row["others"] < len(every)
    assert (own["outlet"] == row["outlet"]).sum() == row["count"]


def test_kwic_takes_an_even_selection(corpus):
    assert len(measures.kwic(corpus, "der", top=3)) <= 3


@pytest.mark.parametrize("asked", ["mara-voss", "Mara Voss", "mara voss", " Voss "])
def test_an_actor_is_found_by_id_name_or_form(corpus, asked):
    assert measures.find_actor(corpus, asked).key == "mara-voss"


def test_a_person_is_found_by_a_surname_that_no_text_has_alone(corpus):
    actors = corpus.actors.assign(aliases=corpus.actors["name"])
    assert measures.find_actor(replace(corpus, actors=actors), "Voss").key == "mara-voss"


def test_an_unknown_actor_gets_suggestions(corpus):
    found = measures.find_actor(corpus, "Mara Foss")
    assert found.key == ""
    assert found.suggestions[0] == "Mara Voss"


def test_nobody_asked_for_is_the_person_quoted_most(corpus):
    assert measures.find_actor(corpus).key in {"mara-voss", "jan-petersen"}


def test_a_story_is_found_by_its_words(corpus):
    assert measures.find_story(corpus).key == "Kai, Umbau"
    assert measures.find_story(corpus, "umbau").key == "Kai, Umbau"
    assert measures.find_story(corpus, "Fußball").key == ""
    assert len(measures.of_story(corpus, "Kai, Umbau").articles) == 5


def test_a_person_has_names_roles_weeks_and_outlets(corpus):
    names = measures.names_of(corpus, "mara-voss").iloc[0]
    assert (names["articles"], names["quotes"]) == (5, 3)
    roles = measures.roles_over_time(corpus, "mara-voss")
    assert list(roles["role"]) == ["Bürgermeisterin"]
    assert roles["first"][0] == pd.Timestamp("2026-03-02")
    assert roles["last"][0] == pd.Timestamp("2026-03-11")
    assert roles["evidence"][0] == ("a0#m16", "a4#m16")  # where the name stands
    weeks = measures.periods_of(corpus, "mara-voss")
    assert weeks.groupby("part")["articles"].sum().to_dict() == {"is_quoted": 2, "only_named": 2}
    outlets = measures.outlets_of(corpus, "mara-voss").set_index("outlet")
    assert outlets.loc["Bote", "value"] == pytest.approx(0.8)
    about = measures.speakers_about(corpus, "jan-petersen")
    assert list(about["speaker"]) == ["Mara Voss"]


def test_a_role_over_time_is_as_it_stands_in_the_tables(corpus):
    moved = replace(corpus, roles=corpus.roles.assign(actor_id="jan-petersen"))
    assert measures.roles_over_time(moved, "mara-voss").empty
    roles = measures.roles_over_time(moved, "jan-petersen")
    assert list(roles["role"]) == ["Bürgermeisterin"]
    unnamed = replace(moved, mentions=moved.mentions[moved.mentions["actor_id"] == "mara-voss"])
    assert measures.roles_over_time(unnamed, "jan-petersen").empty


def test_a_timeline_counts_quotes_by_day_and_outlet(corpus):
    table = measures.timeline(corpus)
    assert table["quotes"].sum() == 5  # one of six has no date
    assert set(table.columns) >= {"name", "published", "outlet", "evidence"}


def test_keyness_finds_what_one_outlet_says_more_often(corpus):
    many = enlarge(corpus, 30)
    outlets = list(corpus.articles["outlet"]) * 3
    many = replace(many, articles=many.articles.assign(outlet=outlets))
    table = measures.keyness(many, "Kurier").set_index("word")
    assert (table["log_ratio"] > 0).all()
    assert table.loc["verschleppt", ["count", "others", "articles"]].tolist() == [9, 0, 9]
    assert "der" not in table.index


def test_keyness_leaves_out_words_of_genre_and_of_few_articles():
    turn = "Frage: Wer zahlt nun? Moll-Arndt: Niemand zahlt, behauptete sie. "
    turn += "Frau Harms grüßt Frau Ministerin Voss. "
    talk = f"{turn}Frage: Und die Deiche? Moll-Arndt: Die Deiche bröckeln, sagte sie dort. "
    texts = [("Bote", talk)] * 6 + [("Kurier", "Am Markt blühen die Kastanien. " * 4)] * 6
    texts += [("Bote", "Alle Laternen, die Laternen, viele Laternen und Laternen. " * 3)] * 4
    articles = conform(
        pd.DataFrame(
            {"article_id": f"a{n}", "title": "", "text": text, "outlet": outlet, "language": "de"}
            for n, (outlet, text) in enumerate(texts)
        ),
        "articles",
    )
    empty = {name: table.head(0) for name, table in vars(small_corpus()).items()
             if isinstance(table, pd.DataFrame)}  # fmt: skip
    tokens = [
        (row.article_id, place.start(), place.end(), place[0])
        for row in articles.itertuples()
        for place in re.finditer(r"[\w-]+|[^\w\s]", row.text)
    ]
    tokens = pd.DataFrame(tokens, columns=["article_id", "start", "end", "text"])
    read = {"articles": articles, "tokens": conform(tokens, "tokens")}
    analysis = replace(small_corpus(), **empty | read)
    found = set(measures.keyness(analysis, "Bote", 50)["word"])
    assert {"deiche", "zahlt"} <= found
    assert not found & {
        "frage",
        "frau",
        "moll-arndt",
        "behauptete",
        "sagte",
        "sie",
        "nun",
        "die",
        "dort",
    }
    assert "laternen" not in found
    titled = replace(analysis, articles=articles.replace({"outlet": {"Bote": "Deiche Bote"}}))
    found = set(measures.keyness(titled, "Deiche Bote", 50)["word"])
    assert "zahlt" in found
    assert "deiche" not in found  # what an outlet is called is a name
    unnamed = replace(analysis, articles=articles.replace({"outlet": {"Kurier": ""}}))
    assert set(measures.keyness_by_outlet(unnamed)["outlet"]) == {"Bote"}


def test_a_disputed_statement_shows_no_printing_that_may_be_wrongly_attributed(corpus):
    said = corpus.quotes[corpus.quotes["actor_id"] == "mara-voss"].head(3)
    said = said.assign(
        actor_id=["mara-voss", "jan-petersen", "hafen-ag"], actor_score=[0.96, 0.91, 0.5]
    )
    told = replace(corpus, quotes=said, utterances=describe(said.assign(component=0)))
    shown = measures.disputed_speakers(told)
    assert list(shown["name"]) == ["Mara Voss", "Jan Petersen"]
    doubtful = said.assign(actor_score=[0.96, 0.5, 0.5])
    told = replace(corpus, quotes=doubtful, utterances=describe(doubtful.assign(component=0)))
    assert measures.disputed_speakers(told).empty


def test_who_denies_having_said_disputed_words_is_told_below_them(corpus):
    said = corpus.quotes[corpus.quotes["actor_id"] == "mara-voss"].head(2)
    said = said.assign(actor_id=["mara-voss", "jan-petersen"], actor_score=0.95)
    words = ["Das mit dem Haushalt habe er nie gesagt.", "Das mit dem Kai habe er nie gesagt."]
    own = pd.concat([said.tail(1)] * 2).assign(quote=[98, 99], text=words)
    own = own.assign(start=[800, 900], end=[840, 940])
    told = pd.concat([said, own], ignore_index=True)
    told = replace(corpus, quotes=told, utterances=describe(said.assign(component=0)))
    shown = measures.disputed_speakers(told)
    assert shown["printing"].iloc[-1] == [("same", words[0])]
    assert shown["change"].iloc[-1] == ("denied",)
    assert len(shown) == 3


@pytest.mark.parametrize("asked", ["UNKNOWN", "Pikanter", "Xaver Unbekannt"])
def test_nobody_is_suggested_who_is_not_like_the_name(corpus, asked):
    assert measures.find_actor(corpus, asked).suggestions == ()


def test_the_beginning_of_a_surname_is_enough_for_a_suggestion(corpus):
    assert measures.find_actor(corpus, "peter").suggestions[0] == "Jan Petersen"
