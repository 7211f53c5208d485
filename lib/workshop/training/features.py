"""The trunk's states of many texts, computed once and kept in half precision for training."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from presseschau.annotate.model.trunk import Trunk
from presseschau.core.text import Document

_FAR = 10.0  # standard deviations; half precision and a few outliers go ill together


class Scale(NamedTuple):
    """Mean and standard deviation of each column of the states."""

    mean: np.ndarray
    deviation: np.ndarray


class States(NamedTuple):
    """The scaled states of texts, one below the other; text i has rows starts[i]:starts[i + 1]."""

    rows: np.ndarray
    starts: np.ndarray

    def of(self, text: int, first: int = 0, last: int | None = None) -> np.ndarray:
        """The rows of a text, or of its tokens ``first`` to before ``last``."""
        begin, end = self.starts[text], self.starts[text + 1]
        return self.rows[begin + first : end if last is None else begin + last]


def read_states(
    folder: str | Path, documents: Sequence[Document], scale: Scale | None = None
) -> tuple[States, Scale]:
    """Runs the trunk of a folder over texts; without a scale it is taken from these texts.

    Returns:
        The scaled states, about 4.6 kB a token, and the scale.
    """
    trunk = Trunk(Path(folder), threads=2)
    raw = [trunk.states(document).astype(np.float16) for document in documents]
    starts = np.cumsum([0, *(len(rows) for rows in raw)])
    rows = np.vstack(raw)
    if scale is None:
        sample = rows[:: max(1, len(rows) // 100_000)].astype(np.float32)
        scale = Scale(sample.mean(0), sample.std(0))
    for begin in range(0, len(rows), 20_000):
        part = rows[begin : begin + 20_000].astype(np.float32)
        part = np.clip((part - scale.mean) / scale.deviation, -_FAR, _FAR)
        rows[begin : begin + 20_000] = part
    return States(rows, starts), scale


def placed(values: np.ndarray) -> torch.Tensor:
    """An array as a tensor on the device in use."""
    return torch.from_numpy(values).to(torch.get_default_device())


def pad(rows: Sequence[np.ndarray]) -> torch.Tensor:
    """Stacks arrays of different lengths, filled up with zeros, on the device in use."""
    parts = [torch.from_numpy(row) for row in rows]
    return nn.utils.rnn.pad_sequence(parts, batch_first=True).to(torch.get_default_device())


def unscale(layer: nn.Linear, scale: Scale) -> None:
    """Puts the scale into the weights of the layer that reads the states."""
    with torch.no_grad():
        layer.weight.div_(placed(scale.deviation))
        layer.bias.sub_(layer.weight @ placed(scale.mean))


class Group(NamedTuple):
    """Weights that are trained alike; no gradient of theirs may be longer than ``longest``."""

    weights: list[nn.Parameter]
    rate: float
    pace: Callable[[int], float]  # the share of the rate, by step
    decay: float = 1e-3
    longest: float = 3.0


class Descent:
    """The way down a loss, and beside it the moving average of a net's weights: it is steadier."""

    def __init__(self, net: nn.Module, keep: float, *groups: Group) -> None:
        self.net, self.keep, self.groups, self.steps = net, keep, groups, 0
        self.mean = [values.detach().clone() for values in net.parameters()]
        self.optimizer = torch.optim.AdamW([
            {"params": one.weights, "lr": one.rate, "weight_decay": one.decay} for one in groups
        ])  # fmt: skip
        paces = [one.pace for one in groups]
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, paces)

    def step(self, loss: torch.Tensor) -> None:
        """Moves the weights, and the average after them."""
        self.optimizer.zero_grad()
        loss.backward()
        for group in self.groups:
            nn.utils.clip_grad_norm_(group.weights, group.longest)
        self.optimizer.step()
        self.schedule.step()
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for mean, values in zip(self.mean, self.net.parameters(), strict=True):
                mean.lerp_(values, 1 - keep)

    def end(self) -> None:
        """Puts the average in the place of the net's weights."""
        with torch.no_grad():
            for mean, values in zip(self.mean, self.net.parameters(), strict=True):
                values.copy_(mean)


def rounds(lengths: Sequence[int], size: int, epochs: int, seed: int = 0) -> list[list[int]]:
    """The batches of several epochs, one after the other."""
    every = (batches(lengths, size, seed * 1000 + epoch) for epoch in range(epochs))
    return list(chain.from_iterable(every))


def batches(lengths: Sequence[int], size: int, seed: int) -> Iterator[list[int]]:
    """The items in shuffled batches of similar length."""
    random = np.random.default_rng(seed)
    noise = random.uniform(0, 0.25, len(lengths)) * np.asarray(lengths)
    order = np.argsort(lengths + noise, kind="stable")
    groups = [order[begin : begin + size] for begin in range(0, len(order), size)]
    random.shuffle(groups)
    for group in groups:
        yield group.tolist()


def pace(step: int, steps: int) -> float:
    """The share of the learning rate: 100 steps up, then down in a line to 3 %."""
    return min(1.0, (step + 1) / 100) * max(0.03, 1 - step / steps)
