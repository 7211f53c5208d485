"""Exports, each read back: Stata's by another library than wrote it, SPSS's by its own."""

import zipfile
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from small_analysis import small_analysis
from typer.testing import CliRunner

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.link.corrections import apply_corrections, read_corrections
from presseschau.study.export import codebook, export
from presseschau.study.inception import read_corrections_of

cassis = pytest.importorskip("cassis")
pyreadstat = pytest.importorskip("pyreadstat")


def analysis():
    found = small_analysis()
    return replace(found, actors=found.actors.assign(**{"Partei-Nr": ["A", "", "B"]}))


def test_spss_reads_labels_of_variables_and_values(tmp_path):
    export(analysis(), tmp_path / "out", "sav")
    rows, meta = pyreadstat.read_sav(tmp_path / "out" / "quotes.sav")
    assert meta.column_names_to_labels["type"] == "Art der Wiedergabe"
    assert meta.variable_value_labels["type"][1] == "wörtlich"  # as in a report
    assert rows["type"].tolist() == [1]
    articles, _ = pyreadstat.read_sav(tmp_path / "out" / "articles.sav")
    assert articles["text"].tolist() == analysis().articles["text"].tolist()
    assert articles["published"][0] == pd.Timestamp("2026-10-12")
    assert pd.isna(articles["published"][1])
    actors, meta = pyreadstat.read_sav(tmp_path / "out" / "actors.sav")
    assert actors["Partei_Nr"].tolist() == ["A", "", "B"]
    assert meta.column_names_to_labels["Partei_Nr"] == "Partei-Nr"


def test_stata_reads_labels_and_long_texts(tmp_path):
    long = "Ein Satz über die Häfen. " * 400
    found = analysis()
    found = replace(found, articles=found.articles.assign(text=long))
    export(found, tmp_path / "out", "dta", "en")
    tone = pd.read_stata(tmp_path / "out" / "tone.dta")
    assert tone["tenor"].tolist() == ["positive", "negative"]
    rows, meta = pyreadstat.read_dta(tmp_path / "out" / "tone.dta")
    assert rows["tenor"].tolist() == [1, -1]
    assert meta.column_names_to_labels["tenor"] == "Judgement of the actor"
    assert meta.variable_value_labels["tenor"] == {-1: "negative", 0: "neutral", 1: "positive"}
    assert pd.read_stata(tmp_path / "out" / "articles.dta")["text"].tolist() == [long, long]


