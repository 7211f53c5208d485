"""Finished pages, looked at by axe-core: contrast, names, headings, tables, keyboard."""

from pathlib import Path

import pytest
from browser.axe import AXE, violations
from browser.lab import IN_BROWSER, browser_page
from small_corpus import small_corpus

from presseschau.reports import report

pytestmark = [
    *IN_BROWSER,
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core; 'make browser' fetches it"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("report")
    small_corpus().save(folder / "tables")
    given = {"actor": "Mara Voss", "story": "Kai, Umbau"}
    names = ("corpus", "actors", "quotes", "sentiment", "compare", "person", "story")
    done = report(folder / "tables", folder / "out", names, given, pdf=False).folder
    subjects = [done / "subjects" / f"{name}.html" for name in ("index", "mara-voss", "kai-umbau")]
    others = [
        min((done / folder).glob("*.html")) for folder in ("articles", "method", "quotations")
    ]
    return [*done.glob("*.html"), *subjects, *others]


def test_no_page_has_a_serious_violation(pages):
    found = {}
    with browser_page() as page:
        for path in pages:
            page.goto(path.as_uri())
            found[str(path)] = violations(page)
    assert len(found) == 14
    assert not any(found.values()), found
