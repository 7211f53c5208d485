"""Presence, voice, manner, tone and corpus figures are the counts of the articles."""

from dataclasses import replace

import pandas as pd
import pytest
from small_analysis import small_analysis
from small_corpus import small_corpus

from presseschau import measures
from presseschau.core.tables import REMOVED, REMOVED_WHOLE, conform
from presseschau.lessons import sample_analysis
from presseschau.measures.corpus import MOST_PERIODS, period


@pytest.fixture(scope="module")
def corpus():
    return small_corpus()


def row(table: pd.DataFrame, **where: object) -> pd.Series:
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1, where
    return table.iloc[0]


def test_presence_is_the_share_of_articles_that_name_the_actor(corpus):
    found = row(measures.presence(corpus), name="Mara Voss")
    assert found["value"] == pytest.approx(0.5)
    assert found["low"] < 0.5 < found["high"]
    assert len(found["evidence"]) == found["articles"] == 5


def test_who_is_private_named_once_and_never_quoted_is_in_no_list(corpus):
    text = "Frauke Tamm bestand die Prüfung; Landrat Emil Orth gratulierte. Ida Moll klagte."
    people = ["Frauke Tamm", "Emil Orth", "Ida Moll"]
    ids = ["frauke-tamm", "emil-orth", "ida-moll"]
    rows = [
        {"article_id": "z", "start": text.index(name), "end": text.index(name) + len(name)}
        | {"text": name, "kind": "PER", "actor_id": actor}
        for name, actor in zip(people, ids, strict=True)
    ]
    actors = {"actor_id": ids, "name": people, "aliases": people, "kind": "PER"}
    actors |= {"roles": ["", "Landrat", ""], "articles": 1, "mentions": 1}
    quote = {"article_id": "z", "actor_id": "ida-moll", "text": "klagte"}
    only = replace(
        corpus,
        articles=conform([{"article_id": "z", "text": text}], "articles"),
        mentions=conform(rows, "mentions"),
        actors=conform(pd.DataFrame(actors), "actors"),
        quotes=conform([quote], "quotes"),
    )
    assert list(measures.bystanders(only)) == ["Frauke Tamm"]
    assert set(measures.presence(only)["name"]) == {"Emil Orth", "Ida Moll"}
    public = only.actors.assign(public=["ja", "", ""])
    assert set(measures.presence(replace(only, actors=public))["name"]) == set(people)
    twice = only.actors.assign(articles=2)
    assert measures.bystanders(replace(only, actors=twice)).empty


def test_presence_by_outlet_counts_each_outlets_articles(corpus):
    table = measures.presence_by(corpus, "outlet")
    assert row(table, name="Hafen AG", outlet="Kurier")["value"] == pytest.approx(4 / 5)
    assert row(table, name="Hafen AG", outlet="Bote")["n"] == 5


def test_two_actors_of_one_name_are_counted_as_one_where_names_are_related(corpus):
    names = corpus.actors["name"].replace("Hafen AG", "Mara Voss")
    table = measures.cooccurrence(replace(corpus, actors=corpus.actors.assign(name=names)))
    assert not (table["first"] == table["second"]).any()
    assert table["npmi"].between(-1, 1).all()
    alike = measures.presence_by(replace(corpus, actors=corpus.actors.assign(name=names)))
    assert not alike.duplicated(["name", "outlet"]).any()
    assert alike["value"].le(1).all()


def test_wire_copies_count_once_where_asked(corpus):
    once = corpus.without_copies()
    assert len(once.articles) == 9
    assert set(corpus.articles["article_id"]) - set(once.articles["article_id"]) == {"a8"}
    assert "a8" not in set(once.mentions["article_id"])


def test_a_corpus_without_copies_stays_as_it_is(corpus):
    once = corpus.without_copies()
    assert once.without_copies() is once


def test_share_of_voice_is_the_share_of_quoted_words(corpus):
    table = measures.share_of_voice(corpus)
    words = {"Mara Voss": 3 * 6, "Jan Petersen": 3 * 6}
    assert row(table, name="Mara Voss")["words"] == words["Mara Voss"]
    assert table["value"].sum() == pytest.approx(1)
    assert set(table["n"]) == {3}


def test_direct_share_never_has_an_interval_of_no_width(corpus):
    table = measures.speech_modes(corpus, "outlet")
    assert (table["value"] == 1).all()
    assert (table["low"] < 1).all()
    assert (table["high"] == 1).all()


