"""The trained annotator: one small frozen encoder, heads for names and quotes, tone by rules."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from presseschau.annotator import Annotation
from presseschau.model.names import NameHead, settle
from presseschau.model.quotes import QuoteHeads
from presseschau.model.trunk import Trunk
from presseschau.resources import data_folder
from presseschau.rules.names import find_mentions
from presseschau.rules.quotes import find_quotes
from presseschau.rules.tone import mention_tone
from presseschau.text import Document

FILES = ("trunk.onnx", "trunk.json", "names.onnx", "quotes.onnx", "roles.onnx", "quotes.json")
_TOGETHER = 2000  # tokens whose states are held at once, 9 kB each
LICENCE = (
    "The annotator 'model' uses quote heads trained on non-commercial data (CC BY-NC-SA 4.0); "
    "see data/models/quotes.md. The annotator 'rules' is free of it."
)


class ModelAnnotator:
    """Reads each text once with the encoder and gives its states to the heads."""

    name = "model"

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Loads the model files.

        Args:
            folder: Where they lie.
            threads: Threads that one call may use; processes are the better way to use cores.

        Raises:
            ValueError: A file is missing.
        """
        self._trunk = Trunk(folder, threads)
        self._names = NameHead(folder, threads)
        self._quotes = QuoteHeads(folder, threads)
        self.version = _version(folder)

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order."""
        found: dict[int, Annotation] = {}
        for texts in _groups([len(document.tokens) for document in documents]):
            found |= zip(texts, self._annotate([documents[text] for text in texts]), strict=True)
        return [found[text] for text in range(len(documents))]

    def _annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        states = [self._trunk.states(document) for document in documents]
        by_rules = [find_mentions(document) for document in documents]
        found = self._names.find(documents, states)
        mentions = [settle(*pair) for pair in zip(found, by_rules, strict=True)]
        clues = [find_quotes(*pair) for pair in zip(documents, by_rules, strict=True)]
        quotes = self._quotes.find(documents, states, clues)
        return [
            Annotation(names, said, mention_tone(document, names, said))
            for document, names, said in zip(documents, mentions, quotes, strict=True)
        ]


def load() -> ModelAnnotator:
    """Loads the shipped model and says once which licence its quote heads carry.

    Raises:
        ValueError: A model file is missing; the annotator "rules" needs none.
    """
    annotator = ModelAnnotator(data_folder() / "models")
    logging.getLogger(__name__).warning(LICENCE)
    return annotator


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Groups texts of like length, so that little is padded and memory stays small."""
    group: list[int] = []
    for text in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[text] * (len(group) + 1) > _TOGETHER:
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _version(folder: Path) -> str:
    """Gives a hash of the model files and of the code around them."""
    here = Path(__file__).resolve().parent
    code = [*sorted(here.glob("*.py")), here.parent / "text.py"]
    rules = [*sorted((here.parent / "rules").glob("*.py")), here.parent / "lexicon.py"]
    lexicons = sorted((data_folder() / "lexicon").glob("*.tsv"))
    digest = hashlib.sha256()
    for file in [*(folder / name for name in FILES), *code, *rules, *lexicons]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
