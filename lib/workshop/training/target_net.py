"""The net of the second reading of judgements, and its file ``targets.onnx``."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from presseschau.annotate.model.judged_pairs import PAIR_SIZES, TONE_SIZES
from presseschau.annotate.model.target_reader import ACTOR, ACTOR_BEFORE, SENTENCE
from workshop.training.encoder import Layer
from workshop.training.export import Graph
from workshop.training.layers import NEVER

#: The layers of the trunk that are tuned on, counted from 0.
FIRST, LAST = 6, 8
_WIDTH, _HEADS, _INNER = 384, 12, 1536
_CODE = 12  # width of each code of a pair
_SHARP = 11.3  # the root of the attention's width


class TargetNet(nn.Module):
    """Two layers over a passage whose actor is marked, and three notions of what judges."""

    def __init__(self, trunk: str | Path) -> None:
        """Begins with the layers of a shipped trunk."""
        super().__init__()
        model = onnx.load(trunk)
        weights = {part.name: numpy_helper.to_array(part) for part in model.graph.initializer}
        epsilon = next(
            part.f for node in model.graph.node for part in node.attribute if part.name == "epsilon"
        )
        self.layers = nn.ModuleList(
            Layer(_WIDTH, _HEADS, _INNER, epsilon) for _ in range(FIRST, LAST)
        )
        for layer, number in zip(self.layers, range(FIRST, LAST), strict=True):
            layer.load_state_dict(_layer_weights(weights, f"l{number}."))
        self.mark = nn.Embedding(5, _WIDTH)
        nn.init.normal_(self.mark.weight, std=0.05)
        self.clue = nn.ModuleList(nn.Embedding(size, _WIDTH) for size in TONE_SIZES)
        for table in self.clue:
            nn.init.zeros_(table.weight)
        self.codes = nn.ModuleList(nn.Embedding(size, _CODE) for size in PAIR_SIZES)
        asking = _WIDTH + _CODE * len(PAIR_SIZES)
        self.ask = nn.Linear(asking, 128)
        self.key = nn.Linear(_WIDTH, 128, bias=False)
        self.inner = nn.Linear(asking + 2 * _WIDTH, 256)
        self.judge = nn.Linear(256, 9)
        self.drop = nn.Dropout(0.2)

    def forward(
        self, states: Tensor, marks: Tensor, clues: Tensor, codes: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits (passages, notions, signs), and the attention to the sentence's pieces.

        All is padded, (passages, pieces, ...); where there is no piece, marks are 0.
        """
        real = marks > 0
        values = states + self.mark(marks)
        for column, table in enumerate(self.clue):
            values = values + table(clues[..., column]) * real[..., None]
        for layer in self.layers:
            values = layer(values, real.to(values.dtype))
        values = values.float()
        named = _mean(values, marks >= ACTOR)
        inside = (marks == SENTENCE) | (marks == ACTOR)
        known = [table(codes[:, column]) for column, table in enumerate(self.codes)]
        asked = torch.cat([named, *known], -1)
        scores = (torch.tanh(self.ask(asked))[:, None] * self.key(values)).sum(-1) / _SHARP
        weights = torch.softmax(scores.masked_fill(~inside, NEVER), -1)
        seen = (weights[..., None] * values).sum(1)
        pooled = self.drop(torch.cat([asked, seen, _mean(values, inside)], -1))
        logits = self.judge(self.drop(functional.gelu(self.inner(pooled))))
        return logits.view(-1, 3, 3), weights


def _layer_weights(weights: dict[str, np.ndarray], at: str) -> dict[str, Tensor]:
    found = {}
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        scale = weights[f"{at}{name}.s"].astype(np.float32)
        found[f"{name}.weight"] = weights[at + name].T.astype(np.float32) * scale[:, None]
        found[f"{name}.bias"] = weights[f"{at}{name}.b"]
    for name in ("aln", "oln"):
        found |= {f"{name}.{long}": weights[f"{at}{name}.{long[0]}"] for long in ("weight", "bias")}
    return {name: torch.tensor(np.array(values)) for name, values in found.items()}


def _mean(values: Tensor, where: Tensor) -> Tensor:
    share = where.float()
    return (values * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)


