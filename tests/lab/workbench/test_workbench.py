"""The workbench driven as a person would: set a field, and see what follows."""

import datetime as dt
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from ipywidgets.widgets.widget import _instances
from small_corpus import small_corpus

from presseschau.core.calls import WrongCall
from presseschau.lab.workbench import bench as bench_module
from presseschau.lab.workbench import explore
from presseschau.lab.workbench.bench_views import PAGES, typical_word
from presseschau.lab.workbench.bookmark import Place, keep_place, read_place
from presseschau.lab.workbench.shelf import shelve
from presseschau.link.corrections import read_corrections


@pytest.fixture(scope="module", autouse=True)
def _quick():
    """The collector goes over all that the tests hold, at each opening: no matter of these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench_module, "gc", Mock())
        yield


def open_bench(**values):
    return explore(**{"source": "korpus", "widgets": "on", "annotator": "rules"} | values)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return small_corpus().save(tmp_path_factory.mktemp("saved") / "korpus")


@pytest.fixture
def bench(corpus, tmp_path, monkeypatch):
    """Opens the small corpus; a second call is a person who comes back."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(corpus, tmp_path / "korpus")
    return open_bench


@pytest.fixture(scope="module")
def workbench(corpus):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(corpus.parent)
        return open_bench(memory="")


@pytest.fixture
def opened(workbench):
    """The small corpus, open at its beginning; nothing of it is kept."""
    workbench._begin(Place("korpus"), [])
    return workbench


def table(bench, place: int = 0):
    return bench.panel.views[place].table


def said(bench) -> str:
    return bench.fields.status.value


def html(bench) -> str:
    """What the panel shows: headings, charts and tables."""
    return bench.panel.body.value


def article(bench) -> list:
    """The article that is open, and its editor; nothing if there is none."""
    return list(bench.reading.children[1].children)


def test_opens_with_an_overview_of_everything(opened):
    assert table(opened).set_index("key").at["articles", "number"] == 10
    assert "10 von 10 Artikeln" in said(opened)
    assert "Auf einen Blick" in html(opened)
    assert "<figure" in html(opened)
    assert "Grenzen der Methode" in opened.limits.value


def test_the_fields_offer_what_the_corpus_holds(opened):
    fields = opened.fields
    assert [value for _, value in fields.outlet.options] == ["", "Bote", "Kurier"]
    assert [value for _, value in fields.story.options] == ["", "Kai, Umbau"]
    assert set(fields.actor.options) == {"Mara Voss", "Jan Petersen", "Hafen AG"}
    assert fields.corpus.value == "korpus"


@pytest.mark.parametrize("view", PAGES)
def test_charts_and_tables_follow_the_outlet(opened, view):
    opened.fields.view.value = view
    before, rows = html(opened), len(table(opened))
    opened.fields.outlet.value = "Kurier"
    assert html(opened) != before
    assert "5 von 10 Artikeln" in said(opened)
    assert len(table(opened)) <= rows
    opened.fields.outlet.value = ""
    assert len(table(opened)) == rows


def test_period_story_and_actor_narrow_the_selection(opened):
    opened.fields.view.value = "articles"
    opened.fields.start.value = dt.date(2026, 3, 10)
    assert len(table(opened)) == 4
    opened.fields.end.value = dt.date(2026, 3, 10)
    assert len(table(opened)) == 2
    opened.fields.story.value = "Kai, Umbau"
    opened.fields.actor.value = "Petersen"  # any form of the name
    assert len(table(opened)) == 1
    assert "Jan Petersen nennen oder zitieren" in said(opened)
    opened.fields.reset.click()
    assert len(table(opened)) == 10
    assert opened.fields.actor.value == ""
    assert opened.fields.start.value is None


def test_an_unknown_actor_is_said_with_what_comes_near(opened):
    opened.fields.actor.value = "Mara Foss"
    assert "Keinen Akteur „Mara Foss“" in said(opened)
    assert "Mara Voss" in said(opened)
    assert "10 von 10" in said(opened)


