"""NLTK without scipy.stats, which takes a second to load: NLTK wants it for Fisher's test only."""

import sys
from importlib import import_module
from types import ModuleType


def _fisher_exact(*given, **how):
    return import_module("scipy.stats").fisher_exact(*given, **how)


if not {"nltk", "scipy.stats"} & sys.modules.keys():
    stand_in = sys.modules["scipy.stats"] = ModuleType("scipy.stats")
    stand_in.fisher_exact = _fisher_exact
    try:
        import_module("nltk")
    finally:
        del sys.modules["scipy.stats"]

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # noqa: E402

__all__ = ["PunktParameters", "PunktSentenceTokenizer"]
