"""Trained heads to model files: the mean of several members in one graph."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from torch import nn

from workshop.training.export import Graph
from workshop.training.networks import STATES, NameNet, QuoteNet, RoleNet, SegmentNet, ToneNet

_TEMPERATURE = 1.15  # makes scores of names chances, as fitted on dev


def ship_names(members: Sequence[NameNet], folder: Path) -> None:
    """Writes ``names.onnx``."""
    graph = Graph()
    states = graph.input("states", "float", ("tokens", STATES))
    features = graph.input("features", "int64", ("tokens", 4))
    place = graph.input("place", "int64", ("sentences", "longest"))
    lengths = graph.input("lengths", "int32", ("sentences",))
    emissions = []
    for net in members:
        plain = graph.node("Gelu", graph.linear(states, net.inp))
        codes = [graph.embed(features, column, table) for column, table in enumerate(net.emb)]
        rows = graph.node("Gather", graph.node("Concat", plain, *codes, axis=-1), place)
        hidden = graph.bilstm(rows, lengths, net.lstm)
        both = graph.node("Concat", hidden, graph.node("Gather", plain, place), axis=-1)
        emissions.append(_two_layers(graph, both, net.out))
    settings = {"transitions": _transitions(members), "temperature": _TEMPERATURE}
    graph.save(Path(folder) / "names.onnx", {"emissions": graph.mean(emissions)}, settings)


def ship_quotes(members: Sequence[QuoteNet], folder: Path) -> None:
    """Writes ``quotes.onnx`` and ``roles.onnx``.

    All members find the quotes together; the first alone reads the roles, for more readers
    of roles cost time and gain nothing.
    """
    graph = Graph()
    states = graph.input("states", "float", ("tokens", STATES))
    clues = graph.input("clues", "int64", ("tokens", "columns"))
    place = graph.input("place", "int64", ("texts", "longest"))
    back = graph.input("back", "int64", ("tokens",))
    lengths = graph.input("lengths", "int32", ("texts",))
    marked = graph.input("marked", "int64", ("segments", 5))
    hidden_of, emissions, direct = [], [], []
    for net in members:
        plain = graph.node("Gelu", graph.linear(states, net.enc.inp))
        codes = [graph.embed(clues, column, table) for column, table in enumerate(net.enc.emb)]
        rows = graph.node("Gather", graph.node("Concat", plain, *codes, axis=-1), place)
        padded = graph.bilstm(rows, lengths, net.enc.lstm)
        emissions.append(graph.linear(padded, net.tag))
        shape = graph.weight(np.array([-1, net.tag.in_features], np.int64))
        hidden = graph.node("Gather", graph.node("Reshape", padded, shape), back)
        hidden_of.append(hidden)
        direct.append(graph.node("Sigmoid", _segments(graph, hidden, marked, net.seg)))
    outputs = {
        "hidden": hidden_of[0],
        "emissions": graph.mean(emissions),
        "direct": graph.mean(direct),
    }
    settings = {"transitions": _transitions(members)}
    graph.save(Path(folder) / "quotes.onnx", outputs, settings)
    _ship_roles(members[0].roles, folder)


def _ship_roles(net: RoleNet, folder: Path) -> None:
    graph = Graph()
    hidden = graph.input("hidden", "float", ("tokens", net.inp.in_features))
    place = graph.input("place", "int64", ("quotes", "longest"))
    clues = graph.input("clues", "int64", ("quotes", "longest", "columns"))
    inside = graph.input("inside", "float", ("quotes", "longest"))
    lengths = graph.input("lengths", "int32", ("quotes",))
    last = graph.weight(np.array([-1], np.int64))
    one = graph.weight(np.array(1, np.float32))
    plain = graph.node("Gather", graph.node("Gelu", graph.linear(hidden, net.inp)), place)
    codes = [graph.embed(clues, column, table) for column, table in enumerate(net.tables())]
    rows = graph.bilstm(graph.node("Concat", plain, *codes, axis=-1), lengths, net.lstm)
    parts = graph.node("Sigmoid", graph.linear(rows, net.out))
    frame = graph.node("Gather", parts, graph.weight(np.array([3], np.int64)), axis=-1)
    real = graph.node("Less", _places(graph, place), graph.node("Unsqueeze", lengths, last))
    frame = graph.node("Mul", frame, graph.node("Unsqueeze", _float(graph, real), last))
    quote = graph.node("Unsqueeze", inside, last)
    pooled = [
        _pool(graph, rows, quote, graph.node("Max", _total(graph, quote), one)),
        _pool(graph, rows, frame, graph.node("Add", _total(graph, frame), one)),
    ]
    logits = _two_layers(graph, graph.node("Concat", *pooled, axis=-1), net.cls)
    outputs = {"parts": parts, "media": graph.node("Softmax", logits, axis=-1)}
    graph.save(Path(folder) / "roles.onnx", outputs, {})


def ship_tone(net: ToneNet, folder: Path) -> None:
    """Writes ``tone.onnx``, which reads one text."""
    graph = Graph()
    states = graph.input("states", "float", ("tokens", STATES))
    clues = graph.input("clues", "int64", ("tokens", "columns"))
    codes = graph.input("codes", "int64", ("pairs", "kinds"))
    sentence = graph.input("sentence", "int64", ("pairs", 2))
    target = graph.input("target", "int64", ("pairs", 2))
    zero, one = _int(graph, 0), _int(graph, 1)
    axis = [graph.weight(np.array([number], np.int64)) for number in range(3)]
    plain = graph.node("Gelu", graph.linear(states, net.inp))
    seen = [graph.embed(clues, column, table) for column, table in enumerate(net.emb)]
    rows = graph.node("Unsqueeze", graph.node("Concat", plain, *seen, axis=-1), axis[0])
    count = graph.node("Gather", graph.node("Shape", states), axis[0])
    hidden = graph.bilstm(rows, graph.node("Cast", count, to=6), net.lstm)
    hidden = graph.node("Squeeze", hidden, axis[0])
    half = graph.weight(np.array(0.5, np.float32))
    named = graph.node("ReduceSum", graph.node("Gather", hidden, target), axis[1], keepdims=0)
    known = [graph.embed(codes, column, table) for column, table in enumerate(net.codes)]
    asked = graph.node("Concat", graph.node("Mul", named, half), *known, axis=-1)
    first, last = (graph.node("Gather", sentence, at, axis=1) for at in (axis[0], axis[1]))
    size = graph.node("Add", graph.node("Sub", last, first), one)
    longest = graph.node("ReduceMax", size, keepdims=0)
    place = graph.node("Unsqueeze", graph.node("Range", zero, longest, one), axis[0])
    inside = graph.node("Less", place, size)
    words = graph.node(
        "Gather", hidden, graph.node("Where", inside, graph.node("Add", first, place), first)
    )
    query = graph.node("Unsqueeze", graph.node("Tanh", graph.linear(asked, net.ask[0])), axis[1])
    key = graph.node("MatMul", words, graph.weight(net.key.weight.detach().cpu().numpy().T))
    scores = graph.node("ReduceSum", graph.node("Mul", query, key), axis[2], keepdims=0)
    scores = graph.node("Div", scores, graph.weight(np.array(11.3, np.float32)))
    never = graph.weight(np.array(-1e4, np.float32))
    weights = graph.node("Softmax", graph.node("Where", inside, scores, never), axis=-1)
    spread = graph.node("Unsqueeze", weights, axis[2])

    def mean(values: str) -> str:
        return graph.node("ReduceSum", graph.node("Mul", spread, values), axis[1], keepdims=0)

    real = graph.node("Unsqueeze", inside, axis[2])
    most = graph.node("ReduceMax", graph.node("Where", real, words, never), axis[1], keepdims=0)
    parts = [asked, mean(words), most, mean(graph.linear(words, net.sign))]
    logits = _two_layers(graph, graph.node("Concat", *parts, axis=-1), net.judge)
    graph.save(Path(folder) / "tone.onnx", {"logits": logits, "weights": weights}, {})


def _segments(graph: Graph, hidden: str, marked: str, net: SegmentNet) -> str:
    def column(index: int) -> str:
        return graph.node("Gather", marked, graph.weight(np.array(index, np.int64)), axis=1)

    first, last, before, behind, length = map(column, range(5))
    one = graph.weight(np.array(1, np.int64))
    zero = graph.weight(np.array(0, np.int64))
    pads = graph.weight(np.array([1, 0, 0, 0], np.int64))
    total = graph.node("Pad", graph.node("CumSum", hidden, zero), pads)
    after = graph.node("Gather", total, graph.node("Add", last, one))
    inside = graph.node("Sub", after, graph.node("Gather", total, first))
    size = graph.node("Add", graph.node("Sub", last, first), one)
    size = graph.node("Unsqueeze", _float(graph, size), one)
    parts = [graph.node("Gather", hidden, at) for at in (first, last, before, behind)]
    parts.insert(2, graph.node("Div", inside, size))
    parts.append(graph.node("Gather", graph.weight(net.len.weight.detach().numpy()), length))
    logits = _two_layers(graph, graph.node("Concat", *parts, axis=-1), net.m)
    return graph.node("Squeeze", logits, graph.weight(np.array([1], np.int64)))


def _two_layers(graph: Graph, value: str, layers: nn.Sequential) -> str:
    return graph.linear(graph.node("Gelu", graph.linear(value, layers[0])), layers[-1])


def _places(graph: Graph, place: str) -> str:
    """0, 1, 2 ... for each row of ``place``."""
    ones = graph.node("Add", graph.node("Mul", place, _int(graph, 0)), _int(graph, 1))
    counted = graph.node("CumSum", ones, _int(graph, 1))
    return graph.node("Cast", graph.node("Sub", counted, _int(graph, 1)), to=6)


def _int(graph: Graph, value: int) -> str:
    return graph.weight(np.array(value, np.int64))


def _float(graph: Graph, value: str) -> str:
    return graph.node("Cast", value, to=1)


def _total(graph: Graph, weights: str) -> str:
    total = graph.node("ReduceSum", weights, graph.weight(np.array([1], np.int64)))
    return graph.node("Squeeze", total, graph.weight(np.array([1], np.int64)))


def _pool(graph: Graph, rows: str, weights: str, size: str) -> str:
    product = graph.node("Mul", rows, weights)
    total = graph.node("ReduceSum", product, graph.weight(np.array([1], np.int64)), keepdims=0)
    return graph.node("Div", total, size)


def _transitions(members: Sequence[nn.Module]) -> list[list[float]]:
    mean = np.mean([net.crf.t.detach().numpy() for net in members], axis=0)
    return np.round(mean, 4).tolist()