def test_an_empty_selection_is_said(opened):
    for view in PAGES:
        opened.fields.view.value = view
        opened.fields.start.value = dt.date(2031, 1, 1)
        assert "Keine Artikel" in html(opened)
        opened.fields.start.value = None
    opened.fields.start.value = dt.date(2026, 3, 10)
    opened.fields.end.value = dt.date(2026, 3, 2)
    assert "Der erste Tag liegt nach dem letzten" in said(opened)


def test_the_word_to_begin_with_is_found_in_articles(opened):
    shelf = opened.shelf
    named = shelf.articles["story"].replace("Kai, Umbau", "Streit um den Kai")
    articles = shelf.analysis.articles.assign(story=named)
    analysis = replace(shelf.analysis, articles=articles)
    assert typical_word(shelve(analysis)) == "Kai"


def test_a_corpus_chosen_before_is_said_beside_the_source(bench):
    keep_place(".explore.json", Place("korpus"))  # as the notebook start does
    assert "Offen ist korpus" in said(bench(source="anderes; korpus"))
    assert "Offen ist" not in said(bench())


def test_an_edited_source_goes_before_what_was_kept(bench, tmp_path):
    small_corpus().select(outlet="Bote").save(tmp_path / "klein")
    bench().fields.outlet.value = "Kurier"
    edited = bench(source="klein")
    assert (edited.place.corpus, edited.place.outlet) == ("klein", "")
    edited.fields.corpus.value = "korpus"
    assert bench(source="klein").place.corpus == "korpus"


def test_a_word_and_a_search_are_followed(opened):
    opened.fields.view.value = "kwic"
    assert opened.fields.word.value == "Umbau"  # of the largest story
    opened.fields.word.value = "Stadtfest"
    assert len(table(opened)) == 2
    assert "„Stadtfest“ im Zusammenhang" in html(opened)
    opened.fields.view.value = "quotes"
    opened.fields.search.value = "verschleppt"
    assert set(table(opened)["name"]) == {"Jan Petersen"}


def test_behind_a_row_are_its_sentences_the_newest_first_the_words_marked(opened):
    opened.fields.view.value = "voice"
    row = table(opened)["name"].tolist().index("Jan Petersen")
    opened.fields.opened.value = f"#voice:{row} 1"
    shown = opened.panel.drawer.value
    places = table(opened)["evidence"][row]
    assert f"Jan Petersen: {len(places)} Artikel</h2>" in shown
    held = json.loads(re.search(r"json\">(.*?)</script>", shown)[1])
    days = [dt.datetime.strptime(line[1], "%d.%m.%Y") for line in held["data"]]
    assert len(days) == len(places)
    assert days == sorted(days, reverse=True)
    assert all("<mark>" in line[4] for line in held["data"])
    opened.fields.opened.value = f"{places[0]} 2"
    assert len(article(opened)) > 0
    opened.fields.opened.value = "#voice:99 3"  # a row that is gone since
    assert opened.panel.drawer.value == shown


def test_fields_that_a_view_does_not_need_are_out_of_the_way(opened):
    fields = opened.fields
    assert fields.word.layout.display == fields.search.layout.display == "none"
    fields.view.value = "kwic"
    assert fields.word.layout.display is None


def test_a_long_table_is_cut_and_says_so(bench, monkeypatch):
    monkeypatch.setattr("presseschau.lab.workbench.panel.LIMIT", 2)
    opened = bench()
    opened.fields.view.value = "quotes"
    assert "die ersten 2 von 6 Zeilen" in html(opened)
    assert opened.fields.search.layout.display is None
    opened.panel.save("csv")
    written = Path("exports/quotes.csv").read_text(encoding="utf-8-sig")
    assert written.count("Petersen irrt") == 3
    assert written.count("verschleppt") == 3


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_chart_is_saved_in_a_new_folder(opened, tmp_path, kind, start):
    opened.fields.view.value = "voice"
    opened.panel.folder.value = str(tmp_path / "neu" / "hier")
    opened.panel.save(kind)
    assert (tmp_path / "neu" / "hier" / f"voice.{kind}").read_bytes().startswith(start)


