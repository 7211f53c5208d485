"""Outlets are taken together and weighed by what a person's outlets.csv says of them."""

import pytest
from small_corpus import small_corpus

import presseschau as ps
from presseschau import measures
from presseschau.core.calls import WrongCall


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("outlet;region;reach\nBote;Nord;300\nKurier;;100\n", encoding="utf-8")
    return measures.with_outlets(small_corpus(), path)


def test_groups_take_the_place_of_outlets_and_unknown_stays_unknown(known):
    by = measures.by_outlet_group(known, "region")
    table = measures.presence_by(by, "outlet")
    assert set(table["outlet"]) == {"Nord", "unknown"}
    plain = measures.presence_by(known, "outlet").set_index(["name", "outlet"])["value"]
    grouped = table.set_index(["name", "outlet"])["value"]
    assert grouped["Hafen AG", "Nord"] == plain["Hafen AG", "Bote"]


def test_an_outlet_of_other_corpora_may_stand_there_and_what_has_no_group_is_told(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("outlet,region\nBote,Nord\nRundschau,Süd\n", encoding="utf-8")
    known = measures.by_outlet_group(measures.with_outlets(small_corpus(), path), "region")
    n = int((small_corpus().articles["outlet"] != "Bote").sum())
    assert f"{n} articles have no group" in ps.page(known, "compare", "en").lead().html
    assert "no group" not in ps.page(small_corpus(), "compare", "en").lead().html


def test_a_weighted_mean_is_that_of_the_outlets_reach(known):
    table = measures.presence_by(known, "outlet")
    value = table.set_index(["name", "outlet"])["value"]["Hafen AG"]
    found = measures.weighted(table, known).set_index("name").loc["Hafen AG"]
    assert found["value"] == pytest.approx((300 * value["Bote"] + 100 * value["Kurier"]) / 400)
    assert list(found[["outlets", "n"]]) == [2, 10]


def test_the_interval_of_a_weighted_mean_is_narrower_than_those_of_its_outlets(known):
    table = measures.manner(known, "outlet").query("measure == 'position'").assign(name="all")
    found = measures.weighted(table, known).iloc[0]
    assert found["low"] <= found["value"] <= found["high"]
    assert found["high"] - found["low"] < (table["high"] - table["low"]).max()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name,region\nBote,Nord\n", "line 1: there is no column 'outlet'"),
        ("outlet,reach\nBote,1\nKurier,viel\n", "line 3: the reach 'viel' is no number"),
        ("outlet,priority\nBote,A\n", "line 2: the priority 'A' is no number .* like 1\\."),
        ("outlet,region\nBote,Nord\nBote,Süd\n", "line 3: 'Bote' stands there twice"),
        ("outlet,text\nBote,x\n", "the column 'text' is the articles' own"),
        ("outlet,language\nBote,de\n", "the column 'language' is the articles' own"),
        ("outlet,rights\nBote,quotes\n", "the column 'rights' is the articles' own"),
        ("outlet,reach\n\nBote,1\n,\nKurier,viel\n", "line 5: the reach 'viel' is no number"),
        ("outlet\nBote\n\nBote\n", "line 4: 'Bote' stands there twice"),
        ("outlet,region\nBote,Nord\nKuriere,Süd\n", "line 3: .* did you mean 'Kurier'"),
        ("outlet,region\nBOTE,Nord\n", "line 2: .* did you mean 'Bote'"),
    ],
)
def test_a_wrong_file_gets_one_sentence_with_its_line(tmp_path, text, sentence):
    (tmp_path / "outlets.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall, match=sentence):
        measures.with_outlets(small_corpus(), tmp_path / "outlets.csv")


def test_a_folder_in_the_place_of_the_file_gets_one_sentence(tmp_path):
    with pytest.raises(WrongCall, match=r"cannot be read: Is a directory\.$"):
        measures.with_outlets(small_corpus(), tmp_path)


def test_a_column_that_is_not_there_is_said(known):
    with pytest.raises(WrongCall, match=r"no column 'regoin'.*'region'"):
        measures.by_outlet_group(known, "regoin")
    with pytest.raises(WrongCall, match=r"Give your outlets\.csv first"):
        measures.by_outlet_group(small_corpus(), "region")
