"""What ``presseschau evaluate`` and ``presseschau train`` call, by the names that users type."""

import resource
import time
from importlib import import_module
from pathlib import Path

from presseschau.core.calls import WrongCall

#: In the order in which one part builds on the other.
_TRAINERS = {
    "all": ("workshop.commands", "train_all"),
    "trunk": ("workshop.training.trunk", "train_trunk"),
    "encoder": ("workshop.training.tuning", "train_encoder"),
    "names": ("workshop.training.names_head", "train_names"),
    "quotes": ("workshop.training.quotes_head", "train_quotes"),
    "speakers": ("workshop.training.speakers", "train_speakers"),
    "thresholds": ("workshop.training.fitting", "fit_thresholds"),
    "targets": ("workshop.training.target_reading", "train_targets"),
    "tone": ("workshop.training.tone_fitting", "fit_tone"),
}

_MEASURES = {
    "text": ("workshop.gold.segmentation", "evaluate_segmentation"),
    "quotes": ("workshop.gold.scoring", "evaluate_quotes"),
    "actors": ("workshop.gold.germeval", "evaluate_names"),
    "tone": ("workshop.gold.gerntsa", "evaluate_tone"),
    "sample": ("workshop.gold.sample", "evaluate_sample"),
    "news": ("workshop.gold.news", "evaluate_news"),
    "corpus": ("workshop.gold.own_corpus", "evaluate_corpus"),
    "stories": ("workshop.gold.story_pairs", "evaluate_stories"),
}


def train(part: str, data: Path, out: Path) -> str:
    """Trains a part of the model; says what was written into the folder of the model files.

    The data are a folder with what a part needs of ``wikinews-quotes`` (its texts, to which rows of
    the open corpus belong), ``germeval2014``, ``newsmtsc`` and ``gerntsa``.

    Raises:
        WrongCall: There is no such part, or the packages for training are missing.
    """
    module, name = _known(part, _TRAINERS, "trained")
    try:
        trainer = getattr(import_module(module), name)
    except ImportError as error:
        raise WrongCall(
            f"Training needs the extra 'workshop' ({error.name} is missing): "
            "pip install -e '.[workshop]' in the checkout."
        ) from None
    return str(trainer(data, out))


def train_all(data: Path, out: Path) -> str:
    """Repeats the whole training, part by part, with fixed seeds.

    A stopped run goes on with the encoder where it was; what comes behind it begins anew.

    Returns:
        How long each part took, and the most memory.
    """
    told = []
    for part in list(_TRAINERS)[1:]:
        begun = time.monotonic()
        train(part, data, out)
        told.append(f"{part} {(time.monotonic() - begun) / 60:.0f} min")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return f"{', '.join(told)}; at most {most:.1f} GB."


def measure(task: str, gold: Path, predictions: Path | None, annotator: str, source: str) -> dict:
    """Scores an annotator, or its saved predictions, against a gold standard.

    Raises:
        WrongCall: There is no such task or gold standard, or the gold standard's documents are
            not named.
    """
    module, name = _known(task, _MEASURES, "measured")
    if not gold.exists():
        raise WrongCall(f"There is no gold standard '{gold}'; check the path.")
    if task == "actors" and gold.suffix == ".csv":
        module, name = "workshop.gold.actors_gold", "evaluate_actors"
    score = getattr(import_module(module), name)
    if name in ("evaluate_actors", "evaluate_stories") and not source:
        raise WrongCall("Say with --source where the documents of this gold standard are.")
    if task == "text":
        return score(gold)
    if task == "sample":
        return score(gold, annotator)
    of_source = name == "evaluate_actors" or task in ("news", "corpus", "stories")
    return score(gold, source if of_source else predictions, annotator)


def _known(name: str, among: dict[str, tuple[str, str]], what: str) -> tuple[str, str]:
    if name not in among:
        raise WrongCall(f"'{name}' cannot be {what}; choose one of: {', '.join(among)}.")
    return among[name]
