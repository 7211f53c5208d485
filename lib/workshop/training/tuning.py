"""Tunes encoder and heads together: ``presseschau train encoder --data DATA --out models``."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from presseschau.annotate.model.name_head import word_features
from presseschau.annotate.model.trunk import Trunk, Window
from workshop.gold.germeval import NameSentence, read_bioes
from workshop.gold.wikinews import read_wikinews
from workshop.training.encoder import EncoderNet
from workshop.training.features import Average, Scale, batches, pace, pad, placed, unscale
from workshop.training.names_head import name_labels
from workshop.training.networks import NameNet, QuoteNet
from workshop.training.passages import Passage, read_passages
from workshop.training.quotes_head import quote_loss
from workshop.training.shipping import ship_names, ship_quotes
from workshop.training.trunk import TAPS, kept_pieces, pretrained, write_trunk

SEED = 0
EPOCHS = 22  # over the passages
_PASSAGES, _SENTENCES = 16, 192  # of a step
_RATE, _TUNING_RATE = 2e-3, 2e-4  # of the heads, of the encoder
_HELD = 0.1  # share of the steps before the encoder is tuned: the heads come first
_NAMES = 0.5  # weighs the loss of the names
_TEMPERATURE = 1.5  # of the scores of names, as fitted on dev
_TOGETHER = (1, 1, 1, 2, 3, 5, 8)  # sentences read in one window


class Material(NamedTuple):
    """What is learned from: passages with their windows, sentences with names."""

    passages: list[Passage]
    windows: list[list[Window]]
    sentences: list[NameSentence]


class Nets(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: EncoderNet, scale: Scale) -> None:
        super().__init__()
        self.encoder = encoder
        self.names = NameNet()
        self.quotes = QuoteNet()
        self.register_buffer("mean", placed(scale.mean))
        self.register_buffer("deviation", placed(scale.deviation))

    def states(self, texts: Sequence[Sequence[Window]], sizes: Sequence[int]) -> Tensor:
        """Scaled states, (items, tokens, width), padded.

        Args:
            texts: The windows of each text.
            sizes: The tokens of each item: texts or their sentences, one behind the other.
        """
        raw = read_windows(self.encoder, [window for text in texts for window in text])
        ends = np.cumsum([0, *sizes]).tolist()
        rows = pad([np.arange(begin, end) for begin, end in itertools.pairwise(ends)])
        return functional.embedding(rows, (raw - self.mean) / self.deviation)


def train_encoder(data: str | Path, out: str | Path) -> Path:
    """Tunes the encoder and trains both heads; writes the trunk and the files of the heads.

    Args:
        data: A folder with the folders ``wikinews-quotes`` and ``germeval2014``.
        out: A folder that holds an untuned trunk, whose pieces are kept.

    Returns:
        The trunk. Six minutes on one H200 that six other runs shared; on two processor cores a
        night or more, and 15 GB. Fit the thresholds afterwards: ``presseschau train thresholds``.
    """
    trunk = Trunk(Path(out))
    documents, passages = read_passages(read_wikinews(Path(data) / "wikinews-quotes" / "train"))
    words = [document.words() for document in documents]
    windows = [list(_windows(trunk, words[p.article], p)) for p in passages]
    sentences = read_bioes(Path(data) / "germeval2014" / "train.bioes")
    untuned = pretrained()
    kept = kept_pieces(untuned, out)
    with torch.device("cuda" if torch.cuda.is_available() else "cpu"):
        encoder = EncoderNet(untuned, kept, TAPS)
        nets = tune(encoder, trunk, Material(passages, windows, sentences))
        scale = Scale(nets.mean.cpu().numpy(), nets.deviation.cpu().numpy())
        unscale(nets.names.inp, scale)
        unscale(nets.quotes.enc.inp, scale)
    nets.cpu()
    tensors = untuned.tensors | nets.encoder.tensors()
    write_trunk(untuned._replace(tensors=tensors), kept, out)
    ship_names([nets.names], Path(out), _TEMPERATURE)
    ship_quotes([nets.quotes], Path(out))
    return Path(out) / "trunk.onnx"


def read_windows(encoder: EncoderNet, windows: Sequence[Window]) -> Tensor:
    """The states of the windows' tokens, (tokens, width), as ``Trunk.states`` does."""
    ids = pad([np.array(window.ids) for window in windows])
    longest = ids.shape[1]
    lengths = torch.tensor([len(window.ids) for window in windows])
    real = (torch.arange(longest)[None] < lengths[:, None]).float()
    first, last = (
        placed(np.concatenate([np.array(part) + row * longest for row, part in enumerate(parts)]))
        for parts in ([w.begins for w in windows], [w.ends for w in windows])
    )
    layers = [layer.flatten(0, 1) for layer in encoder(ids, real)]
    return torch.cat([layer[at] for layer in layers for at in (first, last)], -1)


