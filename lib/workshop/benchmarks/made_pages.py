"""Web pages of any articles, in the furniture of the sample's pages."""

import html
import re
from pathlib import Path

import pandas as pd

from presseschau.core.resources import data_folder

_BODY = re.compile(r'(<div class="article-body">).*(</div>\s*</article>)', re.DOTALL)


def make_pages(articles: pd.DataFrame, folder: Path) -> None:
    """Writes each article as an HTML page, with navigation, advertising and scripts around it."""
    folder.mkdir(parents=True)
    frames = [
        page.read_text("utf-8") for page in sorted((data_folder() / "sample").rglob("*.html"))
    ]
    frames = [frame for frame in frames if _BODY.search(frame)]
    for number, (title, text) in enumerate(zip(articles["title"], articles["text"], strict=True)):
        lines = [line for line in [f"{title}.", *text.split("\n")] if line.strip()]
        body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
        page = _BODY.sub(
            lambda match, body=body: match[1] + body + match[2], frames[number % len(frames)]
        )
        (folder / f"{number:05}.html").write_text(page, encoding="utf-8")
