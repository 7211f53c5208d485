"""Names by the trained head: sentences labelled with BIOES tags of twelve kinds."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from presseschau.annotate.annotator import Mention
from presseschau.annotate.model.decoding import best_paths, bioes, marginals, spans
from presseschau.annotate.model.trunk import open_session
from presseschau.annotate.rules.candidates import LISTED
from presseschau.core.tables import KINDS
from presseschau.core.text import Document

#: The kinds of GermEval 2014: names, words derived of names, names as part of a word.
LABELS = bioes([kind + suffix for suffix in ("", "DERIV", "PART") for kind in KINDS])
FEATURE_SIZES = (9, 4, 13, 256)
_BATCH = 64
_UNSURE = 0.8  # below this score, what the lexicons list is surer


class NameHead:
    """Labels the sentences of texts with names."""

    def __init__(self, folder: Path) -> None:
        """Loads ``names.onnx`` from a folder."""
        self._session = open_session(folder / "names.onnx", keep=True)
        settings = json.loads(self._session.get_modelmeta().custom_metadata_map["settings"])
        self._transitions = np.array(settings["transitions"], np.float32)
        self._temperature = float(settings["temperature"])

    def find(self, documents: Sequence[Document], states: Sequence[np.ndarray]) -> list[list]:
        """The mentions of each text in their order, read from the trunk's states of its tokens."""
        sentences = [
            (text, first, last)
            for text, document in enumerate(documents)
            for first, last in document.sentence_tokens
        ]
        sentences.sort(key=lambda item: item[2] - item[1])
        words = [document.words() for document in documents]
        mentions: list[list[Mention]] = [[] for _ in documents]
        for begin in range(0, len(sentences), _BATCH):
            batch = sentences[begin : begin + _BATCH]
            lengths = [last - first for _, first, last in batch]
            emissions = self._emissions(batch, lengths, states, words)
            paths = best_paths(emissions, lengths, self._transitions, LABELS)
            sure = marginals(emissions / self._temperature, lengths, self._transitions, LABELS)
            for (text, first, _), path, chances in zip(batch, paths, sure, strict=True):
                for begin_token, end_token, kind in spans(path, LABELS):
                    tokens = np.arange(begin_token, end_token + 1)
                    score = float(chances[tokens, path[tokens]].min())
                    span = first + begin_token, first + end_token
                    mentions[text].append(_mention(documents[text], span, kind, score))
        return [sorted(found) for found in mentions]

    def _emissions(self, batch, lengths, states, words) -> np.ndarray:
        place = np.zeros((len(batch), max(lengths)), np.int64)
        point = 0
        for row, length in enumerate(lengths):
            place[row, :length] = np.arange(point, point + length)
            point += length
        feeds = {
            "states": np.vstack([states[text][first:last] for text, first, last in batch]),
            "features": np.vstack(
                [word_features(words[text][first:last]) for text, first, last in batch]
            ),
            "place": place,
            "lengths": np.array(lengths, np.int32),
        }
        return self._session.run(None, feeds)[0]


def settle(mentions: Sequence[Mention], by_rules: Sequence[Mention]) -> list[Mention]:
    """Mends names by the lexicons: the kind of those the head is unsure of, and glued names.

    "Ellen Mitchell von The Hill" is glued: the rules see a person and a listed organisation.
    """
    listed = {
        (mention.start, mention.end): mention
        for mention in by_rules
        if mention.score >= LISTED and not mention.derived
    }
    people = {mention.start: mention for mention in by_rules if mention.kind == "PER"}
    firms = {mention.end: mention for mention in listed.values() if mention.kind == "ORG"}
    settled: list[Mention] = []
    for mention in mentions:
        person, firm = people.get(mention.start), firms.get(mention.end)
        if mention.kind == "PER" and person and firm and person.end < firm.start:
            settled += [
                mention._replace(end=person.end),
                mention._replace(start=firm.start, kind="ORG"),
            ]
            continue
        same = listed.get((mention.start, mention.end))
        if same and mention.score < _UNSURE and not mention.derived:
            mention = mention._replace(kind=same.kind)
        settled.append(mention)
    return settled


def word_features(words: Sequence[str]) -> np.ndarray:
    """Describes the tokens of a sentence by shape, place, length and ending."""
    rows = [
        (_shape(word), min(place, 3), min(len(word), 12), 1 + _ending(word) % 255)
        for place, word in enumerate(words)
    ]
    return np.array(rows, np.int64).reshape(-1, len(FEATURE_SIZES))


def _shape(word: str) -> int:
    first = word[:1]
    if word.isupper() and len(word) > 1:
        return 1
    if first.isupper():
        if "-" in word:
            return 2
        return 3 if any(letter.isupper() for letter in word[1:]) else 4
    if word.islower():
        return 5
    if first.isdigit():
        return 6
    return 7 if not first.isalnum() else 8


def _ending(word: str) -> int:
    value = 7
    for letter in word.lower()[-3:]:
        value = (value * 131 + ord(letter)) % 1000003
    return value


def _mention(document: Document, tokens: tuple[int, int], kind: str, score: float) -> Mention:
    start, end = document.tokens[tokens[0]][0], document.tokens[tokens[1]][1]
    derived = len(kind) > 3
    if kind.endswith("PART"):
        hyphen = document.text.rfind("-", start + 1, end - 1)
        end = hyphen + 1 if hyphen > 0 else end
    return Mention(start, end, kind[:3], derived, score)
