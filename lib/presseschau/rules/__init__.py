"""The annotator that works by rules: no model, every decision can be read and explained."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from presseschau.annotator import Annotation
from presseschau.resources import data_folder
from presseschau.rules.names import find_mentions
from presseschau.rules.quotes import find_quotes
from presseschau.rules.tone import mention_tone
from presseschau.text import Document


class RulesAnnotator:
    """Finds names, then quotes, then tone; ``version`` is taken from the rules and lexicons."""

    name = "rules"

    def __init__(self) -> None:
        self.version = _version()

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order."""
        return [_annotate(document) for document in documents]


def load() -> RulesAnnotator:
    """Gives the annotator; nothing is downloaded."""
    return RulesAnnotator()


def _annotate(document: Document) -> Annotation:
    mentions = find_mentions(document)
    quotes = find_quotes(document, mentions)
    return Annotation(mentions, quotes, mention_tone(document, mentions, quotes))


def _version() -> str:
    """Gives a hash of all that the output follows from, so that a cache sees every change."""
    here = Path(__file__).resolve().parent
    files = [
        *here.glob("*.py"),
        here.parent / "text.py",
        here.parent / "lexicon.py",
        *(data_folder() / "lexicon").glob("*.tsv"),
    ]
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda path: path.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
