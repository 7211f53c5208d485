"""Finished pages, looked at by axe-core: contrast, names, headings, tables, keyboard."""

from pathlib import Path

import pytest
from browser.lab import BROWSER, browser_page
from small_corpus import small_corpus

from presseschau.reports import report

AXE = Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core; 'make browser' fetches it"),
]
#: WCAG 2.2 A and AA, and the order of headings.
RULES = """() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                          rules: {'heading-order': {enabled: true}}})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("report")
    small_corpus().save(folder / "tables")
    given = {"actor": "Mara Voss", "story": "Kai, Umbau"}
    names = ("corpus", "actors", "quotes", "sentiment", "compare", "person", "story")
    done = report(folder / "tables", folder / "out", names, given, pdf=False).folder
    return [*sorted(done.glob("*.html")), min((done / "articles").glob("*.html"))]


def test_no_page_has_a_serious_violation(pages):
    found = {}
    with browser_page() as page:
        for path in pages:
            page.goto(path.as_uri())
            page.evaluate(AXE.read_text(encoding="utf-8"))
            violations = page.evaluate(RULES)["violations"]
            found[path.name] = [
                (each["id"], each["impact"], [node["html"][:120] for node in each["nodes"][:3]])
                for each in violations
            ]
    assert len(found) == 9
    assert not any(found.values()), found
