"""Own corpora: gathered from files, mended, described by a card and saved for later."""

from presseschau.lab.corpora.card import Card, gaps, holdings, save_corpus
from presseschau.lab.corpora.gathering import Gathering, gather

__all__ = ["Card", "Gathering", "gaps", "gather", "holdings", "save_corpus"]
