"""From a folder to a saved corpus, as the desk leads there."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

import presseschau as ps
from presseschau.core.calls import WrongCall
from presseschau.core.resources import data_folder
from presseschau.lab import parts
from presseschau.lab.corpora import Card, Gathering, gaps, gather, holdings, save_corpus
from presseschau.lab.workbench import explore

SAMPLE = data_folder() / "sample"
NOW = datetime(2026, 3, 4, tzinfo=UTC)
TEXT = "Der Rat von Marlitz hat am Dienstag über die Fähre gestritten und dann doch vertagt."


def drop(desk: Gathering, files: dict[str, str]) -> None:
    """Drops files onto the desk, as a browser hands them over."""
    desk.upload.value = [
        {"name": name, "type": "", "size": 0, "content": text.encode(), "last_modified": NOW}
        for name, text in files.items()
    ]


@pytest.fixture(scope="module")
def sample() -> tuple[pd.DataFrame, pd.DataFrame]:
    return ps.load_articles(SAMPLE)


def test_a_saved_corpus_gives_the_same_articles_again(sample, tmp_path):
    articles, rejects = sample
    folder = save_corpus(articles, rejects, tmp_path / "korpus", Card("Probe"))
    again, refused = ps.load_articles(folder)
    own_columns = ["path", "encoding"]
    pd.testing.assert_frame_equal(
        again.drop(columns=own_columns), articles.drop(columns=own_columns)
    )
    assert refused.empty


def test_the_card_tells_origin_size_period_and_what_was_refused(sample, tmp_path):
    card = Card("Häfen *2026*", "Archiv der Stadt", "nur zur Forschung", "Ada Brandt")
    folder = save_corpus(*sample, tmp_path / "korpus", card)
    text = (folder / "CARD.md").read_text(encoding="utf-8")
    assert text.startswith("# Häfen \\*2026\\*\n")
    for said in ("Archiv der Stadt", "nur zur Forschung", "82 Artikel", "4. März 2026"):
        assert said in text
    assert "| broken JSON | 1 |" in text
    assert (folder / "rejects.csv").read_text(encoding="utf-8").count("defekt.jsonl") == 1
    english = save_corpus(*sample, tmp_path / "corpus", card, "en") / "CARD.md"
    assert "82 articles" in english.read_text(encoding="utf-8")


def test_the_card_tells_copies_that_reports_leave_out(tmp_path):
    for name in "abc":
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.txt").write_text(TEXT, encoding="utf-8")
    folder = save_corpus(
        *ps.load_articles(tmp_path / "in"), tmp_path / "korpus", Card("Probe"), "en"
    )
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert "2 of them are exact copies of others and are left out of reports" in card


def test_where_there_are_no_widgets_the_parts_of_the_desk_are_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = []
    monkeypatch.setattr(parts, "display", lambda what, **_: shown.append(what))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text(TEXT, encoding="utf-8")
    desk = gather("in", card=Card("Hafen"))
    desk.save("korpus")
    for part in (desk.drop, desk.read, desk.mend, desk.first, desk.form, desk.onward):
        part._ipython_display_()
    printed = " ".join(what.data for what in shown if hasattr(what, "data"))
    for said in ("1 Artikel gelesen", "Hafen", "presseschau report --source"):
        assert said in printed
    assert "<script>" not in printed


def test_holdings_count_every_article_once(sample):
    table = holdings(sample[0])
    assert table["articles"].sum() == len(sample[0])
    assert table["undated"].sum() == 2
    assert table["outlet"][0] == "Sundhafener Bote"


def test_a_pause_is_a_gap_only_where_it_is_unusual():
    def days(outlet: str, *numbers: int) -> pd.DataFrame:
        dates = [pd.Timestamp(2026, 3, number) for number in numbers]
        return pd.DataFrame({"outlet": outlet, "published": dates})

    found = gaps(pd.concat([days("täglich", 1, 2, 3, 4, 9, 10), days("selten", 1, 8, 15, 23)]))
    assert found.to_dict("records") == [
        {
            "outlet": "täglich",
            "first": pd.Timestamp(2026, 3, 5),
            "last": pd.Timestamp(2026, 3, 8),
            "days": 4,
        }
    ]


def test_nothing_else_than_a_corpus_is_replaced(sample, tmp_path):
    (tmp_path / "notizen").mkdir()
    (tmp_path / "notizen" / "wichtig.txt").write_text("wichtig")
    with pytest.raises(WrongCall, match="something else"):
        save_corpus(*sample, tmp_path / "notizen", Card("Probe"), "en")
    with pytest.raises(WrongCall, match="keinen Titel"):
        save_corpus(*sample, tmp_path / "korpus", Card())
    assert [path.name for path in tmp_path.iterdir()] == ["notizen"]
    for _ in range(2):
        save_corpus(*sample, tmp_path / "korpus", Card("Probe"))
    assert {path.name for path in tmp_path.iterdir()} == {"notizen", "korpus"}


def test_the_desk_reads_what_is_dropped_and_says_what_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = gather()
    assert desk.articles.empty
    drop(desk, {"../../böse.txt": TEXT, "leer.txt": ""})
    assert sorted(path.name for path in (tmp_path / "eingang").iterdir()) == [
        "böse.txt",
        "leer.txt",
    ]
    assert len(desk.articles) == 1
    assert "1 Artikel gelesen" in desk.read.value
    assert "Was dem Artikel fehlt: Medium, Datum" in desk.read.value
    assert "leer.txt" in desk.read.value


def test_mended_outlets_and_dates_are_what_is_saved(tmp_path):
    for name in ("aue-bote/a.txt", "auebote/b.txt"):
        path = tmp_path / "quelle" / name
        path.parent.mkdir(parents=True)
        path.write_text(f"{TEXT} Das sagte {name}.", encoding="utf-8")
    desk = gather(str(tmp_path / "quelle"), language="en")
    for field in desk.mend.outlets.values():
        field.value = "Auebote"
    desk.mend.own[0]["published"].value = date(2026, 3, 4)
    assert "Of 2 articles: 1 without a date" in desk.read.value
    desk.form.children[0].value = ""
    desk.keep.click()
    assert "no title" in desk.saved.value
    desk.form.children[0].value = "Aue"
    desk.folder.value = str(tmp_path / "korpus")
    desk.keep.click()
    assert "Saved: 2 articles" in desk.saved.value
    articles, _ = ps.load_articles(tmp_path / "korpus")
    assert articles["outlet"].tolist() == ["Auebote", "Auebote"]
    assert articles["published"].isna().sum() == 1


def test_an_article_may_have_another_outlet_than_the_others_without_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = gather()
    drop(desk, {f"{n}.txt": f"{TEXT} Nummer {n}." for n in range(3)})
    desk.mend.outlets[""].value = "Bote"
    desk.mend.own[1]["outlet"].value = " Kurier "
    assert desk.articles["outlet"].tolist() == ["Bote", "Kurier", "Bote"]
    assert "<td" in desk.read.value
    assert "Kurier" in desk.read.value


def test_of_many_that_lack_something_the_first_have_fields(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = gather()
    drop(desk, {f"{n:02}.txt": f"{TEXT} Nummer {n}." for n in range(23)})
    assert len(desk.mend.own) == 20
    assert "3 weitere Artikel, denen" in desk.mend.children[-1].value


def test_first_findings_stand_only_where_the_corpus_carries_them(sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = gather()
    desk.find.click()
    assert "noch keine Artikel" in desk.found.value
    drop(desk, {"1.txt": TEXT})
    desk.find.click()
    assert "trägt das Korpus keinen Befund" in desk.found.value
    assert "zu wenige Artikel tragen einen Satz (nötig sind 5" in desk.found.value
    assert "<blockquote>" not in desk.found.value
    desk = gather(str(SAMPLE), str(tmp_path / "leer"))
    desk.find.click()
    assert 3 <= desk.found.value.count("<h3>") <= 5
    assert "95‑%-Intervall" in desk.found.value
    next(iter(desk.mend.outlets.values())).value = "Anders"  # they were of other articles
    assert desk.found.value == ""


def test_a_saved_corpus_leads_on_to_explore_and_to_a_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("explore.ipynb").touch()
    desk = gather(language="en")
    drop(desk, {"1.txt": TEXT})
    desk.keep.click()
    onward = desk.explore.outputs[0]["data"]["text/html"]
    assert 'href="explore.ipynb"' in onward
    assert f"report --source {tmp_path / 'my-corpus'} --language en" in onward
    drop(desk, {"2.txt": TEXT.replace("Fähre", "Brücke")})
    assert desk.explore.outputs == ()  # what is saved is no longer what is shown
    desk.keep.click()
    bench = explore("elsewhere", "rules", widgets="on")
    assert bench.fields.corpus.value == "my-corpus"
    assert len(bench.shelf.articles) == 2


def test_a_corpus_saved_anywhere_is_what_explore_opens_next(tmp_path, monkeypatch):
    (tmp_path / "lab").mkdir()
    monkeypatch.chdir(tmp_path / "lab")
    Path("explore.ipynb").touch()
    desk = gather()
    drop(desk, {"1.txt": TEXT})
    desk.save(tmp_path / "archiv" / "korpus")
    assert explore("elsewhere", "rules", widgets="on").place.corpus.endswith("archiv/korpus")


def test_a_report_needs_a_saved_corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = gather()
    desk.start.click()
    assert "erst" in desk.progress.value
    assert not desk.start.disabled
