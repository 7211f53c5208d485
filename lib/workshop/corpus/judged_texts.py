"""Texts read for their judgements alone: our own passages, and sentences of other data sets."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from presseschau.core.resources import data_folder, tab_rows
from presseschau.core.tables import Span, meet, parse_spans
from workshop.corpus.rows import Article, digest
from workshop.gold.germeval import Name, NameSentence

_DIGITS = 16  # of a checksum, enough to tell a few thousand sentences apart
_ACTORS = ("PER", "ORG", "LOC")
_MARK = re.compile(r"⟦(\d+):([^⟦⟧]+)⟧")
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]“”’»…]|\.\.\.|['’]s?")
_NO_SPACE_BEHIND = ("(", "[", "„", "‚")


class Target(NamedTuple):
    """How our codebook reads a target of another data set: 1, -1 or 0, and the judging words."""

    tenor: int
    words: list[Span]


def load_passages() -> Iterator[Article]:
    """The judged passages: a few sentences each, their actors and who of them is judged.

    Mentions are the actors' names and, of people, surnames; there are no quotes.
    """
    lines = (data_folder() / "corpus" / "passages.jsonl").read_text(encoding="utf-8")
    for row in map(json.loads, lines.splitlines()):
        actors = [{"id": actor["name"]} | actor for actor in row["actors"]]
        tone = [
            {"start": one["words"][0][0], "end": one["words"][-1][1]} | one for one in row["tone"]
        ]
        rows = {"actors": actors, "mentions": _mentions(row["text"], actors), "tone": tone}
        yield Article(row["doc"], "train", "passage", "", "", "", row["text"], rows)


def _mentions(text: str, actors: Sequence[Mapping]) -> list[dict]:
    by_length = sorted(actors, key=lambda actor: -len(actor["name"]))
    forms = [(actor["name"], actor["id"]) for actor in by_length]
    forms += [(name.split()[-1], name) for name in (a["id"] for a in actors if a["kind"] == "PER")]
    found: dict[Span, str] = {}
    for form, actor in forms:
        for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?:s|’|')?(?!\w)", text):
            if not any(meet(hit.span(), span) for span in found):
                found[hit.span()] = actor
    return [
        {"start": start, "end": end, "actor": actor, "form": "name"}
        for (start, end), actor in found.items()
    ]


def load_targets() -> dict[tuple[str, Span], Target]:
    """Targets of NewsMTSC and GerNTSA read anew, by the key that :func:`target_key` gives."""
    return {
        (row["sha256"], (int(row["start"]), int(row["end"]))): Target(
            int(row["tenor"]), _words(row)
        )
        for row in _table("targets.tsv")
    }


def load_names(sentences: Iterable[NameSentence], folder: str | Path = "") -> Iterator[Article]:
    """GermEval's sentences (to train on) that name a person or body, and who of them is judged.

    ``folder`` is the corpus; the project's own if left out.
    """
    judged = defaultdict(list)
    for row in _table("names.tsv", folder):
        judged[row["sha256"]].append(row)
    for sentence in sentences:
        names = [name for name in sentence.names if name.label in _ACTORS]
        if any(name.label != "LOC" for name in names):
            key = digest(" ".join(sentence.tokens))[:_DIGITS]
            yield _named_article(f"germeval-{key}", sentence.tokens, names, judged[key])


def _named_article(
    doc: str,
    tokens: Sequence[str],
    names: Sequence[Name],
    judged: Sequence[Mapping[str, str]],
) -> Article:
    text, places = _spaced(tokens)

    def span(first: int, last: int) -> Span:
        return places[first][0], places[last][1]

    forms = [" ".join(tokens[name.first : name.last + 1]).rstrip("s") for name in names]
    owners = {name.first: str(forms.index(form)) for name, form in zip(names, forms, strict=True)}
    mentions = [
        dict(zip(("start", "end"), span(name.first, name.last), strict=True))
        | {"actor": owners[name.first], "form": "name"}
        for name in names
    ]
    tone = []
    for row in judged:
        words = [span(first, last) for first, last in _words(row)]
        tone.append({
            "start": words[0][0], "end": words[-1][1], "words": words,
            "actor": owners[int(row["name"])], "tenor": int(row["tenor"]),
        })  # fmt: skip
    actors = [{"id": owners[name.first], "kind": name.label} for name in names]
    rows = {"actors": actors, "mentions": mentions, "tone": tone}
    return Article(doc, "train", "sentence", "", "", "", text, rows)


def _words(row: Mapping[str, str]) -> list[Span]:
    return parse_spans(row["words"].replace(" ", ";"))


def _spaced(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Joins tokens as print does; gives their places, too."""
    text, places, marked = "", [], False
    before = ""
    for token in tokens:
        close = _NO_SPACE_BEFORE.fullmatch(token) or before in _NO_SPACE_BEHIND
        close = close or "/" in (token, before) or (before == '"' and marked)
        if token == '"':
            close = close or marked
            marked = not marked
        text += " " * bool(text and not close)
        places.append((len(text), len(text) + len(token)))
        text += token
        before = token
    return text, places


def load_translations() -> Iterator[tuple[int, str, dict[int, Span]]]:
    """NewsMTSC's training sentences in German: line of its file, text, place of each target."""
    for row in _table("newsmtsc-de.tsv"):
        text, targets, point = "", {}, 0
        for mark in _MARK.finditer(row["text"]):
            text += row["text"][point : mark.start()]
            targets[int(mark[1])] = (len(text), len(text) + len(mark[2]))
            text += mark[2]
            point = mark.end()
        yield int(row["line"]), text + row["text"][point:], targets


def _table(name: str, folder: str | Path = "") -> list[dict[str, str]]:
    return tab_rows(Path(folder or data_folder() / "corpus", name))


def target_key(text: str, target: Span) -> tuple[str, Span]:
    """What tells a target: a checksum of its sentence, and its place there."""
    return digest(text)[:_DIGITS], target
