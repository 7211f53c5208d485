"""Scores the linking of actors on stand-off gold: merging of mentions, and who speaks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import Quote, load_annotator
from presseschau.annotate.quotes import quote_rows
from presseschau.core.tables import conform
from presseschau.core.text import read_document
from presseschau.link.actors import LinkedActors, link_actors
from presseschau.link.actors.speakers import link_speakers
from workshop.gold.merging import GoldActor, document_number, read_actors_gold, score_merging
from workshop.gold.resampling import draws, interval
from workshop.gold.scoring import SAME_QUOTE, align
from workshop.gold.wikinews import GoldQuote, WikinewsDocument, project_quote, read_wikinews

#: Stands in the gold for a speaker who is no single actor: a group, or nobody who is named.
NOBODY = "-"


def evaluate_actors(
    gold_csv: str | Path, documents_dir: str | Path, annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Scores actor linking on the documents of a folder that the gold covers.

    "merging": B-cubed precision, recall and F1 (Bagga & Baldwin 1998) over all gold mentions of
    all documents at once, linked from gold spans and kinds. "speakers_of_gold_quotes": the share
    of gold speaker spans (one for each quote) that get a right actor, or rightly none.
    "speakers_of_found_quotes": the share of gold quotes with a speaker that the annotator found
    (token F1 >= .5) whose actor is right, all from raw text; "speakers_found_and_missed" counts
    quotes that were not found as wrong. Intervals: 95 %, bootstrap over documents.

    Returns:
        The figures, "counts", and "errors": a list of sentences, one for each error.
    """
    gold = read_actors_gold(gold_csv)
    documents = [d for d in read_wikinews(documents_dir) if document_number(d) in gold]
    missing = set(gold) - {document_number(d) for d in documents}
    if missing:
        raise ValueError(f"{documents_dir} holds no document {min(missing)}, which the gold names.")
    mentions, quotes = _gold_tables(documents, gold)
    articles = _articles(documents)
    linked = link_actors(mentions, articles)
    ids = dict(
        zip(zip(linked.mentions["article_id"], linked.mentions["start"], strict=True),
            linked.mentions["actor_id"], strict=True)
    )  # fmt: skip
    errors: list[str] = []
    merging = score_merging(documents, gold, ids, errors)
    of_gold = _speakers(documents, gold, quotes, linked, articles, "gold quote", errors)
    found_quotes, found_linked, missed = _found(documents, articles, annotator)
    of_found = _speakers(documents, gold, found_quotes, found_linked, articles, "found", errors)
    every = [(n[0], n[1] + lost) for n, lost in zip(of_found, missed, strict=True)]
    return {
        "merging": merging,
        "speakers_of_gold_quotes": _accuracy(of_gold),
        "speakers_of_found_quotes": _accuracy(of_found),
        "speakers_found_and_missed": _accuracy(every),
        "counts": {
            "documents": len(documents),
            "mentions": len(mentions),
            "actors": len({row.actors for rows in gold.values() for row in rows
                           if row.kind != "SPEAKER"}),
            "speakers": int(sum(n[1] for n in of_gold)),
        },
        "errors": errors,
    }  # fmt: skip


def _articles(documents: Sequence[WikinewsDocument]) -> pd.DataFrame:
    return conform(
        [{"article_id": document_number(d), "text": d.text, "title": d.name} for d in documents],
        "articles",
    )


def _gold_tables(
    documents: Sequence[WikinewsDocument], gold: Mapping[str, list[GoldActor]]
) -> tuple[pd.DataFrame, dict[str, list[tuple[GoldQuote, Quote]]]]:
    rows, quotes = [], {}
    for document in documents:
        name = document_number(document)
        for row in gold[name]:
            if row.kind != "SPEAKER":
                text = document.text[row.start : row.end] + ("-" if row.derived else "")
                kind = "LOC" if row.kind == "GOV" else row.kind
                rows.append(
                    {"article_id": name, "start": row.start, "end": row.end, "text": text,
                     "kind": kind, "derived": row.derived, "score": 1.0}
                )  # fmt: skip
        quotes[name] = [(quote, _as_quote(quote, document)) for quote in document.quotes]
    return conform(rows, "mentions"), quotes


def _as_quote(quote: GoldQuote, document: WikinewsDocument) -> Quote:
    def spans(ids: Sequence[int]) -> tuple[tuple[int, int], ...]:
        runs: list[list[int]] = []
        for i in ids:
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        return tuple((document.tokens[r[0]][0], document.tokens[r[-1]][1]) for r in runs)

    parts = {role: spans(getattr(quote, role)) for role in ("speaker", "cue", "frame", "addressee")}
    return Quote(spans(quote.quote), quote.type, quote.medium, **parts)


