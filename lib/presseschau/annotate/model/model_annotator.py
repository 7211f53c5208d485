"""Annotating by the model: the encoder reads a text once, then names, quotes, tone and acts."""

import logging
from collections.abc import Sequence
from pathlib import Path

from presseschau.annotate.annotator import Annotation
from presseschau.annotate.model.name_head import NameHead, settle
from presseschau.annotate.model.quote_heads import QuoteHeads
from presseschau.annotate.model.trunk import Trunk
from presseschau.annotate.rules.acts import find_acts
from presseschau.annotate.rules.interviews import with_interview
from presseschau.annotate.rules.judgements import mention_tone
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes, with_judging_speech, with_subjects
from presseschau.core.resources import data_folder
from presseschau.core.text import Document

FILES = ("trunk.onnx", "trunk.json", "names.onnx", "quotes.onnx", "roles.onnx", "quotes.json")
#: Of a text; they take 35 KB each, so that a longer one would fill a small machine's memory.
MOST_TOKENS = 100_000
LICENCE = (
    "The annotator 'model' was trained on non-commercial data (CC BY-NC-SA 4.0); "
    "see data/models/trunk.md. The annotator 'rules' is free of it."
)


class ModelAnnotator:
    """Reads each text once with the encoder, whose states the heads for names and quotes share."""

    name = "model"

    def __init__(self, folder: Path) -> None:
        """Loads the model files.

        Args:
            folder: Where they lie.

        Raises:
            ValueError: A file is missing.
        """
        self._trunk = Trunk(folder)  # in one thread: processes are the better way to use cores
        self._names = NameHead(folder)
        self._quotes = QuoteHeads(folder)

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order.

        Each is read by itself: the heads count in 8 bits, rounded by what stands in one batch, so
        that in company a text would not read as it does alone. It takes no longer.

        Raises:
            ValueError: A text has more than ``MOST_TOKENS`` tokens.
        """
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Annotation:
        if len(document.tokens) > MOST_TOKENS:
            raise ValueError(
                f"The text has over {MOST_TOKENS} words: split it, or choose the annotator 'rules'."
            )
        states = [self._trunk.states(document)]
        by_rules = find_mentions(document)
        [found] = self._names.find([document], states)
        names = settle(found, by_rules)
        spoken = find_quotes(document, by_rules)
        [quotes] = self._quotes.find([document], states, [spoken])
        quotes = with_interview(document.text, names, with_subjects(document, quotes))
        tones = mention_tone(document, names, quotes)
        quotes = with_judging_speech(document, quotes, spoken, tones)
        return Annotation(names, quotes, tones, find_acts(document, names))


def load() -> ModelAnnotator:
    """Loads the shipped model and says once which licence it carries.

    Raises:
        ValueError: A model file is missing; the annotator "rules" needs none.
    """
    annotator = ModelAnnotator(data_folder() / "models")
    logging.getLogger(__name__).warning(LICENCE)
    return annotator