def test_a_click_opens_the_article_at_its_quote_with_the_editor(opened):
    assert article(opened) == []
    opened.fields.opened.value = "a5#q0 1700000000000"  # what the bridge writes
    page, editor = article(opened)
    assert "data:text/html" in page.value
    assert "#q0" in page.value
    assert "Artikel: Titel 5" in opened.reading.children[0].value
    assert "Die Hafen AG verschleppt" in editor.quotes.item.options[0][0]
    opened.fields.opened.value = "a1#s1 1700000000001"
    assert "#s1" in page.value
    assert article(opened) == [page, editor]
    assert "Der Haushalt steht" in editor.quotes.item.options[0][0]


def test_an_article_opens_at_its_beginning_where_no_place_is_named(opened):
    opened.fields.opened.value = "a5#q0 1"
    opened.fields.opened.value = "a5# 2"
    assert '#"' in article(opened)[0].value


def test_a_judgement_opens_the_tab_of_tone(opened):
    opened.fields.view.value = "tone"
    place = table(opened)["evidence"].iloc[0][0]
    opened.fields.opened.value = f"{place} 1"
    assert opened.reading.editor.tabs.selected_index == 3


def test_a_click_on_an_article_that_is_not_there_does_nothing(opened):
    opened.fields.opened.value = "zz#q0 1"
    assert article(opened) == []
    assert opened.place.article == ""


def test_a_correction_is_saved_applied_and_found_again(bench):
    opened = bench()
    opened.fields.view.value = "voice"
    before = dict(zip(table(opened)["name"], table(opened)["quotes"], strict=True))
    assert before == {"Mara Voss": 3, "Jan Petersen": 3}
    opened.fields.opened.value = "a5#q0 1"
    opened.reading.editor.quotes.delete.click()
    assert set(read_corrections("corrections.csv")["action"]) == {"delete"}
    assert dict(zip(table(opened)["name"], table(opened)["quotes"], strict=True)) == before
    opened.fields.again.click()
    assert "1 Zeile angewandt" in said(opened)
    after = dict(zip(table(opened)["name"], table(opened)["quotes"], strict=True))
    assert after == {"Mara Voss": 3, "Jan Petersen": 2}
    assert opened.place.article == "a5#q0"
    again = bench()  # after a restart
    assert dict(zip(table(again)["name"], table(again)["quotes"], strict=True)) == after


def test_without_corrections_the_button_says_so(bench):
    opened = bench()
    opened.fields.again.click()
    assert "noch keine Berichtigungen" in said(opened)


def test_a_broken_file_of_corrections_is_said_and_harms_nothing(bench, tmp_path):
    (tmp_path / "corrections.csv").write_text("article_id;start\na1;x\n", encoding="utf-8")
    opened = bench()
    assert "nicht angewandt" in said(opened)
    assert "10 von 10" in said(opened)


def test_a_reload_finds_the_place_again(bench):
    opened = bench()
    opened.fields.outlet.value = "Kurier"
    opened.fields.start.value = dt.date(2026, 3, 3)
    opened.fields.actor.value = "Hafen AG"
    opened.fields.view.value = "quotes"
    opened.fields.opened.value = "a5#q0 1"
    again = bench()
    assert again.place == opened.place
    assert again.fields.outlet.value == "Kurier"
    assert again.fields.actor.value == "Hafen AG"
    assert again.fields.start.value == dt.date(2026, 3, 3)
    assert again.fields.view.value == "quotes"
    assert len(article(again)) == 2
    assert "wiederhergestellt" in said(again)


def test_arguments_go_before_what_was_kept(bench):
    bench().fields.outlet.value = "Kurier"
    assert bench(outlet="Bote").fields.outlet.value == "Bote"
    assert bench(actor="Voss").place.actor == "mara-voss"


