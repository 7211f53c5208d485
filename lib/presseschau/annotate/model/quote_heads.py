"""Quotes by the trained heads: where they stand, then who says them and with which words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from presseschau.annotate.annotator import Quote
from presseschau.annotate.model.clues import (
    ROLE_SIZES,
    TYPES,
    RuleQuote,
    marked_feed,
    role_clues,
    role_window,
    rule_quotes,
    segments,
    sentence_of,
    token_clues,
)
from presseschau.annotate.model.decoding import best_paths, bioes, marginals, spans
from presseschau.annotate.model.trunk import open_session
from presseschau.annotate.rules.clauses import runs as ranges
from presseschau.annotate.rules.told_acts import is_told
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: Direct quotes in marks are found among these; all others, verbatim ones too, are labelled.
LABELS = bioes(TYPES)
DIRECT = len(TYPES) - 1
MEDIA = ("Speech", "Writing", "SW", "ST", "Thought", "TW", "none")
PARTS = ("member", "speaker", "cue", "frame", "addressee")
_QUOTES = 48  # of a batch
_UNSURE = 0.25  # the least score of an act of speech that a plain verb tells


class Found(NamedTuple):
    """A quote whose roles are not known yet: its text, its tokens, its place in ``TYPES``.

    What is interrupted ("...", sagte sie, "...") has a part on each side. ``marked`` tells that
    the parts stand in quotation marks, so that nothing else belongs to the quote.
    """

    text: int
    first: int
    last: int
    kind: int
    score: float
    parts: tuple[Span, ...]
    marked: bool


class QuoteHeads:
    """Finds the quotes of texts and reads their roles."""

    def __init__(self, folder: Path) -> None:
        """Loads ``quotes.onnx``, ``roles.onnx`` and the thresholds ``quotes.json``."""
        self._quotes = open_session(folder / "quotes.onnx")
        self._roles = open_session(folder / "roles.onnx")
        trained = json.loads(self._quotes.get_modelmeta().custom_metadata_map["settings"])
        self._transitions = np.array(trained["transitions"], np.float32)
        self.settings = json.loads((folder / "quotes.json").read_text(encoding="utf-8"))

    def find(
        self,
        documents: Sequence[Document],
        states: Sequence[np.ndarray],
        by_rules: Sequence[Sequence[Quote]],
    ) -> list[list[Quote]]:
        """The quotes of each text, in the order of their beginnings.

        Args:
            documents: The texts.
            states: The trunk's states of their tokens.
            by_rules: The quotes that the rules found in them, which the heads weigh as clues.
        """
        quotes: list[list[Quote]] = [[] for _ in documents]
        if not any(document.tokens for document in documents):
            return quotes
        rules = [rule_quotes(*pair) for pair in zip(documents, by_rules, strict=True)]
        hidden, found = self._places(documents, states, rules)
        for quote, parts, medium in self._read(documents, hidden, found, rules):
            read = self._quote(documents[quote.text], quote, parts, medium)
            sure = read.type != "Reported" or read.score >= self.settings["reported"]
            if sure or (read.score >= _UNSURE and is_told(documents[quote.text], read)):
                quotes[quote.text].append(read)
        return quotes

    def _places(
        self,
        documents: Sequence[Document],
        states: Sequence[np.ndarray],
        rules: list[list[RuleQuote]],
    ) -> tuple[np.ndarray, list[Found]]:
        """The heads' states of all tokens, text after text, and the quotes in order."""
        lengths = [len(document.tokens) for document in documents]
        offsets = [0, *accumulate(lengths)]
        marked = [segments(document) for document in documents]
        clues = [token_clues(*item) for item in zip(documents, marked, rules, strict=True)]
        place = np.zeros((len(documents), max(lengths)), np.int64)
        for row, length in enumerate(lengths):
            place[row, :length] = np.arange(length) + offsets[row]
        real = np.arange(place.shape[1]) < np.array(lengths)[:, None]
        feeds = {
            "states": np.vstack([rows for rows in states if len(rows)]),
            "clues": np.vstack(clues),
            "place": place,
            "back": np.flatnonzero(real),
            "lengths": np.array(lengths, np.int32),
            "marked": marked_feed(marked, offsets[:-1], lengths),
        }
        hidden, emissions, direct = self._quotes.run(None, feeds)
        paths = best_paths(emissions, lengths, self._transitions, LABELS)
        found = []
        chances = iter(direct)
        chance_of = marginals(emissions, lengths, self._transitions, LABELS)
        for text, (path, sure) in enumerate(zip(paths, chance_of, strict=True)):
            labelled = {(first, last): kind for first, last, kind in spans(path, LABELS)}
            spoken = {}
            for span, chance in zip(marked[text], chances, strict=False):
                # What stands in marks, give or take a token, is direct, whatever its label.
                first, last = span
                same = [(a, b) for a, b in labelled if abs(a - first) < 2 and abs(b - last) < 2]
                for own in same:
                    del labelled[own]
                if same or chance > self.settings["direct"]:
                    spoken[span] = float(chance)
            for parts, chance in _joined(spoken, rules[text]):
                found.append(Found(text, parts[0][0], parts[-1][1], DIRECT, chance, parts, True))
            for (first, last), kind in labelled.items():
                score = float(np.sqrt(sure[first, path[first]] * sure[last, path[last]]))
                parts = ((first, last),)
                found.append(Found(text, first, last, TYPES.index(kind), score, parts, False))
        return hidden, sorted(found)

    def _read(
        self,
        documents: Sequence[Document],
        hidden: np.ndarray,
        found: list[Found],
        rules: list[list[RuleQuote]],
    ) -> Iterator[tuple[Found, np.ndarray, str]]:
        """Each quote with the probabilities of its parts (a row per token) and its medium."""
        offsets = [0, *accumulate(len(document.tokens) for document in documents)]
        sentences = [sentence_of(document) for document in documents]
        spans_of: list[list[Span]] = [[] for _ in documents]
        for quote in found:
            spans_of[quote.text].append((quote.first, quote.last))
        for begin in range(0, len(found), _QUOTES):
            batch = found[begin : begin + _QUOTES]
            windows = [role_window(sentences[q.text], (q.first, q.last)) for q in batch]
            longest = max(end - start for start, end in windows)
            place = np.zeros((len(batch), longest), np.int64)
            clues = np.zeros((len(batch), longest, len(ROLE_SIZES)), np.int64)
            inside = np.zeros((len(batch), longest), np.float32)
            for row, (quote, (start, end)) in enumerate(zip(batch, windows, strict=True)):
                span = (quote.first, quote.last)
                others = [other for other in spans_of[quote.text] if other != span]
                place[row, : end - start] = np.arange(start, end) + offsets[quote.text]
                clues[row, : end - start] = role_clues(
                    sentences[quote.text], span, quote.kind, (start, end), others, rules[quote.text]
                )
                inside[row, quote.first - start : quote.last + 1 - start] = 1
            lengths = np.array([end - start for start, end in windows], np.int32)
            feeds = {"hidden": hidden, "place": place, "clues": clues}
            feeds |= {"inside": inside, "lengths": lengths}
            parts, media = self._roles.run(None, feeds)
            for row, (quote, (start, end)) in enumerate(zip(batch, windows, strict=True)):
                full = np.zeros((len(documents[quote.text].tokens), len(PARTS)), np.float32)
                full[start:end] = parts[row, : end - start]
                yield quote, full, MEDIA[int(media[row].argmax())]

    def _quote(self, document: Document, found: Found, parts: np.ndarray, medium: str) -> Quote:
        inside = np.zeros(len(parts), bool)
        for first, last in found.parts:
            inside[first : last + 1] = True
        own = inside & (parts[:, 0] > self.settings["member"])
        roles = {
            part: _token_spans(document, _chosen(parts[:, column], **self.settings[part]))
            for column, part in enumerate(PARTS)
            if column
        }
        return Quote(
            _token_spans(document, own if own.any() and not found.marked else inside),
            TYPES[found.kind],
            medium,
            **roles,
            score=self._confidence(found, parts[:, 1].max()),
        )

    def _confidence(self, found: Found, speaker: float) -> float:
        """Chance that this is a quote with the right speaker, 0 to 1 (fitted on dev)."""
        kind = "Direct" if found.marked else "other"
        bias, place, who = self.settings["confidence"][kind]
        clipped = np.clip([found.score, speaker], 1e-3, 1 - 1e-3)
        logits = np.log(clipped / (1 - clipped))
        return float(1 / (1 + np.exp(-(bias + place * logits[0] + who * logits[1]))))


