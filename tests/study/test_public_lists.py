"""Public lists are read in their forms; who is found is filled in, and who is doubtful is asked."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.lessons import sample_analysis
from presseschau.link.actors.register import draft_register, extended, read_register
from presseschau.study.joining import join_list, join_lists
from presseschau.study.public_lists import read_list

LISTS = Path(__file__).parent / "lists"


@pytest.fixture(scope="module")
def draft():
    """The actors of the sample as the machine drafts them, roles as the articles have them."""
    rows = read_register(data_folder() / "actors.csv")
    table = extended(rows, draft_register(sample_analysis().actors))
    return table.assign(
        party="", wikidata="", gender=table["gender"].where(table.index % 2 == 1, "")
    )


def of(table: pd.DataFrame, name: str) -> pd.Series:
    return table.set_index("name").loc[name]


def test_the_bundestags_list_tells_names_terms_and_party():
    people = read_list(LISTS / "stammdaten.xml")
    member = of(people, "Meret Sörensen")
    assert list(member[["id", "aliases", "gender", "party"]]) == [
        "99000001", "Meret Thoms", "f", "Grüne Liste",
    ]  # fmt: skip
    office = "Mitglied des Bundestages"
    assert member["offices"] == ((office, "2017-10-24", "2021-10-26"), (office, "2025-03-25", ""))
    assert list(people["name"]) == ["Meret Sörensen", "Friedrich von der Heyde"]
    assert people["aliases"].iloc[1] == "Friedrich Freiherr von der Heyde"


@pytest.mark.parametrize("name", ["wikidata.csv", "wikidata.tsv", "wikidata.json"])
def test_wikidatas_rows_of_one_person_are_one(name):
    people = read_list(LISTS / name)
    person = of(people[people["id"] == "Q900000001"], "Ruth Amelung")
    assert person["gender"] == "f"
    assert "Q900000007" not in set(people["name"])  # nobody has an id for a name
    if name.endswith("sv"):
        offices = {office: (start, end) for office, start, end in person["offices"]}
        assert offices["Oberbürgermeisterin von Lindwerder"] == ("2012-10-01", "2019-09-30")
        assert len(offices) == 2


def test_abgeordnetenwatch_tells_party_and_id():
    people = read_list(LISTS / "abgeordnetenwatch.json")
    assert list(of(people, "Karsten Wendland")[["id", "gender", "party"]]) == [
        "Q900000010", "m", "Bürgerbund",
    ]  # fmt: skip
    assert list(of(people, "Silke Reimers")[["id", "party"]]) == ["990002", ""]  # no Wikidata id


def test_who_stands_for_an_office_does_not_hold_it():
    people = read_list(LISTS / "mandate.json")
    assert of(people, "Karsten Wendland")["offices"] == (("Halmark 2024 - 2029", "2024-03-12", ""),)
    assert list(of(people, "Silke Reimers")[["id", "offices"]]) == ["990002", ()]


def test_who_is_found_is_filled_and_what_a_person_wrote_stays(draft):
    own = draft.assign(role=draft["role"].mask(draft["name"] == "Ruth Amelung", "Regierungschefin"))
    joined, _ = join_list(own, read_list(LISTS / "wikidata.csv"), "2026-03-02", "2026-04-05")
    found = of(joined, "Ruth Amelung")
    assert found["party"] == "Soziale Union Halmark"
    assert found["role"] == "Regierungschefin"
    assert found["wikidata"] == found["register"] == "Q900000001"
    assert "Oberbürgermeisterin von Lindwerder (2012-10-01 – 2019-09-30)" in found["offices"]
    assert of(joined, "Jurij Beloussow")["wikidata"] == "Q900000002"  # by another spelling


def test_an_empty_role_becomes_the_office_of_the_articles_time(draft):
    empty = draft.assign(role="")
    joined, _ = join_list(empty, read_list(LISTS / "wikidata.csv"), "2026-03-02", "2026-04-05")
    assert of(joined, "Ruth Amelung")["role"] == "Ministerpräsidentin der Halmark"
    early, _ = join_list(empty, read_list(LISTS / "wikidata.csv"), "2015-01-01", "2015-02-01")
    assert of(early, "Ruth Amelung")["role"] == "Oberbürgermeisterin von Lindwerder"


def test_an_office_may_be_told_in_years(tmp_path):
    text = "name;amt;von;bis\nIda Rehm;Rätin;2013;2016\nIda Rehm;Richterin;01.02.2017;heute\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    offices = read_list(tmp_path / "own.csv")["offices"].iloc[0]
    assert offices == (("Rätin", "2013-01-01", "2016-12-31"), ("Richterin", "2017-02-01", ""))


def test_doubtful_names_are_asked_and_an_answer_decides(draft):
    people = read_list(LISTS / "wikidata.csv")
    own = draft.assign(gender=draft["gender"].mask(draft["name"] == "Petra Krull", "f"))
    joined, questions = join_list(own, people)
    reasons = questions.groupby("name")["reason"].agg(set).to_dict()
    assert reasons["Martin Krull"] == {"several"}
    assert reasons["Daniel Amelung"] == {"sector"}  # a stage director; the list has a politician
    assert reasons["Petra Krull"] == {"gender"}
    for name in reasons:
        assert of(joined, name)["wikidata"] == ""
    answers = {"Martin Krull": "Q900000003", "Daniel Amelung": "-"}
    answered = joined.assign(register=joined["name"].map(answers).fillna(""))
    joined, questions = join_list(answered, people)
    assert of(joined, "Martin Krull")["party"] == "Bürgerbund"
    assert of(joined, "Daniel Amelung")["party"] == ""
    assert set(questions["name"]) == {"Petra Krull"}


def test_two_actors_of_one_entry_are_asked(draft):
    row = draft[draft["name"] == "Ruth Amelung"].assign(aliases="")
    twice = pd.concat([row, row.assign(name="R. Amelung", aliases="Ruth Amelung")])
    _, questions = join_list(twice.reset_index(drop=True), read_list(LISTS / "wikidata.csv"))
    assert list(questions["reason"]) == ["twice", "twice"]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("list.csv", "qid;sex\nQ1;m\n", "no column tells the names; call one 'name'"),
        ("list.csv", "name,partey\nRuth,SU\n", "more than names; call one 'party'.*: name, partey"),
        ("list.csv", "", "'.*list.csv' is empty"),
        ("list.json", '{"data": [', "is damaged"),
        ("list.xml", "<DOCUMENT><MDB></DOCUMENT>", "is damaged"),
        ("list.ods", "", "no list in CSV, JSON or XML"),
    ],
)
def test_a_bad_list_gets_one_sentence(tmp_path, name, text, sentence):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall, match=sentence):
        read_list(tmp_path / name)
    with pytest.raises(WrongCall, match="check the path"):
        read_list(tmp_path / "none.csv")


def test_the_command_joins_asks_and_goes_on_with_the_answers(tmp_path):
    sample_analysis().save(tmp_path / "tables")
    out, again = tmp_path / "actors.csv", tmp_path / "again.csv"
    call = ["actors", str(tmp_path / "tables"), "--register", str(LISTS / "wikidata.csv")]
    done = CliRunner().invoke(app, [*call, "--out", str(out)])
    assert done.exit_code == 3, done.output  # some of the sample is refused
    assert "doubtful and not filled" in done.output
    assert "2 actors were found in the lists." in done.output
    asked = pd.read_csv(tmp_path / "actors-questions.csv")
    assert {"Martin Krull"} <= set(asked["name"])
    table = pd.read_csv(out, dtype=str).fillna("")
    table.loc[table["name"] == "Martin Krull", "register"] = "Q900000003"
    table.loc[len(table)] = {**dict.fromkeys(table, ""), "name": "Wiebke Fern", "aliases": "WF"}
    table.to_csv(out, index=False)
    done = CliRunner().invoke(app, [*call, "--actors", str(out), "--out", str(again)])
    assert done.exit_code == 3, done.output  # some of the sample is refused
    table = pd.read_csv(again, dtype=str).fillna("")
    assert of(table, "Martin Krull")["party"] == "Bürgerbund"
    assert of(table, "Wiebke Fern")["aliases"] == "WF"  # nothing of a person's file is lost
    assert read_register(again)


def test_several_lists_fill_one_after_the_other(draft):
    paths = [LISTS / "stammdaten.xml", LISTS / "abgeordnetenwatch.json"]
    joined, questions = join_lists(draft, paths, sample_analysis().articles["published"])
    assert of(joined, "Meret Sörensen")["party"] == "Grüne Liste"
    assert of(joined, "Karsten Wendland")["wikidata"] == "Q900000010"
    assert dict(questions[["name", "reason"]].to_numpy()) == {"Friedrich von der Heyde": "sector"}
