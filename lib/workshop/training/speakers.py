"""Trains who is meant by "er" or "die Behörde": ``presseschau train speakers``."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import torch
from torch import Tensor, nn

from presseschau.annotate.rules.names import find_mentions
from presseschau.core.tables import conform, format_spans, parse_spans
from presseschau.core.text import read_document
from presseschau.link.actors import LinkedActors, link_actors
from presseschau.link.actors.reference import Article as Stage
from presseschau.link.actors.reference import Turn
from presseschau.link.actors.reference_clues import WIDTH, features
from presseschau.link.actors.scene import Said, Scene
from presseschau.link.actors.speakers import by_rules, names_by_article
from workshop.corpus.rows import Article, load_corpus
from workshop.training.features import pace
from workshop.training.tone_fitting import curve

SEEDS = (0, 1, 2)
EPOCHS = 25
_BATCH = 64
_RATE = 4e-3
_HIDDEN = (64, 16)
_LOST = 0.12  # share of the speakers that are hidden, as an annotator misses them


class Case(NamedTuple):
    """A quote whose speaker goes without a name: its clues, and which of the actors speak it."""

    doc: str
    clues: np.ndarray
    right: np.ndarray


def train_speakers(data: str | Path, out: str | Path) -> Path:
    """Trains three small nets on the corpus' quotes, writes ``speakers.npz``; three CPU-minutes."""
    texts = Path(data) / "wikinews-quotes" / "train"
    train, dev = (read_cases(list(load_corpus(texts, splits=[part]))) for part in ("train", "dev"))
    nets = [_train(train, seed) for seed in SEEDS]
    weights = {
        f"{kind}{place}": np.stack([_layer(net, place, kind) for net in nets]).astype(np.float16)
        for place in range(3)
        for kind in ("w", "b")
    }
    path = Path(out) / "speakers.npz"
    np.savez(path, curve=_curve(nets, dev), **weights)
    return path


def read_cases(articles: Sequence[Article]) -> list[Case]:
    """Every quote of articles whose speaker goes without a name, as the library would ask.

    The names are the reader's and, besides, those that only the rules see. In every other article
    the turns are as the rules tell them, mistakes included.
    """
    random = np.random.default_rng(0)
    heads = ("doc", "title", "text", "outlet")
    table = pd.DataFrame([[getattr(article, head) for head in heads] for article in articles])
    table = table.set_axis(["article_id", *heads[1:]], axis=1).assign(published=pd.NaT)
    mentions = conform([m for article in articles for m in _mentions(article)], "mentions")
    quotes = conform([q for article in articles for q in _quotes(article)], "quotes")
    linked = link_actors(mentions, table, "", quotes)
    names = names_by_article(linked, quotes["article_id"])
    roles: dict[str, list[str]] = defaultdict(list)
    for actor, role in zip(linked.roles["actor_id"], linked.roles["role"], strict=True):
        roles[actor].append(role)
    own = dict(list(quotes.groupby("article_id")))
    cases: list[Case] = []
    for article in articles:
        if article.doc in own:
            stage = Stage(article.text, names.get(article.doc, []), roles)
            meant = _meant(article, linked)
            cases += _cases(article, stage, own[article.doc], meant, random)
    return cases


def _mentions(article: Article) -> Iterator[dict]:
    kinds = {actor["id"]: actor["kind"] for actor in article.rows["actors"]}
    named = [m for m in article.rows["mentions"] if m["form"] == "name"]
    known = [(m["start"], m["end"], kinds.get(m["actor"], "ORG"), False) for m in named]
    known = [(start, end, "LOC" if kind == "GOV" else kind, no) for start, end, kind, no in known]
    for start, end, kind, derived, *_ in find_mentions(read_document(article.text)):
        if not any(start < other[1] and other[0] < end for other in known):
            known.append((start, end, kind, derived))
    for start, end, kind, derived in known:
        yield {
            "article_id": article.doc, "start": start, "end": end, "kind": kind,
            "text": article.text[start:end], "derived": derived, "score": 1.0,
        }  # fmt: skip


def _quotes(article: Article) -> Iterator[dict]:
    for number, row in enumerate(article.rows["quotes"]):
        words = {
            part: " ... ".join(article.text[start:end] for start, end in row[part])
            for part in ("cue", "speaker")
        }
        yield words | {
            "article_id": article.doc, "quote": number, "start": row["start"], "end": row["end"],
            "type": row["type"], "speaker_spans": format_spans(row["speaker"]),
        }  # fmt: skip


