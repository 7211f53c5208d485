"""Tunes the encoder's upper layers: ``presseschau train encoder --data DATA --out models``."""

import itertools
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from presseschau.annotate.model.name_head import word_features
from presseschau.annotate.model.trunk import Trunk
from workshop.gold.germeval import NameSentence
from workshop.training.encoder import EncoderNet
from workshop.training.features import (
    Descent,
    Group,
    Scale,
    batches,
    pace,
    pad,
    placed,
    rounds,
    unscale,
)
from workshop.training.judged import Judged, tone_loss, train_tone
from workshop.training.material import Material, Read, read_material
from workshop.training.names_head import name_labels
from workshop.training.networks import NameNet, QuoteNet, ToneNet
from workshop.training.quotes_head import quote_loss
from workshop.training.shipping import ship_tone
from workshop.training.trunk import TAPS, kept_pieces, pretrained, write_trunk

SEED = 0
EPOCHS = 3  # over the corpus
_ARTICLES, _NAMED = 8, 12  # of a step: articles, groups of sentences
_ATTITUDES, _TARGETS, _JUDGED, _SENTENCES = 30, 34, 10, 24  # of a step, snippets and passages
_RATE, _TUNING_RATE = 2e-3, 2e-4  # of the heads, of the encoder
_HELD = 0.1  # share of the steps before the encoder is tuned: the heads come first
# What losses weigh beside the quotes': of names and of tone, the latter by kind of text.
_NAMES, _TONE = 0.3, 0.1
_SNIPPETS, _PASSAGES, _SINGLE = 2.0, 0.5, 1.5
_SAVED = 25  # steps from one checkpoint to the next


class Nets(nn.Module):
    """Encoder and the heads that shape it, which are trained anew behind it."""

    def __init__(self, encoder: EncoderNet, mean: Tensor, deviation: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.names, self.quotes, self.tone = NameNet(), QuoteNet(), ToneNet()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)

    def rows(self, texts: Sequence[Read]) -> list[Tensor]:
        """The scaled states of each text, (tokens, width)."""
        raw = read_windows(self.encoder, texts)
        sizes = [sum(len(window.begins) for window in text.windows) for text in texts]
        return list(((raw - self.mean) / self.deviation).split(sizes))


def train_encoder(data: str | Path, out: str | Path) -> Path:
    """Tunes the layers above the first tap with heads for quotes, names and tone; writes the trunk.

    The head for tone learns on behind it and is shipped; that for names is kept in ``names.pt``,
    for ``train names`` to ship beside those it trains behind the tuned encoder; ``train quotes``
    begins anew. A run that was stopped goes on from ``tuning.pt`` in ``out``. About two hours on
    two processor cores, and 8 GB.
    """
    untuned = pretrained()
    kept = kept_pieces(untuned, out)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    with torch.device("cuda" if torch.cuda.is_available() else "cpu"):
        encoder = EncoderNet(untuned, range(len(untuned.pieces)), TAPS)
        given = read_material(Path(data), encoder, Trunk(Path(out)), np.array(kept), untuned)
        nets = tune(encoder, given, Path(out) / "tuning.pt")
        train_tone(nets.tone, list(_tone_material(nets, given)))
    tensors = untuned.tensors | nets.encoder.tensors()
    write_trunk(untuned._replace(tensors=tensors), kept, out)
    scale = Scale(nets.mean.cpu().numpy(), nets.deviation.cpu().numpy())
    nets.cpu()
    for head in (nets.tone, nets.names):
        unscale(head.inp, scale)
    ship_tone(nets.tone, Path(out))
    torch.save(nets.names.state_dict(), Path(out) / "names.pt")
    return Path(out) / "trunk.onnx"


def _tone_material(nets: Nets, given: Material) -> Iterator[tuple[np.ndarray, Judged]]:
    texts = [(text, judged) for text, _, judged in given.articles]
    texts += given.attitudes + given.targets + given.judged + given.sentences
    with torch.no_grad():
        for text, judged in texts:
            yield nets.rows([text])[0].half().cpu().numpy(), judged


def read_windows(encoder: EncoderNet, texts: Sequence[Read]) -> Tensor:
    """The states of the texts' tokens one below the other, as ``Trunk.states`` gives them."""
    states = [rows.astype(np.float32) for text in texts for rows in text.states]
    windows = [window for text in texts for window in text.windows]
    lowest = pad(states)
    longest = lowest.shape[1]
    lengths = torch.tensor([len(rows) for rows in states])
    real = (torch.arange(longest)[None] < lengths[:, None]).float()
    first, last = (
        placed(np.concatenate([np.array(part) + row * longest for row, part in enumerate(parts)]))
        for parts in ([w.begins for w in windows], [w.ends for w in windows])
    )
    layers = [layer.flatten(0, 1) for layer in encoder(lowest, real)]
    return torch.cat([layer[at] for layer in layers for at in (first, last)], -1)


