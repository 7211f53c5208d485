"""Readings: what was found in texts, as one Arrow row per text with a list for each table."""

import faulthandler
import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from presseschau.annotate.annotator import Annotation, Tone, load_annotator
from presseschau.annotate.quotes import quote_rows, shown
from presseschau.annotate.versions import annotator_version
from presseschau.core.calls import WrongCall
from presseschau.core.tables import SCHEMAS, format_spans, typed
from presseschau.core.text import Document, read_document
from presseschau.pipeline.cache.batches import pack

#: The most texts and characters that are read, sent and stored together.
PART_TEXTS = 64
PART_CHARACTERS = 400_000
#: What a text may take beyond the part's patience: fifty times what the slower annotator needs.
_SECONDS_PER_CHARACTER = 0.005
#: What linking adds, so that no reading has it.
_LINKED = ("article_id", "speaker_class", "actor_id", "actor_score", "candidates", "is_label")
#: The tables of a reading with their columns; tones has one row per judged mention, acts one per
#: attack or support.
TABLES: dict[str, dict[str, str]] = {
    table: {column: dtype for column, dtype in SCHEMAS[table].items() if column not in _LINKED}
    for table in ("sentences", "tokens", "mentions", "quotes")
}
TABLES["tones"] = typed("sentence start end tenor score valence evidence")
TABLES["acts"] = typed("sentence holder target tenor score evidence")
_TYPES = {"str": pa.string(), "int8": pa.int8(), "int32": pa.int32()}
_TYPES |= {"float64": pa.float64(), "bool": pa.bool_()}
_STRUCTS = {
    table: pa.struct([(name, _TYPES[kind]) for name, kind in columns.items()])
    for table, columns in TABLES.items()
}
SCHEMA = pa.schema(
    [("key", pa.string()), *((name, pa.list_(struct)) for name, struct in _STRUCTS.items())]
)


class Part(NamedTuple):
    """Texts to be read together: by whom, of which version, and how long each may take."""

    texts: tuple[str, ...]
    annotator: str
    version: str
    seconds: float = 0.0


class Read(NamedTuple):
    """What came of a part: readings as :func:`pack` writes them, and why texts have none."""

    packed: bytes
    failed: list[tuple[str, str]]


def text_key(text: str, version: str) -> str:
    """The name under which the reading of a text by one version is kept: 32 digits."""
    digest = hashlib.blake2b(version.encode(), digest_size=16)
    digest.update(b"\0" + text.encode())
    return digest.hexdigest()


def split(
    texts: Iterable[str], most: int = PART_TEXTS, characters: int = PART_CHARACTERS
) -> Iterator[tuple[str, ...]]:
    """Groups texts into parts that stay small; a huge text is a part of its own."""
    part: list[str] = []
    size = 0
    for text in texts:
        if part and (len(part) == most or size + len(text) > characters):
            yield tuple(part)
            part, size = [], 0
        part.append(text)
        size += len(text)
    if part:
        yield tuple(part)


def process_part(part: Part) -> Read:
    """Reads the texts of a part: the work that any process, on any machine, can do alone.

    A text that the annotator cannot take is left out, with the reason. One that takes longer than
    the part allows ends the process, which is all that stops a loop inside a regular expression.

    Raises:
        WrongCall: The code here is another than where the part comes from.
    """
    if annotator_version(part.annotator) != part.version:
        raise WrongCall(
            "A worker has another version of Presseschau or of its models than this process:"
            " install the same on all machines, and change no file during a run."
        )
    annotator = load_annotator(part.annotator)
    done: list[tuple[str, Document, Annotation]] = []
    failed = []
    for text in part.texts:
        try:
            with _watched(part.seconds and part.seconds + len(text) * _SECONDS_PER_CHARACTER):
                document = read_document(text)
                [annotation] = annotator.annotate([document])
            done.append((text_key(text, part.version), document, annotation))
        except Exception as error:  # whatever it is, the other texts go on
            told = " ".join(str(error).split())[:400]
            failed.append((text, f"{type(error).__name__}: {told}" if told else repr(error)))
    return Read(pack(_readings(done)), failed)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Ends this process if it takes too long; 0 for any time."""
    if not seconds:
        yield
        return
    with open(os.devnull, "w") as silent:
        faulthandler.dump_traceback_later(seconds, exit=True, file=silent)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def tables_of(readings: pa.Table, article_ids: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of ``TABLES`` with the article of each reading, ``article_id``, as first column.

    Their rows stand in the order of the readings.
    """
    ids = pa.array(article_ids, pa.string())
    tables = {}
    for name, columns in TABLES.items():
        lists = readings[name].combine_chunks()
        owner = ids.take(pc.list_parent_indices(lists))
        values = pc.list_flatten(lists).flatten()
        tables[name] = pa.Table.from_arrays([owner, *values], ["article_id", *columns])
    return tables


def _readings(found: Sequence[tuple[str, Document, Annotation]]) -> pa.Table:
    arrays = [pa.array([key for key, *_ in found], pa.string())]
    rows = [_rows(document, annotation) for _, document, annotation in found]
    for name, struct in _STRUCTS.items():
        ends = [0, *accumulate(len(own[name]) for own in rows)]
        columns = list(zip(*chain.from_iterable(own[name] for own in rows), strict=True))
        values = pa.StructArray.from_arrays(
            [
                pa.array(column, field.type)
                for column, field in zip(columns or [()] * len(struct), struct, strict=True)
            ],
            fields=list(struct),
        )
        arrays.append(pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values))
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def _rows(document: Document, annotation: Annotation) -> dict[str, list[tuple]]:
    text = document.text
    quotes = quote_rows("", text, shown(document, annotation.quotes))
    return {
        "sentences": [(number, *span) for number, span in enumerate(document.sentences)],
        "tokens": [
            (sentence, token, start, end, text[start:end])
            for sentence, (first, last) in enumerate(document.sentence_tokens)
            for token, (start, end) in enumerate(document.tokens[first:last])
        ],
        "mentions": [
            (m.start, m.end, text[m.start : m.end], m.kind, m.derived, m.score)
            for m in annotation.mentions
        ],
        "quotes": [tuple(row[name] for name in TABLES["quotes"]) for row in quotes],
        "tones": [
            (_sentence(document, _judged(tone)), *tone[:5], format_spans(tone.evidence))
            for tone in annotation.tones
        ],
        "acts": [
            (_sentence(document, act.evidence[0][0]), format_spans(act.holder),
             format_spans(act.target), act.tenor, act.score, format_spans(act.evidence))
            for act in annotation.acts
        ],
    }  # fmt: skip


def _judged(tone: Tone) -> int:
    """Where a judgement stands, which may take up a name of an earlier sentence."""
    return tone.evidence[0][0] if tone.evidence else tone.start


def _sentence(document: Document, position: int) -> int:
    ends = [end for _, end in document.sentences]
    sentence = bisect_right(ends, position)
    return sentence if sentence < len(ends) else -1
