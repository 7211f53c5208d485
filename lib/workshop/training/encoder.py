"""The encoder in PyTorch, for tuning it: rounded as the shipped one rounds."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from workshop.training.trunk import Encoder


def _round_values(values: Tensor) -> Tensor:
    """Rounds each window to 8 bits over its own range, as DynamicQuantizeMatMul does."""
    fixed = values.detach()
    low = fixed.amin((1, 2), keepdim=True).clamp(max=0)
    high = fixed.amax((1, 2), keepdim=True).clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-9)
    zero = torch.round(-low / scale)
    rounded = (torch.round(fixed / scale + zero).clamp(0, 255) - zero) * scale
    return values + (rounded - fixed).detach()


class Dense(nn.Linear):
    """A linear layer whose inputs are rounded to 8 bits; rounding the weights changes little."""

    def forward(self, values: Tensor) -> Tensor:
        """(windows, pieces, width of the output)."""
        return functional.linear(_round_values(values), self.weight, self.bias)


class Layer(nn.Module):
    """One layer of the encoder (Vaswani et al. 2017, norms behind the sums)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (Dense(width, width) for _ in range(4))
        self.fi, self.fo = Dense(width, inner), Dense(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, epsilon) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, values: Tensor, real: Tensor) -> Tensor:
        """The states behind the layer; ``real`` is 1 for pieces and 0 for padding."""
        windows, pieces, width = values.shape
        values = values * real[..., None]
        q, k, v = (
            part(values).view(windows, pieces, self.heads, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        seen = real.bool()[:, None, None]
        context = functional.scaled_dot_product_attention(q, k, v, seen).transpose(1, 2)
        context = context.reshape(windows, pieces, width) * real[..., None]
        values = self.aln(self.drop(self.ao(context)) + values)
        inner = functional.gelu(self.fi(values * real[..., None])) * real[..., None]
        return self.oln(self.drop(self.fo(inner)) + values)


class EncoderNet(nn.Module):
    """The first layers of the encoder; the embeddings are not trained."""

    def __init__(self, encoder: Encoder, kept: Sequence[int], taps: Sequence[int]) -> None:
        """Takes over the weights of the ``kept`` pieces and of the layers up to the last tap.

        The taps are the layers, from 1, whose states are given.
        """
        super().__init__()
        self.taps = tuple(taps)
        tensors, width = encoder.tensors, encoder.width
        numbers, scales = tensors["emb.word"]
        blocks = numbers.reshape(-1, width // 32, 32)[kept].astype(np.float32)
        words = (blocks * scales.reshape(-1, width // 32, 1)[kept]).reshape(-1, width)
        places = tensors["emb.pos"].reshape(-1, width) + tensors["emb.type"][:width]
        self.register_buffer("words", torch.from_numpy(words))
        self.register_buffer("places", torch.from_numpy(places))
        self.norm = nn.LayerNorm(width, encoder.epsilon)
        self.layers = nn.ModuleList(
            Layer(width, encoder.heads, encoder.inner, encoder.epsilon) for _ in range(taps[-1])
        )
        values = {"norm.weight": tensors["emb.ln.w"], "norm.bias": tensors["emb.ln.b"]}
        for name, part in self.named_parameters():
            if name not in values:
                values[name] = encoder.floats(_name(name))
            with torch.no_grad():
                part.copy_(torch.from_numpy(np.array(values[name])).reshape(part.shape))
        self.norm.requires_grad_(False)

    def lower(self, ids: Tensor, real: Tensor) -> Tensor:
        """The states (windows, pieces, width) of the first tap, below which nothing is tuned."""
        values = self.norm(self.words[ids] + self.places[: ids.shape[1]])
        for layer in self.layers[: self.taps[0]]:
            values = layer(values, real)
        return values

    def forward(self, lowest: Tensor, real: Tensor) -> list[Tensor]:
        """The states (windows, pieces, width) of each tap, from those of the first."""
        states, values = [lowest], lowest
        for number, layer in enumerate(self.layers[self.taps[0] :], self.taps[0] + 1):
            values = layer(values, real)
            if number in self.taps:
                states.append(values)
        return states

    def tensors(self) -> dict[str, np.ndarray]:
        """The layers' tensors by the names of :class:`Encoder`."""
        return {
            _name(name): part.detach().cpu().numpy()
            for name, part in self.layers.named_parameters(prefix="layers")
        }


def _name(parameter: str) -> str:
    """Turns "layers.3.q.weight" into "l3.q.w"."""
    _, layer, part, kind = parameter.split(".")
    return f"l{layer}.{part}.{kind[0]}"
