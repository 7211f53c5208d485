"""The head for judgements: what it learns from, its loss, and its training behind the encoder."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from presseschau.annotate.annotator import Mention
from presseschau.annotate.model.judged_pairs import actors_of, pairs, snippet_feed, tone_feed
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.core.tables import Span
from presseschau.core.text import Document, read_document
from workshop.corpus.rows import Article
from workshop.gold.gerntsa import Snippet
from workshop.gold.wikinews import project
from workshop.training.features import Descent, Group, pace, pad, placed, rounds
from workshop.training.networks import ToneNet

_NO_WORDS = np.zeros(0, np.int64)
_SIGNS = {0: 0, 1: 1, -1: 2}
_WORDS = 0.5  # weighs the loss of the attention to the words that judge
_TOKENS = 0.3  # weighs the loss of the sign of each token
_EPOCHS, _BATCH, _RATE = 8, 16, 1e-3  # behind the tuned encoder


class Judged(NamedTuple):
    """An article as the head learns it: its feed, the right answer of each pair and token.

    ``words`` has for each pair the tokens of the judging words, counted from the sentence's first.
    """

    document: Document
    feed: dict[str, np.ndarray]
    signs: np.ndarray
    words: list[np.ndarray]
    tokens: np.ndarray


def read_judged(article: Article) -> Judged:
    """Reads the pairs of an article of the corpus with the judgements of its reader.

    The actors' names are the reader's; what else the rules take for a name stays among the
    mentions, so that the head learns to leave it alone.
    """
    document = read_document(article.text)
    kinds = {actor["id"]: actor["kind"] for actor in article.rows["actors"]}
    named = [m for m in article.rows["mentions"] if m["form"] == "name"]
    owner = {(m["start"], m["end"]): m["actor"] for m in named}
    gold = [Mention(*span, _kind(kinds.get(actor, "ORG"))) for span, actor in owner.items()]
    by_rules = find_mentions(document)
    others = [m for m in by_rules if not any(m.start < g.end and g.start < m.end for g in gold)]
    mentions = sorted([*gold, *others])
    actors = actors_of(document.text, mentions)
    asked = pairs(document, mentions, actors, find_quotes(document, by_rules))
    judged: dict[tuple[int, str], tuple[int, np.ndarray]] = {}
    tokens = np.zeros(len(document.tokens), np.int64)
    starts = np.array([start for start, _ in document.sentences])
    for tone in article.rows["tone"]:
        words = np.array(project(tone["words"], document.tokens), np.int64)
        middle = tone["words"][0][0] if tone["words"] else (tone["start"] + tone["end"]) // 2
        sentence = max(0, int(np.searchsorted(starts, middle, side="right")) - 1)
        tokens[words] = _SIGNS[tone["tenor"]]
        judged[sentence, tone["actor"]] = (_SIGNS[tone["tenor"]], words)
    signs, evidence = [], []
    whose = {
        number: owner[m.start, m.end]
        for number, m in zip(actors, mentions, strict=True)
        if (m.start, m.end) in owner
    }
    for pair in asked:
        mention = mentions[pair.mention]
        who = owner.get((mention.start, mention.end)) or whose.get(pair.actor, "")
        sign, words = judged.get((pair.sentence, who), (0, _NO_WORDS))
        first, end = document.sentence_tokens[pair.sentence]
        signs.append(sign)
        evidence.append(words[(words >= first) & (words < end)] - first)
    feed = tone_feed(document, mentions, asked) if asked else {}
    return Judged(document, feed, np.array(signs, np.int64), evidence, tokens)


def read_snippet(snippet: Snippet, notion: int, words: Sequence[Span] = ()) -> Judged:
    """Reads a target of an attitude data set: one pair, whose sentence is the whole snippet.

    The notion of an attitude is a code of the runtime head; ``words`` judge, where they are known.
    """
    document = read_document(snippet.text)
    feed = snippet_feed(document, snippet.target, notion)
    sign = np.array([_SIGNS[snippet.polarity]], np.int64)
    judging = np.array(project(words, document.tokens), np.int64)
    tokens = np.full(len(document.tokens), -100)
    tokens[judging] = sign[0]
    return Judged(document, feed, sign, [judging], tokens)


def _kind(kind: str) -> str:
    return "LOC" if kind == "GOV" else kind


def train_tone(net: ToneNet, read: Sequence[tuple[np.ndarray, Judged]]) -> None:
    """Trains on the head that the tuning of the encoder has begun, the encoder as it stays.

    Of each text it reads the scaled states, (tokens, width), and the judgements.
    """
    lengths = [len(judged.tokens) for _, judged in read]
    groups = rounds(lengths, _BATCH, _EPOCHS)
    all_alike = Group([*net.parameters()], _RATE, partial(pace, steps=len(groups)))
    way = Descent(net.train(), 0.998, all_alike)
    for group in groups:
        rows = [read[i][0].astype(np.float32) for i in group]
        judged = [read[i][1] for i in group]
        clues = pad([one.feed["clues"] for one in judged])
        hidden = net(pad(rows), clues, torch.tensor([lengths[i] for i in group]))
        way.step(tone_loss(net, judged, hidden))
    way.end()
    net.eval()


def tone_loss(net: ToneNet, read: Sequence[Judged], hidden: Tensor) -> Tensor:
    """The loss of articles with pairs; ``hidden`` is what the head makes of their tokens."""
    sizes = [len(one.tokens) for one in read]
    flat = torch.cat([hidden[row, :size] for row, size in enumerate(sizes)])
    offsets = np.cumsum([0, *sizes[:-1]])
    moved = {
        name: placed(np.concatenate([
            one.feed[name] + offset for one, offset in zip(read, offsets, strict=True)
        ]))
        for name in ("sentence", "target")
    }  # fmt: skip
    codes = placed(np.concatenate([one.feed["codes"] for one in read]))
    logits, weights = net.pairs(flat, codes, **moved)
    signs = placed(np.concatenate([one.signs for one in read]))
    loss = functional.cross_entropy(logits, signs, reduction="sum")
    words = [words for one in read for words in one.words]
    rows = [row for row, found in enumerate(words) if len(found)]
    if rows:
        on = torch.stack([weights[row, placed(words[row])].sum() for row in rows])
        loss = loss - _WORDS * on.clamp(min=1e-6).log().sum()
    tokens = placed(np.concatenate([one.tokens for one in read]))
    if (tokens >= 0).any():  # a data set's snippet tells no words unless read anew
        loss = loss + _TOKENS * functional.cross_entropy(net.sign(flat), tokens, reduction="sum")
    return loss / len(read)
