"""What ``presseschau evaluate`` and ``presseschau train`` call, by the names that users type."""

from importlib import import_module
from pathlib import Path

from presseschau.core.calls import WrongCall

_TRAINERS = {
    "all": ("workshop.training.everything", "train_all"),
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
    """Trains a part of the model from a data set; says what was written.

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


def measure(task: str, gold: Path, predictions: Path | None, annotator: str, source: str) -> dict:
    """Scores an annotator, or its saved predictions, against a gold standard.

    Raises:
        WrongCall: There is no such task or gold standard, or the gold standard's documents are
            not named.
    """
    module, function = _known(task, _MEASURES, "measured")
    if not gold.exists():
        raise WrongCall(f"There is no gold standard '{gold}'; check the path.")
    if task == "actors" and gold.suffix == ".csv":
        from workshop.gold.actors_gold import evaluate_actors

        if not source:
            raise WrongCall("Say with --source where the documents of this gold standard are.")
        return evaluate_actors(gold, source, annotator)
    if task == "stories":
        from workshop.gold.story_pairs import evaluate_stories

        if not source:
            raise WrongCall("Say with --source where the documents of this gold standard are.")
        return evaluate_stories(gold, source, annotator)
    if task == "news":
        from workshop.gold.news import evaluate_news

        return evaluate_news(gold, source, annotator)
    if task == "corpus":
        from workshop.gold.own_corpus import evaluate_corpus

        return evaluate_corpus(gold, source, annotator)
    scored = getattr(import_module(module), function)
    return scored(gold) if task == "text" else scored(gold, predictions, annotator)


def _known(name: str, among: dict[str, tuple[str, str]], what: str) -> tuple[str, str]:
    if name not in among:
        raise WrongCall(f"'{name}' cannot be {what}; choose one of: {', '.join(among)}.")
    return among[name]
