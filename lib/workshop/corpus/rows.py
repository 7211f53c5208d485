"""Rows: readers' notes compiled to the corpus' files, and these loaded with their texts."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from presseschau.core.resources import data_folder
from workshop.corpus.notation import compile_rows
from workshop.corpus.text_places import Sheet

LAYERS = ("actors", "mentions", "quotes", "tone", "valence")
#: Of ten articles by the digest of their name: eight to learn from, one to tune on, one kept shut.
SPLITS = ("train",) * 8 + ("dev", "test")


class Article(NamedTuple):
    """One article of the corpus: its text, what it is, and what its reader found in it."""

    doc: str
    split: str
    genre: str
    title: str
    published: str
    outlet: str
    text: str
    rows: Mapping[str, Sequence[Mapping]]


def split_of(doc: str) -> str:
    """The part of the corpus that an article belongs to: the same for ever."""
    return SPLITS[int(hashlib.sha256(doc.encode()).hexdigest(), 16) % len(SPLITS)]


def compiled(sheet: Mapping, notes: str, genre: str, with_text: bool) -> dict:
    """One line of a file of the corpus: what a reader wrote of a sheet, and of the text its digest.

    A sheet has doc, title, date, outlet, text and the sentences that the reader saw numbered.

    Raises:
        ValueError: The notes have faults.
    """
    spans = [tuple(span) for span in sheet["sentences"]]
    rows, faults = compile_rows(Sheet(sheet["text"], spans), notes)
    if faults:
        raise ValueError(f"{sheet['doc']}: {faults[0]}")
    for mention in rows["mentions"]:
        mention.pop("text")
    head = {
        "doc": sheet["doc"],
        "split": split_of(sheet["doc"]),
        "genre": genre,
        "title": sheet["title"],
        "published": sheet["date"],
        "outlet": sheet["outlet"],
        "sha256": digest(sheet["text"]),
    }
    return head | ({"text": sheet["text"]} if with_text else {}) | rows


def digest(text: str) -> str:
    """The checksum of a text, by which stand-off rows know that it is theirs."""
    return hashlib.sha256(text.encode()).hexdigest()


def load_corpus(
    texts: str | Path = "", folder: str | Path = "", splits: Sequence[str] = ("train", "dev")
) -> Iterator[Article]:
    """The articles of the open corpus whose texts are at hand.

    Args:
        texts: The folder of Wikinews documents (JSON with ``originalText``; the number before
            " - " in a file's name tells the article); empty for the corpus' own articles only.
        folder: The corpus; the project's own if left out.
        splits: The parts to load; "test" is for the last measurement.

    Raises:
        ValueError: A text is not the one that was read.
    """
    folder = Path(folder or data_folder() / "corpus")
    files = {path.name.partition(" - ")[0]: path for path in Path(texts).glob("*.json") if texts}
    for name in ("own.jsonl", "wikinews.jsonl"):
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["split"] not in splits:
                    continue
                text = row.get("text") or _text_of(row, files)
                if text:
                    head = [row[name] for name in Article._fields[:-2]]
                    yield Article(*head, text, {layer: row[layer] for layer in LAYERS})


def _text_of(row: Mapping, files: Mapping[str, Path]) -> str:
    path = files.get(row["doc"].partition("-")[2])
    if path is None:
        return ""
    text = json.loads(path.read_text(encoding="utf-8"))["originalText"]
    if digest(text) != row["sha256"]:
        raise ValueError(f"The text of {row['doc']} is not the one that was read.")
    return text
