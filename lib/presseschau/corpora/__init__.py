"""Own corpora: gathered from files, mended, described by a card and saved for later."""

from presseschau.corpora.card import Card, gaps, holdings
from presseschau.corpora.desk import Desk, gather
from presseschau.corpora.saving import save_corpus

__all__ = ["Card", "Desk", "gaps", "gather", "holdings", "save_corpus"]