def tune(encoder: EncoderNet, trunk: Trunk, given: Material) -> Nets:
    """Trains the heads first, then all together; gives the moving average of the weights."""
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    random = np.random.default_rng(SEED)
    nets = Nets(encoder, _scale(encoder, given.windows))
    heads = [*nets.names.parameters(), *nets.quotes.parameters()]
    tuned = [part for part in encoder.parameters() if part.requires_grad]
    average = Average(nets, 0.995)
    groups = [
        {"params": heads, "lr": _RATE, "weight_decay": 1e-3},
        {"params": tuned, "lr": _TUNING_RATE, "weight_decay": 1e-2},
    ]
    optimizer = torch.optim.AdamW(groups)
    steps = EPOCHS * -(-len(given.passages) // _PASSAGES)
    held = int(_HELD * steps)

    def later(step: int) -> float:
        return pace(step - held, steps - held) if step >= held else 0.0

    paces = [lambda step: pace(step, steps), later]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, paces)
    lengths = [len(passage.clues) for passage in given.passages]
    named = _name_batches(given.sentences, random)
    orders = (batches(lengths, _PASSAGES, SEED * 1000 + epoch) for epoch in range(EPOCHS))
    nets.train()
    for step, group in enumerate(itertools.chain.from_iterable(orders)):
        for part in tuned:
            part.requires_grad_(step >= held)
        passages = [given.passages[i] for i in group]
        states = nets.states([given.windows[i] for i in group], [lengths[i] for i in group])
        loss = quote_loss(nets.quotes, passages, states, random)
        loss = loss + _NAMES * _name_loss(nets, trunk, next(named))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(heads, 3.0)
        nn.utils.clip_grad_norm_(tuned, 1.0)
        optimizer.step()
        schedule.step()
        average.update()
    average.write()
    return nets.eval()


def _windows(trunk: Trunk, words: list[str], passage: Passage) -> Iterator[Window]:
    own = words[passage.first : passage.first + len(passage.clues)]
    starts = np.flatnonzero(np.diff(passage.sentence_of, prepend=-1)).tolist()
    return trunk.windows(own, list(itertools.pairwise([*starts, len(own)])))


def _scale(encoder: EncoderNet, windows: Sequence[Sequence[Window]]) -> Scale:
    """Takes the scale of the untuned states from a seventh of the passages."""
    with torch.no_grad():
        rows = torch.cat([read_windows(encoder, text) for text in windows[::7]])
    return Scale(rows.mean(0).cpu().numpy(), rows.std(0).cpu().numpy())


def _name_batches(
    sentences: Sequence[NameSentence], random: np.random.Generator
) -> Iterator[list[list[NameSentence]]]:
    """Batches of about ``_SENTENCES`` without end, in texts of one or more neighbours."""
    while True:
        texts = []
        begin = 0
        while begin < len(sentences):
            end = begin + random.choice(_TOGETHER)
            texts.append(list(sentences[begin:end]))
            begin = end
        random.shuffle(texts)
        batch: list[list[NameSentence]] = []
        for text in texts:
            batch.append(text)
            if sum(map(len, batch)) >= _SENTENCES:
                yield batch
                batch = []


def _name_loss(nets: Nets, trunk: Trunk, texts: list[list[NameSentence]]) -> Tensor:
    windows = []
    for text in texts:
        ends = np.cumsum([0, *(len(sentence.tokens) for sentence in text)]).tolist()
        words = [word for sentence in text for word in sentence.tokens]
        windows.append(list(trunk.windows(words, list(itertools.pairwise(ends)))))
    flat = [sentence for text in texts for sentence in text]
    sizes = [len(sentence.tokens) for sentence in flat]
    features = pad([word_features(sentence.tokens) for sentence in flat])
    lengths = torch.tensor(sizes)
    emissions = nets.names(nets.states(windows, sizes), features, lengths)
    labels = pad([name_labels(sentence) for sentence in flat])
    return nets.names.crf.loss(emissions, labels, lengths).mean()
