"""Annotating by the model: the encoder reads a text once, then names, quotes, tone and acts."""

from collections.abc import Sequence
from pathlib import Path

from presseschau.annotate.annotator import Annotation, Mention, Quote, Tone
from presseschau.annotate.model.missed_names import with_missed
from presseschau.annotate.model.name_head import NameHead, settle
from presseschau.annotate.model.quote_heads import QuoteHeads
from presseschau.annotate.model.tone_head import ToneHead
from presseschau.annotate.model.trimmed_names import trimmed
from presseschau.annotate.model.trunk import Trunk
from presseschau.annotate.rules.acts import find_acts
from presseschau.annotate.rules.between import with_between
from presseschau.annotate.rules.going_on import with_going_on
from presseschau.annotate.rules.interviews import with_interview
from presseschau.annotate.rules.judgements import mention_tone, sentence_of
from presseschau.annotate.rules.mended import mended
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.no_speech import without_unspoken
from presseschau.annotate.rules.speaking_subjects import whole_names, with_subjects
from presseschau.annotate.rules.speech import find_quotes, with_judging_speech
from presseschau.annotate.rules.told_acts import with_told_acts
from presseschau.annotate.rules.told_before import (
    with_content_first,
    with_framed,
    with_told_before,
)
from presseschau.annotate.rules.two_frames import parted_at_frames
from presseschau.annotate.rules.unmarked import as_spoken, as_told, with_unmarked
from presseschau.annotate.rules.unsaid import without_unsaid
from presseschau.core.resources import data_folder
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: Of a text; they take 35 KB each, so that a longer one would fill a small machine's memory.
MOST_TOKENS = 100_000


class ModelAnnotator:
    """Reads each text once with the encoder, whose states all heads share."""

    name = "model"

    def __init__(self, folder: Path) -> None:
        """Loads the model files; a ValueError says which of them is missing."""
        self._trunk = Trunk(folder)  # in one thread: processes are the better way to use cores
        self._names = NameHead(folder)
        self._quotes = QuoteHeads(folder)
        self._tone = ToneHead(folder)

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order.

        Each is read by itself: the heads count in 8 bits, rounded by what stands in one batch, so
        that in company a text would not read as it does alone. It takes no longer.

        Raises:
            ValueError: A text has more than ``MOST_TOKENS`` tokens.
        """
        return [self._annotate(document) for document in documents]

    def attitude(self, document: Document, target: Span, notion: int) -> Tone:
        """The attitude of a short text towards a target, as a data set means it.

        Args:
            document: The text.
            target: Where the target stands in it.
            notion: ``NEWSMTSC`` or ``GERNTSA`` of :mod:`presseschau.annotate.model.judged_pairs`.
        """
        return self._tone.attitude(document, self._trunk.states(document), target, notion)

    def _annotate(self, document: Document) -> Annotation:
        if len(document.tokens) > MOST_TOKENS:
            raise ValueError(
                f"The text has over {MOST_TOKENS} words: split it, or choose the annotator 'rules'."
            )
        states = [self._trunk.states(document)]
        by_rules = find_mentions(document)
        [found] = self._names.find([document], states)
        found = trimmed(document.text, settle(found, by_rules))
        names = with_missed(document, found, by_rules)
        spoken = find_quotes(document, by_rules)
        [quotes] = self._quotes.find([document], states, [spoken])
        quotes = _passed(document, quotes, names, spoken)
        judged = self._tone.find(document, states[0], names, spoken)
        tones = _with_words(document, judged, mention_tone(document, names, quotes))
        quotes = with_judging_speech(document, quotes, spoken, tones)
        return Annotation(names, quotes, tones, find_acts(document, names))


def _passed(
    document: Document, quotes: Sequence[Quote], names: Sequence[Mention], by_rules: Sequence[Quote]
) -> list[Quote]:
    """The quotes of the heads behind all passes, each of which sees what those before it left."""
    whole = [(name.start, name.end) for name in names if not name.derived]
    # Who speaks, and whether it is verbatim.
    quotes = [
        q._replace(speaker=tuple(whole_names(part, whole) for part in q.speaker)) for q in quotes
    ]
    quotes = as_told(document, quotes)
    quotes = with_subjects(document, quotes)
    quotes = with_interview(document.text, names, quotes)
    quotes = parted_at_frames(document, quotes, by_rules)
    quotes = as_spoken(document.text, quotes)
    # What is none, and what is mended before more goes on with it.
    quotes = without_unspoken(document, quotes)
    quotes = mended(document, quotes)
    # What only a frame or the sentence behind it tells.
    quotes = with_framed(document, quotes, by_rules)
    quotes = with_content_first(document, quotes)
    quotes = with_told_acts(document, quotes, names)
    quotes = with_told_before(document, quotes)
    # What goes on with it, and at last what nobody said.
    quotes = with_going_on(document, quotes)
    quotes = with_unmarked(document, quotes, names)
    quotes = with_between(document, quotes, names)
    return without_unsaid(document.text, quotes)


def _with_words(document: Document, judged: list[Tone], by_words: list[Tone]) -> list[Tone]:
    """The judgements of the head with the lexicon's words, and what befalls a name by the lexicon.

    Where the head sees no judgement, words alone are none: of 13 such on real news 3 were right
    ("die angeschlagene Bank", "ausgezeichnet").
    """
    found = {(t.start, t.end, sentence_of(document, t.evidence[0][0])): t for t in judged}
    for tone in by_words:
        key = (tone.start, tone.end, sentence_of(document, tone.start))
        if own := found.get(key):
            run = own.evidence
            words = [w for w in tone.evidence if not any(a <= w[0] and w[1] <= b for a, b in run)]
            evidence = tuple(sorted([*run, *words]))
            found[key] = own._replace(valence=tone.valence, evidence=evidence)
        elif tone.valence:
            found[key] = tone._replace(tenor=0)
    return list(found.values())


def load() -> ModelAnnotator:
    """Loads the shipped model.

    Raises:
        ValueError: A model file is missing; the annotator "rules" needs none.
    """
    return ModelAnnotator(data_folder() / "models")
