from dataclasses import replace

import pandas as pd
import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.jobs.changes import changes, quotes_of_the_period
from presseschau.jobs.lead import opening


def analysis(day: str, names: list[list[str]], words: dict[str, int] | None = None) -> Analysis:
    """One article per list of names; each speaker of ``words`` says so many, one more or less."""
    ids = [f"{day[-2:]}{n}" for n in range(len(names))]
    everyone = sorted({name for found in names for name in found} | set(words or {}))
    mentions = [
        {"article_id": i, "start": 10 * n, "text": name, "kind": "PER", "actor_id": name.lower()}
        for i, found in zip(ids, names, strict=True)
        for n, name in enumerate(found)
    ]
    quotes = [
        {
            "article_id": i,
            "quote": n,
            "text": "„" + " ".join(["Wort"] * (count + (-1) ** k)) + "“",
            "type": "Direct",
            "actor_id": name.lower(),
            "speaker": name,
        }
        for k, i in enumerate(ids)
        for n, (name, count) in enumerate((words or {}).items())
    ]
    articles = [
        {"article_id": i, "published": pd.Timestamp(day), "outlet": "Nordblick"} for i in ids
    ]
    actors = [{"actor_id": name.lower(), "name": name, "kind": "PER"} for name in everyone]
    return Analysis(
        articles=conform(articles, "articles"),
        mentions=conform(mentions, "mentions"),
        quotes=conform(quotes, "quotes"),
        actors=conform(actors, "actors"),
    )


@pytest.fixture(scope="module")
def pair() -> tuple[Analysis, Analysis]:
    now = analysis("2026-11-23", [["Tamm", "Krull"]] * 6, {"Tamm": 30, "Krull": 8})
    before = analysis("2026-11-22", [["Tamm", "Okafor"]] * 6, {"Tamm": 8, "Okafor": 30})
    return now, before


def test_new_and_vanished_actors_and_shares_of_voice_are_found(pair):
    table = changes(*pair).set_index(["kind", "name"])
    assert table.loc[("new", "Krull"), "now"] == 6
    assert table.loc[("gone", "Okafor"), "before"] == 6
    assert table.loc[("voice", "Tamm"), "now"] == pytest.approx(30 / 38)
    assert table.loc[("voice", "Tamm"), "before"] == pytest.approx(8 / 38)
    assert ("new", "Tamm") not in table.index


def test_every_change_leads_to_articles_of_this_period(pair):
    found = changes(*pair)["evidence"].dropna()
    places = [place for tuple_of_places in found for place in tuple_of_places]
    assert places
    assert {place[:2] for place in places} == {"23"}


def test_chance_is_no_change():
    now = analysis("2026-11-23", [["Tamm"], ["Tamm"], ["Tamm", "Krull"], ["Tamm", "Krull"]])
    before = analysis("2026-11-22", [["Tamm"]])
    assert changes(now, before).empty
    said = opening(now, before, "de", "22. November 2026")
    assert said["headline"] == "Am häufigsten genannt: Tamm, in 4 von 4 Artikeln"
    assert said["groups"][-1]["title"] == "Zu wenige Artikel für einen Vergleich"


def test_nothing_notable_is_said_only_where_enough_was_read():
    now, before = (analysis(day, [["Tamm"]] * 5) for day in ("2026-11-23", "2026-11-22"))
    said = opening(now, before, "de", "22. November 2026")
    assert said["headline"].startswith("Nichts Auffälliges. Am häufigsten genannt: Tamm")
    assert said["groups"][0]["kind"] == "none"
    assert "22. November 2026" in said["groups"][0]["lines"][0]["text"]


def test_few_articles_are_told_by_their_own_titles():
    now = analysis("2026-11-23", [["Tamm"], ["Krull"]])
    now.articles["title"] = ["Sturm am Kai", "Deich hält"]
    said = opening(now, analysis("2026-11-22", [["Tamm"]]), "de", "gestern")
    assert said["headline"] == "Sturm am Kai (Nordblick) und 1 weitere"
    lines = said["groups"][0]["lines"]
    assert [line["links"] for line in lines] == [["articles/230.html"], ["articles/231.html"]]


def test_an_actor_named_by_two_articles_of_many_may_be_chance():
    """Fisher's exact test: 5 of 40 articles, all in one half of 20, come about in 2.4 percent."""
    for named, found in ((4, False), (5, True)):
        names = [["Krull"]] * named + [[]] * (20 - named)
        table = changes(analysis("2026-11-23", names), analysis("2026-11-22", [[]] * 20))
        assert ("Krull" in set(table["name"])) is found


def test_the_headline_names_the_two_most_important_kinds(pair):
    said = opening(*pair, "de", "gestern")["headline"]
    assert said.startswith(
        "Okafor: 0\u202f% der zitierten Wörter, zuvor 79\u202f% · Neu dabei: Krull"
    )


def test_the_first_report_and_an_empty_period_say_so(pair):
    said = opening(pair[0], None, "en")
    assert "no period before" in said["groups"][0]["lines"][0]["text"]
    assert [group["kind"] for group in said["groups"]] == ["none", "top", "quote"]
    assert changes(Analysis(), pair[0]).empty
    assert opening(Analysis(), pair[0], "de", "gestern")["headline"].startswith("Kein Artikel")


def test_quotes_are_one_per_speaker(pair):
    quotes = quotes_of_the_period(pair[0])
    assert sorted(quotes["name"]) == ["Krull", "Tamm"]
    assert all(len(places) == 1 for places in quotes["evidence"])


def test_a_quotation_stands_in_the_readers_marks(pair):
    quotes = opening(*pair, "de", "gestern")["groups"][-1]
    assert quotes["lines"][0]["text"].startswith("„Wort Wort")
    assert quotes["lines"][0]["text"].count("„") == 1
    broken = replace(
        pair[0], quotes=pair[0].quotes.assign(text="»Das Wort gilt« … »und bleibt so.«")
    )
    line = opening(broken, None, "en")["groups"][-1]["lines"][0]
    assert line["text"].startswith("“Das Wort gilt … und bleibt so.” – ")


def test_the_opening_is_said_in_the_readers_language(pair):
    lines = [line for group in opening(*pair, "de", "gestern")["groups"] for line in group["lines"]]
    assert any(line["text"].startswith("Tamm: 79") for line in lines)
    assert all(link.startswith("articles/23") for line in lines for link in line["links"])