def _found(
    documents: Sequence[WikinewsDocument], articles: pd.DataFrame, annotator: str
) -> tuple[dict[str, list[tuple[GoldQuote, Quote]]], LinkedActors, list[int]]:
    """Annotates the raw texts; gives found quotes with their gold, linked actors, quotes missed."""
    read = [read_document(d.text) for d in documents]
    annotations = load_annotator(annotator).annotate(read)
    rows, quotes, missed = [], {}, []
    for document, annotation in zip(documents, annotations, strict=True):
        name, text = document_number(document), document.text
        rows += [
            {"article_id": name, "start": m.start, "end": m.end, "text": text[m.start : m.end],
             "kind": m.kind, "derived": m.derived, "score": m.score}
            for m in annotation.mentions
        ]  # fmt: skip
        projected = {}
        for quote in annotation.quotes:
            if (tokens := project_quote(quote, document.tokens)) is not None:
                projected[id(tokens)] = (tokens, quote)
        pairs = align(document.quotes, [tokens for tokens, _ in projected.values()])
        quotes[name] = [
            (pair.gold, projected[id(pair.predicted)][1])
            for pair in pairs
            if pair.gold and pair.predicted and pair.overlap >= SAME_QUOTE
        ]
        found = {id(gold) for gold, _ in quotes[name]}
        missed.append(sum(bool(q.speaker) and id(q) not in found for q in document.quotes))
    return quotes, link_actors(conform(rows, "mentions"), articles), missed


def _speakers(
    documents: Sequence[WikinewsDocument],
    gold: Mapping[str, list[GoldActor]],
    quotes: Mapping[str, list[tuple[GoldQuote, Quote]]],
    linked: LinkedActors,
    articles: pd.DataFrame,
    label: str,
    errors: list[str],
) -> list[tuple[int, int, int, int]]:
    """For each document, right speakers and all, then of those who are one actor."""
    rows = [
        row
        for document in documents
        for row in quote_rows(
            document_number(document),
            document.text,
            [quote for _, quote in quotes[document_number(document)]],
        )
    ]
    table = link_speakers(conform(rows, "quotes"), linked, articles)
    actors = dict(
        zip(zip(table["article_id"], table["quote"], strict=True), table["actor_id"], strict=True)
    )
    means = _identities(gold, linked.mentions)
    counts = []
    for document in documents:  # (right, all, right and somebody, all that are somebody)
        name = document_number(document)
        speakers = {(r.start, r.end): r.actors for r in gold[name] if r.kind == "SPEAKER"}
        right = total = right_somebody = somebody = 0
        for number, (wanted, quote) in enumerate(quotes[name]):
            if not wanted.speaker:
                continue
            span = document.tokens[wanted.speaker[0]][0], document.tokens[wanted.speaker[-1]][1]
            found = actors[name, number]
            good = (
                NOBODY in speakers[span]
                if not found
                else any(means(name, actor, found) for actor in speakers[span])
            )
            right, total = right + good, total + 1
            if NOBODY not in speakers[span]:
                right_somebody, somebody = right_somebody + good, somebody + 1
            if not good:
                said = " … ".join(document.text[a:b] for a, b in quote.speaker)
                expected = " or ".join(speakers[span])
                errors.append(f"{label}: {name} [{said}] is {found or NOBODY}, not {expected}")
        counts.append((right, total, right_somebody, somebody))
    return counts


def _identities(
    gold: Mapping[str, list[GoldActor]], mentions: pd.DataFrame
) -> Callable[[str, str, str], bool]:
    """Tells whether a found actor is a gold actor: by identifier, or by the mentions they share."""
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article_id, start, end, actor in zip(
        *(mentions[c] for c in ("article_id", "start", "end", "actor_id")), strict=True
    ):
        spans[article_id].append((start, end, actor))
    shared: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name, rows in gold.items():
        for row in rows:
            if row.kind not in ("SPEAKER", "LOC"):
                for start, end, actor in spans[name]:
                    if start < row.end and end > row.start and actor:
                        shared[name, row.actors[0]][actor] += 1

    def means(name: str, actor: str, found: str) -> bool:
        counts = shared.get((name, actor))
        return actor == found or bool(counts and counts.most_common(1)[0][0] == found)

    return means


def _accuracy(counts: Sequence[tuple[int, ...]]) -> dict:
    sums = np.array(counts, dtype=float)
    resampled = draws(len(sums)) @ sums
    right, total, *somebody = sums.sum(axis=0)
    scores = {
        "accuracy": float(right / max(total, 1)),
        "interval": interval(resampled[:, 0] / np.maximum(resampled[:, 1], 1)),
        "n": int(total),
    }
    if somebody:
        scores["accuracy_where_one_actor_speaks"] = float(somebody[0] / max(somebody[1], 1))
        scores["n_where_one_actor_speaks"] = int(somebody[1])
    return scores
