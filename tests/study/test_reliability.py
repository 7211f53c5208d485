import pandas as pd
import pytest
from small_analysis import small_analysis
from typer.testing import CliRunner

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.link.corrections import apply_corrections, read_corrections
from presseschau.measures.codebook import OF, codebook_for
from presseschau.study.reliability import (
    against,
    consensus,
    disagreements,
    machine_codings,
    read_codings,
    report,
)
from presseschau.study.units import draw_units, sample_units

HEADER = "unit;coder;variable;value\n"


def three(*values: str) -> pd.DataFrame:
    rows = [
        (str(unit), coder, "tenor", value)
        for unit, cells in enumerate(values)
        for coder, value in zip(("anna", "ben", "carla"), cells, strict=True)
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "variable", "value"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit;coder;variabel;value\n", "line 1: There is no column 'variable'. Did you mean 'var"),
        (HEADER + "1;anna;tenor;1\n1;;tenor;1\n", "line 3: 'coder' is empty"),
        (HEADER + "1;a;t;1\n1;a;t;0\n", "line 3: a coded this unit in c.csv, line 2 already; keep"),
        (HEADER + "1;a;t;\n", "holds no coding"),
    ],
)
def test_wrong_codings_are_told_with_their_line(tmp_path, text, said):
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall) as error:
        read_codings(tmp_path / "c.csv")
    assert said in str(error.value)


def test_each_coder_may_have_a_file_of_its_own(tmp_path):
    for coder in ("anna", "ben"):
        text = f"unit,coder,variable,value\n1,{coder},t,x\n"
        (tmp_path / f"{coder}.csv").write_text(text, encoding="utf-8")
    found = read_codings(tmp_path / "anna.csv", tmp_path / "ben.csv")
    assert found["coder"].tolist() == ["anna", "ben"]
    with pytest.raises(WrongCall, match=r"line 2: ben coded this unit in ben\.csv, line 2"):
        read_codings(tmp_path / "ben.csv", tmp_path / "ben.csv")


def test_what_most_decided_is_consensus_and_the_rest_stands_side_by_side():
    rows = three("110", "102", "111")
    assert consensus(rows)[["unit", "value"]].to_numpy().tolist() == [["0", "1"], ["2", "1"]]
    apart = disagreements(rows)
    assert apart["unit"].tolist() == ["0", "1"]
    assert apart[["anna", "ben", "carla"]].loc[1].tolist() == ["1", "0", "2"]


def test_all_variables_are_taken_as_one_where_asked():
    rows = pd.concat([three("111", "000").assign(variable=name) for name in ("hafen", "streik")])
    rows.loc[rows["variable"] == "streik", "value"] = ["1", "1", "1", "0", "0", "1"]
    found = report(rows, {}, together=True).set_index("variable")
    assert found["units"].to_dict() == {"hafen": 2, "streik": 2, "together": 4}
    assert found.loc["together", "holsti"] == pytest.approx(10 / 12)


def test_where_nothing_can_be_compared_it_is_said(analysis):
    alone = three("110", "102").query("coder == 'anna'")
    with pytest.raises(WrongCall, match=r"only once by 'anna'; let another code the same\."):
        report(alone, {})
    with pytest.raises(WrongCall, match=r"none of this, but on type, speaker, tenor\."):
        report(three("110").assign(variable="hafen"), {}, analysis)


def test_each_coder_is_measured_against_the_consensus():
    rows = three("111", "000", "110", "001", "111", "000")
    found = against(pd.concat([rows, consensus(rows)])).set_index("coder")
    assert found.loc["anna", "kappa"] == 1
    assert found.loc["carla", "kappa"] < 0.5
    with pytest.raises(WrongCall, match=r"There is no coder 'bne'\. Did you mean 'ben'"):
        against(rows, "bne")


