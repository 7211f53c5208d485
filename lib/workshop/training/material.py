"""What the encoder is tuned on, behind its lower layers: articles, names, judged texts."""

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from presseschau.annotate.model.judged_pairs import GERNTSA, JUDGEMENT, NEWSMTSC
from presseschau.annotate.model.trunk import Trunk, Window
from presseschau.core.text import Document
from workshop.corpus.judged_texts import (
    Target,
    load_names,
    load_passages,
    load_targets,
    load_translations,
    target_key,
)
from workshop.gold.germeval import NameSentence, read_bioes
from workshop.gold.gerntsa import Snippet, is_dev, read_gerntsa
from workshop.training.encoder import EncoderNet
from workshop.training.features import placed
from workshop.training.judged import Judged, read_judged, read_snippet
from workshop.training.names_head import joined
from workshop.training.passages import Passage, read_passages
from workshop.training.trunk import Encoder, WholeTokenizer
from workshop.training.unmarked import training_articles

_LONGEST = 1200  # tokens of an article


class Read(NamedTuple):
    """A text behind the lower layers: the states of its windows, the pieces of its tokens."""

    states: list[np.ndarray]
    windows: list[Window]


class Material(NamedTuple):
    """What is learned from: articles with their passages, sentences with names, judged texts.

    ``attitudes`` are snippets as their data sets mean them, ``targets`` the same as the codebook
    does, ``judged`` passages of our own, ``sentences`` those of GermEval that name an actor.
    """

    articles: list[tuple[Read, list[Passage], Judged]]
    named: list[tuple[Read, list[NameSentence]]]
    attitudes: list[tuple[Read, Judged]]
    targets: list[tuple[Read, Judged]]
    judged: list[tuple[Read, Judged]]
    sentences: list[tuple[Read, Judged]]


def read_material(
    data: Path, encoder: EncoderNet, trunk: Trunk, kept: np.ndarray, untuned: Encoder
) -> Material:
    """Reads all that is learned from, through the layers that are not tuned.

    German is cut by the trunk, into the ``kept`` pieces of the encoder's whole vocabulary; English
    by the ``untuned`` encoder's own.
    """

    def german(documents: Iterable[Document]) -> list[Read]:
        return [read_text(encoder, trunk, document, kept) for document in documents]

    articles = training_articles(data)
    documents, passages = read_passages(articles)
    of: list[list[Passage]] = [[] for _ in documents]
    for passage in passages:
        of[passage.article].append(passage)
    judged = [read_judged(article) for article in articles]
    texts = zip(german(documents), of, judged, strict=True)
    sentences = read_bioes(data / "germeval2014" / "train.bioes")
    groups = joined(sentences)
    count = iter(sentences)
    members = [list(itertools.islice(count, len(group.sentences))) for group in groups]
    whole = WholeTokenizer(untuned)
    every = np.arange(len(untuned.pieces))
    attitudes, targets = [], []
    for item, notion, english, anew in snippets(data):
        cut = (whole, every) if english else (trunk, kept)
        as_meant = read_snippet(item, notion)
        read = read_text(encoder, cut[0], as_meant.document, cut[1])
        attitudes.append((read, as_meant))
        if anew:
            item = item._replace(polarity=anew.tenor)
            targets.append((read, read_snippet(item, JUDGEMENT, anew.words)))
    own, singly = (
        [one for one in map(read_judged, texts) if one.feed]
        for texts in (load_passages(), load_names(sentences))
    )
    return Material(
        [item for item in texts if item[2].feed and len(item[2].tokens) < _LONGEST],
        list(zip(german(groups), members, strict=True)),
        attitudes,
        targets,
        *(
            list(zip(german(one.document for one in texts), texts, strict=True))
            for texts in (own, singly)
        ),
    )


def snippets(data: Path) -> Iterator[tuple[Snippet, int, bool, Target | None]]:
    """Each snippet: what an attitude means there, whether English, how the codebook reads it."""
    known = load_targets()
    lines = read_newsmtsc(data / "newsmtsc")
    for line in lines:
        for item in line:
            yield item, NEWSMTSC, True, known.get(target_key(item.text, item.target))
    for number, text, targets in load_translations():
        for target, place in targets.items():
            item = lines[number][target]
            anew = known.get(target_key(item.text, item.target))
            item = item._replace(text=text, target=place)
            yield item, NEWSMTSC, False, anew and anew._replace(words=[])
    for item in read_gerntsa(data / "gerntsa" / "gerntsa-train-dev.json"):
        if not is_dev(item):
            yield item, GERNTSA, False, known.get(target_key(item.text, item.target))


def read_newsmtsc(folder: Path) -> list[list[Snippet]]:
    """The English training part of NewsMTSC (Hamborg & Donnay 2021), a snippet for each target.

    Gives a list for each line of its file.
    """
    found = []
    for line in (folder / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [((t["from"], t["to"]), int(np.sign(t["polarity"] - 4))) for t in row["targets"]]
        text = row["sentence_normalized"]
        found.append([Snippet(row["primary_gid"], text, *one) for one in spans])
    return found


def read_text(encoder: EncoderNet, trunk: Trunk, document: Document, ids: np.ndarray) -> Read:
    """Runs the lower layers; ``ids`` are the whole vocabulary's of the trunk's pieces."""
    windows = list(trunk.windows(document.words(), document.sentence_tokens))
    states = []
    with torch.no_grad():
        encoder.eval()
        for window in windows:
            pieces = placed(ids[np.array(window.ids)])[None]
            states.append(encoder.lower(pieces, torch.ones(pieces.shape))[0].half().cpu().numpy())
    return Read(states, windows)
