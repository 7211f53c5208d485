"""Trains the second reading of judgements: ``presseschau train targets``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from presseschau.annotate.model.judged_pairs import GERNTSA, JUDGEMENT, NEWSMTSC
from presseschau.annotate.model.target_reader import LAYER, read_passage
from presseschau.annotate.model.trunk import Trunk
from workshop.corpus.judged_texts import load_names, load_passages
from workshop.corpus.rows import load_corpus
from workshop.gold.germeval import read_bioes
from workshop.training.features import Descent, Group, pace, pad
from workshop.training.judged import Judged, read_judged, read_snippet
from workshop.training.material import snippets
from workshop.training.target_net import TargetNet, ship_targets

SEED = 0
_PIECES = 1500  # of a batch
_DRAWN = 6  # rounds of examples that are sorted by length together
_OTHER, _WORDS = 0.5, 0.3  # what other notions' attitudes and the judging words weigh


class Run(NamedTuple):
    """Steps of a run, its rates for the layers and for the rest, and the share of pieces hidden."""

    steps: int
    layers: float
    rest: float
    hidden: float = 0.0


#: Each run begins where the one before ended; what is shipped is the mean of the last two.
RUNS = (
    Run(2200, 1.5e-4, 1e-3),
    Run(2500, 1e-4, 5e-4),
    Run(1500, 5e-5, 2e-4),
    Run(1800, 8e-5, 3e-4, hidden=0.08),
)


class Example(NamedTuple):
    """What is read of a pair, its sign by a notion, and which pieces hold the judging words."""

    states: np.ndarray
    marks: np.ndarray
    clues: np.ndarray
    codes: np.ndarray
    sign: int
    words: np.ndarray


class Pool:
    """Pairs of one sort, drawn over and over in a new order."""

    def __init__(self, pairs: Sequence, random: np.random.Generator) -> None:
        self._pairs, self._random, self._order = pairs, random, []

    def take(self, count: int) -> list:
        """The next so many pairs."""
        while len(self._order) < count:
            self._order += self._random.permutation(len(self._pairs)).tolist()
        taken, self._order = self._order[:count], self._order[count:]
        return [self._pairs[i] for i in taken]


def train_targets(data: str | Path, out: str | Path) -> Path:
    """Tunes two layers of the trunk anew on passages with a marked actor; writes ``targets.onnx``.

    Two to three hours on one processor core, and 4 GB.
    """
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    random = np.random.default_rng(SEED)
    drawn = _batches(_pools(Path(data), Trunk(Path(out))), random)
    net, ends = TargetNet(Path(out) / "trunk.onnx").train(), []
    for run in RUNS:
        _tune(net, drawn, run)
        ends.append([part.detach().clone() for part in net.parameters()])
    with torch.no_grad():
        for part, one, other in zip(net.parameters(), *ends[-2:], strict=True):
            part.copy_((one + other) / 2)
    ship_targets(net.eval(), Path(out))
    return Path(out) / "targets.onnx"


def _tune(net: TargetNet, drawn: Iterator[list[Example]], run: Run) -> None:
    """Tunes the net to the running mean of its weights."""
    rest = [part for name, part in net.named_parameters() if not name.startswith("layers.")]
    down = partial(pace, steps=run.steps)
    layers = Group([*net.layers.parameters()], run.layers, down, decay=1e-2, longest=1.0)
    way = Descent(net, 0.995, layers, Group(rest, run.rest, down))
    for _ in range(run.steps):
        way.step(_loss(net, next(drawn), run.hidden))
    way.end()


def _pools(data: Path, trunk: Trunk) -> Iterator[tuple[list[tuple], int]]:
    """Pairs by sort, and how many of each are drawn in a round: judgements are one in four."""
    texts = (read_judged(a) for a in load_corpus(data / "wikinews-quotes/train", splits=["train"]))
    judged, beside, others = _sorted(trunk, texts)
    yield from ((judged, 7), (beside, 4), (others, 12))
    judged, beside, others = _sorted(trunk, map(read_judged, load_passages()))
    yield from ((judged, 4), (beside + others, 4))
    sentences = read_bioes(data / "germeval2014" / "train.bioes")
    judged, beside, others = _sorted(trunk, map(read_judged, load_names(sentences)))
    yield from ((judged, 1), (beside + others, 4))
    attitudes, anew = defaultdict(list), []
    for item, notion, english, target in snippets(data):
        if english:  # the trunk keeps no English pieces
            continue
        one = read_snippet(item, notion)
        states = trunk.states(one.document)[:, LAYER].astype(np.float16)
        attitudes[notion].append((one, states, 0))
        if target:
            item = item._replace(polarity=target.tenor)
            anew.append((read_snippet(item, JUDGEMENT, target.words), states, 0))
    yield [pair for pair in anew if pair[0].signs[0]], 3
    yield [pair for pair in anew if not pair[0].signs[0]], 7
    yield attitudes[NEWSMTSC], 4
    yield attitudes[GERNTSA], 7


def _sorted(trunk: Trunk, texts: Iterable[Judged]) -> tuple[list, list, list]:
    """Pairs that are judged, others of a sentence that judges somebody, and all the rest."""
    judged, beside, others = [], [], []
    for one in texts:
        if not one.feed:
            continue
        states = trunk.states(one.document)[:, LAYER].astype(np.float16)
        judging = {tuple(one.feed["sentence"][pair]) for pair in np.flatnonzero(one.signs)}
        for pair, sign in enumerate(one.signs):
            near = beside if tuple(one.feed["sentence"][pair]) in judging else others
            (judged if sign else near).append((one, states, pair))
    return judged, beside, others


def _example(one: Judged, states: np.ndarray, pair: int) -> Example:
    given, tokens = read_passage(one.document, states, one.feed, pair)
    words = np.isin(tokens, one.words[pair] + one.feed["sentence"][pair][0])
    return Example(*given.values(), int(one.signs[pair]), words)


def _batches(
    sorts: Iterable[tuple[list, int]], random: np.random.Generator
) -> Iterator[list[Example]]:
    """Batches of passages of about the same length, without end."""
    pools = [(Pool(pairs, random), count) for pairs, count in sorts]
    while True:
        drawn = [_example(*pair) for pool, count in pools for pair in pool.take(count * _DRAWN)]
        drawn.sort(key=lambda one: len(one.marks))
        found: list[list[Example]] = [[]]
        for one in drawn:
            if len(one.marks) * (len(found[-1]) + 1) > _PIECES:
                found.append([])
            found[-1].append(one)
        for index in random.permutation(len(found)):
            yield found[index]


def _loss(net: TargetNet, batch: Sequence[Example], hidden: float) -> Tensor:
    codes = torch.from_numpy(np.stack([one.codes for one in batch]))
    states = pad([one.states.astype(np.float32) for one in batch])
    states = states * (torch.rand(states.shape[:2]) >= hidden)[..., None]
    marks, clues, words = (
        pad([getattr(one, part) for one in batch]) for part in ("marks", "clues", "words")
    )
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, weights = net(states, marks, clues, codes)
    notion = codes[:, -1]
    logits = logits.float()[torch.arange(len(batch)), notion]
    signs = torch.tensor([one.sign for one in batch])
    each = functional.cross_entropy(logits, signs, reduction="none")
    loss = (each * torch.where(notion == JUDGEMENT, 1.0, _OTHER)).sum()
    known = (signs > 0) & words.any(1)
    on = (weights.float() * words).sum(1)[known]
    return (loss - _WORDS * on.clamp(min=1e-6).log().sum()) / len(batch)
