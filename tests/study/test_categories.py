"""Own categories: what a file says is found where it says so, and nothing else."""

import re
from pathlib import Path

import pandas as pd
import pytest
from small_analysis import TEXT
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.core.calls import WrongCall
from presseschau.core.tables import parse_spans
from presseschau.measures import evidence
from presseschau.study.categories import category_shares, find_hits
from presseschau.study.categories_file import read_categories
from presseschau.study.hit_quality import draw_hits, draw_passages, precision, recall

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def find(analysis, tmp_path):
    def found(settings: str) -> pd.DataFrame:
        path = tmp_path / "categories.toml"
        path.write_text(f"[one]\n{settings}\n", encoding="utf-8")
        return find_hits(analysis, read_categories(path))

    return found


@pytest.mark.parametrize(
    ("settings", "texts"),
    [
        ('words = ["klug"]', ["klugen"]),
        ('words = ["KLUG"]', ["klugen"]),
        ('words = ["klug"]\nmatch = "exact"', []),
        ('words = ["klugen"]\nmatch = "exact"', ["klugen"]),
        ('words = ["*meister*"]', ["Hafenmeisterin"]),
        ('words = ["hafen"]', []),
        ('words = ["zu spät", "Plan"]', ["Plan; zu spät"]),
        ('words = ["Ausbau ab . „"]', []),  # no passage holds both sentences
        ('words = ["Tamm lehnen", "Sundhafen tagen"]', ["Tamm lehnt", "Sundhafen tagt"]),
        ("condition = 'Plan NEAR/2 leichtsinnig'", ["Plan; leichtsinnig"]),
        ("condition = 'leichtsinnig NEAR/2 Plan'", ["Plan; leichtsinnig"]),
        ("condition = 'Plan NEAR/1 leichtsinnig'", []),
        ("condition = 'leichtsinnig NEAR/1 sagen'", ["leichtsinnig; sagte"]),  # marks do not count
        ("condition = 'Plan NEAR/5 Plan'", []),
        ("condition = 'Tamm AND NOT Plan'", ["Tamm"]),
        ("condition = 'Tamm AND (Plan OR Rat)'", ["Plan; Tamm"]),
        ("condition = 'Rat OR Entwurf AND Theater'", ["Rat"]),
        ("condition = '\"Der Plan\"'\nwords = ['spät']", ["Der Plan; spät"]),
        ('words = ["Plan", "Montag"]\nsaid_by = ["Frauke Tamm"]', ["Plan"]),
        ('words = ["Plan"]\nsaid_by = ["Nordlicht AG", "Niemand"]', []),
        ('words = ["klug"]\nabout = ["nordlicht-ag"]', ["klugen"]),
        ('words = ["klug"]\nabout = ["Frauke Tamm"]', []),
        ('words = ["sagen", "spät"]\nwithin = "quotes"', ["spät"]),
        ('words = ["Streit", "tagen"]\nwithin = "headlines"', ["Streit", "tagt"]),
        ('words = ["Streit", "tagen"]\nwithin = "headlines"\nabout = ["Frauke Tamm"]', ["Streit"]),
    ],
)  # fmt: skip
def test_what_a_category_says_is_found_and_nothing_else(find, settings, texts):
    assert list(find(settings)["text"]) == texts


def test_a_hit_points_to_its_passage_its_words_and_its_speaker(find, analysis):
    row = find('words = ["leichtsinnig", "spät"]\nwithin = "quotes"').iloc[0]
    assert (row["anchor"], row["actor_id"], row["sentence"]) == ("q3", "frauke-tamm", 1)
    assert TEXT[row["start"] : row["end"]].startswith("„Der Plan")
    assert [TEXT[a:b] for a, b in parse_spans(row["spans"])] == ["leichtsinnig", "spät"]
    sentence = find('words = ["leichtsinnig"]').iloc[0]
    assert (sentence["anchor"], sentence["actor_id"]) == ("s1", "frauke-tamm")
    headline = find('words = ["Streit"]\nwithin = "headlines"')
    assert list(evidence(headline, "category")) == [("a1#",)]


