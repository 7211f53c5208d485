"""The sample corpus' own gold: reading it, scoring an annotator on it, showing the worst errors."""

import json
from pathlib import Path
from typing import NamedTuple

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import Annotation, Mention, Quote, load_annotator
from presseschau.core.text import Document, read_document
from workshop.gold.resampling import scores
from workshop.gold.scoring import Pair, align, is_right, score_quotes
from workshop.gold.wikinews import GoldQuote, project_quote


class SampleArticle(NamedTuple):
    """An annotated article of the sample: its file's name, its text and what stands in it."""

    name: str
    document: Document
    gold: Annotation


def read_sample_gold(folder: str | Path) -> list[SampleArticle]:
    """Reads the gold articles (one JSON a file).

    Raises:
        ValueError: The folder holds none, or a file is not of this form.
    """
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        raise ValueError(f"No gold articles (*.json) in '{folder}'; give the folder tests/gold.")
    return [_read(path) for path in paths]


def _read(path: Path) -> SampleArticle:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        mentions = [
            Mention(item["start"], item["end"], item["kind"], item["derived"])
            for item in data["mentions"]
        ]
        quotes = [
            Quote(
                *(_spans(item["spans"]), item["type"], item["medium"]),
                *(_spans(item.get(role, [])) for role in ("speaker", "cue", "frame")),
            )
            for item in data["quotes"]
        ]
        return SampleArticle(
            path.stem, read_document(data["text"]), Annotation(mentions, quotes, [])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"'{path}' is no gold article of the sample: {error!r}.") from error


def _spans(cells: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in cells)


def evaluate_sample(folder: str | Path, annotator: str = DEFAULT_ANNOTATOR) -> dict:
    """Scores an annotator on the gold articles of a folder.

    Returns:
        "names" (strict precision, recall and f1 of span and kind), "quotes" (the figures of
        :func:`score_quotes`) and "worst" (the ten largest quotes missed, invented or given to a
        wrong speaker, as sentences).
    """
    articles = read_sample_gold(folder)
    found = load_annotator(annotator).annotate([article.document for article in articles])
    wanted = {a.name: _projected(a.gold.quotes, a.document) for a in articles}
    given = {a.name: _projected(f.quotes, a.document) for a, f in zip(articles, found, strict=True)}
    errors = [
        (len(quote.quote), _say(article, pair))
        for article in articles
        for pair in align(wanted[article.name], given[article.name])
        if not is_right(pair) and (quote := pair.gold or pair.predicted)
    ]
    errors.sort(key=lambda error: -error[0])
    return {
        "articles": len(articles),
        "names": _names(articles, found),
        "quotes": score_quotes(wanted, given),
        "worst": [sentence for _, sentence in errors[:10]],
    }


def _projected(quotes: list[Quote], document: Document) -> list[GoldQuote]:
    projected = (project_quote(quote, document.tokens) for quote in quotes)
    return [quote for quote in projected if quote]


def _names(articles: list[SampleArticle], found: list[Annotation]) -> dict[str, float]:
    wanted = {(a.name, *m[:4]) for a in articles for m in a.gold.mentions}
    given = {(a.name, *m[:4]) for a, f in zip(articles, found, strict=True) for m in f.mentions}
    right = len(wanted & given)
    return scores(right, len(given), right, len(wanted)) | {"gold": len(wanted)}


def _say(article: SampleArticle, pair: Pair) -> str:
    def words(ids: tuple[int, ...]) -> str:
        return " ".join(article.document.words()[i] for i in ids) or "nobody"

    quote = pair.gold or pair.predicted
    text = f"{article.name}: „{words(quote.quote)[:160]}“ ({quote.type})"
    if not pair.predicted:
        return f"{text} was missed"
    if not pair.gold:
        return f"{text} is no quote"
    return f"{text} was said by {words(pair.gold.speaker)}, not by {words(pair.predicted.speaker)}"
