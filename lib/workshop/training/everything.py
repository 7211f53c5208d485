"""Trains all that the annotator "model" is made of: ``presseschau train all``."""

import resource
import time
from pathlib import Path

from workshop.training.fitting import fit_thresholds
from workshop.training.names_head import train_names
from workshop.training.quotes_head import train_quotes
from workshop.training.speakers import train_speakers
from workshop.training.target_reading import train_targets
from workshop.training.tone_fitting import fit_tone
from workshop.training.trunk import train_trunk
from workshop.training.tuning import train_encoder

_STEPS = {
    "trunk": train_trunk,
    "encoder and tone": train_encoder,
    "names": train_names,
    "quotes": train_quotes,
    "speakers": train_speakers,
    "thresholds": fit_thresholds,
    "second reading of tone": train_targets,
    "tone threshold": fit_tone,
}


def train_all(data: str | Path, out: str | Path) -> str:
    """Repeats the whole training, part by part, with fixed seeds.

    Args:
        data: A folder with ``wikinews-quotes`` (for texts), ``germeval2014``, ``newsmtsc`` and
            ``gerntsa``; the corpus itself lies in the checkout.
        out: Where the model files are written. A stopped run goes on with the encoder where it
            was; what comes behind it begins anew.

    Returns:
        How long each part took, and the most memory.
    """
    told = []
    for name, step in _STEPS.items():
        begun = time.monotonic()
        step(data, out)
        told.append(f"{name} {(time.monotonic() - begun) / 60:.0f} min")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return f"{', '.join(told)}; at most {most:.1f} GB."
