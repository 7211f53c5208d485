"""Every trap planted in the sample corpus for actors and utterances (``data/README.md``) is found.

One row below is one feature of the tables there; articles are named by a part of their path, rows
of a file from 0 as there. The annotator is "rules"; where "model" reads an article otherwise, the
row is tested with it, too.
"""

from functools import cache

import pandas as pd
import pytest

from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.core.tables import DUPLICATE
from presseschau.link.actors import unclear_mentions
from presseschau.measures import disputed_speakers, printings
from presseschau.pipeline.analyzing import analyze

N, W = "nordblick/hafen-hochwasser-klinik.csv#", "die-wiesche/hafen-hochwasser-klinik.jsonl#"
T, S = "nordblick/streik-theater-fussball.csv#", "die-wiesche/streik-theater-fussball.jsonl#"
BOTE, KURIER = "sundhafener-bote/", "halmark-kurier/"

RULES, MODEL = "rules", "model"
#: The articles that the model is asked to read, too: the misattributed and the altered quotations.
BY_MODEL = (
    "hafen-soll-in-die-wiesen-wachsen",
    "endlich-der-hafen-waechst",
    "unbefristeter-streik",
    "streik-geiselhaft",
    "brandt-tritt-zurueck",
    "brandt-weg-amelung-wackelt",
)


@cache
def analysis(annotator: str = RULES) -> Analysis:
    """The sample without its register, analysed once; by the model some articles of it."""
    articles, rejects = load_articles(data_folder() / "sample", progress=False)
    if annotator == MODEL:
        wanted = articles["path"].str.contains("|".join(BY_MODEL))
        articles = articles[wanted].reset_index(drop=True)
    return analyze(articles, rejects, annotator=annotator)


@cache
def paths(annotator: str = RULES) -> pd.Series:
    articles = analysis(annotator).articles
    return articles.set_index("article_id")["path"].str.replace("\\", "/")


def article(part: str, annotator: str = RULES) -> str:
    """Gives the id of the article whose path has a part; "...csv#3" is row 3 from 0."""
    file, mark, row = part.partition("#")
    if mark:
        found = paths(annotator)[paths(annotator).str.endswith(f"{file}#{int(row) + 1}")]
    else:
        found = paths(annotator)[paths(annotator).str.contains(part, regex=False)]
    assert len(found) == 1, f"{part}: {list(found)}"
    return found.index[0]


def actors_of(name: str, part: str = "") -> set[str]:
    """Gives the actors behind a form of a name, in one article or in all."""
    rows = analysis().mentions
    rows = rows[rows["text"] == name]
    return set(rows.loc[rows["article_id"] == article(part), "actor_id"] if part else rows.actor_id)


def printed(words: str, *parts: str, annotator: str = RULES) -> pd.DataFrame:
    """Gives the printings of the one statement that has words and stands in all the articles."""
    whole = analysis(annotator)
    rows = whole.utterances.merge(
        whole.quotes[["article_id", "quote", "text", "type", "cue", "cue_stance"]],
        on=["article_id", "quote"],
    )
    ids = [article(part, annotator) for part in parts]
    for _, group in rows.groupby("utterance"):
        here = group[group["article_id"].isin(ids)]
        if set(ids) <= set(here["article_id"]) and here["text"].str.contains(words).any():
            return here.set_index("article_id").rename(index=dict(zip(ids, parts, strict=True)))
    raise AssertionError(f"No statement with '{words}' is printed in all of {parts}.")


NAMESAKES = [
    (f"{N}3", "Martin Krull", "martin-krull"),
    (f"{N}3", "Petra Krull", "petra-krull"),
    (BOTE + "2026-03-06-breesen-verliert", "Krull", "petra-krull"),
    (BOTE + "2026-03-20-gericht-stoppt", "Krull", "martin-krull"),
    (BOTE + "2026-03-23-pegelstand", "Daniel Amelung", "daniel-amelung"),
    (BOTE + "2026-03-23-pegelstand", "Ruth Amelung", "ruth-amelung"),
    (BOTE + "2026-03-23-pegelstand", "Amelung", "daniel-amelung"),
    (KURIER + "2026-03-23-skandal", "Daniel Amelung", "daniel-amelung"),
    (KURIER + "2026-03-23-skandal", "Ruth Amelung", "ruth-amelung"),
    (KURIER + "2026-03-23-skandal", "Amelung", "daniel-amelung"),
    (f"{T}2", "Daniel Amelung", "daniel-amelung"),
    (f"{T}2", "Ruth Amelung", "ruth-amelung"),
    (f"{T}2", "Amelung", "daniel-amelung"),
    (f"{S}0", "Daniel Amelung", "daniel-amelung"),
    (f"{S}0", "Ruth Amelung", "ruth-amelung"),
    (BOTE + "2026-04-02-lindwerder-theater", "Amelung", "ruth-amelung"),
    ("", "Silke Reimers", "silke-reimers"),
    ("", "Carl Reimers", "carl-reimers"),
]


