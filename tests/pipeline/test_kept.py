"""Kept analyses: the same tables without linking anew, and never those of anything else."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from presseschau.articles import load_articles
from presseschau.cli import app
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.pipeline import analyzing, kept
from presseschau.pipeline.analyzing import analyze, write_analysis


@pytest.fixture
def linked(tmp_path, monkeypatch):
    """How often was linked, with a cache of the test's own and few articles worth keeping."""
    monkeypatch.setenv("PRESSESCHAU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "WORTH_KEEPING", 5)
    times: list[int] = []
    work = analyzing.link_actors

    def counted(mentions, *given):
        times.append(len(mentions))
        return work(mentions, *given)

    monkeypatch.setattr(analyzing, "link_actors", counted)
    return times


@pytest.fixture(scope="module")
def loaded():
    articles, rejects = load_articles(data_folder() / "sample" / "nordblick")
    return articles.head(8), rejects


def test_the_second_analysis_is_the_first_and_links_nothing(linked, loaded, tmp_path):
    first, second = (analyze(*loaded, annotator="rules") for _ in range(2))
    assert len(linked) == 1
    for name, table in first.tables():
        pd.testing.assert_frame_equal(getattr(second, name), table)
    saved = first.save(tmp_path / "first")
    again = write_analysis(loaded[0], tmp_path / "again", loaded[1], annotator="rules")
    assert len(linked) == 1
    for file in saved.iterdir():
        assert (again / file.name).read_bytes() == file.read_bytes(), file.name
    assert "1 corpus" in CliRunner().invoke(app, ["cache", "info"]).stdout


def test_whatever_else_goes_in_is_linked_anew(linked, loaded, tmp_path):
    articles, rejects = loaded
    analyze(articles, rejects, annotator="rules")
    register = tmp_path / "actors.csv"
    register.write_text("name,kind,aliases\nNordblick,ORG,Nordblatt\n", encoding="utf-8")
    others = [
        (articles.assign(outlet="Anderswo"), rejects, ""),
        (articles[:-1], rejects, ""),
        (articles, pd.DataFrame({"path": ["x.txt"], "reason": ["empty"]}), ""),
        (articles, rejects, str(register)),
    ]
    for number, (some, refused, actors) in enumerate(others, start=2):
        analyze(some, refused, annotator="rules", actors=actors)
        assert len(linked) == number
    register.write_text("name,kind,aliases\nNordblick,ORG,Blick\n", encoding="utf-8")
    analyze(articles, rejects, annotator="rules", actors=str(register))
    assert len(linked) == len(others) + 2


def test_corrections_apply_to_what_is_kept_and_leave_it_as_it_was(linked, loaded, tmp_path):
    before = analyze(*loaded, annotator="rules")
    row = before.mentions.iloc[0]
    file = tmp_path / "corrections.csv"
    row = f"{row['article_id']},{row['start']},{row['end']},mention,delete"
    file.write_text(f"article_id,start,end,what,action\n{row}\n", encoding="utf-8")
    corrected = analyze(*loaded, annotator="rules", corrections=str(file))
    after = analyze(*loaded, annotator="rules")
    assert len(linked) == 1
    assert len(corrected.mentions) == len(before.mentions) - 1
    pd.testing.assert_frame_equal(after.mentions, before.mentions)


def test_a_wrong_engine_is_refused_though_all_is_known(linked, loaded):
    analyze(*loaded, annotator="rules")
    with pytest.raises(WrongCall, match="engine"):
        analyze(*loaded, annotator="rules", engine="nowhere")
