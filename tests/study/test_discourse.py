"""Who agrees with what: counted by hand, written as DNA and Gephi read it."""

import csv

import networkx as nx
import pandas as pd
import pytest
from small_analysis import TEXT, small_analysis
from typer.testing import CliRunner

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.study.categories import find_hits
from presseschau.study.categories_file import Category
from presseschau.study.conditions import read_term
from presseschau.study.discourse import affiliations, relations, sensitivity, statements
from presseschau.study.discourse_files import write_discourse

PLAN = [Category("plan", (read_term("Plan"),)), Category("zu spät", (read_term("zu spät"),))]
HEAD = ["unit", "coder", "variable", "value"]
#: What dna_network(networkType = "eventlist") of rDNA 3 gives, without the coder's number.
RDNA = ["statement_id", "time", "person", "organization", "concept", "agreement",
        "start_position", "stop_position", "text", "document_id", "document_title",
        "document_author", "document_source", "document_section", "document_type",
        "basis"]  # fmt: skip


def said(*rows: str) -> pd.DataFrame:
    """Statements such as "anna +a": who, the sign, and the category."""
    table = pd.DataFrame([row.split() for row in rows], columns=["name", "what"])
    return table.assign(
        actor_id=table["name"], category=table["what"].str[1],
        stance=table["what"].str[0].map({"+": 1, "-": -1, "0": 0}), basis="coded",
        article_id=[f"a{n}" for n in range(len(table))], anchor="s1",
    )  # fmt: skip


#: Anna and Ben share a, oppose each other in b; Carla is torn on a; Dora has no stance.
SAID = said("anna +a", "anna +a", "ben +a", "anna +b", "ben -b", "carla +a", "carla -a", "dora 0a")


def test_actors_are_joined_with_what_they_take_a_stance_on():
    table = affiliations(SAID).set_index(["name", "category"])
    assert table.loc[("anna", "a"), ["agree", "disagree", "statements", "n"]].tolist() == [
        2,
        0,
        2,
        2,
    ]
    assert table.loc[("carla", "a"), "value"] == 0
    assert table.loc[("ben", "b"), "evidence"] == ("a4#s1",)
    assert "dora" not in table.index.get_level_values("name")
    assert list(affiliations(SAID, least=2)["name"]) == ["anna", "carla"]


def test_congruence_and_conflict_are_divided_by_average_activity():
    table = relations(SAID).set_index(["first", "second"])
    # Both speak of two categories: one shared, one opposed, over (2 + 2) / 2.
    assert table.loc[("anna", "ben"), ["congruence", "conflict"]].tolist() == [0.5, 0.5]
    # Carla speaks of one, both ways: over (2 + 1) / 2.
    anna = table.loc[("anna", "carla")]
    assert anna[["congruence", "conflict", "value"]].tolist() == pytest.approx([2 / 3, 2 / 3, 0])
    assert (anna["categories"], anna["statements"], anna["n"]) == (1, 4, 4)


def test_that_one_says_a_thing_often_makes_no_pair_closer():
    more = pd.concat([SAID, said(*["ben +a"] * 9)])
    assert relations(more)["congruence"].tolist() == relations(SAID)["congruence"].tolist()


def test_what_thresholds_change_is_told():
    table = sensitivity(SAID, least=(1, 2), tie=(0, 0.6)).set_index(["least", "tie"])
    assert table.loc[(1, 0), ["statements", "actors", "categories"]].tolist() == [7, 3, 2]
    assert table.loc[(2, 0), ["statements", "actors", "categories"]].tolist() == [4, 2, 1]
    alone = said("anna +a", "ben -a", "carla -a")
    table = sensitivity(alone.assign(basis=["cue", "cue", "judgement"]), tie=(0,), least=(1,))
    assert table["without"].tolist() == ["", "cue", "judgement"]
    assert table[["congruent", "conflicting"]].to_numpy().tolist() == [[1, 2], [0, 0], [0, 1]]
    assert table["kept"].tolist() == pytest.approx([1, 0, 1 / 3])


def test_without_codings_a_judgement_is_guessed_from(analysis):
    found = statements(analysis, find_hits(analysis, PLAN))
    assert found[["category", "stance", "basis"]].to_numpy().tolist() == [
        ["plan", -1, "judgement"],
        ["zu spät", -1, "judgement"],
    ]
    assert found["unit"].tolist() == ["a1#s1", "a1#s1"]
    quotes = analysis.quotes.assign(cue_stance="demanding")
    no_tone = type(analysis)(
        **dict(analysis.tables()) | {"quotes": quotes, "tone": analysis.tone[:0]}
    )
    found = statements(no_tone, find_hits(no_tone, PLAN))
    assert found[["stance", "basis"]].to_numpy().tolist() == [[1, "cue"], [1, "cue"]]