@pytest.mark.parametrize(
    ("reading", "outlet"), [(small_corpus, "Bote"), (sample_analysis, "Nordblick")]
)
def test_shares_of_direct_speech_leave_out_an_outlet_that_lost_its_marks(reading, outlet):
    whole = reading()
    articles, lost = whole.articles, whole.articles["outlet"] == outlet
    # A word in marks is left here and there, as in 10kGNAD.
    phrase = r'[„“"»«]([^„“”"»«]*\s[^„“”"»«]*)[“”"»«]'
    texts = articles["text"].str.replace(phrase, r"\1", regex=True)
    bare = replace(whole, articles=articles.assign(text=texts.where(lost, articles["text"])))
    assert measures.without_marks(whole) == []
    assert measures.without_marks(bare) == [outlet]
    before = measures.speech_modes(whole, "outlet").set_index("outlet")
    after = measures.speech_modes(bare, "outlet").set_index("outlet")
    assert set(before.index) - set(after.index) == {outlet}
    assert (after["quotes"] == before["quotes"].reindex(after.index)).all()
    alone = measures.share_of_voice(bare.select(outlet=outlet))
    assert alone["direct"].isna().all()
    assert (alone["quotes"] > 0).all()


def test_manner_tells_distance_length_and_place(corpus):
    table = measures.manner(corpus, "name")
    distance = row(table, name="Jan Petersen", measure="distancing")
    assert distance["value"] == 1
    assert distance["n"] == 3
    assert row(table, name="Mara Voss", measure="distancing")["value"] == 0
    assert row(table, name="Mara Voss", measure="length")["value"] == 6
    assert row(table, name="Mara Voss", measure="position")["value"] == 0


def test_who_speaks_about_whom_leaves_out_oneself(corpus):
    table = measures.speaks_about(corpus)
    pairs = {(r.speaker, r.target): r.quotes for r in table.itertuples()}
    assert pairs == {("Mara Voss", "Jan Petersen"): 3, ("Jan Petersen", "Hafen AG"): 3}


def test_a_name_in_the_words_for_the_speaker_is_not_spoken_about(corpus):
    """As in "Ruth Amelung (SUH) lehnte das ab"."""
    own = replace(corpus, quotes=corpus.quotes.assign(speaker_spans=corpus.quotes["spans"]))
    assert len(measures.speaks_about(corpus)) > 0
    assert measures.speaks_about(own).empty


def test_tone_keeps_the_outlets_voice_apart(corpus):
    own = measures.tone_by(corpus, "name", "outlet")
    assert list(own["name"]) == ["Mara Voss"]
    assert own["value"][0] == 1
    assert own["sentences"][0] == own["n"][0] == 2
    assert own["low"][0] < 1
    quoted = measures.tone_by(corpus, "name", "quoted")
    assert set(quoted["name"]) == {"Jan Petersen", "Hafen AG"}


def test_tone_is_sorted_by_value(corpus):
    table = measures.tone_by(corpus, "name", "all")
    assert table["value"].is_monotonic_decreasing


def test_of_many_stories_the_tone_of_those_with_most_judgements_is_shown(corpus):
    place = corpus.articles["article_id"].map({"a1": "Hafen"}).fillna("Rathaus")
    told = replace(corpus, articles=corpus.articles.assign(story=place))
    both = measures.tone_by(told, "story", "all").set_index("story")["sentences"]
    assert set(both.index) == {"Hafen", "Rathaus"}
    shown = measures.tone_by(told, "story", "all", top=1)
    assert list(shown["story"]) == [both.idxmax()]


def test_signed_pairs_lead_from_speaker_to_target(corpus):
    table = measures.signed_pairs(corpus)
    pairs = {(r.speaker, r.target): (r.value, r.sentences) for r in table.itertuples()}
    assert pairs[("Mara Voss", "Jan Petersen")] == (-1, 3)
    only = measures.signed_pairs(corpus, target="hafen-ag")
    assert list(only["target"]) == ["Hafen AG"]


def test_outlets_and_weeks_count_what_there_is(corpus):
    outlets = measures.outlets(corpus)
    assert row(outlets, outlet="Kurier")["undated"] == 1
    weeks = measures.articles_by_period(corpus)
    assert weeks["articles"].sum() == 9


def test_an_empty_analysis_gives_empty_tables():
    empty = small_corpus().keep([])
    for give in (
        measures.presence,
        measures.share_of_voice,
        measures.manner,
        measures.speaks_about,
        measures.signed_pairs,
        measures.tone_by,
        measures.timeline,
    ):
        assert give(empty).empty, give.__name__


