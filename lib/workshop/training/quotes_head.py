"""Trains the heads for quotes: ``presseschau train quotes --data DATA --out models``."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from presseschau.annotate.model.clues import add_rules, marked_feed, role_clues, role_window
from presseschau.annotate.model.quote_heads import DIRECT, PARTS, runs
from presseschau.core.tables import Span
from workshop.training.features import (
    Descent,
    Group,
    Scale,
    States,
    pace,
    pad,
    placed,
    read_states,
    rounds,
    unscale,
)
from workshop.training.layers import mask
from workshop.training.networks import QuoteNet
from workshop.training.passages import ROLES, Gold, Passage, read_passages
from workshop.training.shipping import ship_quotes
from workshop.training.unmarked import training_articles

SEEDS = (0,)
EPOCHS = 9
_BATCH = 8
_RATE = 2e-3
_BLIND = 0.12  # share of passages that are read without the rules' clues
_MISSED = 0.06  # share of the rules' quotes that are hidden in the others
_SKIPPED = 0.5  # share of the quotes whose roles are not read in an epoch, for speed
_SHIFTED = 0.3  # share of the quotes whose ends are moved when their roles are read
_HIDDEN = 0.1  # share of the other quotes that the role net does not see
_ROLE_TOKENS = 12  # weighs the loss of the roles: as if each quote had so many tokens of them


def train_quotes(data: str | Path, out: str | Path) -> Path:
    """Trains the heads on the open corpus, writes ``quotes.onnx`` and ``roles.onnx``.

    Of the Wikinews data set only the texts are read, to which rows of the corpus belong. What
    decodes the heads is then fitted by ``train thresholds``. About 30 CPU-minutes and 4 GB.
    """
    documents, passages = read_passages(training_articles(Path(data)))
    states, scale = read_states(out, documents)
    members = [_train(passages, states, scale, seed) for seed in SEEDS]
    ship_quotes(members, Path(out))
    return Path(out) / "quotes.onnx"


def _train(passages: Sequence[Passage], states: States, scale: Scale, seed: int) -> QuoteNet:
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # tiny numbers make a CPU ten times slower
    random = np.random.default_rng(seed)
    net = QuoteNet().train()
    groups = rounds([len(passage.clues) for passage in passages], _BATCH, EPOCHS, seed)
    all_alike = Group([*net.parameters()], _RATE, partial(pace, steps=len(groups)), longest=2.0)
    way = Descent(net, 0.995, all_alike)
    for group in groups:
        read = [passages[i] for i in group]
        rows = [states.of(p.article, p.first, p.first + len(p.clues)) for p in read]
        seen = pad([part.astype(np.float32) for part in rows])
        way.step(quote_loss(net, read, seen, random))
    way.end()
    unscale(net.enc.inp, scale)
    return net.eval()


def _veil(passage: Passage, random: np.random.Generator) -> Passage:
    """Hides some or all of what the rules found, and writes the rest into the clues."""
    blind = random.random() < _BLIND
    rules = [rule for rule in passage.rules if not blind and random.random() > _MISSED]
    clues = passage.clues.copy()
    add_rules(clues, rules)
    return passage._replace(clues=clues, rules=rules)


def quote_loss(
    net: QuoteNet, passages: Sequence[Passage], states: Tensor, random: np.random.Generator
) -> Tensor:
    """The loss of passages, whose states are scaled and padded, (passages, tokens, width).

    Some are read without what the rules found, in whole or in part.
    """
    passages = [_veil(passage, random) for passage in passages]
    sizes = [len(passage.clues) for passage in passages]
    lengths = torch.tensor(sizes)
    hidden = net.enc(states, pad([p.clues for p in passages]), lengths)
    labels = pad([_labels(passage) for passage in passages])
    loss = net.crf.loss(net.tag(hidden), labels, lengths).sum() / sum(sizes) * 20
    roles = pad([_any_role(passage) for passage in passages])
    seen = functional.binary_cross_entropy_with_logits(net.aux(hidden), roles, reduction="none")
    real = mask(lengths, hidden.shape[1])
    loss = loss + 0.5 * (seen.sum(-1) * real).sum() / real.sum()
    flat = hidden.flatten(0, 1)
    offsets = [row * hidden.shape[1] for row in range(len(passages))]
    if any(passage.marked for passage in passages):
        marked = marked_feed([p.marked for p in passages], offsets, sizes)
        direct = [
            float(any(span in runs(gold.parts[0]) for gold in passage.gold if gold.kind == DIRECT))
            for passage in passages
            for span in passage.marked
        ]
        logits = net.seg(flat, placed(marked))
        loss = loss + functional.binary_cross_entropy_with_logits(logits, torch.tensor(direct))
    chosen = [
        (passage, offset, gold)
        for passage, offset in zip(passages, offsets, strict=True)
        for gold in passage.gold
        if random.random() > _SKIPPED
    ]
    return loss + _role_loss(net, flat, chosen, random) if chosen else loss


class _Asked(NamedTuple):
    """A quote whose roles are asked: the rows of its window, its clues, the right answer."""

    place: np.ndarray
    clues: np.ndarray
    inside: np.ndarray
    parts: np.ndarray
    medium: int


def _role_loss(net: QuoteNet, flat: Tensor, chosen: list, random: np.random.Generator) -> Tensor:
    asked = [_ask(passage, offset, gold, random) for passage, offset, gold in chosen]
    lengths = torch.tensor([len(item.place) for item in asked])
    inside = pad([item.inside for item in asked])
    hidden = functional.embedding(pad([item.place for item in asked]), flat)
    logits, medium = net.roles(hidden, pad([item.clues for item in asked]), lengths, inside)
    right = pad([item.parts for item in asked])
    loss = functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
    real = mask(lengths, hidden.shape[1])
    counted = torch.stack([inside, *[real] * (len(PARTS) - 1)], -1)
    parts = (loss * counted).sum() / len(asked) / _ROLE_TOKENS
    kinds = torch.tensor([item.medium for item in asked])
    return parts + 0.2 * functional.cross_entropy(medium, kinds)


def _ask(passage: Passage, offset: int, gold: Gold, random: np.random.Generator) -> _Asked:
    size = len(passage.clues)
    span = gold.span
    if gold.kind != DIRECT and random.random() < _SHIFTED:
        span = _shift(span, size, random)
    start, end = role_window(passage.sentence_of, span)
    others = [o.span for o in passage.gold if o.span != gold.span and random.random() > _HIDDEN]
    clues = role_clues(passage.sentence_of, span, gold.kind, (start, end), others, passage.rules)
    tokens = np.arange(start, end)
    inside = ((tokens >= span[0]) & (tokens <= span[1])).astype(np.float32)
    parts = np.zeros((size, len(PARTS)), np.float32)
    for column, part in enumerate(gold.parts):
        parts[part, column] = 1
    return _Asked(tokens + offset, clues, inside, parts[start:end], gold.medium)


def _shift(span: Span, size: int, random: np.random.Generator) -> Span:
    """Moves one or both ends of a quote by a few tokens, as a wrong prediction does."""
    first, last = span
    if random.random() < 0.5:
        first = min(max(0, first + random.choice((-3, -2, -1, 1, 2, 4))), last)
    if random.random() < 0.5:
        last = max(min(size - 1, last + random.choice((-3, -1, 1, 2, 4))), first)
    return int(first), int(last)


def _labels(passage: Passage) -> np.ndarray:
    """Labels the outermost quotes but for speech in marks and answers in interviews.

    Verbatim speech without marks is labelled where words tell that somebody says it.
    """
    labels = np.zeros(len(passage.clues), np.int64)
    for gold in sorted(passage.gold, key=lambda gold: gold.span[0] - gold.span[1]):
        first, last = gold.span
        cue = gold.parts[ROLES.index("cue")]
        marked = any(span in passage.marked for span in runs(gold.parts[0]))
        if (gold.kind == DIRECT and (marked or not len(cue))) or labels[first : last + 1].any():
            continue
        begin = 1 + 4 * gold.kind  # the places of B, I, E and S in LABELS
        labels[first : last + 1] = begin + 1
        labels[last] = begin + 2
        labels[first] = begin if last > first else begin + 3
    return labels


def _any_role(passage: Passage) -> np.ndarray:
    """Marks the tokens that are speaker, cue, frame or addressee of any quote."""
    roles = np.zeros((len(passage.clues), len(PARTS) - 1), np.float32)
    for gold in passage.gold:
        for column, part in enumerate(gold.parts[1:]):
            roles[part, column] = 1
    return roles
