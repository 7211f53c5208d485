"""axe-core looks at a page: contrast, names, headings, tables, keyboard."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"
#: WCAG 2.2 A and AA, and the order of headings.
RULES = """where => axe.run(where, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: {'heading-order': {enabled: true}}})"""


def violations(page: Page, where: str = "html") -> list[tuple[str, str, list[str]]]:
    """Gives the rules that are violated inside of an element, how badly, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    judged = page.evaluate(RULES, where)
    assert judged["passes"], "axe found nothing to judge."
    return [
        (each["id"], each["impact"], [node["html"][:120] for node in each["nodes"][:3]])
        for each in judged["violations"]
    ]
