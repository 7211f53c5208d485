"""Two names side by side that were taken for one."""

import pytest
from test_speakers import mentions_of

from presseschau.core.tables import conform
from presseschau.link.actors.side_by_side import with_names_apart


@pytest.mark.parametrize(
    ("sentence", "name", "parts"),
    [
        ("Später warf Lea Moll Kern Verrat vor.", "Lea Moll Kern", ["Lea Moll", "Kern"]),
        ("Später warf Ida Moll Kern Verrat vor.", "Ida Moll Kern", ["Ida Moll", "Kern"]),
        ("Später kam die Lotsin Lea Moll Kern.", "Lea Moll Kern", ["Lea Moll Kern"]),
        ("Später kam mit Lea Moll Kern an.", "Lea Moll Kern", ["Lea Moll Kern"]),
        ("Später warf Lea Moll Rieck Verrat vor.", "Lea Moll Rieck", ["Lea Moll Rieck"]),
        ("Später kam Lea Bo Kern an Bord.", "Lea Bo Kern", ["Lea Bo Kern"]),
    ],
)
def test_two_names_behind_a_verb_are_parted_where_the_article_knows_both(sentence, name, parts):
    text = f"Ida Moll und Max Kern kamen. Kern schwieg. {sentence}"
    names = [(n, "PER") for n in ("Ida Moll", "Max Kern", "Kern", name)]
    articles = conform([{"article_id": "a", "text": text}], "articles")
    found = with_names_apart(mentions_of(text, names), articles)
    assert found["text"].tolist() == ["Ida Moll", "Max Kern", "Kern", *parts]
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == list(
        found["text"]
    )


def test_who_bears_both_names_keeps_them():
    text = "Ida Moll und Kern kamen. Die Lotsin Lea Moll Kern kam. Später sang Lea Moll Kern."
    names = [(n, "PER") for n in ("Ida Moll", "Kern", "Lea Moll Kern", "Lea Moll Kern")]
    articles = conform([{"article_id": "a", "text": text}], "articles")
    assert len(with_names_apart(mentions_of(text, names), articles)) == 4
