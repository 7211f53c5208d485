"""Work on texts that crash, hang or raise, for workers that can import this module."""

import os
import re

from presseschau.core.text import Document, read_document
from presseschau.pipeline import readings
from presseschau.pipeline.readings import Part, Read

CRASHES, HANGS, RAISES = "Dieser Text stürzt ab.", "Dieser Text hängt.", "Dieser Text wirft."


def poisoned(part: Part) -> Read:
    """Does the work, but falls for the poison; only to be called in a worker."""
    readings.read_document = _read
    return readings.process_part(part)


def _read(text: str) -> Document:
    if text == CRASHES:
        os._exit(7)
    if text == HANGS:
        re.match(r"(a+)+$", "a" * 60 + "b")  # holds Python's lock for years
    if text == RAISES:
        raise RecursionError("too deep")
    return read_document(text)
