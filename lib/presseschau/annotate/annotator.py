"""The annotator: what finds names, quotes and tone in a text, behind one interface."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.tables import Span
from presseschau.core.text import Document


class Mention(NamedTuple):
    """A name in the text. ``derived`` marks "russische" and the "NATO-" of "NATO-Gipfel"."""

    start: int
    end: int
    kind: str
    derived: bool = False
    score: float = 1.0


class Quote(NamedTuple):
    """Reported speech; every part is given as spans of the text and may be empty.

    ``spans`` has several members where the speech is interrupted ("..., sagte sie, ...").
    """

    spans: tuple[Span, ...]
    type: str
    medium: str = "Speech"
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    score: float = 1.0


class Tone(NamedTuple):
    """How one sentence speaks of one mention.

    ``tenor`` is the judgement of the target (-1, 0, +1; 0 also where the method abstains),
    ``valence`` what happens to or around it (-1 to +1), ``evidence`` the words that say so.
    """

    start: int
    end: int
    tenor: int
    score: float
    valence: float
    evidence: tuple[Span, ...] = ()


class Act(NamedTuple):
    """An attack (``tenor`` -1) or support (+1) of a target by a holder, with the words for it."""

    holder: tuple[Span, ...]
    target: tuple[Span, ...]
    tenor: int
    score: float
    evidence: tuple[Span, ...] = ()


class Annotation(NamedTuple):
    """All that an annotator found in one text."""

    mentions: list[Mention]
    quotes: list[Quote]
    tones: list[Tone]
    acts: Sequence[Act] = ()


class Annotator(Protocol):
    """What every annotator offers; what it finds in a text depends on that text alone."""

    name: str

    def annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotates documents, one annotation each, in their order."""
        ...


ANNOTATORS = {
    "rules": "presseschau.annotate.rules.rules_annotator",
    "model": "presseschau.annotate.model.model_annotator",
}


@cache
def load_annotator(name: str = DEFAULT_ANNOTATOR) -> Annotator:
    """Loads an annotator once per process.

    Args:
        name: "rules", which explains itself, or "model", which is trained and finds more.

    Raises:
        ValueError: There is no annotator of this name.
    """
    return import_module(module_of(name)).load()


def module_of(name: str) -> str:
    """Name of the module whose ``load`` makes an annotator.

    Raises:
        ValueError: There is no annotator of this name.
    """
    if name not in ANNOTATORS:
        raise ValueError(f"There is no annotator '{name}'. Choose one of: {', '.join(ANNOTATORS)}.")
    return ANNOTATORS[name]