@pytest.mark.parametrize(("part", "name", "actor"), NAMESAKES)
def test_two_people_of_one_surname(part, name, actor):
    assert actors_of(name, part) == {actor}


@pytest.mark.parametrize(
    ("part", "name", "candidates"),
    [
        (f"{N}5", "Krull", "Martin Krull; Petra Krull"),
        (BOTE + "2026-03-23-pegelstand", "Amelungs", "Daniel Amelung; Ruth Amelung"),
    ],
)
def test_a_surname_that_may_be_either_is_listed(part, name, candidates):
    whole = analysis()
    unclear = unclear_mentions(whole.mentions, whole.actors)
    rows = unclear[(unclear["article_id"] == article(part)) & (unclear["text"] == name)]
    assert set(rows["candidates"]) == {candidates}


@pytest.mark.parametrize("part", ["", f"{T}0", f"{T}1", f"{T}5", f"{T}7", f"{T}8", f"{S}4"])
def test_one_name_in_two_spellings(part):
    forms = ("Jurij Beloussow", "Jurij Belousov", "Beloussow", "Belousov")
    assert {a for form in forms for a in actors_of(form, part)} == {"jurij-beloussow"}


CHANGES_OF_OFFICE = [
    (f"{N}7", "holger-brandt", {"Ex-Innenminister"}),
    (f"{N}7", "svenja-rautenberg", {"Innenministerin"}),
    (BOTE + "2026-03-21-brandt-tritt", "holger-brandt", {"Innenminister"}),
    (BOTE + "2026-03-21-brandt-tritt", "svenja-rautenberg", {"Fraktionsvorsitzende"}),
    (BOTE + "2026-03-31-rautenberg", "svenja-rautenberg", {"Innenministerin"}),
    (BOTE + "2026-03-28-ermittlungen", "svenja-rautenberg", {"Innenministerin"}),
    (BOTE + "2026-03-28-ermittlungen", "holger-brandt", set()),  # "Vorgänger" is no office
    (f"{T}6", "svenja-rautenberg", {"Innenministerin"}),
    (f"{T}6", "holger-brandt", set()),  # "Vorgänger" is no office
    (f"{S}6", "svenja-rautenberg", {"Innenministerin"}),
    (f"{S}6", "holger-brandt", set()),  # "Vorgänger" is no office
]


@pytest.mark.parametrize(("part", "actor", "roles"), CHANGES_OF_OFFICE)
def test_a_change_of_office_in_one_article(part, actor, roles):
    rows = analysis().roles
    here = rows[(rows["article_id"] == article(part)) & (rows["actor_id"] == actor)]
    assert set(here["role"]) == roles


def test_a_change_of_office_over_time():
    roles = analysis().roles.dropna(subset=["published"])
    holders = roles[roles["role"].str.startswith("Innenminister")].groupby("actor_id")["published"]
    assert set(holders.groups) == {"holger-brandt", "svenja-rautenberg"}
    assert holders.min()["holger-brandt"] < pd.Timestamp("2026-03-20")
    assert holders.max()["holger-brandt"] < holders.min()["svenja-rautenberg"]
    assert holders.min()["svenja-rautenberg"] >= pd.Timestamp("2026-03-24")


#: The articles of a wire copy; words of a statement in it; the one that prints another cue, and
#: the two cues.
WIRE = [
    ((f"{N}0", BOTE + "2026-03-06-klage-gegen", KURIER + "2026-03-06-hafen-gericht"),
     "Endlich prüft jemand", KURIER + "2026-03-06-hafen-gericht", ("sagte", "behauptete")),
    ((f"{N}1", BOTE + "2026-03-10-wiesche", f"{W}2"), "Übermenschliches", "", ()),
    ((f"{N}8", KURIER + "2026-03-26-ja-zum-hafen", f"{W}5"), "jede fünfte Familie", "", ()),
    ((BOTE + "2026-03-06-warnstreik", KURIER + "2026-03-06-streik-chaos", f"{T}0"),
     "drei Containerterminals", KURIER + "2026-03-06-streik-chaos",
     ("wie … mitteilte", "wie … klagte")),
    ((BOTE + "2026-03-28-ermittlungen", f"{T}6", f"{S}6"),
     "Er begrüße jede Aufklärung", f"{S}6", ("sagte", "behauptete")),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "words", "other", "cues"), WIRE)
def test_a_wire_copy(parts, words, other, cues):
    groups = analysis().articles.set_index("article_id")["wire_group"]
    own = {groups[article(part)] for part in parts}
    assert len(own) == 1
    assert set(groups[groups.isin(own - {""})].index) == {article(part) for part in parts}
    rows = printed(words, *parts)
    if other:
        assert rows.loc[other, "cue"] == cues[1]
        assert set(rows.drop(index=other)["cue"]) == {cues[0]}
        assert list(rows.index[rows["other_stance"]]) == [other]


