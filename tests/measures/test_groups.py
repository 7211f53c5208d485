"""Groups: shares of women and men, parties and sectors, with what is unknown shown as unknown."""

from dataclasses import replace

import pytest
from small_corpus import small_corpus

from presseschau import measures
from presseschau.core.calls import WrongCall
from presseschau.lessons import sample_analysis
from presseschau.link.actors.register import Register, join_register, read_register
from presseschau.measures.groups import LEAST_KNOWN, unbiased


@pytest.fixture(scope="module")
def corpus():
    """The small corpus with the gender of one person known; the other's is not."""
    read = small_corpus()
    gender = read.actors["actor_id"].map({"mara-voss": "f"}).fillna("")
    return replace(read, actors=read.actors.assign(gender=gender, party=["", "LM", "LM"]))


@pytest.fixture(scope="module")
def sample():
    from presseschau.core.resources import data_folder

    read = sample_analysis()
    register = Register(read_register(data_folder() / "actors.csv"))
    return replace(read, actors=join_register(read.actors, register))


def of(table, name):
    return table.set_index("name").loc[name]


def test_shares_of_groups_are_those_of_their_people_and_unknown_stays_unknown(corpus):
    voice = measures.share_of_voice(measures.grouped(corpus, "gender"))
    assert of(voice, "women")["words"] == 18
    assert of(voice, "unknown")["value"] == pytest.approx(0.5)
    assert voice["value"].sum() == pytest.approx(1)
    single = measures.share_of_voice(corpus).set_index("name")
    assert of(voice, "women")["value"] == single.loc["Mara Voss", "value"]
    assert of(voice, "women")["evidence"] == single.loc["Mara Voss", "evidence"]


def test_every_measure_of_actors_takes_groups(corpus):
    people = measures.grouped(corpus, "gender")
    presence = measures.presence(people)
    assert of(presence, "women")["articles"] == 5
    assert of(presence, "unknown")["articles"] == 8  # Jan Petersen; the Hafen AG is no person
    tone = measures.tone_by(people, "name", "all")
    assert set(tone["name"]) == {"women", "unknown"}
    manner = measures.manner(people)
    assert manner.set_index(["name", "measure"]).loc[("unknown", "distancing"), "value"] == 1
    pairs = measures.signed_pairs(people)
    assert list(pairs[["speaker", "target"]].to_numpy()[0]) == ["women", "unknown"]


def test_any_column_of_the_register_makes_groups_and_none_is_guessed(corpus):
    kinds = measures.presence(measures.grouped(corpus, "kind"))
    assert dict(zip(kinds["name"], kinds["articles"], strict=True)) == {"PER": 8, "ORG": 5}
    party = measures.share_of_voice(measures.grouped(corpus, "party"))
    assert set(party["name"]) == {"LM", "unknown"}
    with pytest.raises(WrongCall, match=r"no column 'gendr'.*'gender'"):
        measures.grouped(corpus, "gendr")


def test_the_sector_is_told_by_roles_and_names_and_the_register_corrects_it(sample):
    sectors = measures.group_of(sample, "sector")
    told = {
        "Ruth Amelung": "politics",
        "Bernd Hasselbach": "justice",
        "Imke Falk": "justice", "Birte Ohlsen": "business", "Bürgerbund": "politics",
        "Wiebke Harms":
        "science", "Jurij Beloussow": "society", "Anselm Okafor": "science", "Petra Krull":
        "science", "Gesa Mommsen": "culture", "Emre Yıldız": "culture", "Kurier": "media",
    }  # fmt: skip
    names = sample.actors.set_index("name")["actor_id"]
    assert {name: sectors[names[name]] for name in told} == told
    given = sample.actors["name"].map({"Petra Krull": "medicine"}).fillna("")
    own = replace(sample, actors=sample.actors.assign(sector=given))
    assert measures.group_of(own, "sector")[names["Petra Krull"]] == "medicine"
    assert measures.group_of(own, "sector")[names["Ruth Amelung"]] == "politics"


def test_people_quoted_count_once_in_each_article(sample):
    table = measures.heard(sample)
    spoken = measures.spoken(sample)
    people = sample.actors.loc[sample.actors["kind"] == "PER", "actor_id"]
    once = spoken[spoken["actor_id"].isin(people)].drop_duplicates(["article_id", "actor_id"])
    assert table["people"].sum() == len(once)
    assert table.groupby("outlet")["value"].sum().to_numpy() == pytest.approx(1)
    assert (table["low"] <= table["value"]).all()
    assert (table["evidence"].map(len) <= table["people"]).all()


def test_one_outlet_alone_is_not_set_beside_others_that_quote_too_few(sample):
    voices = measures.spoken(sample).groupby("article_id")["actor_id"].nunique()
    few = sample.keep(voices.index[voices < 5])
    own = "Blatt " + few.articles["article_id"].where(few.articles["outlet"] != "Nordblick", "")
    split = replace(few, articles=few.articles.assign(outlet=own))
    table = measures.heard(split)
    assert set(table["outlet"]) == {""}
    assert table["people"].sum() == measures.heard(few)["people"].sum()
    assert measures.balance(split)["few"] == 0


def test_women_are_counted_among_those_known_and_only_where_these_are_enough(sample, corpus):
    table = measures.women_among_known(sample)
    counts = measures.heard(sample, "gender", "since")
    known = counts[counts["gender"] != "unknown"].groupby("since")["people"].sum()
    assert table["people"].sum() == known.sum() >= LEAST_KNOWN
    assert table["value"].between(0, 1).all()
    assert measures.women_among_known(corpus).empty


def test_women_left_blank_more_often_raise_the_corrected_share():
    assert unbiased(0.3, 0.1) > 0.3
    assert unbiased(0.3, 0.0) == pytest.approx(0.3)
    assert unbiased(0.0, 0.1) == 0
    assert unbiased(1.0, 0.1) == 1


def test_no_more_women_are_reckoned_than_there_are_people_of_unknown_gender(sample):
    told = measures.balance(sample)
    people = measures.heard(sample).groupby("gender")["people"].sum()
    assert (told["open"], told["known"]) == (people["unknown"], people.sum() - people["unknown"])
    assert told["least"] == pytest.approx(people["women"] / people.sum())
    assert told["least"] < told["unbiased"] < told["most"]
