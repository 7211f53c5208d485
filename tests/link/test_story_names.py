"""A story is called by what speaks for all of its articles."""

import numpy as np
import pyarrow as pa
import pytest
from scipy.sparse import csr_matrix

from presseschau.link.common_words import stem
from presseschau.link.story_names import Words, story_name

FORMS = ["Damm", "Riss", "Pegel", "Anwalt", "Glosse"]
WORDS = Words([stem(form) for form in FORMS], pa.array(FORMS))


def named(titles: list[str], *articles: list[int]) -> str:
    return story_name(titles, csr_matrix(np.array(articles, dtype=float)), WORDS)[0]


def test_the_headline_with_what_most_articles_tell_of_names_a_story():
    titles = ["Eine Glosse", "Der Anwalt klagt", "Riss im Damm", "Alles gut"]
    articles = [1, 1, 1, 0, 1], [1, 1, 0, 1, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0]
    assert named(titles, *articles) == "Riss im Damm"


def test_where_no_headline_speaks_for_all_their_words_do():
    titles = ["Na so etwas", "Wie lange noch", "Der Anwalt klagt", "Alles gut"]
    articles = [3, 2, 1, 0, 0], [3, 2, 1, 0, 0], [3, 2, 1, 0.1, 0], [3, 2, 1, 0, 0]
    assert named(titles, *articles) == "Damm, Riss, Pegel"


def test_a_story_of_few_articles_keeps_a_headline():
    assert named(["Na so etwas", "Der Anwalt"], [1, 1, 1, 0, 0], [1, 1, 1, 0.1, 0]) == "Der Anwalt"


@pytest.mark.parametrize("title", ["3:1! Riss im Damm", "70 zu 24: Riss im Damm", "Riss im Damm!"])
def test_a_plain_headline_goes_before_one_that_shouts_or_tells_a_count(title):
    articles = [1, 1, 1, 0, 1], [1, 1, 0, 1, 0], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0]
    assert named([title, "Eine Glosse", "Der Damm", "Alles gut"], *articles) == "Der Damm"
    alone = [title, "Eine Glosse", "Der Anwalt", "Alles gut"]
    assert named(alone, *articles) == title
