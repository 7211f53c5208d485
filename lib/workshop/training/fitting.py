"""Fits what decodes the heads, on the corpus' part ``dev``: ``presseschau train thresholds``."""

import copy
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logit

from presseschau.annotate.annotator import Quote
from presseschau.annotate.model.quote_heads import QuoteHeads
from presseschau.annotate.model.trunk import Trunk
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.core.text import read_document
from workshop.corpus.rows import Article, load_corpus
from workshop.gold.scoring import align, is_right, score_quotes
from workshop.gold.wikinews import GoldQuote, WikinewsDocument, project, project_quote
from workshop.training.passages import ROLES

#: The values tried for each threshold, one threshold after the other.
_GRID: dict[tuple[str, ...], Sequence[float]] = {
    ("direct",): (0.3, 0.4, 0.5, 0.6, 0.7),
    ("speaker", "least"): (0.08, 0.12, 0.16, 0.22, 0.3),
    ("speaker", "token"): (0.25, 0.35, 0.45),
    ("cue", "least"): (0.15, 0.25, 0.35, 0.45),
    ("frame", "least"): (0.2, 0.35, 0.5),
    ("addressee", "least"): (0.2, 0.3, 0.4, 0.5, 0.6),
}
_LEAST_GAIN = 0.001  # Joint; less is chance


def fit_thresholds(data: str | Path, out: str | Path) -> Path:
    """Fits ``quotes.json`` of trained heads, from the thresholds there on.

    Returns:
        The file: for each threshold of ``_GRID`` the value of the best Joint, a change for less
        than .001 not made; for the confidence the coefficients of a logistic regression of "a
        quote with the right speaker" on the heads' chances. About three CPU-minutes.
    """
    path = Path(out) / "quotes.json"
    texts = Path(data) / "wikinews-quotes" / "train"
    dev = _Dev(Path(out), [_document(one) for one in load_corpus(texts, splits=["dev"])])
    settings = json.loads(path.read_text(encoding="utf-8"))
    best = dev.joint(settings)
    for place, values in _GRID.items():
        for value in values:
            tried = _with(settings, place, value)
            joint = dev.joint(tried)
            if joint > best + _LEAST_GAIN:
                best, settings = joint, tried
    settings["confidence"] = _confidence(dev, settings)
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    return path


def _document(article: Article) -> WikinewsDocument:
    """An article of the corpus in the library's tokens."""
    document = read_document(article.text)
    quotes = []
    for row in article.rows["quotes"]:
        parts = [project(row[name], document.tokens) for name in ROLES]
        if parts[0]:
            quotes.append(GoldQuote(*parts, row["type"], row["medium"]))
    return WikinewsDocument(article.doc, document, quotes)


class _Dev:
    """The documents of ``dev`` with all that does not hang on the thresholds."""

    def __init__(self, folder: Path, articles: Sequence[WikinewsDocument]) -> None:
        self.articles = articles
        trunk, documents = Trunk(folder), [article.document for article in articles]
        self.states = [trunk.states(document) for document in documents]
        self.rules = [find_quotes(text, find_mentions(text)) for text in documents]
        self.heads = QuoteHeads(folder)

    def quotes(self, settings: dict) -> list[list[Quote]]:
        """The quotes of each document, each read by itself."""
        self.heads.settings = settings
        return [
            self.heads.find([article.document], [states], [rules])[0]
            for article, states, rules in zip(self.articles, self.states, self.rules, strict=True)
        ]

    def joint(self, settings: dict) -> float:
        """Joint F1."""
        gold = {article.name: article.quotes for article in self.articles}
        found = {
            article.name: [p for q in quotes if (p := project_quote(q, article.tokens))]
            for article, quotes in zip(self.articles, self.quotes(settings), strict=True)
        }
        return score_quotes(gold, found)["joint"]["f1"]


def _with(settings: dict, place: Sequence[str], value: float) -> dict:
    changed = copy.deepcopy(settings)
    part = changed
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return changed


def _confidence(dev: _Dev, settings: dict) -> dict[str, list[float]]:
    """Fits bias and weights of the two chances, apart for quotes in marks and for others."""
    place, who, group = (
        dev.quotes(settings | {"confidence": {"Direct": marked, "other": other}, "reported": 0})
        for marked, other in (([0, 1, 0],) * 2, ([0, 0, 1],) * 2, ([9, 0, 0], [-9, 0, 0]))
    )
    rows: dict[str, list[tuple[float, float, bool]]] = {"Direct": [], "other": []}
    for article, *read in zip(dev.articles, place, who, group, strict=True):
        pairs = [
            (projected, quote.score, other.score, marked.score > 0.5)
            for quote, other, marked in zip(*read, strict=True)
            if (projected := project_quote(quote, article.tokens))
        ]
        right = {
            id(pair.predicted)
            for pair in align(article.quotes, [projected for projected, *_ in pairs])
            if pair.predicted and is_right(pair)
        }
        for projected, sure, speaker, marked in pairs:
            rows["Direct" if marked else "other"].append((sure, speaker, id(projected) in right))
    return {kind: _regression(np.array(found, float)) for kind, found in rows.items()}


def _regression(rows: np.ndarray) -> list[float]:
    chances = np.clip(rows[:, :2], 1e-3, 1 - 1e-3)
    inputs = np.column_stack([np.ones(len(rows)), logit(chances)])
    signs = np.where(rows[:, 2] > 0, 1, -1)

    def loss(weights: np.ndarray) -> float:
        return np.logaddexp(0, -signs * (inputs @ weights)).sum() + 0.5 * (weights**2).sum()

    return np.round(minimize(loss, [0, 0.5, 0.5]).x, 3).tolist()
