"""A project, from the pupils' own file to the poster: what lacks is said, what is there shown."""

import ast
import dataclasses
import sys
from contextlib import redirect_stdout
from io import StringIO

import nbformat
import pytest
from lxml import html
from matplotlib import pyplot
from matplotlib.figure import Figure

from presseschau.lessons import build, draw, precision
from presseschau.lessons.poster import PAPER, make_poster, poster_button, poster_html
from presseschau.lessons.project import FIELDS, lacking, plan_gaps, search_word

SOURCE = build.teacher_folder() / "projekt.ipynb"
PUPILS = SOURCE.parents[1] / SOURCE.name


def run(path, answers):
    """Runs the cells of the pupils' file, some of them filled in; gives what they leave behind."""
    space = {"__name__": "__main__"}
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(answers.get(cell.id, cell.source))
            if cell.id == "p-18":
                tree.body.pop()  # the button
            with redirect_stdout(StringIO()):
                exec(compile(tree, cell.id, "exec"), space)
            if cell.id == "p-18":
                break
    pyplot.close("all")
    return space


@pytest.fixture(scope="module")
def answers():
    return {cell.id: cell.source for cell in nbformat.read(SOURCE, 4).cells}


@pytest.fixture(scope="module")
def project(answers):
    return run(PUPILS, answers)["projekt"]


def test_the_pupils_version_is_what_the_source_gives():
    advice = "Run 'python -m presseschau.lessons.build'."
    assert PUPILS.read_text(encoding="utf-8") == build.student_version(SOURCE), advice
    assert "MARK SCHEME" not in PUPILS.read_text(encoding="utf-8")
    for cell in nbformat.read(PUPILS, 4).cells:  # nbgrader grades no task that may be changed
        assert not cell.metadata.get("nbgrader", {}).get("task") or cell.metadata.nbgrader.locked


@pytest.mark.parametrize(
    ("written", "word"), [(" Streik ", "Streik"), ("alle ", ""), ("...", ""), (" …", ""), ("", "")]
)
def test_the_search_word_counts_without_spaces_and_all_is_none(written, word):
    assert search_word({"suchwort": written}) == word


def test_an_open_sheet_runs_and_says_all_that_is_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = make_poster(run(PUPILS, {})["projekt"])
    assert said.state == "open"
    for name in FIELDS:
        assert f"„{name}“" in said.text
    for part in ("Diagramm", "ausgelosten Stellen", "Antwort", "Grenzen"):
        assert part in said.text
    assert not list(tmp_path.iterdir())


def test_a_filled_sheet_gives_a_poster_of_one_page(project, tmp_path):
    assert lacking(project) == []
    shown = make_poster(project, tmp_path / "plakat").html
    made = {path.name: path for path in (tmp_path / "plakat").iterdir()}
    assert set(made) == {"plakat.html", "plakat-A3.pdf", "plakat-A4.pdf"}
    assert all(name in shown for name in made)
    page = made["plakat.html"].read_text(encoding="utf-8")
    tree = html.fromstring(page)
    for part in ("Ada und Emil", "8 von 10", "12 Artikel aus 4 Quellen", "Beloussow"):
        assert part in tree.text_content()
    assert len(tree.xpath("//blockquote")) == 3
    assert "Jurij Beloussow: 32" in tree.xpath("//figure/img/@alt")[0]
    assert all(value.startswith("data:") for value in tree.xpath("//@src | //@href"))


def test_the_longest_texts_still_fit_on_one_page(project):
    from weasyprint import HTML

    long = "Donaudampfschifffahrt und viele weitere Wörter, die alle etwas sagen wollen. " * 6
    drawn = project.drawn.assign(text=long, title=long)
    full = dataclasses.replace(
        project, plan={**dict.fromkeys(FIELDS, long), "art": "wer"}, answer=long, drawn=drawn,
        limits=[long] * 5,
    )  # fmt: skip
    for one, paper in [(project, "A4"), *((full, paper) for paper in PAPER)]:
        assert len(HTML(string=poster_html(one, paper=paper)).render().pages) == 1