def ship_targets(net: TargetNet, folder: Path) -> None:
    """Writes ``targets.onnx``, which reads one passage."""
    graph = Graph()
    states = graph.input("states", "float", ("pieces", _WIDTH))
    marks = graph.input("marks", "int64", ("pieces",))
    clues = graph.input("clues", "int64", ("pieces", len(TONE_SIZES)))
    codes = graph.input("codes", "int64", (len(PAIR_SIZES),))
    first, last = (graph.weight(np.array([axis], np.int64)) for axis in (0, -1))
    marked = graph.node("Gather", graph.weight(net.mark.weight.detach().numpy()), marks)
    seen = [graph.embed(clues, column, table) for column, table in enumerate(net.clue)]
    values = graph.node("Sum", states, marked, *seen)
    for layer in net.layers:
        values = _ship_layer(graph, values, layer)

    def mean(where: str) -> str:
        share = graph.node("Unsqueeze", graph.node("Cast", where, to=1), last)
        total = graph.node("ReduceSum", graph.node("Mul", values, share), first, keepdims=0)
        return graph.node("Div", total, graph.node("ReduceSum", share, keepdims=0))

    def marked_as(*codes: int) -> str:
        hits = [graph.node("Equal", marks, graph.weight(np.array(c, np.int64))) for c in codes]
        return graph.node("Or", *hits)

    inside = marked_as(SENTENCE, ACTOR)
    known = [graph.embed(codes, column, table) for column, table in enumerate(net.codes)]
    asked = graph.node("Concat", mean(marked_as(ACTOR, ACTOR_BEFORE)), *known, axis=-1)
    query = graph.node("Tanh", graph.linear(asked, net.ask))
    keys = graph.node("MatMul", values, graph.weight(net.key.weight.detach().numpy().T))
    scores = graph.node("ReduceSum", graph.node("Mul", query, keys), last, keepdims=0)
    scores = graph.node("Div", scores, graph.weight(np.array(_SHARP, np.float32)))
    scores = graph.node("Where", inside, scores, graph.weight(np.array(-1e4, np.float32)))
    weights = graph.node("Unsqueeze", graph.node("Softmax", scores, axis=-1), last)
    most = graph.node("ReduceSum", graph.node("Mul", values, weights), first, keepdims=0)
    pooled = graph.node("Concat", asked, most, mean(inside), axis=-1)
    row = graph.node("Unsqueeze", pooled, first)
    logits = graph.linear(graph.node("Gelu", graph.linear(row, net.inner)), net.judge)
    logits = graph.node("Reshape", logits, graph.weight(np.array([3, 3], np.int64)))
    graph.save(Path(folder) / "targets.onnx", {"logits": logits}, {})


def _ship_layer(graph: Graph, values: str, layer: Layer) -> str:
    size = graph.weight(np.array([-1, _HEADS, _WIDTH // _HEADS], np.int64))
    q, k, v = (
        graph.node("Transpose", graph.node("Reshape", graph.linear(values, part), size), perm=perm)
        for part, perm in ((layer.q, [1, 0, 2]), (layer.k, [1, 2, 0]), (layer.v, [1, 0, 2]))
    )
    root = graph.weight(np.array((_WIDTH // _HEADS) ** -0.5, np.float32))
    weights = graph.node("Softmax", graph.node("Mul", graph.node("MatMul", q, k), root), axis=-1)
    context = graph.node("Transpose", graph.node("MatMul", weights, v), perm=[1, 0, 2])
    flat = graph.node("Reshape", context, graph.weight(np.array([-1, _WIDTH], np.int64)))
    values = _ship_norm(graph, graph.node("Add", graph.linear(flat, layer.ao), values), layer.aln)
    inner = graph.node("Gelu", graph.linear(values, layer.fi))
    return _ship_norm(graph, graph.node("Add", graph.linear(inner, layer.fo), values), layer.oln)


def _ship_norm(graph: Graph, values: str, norm: nn.LayerNorm) -> str:
    shift = [graph.weight(part.detach().numpy()) for part in (norm.weight, norm.bias)]
    return graph.node("LayerNormalization", values, *shift, axis=-1, epsilon=norm.eps)
