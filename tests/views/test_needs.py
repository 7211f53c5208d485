"""A report shows only what its corpus carries, and says what would make the rest appear."""

from dataclasses import replace

import pandas as pd
import pytest
from small_corpus import small_corpus

import presseschau as ps
from presseschau import measures
from presseschau.measures import spot_check
from presseschau.measures.corpus import period
from presseschau.measures.groups import LEAST_KNOWN
from presseschau.views.needs import LEAST_SENTENCES, about_key, lacking, missing, need_said

CORPUS = small_corpus()
ONE = CORPUS.select(outlet="Bote")


@pytest.mark.parametrize(
    ("view", "table", "need"),
    [
        ("actors.where", measures.presence_by(ONE), "outlets"),
        ("compare.gaps", measures.named_by_one(ONE), "outlets"),
        ("actors.presence", measures.presence(ONE), ""),
        ("corpus.wire", measures.wire_groups(ONE).head(0), "copies"),
        ("sentiment.actors", measures.tone_by(ONE), "judgements"),
        ("sentiment.evidence", measures.tone_evidence(ONE), ""),
        ("mine.view", pd.DataFrame({"a": [1]}), ""),
        ("mine.view", pd.DataFrame({"a": []}), "rows"),
    ],
)
def test_what_one_outlet_lacks(view, table, need):
    assert lacking(view, ONE, table) == need


def test_thirty_judged_sentences_carry_a_mean():
    table = measures.tone_by(CORPUS)
    for sentences, need in ((29, "judgements"), (30, "")):
        judged = table.head(1).assign(sentences=sentences)
        assert lacking("sentiment.actors", CORPUS, judged) == need


def test_no_mean_is_made_of_judgements_of_which_too_few_are_right():
    corpus = replace(CORPUS, annotator="model")  # read blind, half of them were right
    judged = measures.tone_by(CORPUS).head(1).assign(sentences=30)
    assert lacking("sentiment.actors", corpus, judged) == "imprecise"
    assert "fewer than 60" in need_said("imprecise", "en")
    for right, need in ((5, "imprecise"), (6, "")):
        rows = [("judgement", "a", n, n + 1, "", "model", "right" if n < right else "none", "ida")
                for n in range(10)]  # fmt: skip
        check = pd.DataFrame(rows, columns=list(spot_check.COLUMNS)).to_csv(index=False)
        assert lacking("sentiment.actors", replace(corpus, check=check), judged) == need


def test_a_page_without_means_promises_none():
    few = ps.page(replace(CORPUS, tone=CORPUS.tone.head(1)), "sentiment", "en").lead().html
    many = pd.concat([CORPUS.tone.assign(tenor=1, voice="outlet")] * 30)
    more = ps.page(replace(CORPUS, tone=many), "sentiment", "en").lead().html
    assert ("Two numbers" in few, "too few" in few) == (False, True)
    assert ("Two numbers" in more, "too few" in more) == (True, False)


def test_how_many_are_needed_is_said_as_it_is_asked():
    few = CORPUS.tone.head(1)
    shown = ps.page(replace(CORPUS, tone=few), "sentiment", "de")
    html = shown.view("actors", measures.tone_by(shown.analysis), None).html
    assert f"Es sind weniger als {LEAST_SENTENCES} beurteilte Sätze" in html
    assert need_said("genders", "en").startswith(f"Of fewer than {LEAST_KNOWN} people quoted")


def test_texts_without_quotation_marks_are_told_from_texts_without_quotes():
    table = measures.speech_modes(CORPUS, "name").head(0)
    texts = CORPUS.articles["text"].str.replace('[„“”"»«]', " ", regex=True)
    bare = replace(CORPUS, articles=CORPUS.articles.assign(text=texts))
    assert lacking("quotes.modes_actors", bare, table) == "marks"
    assert lacking("quotes.modes_actors", CORPUS, table) == "quotes"


def test_an_axis_of_time_needs_two_steps():
    when = measures.presence_by_period(CORPUS)
    assert lacking("actors.when", CORPUS, when) == ""
    assert lacking("actors.when", CORPUS, when[when["since"] == when["since"].min()]) == "dates"


def test_where_all_are_named_once_nobody_is_named_most():
    table = measures.presence(CORPUS)
    assert lacking("actors.presence", CORPUS, table.assign(articles=1)) == "twice"
    cues = measures.cues(CORPUS)
    assert lacking("quotes.cues", CORPUS, cues.assign(quotes=1)) == "cues"


def test_an_axis_of_time_says_by_which_steps_it_goes():
    assert "je Woche (ab Montag); wo es" in _when("2026-03-02", "2026-06-01")
    assert "je Jahr; wo es" in _when("2010-03-02", "2026-06-01")