def test_csv_and_parquet_hold_the_same_and_the_codebook_says_what(tmp_path):
    export(analysis(), tmp_path / "out", "csv")
    plain = pd.read_csv(tmp_path / "out" / "actors.csv")
    exact = pd.read_parquet(tmp_path / "out" / "actors.parquet")
    assert plain["kind"].tolist() == exact["kind"].tolist() == [1, 3, 2]
    book = pd.read_csv(tmp_path / "out" / "codebook.csv")
    kinds = book[(book["table"] == "actors") & (book["variable"] == "kind")]
    assert kinds["value_label"].tolist()[:3] == ["Person", "Organisation", "Ort"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_variable_has_a_label(language):
    book = codebook(small_analysis(), language)
    assert book.loc[book["label"] == book["variable"]].empty


def test_the_network_is_read_back(tmp_path):
    export(analysis(), tmp_path / "out", "graphml")
    graph = nx.read_graphml(tmp_path / "out" / "actors.graphml", force_multigraph=True)
    judged = graph.get_edge_data("frauke-tamm", "sundhafen")
    assert [(edge["relation"], edge["negative"]) for edge in judged.values()] == [("judges", 1)]
    assert graph.nodes["outlet:Sundhafener Bote"]["kind"] == "outlet"
    assert graph.nodes["frauke-tamm"]["name"] == "Frauke Tamm"


def test_what_was_annotated_comes_back_as_corrections(tmp_path):
    found = small_analysis()
    moved = "\U0001f6a2 " + found.articles["text"][1]  # counts two in UIMA, one in Python
    found.articles.loc[1, "text"] = moved
    found.sentences.loc[3, "end"] += 2
    found.mentions.loc[4, ["start", "end"]] += 2
    found.save(tmp_path / "saved")
    call = ["export", str(tmp_path / "saved"), "--to", str(tmp_path / "out"), "--format", "xmi"]
    result = CliRunner().invoke(cli.app, call)
    assert result.exit_code == 0, result.output
    types = cassis.load_typesystem((tmp_path / "out" / "TypeSystem.xml").read_text("utf-8"))
    back = tmp_path / "out"
    unchanged = CliRunner().invoke(cli.app, [*call, "--back", str(back)])
    assert "nothing was changed" in unchanged.output
    for name in ("a1", "b2"):
        cas = cassis.load_cas_from_xmi((back / f"{name}.xmi").read_text("utf-8"), types)
        for note in cas.select("webanno.custom.Quote"):
            note.kind, note.speaker = "Indirect", "nordlicht-ag"
        for note in cas.select("webanno.custom.Judgement"):
            note.tenor = "0" if note.actor == "sundhafen" else note.tenor
        for note in cas.select("webanno.custom.Mention"):
            if note.get_covered_text() == "Sundhafen" and name == "b2":
                cas.remove(note)
        cas.to_xmi(back / f"{name}.xmi")
    result = CliRunner().invoke(cli.app, [*call, "--back", str(back)])
    assert "4 corrections" in result.output
    rows = read_corrections(back / "corrections.csv")
    said = set(zip(rows["what"], rows["action"], rows["value"], strict=True))
    assert said == {
        ("quote", "change", "Indirect"),
        ("speaker", "change", "nordlicht-ag"),
        ("tenor", "change", "0"),
        ("mention", "delete", ""),
    }
    corrected = apply_corrections(found, rows)
    assert set(corrected.corrections["state"]) == {"applied"}
    assert corrected.quotes["actor_id"].tolist() == ["nordlicht-ag"]
    assert len(corrected.mentions) == 4


@pytest.mark.parametrize("packed", [False, True])
def test_of_one_text_in_two_outlets_the_named_document_is_corrected(tmp_path, packed):
    found = small_analysis()
    one, both = found.keep(["b2"]), {}
    for name, table in one.tables():
        ids = table.assign(article_id="b3") if "article_id" in table else table.head(0)
        both[name] = pd.concat([table, ids], ignore_index=True)
    found = replace(found, **both)
    export(found, tmp_path / "out", "xmi")
    types = cassis.load_typesystem((tmp_path / "out" / "TypeSystem.xml").read_text("utf-8"))
    place = tmp_path / "out" / "b2.xmi"
    cas = cassis.load_cas_from_xmi(place.read_text("utf-8"), types)
    (note,) = cas.select("webanno.custom.Mention")
    cas.remove(note)
    cas.to_xmi(place)
    folder = tmp_path / "out"
    if packed:  # as a project's export holds it
        folder = tmp_path / "annotation"
        (folder / "b2.xmi").mkdir(parents=True)
        with zipfile.ZipFile(folder / "b2.xmi" / "admin.zip", "w") as archive:
            archive.write(place, "admin.xmi")
            archive.write(tmp_path / "out" / "TypeSystem.xml", "TypeSystem.xml")
    rows = read_corrections_of(found, folder)
    assert [(row["article_id"], row["action"]) for row in rows] == [("b2", "delete")]


def test_wrong_calls_are_told(tmp_path):
    for values, said in [
        (("spss", "de"), "There is no format 'spss'. Choose from: sav"),
        (("csv", "ed"), "There is no language 'ed'."),
    ]:
        with pytest.raises(WrongCall, match=said):
            export(small_analysis(), tmp_path / "out", *values)
    assert not (tmp_path / "out").exists()