def tune(encoder: EncoderNet, given: Material, checkpoint: Path) -> Nets:
    """Trains the heads first, then all together; gives the moving average of the weights."""
    random = np.random.default_rng(SEED)
    with torch.no_grad():
        sample = torch.cat([read_windows(encoder, [item[0]]) for item in given.articles[::7]])
    nets = Nets(encoder, sample.mean(0), sample.std(0))
    heads = [p for net in (nets.names, nets.quotes, nets.tone) for p in net.parameters()]
    tuned = [p for layer in encoder.layers[TAPS[0] :] for p in layer.parameters()]
    for layer in encoder.layers[: TAPS[0]]:
        layer.requires_grad_(False)
    steps = rounds([len(item[2].tokens) for item in given.articles], _ARTICLES, EPOCHS, SEED)
    held = int(_HELD * len(steps))

    def later(step: int) -> float:
        return pace(step - held, len(steps) - held) if step >= held else 0.0

    way = Descent(
        nets,
        0.995,
        Group(heads, _RATE, partial(pace, steps=len(steps))),
        Group(tuned, _TUNING_RATE, later, decay=1e-2, longest=1.0),
    )
    begun = _resume(checkpoint, way)
    named = _endless([len(r.windows[0].ids) for r, _ in given.named], _NAMED)
    judged = [
        (weight, texts, _endless([len(r.windows[0].ids) for r, _ in texts], size))
        for weight, size, texts in (
            (_SNIPPETS, _ATTITUDES, given.attitudes),
            (_SNIPPETS, _TARGETS, given.targets),
            (_PASSAGES, _JUDGED, given.judged),
            (_SINGLE, _SENTENCES, given.sentences),
        )
    ]
    nets.train()
    for step, group in enumerate(steps[begun:], begun):
        for part in tuned:
            part.requires_grad_(step >= held)
        loss = _article_loss(nets, [given.articles[i] for i in group], random)
        loss = loss + _NAMES * _name_loss(nets, [given.named[i] for i in next(named)])
        for weight, texts, drawn in judged:
            loss = loss + weight * _snippet_loss(nets, [texts[i] for i in next(drawn)])
        way.step(loss)
        if step % _SAVED == _SAVED - 1:
            _save(checkpoint, way)
    way.end()
    return nets.eval()


def _save(checkpoint: Path, way: Descent) -> None:
    parts = {"step": way.steps, "nets": way.net.state_dict(), "mean": way.mean}
    parts |= {"optimizer": way.optimizer.state_dict(), "schedule": way.schedule.state_dict()}
    torch.save(parts, checkpoint.with_suffix(".new"))
    checkpoint.with_suffix(".new").replace(checkpoint)


def _resume(checkpoint: Path, way: Descent) -> int:
    """Goes back to where a stopped run was; gives its step."""
    if checkpoint.exists():
        parts = torch.load(checkpoint)
        way.net.load_state_dict(parts["nets"])
        way.optimizer.load_state_dict(parts["optimizer"])
        way.schedule.load_state_dict(parts["schedule"])
        way.mean, way.steps = parts["mean"], parts["step"]
    return way.steps


def _endless(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    for epoch in itertools.count():
        yield from batches(lengths, size, epoch)


def _article_loss(nets: Nets, items: Sequence, random: np.random.Generator) -> Tensor:
    rows = nets.rows([text for text, *_ in items])
    passages = [(of, p) for of, (_, found, _) in enumerate(items) for p in found]
    cut = [rows[of][p.first : p.first + len(p.clues)] for of, p in passages]
    states = nn.utils.rnn.pad_sequence(cut, batch_first=True)
    loss = quote_loss(nets.quotes, [p for _, p in passages], states, random)
    return loss + _TONE * _judged_loss(nets, rows, [judged for *_, judged in items])


def _snippet_loss(nets: Nets, items: Sequence[tuple[Read, Judged]]) -> Tensor:
    rows = nets.rows([text for text, _ in items])
    return _judged_loss(nets, rows, [judged for _, judged in items])


def _judged_loss(nets: Nets, rows: Sequence[Tensor], judged: Sequence[Judged]) -> Tensor:
    states = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(part) for part in rows])
    hidden = nets.tone(states, pad([one.feed["clues"] for one in judged]), lengths)
    return tone_loss(nets.tone, judged, hidden)


def _name_loss(nets: Nets, items: Sequence[tuple[Read, list[NameSentence]]]) -> Tensor:
    flat = [sentence for _, sentences in items for sentence in sentences]
    sizes = [len(sentence.tokens) for sentence in flat]
    states = torch.cat(nets.rows([text for text, _ in items])).split(sizes)
    padded = nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    features = pad([word_features(sentence.tokens) for sentence in flat])
    lengths = torch.tensor(sizes)
    emissions = nets.names(padded, features, lengths)
    labels = pad([name_labels(sentence) for sentence in flat])
    return nets.names.crf.loss(emissions, labels, lengths).mean()