def _meant(article: Article, linked: LinkedActors) -> Mapping[str, set[str]]:
    """The linked actors of each of the reader's actors: those of the names they share."""
    rows = linked.mentions[linked.mentions["article_id"] == article.doc]
    spans = list(zip(rows["start"], rows["end"], rows["actor_id"], strict=True))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in article.rows["mentions"]:
        if mention["form"] == "name":
            shared = [a for s, e, a in spans if a and s < mention["end"] and mention["start"] < e]
            counts[mention["actor"]].update(shared)
    return {actor: {one for one, _ in found.most_common(2)} for actor, found in counts.items()}


def _cases(
    article: Article,
    stage: Stage,
    quotes: pd.DataFrame,
    meant: Mapping[str, set[str]],
    random: np.random.Generator,
) -> Iterator[Case]:
    quotes = quotes.sort_values(["start", "end"], kind="stable")
    scene = Scene(stage, list(zip(quotes["start"], quotes["end"], strict=True)))
    by_hand, turn = random.random() < 0.5, Turn()
    columns = (quotes[name] for name in ("quote", "start", "end", "type", "cue"))
    spans = map(parse_spans, quotes["speaker_spans"])
    for number, *place, speaker in zip(*columns, spans, strict=True):
        row = article.rows["quotes"][number]
        right = set().union(*(meant.get(who, set()) for who in [row["actor"], *row["also"]]))
        said = Said(*place, speaker)
        for asked in (said, said._replace(speaker=[]))[: 1 + (random.random() < _LOST)]:
            if not by_rules(stage, asked, turn).settled:
                yield _case(article.doc, scene, asked, turn, right)
        found = by_rules(stage, said, turn)
        actor = found.referent.actor if found.referent else ""
        actor = min(right, default="") if by_hand else actor
        turn = Turn(actor, said.end, said.place if speaker else turn.speaker)
        scene.speaks(actor)


def _case(doc: str, scene: Scene, said: Said, turn: Turn, right: set[str]) -> Case:
    found = by_rules(scene.article, said, turn)
    actors, clues = features(scene, said, found.referent, found.kind, turn)
    marks = np.array([actor in right for actor in actors])
    marks[-1] = not marks.any()
    return Case(doc, clues, marks)


def _net() -> nn.Sequential:
    first, second = _HIDDEN
    return nn.Sequential(
        nn.Linear(WIDTH, first), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(first, second), nn.ReLU(), nn.Linear(second, 1),
    )  # fmt: skip


def _train(cases: Sequence[Case], seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = _net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=1e-3)
    steps = EPOCHS * -(-len(cases) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps))
    for _ in range(EPOCHS):
        order = random.permutation(len(cases))
        for begin in range(0, len(order), _BATCH):
            group = [cases[i] for i in order[begin : begin + _BATCH]]
            shares, case_of = _shares(net, group)
            right = torch.from_numpy(np.concatenate([case.right for case in group]))
            given = torch.zeros(len(group)).index_add(0, case_of, shares * right)
            loss = -given.clamp(min=1e-6).log().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def _shares(net: nn.Module, cases: Sequence[Case]) -> tuple[Tensor, Tensor]:
    """The share that each candidate has of its case, and the case of each."""
    sizes = torch.tensor([len(case.right) for case in cases])
    case_of = torch.repeat_interleave(torch.arange(len(cases)), sizes)
    logits = net(torch.from_numpy(np.concatenate([case.clues for case in cases])))[:, 0]
    most = torch.full((len(cases),), -torch.inf).scatter_reduce(0, case_of, logits, "amax")
    raised = (logits - most[case_of].detach()).exp()
    return raised / torch.zeros(len(cases)).index_add(0, case_of, raised)[case_of], case_of


def _layer(net: nn.Sequential, place: int, kind: str) -> np.ndarray:
    layer = [part for part in net if isinstance(part, nn.Linear)][place]
    return layer.weight.detach().numpy().T if kind == "w" else layer.bias.detach().numpy()[None]


def _curve(nets: Sequence[nn.Module], cases: Sequence[Case]) -> np.ndarray:
    """Bias and slope from the best candidate's share to the chance that it is right."""
    with torch.no_grad():
        shares = torch.stack([_shares(net, cases)[0] for net in nets]).mean(0).numpy()
    ends = np.cumsum([len(case.right) for case in cases])[:-1]
    found = [
        (share.max(), case.right[share.argmax()])
        for share, case in zip(np.split(shares, ends), cases, strict=True)
        if share.argmax() < len(share) - 1
    ]
    rows = np.array(found, float)
    rows[:, 0] = np.clip(rows[:, 0], 1e-6, 1 - 1e-6)
    return np.array(curve(rows), np.float32)