def _when(*days):
    articles = CORPUS.articles.assign(published=pd.to_datetime(list(days) * 5))
    page = ps.page(replace(CORPUS, articles=articles), "actors", "de")
    return page.view("when", measures.presence_by_period(page.analysis)).html


def test_a_matrix_of_who_speaks_about_whom_needs_two_of_each():
    rows = pd.DataFrame({"speaker": ["Mara Voss"] * 2, "target": ["Jan Petersen", "Hafen AG"]})
    assert lacking("quotes.about_whom", CORPUS, rows) == "about"
    assert lacking("quotes.about_whom", CORPUS, rows.assign(speaker=["Kai", "Ole"])) == ""


def test_fields_that_no_article_has_are_said_once():
    articles = CORPUS.articles.assign(outlet="", title="Kopf")
    assert missing(articles, "de") == (
        "Von 10 Artikeln: 10 ohne Medium, 1 ohne Datum. Spalten „outlet“, „published“ oder das"
        " Notebook „start“ ergänzen es; Textdateien nennen das Medium durch ihren Ordner, das Datum"
        " in ihrem Namen (2026-03-04 …)."
    )
    one = articles.head(1).assign(title="")
    assert missing(one, "de").startswith(
        "Was dem Artikel fehlt: Medium, Überschrift (genannt ist er nach seinen ersten Wörtern). "
    )
    assert missing(articles.assign(outlet="Bote").dropna(subset=["published"]), "de") == ""


def test_two_days_far_apart_are_doubted():
    def dated(*days):
        return missing(CORPUS.articles.assign(published=pd.to_datetime(list(days) * 5)), "de")

    assert dated("2020-07-26", "2021-12-12").startswith(
        "Die 10 datierten Artikel tragen nur zwei Tage, die weit auseinanderliegen (26. Juli 2020"
        " und 12. Dezember 2021)"
    )
    assert dated("2021-12-11", "2021-12-12") == dated("2021-12-12", "2021-12-12") == ""


def test_the_precision_in_real_newspapers_stands_on_top_of_a_page():
    html = ps.page(CORPUS, "sentiment", "de").lead().html
    assert "von 100 vorhandenen Urteilen 10 gefunden" in html


@pytest.mark.parametrize(
    ("days", "begun"),
    [
        (["2026-03-04", "2026-03-06"], ["2026-03-04", "2026-03-06"]),
        (["2026-03-04", "2026-05-06"], ["2026-03-02", "2026-05-04"]),
        (["2025-03-04", "2026-05-06"], ["2025-03-01", "2026-05-01"]),
        (["2009-03-04", "2026-05-06"], ["2009-01-01", "2026-01-01"]),
        (["1949-05-23", "2026-05-06"], ["1940-01-01", "2020-01-01"]),
    ],
)
def test_steps_in_time_go_by_how_long_a_corpus_is(days, begun):
    assert list(period(pd.Series(pd.to_datetime(days)))) == list(pd.to_datetime(begun))
    assert period(pd.Series([pd.NaT], dtype="datetime64[s]")).isna().all()


def test_shares_of_outlets_need_two_with_enough_articles():
    articles = CORPUS.articles
    outlet = articles["outlet"].where(articles["outlet"] == "Kurier", articles["article_id"])
    scattered = replace(CORPUS, articles=articles.assign(outlet=outlet))
    table = measures.presence_by(scattered)
    assert lacking("actors.where", scattered, table) == "shares"
    assert lacking("compare.gaps", scattered, table) == ""
    assert need_said("shares", "en").startswith("This takes two outlets with at least 5 articles")
    about = ps.page(scattered, "compare", "en").lead().html
    assert ("judge" in about, "too few to compare" in about) == (False, True)
    assert "which words they choose" in ps.page(CORPUS, "compare", "en").lead().html


def test_a_page_that_shows_nothing_says_at_once_why():
    for tone, start in ((CORPUS.tone, '<details id="unshown">'), (CORPUS.tone[:0], "open>")):
        shown = ps.page(replace(CORPUS, tone=tone), "sentiment", "de", evidence="articles/")
        for key, table in (
            ("evidence", measures.tone_evidence(shown.analysis)),
            ("actors", measures.tone_by(shown.analysis)),
        ):
            shown.view(key, table)
        assert start in shown.limits().html


def test_a_page_of_tone_promises_no_sentences_where_there_are_none():
    corpus = small_corpus()
    silent = replace(corpus, tone=corpus.tone.assign(tenor=0))
    assert about_key("sentiment", silent) == "sentiment.about_none"
    assert about_key("sentiment", corpus) == "sentiment.about_few"
