"""The trainable heads in PyTorch; what they compute at run time is exported as ONNX."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from presseschau.annotate.model.clues import ROLE_SIZES, TOKEN_SIZES
from presseschau.annotate.model.judged_pairs import PAIR_SIZES, TONE_SIZES
from presseschau.annotate.model.name_head import FEATURE_SIZES
from presseschau.annotate.model.name_head import LABELS as NAME_LABELS
from presseschau.annotate.model.quote_heads import LABELS as QUOTE_LABELS
from presseschau.annotate.model.quote_heads import MEDIA, PARTS
from workshop.training.layers import CRF, NEVER, BiLSTM, blur, mask
from workshop.training.trunk import TAPS

#: First and last piece of a token in three layers of 384.
STATES = len(TAPS) * 2 * 384


class NameNet(nn.Module):
    """Labels the tokens of a sentence: states and features, one BiLSTM, a CRF."""

    def __init__(self, hidden: int = 160, width: int = 256) -> None:
        super().__init__()
        sizes = (12, 6, 6, 16)
        self.inp = nn.Linear(STATES, width)
        self.emb = nn.ModuleList(map(nn.Embedding, FEATURE_SIZES, sizes))
        self.lstm = BiLSTM(width + sum(sizes), hidden)
        self.out = nn.Sequential(
            nn.Linear(2 * hidden + width, 128),
            nn.GELU(),
            nn.Dropout(0.2),
            nn.Linear(128, len(NAME_LABELS)),
        )
        self.crf = CRF(NAME_LABELS)
        self.drop = nn.Dropout(0.35)

    def forward(self, states: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """Emissions, shape (sentences, tokens, labels)."""
        states = blur(states, 0.05) if self.training else states
        states = self.drop(functional.gelu(self.inp(states)))
        codes = [table(features[..., column]) for column, table in enumerate(self.emb)]
        hidden = self.lstm(torch.cat([states, *codes], -1), lengths)
        return self.out(self.drop(torch.cat([hidden, states], -1)))


class TextNet(nn.Module):
    """Reads a whole text: states and clues, two BiLSTMs."""

    def __init__(self, hidden: int, width: int = 256, code: int = 12, dropout: float = 0.4) -> None:
        super().__init__()
        self.inp = nn.Linear(STATES, width)
        self.emb = nn.ModuleList(nn.Embedding(size, code) for size in TOKEN_SIZES)
        self.lstm = BiLSTM(width + code * len(TOKEN_SIZES), hidden, 2, dropout)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, clues: Tensor, lengths: Tensor) -> Tensor:
        """(texts, tokens, 2 * hidden)."""
        states = blur(states, 0.08) if self.training else states
        states = self.drop(functional.gelu(self.inp(states)))
        codes = [table(clues[..., column]) for column, table in enumerate(self.emb)]
        return self.drop(self.lstm(torch.cat([states, *codes], -1), lengths))


class SegmentNet(nn.Module):
    """Tells whether what stands between quotation marks is a direct quote."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.len = nn.Embedding(10, 8)
        self.m = nn.Sequential(
            nn.Linear(width * 5 + 8, 96), nn.GELU(), nn.Dropout(0.4), nn.Linear(96, 1)
        )

    def forward(self, hidden: Tensor, marked: Tensor) -> Tensor:
        """A logit for each segment of tokens that stand text after text.

        ``marked`` has first and last token, tokens before and behind, and a code of the length.
        """
        first, last, before, behind, length = marked.unbind(1)
        total = torch.cat([torch.zeros_like(hidden[:1]), hidden.cumsum(0)])
        mean = (total[last + 1] - total[first]) / (last - first + 1)[:, None]
        parts = [hidden[first], hidden[last], mean, hidden[before], hidden[behind]]
        return self.m(torch.cat([*parts, self.len(length)], -1))[:, 0]


