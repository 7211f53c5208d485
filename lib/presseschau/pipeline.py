"""The way of the data: articles in, an analysis out."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from presseschau import DEFAULT_ANNOTATOR
from presseschau.actors import link_actors
from presseschau.actors.speakers import link_speakers
from presseschau.analysis import Analysis, is_saved
from presseschau.annotator import Annotation, Annotator, load_annotator
from presseschau.articles import load_articles
from presseschau.cleaning import clean
from presseschau.corrections import apply_corrections, read_corrections
from presseschau.quotes import quote_rows
from presseschau.sentiment import tone_table
from presseschau.stories import find_stories
from presseschau.tables import conform, empty, format_spans
from presseschau.text import Document, read_document
from presseschau.utterances import find_utterances

BATCH = 32


def open_analysis(
    source: str | Path, annotator: str = DEFAULT_ANNOTATOR, actors: str = "", corrections: str = ""
) -> Analysis:
    """Opens a saved analysis, or reads and analyses articles.

    Args:
        source: A folder written by ``Analysis.save``, or anything ``load_articles`` takes.
        annotator: The annotator to use on articles.
        actors: Path of the user's ``actors.csv``; empty for none.
        corrections: Path of the user's ``corrections.csv``; empty for none.
    """
    if is_saved(source):
        return apply_corrections(Analysis.load(source), _read(corrections))
    articles, rejects = load_articles(source)
    return analyze(articles, rejects, annotator=annotator, actors=actors, corrections=corrections)


def analyze(
    articles: pd.DataFrame,
    rejects: pd.DataFrame | None = None,
    *,
    annotator: str = DEFAULT_ANNOTATOR,
    actors: str = "",
    corrections: str = "",
    progress: bool = False,
) -> Analysis:
    """Analyses articles: cleans, annotates, links actors, reads quotes and tone.

    Articles in other languages than German are set aside among the rejects, with the reason.

    Args:
        articles: The first table that ``load_articles`` gives.
        rejects: The second one, to be kept with the analysis.
        annotator: Name of the annotator.
        actors: Path of the user's ``actors.csv``; empty for none.
        corrections: Path of the user's ``corrections.csv``, applied last; empty for none.
        progress: Show a progress bar.
    """
    by_hand = _read(corrections)  # before the work, since it may be wrong
    articles, removed = clean(articles)
    articles, foreign = _german_only(articles)
    parts = process_frame(articles, annotator, progress)
    linked = link_actors(parts["mentions"], articles, actors, parts["quotes"])
    mentions = linked.mentions
    quotes = link_speakers(parts["quotes"], linked, articles)
    tone = tone_table(parts["tones"], mentions, quotes, parts["sentences"])
    articles = find_stories(articles, parts["tokens"])
    refused = [frame for frame in (rejects, foreign) if frame is not None and len(frame)]
    analysis = Analysis(
        articles=conform(articles, "articles"),
        sentences=parts["sentences"],
        tokens=parts["tokens"],
        mentions=mentions,
        actors=linked.actors,
        roles=linked.roles,
        quotes=quotes,
        utterances=find_utterances(quotes, articles),
        tone=tone,
        removed=conform(removed, "removed"),
        rejects=conform(pd.concat(refused) if refused else [], "rejects"),
        annotator=annotator,
    )
    return apply_corrections(analysis, by_hand)


def _read(corrections: str) -> pd.DataFrame:
    return read_corrections(corrections) if corrections else empty("corrections")


def process_frame(
    articles: pd.DataFrame, annotator: str = DEFAULT_ANNOTATOR, progress: bool = False
) -> dict[str, pd.DataFrame]:
    """Annotates articles one by one: the part of the work that any process can do alone.

    Returns:
        The tables sentences, tokens, mentions, quotes (without actors) and tones (one row per
        mention and sentence: article_id, sentence, start, end, tenor, score, valence, evidence).
    """
    worker = load_annotator(annotator)
    rows: dict[str, list] = {"sentences": [], "tokens": [], "mentions": [], "quotes": []}
    rows["tones"] = []
    found = _annotations(articles, worker)
    for article_id, document, annotation in tqdm(found, total=len(articles), disable=not progress):
        rows["sentences"] += _sentence_rows(article_id, document)
        rows["tokens"] += _token_rows(article_id, document)
        rows["mentions"] += [
            (article_id, m.start, m.end, document.text[m.start : m.end], m.kind, m.derived, m.score)
            for m in annotation.mentions
        ]
        rows["quotes"] += quote_rows(article_id, document.text, annotation.quotes)
        rows["tones"] += _tone_rows(article_id, document, annotation)
    return {
        "sentences": _frame(rows["sentences"], "sentences"),
        "tokens": _frame(rows["tokens"], "tokens"),
        "mentions": _frame(rows["mentions"], "mentions"),
        "quotes": conform(rows["quotes"], "quotes"),
        "tones": pd.DataFrame(rows["tones"], columns=_TONES),
    }


_TONES = ["article_id", "sentence", "start", "end", "tenor", "score", "valence", "evidence"]


def _annotations(
    articles: pd.DataFrame, annotator: Annotator
) -> Iterable[tuple[str, Document, Annotation]]:
    pairs = zip(articles["article_id"], articles["text"], strict=True)
    while batch := list(islice(pairs, BATCH)):
        documents = [read_document(text) for _, text in batch]
        found = annotator.annotate(documents)
        ids = [article_id for article_id, _ in batch]
        yield from zip(ids, documents, found, strict=True)


def _german_only(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    foreign = articles[~articles["language"].isin(["de", ""])]
    rejects = pd.DataFrame(
        {
            "path": foreign["path"],
            "row": 0,
            "reason": "not German",
            "detail": "Language found: " + foreign["language"] + ". Presseschau reads German only.",
        }
    )
    return articles.drop(index=foreign.index).reset_index(drop=True), rejects


def _frame(rows: list[tuple], table: str) -> pd.DataFrame:
    width = len(rows[0]) if rows else 0
    columns = list(conform([], table).columns[:width])
    return conform(pd.DataFrame(rows, columns=columns), table)


def _sentence_rows(article_id: str, document: Document) -> list[tuple]:
    return [(article_id, n, start, end) for n, (start, end) in enumerate(document.sentences)]


def _token_rows(article_id: str, document: Document) -> list[tuple]:
    text = document.text
    return [
        (article_id, sentence, token, start, end, text[start:end])
        for sentence, (first, last) in enumerate(document.sentence_tokens)
        for token, (start, end) in enumerate(document.tokens[first:last])
    ]


def _tone_rows(article_id: str, document: Document, annotation: Annotation) -> list[tuple]:
    rows = []
    for tone in annotation.tones:
        sentence = next(
            (n for n, (_, end) in enumerate(document.sentences) if tone.start < end), -1
        )
        evidence = format_spans(tone.evidence)
        rows.append((article_id, sentence, *tone[:5], evidence))
    return rows
