"""Annotating by rules: names first, then quotes, tone and acts."""

from collections.abc import Sequence

from presseschau.annotate.annotator import Annotation
from presseschau.annotate.rules.acts import find_acts
from presseschau.annotate.rules.interviews import with_interview
from presseschau.annotate.rules.judgements import mention_tone
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.annotate.rules.unsaid import without_unsaid
from presseschau.core.text import Document


class RulesAnnotator:
    """Finds names, then quotes, then tone and acts."""

    name = "rules"

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order."""
        return [_annotate(document) for document in documents]


def load() -> RulesAnnotator:
    """Makes the annotator; it reads its lexicons when it meets the first text."""
    return RulesAnnotator()


def _annotate(document: Document) -> Annotation:
    mentions = find_mentions(document)
    quotes = without_unsaid(document.text, find_quotes(document, mentions))
    quotes = with_interview(document.text, mentions, quotes)
    tones = mention_tone(document, mentions, quotes)
    return Annotation(mentions, quotes, tones, find_acts(document, mentions))