def test_a_poster_shows_texts_and_runs_none(project):
    evil = "<script>alert(1)</script> & $x^2$ „so“"
    drawn = project.drawn.assign(wer=evil, text=evil, outlet=evil, title=evil)
    axes = Figure().subplots()
    axes.barh(["a & <b>", "$"], [1, 2])
    axes.set_title("<b>$n$</b> $ 5 (n = 3)")
    page = poster_html(
        dataclasses.replace(
            project, plan={**dict.fromkeys(FIELDS, evil), "art": "ton"}, answer=evil, drawn=drawn,
            limits=[evil] * 3, chart=axes,
        ),
        source=evil,
    )  # fmt: skip
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 12


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdicts": "rrr"}, "Es sind 10 Stellen; ihr habt 3 Urteile"),
        ({"verdicts": "rrrrr rrrrx"}, "nur aus r (richtig) und f (falsch)"),
        ({"verdicts": 8}, "ihr habt 1 Urteil geschrieben"),
        ({"proofs": 3}, "Es fehlen die Belege"),
        ({"limits": "keine"}, "Es fehlen Grenzen"),
        ({"limits": 3}, "Es fehlen Grenzen"),
        ({"answer": ["Ja, am häufigsten wird Beloussow zitiert."]}, "Es fehlt die Antwort"),
        ({"plan": "Wer spricht im Streik?"}, "Der Plan hat keine Felder mehr"),
        ({"proofs": [1, 1, 3]}, "3 verschiedene Nummern zwischen 1 und 10"),
        ({"proofs": [2, 3, 4]}, "Stelle 2 habt ihr selbst falsch genannt"),
        ({"proofs": ...}, "Es fehlen die Belege"),
        ({"answer": "Ja."}, "Es fehlt die Antwort"),
        ({"limits": ["wenig", "…", "..."]}, "Es fehlen Grenzen"),
        ({"chart": "Bild"}, "Es fehlt das Diagramm"),
        ({"chart": Figure().subplots().barh(["a"], [1])}, "Am Diagramm fehlt die Quelle"),
        ({"drawn": ...}, "Es fehlen die ausgelosten Stellen"),
        ({"proofs": [[3, 4, 6]]}, "in der Form belege = [1, 2, 3]"),
        ({"proofs": ["3", "4", "6"]}, "in der Form belege = [1, 2, 3]"),
        ({"limits": ["Nur vier Zeitungen.Nur ein Streik."] * 2}, "mit Komma dazwischen"),
    ],
)
def test_what_lacks_is_said_in_a_sentence(project, change, said):
    assert said in " ".join(lacking(dataclasses.replace(project, **change)))


def test_what_is_meant_the_same_is_taken(project):
    same = {"verdicts": "R, f, r, r, r / r, r, r, f, r", "proofs": (3, 4, 6)}
    assert lacking(dataclasses.replace(project, limits=tuple(project.limits), **same)) == []


def test_own_texts_need_their_source_and_passages_of_their_own(project, tmp_path):
    articles = project.corpus.articles
    own = articles.assign(article_id="eigene/" + articles["article_id"])
    said = make_poster(
        dataclasses.replace(project, corpus=dataclasses.replace(project.corpus, articles=own)),
        tmp_path / "plakat",
    )
    assert said.text == "Es fehlt die quelle: woher eure Texte sind."
    other = dataclasses.replace(project.corpus, articles=own.assign(title="Ein anderer"))
    gaps = lacking(dataclasses.replace(project, corpus=other))
    assert gaps == ["Die ausgelosten Stellen sind aus anderen Artikeln: Führt alle Zellen neu aus."]


@pytest.mark.parametrize(
    ("choose", "said"),
    [
        (lambda quotes: quotes["name"] == "Jurij Beloussow", "keine Tabelle"),
        (lambda quotes: quotes[["name", "text"]], "alle Spalten"),
        (lambda quotes: quotes[quotes["name"] == "Beloussow"], "mit Vornamen"),
    ],
)
def test_a_selection_out_of_which_nothing_can_be_drawn_is_told(project, choose, said, capsys):
    quotes = project.corpus.quotes.assign(name="Jurij Beloussow")
    assert draw(choose(quotes), project.corpus).empty
    assert said in capsys.readouterr().out