def test_two_coders_are_measured_against_what_they_talked_about_and_not_against_themselves():
    analysis = small_analysis()
    units = machine_codings(analysis).query("variable == 'tenor'").reset_index(drop=True)
    rows = pd.concat([units.assign(coder="anna"), units.assign(coder="ben", value=["1", "0"])])
    rows = rows[["unit", "coder", "variable", "value"]]
    assert report(rows, {}, analysis)["coder"].tolist() == ["all", "machine"]
    talked = pd.concat([rows, rows.tail(1).assign(coder="consensus")])
    found = report(talked, {}, analysis).set_index("coder")["holsti"]
    assert found.to_dict() == {"all": 0.5, "anna": 0.5, "ben": 1.0, "machine": 0.5}


def test_the_machine_codes_quotes_and_tenors():
    found = machine_codings(small_analysis())
    assert found.groupby("variable").size().to_dict() == {"speaker": 1, "tenor": 2, "type": 1}
    tenor = found[found["variable"] == "tenor"].iloc[0]
    assert tenor["unit"].endswith(":nordlicht-ag")
    assert tenor["text"].startswith("Die Reederei Nordlicht AG")
    assert tenor["value"] == "1"


def test_samples_are_repeatable_equal_by_stratum_or_uncertain():
    units = pd.DataFrame({"unit": range(40), "outlet": ["a"] * 36 + ["b"] * 4})
    units["score"] = units["unit"] / 40
    assert sample_units(units, 8).equals(sample_units(units, 8))
    assert (
        sample_units(units, 8, seed=1)["unit"].tolist() != sample_units(units, 8)["unit"].tolist()
    )
    assert sample_units(units, 8, by="outlet")["outlet"].value_counts().tolist() == [4, 4]
    assert sample_units(units, 20, by="outlet")["outlet"].value_counts().tolist() == [16, 4]
    assert set(sample_units(units, 5, uncertain=True)["unit"]) == set(range(5))


def test_the_command_reports_a_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = three("111", "000", "110", "001", "111", "000")
    pd.concat([rows, consensus(rows)]).to_csv("codings.csv", index=False)
    call = ["reliability", "codings.csv", "--level", "tenor=ordinal", "--out", "table.csv"]
    result = CliRunner().invoke(cli.app, [*call, "--disagreements", "apart.csv"])
    assert result.exit_code == 0, result.output
    assert "6 units, 3 coders" in result.output
    table = pd.read_csv("table.csv")
    assert table["coder"].tolist() == ["all", "anna", "ben", "carla"]
    assert table["level"].unique().tolist() == ["ordinal"]
    assert len(pd.read_csv("apart.csv")) == 2


def test_a_value_that_is_not_in_the_codebook_is_told_with_its_line(tmp_path):
    book = '[tenor.values]\n1 = "Lob"\n0 = "nichts"\n[who]\nvalues = "actors"\n'
    (tmp_path / "codebook.toml").write_text(book, encoding="utf-8")
    rows = "".join(f"{unit};{who};tenor;0\n" for unit in "12" for who in ("anna", "ben"))
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADER}{rows}1;anna;who;tamm\n1;anna;other;x\n", encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["reliability", str(path)])
    assert result.exit_code == 0, result.output
    assert "who (nominal): 0 units, 0 coders\nother (nom" in result.output  # no figures of nothing
    path.write_text(f"{HEADER}{rows}3;anna;tenor;10\n", encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["reliability", str(path)])
    assert result.exit_code == 2
    assert "units.csv, line 6: '10' is no value of 'tenor'. Did you mean '1'?" in result.output