@pytest.mark.parametrize(
    ("days", "firsts"),
    [
        (60, ["2026-01-05", "2026-01-12"]),
        (500, ["2026-01-01", "2026-02-01"]),
        (5000, ["2026-01-01", "2027-01-01"]),
    ],
)
def test_periods_are_as_long_as_a_chart_can_show(days, firsts):
    dates = pd.Series(pd.date_range("2026-01-05", periods=days, freq="D"))
    found = period(dates)
    assert list(found.drop_duplicates().head(2)) == [pd.Timestamp(day) for day in firsts]
    assert found.nunique() <= MOST_PERIODS
    assert (found <= dates).all()


def test_a_quote_inside_of_another_by_the_same_speaker_is_part_of_it(corpus):
    first = corpus.quotes.iloc[[0]]
    inner = first.assign(
        start=first["start"] + 2, end=first["end"] - 2, quote=99, text="war es", speaker="sie"
    )
    other = inner.assign(actor_id="jan-petersen", speaker="Petersen", quote=98)
    twice = replace(corpus, quotes=pd.concat([corpus.quotes, inner, other], ignore_index=True))
    said = measures.share_of_voice(corpus).set_index("name")
    again = measures.share_of_voice(twice).set_index("name")
    speaker = corpus.actors.set_index("actor_id")["name"][first["actor_id"].item()]
    assert again["words"][speaker] == said["words"][speaker]
    assert again["quotes"][speaker] == said["quotes"][speaker]
    actor = measures.names_of(twice, first["actor_id"].item())
    assert actor["quotes"].item() == said["quotes"][speaker]
    assert again["words"]["Jan Petersen"] == said["words"]["Jan Petersen"] + 2
    length = measures.manner(twice, "name")
    assert row(length, name=speaker, measure="length")["value"] == 6


def test_words_in_marks_are_part_of_the_speech_that_ends_in_front_of_their_closing_mark(corpus):
    first = corpus.quotes.iloc[[0]]
    marked = first.assign(start=first["start"] + 2, end=first["end"] + 2, quote=99, type="Direct")
    twice = replace(corpus, quotes=pd.concat([corpus.quotes, marked], ignore_index=True))
    assert len(measures.spoken(twice)) == len(measures.spoken(corpus))


def test_a_quote_of_nobody_known_inside_of_another_is_part_of_it(corpus):
    first = corpus.quotes.iloc[[0]]
    inner = first.assign(start=first["start"] + 2, quote=99, actor_id="", speaker="Experten")
    twice = replace(corpus, quotes=pd.concat([corpus.quotes, inner], ignore_index=True))
    assert len(measures.spoken(twice)) == len(measures.spoken(corpus))
    alone = twice.quotes["quote"] == 99
    assert len(measures.spoken(replace(twice, quotes=twice.quotes[alone]))) == 1


def test_valence_is_that_of_the_sentences_that_tell_of_something():
    analysis = small_analysis()
    [rows] = [analysis.tone[analysis.tone["actor_id"] == "nordlicht-ag"]]
    quiet = [rows.assign(sentence=n, valence=0.0, tenor=0) for n in (7, 8, 9)]
    more = [rows.assign(sentence=3, valence=0.1, tenor=0), *quiet]
    analysis = replace(analysis, tone=pd.concat([rows, *more], ignore_index=True))
    found = row(measures.tone_by(analysis, voice="all", value="valence"), name="Nordlicht AG")
    assert (found["sentences"], found["coverage"]) == (2, pytest.approx(2 / 5))
    assert found["value"] == pytest.approx(0.3)
    tenor = row(measures.tone_by(analysis, voice="all"), name="Nordlicht AG")
    assert (tenor["sentences"], tenor["coverage"]) == (1, pytest.approx(1 / 5))


def test_whole_articles_stand_first_among_what_was_taken_out():
    kinds = {"kind": REMOVED, "outlet": "Bote", "text": "Eis", "article_id": "a1"}
    counts = range(len(REMOVED), 0, -1)
    removed = conform(pd.DataFrame(kinds | {"count": counts}), "removed")
    table = measures.removals(replace(small_analysis(), removed=removed))
    whole, parts = table["kind"][: len(REMOVED_WHOLE)], table["kind"][len(REMOVED_WHOLE) :]
    assert list(whole) == list(REMOVED_WHOLE)
    assert list(parts) == [kind for kind in REMOVED if kind not in REMOVED_WHOLE]