def test_hits_count_by_outlet_week_and_actor(find, analysis):
    hits = find('words = ["leichtsinnig", "Ausbau"]')
    shares = category_shares(analysis, hits).set_index("outlet")
    assert shares["value"].to_dict() == {"Nordblick": 0, "Sundhafener Bote": 1}
    assert shares.loc["Sundhafener Bote", "evidence"] == ("a1#s0",)
    week = category_shares(analysis, hits, "week").iloc[0]
    assert (str(week["week"])[:10], week["articles"], week["n"]) == ("2026-10-12", 1, 1)
    actor = category_shares(analysis, hits, "actor").iloc[0]
    assert (actor["actor"], actor["value"], actor["n"]) == ("Frauke Tamm", 1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("words = ['Bau']", "categories.toml:1: 'words' belongs to no category"),
        ("[bau]\n\nword = ['Bau']", "categories.toml:3: There is no setting 'word'. Did you mean"),
        ("[bau]\nwords = 'Bau'", ":2: 'words' should be a list of texts"),
        ("[bau]\nwords = ['*']", ":2: '*' would find too much; write at least two letters."),
        ("[bau]\nwords = ['Bau']\nmatch = 'lema'", ":3: 'match' cannot be 'lema'. Did you mean"),
        ("[bau]\ndescription = 'x'", ":1: 'bau' looks for nothing; give it 'words'"),
        ("[bau]\ncondition = 'Bau and Rat'", ":2: The condition cannot be read from 'and Rat' on"),
        ("[bau]\ncondition = 'Bau AND'", ":2: The condition cannot be read at its end"),
        ("[bau]\ncondition = 'NOT Bau'", ":2: The condition cannot be read from 'NOT Bau' on"),
        ("[bau]\ncondition = '(Bau OR Rat'", "cannot be read from '(Bau OR Rat' on"),
        ("[bau]\nwords = ['Rat', '(Bau OR Amt)']", ":2: '(Bau OR Amt)' joins words; write it"),
        ("[bau]\ncondition = 'Bau NEAR/0 Rat'", "cannot be read from 'NEAR/0 Rat' on"),
        ("[bau]\ncondition = 'Bau NEAR Rat'", "cannot be read from 'NEAR Rat' on"),
        ("[bau]\ncondition = '(Bau AND Rat) NEAR/5 Hafen'", "NEAR stands between words"),
        ("[bau]\ncondition = '(Amt OR Bau AND Rat) NEAR/5 Hafen'", "NEAR stands between words"),
        ("[bau]\ncondition = 'Hafen NEAR/5 (Amt OR (Bau NEAR/2 Rat))'", "NEAR stands between"),
        (f"[bau]\ncondition = '{'(' * 999}'", ":2: The condition is too long"),
        ("[bau]\nwords = ['Bau']\nwithin = 'headlines'\nsaid_by = ['Tamm']", ":4: Nobody speaks"),
        ("[bau\nwords = ['Bau']", "categories.toml:1: This is no TOML"),
        ("", "There is no category"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_fits(tmp_path, text, said):
    path = tmp_path / "categories.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongCall, match=re.escape(said)) as error:
        read_categories(path)
    assert str(error.value).endswith((".", "?"))


def test_precision_comes_from_coded_hits_and_recall_from_passages_drawn_at_random(find, analysis):
    hits = find('words = ["Plan", "klug"]')
    drawn, passages = draw_hits(hits, 5), draw_passages(analysis, 99)
    assert list(drawn["unit"]) == ["a1#s1", "a1#s2"]
    assert len(draw_passages(analysis, 1, "quotes")) == 1
    coded = pd.DataFrame({"unit": drawn["unit"], "variable": "one", "value": ["ja", "nein"]})
    assert precision(hits, coded)[["n", "value"]].values.tolist() == [[2, 0.5]]
    values = ["1" if unit in ("a1#s0", "a1#s1") else "0" for unit in passages["unit"]]
    coded = pd.DataFrame({"unit": passages["unit"], "variable": "one", "value": values})
    row = recall(hits, coded).iloc[0]
    assert (row["n"], row["value"]) == (2, 0.5)
    # As in Newcombe 1998 and by hand: Wilson's interval of 1 in 2.
    assert (row["low"], row["high"]) == pytest.approx((0.0945, 0.9055), abs=1e-4)
    with pytest.raises(WrongCall, match="cannot say 'vielleicht'"):
        recall(hits, coded.assign(value="vielleicht"))


def test_the_command_checks_the_example_of_the_readme_and_counts_its_hits(analysis, tmp_path):
    example = next(
        code for code in re.findall(r"```toml\n(.*?)```", README, re.S) if "NEAR/" in code
    )
    path, saved, out = tmp_path / "categories.toml", tmp_path / "saved", tmp_path / "hits.csv"
    path.write_text(example, encoding="utf-8")
    analysis.save(saved)
    run = CliRunner().invoke
    assert "2 categories, no mistake." in run(app, ["categories", str(path)]).output
    result = run(app, ["categories", str(path), "-s", str(saved), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "refusal: 1 hit in 1 article" in result.output
    assert "scolding: 1 hit in 1 article" in result.output
    assert list(pd.read_csv(out)["anchor"]) == ["s0", "q3"]
    path.write_text("[bau]\nwort = 1\n[rat]\nwords = []", encoding="utf-8")
    result = run(app, ["categories", str(path)])
    assert result.exit_code == 2
    assert result.output.startswith("categories.toml:2: There is no setting 'wort'")
    assert "\ncategories.toml:4: 'words' should be a list" in result.output


def test_the_command_tells_shares_by_outlet(analysis, tmp_path):
    path, saved, out = tmp_path / "categories.toml", tmp_path / "saved", tmp_path / "shares.csv"
    path.write_text('[plan]\nwords = ["Plan"]\n', encoding="utf-8")
    analysis.save(saved)
    call = ["categories", str(path), "-s", str(saved), "-o", str(out), "--by"]
    result = CliRunner().invoke(app, [*call, "outlet"])
    assert result.exit_code == 0, result.output
    assert "plan, Sundhafener Bote: 100%" in result.output
    assert pd.read_csv(out)["articles"].sum() == 1
    result = CliRunner().invoke(app, [*call, "week"])
    assert "plan, 2026-10-12: 100%" in result.output
    assert "plan, no story: 50%" in CliRunner().invoke(app, [*call, "story"]).output
    result = CliRunner().invoke(app, [*call, "outlets"])
    assert result.exit_code == 2
    assert "Did you mean 'outlet'?" in result.output
