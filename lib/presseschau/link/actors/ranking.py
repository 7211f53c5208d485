"""Learned reference: which actor of an article a phrase without a name means, and how sure."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np

from presseschau.core.resources import data_folder
from presseschau.link.actors.reference import Referent, Turn
from presseschau.link.actors.reference_clues import features
from presseschau.link.actors.scene import Said, Scene
from presseschau.link.actors.speaker_phrases import read_phrase

#: "das Fachblatt", "das Rathaus": no person, as "das Opfer" and "das Büro" (of somebody) may be.
_NEUTER = re.compile(
    r"[Dd]as (?:[a-zäöüß]+e )?(?!\w*(?i:opfer|glied|model|kind|mädchen|talent|haupt)$)[A-ZÄÖÜ]\w+"
)


class Ranked(NamedTuple):
    """The actor that is meant, "" for none of those named, and the chance that it is."""

    actor: str
    chance: float


def rank(scene: Scene, said: Said, found: Referent | None, otherwise: str, turn: Turn) -> Ranked:
    """Chooses who speaks a quote whose speaker goes without a name."""
    actors, rows = features(scene, said, found, otherwise, turn)
    scores = _scores(rows)
    phrase = said.phrase(scene.article.text)
    if _NEUTER.fullmatch(phrase) or read_phrase(phrase, said.cue).kind.endswith("house"):
        people = {candidate.actor for candidate in scene.candidates if candidate.kind == "PER"}
        scores = np.where([actor in people for actor in actors], 0, scores)
    best = int(scores.argmax())
    bias, slope = _weights()["curve"]
    chance = min(max(float(scores[best]), 1e-6), 1 - 1e-6)
    return Ranked(
        actors[best], float(1 / (1 + np.exp(-bias - slope * np.log(chance / (1 - chance)))))
    )


def _scores(rows: np.ndarray) -> np.ndarray:
    """The share of each row that some small nets give it on average."""
    weights = _weights()
    hidden = np.maximum(rows @ weights["w0"] + weights["b0"], 0)
    hidden = np.maximum(hidden @ weights["w1"] + weights["b1"], 0)
    logits = (hidden @ weights["w2"] + weights["b2"])[..., 0]
    shares = np.exp(logits - logits.max(1, keepdims=True))
    return (shares / shares.sum(1, keepdims=True)).mean(0)


@cache
def _weights() -> dict[str, np.ndarray]:
    """The nets one behind the other: w0 (nets, clues, hidden), ...; the curve of the chance."""
    with np.load(data_folder() / "models" / "speakers.npz") as file:
        return {name: file[name].astype(np.float32) for name in file.files}
