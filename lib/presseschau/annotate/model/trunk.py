"""The encoder: from the tokens of a text to one vector of states for each token."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from presseschau.core.tables import Span
from presseschau.core.text import Document

#: Tokens that follow the word before them without a space; all others start a new piece.
_ATTACHED = frozenset(".,;:!?)]}“”%…")
_WORD_START = "\u2581"
_BEGIN, _END, _UNKNOWN = 0, 2, 3
_LONGEST_WORD = 24  # pieces; the middle of a longer one is left out
WINDOW = 256  # pieces that are read at once


class Window(NamedTuple):
    """The pieces of a window, and for each of its tokens the first and the last of them."""

    ids: list[int]
    begins: list[int]
    ends: list[int]


class Trunk:
    """A small encoder (multilingual-e5-small, Wang et al. 2024), cut to German and tuned.

    It reads whole sentences in windows of up to 256 pieces. The heads work on the states that
    three of its layers have for the first and the last piece of each token.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Loads ``trunk.onnx`` and its pieces ``trunk.json`` from a folder."""
        self._session = open_session(folder / "trunk.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "trunk.json"))
        self._pieces: dict[str, list[int]] = {}

    def states(self, document: Document) -> np.ndarray:
        """The states of all tokens, shape (tokens, layers * 2 * width), float32."""
        parts = []
        for ids, begins, ends in self.windows(document.words(), document.sentence_tokens):
            layers = self._session.run(None, {"ids": np.array([ids], np.int64)})
            parts.append(np.hstack([layer[0][at] for layer in layers for at in (begins, ends)]))
        return np.vstack(parts) if parts else np.zeros((0, 0), np.float32)

    def windows(self, words: Sequence[str], sentences: Sequence[Span]) -> Iterator[Window]:
        """The windows of a text, one after the other: its pieces, as far as they are read at once.

        Args:
            words: The tokens of the text.
            sentences: The token ranges of its sentences.
        """
        pieces = [self._word_pieces(word) for word in words]
        for first, last in windows([len(ids) for ids in pieces], sentences):
            ids, begins, ends = [_BEGIN], [], []
            for word in pieces[first:last]:
                begins.append(len(ids))
                ids += word
                ends.append(len(ids) - 1)
            yield Window([*ids, _END], begins, ends)

    def _word_pieces(self, word: str) -> list[int]:
        ids = self._pieces.get(word)
        if ids is None:
            plain = unicodedata.normalize("NFKC", word)
            ids = self._tokenizer.encode(
                plain if plain in _ATTACHED else _WORD_START + plain
            ).ids or [_UNKNOWN]
            half = _LONGEST_WORD // 2
            ids = ids if len(ids) <= _LONGEST_WORD else ids[:half] + ids[-half:]
            if len(self._pieces) < 200_000:
                self._pieces[word] = ids
        return ids


def windows(lengths: Sequence[int], sentences: Sequence[Span]) -> list[Span]:
    """Groups whole sentences into windows of about equal length.

    Args:
        lengths: The number of pieces of each token.
        sentences: The token ranges of the sentences; one longer than a window is cut.

    Returns:
        The windows as token ranges.
    """
    units: list[tuple[int, int, int]] = []
    for first, last in sentences:
        begin, size = first, 0
        for token in range(first, last):
            if size + lengths[token] > WINDOW:
                units.append((begin, token, size))
                begin, size = token, 0
            size += lengths[token]
        if last > begin:
            units.append((begin, last, size))
    total = sum(size for *_, size in units)
    target = total / max(1, -(-total // WINDOW))
    found: list[tuple[int, int, int]] = []
    for begin, end, size in units:
        if found and found[-1][2] + size <= WINDOW and found[-1][2] + size / 2 <= target:
            found[-1] = (found[-1][0], end, found[-1][2] + size)
        else:
            found.append((begin, end, size))
    return [(begin, end) for begin, end, _ in found]


def open_session(path: Path, threads: int = 1, keep: bool = False) -> onnxruntime.InferenceSession:
    """Opens a model file; to ``keep`` the memory of a run for the next one is for short texts.

    Raises:
        ValueError: The file is missing.
    """
    if not path.is_file():
        raise ValueError(
            f"The model file '{path.name}' is missing in {path.parent}: put it there, "
            "or choose the annotator 'rules', which needs none."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = keep  # where texts differ in length, it only grows
    options.enable_mem_pattern = False
    # Beyond this level, sums and norms are joined to an operator that is several times slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
