"""The user's actors.csv: what it adds, what it overrules, and what it says of wrong rows."""

import pandas as pd
import pytest
from test_actors import linked
from typer.testing import CliRunner

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.core.tables import conform
from presseschau.link.actors import link_actors
from presseschau.link.actors.register import COLUMNS, draft_register, extended, read_register


def register(tmp_path, text: str, encoding: str = "utf-8"):
    path = tmp_path / "actors.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_the_register_wins_over_the_machine_and_adds_its_columns(tmp_path):
    path = register(
        tmp_path,
        "name;aliases;kind;role;gender;Wahlkreis\n"
        "Nordlicht AG;Die Leuchten|NL;ORG;Reederei;;\n"
        "Ida Moll;die Moll;PER;Hafenmeisterin;f;Breesen\n",
    )
    text = "Ida Moll rügte Nordlicht. Die Leuchten lachten über Moll."
    names = [
        ("Ida Moll", "PER"),
        ("Nordlicht", "ORG"),
        ("Die Leuchten", "ORG"),
        ("Moll", "PER"),
    ]
    mentions, actors = linked((text, names), register=str(path))
    assert list(mentions["actor_id"]) == ["ida-moll", "nordlicht", "nordlicht-ag", "ida-moll"]
    known = actors.set_index("actor_id")
    assert known.loc["ida-moll", "Wahlkreis"] == "Breesen"
    assert known.loc["ida-moll", "roles"] == "Hafenmeisterin"
    assert known.loc["nordlicht", "Wahlkreis"] == ""


def test_a_surname_that_no_article_introduces_is_the_registers_only_bearer(tmp_path):
    path = register(tmp_path, "name,kind\nIda Moll,PER\n")
    mentions, _ = linked(("Moll schwieg. Molls Boot sank.", [("Moll", "PER"), ("Molls", "PER")]),
                         register=str(path))  # fmt: skip
    assert set(mentions["actor_id"]) == {"ida-moll"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("aliases,kind\nX,PER\n", "line 1: there is no column 'name'"),
        ("name,kind\nIda Moll,Mensch\n", "line 2: the kind 'Mensch' is none of PER, ORG"),
        ("name,gender\nIda Moll,w\n", "line 2: the gender 'w' is none of m, f, d"),
        ("name,kind\nIda Moll,PER\n,ORG\n", "line 3: the name is missing"),
        ("name,kind\nIda Moll,PER,zu viel\n", "line 2: 3 cells, but the header names 2"),
        ("name,aliases\nIda Moll,Moll\nUte Moll,Moll\n", "line 3: 'Moll' already stands for"),
        ("name,name\nA,B\n", "the column 'name' stands there twice"),
        ("name,mentions\nA,3\n", "the column 'mentions' is the machine's own"),
        ('name,kind\n"Ida Moll,PER\n', "a quotation mark is not closed"),
    ],
)
def test_a_wrong_register_gets_one_sentence_with_its_line(tmp_path, text, sentence):
    with pytest.raises(WrongCall) as error:
        read_register(register(tmp_path, text))
    assert sentence in str(error.value)
    assert str(error.value).endswith(".")


def test_a_missing_or_foreign_file_is_said(tmp_path):
    with pytest.raises(WrongCall, match="There is no register"):
        read_register(tmp_path / "nirgends.csv")
    with pytest.raises(WrongCall, match="save it in UTF-8"):
        read_register(register(tmp_path, "name\nJürgen\n", "latin-1"))


def test_a_byte_order_mark_and_empty_lines_do_no_harm(tmp_path):
    rows = read_register(register(tmp_path, "name,aliases\nIda Moll,A;B\n\n,\n", "utf-8-sig"))
    assert [(row.name, row.aliases, row.line) for row in rows] == [("Ida Moll", ("A", "B"), 2)]


def test_a_draft_can_be_read_again_and_changes_nothing(tmp_path):
    text = (
        "Innenministerin Ida Moll traf Ute Kern und Max Kern. Moll schwieg, Kern lachte. "
        "Die Nordlicht AG (NLA) zahlt, die NLA baut."
    )
    names = [("Ida Moll", "PER"), ("Ute Kern", "PER"), ("Max Kern", "PER"), ("Moll", "PER"),
             ("Kern", "PER"), ("Nordlicht AG", "ORG"), ("NLA", "ORG"), ("NLA", "ORG")]  # fmt: skip
    before, actors = linked((text, names))
    draft = draft_register(actors, least=1)
    assert list(draft.columns) == list(COLUMNS)
    assert "Kern" not in set(draft["name"])
    assert draft.set_index("name").loc["Ida Moll", "role"] == "Innenministerin"
    assert draft.set_index("name").loc["Nordlicht AG", "aliases"] == "NLA"
    path = tmp_path / "draft.csv"
    draft.to_csv(path, index=False)
    after, _ = linked((text, names), register=str(path))
    assert list(after["actor_id"]) == list(before["actor_id"])


def test_a_name_read_as_two_kinds_is_drafted_once_as_what_it_mostly_is(tmp_path):
    rows = [("factorio", "Factorio", "PER", 4), ("factorio-org", "FACTORIO", "ORG", 6)]
    actors = pd.DataFrame(rows, columns=["actor_id", "name", "kind", "mentions"])
    actors = conform(actors.assign(aliases=actors["name"]).to_dict("records"), "actors")
    draft = extended([], draft_register(actors))
    assert draft[["name", "kind"]].to_numpy().tolist() == [["FACTORIO", "ORG"]]
    read_register(register(tmp_path, draft.to_csv(index=False)))


def test_the_shipped_register_is_right_and_fits_the_sample():
    rows = read_register(data_folder() / "actors.csv")
    names = {row.name for row in rows}
    parties = {row.more["party"] for row in rows} - {""}
    assert parties <= names
    assert {"Ruth Amelung", "Jurij Beloussow", "Sundhafen Terminal AG"} <= names


def test_without_mentions_the_register_adds_nobody(tmp_path):
    path = register(tmp_path, "name,kind,party\nIda Moll,PER,X\n")
    articles = conform([{"article_id": "a", "text": "Nichts."}], "articles")
    found = link_actors(conform([], "mentions"), articles, str(path))
    assert isinstance(found.actors, pd.DataFrame)
    assert found.actors.empty


def test_the_command_drafts_a_register(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "Hafenmeisterin Frauke Tamm lehnt den Ausbau des Hafens ab. Tamm sagte am Montag, "
    (tmp_path / "a.txt").write_text(text + "der Plan sei teuer. Tamm will klagen.\n", "utf-8")
    result = CliRunner().invoke(cli.app, ["actors", "a.txt", "--out", "actors.csv"])
    assert result.exit_code == 0, result.output
    assert "1 actor is in actors.csv; 0 mentions stay unclear." in result.output
    assert [row.name for row in read_register("actors.csv")] == ["Frauke Tamm"]
    again = CliRunner().invoke(cli.app, ["actors", "a.txt", "--out", "actors.csv"])
    assert again.exit_code == cli.WRONG_CALL