def test_with_codings_only_what_coders_agree_on_counts(analysis):
    rows = [("a1#s1", "x", "plan", "agree"), ("a1#s1", "y", "plan", "1"),
            ("a1#s1", "x", "zu spät", "1"), ("a1#s1", "y", "zu spät", "-1")]  # fmt: skip
    hits, coded = find_hits(analysis, PLAN), pd.DataFrame(rows, columns=HEAD)
    assert statements(analysis, hits, coded)["stance"].tolist() == [1, 0]
    last = pd.DataFrame([("a1#s1", "consensus", "zu spät", "-1")], columns=HEAD)
    assert statements(analysis, hits, pd.concat([coded, last]))["stance"].tolist() == [1, -1]
    with pytest.raises(WrongCall, match=r"A stance cannot be 'agre'\. Did you mean 'agree'"):
        statements(analysis, hits, coded.assign(value="agre"))
    types = coded.assign(variable="type", value="Direct")  # of another question: no stances
    assert statements(analysis, hits, pd.concat([coded, types]))["stance"].tolist() == [1, 0]
    with pytest.raises(WrongCall, match=r"None of the codings is of a statement .* to-code\.csv"):
        statements(analysis, hits, types)


def test_gephi_and_dna_read_what_is_written(analysis, tmp_path):
    found = statements(analysis, find_hits(analysis, PLAN))
    write_discourse(analysis, found, tmp_path / "net")
    graph = nx.read_graphml(tmp_path / "net" / "affiliations.graphml")
    assert graph.edges["frauke-tamm", "category:plan"]["stance"] == -1
    assert graph.nodes["frauke-tamm"] == {"label": "Frauke Tamm", "mode": "actor",
                                               "kind": "PER", "gender": ""}  # fmt: skip
    with (tmp_path / "net" / "statements.csv").open(encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    assert (first["person"], first["concept"], first["agreement"]) == ("Frauke Tamm", "plan", "0")
    assert first["time"] == "2026-10-12 00:00:00"
    start, end = int(first["start_position"]), int(first["stop_position"])
    assert TEXT[start:end] == first["text"]
    assert list(first) == RDNA
    blank = pd.read_csv(tmp_path / "net" / "to-code.csv")
    assert blank["value"].isna().all()
    assert set(blank["variable"]) == {"plan", "zu spät"}


def test_coders_see_the_claim_and_the_sentences_around(analysis, tmp_path):
    found = statements(analysis, find_hits(analysis, PLAN))
    write_discourse(analysis, found, tmp_path / "net", claims={"plan": "Der Plan ist gut"})
    blank = pd.read_csv(tmp_path / "net" / "to-code.csv", dtype=str, keep_default_na=False)
    blank = blank.set_index("variable")
    row = blank.loc["plan"]
    assert row["before"] == "Die Hafenmeisterin Frauke Tamm lehnt den Ausbau ab."
    assert row["after"] == "Die Reederei Nordlicht AG lobte den klugen Entwurf."
    assert blank["claim"].to_dict() == {"plan": "Der Plan ist gut", "zu spät": ""}


def test_nobody_speaks_and_the_files_are_there_all_the_same(tmp_path):
    found = statements(small_analysis(), find_hits(small_analysis(), PLAN))
    write_discourse(small_analysis(), found, tmp_path / "net")
    assert relations(found).empty
    assert not nx.read_graphml(tmp_path / "net" / "conflict.graphml")


def test_the_command_writes_the_network_and_says_that_it_is_guessed(analysis, tmp_path):
    analysis.save(tmp_path / "saved")
    categories = tmp_path / "categories.toml"
    categories.write_text('[plan]\nwords = ["Plan"]\n', encoding="utf-8")
    call = ["discourse", str(categories), "-s", str(tmp_path / "saved"), "--to"]
    result = CliRunner().invoke(cli.app, [*call, str(tmp_path / "net")])
    assert result.exit_code == 0, result.output
    assert "1 statement, 1 of them with a stance" in result.output
    assert "guesses" in result.output
    coded = tmp_path / "codings.csv"
    coded.write_text("unit,coder,variable,value\na1#s1,x,plan,0\n", encoding="utf-8")
    result = CliRunner().invoke(cli.app, [*call, str(tmp_path / "net"), "--codings", str(coded)])
    assert "1 statement, 0 of them with a stance" in result.output
    assert "guesses" not in result.output
