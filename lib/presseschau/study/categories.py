"""Categories: where articles meet what a researcher looks for, and how often, by whom."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform, format_spans
from presseschau.core.text import tokenize
from presseschau.measures import find_actor, spoken
from presseschau.measures.presence import shares_in
from presseschau.study.categories_file import Category
from presseschau.study.conditions import Term
from presseschau.study.passages import (
    Passages,
    innermost,
    order_of,
    sentences_of,
    spans_of,
    tokens_at,
    within,
)
from presseschau.study.words import Words, both, find, lay_out, places


def find_hits(analysis: Analysis, categories: Iterable[Category]) -> pd.DataFrame:
    """Every passage (sentence, quote or headline) that a category fits, once for each category.

    The words are laid out by form once, so that a category costs only what it finds.

    Returns:
        article_id, category, within, sentence (of the first word; -1 in headlines), start and end
        (of the passage; those of a headline count in the title), spans and text (of the words that
        fit), actor_id (who says the first of them), anchor (the place in the article's page).
    """
    categories, rows = list(categories), []
    for column, is_title in (("text", False), ("title", True)):
        own = [one for one in categories if (one.within == "headlines") == is_title]
        rows += _find_in(analysis, column, own) if own else ()
    order = {category.name: number for number, category in enumerate(categories)}
    return conform(sorted(rows, key=lambda row: order[row["category"]]), "hits")


def category_shares(
    analysis: Analysis, hits: pd.DataFrame, by: str = "outlet", top: int = 15
) -> pd.DataFrame:
    """The share of each group's articles that a category fits, with interval.

    ``by`` is a column of the articles ("outlet", "story"), "week", or "actor": of the articles
    that quote one of the ``top`` speakers, the share in which that speaker says it.

    Returns:
        name (of the category), the group's column, articles (with a hit), n (of the group), value,
        low, high, evidence.
    """
    articles, keys = analysis.articles, ("article_id",)
    if by == "actor":
        keys = ("article_id", "actor_id")
        quotes = spoken(analysis)
        most = quotes.loc[quotes["actor_id"] != "", "actor_id"].value_counts().index[:top]
        quotes = quotes[quotes["actor_id"].isin(most)].drop_duplicates(list(keys))
        articles = quotes.rename(columns={"name": "actor"})
    elif by == "week":
        articles = articles.dropna(subset=["published"])
        articles = articles.assign(week=articles["published"].dt.to_period("W").dt.start_time)
    rows = hits.rename(columns={"category": "name"}).drop_duplicates([*keys, "name"])
    return shares_in(articles, rows, by, keys)


def actor_ids(analysis: Analysis, names: Iterable[str]) -> list[str]:
    """The actors that the names of a category mean; one who is not in the articles is none."""
    return [found.key for name in names if (found := find_actor(analysis, name)).key]


def _find_in(analysis: Analysis, column: str, categories: list[Category]) -> Iterator[dict]:
    """The hits in the texts or titles of articles, category by category."""
    in_texts = column == "text"
    tokens = analysis.tokens if in_texts else _title_tokens(analysis.articles)
    quotes = analysis.quotes if in_texts else analysis.quotes.head(0)
    texts = analysis.articles.set_index("article_id")[column].to_dict()
    words, order = lay_out(tokens["text"]), order_of(tokens)
    sentences, speech = sentences_of(tokens), spans_of(quotes, order)
    speakers = innermost(speech, len(tokens))
    actors = np.array([*quotes["actor_id"], ""], dtype=object)  # the last is that of no quote, -1
    article, sentence = tokens["article_id"].to_numpy(), tokens["sentence"].tolist()
    start, end = tokens["start"].tolist(), tokens["end"].tolist()
    for category in categories:
        is_quote = category.within == "quotes"
        passages = speech if is_quote else sentences
        found = _found(category, words, passages)
        who = actors[found[:, 0] if is_quote else speakers[found[:, 1]]]
        fits = np.ones(len(found), dtype=bool)
        if category.said_by:
            fits &= np.isin(who, actor_ids(analysis, category.said_by))
        if category.about:
            asked = actor_ids(analysis, category.about)
            named = analysis.mentions[analysis.mentions["actor_id"].isin(asked)]
            at = tokens_at(named, order) if in_texts else _named(analysis, asked, words)
            fits &= np.isin(found[:, 0], within(passages, at)[:, 0])
        rows = sorted(zip(*found[fits].T.tolist(), who[fits].tolist(), strict=True))
        for passage, group in groupby(rows, itemgetter(0)):
            hit = list(dict.fromkeys(group))
            spans = [(start[first], end[last]) for _, first, last, _ in hit]
            first, last = passages.first[passage], passages.last[passage]
            text = texts[article[first]]
            anchor = f"s{sentence[first]}" * in_texts
            anchor = f"q{quotes['quote'].iat[passage]}" if is_quote else anchor
            yield {
                "article_id": article[first],
                "category": category.name,
                "within": category.within,
                "sentence": sentence[hit[0][1]],
                "start": start[first],
                "end": end[last],
                "spans": format_spans(spans),
                "text": "; ".join(text[begin:stop] for begin, stop in spans),
                "actor_id": hit[0][3],
                "anchor": anchor,
            }


def _found(category: Category, words: Words, passages: Passages) -> np.ndarray:
    where = (words, passages, category.match == "exact")
    terms = [find(term, *where) for term in category.words]
    if category.condition is None:
        return np.concatenate(terms)
    found = find(category.condition, *where)
    return both(np.concatenate(terms), found) if terms else found


def _title_tokens(articles: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (article_id, -1, start, end, title[start:end])
        for article_id, title in zip(articles["article_id"], articles["title"], strict=True)
        for start, end in tokenize(title)
    ]
    columns = ["article_id", "sentence", "start", "end", "text"]
    return conform(pd.DataFrame(rows, columns=columns), "tokens")


def _named(analysis: Analysis, asked: list[str], words: Words) -> np.ndarray:
    """The words of titles with which a name of the actors begins."""
    actors = analysis.actors[analysis.actors["actor_id"].isin(asked)]
    names = "; ".join([*actors["name"], *actors["aliases"]]).split("; ")
    found = [places(Term(tuple(name.split())), words, True) for name in names if name]
    return np.unique(np.concatenate([np.empty(0, dtype=int), *found]))
