"""The draft: what a report's Word file and its slides say, before either is written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from presseschau.core.analysis import Analysis
from presseschau.measures.voice import quote_list
from presseschau.reports.paper_pages import citations
from presseschau.reports.rendering import texts
from presseschau.reports.safety import harmless
from presseschau.views.precision import plainly
from presseschau.views.wording import extent, fill, label, period, word

#: So many speakers are quoted, each so often, in quotes of so many words.
_SPEAKERS, _EACH, _WORDS = 10, 3, range(6, 61)
_SAID = ("sentence", "figure", "caption")


class Draft(NamedTuple):
    """What is passed on of a report.

    The findings are what ``views.findings.told`` gives, in whose place ``nothing`` stands where
    there are none; the quotes, by speaker, are pairs of a text and its source.
    """

    title: str
    dateline: str
    language: str
    findings: Sequence[Mapping[str, Any]]
    quotes: Mapping[str, Sequence[tuple[str, str]]]
    method: Sequence[str]
    nothing: str


def draft(
    analysis: Analysis,
    findings: Iterable[Mapping[str, Any]],
    title: str,
    dateline: str,
    language: str,
) -> Draft:
    """The draft of a report on an analysis that has these findings."""
    plain = [
        {key: harmless(row[key]) for key in _SAID}
        | {"chart": row["chart"]}
        | {"proofs": [(harmless(one["text"]), harmless(one["source"])) for one in row["proofs"]]}
        for row in findings
    ]
    name, t = label(analysis.annotator, language), texts(language)["draft"]
    when = period(analysis.articles, language) or texts(language)["undated"]
    read = extent(analysis.articles, language)
    how = fill(t["how"], language, annotator=name, extent=read, period=when)
    return Draft(
        harmless(title),
        harmless(dateline),
        language,
        plain,
        _quotes(analysis, language),
        [how, *_plainly(analysis, language), t["doubt"], t["more"]],
        word("common.no_articles" if analysis.articles.empty else "findings.none_here", language),
    )


def _plainly(analysis: Analysis, language: str) -> list[str]:
    """How much is wrong of what is passed on."""
    if analysis.articles.empty:
        return []
    said = plainly(analysis, ("news_quotes", "news_actors"), language)
    if not said:
        name = label(analysis.annotator, language)
        return [word("common.unmeasured", language, annotator=name)]
    return [f"{said} {word('plain.report', language)}"]


def _quotes(analysis: Analysis, language: str) -> dict[str, list[tuple[str, str]]]:
    """Quotes of those who are quoted most, direct ones first, none twice."""
    every = quote_list(analysis, len(analysis.quotes))
    table = every.assign(words=every["text"].str.findall(r"\w+"), rest=every["type"] != "Direct")
    table = table[table["words"].str.len().isin(_WORDS)]
    table = table.assign(words=table["words"].str.join(" ").str.lower())
    table = table.drop_duplicates(["name", "words"]).sort_values("rest", kind="stable")
    ids = table["evidence"].map(lambda places: places[0].partition("#")[0])
    sources = citations(analysis.articles[analysis.articles["article_id"].isin(ids)], language)
    kinds = table["type"].map(lambda kind: label(kind, language))
    source = kinds + " · " + ids.map(sources)
    said = table.assign(text=table["text"].str.split().str.join(" "), source=source)
    found = {}
    for name in every["name"].unique()[:_SPEAKERS]:
        rows = said.loc[said["name"] == name, ["text", "source"]].head(_EACH)
        if len(rows):
            pairs = rows.itertuples(index=False, name=None)
            found[harmless(name)] = [(harmless(text), source) for text, source in pairs]
    return found