def test_the_command_draws_units_to_be_coded_blind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_analysis().save("saved")
    call = ["reliability", "units.csv", "--draw", "1"]
    result = CliRunner().invoke(cli.app, [*call, "--machine", "saved"])
    assert result.exit_code == 0, result.output
    drawn = pd.read_csv("units.csv")
    assert set(drawn["variable"]) == {"speaker", "tenor", "type"}
    assert len(drawn) == 3
    assert drawn["value"].isna().all()
    assert "score" not in drawn
    shown = drawn.astype(object).fillna("").set_index("variable")
    assert shown.loc["tenor", "name"] in ("Nordlicht AG", "Frauke Tamm")
    named = "frauke-tamm=Frauke Tamm; nordlicht-ag=Nordlicht AG; sundhafen=Sundhafen"
    assert shown.loc["speaker", "choices"] == named  # a place seldom speaks
    assert shown.loc["type", "before"].startswith("Die Hafenmeisterin")
    for more, said in [([], "Add --machine"), (["--machine", "saved"], "already there")]:
        result = CliRunner().invoke(cli.app, [*call, *more])
        assert result.exit_code == 2
        assert said in result.output


def test_own_variables_get_the_passages_that_their_codebook_names(tmp_path, analysis):
    lines = [f"[{of}]\nof = '{of}'\nvalues = {{1 = 'ja', 0 = 'nein'}}" for of in OF]
    lines.append("[again]\nvalues = {1 = 'ja'}")
    (tmp_path / "codebook.toml").write_text("\n".join(lines), encoding="utf-8")
    drawn = draw_units(analysis, codebook_for(tmp_path / "units.csv"), 99)
    units = drawn.groupby("variable")["unit"].agg(set)
    assert units["articles"] == {"a1", "b2"}
    assert units["headlines"] == {"a1#", "b2#"}
    assert units["quotes"] == {"a1#q3"}
    assert units["sentences"] == units["again"] == {"a1#s0", "a1#s1", "a1#s2", "b2#s0", "b2#s1"}
    assert "Rat tagt heute" in set(drawn.loc[drawn["variable"] == "headlines", "text"])
    with pytest.raises(WrongCall, match="decides nothing of 'sentences'"):
        draw_units(analysis, codebook_for(tmp_path / "units.csv"), 1, uncertain=True)


def test_what_was_agreed_on_corrects_the_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_analysis().save("saved")
    decided = machine_codings(small_analysis()).set_index("variable")["unit"]
    tenor = next(unit for unit in decided["tenor"] if unit.endswith("nordlicht-ag"))
    values = {(decided["type"], "type"): "Indirect", (decided["speaker"], "speaker"): "none"}
    values |= {(tenor, "tenor"): "1"}
    rows = [
        (unit, coder, variable, value)
        for coder in ("anna", "ben")
        for (unit, variable), value in values.items()
    ]
    codings = pd.DataFrame(rows, columns=["unit", "coder", "variable", "value"])
    codings.to_csv("both.csv", index=False)
    talked = codings.head(1).assign(coder="consensus", value="none")
    talked.to_csv("talked.csv", index=False)
    call = ["reliability", "both.csv", "--machine", "saved", "--corrections", "corrections.csv"]
    result = CliRunner().invoke(cli.app, call)
    assert result.exit_code == 0, result.output
    found = read_corrections("corrections.csv")
    assert found[["what", "action", "value"]].to_numpy().tolist() == [
        ["quote", "change", "Indirect"],
        ["speaker", "delete", ""],
        ["tenor", "confirm", "1"],
    ]
    again = CliRunner().invoke(cli.app, call)
    assert "3 corrections in corrections.csv, 0 new." in again.output
    pd.testing.assert_frame_equal(read_corrections("corrections.csv"), found)
    after = apply_corrections(small_analysis(), found)
    assert set(after.corrections["state"]) == {"applied"}
    assert after.quotes[["type", "actor_id"]].to_numpy().tolist() == [["Indirect", ""]]
    result = CliRunner().invoke(cli.app, [*call[:1], "talked.csv", *call[1:-1], "gone.csv"])
    assert result.exit_code == 0, result.output
    found = read_corrections("gone.csv")
    assert found[["what", "action"]].to_numpy().tolist() == [
        ["quote", "delete"], ["tenor", "confirm"]]  # fmt: skip
