"""The article beside a form: its evidence page, opened at a place that stands out."""

from base64 import b64encode
from html import escape

from presseschau.core.analysis import Analysis
from presseschau.reports.article_pages import evidence_pages

#: What a report has around an article, and what makes the chosen place stand out in it.
_STYLE = (
    "<style>.top,.bottom,.legend,.margin,.back,.how,.skip,.byline{display:none}"
    ".reader{display:block}.head{padding-top:.5rem}h1{font-size:1.4rem}html{font-size:15px}"
    ":target{outline:3px solid var(--accent);outline-offset:2px;scroll-margin-top:5rem}</style>"
)


def article_page(analysis: Analysis, article_id: str, language: str) -> str:
    """The evidence page of an article without what a report has around it."""
    page = next(page for _, page in evidence_pages(analysis.keep([article_id]), language))
    # A stop for the Tab key, without which nobody could scroll the text with the keys.
    page = page.replace('<article class="text"', '<article class="text" tabindex="0"', 1)
    return page.replace("</head>", f"{_STYLE}</head>", 1)


def article_frame(page: str, title: str, anchor: str = "") -> str:
    """The HTML of a frame that shows a page at an anchor such as "q3"; nothing in it can run."""
    # An address of its own, since only such a one opens at an anchor without a script.
    address = f"data:text/html;charset=utf-8;base64,{b64encode(page.encode()).decode()}"
    return (
        f'<iframe title="{escape(title)}" src="{address}#{escape(anchor)}" sandbox="" tabindex="0"'
        ' style="box-sizing:border-box;width:100%;height:22rem;border:1px solid #999"></iframe>'
    )
