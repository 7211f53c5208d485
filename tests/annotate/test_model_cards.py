"""The model files: each has a card, and none carries a licence that forbids a use."""

import re

import pytest

from presseschau.core.resources import data_folder

FOLDER = data_folder() / "models"
CARDS = [card for card in sorted(FOLDER.glob("*.md")) if card.stem != "EXPERIMENTS"]
FREE = ("CC BY 4.0", "CC0", "MIT")
CLOSED = re.compile(r"BY-NC|-ND|non-?commercial|research only|proprietary", re.IGNORECASE)


def row(card, name: str) -> str:
    lines = card.read_text(encoding="utf-8").splitlines()
    return next((line for line in lines if line.startswith(f"| {name} |")), "")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_a_card_names_data_licence_and_command(card):
    assert row(card, "data")
    assert "presseschau train" in row(card, "command")
    assert any(licence in row(card, "licence") for licence in FREE)
    assert not CLOSED.search(row(card, "licence") + row(card, "data"))


def test_every_model_file_has_a_card():
    files = {file.name for file in FOLDER.iterdir() if file.suffix in (".onnx", ".json", ".npz")}
    titles = [card.read_text(encoding="utf-8").splitlines()[0] for card in CARDS]
    assert files == {
        name for title in titles for name in re.findall(r"\w+\.(?:onnx|json|npz)", title)
    }


def test_the_model_is_small():
    sizes = [file.stat().st_size for file in FOLDER.iterdir() if file.suffix != ".md"]
    assert sum(sizes) < 40e6
