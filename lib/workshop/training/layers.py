"""Layers: what the trainable heads are made of, in PyTorch."""

import numpy as np
import torch
from torch import Tensor, nn

from presseschau.annotate.model.decoding import legal

#: The score of what cannot be.
NEVER = -1e4


class BiLSTM(nn.Module):
    """A bidirectional LSTM over padded texts.

    Two one-way LSTMs and a turned text: packed sequences take five times as long on a CPU.
    """

    def __init__(self, width: int, hidden: int, layers: int = 1, dropout: float = 0.0) -> None:
        super().__init__()
        widths = [width] + [2 * hidden] * (layers - 1)
        self.f = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in widths)
        self.b = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in widths)
        self.dropout = nn.Dropout(dropout)

    def forward(self, texts: Tensor, lengths: Tensor) -> Tensor:
        """(texts, tokens, 2 * hidden) of (texts, tokens, width)."""
        place = torch.arange(texts.shape[1])[None]
        turned = torch.where(place < lengths[:, None], lengths[:, None] - 1 - place, place)

        def turn(values: Tensor) -> Tensor:
            return values.gather(1, turned[..., None].expand(-1, -1, values.shape[-1]))

        for layer, (forward, backward) in enumerate(zip(self.f, self.b, strict=True)):
            texts = self.dropout(texts) if layer else texts
            texts = torch.cat([forward(texts)[0], turn(backward(turn(texts))[0])], -1)
        return texts


class CRF(nn.Module):
    """A linear chain over BIOES labels (Lafferty et al. 2001), with the legal steps only."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.t = nn.Parameter(torch.zeros(len(labels), len(labels)))
        for name, allowed in zip(("mask", "st", "en"), legal(labels), strict=True):
            scores = torch.from_numpy(np.where(allowed, 0.0, NEVER).astype(np.float32))
            self.register_buffer(name, scores)

    def loss(self, emissions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """The negative log likelihood of each text."""
        steps = self.t + self.mask
        real = mask(lengths, emissions.shape[1])
        # All steps as matrices, multiplied in pairs: a few large products for many small ones.
        most = _most(emissions)
        stepped = torch.cat([torch.zeros_like(real[:, :1]), real[:, 1:]], 1)
        chain = steps.exp() * (emissions - most).exp()[:, :, None] * stepped[..., None, None]
        chain = chain + torch.eye(len(steps)) * (1 - stepped)[..., None, None]
        level = (most[..., 0] * stepped).sum(1)
        while chain.shape[1] > 1:
            rest = chain[:, chain.shape[1] // 2 * 2 :]
            chain = torch.cat([chain[:, 0:-1:2] @ chain[:, 1::2], rest], 1)
            size = chain.detach().amax((2, 3), keepdim=True).clamp(min=1e-30)
            chain = chain / size
            level = level + size.log().sum((1, 2, 3))
        first = emissions[:, 0] + self.st
        most = _most(first)
        raised = ((first - most).exp()[:, None] @ chain[:, 0])[:, 0] * self.en.exp()
        total = raised.sum(1).clamp(min=1e-30).log() + most[:, 0] + level
        gold = (emissions.gather(2, labels[..., None]).squeeze(2) * real).sum(1)
        gold = gold + (steps[labels[:, :-1], labels[:, 1:]] * real[:, 1:]).sum(1)
        return total - gold


def _most(scores: Tensor) -> Tensor:
    return scores.detach().amax(-1, keepdim=True)


def mask(lengths: Tensor, longest: int) -> Tensor:
    """1 for each token of a text and 0 for its padding."""
    return (torch.arange(longest)[None] < lengths[:, None]).float()


def blur(states: Tensor, tokens: float) -> Tensor:
    """Hides some of the states' columns and some tokens, so that the heads do not learn them."""
    states = states * ((torch.rand(states.shape[0], 1, states.shape[2]) > 0.2).float() / 0.8)
    return states * (torch.rand(states.shape[0], states.shape[1], 1) > tokens).float()
