"""A person's spot check: the same draw for all, kept beside the source, resumed, and counted."""

import errno
import os
import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from small_corpus import small_corpus
from typer.testing import CliRunner

import presseschau as ps
from presseschau.cli import app
from presseschau.core.analysis import Analysis, check_file
from presseschau.core.calls import WrongCall
from presseschau.lab import check_command
from presseschau.lab.sitting import Sitting
from presseschau.lessons import sample_analysis
from presseschau.measures.spot_check import KEY, draw, precision, read_check
from presseschau.measures.statements import findings
from presseschau.views.precision import own_check, plain_html, plainly


def test_a_draw_is_the_same_each_time_and_leads_to_its_places():
    corpus = small_corpus()
    drawn = draw(corpus, 10)
    assert drawn.equals(draw(corpus, 10))
    assert set(drawn["what"]) == {"quote", "actor", "judgement"}
    texts = corpus.articles.set_index("article_id")["text"]
    names = [texts[r.article_id][r.start : r.end] for r in drawn.itertuples() if r.what == "actor"]
    assert all(len(name) > 3 and "\n" not in name for name in names)


def test_a_finding_is_right_where_all_who_judged_it_say_so():
    row = dict(zip(KEY, ("quote", "a", 1, 2, "Mara Voss", "rules"), strict=True))
    rows = [row | {"start": n, "verdict": "right", "by": "anna"} for n in range(9)]
    rows += [row | {"start": 0, "verdict": "whose", "by": "ben"}]
    found = precision(pd.DataFrame(rows), "rules").loc["quote"]
    assert (found["n"], found["people"]) == (9, 2)
    assert found["value"] == pytest.approx(8 / 9)
    assert found["low"] == pytest.approx(0.565, abs=0.001)
    assert precision(pd.DataFrame(rows), "model").empty


def test_a_check_is_resumed_and_kept_beside_its_source(tmp_path):
    source = small_corpus().save(tmp_path / "tables")
    call = ["check", str(source), "--by", "anna", "-n", "5", "-l", "en"]
    first = CliRunner().invoke(app, call, input="rwzcq")
    assert first.exit_code == 0, first.output
    assert re.search(r"Reports tell this of 10 \w+ and more: [89] are missing", first.output)
    assert list(read_check(check_file(source).read_text())["verdict"]) == ["right", "cut"]
    CliRunner().invoke(app, call, input="rrr")
    CliRunner().invoke(app, [*call, "--by", "ben"], input="q")
    assert len(read_check(check_file(source).read_text())) == 5


def test_without_a_terminal_a_sentence_says_that_one_is_needed(tmp_path, monkeypatch):
    def no_key():
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), "/dev/tty")

    monkeypatch.setattr(check_command, "typer", SimpleNamespace(getchar=no_key, echo=print))
    source = str(small_corpus().save(tmp_path / "tables"))
    with pytest.raises(WrongCall, match="needs a terminal"):
        check_command.check(source, "anna", 5, "rules", "en")


def test_labels_are_not_drawn():
    corpus = small_corpus()
    labels = corpus.mentions.assign(is_label=True)
    assert "actor" not in set(draw(replace(corpus, mentions=labels), 10)["what"])


@pytest.mark.parametrize(("language", "place"), [("de", "1.001/1.200"), ("en", "1,001/1,200")])
def test_the_place_of_a_long_check_is_written_in_the_language(language, place, tmp_path):
    sitting = Sitting(sample_analysis(), tmp_path / "korpus.check.csv", "anna", 1200)
    sitting.at = 1000
    assert sitting.shown(language).place == place


def test_two_people_and_two_windows_judge_at_once_and_lose_nothing(tmp_path):
    corpus, path = small_corpus(), tmp_path / "korpus.check.csv"
    anna, ben, again = (Sitting(corpus, path, by, 5) for by in ("anna", "ben", "anna"))
    for sitting, key in [(anna, "r"), (ben, "n"), (anna, "c"), (again, "w"), (ben, "r")]:
        sitting.press(key)
    ben.press("z")
    done = read_check(path.read_text(encoding="utf-8")).set_index("by")["verdict"]
    assert done["anna"].tolist() == ["cut", "whose"]  # the second window's, of the first finding
    assert done["ben"] == "none"
    assert (anna.at, ben.at) == (2, 1)


def test_what_cannot_be_written_waits(tmp_path, monkeypatch):
    sitting = Sitting(small_corpus(), tmp_path / "korpus.check.csv", "anna", 5)

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("presseschau.lab.sitting.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        sitting.press("r")
    assert sitting.at == 0
    assert sitting.done.empty


def test_what_was_found_right_here_stands_in_the_place_of_the_public_figure(tmp_path):
    row = dict(zip(KEY, ("quote", "a", 1, 2, "Mara Voss", "rules"), strict=True))
    rows = [
        row | {"start": n, "verdict": "right" if n < 16 else "cut", "by": "a"} for n in range(20)
    ]
    check = pd.DataFrame(rows).to_csv(index=False)
    saved = replace(small_corpus(), check=check).save(tmp_path / "tables")
    analysis = Analysis.load(saved)
    own = "20 Zitate, davon 80\u202f% richtig samt Sprecher (95‑%-Intervall 58 bis 92\u202f%)."
    page = ps.page(analysis, "quotes", "de")
    assert own in page.lead().html
    assert own in page.limits().html
    table = findings(analysis)
    assert set(table.loc[table["kind"] == "quoted", "precision"]) == {80}
    plugged = ps.page(replace(small_corpus(), annotator="mine.py:reader"), "quotes", "de")
    assert "liegt keine Messung vor" in plugged.limits().html
    own_reader = pd.DataFrame(rows).assign(annotator="mine.py:reader").to_csv(index=False)
    judged = replace(plugged.analysis, check=own_reader)
    assert own in ps.page(judged, "quotes", "de").limits().html
    few = replace(analysis, check=pd.DataFrame(rows[:9]).to_csv(index=False))
    assert own_check(few, "de") == {}
    assert "von 100 gezeigten Zitaten" in plain_html(few, "news_quotes", "de")
    found = "Etwa zwei von zehn gezeigten Zitaten sind falsch oder haben den falschen Sprecher."
    here = "Das hat die Prüfung dieses Korpus ergeben."
    assert plainly(analysis, ["news_quotes"], "de") == f"{found} {here}"
