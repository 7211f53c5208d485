"""Quotations: all quotes of a report in one table, to be searched, linked to, copied and saved."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.link.actors.nameless import nameless
from presseschau.measures.voice import spoken
from presseschau.reports.article_pages import evidence_name
from presseschau.reports.evidence_drawer import article_rows
from presseschau.reports.rendering import PageLink, render, texts
from presseschau.reports.safety import harmless
from presseschau.reports.scripts import packed, script_of
from presseschau.views.wording import label, percent

#: Where the pages lie, and how many quotes are on each.
FOLDER, _ROWS = "quotations", 250
_TOLD = ("form", "cue", "stance", "sure")
_FIELDS = ("article", "id", "file", "anchor", "name", "text", *_TOLD)


def quotation_pages(
    analysis: Analysis,
    language: str,
    pages: Sequence[PageLink] = (),
    who: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[str, str]]:
    """The file name and the page of every 250 quotes, newest first; ``who`` is where names lead.

    The first page holds all of them for its script, which searches and filters; without scripts
    the pages are lists that lead to each other. Each quote stands at the anchor
    ``#ARTICLE_ID-q3``.
    """
    t = texts(language)
    table = _newest_first(placed(spoken(analysis)))
    rows, articles = list(_rows(table, language)), _articles(analysis, table, language)
    scored = any(certainty for *_, certainty in rows)
    names = list(dict.fromkeys(table["file"]))
    columns = dict(zip(_FIELDS, zip(*rows, strict=True), strict=True)) if rows else {}
    for known in ("id", "file"):  # by article and anchor, and by how many are before it
        columns.pop(known, None)
    held = {"articles": articles, "columns": columns, "who": dict(who)}
    for n, name in enumerate(names):
        first = n == 0
        yield (
            name,
            render(
                "quotations.html.j2",
                language,
                title=t[FOLDER]["title"],
                rows=_shown(rows[n * _ROWS : (n + 1) * _ROWS], articles, who),
                whole=True,
                named=True,
                total=len(rows),
                parts=names if len(names) > 1 else [],
                part=name,
                choices=_choices(rows, articles) if first else {},
                sure=scored,
                dated=table["published"].notna().any(),
                pages=pages,
                current=FOLDER,
                root="../",
                **({"held": packed(held), **script_of("evidence.js")} if first else {}),
            ),
        )


def placed(said: pd.DataFrame) -> pd.DataFrame:
    """All quotes (rows of ``spoken``) with the file of the page that each stands on."""
    order = _newest_first(said).index
    files = [f"{n // _ROWS + 1}.html" if n >= _ROWS else "index.html" for n in range(len(order))]
    return said.assign(file=pd.Series(files, order, dtype=object))


def _newest_first(said: pd.DataFrame) -> pd.DataFrame:
    keys = ["published", "article_id", "start"]
    return said.sort_values(keys, ascending=[False, True, True], na_position="last")


def quotation_table(
    analysis: Analysis, table: pd.DataFrame, language: str, named: bool = True
) -> str:
    """Quotes (rows of ``placed``) as HTML with their sources, for a page of another folder.

    Where all are of one speaker, they need not be ``named``.
    """
    rows = _shown(list(_rows(table, language)), _articles(analysis, table, language), {})
    return render("quotation_table.html.j2", language, rows=rows, whole=False, named=named)


def _articles(analysis: Analysis, table: pd.DataFrame, language: str) -> dict[str, list[str]]:
    kept = analysis.articles["article_id"].isin(table["article_id"])
    return article_rows(analysis.articles[kept], language)


def _shown(
    rows: list[tuple], articles: Mapping[str, list[str]], who: Mapping[str, str]
) -> list[dict[str, str]]:
    """The rows with what their articles tell of them, and where their names lead."""
    shown = [dict(zip(_FIELDS, row, strict=True)) for row in rows]
    for row in shown:
        _, row["date"], row["outlet"], row["title"], row["story"], _ = articles[row["article"]]
        row["href"] = f"../articles/{evidence_name(row['article'])}#{row['anchor']}"
        row["who"] = who.get(row["name"], "")
        row["told"] = " · ".join(filter(None, (row[how] for how in _TOLD)))
    return shown


def _rows(table: pd.DataFrame, language: str) -> Iterator[tuple[Any, ...]]:
    """Rows of ``placed`` as the fields tell them."""
    t, scored = texts(language), table["score"].nunique() > 1
    told = ["article_id", "quote", "anchor", "name", "speaker", "text", "type", "cue", "cue_stance"]
    for row in table[[*told, "score", "file"]].itertuples():
        sure = percent(row.score, language) if scored and pd.notna(row.score) else ""
        yield (
            row.article_id,
            f"{row.article_id}-q{row.quote}",
            row.file,
            row.anchor,
            harmless(row.name or nameless(row.speaker, row.cue)) or t["article"]["unknown_speaker"],
            harmless(" ".join(row.text.split())),
            t["types"].get(row.type, row.type),
            harmless(row.cue),
            label(row.cue_stance, language) if row.cue_stance else "",
            sure,
        )


def _choices(rows: list[tuple], articles: dict[str, list[str]]) -> dict[str, list[str]]:
    """What one may choose in each filter, as far as there is a choice."""
    told = [dict(zip(_FIELDS, row, strict=True)) for row in rows]
    found = {key: {row[key] for row in told} for key in ("name", "form", "stance")}
    found |= {k: {row[n] for row in articles.values()} for k, n in (("outlet", 2), ("story", 4))}
    # Names that differ in capitals alone stand in the same order on every run.
    choices = {
        key: sorted(sorted(values - {""}), key=str.casefold) for key, values in found.items()
    }
    return {key: values for key, values in choices.items() if len(values) > 1}
