"""Work on texts that crash, hang or raise, for workers that can import this module."""

import os
import re

from presseschau.annotate.annotator import Annotation
from presseschau.core.text import Document, read_document
from presseschau.pipeline import readings
from presseschau.pipeline.readings import Part, Read

CRASHES, HANGS, RAISES = "Dieser Text stürzt ab.", "Dieser Text hängt.", "Dieser Text wirft."


def poisoned(part: Part) -> Read:
    """Splits texts and finds nothing, but falls for the poison; only to be called in a worker."""
    readings.read_document = _read
    readings.load_annotator = lambda name: _Silent()  # dictionaries take seconds in each worker
    return readings.process_part(part)


class _Silent:
    def annotate(self, documents: list[Document]) -> list[Annotation]:
        return [Annotation([], [], []) for _ in documents]


def _read(text: str) -> Document:
    if text == CRASHES:
        os._exit(7)
    if text == HANGS:
        re.match(r"(a+)+$", "a" * 60 + "b")  # holds Python's lock for years
    if text == RAISES:
        raise RecursionError("too deep")
    return read_document(text)
