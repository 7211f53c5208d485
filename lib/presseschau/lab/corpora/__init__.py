"""Own corpora: gathered from files, mended, described by a card and saved for later."""

from presseschau.lab.corpora.card import Card, gaps, holdings
from presseschau.lab.corpora.gathering import Gathering, gather
from presseschau.lab.corpora.saving import save_corpus

__all__ = ["Card", "Gathering", "gaps", "gather", "holdings", "save_corpus"]
