"""Articles that want to do harm: their text is shown, and nothing of it runs."""

import json
import shutil
from html import escape
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest
from browser.lab import IN_BROWSER, browser_page, errors, open_notebook, run_all, running_lab
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import presseschau as ps
from presseschau.core.resources import notebooks_folder
from presseschau.reports import report

pytestmark = IN_BROWSER
RUN = "window.owned=1;document.documentElement.dataset.owned=1"
#: What is put into titles, texts, outlets, authors and addresses.
TRICKS = {
    "script": f"<script>{RUN}</script>",
    "image": f'"><img src=x onerror="{RUN}">',
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;script&#62;{RUN}&#60;/script&#62;",
    "comment": f"--><svg onload={RUN}><!-- ]]><script>{RUN}</script>",
    "closing": f"</title></style></textarea></script><script>{RUN}</script>",
    "markdown": f'[klick](javascript:{RUN}) ![x](x "onerror={RUN}") `{RUN}` | a | b |',
    "latex": r"\input{/etc/passwd} $\href{javascript:window.owned=1}{x}$ \(x\) $$\frac{1}{2}$$",
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {0} {article}",
    "terminal": "\x1b[31mrot\x1b[0m \x1b]0;Titel\x07 \x1b[2J",
    "bidi": "Das \u202eﬂöw\u202c und \u2066abc\u2069 \u200f\u200e steht da",
    "rtl": "قال الرئيس שלום עולם",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 é \U0010ffff",
    "null": "vor\x00nach\x0b\x0c",
    "formula": "=HYPERLINK(\"javascript:window.owned=1\") @SUM(1+1)*cmd|' /C calc'!A0",
}
STORY = (
    "„Wir bauen {0} den Hafen aus“, sagte Petra Voss {0} am Dienstag. Jan Petersen behauptete "
    "{0}, der Rat habe gelogen. Die Stadt Marlitz schweigt."
)
SHOWN = "() => window.owned || document.documentElement.dataset.owned"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A folder with one article for each trick, and one of five megabytes in a single word."""
    folder = tmp_path_factory.mktemp("hostile") / "articles"
    folder.mkdir()
    for name, trick in TRICKS.items():
        if name == "script":  # tags in data are markup; escaped as exports do, they are text
            trick = escape(trick)
        fields = {
            "title": f"Titel {trick}",
            "text": STORY.format(trick),
            "outlet": f"Bote {trick}",
            "author": trick,
            "url": f"javascript:{RUN}",
            "date": "2026-03-04",
        }
        (folder / f"{name}.json").write_text(json.dumps(fields), encoding="utf-8")
    (folder / "word.txt").write_text("Ein Wort\n\n" + "a" * 5_000_000 + " Ende.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def saved(hostile) -> Path:
    articles, rejects = ps.load_articles(hostile)
    assert len(articles) == len(TRICKS) + 1
    return ps.analyze(articles, rejects, annotator="rules").save(hostile.parent / "saved")


def test_a_report_shows_hostile_articles_and_runs_nothing(saved, tmp_path):
    names = ("corpus", "actors", "quotes", "sentiment", "compare", "person")
    actors = ps.Analysis.load(saved).actors
    given = {"actor": actors.loc[actors["articles"].idxmax(), "name"]}
    done = report(saved, tmp_path / "out", names, given, pdf=False).folder
    foreign = []
    with browser_page() as page:
        page.on("dialog", lambda dialog: foreign.append(dialog.message))
        page.on("request", lambda request: foreign.append(request.url))
        for path in sorted(done.rglob("*.html")):
            page.goto(path.as_uri())
            assert page.evaluate(SHOWN) is None, path.name
        assert all(url.startswith(("file:", "data:")) for url in foreign)
        page.goto((done / "articles" / _page_of(saved, "script")).as_uri())
        assert TRICKS["script"] in page.inner_text("main")
        assert page.locator("a[href^=javascript]").count() == 0


@pytest.fixture(scope="module")
def lab(saved, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for name in ("quotes", "explore"):
        shutil.copy(notebooks_folder() / f"{name}.ipynb", folder / "notebooks")
    nbformat.write(foreign_notebook(), folder / "notebooks" / "fremd.ipynb")
    (folder / "data").mkdir()
    (folder / "data" / "sample").symlink_to(saved)
    with running_lab(folder) as address, browser_page() as page:
        yield page, address, folder


def foreign_notebook() -> nbformat.NotebookNode:
    """Somebody else's notebook, which says that it is trusted and would run as it is opened."""
    tricks = [
        *TRICKS.values(),
        f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe><a href="javascript:{RUN}">a</a>',
        '<ps-table><script type="application/json">{}</script></ps-table><style>@import x</style>',
        f"<details open ontoggle='{RUN}'>Fremdes</details><video><source onerror='{RUN}'></video>",
    ]
    shown = [{kind: trick} for trick in tricks for kind in ("text/html", "text/markdown")]
    shown += [{"application/javascript": RUN}, {"text/latex": TRICKS["latex"]}]
    shown += [{"image/svg+xml": f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"/>'}]
    models = [widgets.HTML(trick).model_id for trick in tricks]
    states = {"application/vnd.jupyter.widget-state+json": widgets.Widget.get_manager_state()}
    widgets.Widget.close_all()
    views = [
        {"application/vnd.jupyter.widget-view+json": {"model_id": model, "version_major": 2}}
        for model in models
    ]
    code = [
        new_code_cell(
            "open('owned', 'w')",
            outputs=[new_output("display_data", data) for data in part],
            metadata={"trusted": True},
        )
        for part in (shown, views)
    ]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(
        cells=[*map(new_markdown_cell, tricks), *code],
        metadata={"kernelspec": kernel, "widgets": states, "trusted": True},
    )


def test_a_notebook_in_jupyterlab_shows_them_and_runs_nothing(lab):
    page, address, _ = lab
    open_notebook(page, address, "notebooks/quotes.ipynb")
    run_all(page)
    assert errors(page) == []
    assert page.evaluate(SHOWN) is None
    assert "<script>" in page.locator(".jp-Notebook").inner_text()


def test_somebody_elses_notebook_runs_nothing_when_it_is_opened(lab):
    page, address, folder = lab
    open_notebook(page, address, "notebooks/fremd.ipynb")
    page.locator(".jp-OutputArea-output", has_text="Fremdes").first.wait_for()
    assert page.evaluate(SHOWN) is None
    assert page.locator(".jp-Notebook iframe, .jp-Notebook ps-table").count() == 0
    assert not list(folder.rglob("owned"))


def test_the_workbench_shows_hostile_articles_and_runs_nothing(lab):
    page, address, _ = lab
    open_notebook(page, address, "notebooks/explore.ipynb")
    run_all(page)
    assert errors(page) == []
    page.locator(".ps-view").get_by_label("Zitate").check()
    row = page.locator(".ps-table tbody tr").filter(has_text="<script>").first
    row.locator(".ps-open").click()
    title = page.locator("ps-title", has_text="<script>")
    title.wait_for()
    page.locator(".ps-reading iframe").wait_for()
    assert page.evaluate(SHOWN) is None


def _page_of(saved: Path, trick: str) -> str:
    articles = ps.Analysis.load(saved).articles
    return articles.loc[articles["path"] == f"{trick}.json", "article_id"].iloc[0] + ".html"