def _joined(
    spoken: Mapping[Span, float], rules: Sequence[RuleQuote]
) -> Iterator[tuple[tuple[Span, ...], float]]:
    """The parts of each direct quote and its chance; the rules tell which parts are one speech."""
    rest = dict(spoken)
    for rule in rules:
        parts = runs(rule.tokens)
        known = [rest.pop(part) for part in parts if part in rest] if len(parts) > 1 else []
        if known:
            yield parts, max(known)
    for part, chance in rest.items():
        yield (part,), chance


def _chosen(chances: np.ndarray, least: float, token: float, share: float, one: bool) -> np.ndarray:
    """Chooses the tokens of a role.

    Args:
        chances: Of each token.
        least: If the best token has a smaller chance, the role is empty.
        token: A token with a greater chance belongs to the role ...
        share: ... and so does one with more than this share of the best chance.
        one: Keep only the run of tokens around the best one.
    """
    best = int(chances.argmax())
    if chances[best] < least:
        return np.zeros(len(chances), bool)
    chosen = chances > min(token, chances[best] * share)
    if one:
        gaps = np.flatnonzero(~chosen)
        at = np.searchsorted(gaps, best)
        chosen[: gaps[at - 1] if at else 0] = False
        chosen[gaps[at] if at < len(gaps) else len(chosen) :] = False
    return chosen


def runs(tokens: np.ndarray) -> tuple[Span, ...]:
    """First and last of the tokens that follow each other."""
    return tuple((first, end - 1) for first, end in ranges(tokens.tolist()))


def _token_spans(document: Document, chosen: np.ndarray) -> tuple[Span, ...]:
    found = runs(np.flatnonzero(chosen))
    return tuple((document.tokens[first][0], document.tokens[last][1]) for first, last in found)
