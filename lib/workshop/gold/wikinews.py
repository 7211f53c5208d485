"""The Wikinews quotation documents: reading them, and writing predictions in their format."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from presseschau.annotate.annotator import Quote
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: The parts of a quotation that the data set annotates; the quote itself comes first.
ROLES = ("quote", "speaker", "cue", "frame", "addressee")


class GoldQuote(NamedTuple):
    """One quotation: the token ids of its parts (sorted, empty where there is none).

    ``nested`` marks a quote inside another one; ``score`` is a prediction's confidence.
    """

    quote: tuple[int, ...]
    speaker: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    type: str = "Direct"
    medium: str = "Speech"
    nested: bool = False
    score: float = 1.0


class WikinewsDocument(NamedTuple):
    """One article: its name, its text with the gold sentences and tokens, its quotations."""

    name: str
    document: Document
    quotes: list[GoldQuote]

    @property
    def text(self) -> str:
        """The article's original text."""
        return self.document.text

    @property
    def tokens(self) -> list[Span]:
        """The gold tokens as spans of the text; a token's id is its place in this list."""
        return self.document.tokens


def read_wikinews(folder: str | Path) -> list[WikinewsDocument]:
    """Reads a folder of quotation documents (one JSON a file), sorted by file name.

    The format is that of Petersen-Frey & Biemann (2024), "Dataset of Quotation Attribution in
    German News Articles".

    Raises:
        ValueError: There is no such folder, it holds no documents, or one cannot be read.
    """
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        raise ValueError(
            f"No quotation documents (*.json) in {folder}: give the data set's folder."
        )
    return [_read(path) for path in paths]


def _read(path: Path) -> WikinewsDocument:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        document = Document(
            data["originalText"],
            [(item["charBegin"], item["charEnd"]) for item in data["sentences"]],
            [(item["charBegin"], item["charEnd"]) for item in data["tokens"]],
            [(item["begin"], item["end"]) for item in data["sentences"]],
        )
        quotes = [parse_quote(item) for item in data.get("annotations", [])]
        return WikinewsDocument(data["documentName"], document, quotes)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path} is no quotation document: {error!r} is missing or broken."
        ) from error


def parse_quote(item: dict) -> GoldQuote:
    """Reads one annotation of a document, gold or predicted."""
    given = {role: item.get(role) or {"tokenIds": ()} for role in ROLES}
    parts = {role: tuple(sorted(set(part["tokenIds"]))) for role, part in given.items()}
    return GoldQuote(
        **parts,
        type=item.get("type", ""),
        medium=item.get("medium", ""),
        nested=bool(item.get("isNested", False)),
        score=float(item.get("score", 1.0)),
    )


def write_predictions(
    predictions: Iterable[tuple[str, Sequence[GoldQuote]]], path: str | Path
) -> None:
    """Writes predictions as the data set's own scorer reads them: one JSON document a line.

    They are the names of documents, each with its quotes in the ids of gold tokens.
    """
    with Path(path).open("w", encoding="utf-8") as file:
        for name, quotes in predictions:
            line = {"documentName": name, "annotations": [_as_dict(quote) for quote in quotes]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _as_dict(quote: GoldQuote) -> dict:
    parts = {role: {"tokenIds": list(getattr(quote, role))} for role in ROLES}
    rest = {"type": quote.type, "medium": quote.medium, "isNested": quote.nested}
    return parts | rest | {"score": round(quote.score, 4)}


def read_predictions(path: str | Path) -> dict[str, list[GoldQuote]]:
    """Reads what :func:`write_predictions` wrote.

    Raises:
        ValueError: The file is missing, or a line is not a document of predictions.
    """
    return dict(_prediction_lines(Path(path)))


def _prediction_lines(path: Path) -> Iterator[tuple[str, list[GoldQuote]]]:
    if not path.is_file():
        raise ValueError(f"There is no file of predictions at {path}.")
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                yield data["documentName"], [parse_quote(q) for q in data.get("annotations", [])]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{path}, line {number}: expected one JSON document with 'documentName' "
                    "and 'annotations'."
                ) from error


def project(spans: Iterable[Span], tokens: Sequence[Span]) -> tuple[int, ...]:
    """The ids of those tokens, in order and without overlap, whose middle lies in a span."""
    doubled = [start + end for start, end in tokens]
    ids: set[int] = set()
    for start, end in spans:
        ids.update(range(bisect_left(doubled, 2 * start), bisect_left(doubled, 2 * end)))
    return tuple(sorted(ids))


def project_quote(quote: Quote, tokens: Sequence[Span]) -> GoldQuote | None:
    """Maps an annotator's quote onto gold tokens; None where it covers none of them."""
    quoted = project(quote.spans, tokens)
    if not quoted:
        return None
    roles = {role: project(getattr(quote, role), tokens) for role in ROLES[1:]}
    return GoldQuote(quoted, **roles, type=quote.type, medium=quote.medium, score=quote.score)
