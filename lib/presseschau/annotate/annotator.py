"""The annotator: what finds names, quotes and tone in a text, behind one interface."""

from collections.abc import Iterable, Sequence
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

    @property
    def whole(self) -> Span:
        """From its first character to its last, whatever stands between its spans."""
        return self.spans[0][0], self.spans[-1][1]

    @property
    def stop(self) -> int:
        """Where it and its frame end."""
        return max(end for _, end in (*self.spans, *self.frame))


def in_order(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes by where they begin; of those that begin together, the longer first."""
    return sorted(quotes, key=lambda quote: (quote.spans[0][0], -quote.spans[-1][1]))


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
        name: "rules", which explains itself, "model", which is trained and finds more, or
            "package.module:function", your own (see ``annotate.plugged``).

    Raises:
        ValueError: There is no annotator of this name.
    """
    module = import_module(module_of(name))
    return module.PluggedAnnotator(name) if ":" in name else module.load()


def module_of(name: str) -> str:
    """Name of the module that makes an annotator; a ValueError where there is none of this name."""
    if ":" in name:
        return "presseschau.annotate.plugged"
    if name not in ANNOTATORS:
        raise ValueError(
            f"There is no annotator '{name}'. Choose one of: {', '.join(ANNOTATORS)}; "
            "or your own as package.module:function."
        )
    return ANNOTATORS[name]