def test_an_exact_duplicate_is_read_once():
    twice = paths().str.contains("lindwerder-theater-zuschuss|theater-land-kuerzt-weniger")
    assert twice.sum() == 1
    removed = analysis().removed
    assert (removed["kind"] == DUPLICATE).sum() == 1


#: Words of a statement, the whole printing, another one, and what must be said of the other:
#: change, other speaker, other cue, other stance (None: whatever).
ALTERED = [
    ("Wir werden diesen Hafen", BOTE + "2026-03-04-hafen-soll", KURIER + "2026-03-04-endlich",
     "cut", False, True, True),
    ("ihn kennen müssen", BOTE + "2026-03-21-brandt-tritt", KURIER + "2026-03-21-brandt-weg",
     "cut", False, False, False),
    ("so früh hinausgegangen", BOTE + "2026-03-12-was-das", f"{W}3",
     "verbatim", False, True, True),
    ("mit Fahnenstangen", BOTE + "2026-03-16-ausschr", KURIER + "2026-03-16-schande",
     "verbatim", False, None, False),
    ("teuer, aber tragbar", f"{T}7", f"{S}8", "verbatim", False, True, True),
    ("teuer, aber tragbar", f"{T}7", BOTE + "2026-04-02-einigung", "verbatim", False, True, False),
]  # fmt: skip
MISATTRIBUTED = [
    ("Wer den Hafen klein hält", BOTE + "2026-03-04-hafen-soll", f"{N}4",
     "karsten-wendland", "martin-krull"),
    ("durch jede Sturmnacht", BOTE + "2026-03-17-unbefristeter", KURIER + "2026-03-18-streik",
     "olaf-pries", "jurij-beloussow"),
]  # fmt: skip
PARAPHRASES = [
    ("ein Fünftel des Geldes", BOTE + "2026-03-05-theater", f"{S}0", "gesa-mommsen"),
    ("Der Mantel", BOTE + "2026-04-02-einigung", f"{S}8", "elsbeth-rahn"),
]


@pytest.mark.parametrize(("words", "whole", "other", "change", "speaker", "cue", "stance"), ALTERED)
def test_an_altered_quotation(words, whole, other, change, speaker, cue, stance):
    row = printed(words, whole, other).loc[other]
    assert (row["change"], row["other_speaker"]) == (change, speaker)
    assert cue is None or row["other_cue"] == cue
    assert row["other_stance"] == stance


@pytest.mark.parametrize(("words", "right", "wrong", "speaker", "instead"), MISATTRIBUTED)
def test_the_same_words_of_another_speaker(words, right, wrong, speaker, instead):
    rows = printed(words, right, wrong)
    assert (rows.loc[right, "actor_id"], rows.loc[wrong, "actor_id"]) == (speaker, instead)
    assert rows["other_speaker"].any()


def test_only_the_misattributed_quotations_are_in_the_list_of_disputed_speakers():
    names = disputed_speakers(analysis()).groupby("utterance")["name"].agg(set)
    wanted = [{"Karsten Wendland", "Martin Krull"}, {"Jurij Beloussow", "Olaf Pries"}]
    assert sorted(map(sorted, names)) == sorted(map(sorted, wanted))


@pytest.mark.parametrize(("words", "direct", "indirect", "speaker"), PARAPHRASES)
def test_a_paraphrase(words, direct, indirect, speaker):
    rows = printed(words, direct, indirect)
    assert (rows.loc[direct, "type"], rows.loc[indirect, "type"]) == ("Direct", "Indirect")
    assert rows.loc[indirect, "change"] == "paraphrased"
    assert set(rows["actor_id"]) == {speaker}


def test_the_view_of_printings_shows_what_was_planted():
    table = printings(analysis(), top=30)
    shown = {" ".join(words for _, words in pieces) for pieces in table["printing"]}
    for words, *_ in (*ALTERED, *MISATTRIBUTED, *PARAPHRASES):
        if words != "mit Fahnenstangen":  # printed alike, by cues alike
            assert any(words in text for text in shown), words
    said = set(table["change"])
    assert ("reference",) in said
    assert any("other_speaker" in changes for changes in said)
    assert any({"other_cue", "other_stance"} & set(changes) for changes in said)


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [(words, right, wrong) for words, right, wrong, *_ in (*ALTERED[:2], MISATTRIBUTED[1])],
)
def test_the_model_finds_them_too(words, right, wrong):
    rows = printed(words, right, wrong, annotator=MODEL)
    if words == MISATTRIBUTED[1][0]:
        assert set(rows["actor_id"]) == {"olaf-pries", "jurij-beloussow"}
        assert rows["other_speaker"].any()
    else:
        assert rows.loc[wrong, "change"] == "cut"


def test_a_city_named_for_its_government():
    actors = analysis().actors
    governments = actors[actors["kind"] == "GOV"].set_index("actor_id")
    assert "Berlin" in governments.loc["deutschland-regierung", "aliases"].split("; ")
