"""Quality: how good an annotator was on public gold, as every page and report says it."""

from functools import partial
from html import escape

from presseschau.measures.correction import measured
from presseschau.views.cells import with_interval
from presseschau.views.wording import label, number, word


def quality_box(annotator: str, language: str) -> str:
    """The measured quality of an annotator as HTML, or that there is none."""
    scores, name = measured(annotator), label(annotator, language)
    if not scores:
        text = escape(word("common.unmeasured", language, annotator=name), quote=False)
        return f'<p class="notice">{text}</p>'
    write = partial(number, language=language, digits=2)
    rows = "".join(
        f'<tr><th scope="row">{escape(label(score["task"], language))} '
        f'<span class="interval">{escape(label(score["gold"], language))}</span></th>'
        f"<td>{with_interval(score, write)}</td></tr>"
        for score in scores
    )
    title = escape(word("common.quality", language, annotator=name), quote=False)
    said = [word("common.quality_how", language)]
    said += [
        word("common.quality_news", language, n=round(100 * score["precision"]))
        for score in scores
        if score["task"] == "news_quotes"
    ]
    how = escape(" ".join(said), quote=False)
    return (
        f'<div class="quality"><h3>{title}</h3><p class="how">{how}</p>'
        f'<table class="ps"><tbody>{rows}</tbody></table></div>'
    )
