"""What articles without a headline are called."""

import pandas as pd
import pytest

from presseschau.core.titles import headed


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ermittler gehen davon aus. Breesen – Eine", "Ermittler gehen davon aus"),
        ("Noch ein Angreifer auf dem Gelände – Am Montag", "Noch ein Angreifer auf dem Gelände"),
        ("Rede am 15. Januar mit der HG der Lotsen", "Rede am 15. Januar mit der HG der …"),
        ("Nun will der Rat den ganz neuen Plan, ja", "Nun will der Rat den ganz neuen Plan …"),
        ("Kurz", "Kurz …"),
        ("", "datei.txt"),
    ],
)  # fmt: skip
def test_first_words_end_where_a_headline_would(text, title):
    articles = pd.DataFrame({"title": [""], "text": [text], "path": ["ordner/datei.txt"]})
    assert headed(articles)["title"].tolist() == [title]
