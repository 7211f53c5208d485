"""Trains the head for names: ``presseschau train names --data DATA --out models``."""

import itertools
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch

from presseschau.annotate.model.name_head import LABELS, word_features
from presseschau.core.text import Document
from workshop.gold.germeval import NameSentence, read_bioes, to_document
from workshop.training.features import (
    Descent,
    Group,
    Scale,
    States,
    pace,
    pad,
    read_states,
    rounds,
    unscale,
)
from workshop.training.networks import NameNet
from workshop.training.shipping import ship_names

SEEDS = (0, 1)
EPOCHS = 6
_BATCH = 64
_RATE = 2e-3
_TOGETHER = (2, 3, 5, 8, 12)  # sentences read in one window, as in articles


def train_names(data: str | Path, out: str | Path) -> Path:
    """Trains the head on GermEval 2014 and writes ``names.onnx``: 40 CPU-minutes, 5 GB of memory.

    Each sentence is read twice by the trunk: alone, and among its neighbours, as in an article.
    Where ``train encoder`` made ``names.pt``, that becomes one more member.
    """
    sentences = read_bioes(Path(data) / "germeval2014" / "train.bioes")
    alone, scale = read_states(out, [to_document(sentence.tokens) for sentence in sentences])
    together, _ = read_states(out, joined(sentences), scale)
    members = [_train(sentences, [alone, States(together.rows, alone.starts)], scale, seed)
               for seed in SEEDS]  # fmt: skip
    if (tuned := Path(out) / "names.pt").is_file():
        members.append(NameNet())
        members[-1].load_state_dict(torch.load(tuned, map_location="cpu"))
    ship_names(members, Path(out))
    return Path(out) / "names.onnx"


def joined(sentences: Sequence[NameSentence]) -> list[Document]:
    """Joins neighbouring sentences to texts, in the same order of tokens."""
    random = np.random.default_rng(0)
    texts = []
    begin = 0
    while begin < len(sentences):
        group = sentences[begin : begin + random.choice(_TOGETHER)]
        begin += len(group)
        document = to_document([token for sentence in group for token in sentence.tokens])
        ends = np.cumsum([0, *(len(sentence.tokens) for sentence in group)]).tolist()
        ranges = list(itertools.pairwise(ends))
        spans = [(document.tokens[a][0], document.tokens[b - 1][1]) for a, b in ranges]
        texts.append(document._replace(sentences=spans, sentence_tokens=ranges))
    return texts


def _train(
    sentences: Sequence[NameSentence], states: Sequence[States], scale: Scale, seed: int
) -> NameNet:
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # tiny numbers make a CPU ten times slower
    random = np.random.default_rng(seed)
    features = [word_features(sentence.tokens) for sentence in sentences]
    labels = [name_labels(sentence) for sentence in sentences]
    net = NameNet().train()
    groups = rounds([len(row) for row in labels], _BATCH, EPOCHS, seed)
    all_alike = Group([*net.parameters()], _RATE, partial(pace, steps=len(groups)))
    way = Descent(net, 0.998, all_alike)
    for group in groups:
        source = states[random.integers(len(states))]
        lengths = torch.tensor([len(labels[i]) for i in group])
        emissions = net(
            pad([source.of(i).astype(np.float32) for i in group]),
            pad([features[i] for i in group]),
            lengths,
        )
        way.step(net.crf.loss(emissions, pad([labels[i] for i in group]), lengths).mean())
    way.end()
    unscale(net.inp, scale)
    return net.eval()


def name_labels(sentence: NameSentence) -> np.ndarray:
    """The place in ``LABELS`` of each token's label."""
    labels = np.zeros(len(sentence.tokens), np.int64)
    for first, last, kind in sentence.names:
        if first == last:
            labels[first] = LABELS.index(f"S-{kind}")
            continue
        labels[first : last + 1] = LABELS.index(f"I-{kind}")
        labels[first], labels[last] = LABELS.index(f"B-{kind}"), LABELS.index(f"E-{kind}")
    return labels
