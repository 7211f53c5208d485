"""What the shelf selects and the views count is what the measures say of the same articles."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from large_analysis import enlarge
from pandas.testing import assert_frame_equal
from small_corpus import small_corpus

from presseschau import measures
from presseschau.lab.workbench import bench_views
from presseschau.lab.workbench.bookmark import Place
from presseschau.lab.workbench.shelf import find_word, one_article, select, shelve

ANALYSIS = small_corpus()
SHELF = shelve(ANALYSIS)
ALL = 10**9


def ids(selection) -> list[str]:
    return list(selection.articles["article_id"])


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"outlet": "Bote"},
        {"start": "2026-03-03", "end": "2026-03-10"},
        {"outlet": "Kurier", "start": "2026-03-03"},
        {"end": "2026-03-02"},
    ],
)
def test_a_selection_is_that_of_the_analysis(filters):
    expected = list(ANALYSIS.select(**filters).articles["article_id"])
    assert ids(select(SHELF, **filters)) == expected


def test_a_story_and_an_actor_narrow_a_selection():
    assert ids(select(SHELF, story="Kai, Umbau")) == ["a3", "a5", "a6", "a7", "a8"]
    assert ids(select(SHELF, actor="mara-voss")) == ["a0", "a1", "a2", "a4", "a9"]
    assert ids(select(SHELF, story="Kai, Umbau", actor="mara-voss")) == []
    assert ids(select(SHELF, actor="nobody")) == []


@pytest.mark.parametrize("filters", [{}, {"outlet": "Bote"}, {"start": "2026-03-03"}])
def test_the_views_show_what_the_measures_say(filters):
    chosen, analysis = select(SHELF, **filters), ANALYSIS.select(**filters)
    for view, expected in (
        (bench_views.voice, measures.share_of_voice(analysis)),
        (bench_views.quotes, measures.quote_list(analysis)),
        (bench_views.tone, measures.tone_by(analysis, "outlet")),
        (bench_views.timeline, measures.timeline(analysis)),
        (bench_views.kwic, measures.kwic(analysis, "Umbau")),
        (bench_views.articles, measures.articles_of(analysis)),
    ):
        table = view(SHELF, chosen, Place(word="Umbau"), ALL).table
        assert_frame_equal(table, expected, check_dtype=False)


def test_judgements_of_which_too_few_are_right_are_sentences_without_a_mean():
    analysis = replace(ANALYSIS, annotator="model")
    shelf = shelve(analysis)
    chosen = select(shelf, actor="jan-petersen")
    view = bench_views.tone(shelf, chosen, Place(actor="jan-petersen"), ALL)
    assert (view.key, view.total, set(view.table["name"])) == ("judgements", 3, {"Jan Petersen"})
    assert view.table["text"].str.contains("Petersen").all()
    counted = bench_views.figures(shelf, chosen, Place(), ALL).table.set_index("key")
    assert counted["value"].isna()["judgements"]
    assert counted["number"]["judgements"] == 2  # in an outlet's own words


def test_an_actor_has_quotes_tone_and_days_of_its_own():
    place = Place(actor="jan-petersen")
    chosen = select(SHELF, actor=place.actor)
    assert set(bench_views.quotes(SHELF, chosen, place, ALL).table["name"]) == {"Jan Petersen"}
    assert set(bench_views.timeline(SHELF, chosen, place, ALL).table["name"]) == {"Jan Petersen"}
    # he is judged only in quoted words, which are not the outlets' own
    assert bench_views.tone(SHELF, chosen, place, ALL).table.empty
    assert len(bench_views.tone(SHELF, chosen, Place(), ALL).table)


def test_the_figures_are_counted_by_hand():
    table = bench_views.figures(SHELF, select(SHELF), Place(), ALL).table.set_index("key")
    words = sum(len(text.split()) for text in ANALYSIS.articles["text"])
    assert table["number"].to_dict() == {
        "articles": 10,
        "outlets": 2,
        "quotes": 6,
        "with_quotes": 6,
        "direct_quotes": 6,
        "judging": 2,
        "words": words,
        "judgements": 2,
    }
    assert table.at["with_quotes", "value"] == 0.6
    assert table.at["with_quotes", "low"] < 0.6 < table.at["with_quotes", "high"]
    assert table.at["judgements", "value"] == 1
    assert table.at["words", "value"] == words / 10


@pytest.mark.parametrize("word", ["Umbau", "umbau", "Mara Voss", "der", "Jan petersen"])
def test_a_word_is_found_where_the_text_has_it(word):
    chosen = select(SHELF, outlet="Kurier")
    first, last = find_word(SHELF, chosen.chosen, word)
    tokens = ANALYSIS.tokens
    found = [
        (start.article_id, start.start, until.end)
        for start, until in zip(
            tokens.iloc[first].itertuples(), tokens.iloc[last].itertuples(), strict=True
        )
    ]
    texts = ANALYSIS.select(outlet="Kurier").articles.set_index("article_id")["text"]
    assert {texts[a][start:end].casefold() for a, start, end in found} <= {word.casefold()}
    expected = sum(len(re.findall(rf"\b{word}\b", text, re.IGNORECASE)) for text in texts)
    assert len(found) == expected


@pytest.mark.parametrize("word", ["", "   ", "gibtesnicht", "Umbau gibtesnicht"])
def test_a_word_that_is_nowhere_has_no_places(word):
    first, last = find_word(SHELF, select(SHELF).chosen, word)
    assert len(first) == len(last) == 0


def test_a_word_does_not_run_on_into_the_next_article():
    # the first ends in "zu spät", the second begins with "Der"
    first, _ = find_word(SHELF, select(SHELF).chosen, "spät Der")
    assert len(first) == 0


def test_one_article_is_what_the_analysis_keeps():
    one, expected = one_article(SHELF, "a5"), ANALYSIS.keep(["a5"])
    for name in ("articles", "sentences", "mentions", "quotes", "tone"):
        assert_frame_equal(getattr(one, name), getattr(expected, name))
    assert len(one.actors) == len(ANALYSIS.actors)


def test_a_long_time_is_drawn_in_weeks():
    shelf = shelve(enlarge(ANALYSIS, 1500))
    view = bench_views.timeline(shelf, select(shelf), Place(), ALL)
    assert view.values == {"step": "week"}
    assert len(view.table) <= bench_views.MARKS
    assert view.table["quotes"].sum() == len(shelf.spoken)
    assert set(view.table["outlet"]) == {"all_outlets"}


def test_a_search_needs_every_word_in_any_case():
    chosen = select(SHELF)
    found = bench_views.quotes(SHELF, chosen, Place(search="voss HAUSHALT"), ALL)
    assert set(found.table["name"]) == {"Mara Voss"}
    assert bench_views.quotes(SHELF, chosen, Place(search="voss umbau"), ALL).table.empty
    assert bench_views.quotes(SHELF, chosen, Place(search="(steht"), ALL).table.empty


def test_an_analysis_without_quotes_tone_or_tokens_is_laid_out():
    bare = replace(ANALYSIS, **{
        name: getattr(ANALYSIS, name).head(0) for name in ("quotes", "tone", "tokens", "mentions")
    })  # fmt: skip
    shelf = shelve(bare)
    chosen = select(shelf)
    for makes in bench_views.PAGES.values():
        for make in makes:
            view = make(shelf, chosen, Place(word="Umbau"), ALL)
            assert isinstance(view.table, pd.DataFrame)