class RoleNet(nn.Module):
    """Reads the parts of one quote (its own tokens, speaker, cue, frame, addressee), its medium."""

    def __init__(self, width: int, hidden: int = 128, dropout: float = 0.4) -> None:
        super().__init__()
        names, sizes = ("pos", "sent", "typ", "seg", "oth", "rul"), (24, 12, 12, 8, 8, 16)
        self.inp = nn.Linear(width, 128)
        for name, codes, size in zip(names, ROLE_SIZES, sizes, strict=True):
            self.add_module(name, nn.Embedding(codes, size))
        self.lstm = BiLSTM(128 + sum(sizes), hidden)
        self.out = nn.Linear(2 * hidden, len(PARTS))
        self.drop = nn.Dropout(dropout)
        self.cls = nn.Sequential(
            nn.Linear(4 * hidden, 64), nn.GELU(), nn.Dropout(dropout), nn.Linear(64, len(MEDIA))
        )

    def tables(self) -> list[nn.Embedding]:
        """The tables of the clues, column by column."""
        return [self.pos, self.sent, self.typ, self.seg, self.oth, self.rul]

    def forward(
        self, hidden: Tensor, clues: Tensor, lengths: Tensor, inside: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits of the parts (quotes, tokens, parts) and of the medium."""
        codes = [table(clues[..., column]) for column, table in enumerate(self.tables())]
        hidden = self.drop(functional.gelu(self.inp(hidden)))
        hidden = self.drop(self.lstm(torch.cat([hidden, *codes], -1), lengths))
        parts = self.out(hidden)
        quote = (hidden * inside[..., None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
        frame = torch.sigmoid(parts[..., 3]) * mask(lengths, hidden.shape[1])
        frame = (hidden * frame[..., None]).sum(1) / (frame.sum(1, keepdim=True) + 1)
        return parts, self.cls(torch.cat([quote, frame], -1))


class QuoteNet(nn.Module):
    """All that is trained for quotes, in one piece."""

    def __init__(self, hidden: int = 160) -> None:
        super().__init__()
        self.enc = TextNet(hidden)
        self.tag = nn.Linear(2 * hidden, len(QUOTE_LABELS))
        self.aux = nn.Linear(2 * hidden, len(PARTS) - 1)
        self.crf = CRF(QUOTE_LABELS)
        self.seg = SegmentNet(2 * hidden)
        self.roles = RoleNet(2 * hidden)


class ToneNet(nn.Module):
    """Reads how a sentence judges an actor: one BiLSTM, and attention from actor to sentence."""

    def __init__(self, hidden: int = 128, width: int = 192, code: int = 8) -> None:
        super().__init__()
        self.inp = nn.Linear(STATES, width)
        self.emb = nn.ModuleList(nn.Embedding(size, code) for size in TONE_SIZES)
        self.lstm = BiLSTM(width + code * len(TONE_SIZES), hidden)
        self.sign = nn.Linear(2 * hidden, 3)
        self.codes = nn.ModuleList(nn.Embedding(size, 12) for size in PAIR_SIZES)
        asking = 2 * hidden + 12 * len(PAIR_SIZES)
        self.ask = nn.Sequential(nn.Linear(asking, 128), nn.Tanh())
        self.key = nn.Linear(2 * hidden, 128, bias=False)
        self.judge = nn.Sequential(
            nn.Linear(asking + 4 * hidden + 3, 128), nn.GELU(), nn.Dropout(0.3), nn.Linear(128, 3)
        )
        self.drop = nn.Dropout(0.3)

    def forward(self, states: Tensor, clues: Tensor, lengths: Tensor) -> Tensor:
        """The tokens as the head sees them, (texts, tokens, 2 * hidden)."""
        states = blur(states, 0.05) if self.training else states
        states = self.drop(functional.gelu(self.inp(states)))
        codes = [table(clues[..., column]) for column, table in enumerate(self.emb)]
        return self.drop(self.lstm(torch.cat([states, *codes], -1), lengths))

    def pairs(
        self, hidden: Tensor, codes: Tensor, sentence: Tensor, target: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits (neutral, good, bad) of each pair, and its attention to the sentence's tokens.

        The tokens stand text after text; ``sentence`` and ``target`` (the actor's mention) have the
        first and the last of each pair.
        """
        named = (hidden[target[:, 0]] + hidden[target[:, 1]]) / 2
        known = [table(codes[:, column]) for column, table in enumerate(self.codes)]
        asked = torch.cat([named, *known], -1)
        sizes = sentence[:, 1] - sentence[:, 0] + 1
        place = torch.arange(int(sizes.max()))[None]
        inside = place < sizes[:, None]
        words = hidden[torch.where(inside, sentence[:, :1] + place, sentence[:, :1])]
        scores = (self.ask(asked)[:, None] * self.key(words)).sum(-1) / 11.3
        weights = torch.softmax(torch.where(inside, scores, NEVER), -1)
        seen = (weights[..., None] * words).sum(1)
        most = torch.where(inside[..., None], words, NEVER).amax(1)
        signs = (weights[..., None] * self.sign(words)).sum(1)
        return self.judge(torch.cat([asked, seen, most, signs], -1)), weights