def test_what_the_corpus_does_not_hold_is_left_out_and_said(bench, tmp_path):
    kept = {"corpus": "korpus", "outlet": "Anzeiger", "article": "zz#q1", "view": "nonsense"}
    (tmp_path / ".explore.json").write_text(json.dumps(kept), encoding="utf-8")
    opened = bench()
    assert "weggelassen: Medium" in said(opened)
    assert "10 von 10" in said(opened)
    assert opened.fields.view.value == "overview"


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"outlet": 3, "view": null}', "\0"])
def test_a_damaged_memory_is_as_none(tmp_path, content):
    path = tmp_path / ".explore.json"
    path.write_text(content, encoding="utf-8")
    assert read_place(path) == Place()


def test_a_workbench_with_a_damaged_memory_opens(bench, tmp_path):
    (tmp_path / ".explore.json").write_text("{", encoding="utf-8")
    assert "10 von 10" in said(bench())


def test_a_folder_that_cannot_be_written_is_said(bench, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    opened = bench(memory=str(tmp_path / "file" / "place.json"))
    assert "schreibgeschützt" in said(opened)
    opened.fields.outlet.value = "Bote"
    assert "5 von 10" in said(opened)


def test_another_corpus_is_opened_beside_it(bench, tmp_path):
    small_corpus().select(outlet="Bote").save(tmp_path / "klein")
    opened = bench()
    assert "klein" in opened.fields.corpus.options
    opened.fields.outlet.value = "Kurier"
    opened.fields.corpus.value = "klein"
    assert "5 von 5 Artikeln" in said(opened)
    assert opened.place.outlet == ""
    assert bench().place.corpus == "klein"


def test_a_corpus_that_cannot_be_read_leaves_the_one_before(opened):
    opened.fields.corpus.value = "gibtesnicht"
    assert "gibtesnicht ist nicht zu lesen: Dort liegt nichts" in said(opened)
    assert opened.place.corpus == "korpus"
    opened.fields.outlet.value = "Bote"
    assert "5 von 10" in said(opened)


def test_everything_speaks_english(bench):
    opened = bench(language="en")
    for view in PAGES:
        opened.fields.view.value = view
        assert "articles" in said(opened)
        assert "Artikel" not in html(opened)
    assert opened.fields.outlet.description == "Outlet"


def test_every_field_has_a_label_and_a_class(opened):
    fields = opened.fields
    for name in ("corpus", "outlet", "story", "actor", "start", "end", "word", "search", "view"):
        field = getattr(fields, name)
        assert field.description
        assert f"ps-{name}" in field._dom_classes


@pytest.mark.parametrize("wrong", [{"widgets": "yes"}, {"start": "gestern"}, {"end": "2026-13-01"}])
def test_a_wrong_argument_is_one_sentence(bench, wrong):
    with pytest.raises(WrongCall, match="Parameter"):
        bench(**wrong)


def test_a_long_day_leaves_nothing_behind(bench):
    opened = bench()

    def round_trip():
        for view in PAGES:
            opened.fields.view.value = view
        opened.fields.opened.value = "a5#q0 1"
        opened.fields.opened.value = "a1#q0 2"

    round_trip()
    before = len(_instances)
    round_trip()
    assert len(_instances) == before


def test_the_corpus_is_checked_with_one_key_each_and_its_precision_is_told(bench):
    opened = bench()
    sheet = opened.check
    assert sheet.sitting is None
    begins, _, verdicts, _ = sheet.children[1:]
    assert sheet.begin in begins.children
    assert (begins.layout.display, verdicts.layout.display) == (None, "none")
    sheet.begin.click()
    drawn = sheet.sitting.drawn
    assert f"1/{drawn}" in sheet.shown.value
    assert "<mark>" in sheet.shown.value
    sheet.verdicts["c"].click()
    sheet.verdicts["z"].click()
    assert f"1/{drawn}" in sheet.shown.value
    for _ in range(drawn):
        sheet.verdicts["r"].click()
    assert "davon 100\u202f% dem richtigen Akteur gegeben" in sheet.shown.value
    assert "In diesem Korpus von Hand geprüft" in opened.limits.value
    assert Path("korpus.check.csv").read_text().count(",right,me") == drawn
    again = bench()
    assert "In diesem Korpus von Hand geprüft" in again.limits.value
    again.check.begin.click()
    assert again.check.sitting.over