def test_a_plan_needs_a_known_kind_and_enough_articles(project):
    assert "Die Art „warum“ gibt es nicht" in plan_gaps({**project.plan, "art": "Warum"})[0]
    names = {**project.plan, "namen": ["Ada", "Emil"]}
    assert plan_gaps(names) == [
        "Im Feld „namen“ steht kein Text: Er beginnt und endet mit Anführungszeichen."
    ]
    few = project.corpus.keep(project.corpus.articles["article_id"].head(4))
    assert "nur 4 Artikel" in plan_gaps(project.plan, few)[0]
    assert len(plan_gaps({})) == len(FIELDS)


def test_no_poster_is_made_of_what_is_older_than_a_failure(project, tmp_path, monkeypatch):
    monkeypatch.setattr("presseschau.lessons.failures.older", lambda **_: "Zeile 3, SyntaxError: …")
    for made in (make_poster, poster_button):
        said = made(project, tmp_path / "plakat")
        assert (said.state, said.text) == ("stale", "Zeile 3, SyntaxError: …")
    assert not list(tmp_path.iterdir())
    assert "SyntaxError" in plan_gaps(project.plan)[0]
    assert precision(project.verdicts) is None


def test_precision_has_an_interval():
    found = precision("rrrrr rrrff")
    assert (found.right, found.n) == (8, 10)
    assert (round(found.low, 2), round(found.high, 2)) == (0.49, 0.94)
    assert precision("...") is None
    assert precision("ja, Nein, richtig, falsch, r f") == precision("rfrf rf")


@pytest.mark.parametrize("rows", ["articles", "tone", "quotes"])
def test_passages_are_drawn_from_every_table(project, rows):
    from presseschau.measures import tone_evidence

    corpus = project.corpus
    table = tone_evidence(corpus, 1000) if rows == "tone" else getattr(corpus, rows)
    drawn = draw(table, corpus, "Streik")
    assert list(drawn.index) == list(range(1, len(drawn) + 1))
    assert drawn["title"].notna().all()
    assert drawn["text"].str.len().max() < 800
    assert draw(table, corpus, "Streik").equals(drawn)
    if rows == "articles":
        assert drawn["text"].str.contains("treik").all()


def test_the_button_makes_the_poster_and_needs_no_widgets(project, tmp_path, monkeypatch):
    monkeypatch.setattr("presseschau.lessons.poster.write_pdfs", lambda sheets: None)
    button = poster_button(project, tmp_path / "a").children[0]
    button.click()
    assert (tmp_path / "a" / "plakat.html").exists()
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert "Fertig" in poster_button(project, tmp_path / "b").html


def test_a_button_prints_nothing_that_is_older_than_a_failure(project, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("presseschau.lessons.poster.display", shown.append)
    monkeypatch.setattr("presseschau.lessons.failures._running", "Project(answer=antwort)")
    button = poster_button(project, tmp_path).children[0]
    monkeypatch.setattr("presseschau.lessons.failures._running", "antwort = „Ja“")
    monkeypatch.setattr("presseschau.lessons.failures._stale", {"antwort": "Zeile 1: …"})
    button.click()
    assert (shown[0].state, shown[0].text) == ("stale", "Zeile 1: …")
    assert not list(tmp_path.iterdir())


def test_a_locked_folder_and_missing_pango_are_said(project, tmp_path, monkeypatch):
    (tmp_path / "datei").write_text("", encoding="utf-8")
    assert "darf ich nicht schreiben" in make_poster(project, tmp_path / "datei" / "x").text

    def missing(sheets):
        raise ImportError

    monkeypatch.setattr("presseschau.lessons.poster.write_pdfs", missing)
    assert "aus dem Browser" in make_poster(project, tmp_path / "c").html
