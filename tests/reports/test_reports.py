import json
import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import docx
import html5lib
import nbformat
import pytest
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from small_analysis import small_analysis, unexecuted

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.jobs.delivery.index import write_index
from presseschau.reports import making as reports
from presseschau.reports import pages, report
from presseschau.reports.execution import CellFailed
from presseschau.views.wording import word

PARAMETERS = """
source: str = ""  # where the tables lie
evidence: str = ""  # where the article pages lie
language: str = "de"  # language of the report
start: str = ""  # first day
end: str = ""  # last day
top: int = 5  # rows to show
"""
SHOW = """
import pandas as pd
from IPython.display import HTML, display
quotes = pd.read_parquet(f"{source}/quotes.parquet").head(top)
goals = [f"{evidence}{row.article_id}.html#q{row.quote}" for row in quotes.itertuples()]
links = "".join(f'<a href="{goal}">1</a>' for goal in goals)
display(HTML(f"<h2>Zitate</h2><p>{len(quotes)} Zitate {links}</p>"))
"""


def write_notebook(path: Path, *cells: str) -> Path:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Probe"),
            new_code_cell(PARAMETERS.strip(), metadata={"tags": ["parameters"]}),
            *(new_code_cell(cell.strip()) for cell in cells),
        ],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}},
    )
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with saved tables, two notebooks that run and one that fails."""
    folder = tmp_path_factory.mktemp("place")
    small_analysis().save(folder / "saved")
    write_notebook(folder / "probe.ipynb", SHOW)
    write_notebook(folder / "zweite {1}.ipynb", SHOW)
    write_notebook(folder / "fehler.ipynb", "1 / 0")
    return folder


@pytest.fixture(scope="module")
def made(place) -> Path:
    lines: list[str] = []
    names = [place / "probe.ipynb", place / "zweite {1}.ipynb"]
    result = report(place / "saved", place / "out" / "eins", names, {"top": 3}, say=lines.append)
    assert (result.articles, result.rejects) == (2, 1)
    assert any(line.startswith("probe") for line in lines)
    return result.folder


@pytest.fixture
def quick(monkeypatch):
    """Reports without kernels, for tests of what stands around the notebooks."""
    monkeypatch.setattr(reports, "run_notebooks", unexecuted)


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_folder_is_whole(made):
    for name in (
        *("index.html", "probe.html", "zweite-1.html", "articles/a1.html", "articles/b2.html"),
        "method/index.html",
        *("tables/quotes.parquet", "tables.xlsx", "notebooks/probe.ipynb", "run.json"),
        *("report.docx", "slides.pptx", "methods.txt", "citation.bib", "citation.json"),
    ):
        assert (made / name).is_file(), name
    assert not hidden(made.parent)
    assert not (made.parent / "eins.failed").exists()


def test_every_page_is_valid_and_every_link_has_its_goal(made):
    anchors = {}
    for path in made.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(text)
        anchors[path] = set(re.findall(r'\bid="([^"]+)"', text))
    for path in anchors:
        root = lxml_html.fromstring(path.read_text(encoding="utf-8"))
        for link in root.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert goal.is_file(), link
            mark = "ps-filters" if "=" in parts.fragment else parts.fragment
            assert not mark or mark in anchors[goal], link
        for source in root.xpath("//@src"):
            assert source.startswith("data:image/")
        assert not root.xpath("//script[@src] | //link | //iframe")


def test_the_first_page_says_what_the_report_is(made):
    text = lxml_html.fromstring((made / "index.html").read_text(encoding="utf-8")).text_content()
    for part in ("2 Artikel aus 2 Medien", "12. Oktober 2026", "leer.txt", "leere Datei"):
        assert part in text
    assert str(made.parent) not in text


def test_how_a_report_was_made_stands_on_a_page_of_its_own_and_not_on_the_first(made):
    first, text = (
        lxml_html.fromstring((made / name).read_text(encoding="utf-8")).text_content()
        for name in ("index.html", "method/index.html")
    )
    said = (made / "methods.txt").read_text(encoding="utf-8").split("\n\n")
    for part in ("Zeilen", "@software", *map(str.strip, said)):
        assert part in text
        assert part not in first
    run = json.loads((made / "run.json").read_text(encoding="utf-8"))
    for name in ("data", "library", "annotator", "lexicon", "fonts", "lock"):
        assert run[name] in text
    assert str(made.parent) not in text


def test_the_page_on_method_has_the_quality_to_which_the_others_lead(made):
    place = made / "method" / "index.html"
    page = lxml_html.fromstring(place.read_text(encoding="utf-8"))
    assert page.xpath("//*[@id='quality']//table//tr")
    others = [path for path in made.rglob("*.html") if path != place]
    assert not any('class="quality"' in path.read_text(encoding="utf-8") for path in others)
    actor = next((made / "subjects").glob("[!i]*.html")).read_text(encoding="utf-8")
    assert 'href="../method/index.html#quality"' in actor
    assert 'href="method/index.html"' in (made / "index.html").read_text(encoding="utf-8")


def test_run_json_records_the_run(made):
    run = json.loads((made / "run.json").read_text(encoding="utf-8"))
    assert run["parameters"]["top"] == 3
    assert run["articles"] == 2
    assert set(run["seconds"]) >= {"read", "probe", "evidence"}


def test_the_same_input_gives_the_same_bytes(made, place):
    names = [place / "probe.ipynb", place / "zweite {1}.ipynb"]
    again = report(place / "saved", place / "out" / "zwei", names, {"top": 3}).folder
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    differing = [str(f) for f in files if (made / f).read_bytes() != (again / f).read_bytes()]
    assert differing == ["run.json"]


def test_executed_notebooks_tell_no_time_and_no_place(made, place):
    text = (made / "notebooks" / "probe.ipynb").read_text(encoding="utf-8")
    assert str(place) not in text
    assert "start_time" not in text
    assert "iopub" not in text
    assert '"source = \\"../tables\\"' in text.replace("\\n", "")


def test_a_failing_cell_leaves_the_old_report_and_the_notebook(place):
    out = place / "out" / "alt"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reports, "run_notebooks", unexecuted)
        report(place / "saved", out, [place / "probe.ipynb"], pdf=False)
    before = (out / "run.json").read_bytes()
    with pytest.raises(CellFailed) as caught:
        report(place / "saved", out, [place / "fehler.ipynb"])
    kept = out.with_name("alt.failed") / "fehler.ipynb"
    assert "Notebook 'fehler' stopped at cell" in str(caught.value)
    assert "ZeroDivisionError: division by zero." in str(caught.value)
    assert str(kept) in str(caught.value)
    assert kept.is_file()
    assert (out / "run.json").read_bytes() == before
    assert not hidden(out.parent)


def test_a_failure_leaves_no_folder_where_none_was(place, quick, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(reports, "write_evidence", fail)
    with pytest.raises(KeyboardInterrupt):
        report(place / "saved", place / "neu" / "tief" / "bericht", [place / "probe.ipynb"])
    assert not (place / "neu").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "2027-01-01"}, "no article from 2027-01-01; they are from 2026-10-12 to "),
        ({"end": "2020-12-31", "outlet": "Nordblick"}, "no article of 'Nordblick' until 2020"),
        ({"outlet": "Nordblik"}, "Did you mean 'Nordblick'?"),
    ],
)
def test_what_leaves_no_article_keeps_the_report_that_is_there(place, quick, asked, said):
    out = place / "kept" / "bleibt"
    (out / "tables").mkdir(parents=True, exist_ok=True)
    (out / "run.json").write_text('{"presseschau": 1, "sources": []}')
    with pytest.raises(WrongCall, match=re.escape(said)):
        report(place / "saved", out, ["corpus"], asked, force=True)
    assert (out / "run.json").read_text() == '{"presseschau": 1, "sources": []}'


def test_no_articles_at_all_give_a_marked_report(place, quick):
    nothing = replace(Analysis(), annotator=Analysis.load(place / "saved").annotator)
    result = report(
        nothing.save(place / "nothing"),
        place / "out" / "leer",
        [place / "probe.ipynb"],
        {"language": "en"},
    )
    assert result.articles == 0
    said = [p.text for p in docx.Document(result.folder / "report.docx").paragraphs]
    assert word("common.no_articles", "en") in said
    assert 'id="figures"' not in (result.folder / "index.html").read_text(encoding="utf-8")
    for name in ("index.html", "probe.html"):
        text = (result.folder / name).read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(text)
        assert '<html lang="en">' in text
        assert "No articles in this period" in text


def test_without_pango_there_is_a_report_and_a_line(place, quick, monkeypatch):
    def missing(*_):
        raise ImportError("No PDF: install pango.")

    monkeypatch.setattr(pages, "write_pdfs", missing)
    result = report(place / "saved", place / "out" / "ohne", [place / "probe.ipynb"])
    assert result.notes == ("No PDF: install pango.",)
    assert not (result.folder / "pdf").exists()
    index = (result.folder / "index.html").read_text(encoding="utf-8")
    assert "pdf/" not in index
    for name in ("report.docx", "slides.pptx"):
        assert f'href="{name}"' in index
        assert (result.folder / name).is_file()


@pytest.mark.parametrize(
    ("names", "values", "sentence"),
    [
        (["quote"], {}, "There is no notebook 'quote'. Did you mean 'quotes'?"),
        (["probe.ipynb"], {"topp": 3}, "There is no parameter 'topp'. Did you mean 'top'?"),
        (["probe.ipynb"], {"top": 0}, "takes a number from 1 to 200"),
        (["probe.ipynb"], {"source": "x"}, "set by --source"),
        (["probe.ipynb"], {"evidence": "x"}, "set by the report itself"),
        (["person"], {"actor": "UNKNOWN"}, "no actor 'UNKNOWN' in these articles; write the name"),
        (["person"], {"actor": "Frauke Tam"}, "did you mean 'Frauke Tamm'?"),
        (["story"], {"story": "Fußball"}, "no story 'Fußball' in these articles; use words"),
    ],
)
def test_a_wrong_call_writes_nothing(place, monkeypatch, names, values, sentence):
    monkeypatch.chdir(place)
    with pytest.raises(WrongCall) as caught:
        report("saved", "falsch", names, values)
    assert sentence in str(caught.value)
    assert not (place / "falsch").exists()
    assert not hidden(place)


def test_a_folder_with_other_things_is_not_touched(place):
    other = place / "anderes"
    other.mkdir()
    (other / "brief.txt").write_text("Liebe Frauke")
    with pytest.raises(WrongCall, match="something else than a report"):
        report(place / "saved", other, [place / "probe.ipynb"])
    assert [path.name for path in other.iterdir()] == ["brief.txt"]


def test_a_report_does_not_lie_in_its_own_source(tmp_path, place):
    (tmp_path / "a.txt").write_text("Ein Text.")
    with pytest.raises(WrongCall, match="inside its source"):
        report(tmp_path, tmp_path / "bericht", [place / "probe.ipynb"])


def test_a_missing_source_is_a_wrong_call(tmp_path, place):
    with pytest.raises(WrongCall, match="fehlt"):
        report(tmp_path / "fehlt", tmp_path / "bericht", [place / "probe.ipynb"])
    assert not list(tmp_path.iterdir())


def test_tables_of_another_version_are_a_wrong_call(tmp_path, place):
    small_analysis().save(tmp_path / "saved")
    (tmp_path / "saved" / "tone.parquet").unlink()
    with pytest.raises(WrongCall, match="another version"):
        report(tmp_path / "saved", tmp_path / "bericht", [place / "probe.ipynb"])


def test_the_environment_is_as_it_was(made):
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_an_id_from_elsewhere_cannot_leave_the_folder(place, tmp_path):
    analysis = small_analysis()
    articles = analysis.articles.assign(article_id="../../raus")
    replace(analysis, articles=articles).save(tmp_path / "saved")
    with pytest.raises(ValueError, match="cannot name an article"):
        report(tmp_path / "saved", tmp_path / "out", [place / "probe.ipynb"])
    assert [path.name for path in tmp_path.iterdir()] == ["saved"]


def test_the_index_lists_reports_that_belong_to_no_job(made):
    folder = made.parent
    text = write_index(folder, "de").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    root = lxml_html.fromstring(text)
    assert "eins/index.html" in root.xpath("//li//h2/a/@href")
    assert all((folder / link).is_file() for link in root.xpath("//main//a/@href"))
