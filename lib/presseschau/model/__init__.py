"""The trained annotator: one small frozen encoder, heads for names and quotes, tone by rules."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

from presseschau.annotator import Annotation
from presseschau.model.names import NameHead
from presseschau.model.quotes import QuoteHeads
from presseschau.model.trunk import Trunk
from presseschau.resources import data_folder
from presseschau.rules.names import find_mentions
from presseschau.rules.quotes import find_quotes
from presseschau.rules.tone import mention_tone
from presseschau.text import Document

FILES = ("trunk.onnx", "trunk.json", "names.onnx", "quotes.onnx", "roles.onnx", "quotes.json")
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
        states = [self._trunk.states(document) for document in documents]
        mentions = self._names.find(documents, states)
        by_rules = [find_quotes(document, find_mentions(document)) for document in documents]
        quotes = self._quotes.find(documents, states, by_rules)
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
