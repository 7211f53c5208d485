"""Findings: the one line that says what a page of the suite found."""

from collections.abc import Callable, Mapping
from typing import Any

from presseschau.core.analysis import Analysis
from presseschau.measures.presence import presence
from presseschau.measures.voice import share_of_voice, spoken, without_marks
from presseschau.reports.rendering import texts
from presseschau.views.wording import fill, percent

_LEAST = 10


def finding(name: str, analysis: Analysis, language: str) -> str:
    """The line of a notebook of the suite; empty where there is too little to say."""
    found = _FINDINGS[name](analysis, language) if name in _FINDINGS else {}
    return fill(texts(language)["findings"][name], language, **found) if found else ""


def _corpus(analysis: Analysis, language: str) -> Mapping[str, Any]:
    articles = analysis.articles
    copies = articles.loc[articles["wire_group"] != "", "wire_group"]
    if articles.empty:
        return {}
    return {
        "texts": copies.nunique(),
        "wire": len(copies),
        "undated": int(articles["published"].isna().sum()),
    }


def _actors(analysis: Analysis, language: str) -> Mapping[str, Any]:
    table = presence(analysis, 1)
    if table.empty:
        return {}
    return {"name": table["name"][0], "share": percent(table["value"][0], language)}


def _quotes(analysis: Analysis, language: str) -> Mapping[str, Any]:
    table = share_of_voice(analysis, 1)
    if table.empty:
        return {}
    first = table.iloc[0]
    share = percent(first["value"], language)
    return {"name": first["name"], "share": share, "n": first["quotes"], "articles": first["n"]}


def _sentiment(analysis: Analysis, language: str) -> Mapping[str, Any]:
    tenor = analysis.tone["tenor"]
    plus, minus = int((tenor > 0).sum()), int((tenor < 0).sum())
    if not plus + minus:
        return {}
    return {"plus": plus, "minus": minus}


def _compare(analysis: Analysis, language: str) -> Mapping[str, Any]:
    quotes = spoken(analysis)
    quotes = quotes[~quotes["outlet"].isin(without_marks(analysis))]
    direct = (quotes["type"] == "Direct").groupby(quotes["outlet"]).agg(["mean", "size"])
    shares = direct[(direct["size"] >= _LEAST) & (direct.index != "")]["mean"]
    if len(shares) < 2:
        return {}
    return {
        "most": shares.idxmax(),
        "high": percent(shares.max(), language),
        "least": shares.idxmin(),
        "low": percent(shares.min(), language),
    }


_FINDINGS: dict[str, Callable[[Analysis, str], Mapping[str, Any]]] = {
    "corpus": _corpus,
    "actors": _actors,
    "quotes": _quotes,
    "sentiment": _sentiment,
    "compare": _compare,
}
