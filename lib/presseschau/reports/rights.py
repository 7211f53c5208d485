"""Rights: an analysis of which only passages are left to be shown, within a stated bound."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import SCHEMAS, SHOWN, Span, parse_spans
from presseschau.measures.voice import without_marks
from presseschau.reports.privacy import INITIALS, initialled
from presseschau.reports.rendering import texts
from presseschau.views.wording import fill, percent

#: So many words of an article may stand in a row, and such a part of all its words in all.
MOST_WORDS, MOST_SHARE = 60, 0.25
QUOTES = "quotes"
_CUT = "…"


def as_shown(analysis: Analysis, values: Mapping[str, Any]) -> Analysis:
    """The analysis as a report with these parameters (``rights``, ``private``) may show it.

    The articles lose what they have besides the columns of the schema, such as the text before it
    was cleaned.
    """
    done = set(analysis.articles)  # of a finished report, tables are so already
    wanted = [values.get(name) for name in ("private", "rights") if name not in done]
    if not any(wanted):
        return analysis
    kept = [*SCHEMAS["articles"], *(name for name in SHOWN if name in done)]
    analysis = replace(analysis, articles=analysis.articles[kept])
    if INITIALS in wanted:
        analysis = initialled(analysis)
    return quoted_only(analysis) if QUOTES in wanted else analysis


def quoted_only(analysis: Analysis) -> Analysis:
    """Leaves of each article only passages: quotes, judged sentences, first namings.

    They are taken in this order as long as together they are at most a quarter of the words; none
    has more than 60 in a row. All else is blank, so that every offset stays right; the figures
    stay what they are, since words are counted before.
    """
    groups = {
        "quotes": _spans(analysis.quotes, "spans"),
        "judged": _sentences(analysis, analysis.tone[analysis.tone["tenor"] != 0]),
        "named": _first_namings(analysis),
    }
    left = {}
    for article_id, text in analysis.articles[["article_id", "text"]].itertuples(index=False):
        passages = [span for group in groups.values() for span in group.get(article_id, ())]
        left[article_id] = _masked(text, passages)
    lost = analysis.articles["outlet"].isin(without_marks(analysis))
    articles = analysis.articles.assign(
        text=analysis.articles["article_id"].map(left), marks_lost=lost, rights=QUOTES
    )
    words = analysis.quotes["text"].str.count(r"\S+")
    quotes = analysis.quotes.assign(words=words, addressee="")  # of whom no place is known
    for column, places in (
        ("text", "spans"),
        ("frame", "frame_spans"),
        ("speaker", "speaker_spans"),
    ):
        passages = zip(quotes["article_id"], quotes[column], quotes[places], strict=True)
        quotes[column] = [said and _passage(left[article_id], parse_spans(spans))
                          for article_id, said, spans in passages]  # fmt: skip
    quotes = quotes.astype(dict.fromkeys(("text", "frame", "speaker", "addressee"), "str"))
    removed = analysis.removed.assign(text="")
    return replace(analysis, articles=articles, quotes=quotes, removed=removed)


def bounds(article: Mapping[str, Any], language: str) -> str:
    """What of an article is shown, if not all of it, in a sentence or two; ``article`` is a row."""
    t, said = texts(language)["shown"], []
    if article.get("rights") == QUOTES:
        share = percent(MOST_SHARE, language)
        said.append(fill(t[QUOTES], language, words=MOST_WORDS, share=share))
    if article.get("private") == INITIALS:
        said.append(t[INITIALS])
    return " ".join(said)


def _passage(text: str, spans: Iterable[Span]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans).strip() or _CUT


def _spans(rows: pd.DataFrame, column: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for article_id, cell in zip(rows["article_id"], rows[column], strict=True):
        found[article_id] += parse_spans(cell)
    return found


def _sentences(analysis: Analysis, rows: pd.DataFrame) -> dict[str, list[Span]]:
    """The sentences that rows are about (by number), in their order."""
    keys = ["article_id", "sentence"]
    rows = rows[keys].drop_duplicates().merge(analysis.sentences, on=keys)
    found: dict[str, list[Span]] = defaultdict(list)
    for row in rows.sort_values(["article_id", "start"]).itertuples():
        found[row.article_id].append((row.start, row.end))
    return found


def _first_namings(analysis: Analysis) -> dict[str, list[Span]]:
    """The sentences in which actors are first named."""
    linked = analysis.mentions[analysis.mentions["actor_id"] != ""].sort_values("start")
    first = linked.drop_duplicates(["article_id", "actor_id"])
    starts = analysis.sentences.sort_values("start")[["article_id", "sentence", "start"]]
    rows = pd.merge_asof(first[["article_id", "start"]], starts, on="start", by="article_id")
    return _sentences(analysis, rows.dropna(subset=["sentence"]))


def _masked(text: str, passages: Iterable[Span]) -> str:
    """A text of the same length in which only words of passages are left, within the bounds."""
    words = list(_words(text))
    starts = np.array([start for start, _ in words], dtype=int)
    kept = np.zeros(len(words), dtype=bool)
    room = int(MOST_SHARE * len(words))
    for start, end in passages:
        first, last = np.searchsorted(starts, [start, end])
        for word in range(first, min(last, first + MOST_WORDS)):
            if not kept[word] and room:
                kept[word], room = True, room - 1
    run = 0
    for word, is_kept in enumerate(kept):
        run = run + 1 if is_kept else 0
        kept[word] = is_kept and run <= MOST_WORDS
    shown = ["\n" if letter == "\n" else " " for letter in text]
    gap = False
    for (start, end), is_kept in zip(words, kept, strict=True):
        if is_kept:
            shown[start:end] = text[start:end]
        elif not gap:
            shown[start] = _CUT
        gap = not is_kept
    return "".join(shown)


def _words(text: str) -> Iterator[Span]:
    end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        yield start, end
