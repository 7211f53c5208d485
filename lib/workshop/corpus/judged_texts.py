"""Texts read for their judgements alone: passages of our own, and known targets read anew."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from presseschau.core.resources import data_folder
from presseschau.core.tables import Span, parse_spans
from workshop.corpus.rows import Article, digest

_DIGITS = 16  # of a checksum, enough to tell a few thousand sentences apart


class Target(NamedTuple):
    """How our codebook reads a target of another data set: 1, -1 or 0, and the judging words."""

    tenor: int
    words: list[Span]


def load_passages(folder: str | Path = "") -> Iterator[Article]:
    """The judged passages: a few sentences each, their actors and who of them is judged.

    Mentions are the actors' names and, of people, surnames; there are no quotes.

    Args:
        folder: The corpus; the project's own if left out.
    """
    lines = Path(folder or data_folder() / "corpus", "passages.jsonl").read_text(encoding="utf-8")
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
            if not any(hit.start() < end and start < hit.end() for start, end in found):
                found[hit.span()] = actor
    return [
        {"start": start, "end": end, "actor": actor, "form": "name"}
        for (start, end), actor in found.items()
    ]


def load_targets(folder: str | Path = "") -> dict[tuple[str, Span], Target]:
    """Targets of NewsMTSC and GerNTSA read anew, by the key that :func:`target_key` gives.

    Args:
        folder: The corpus; the project's own if left out.
    """
    path = Path(folder or data_folder() / "corpus", "targets.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {
        (row["sha256"], (int(row["start"]), int(row["end"]))): Target(
            int(row["tenor"]), parse_spans(row["words"].replace(" ", ";"))
        )
        for row in rows
    }


def target_key(text: str, target: Span) -> tuple[str, Span]:
    """What tells a target: a checksum of its sentence, and its place there."""
    return digest(text)[:_DIGITS], target
