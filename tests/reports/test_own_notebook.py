"""A notebook of the user's own: README's view in it becomes a page, without an edit elsewhere."""

import re
from pathlib import Path

import nbformat
from small_corpus import small_corpus

from presseschau.measures.voice import spoken
from presseschau.reports import report

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCK = next(
    code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "view" in code
)
OPEN = """import presseschau as ps
analysis = ps.open_analysis(source)
"""


def test_the_view_of_the_readme_is_ten_lines_and_a_page_of_a_report(tmp_path):
    assert sum(bool(line.strip()) for line in BLOCK.splitlines()) <= 10
    cell = nbformat.v4.new_code_cell
    parameters = 'source: str = ""  # what to read\nevidence: str = ""  # set by the report'
    code = BLOCK.replace('"mine")', '"mine", evidence=evidence)')
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Lange Zitate\n\nWer lange reden darf."),
            cell(parameters, metadata={"tags": ["parameters"]}),
            cell(OPEN + code),
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    nbformat.write(notebook, tmp_path / "mine.ipynb")
    small_corpus().save(tmp_path / "saved")
    source, own = [str(tmp_path / "saved")], [str(tmp_path / "mine.ipynb")]
    report(source, tmp_path / "report", own, {}, pdf=False)
    page = (tmp_path / "report" / "mine.html").read_text(encoding="utf-8")
    assert "<h1>Lange Zitate</h1>" in page
    assert ">Who may speak at length</h2>" in page
    assert f"gezeigte Zitate: {len(spoken(small_corpus()))}<" in page  # as on *quotes*
    assert "<figure" in page
    index = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert 'href="mine.html"' in index
    assert '<p class="about">Wer lange reden darf.</p>' in index
