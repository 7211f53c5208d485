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


def test_a_headline_of_one_phase_does_not_name_a_story():
    titles = ["Riss im Damm: Glosse und Anwalt", "Wie lange noch", "Wer klagt", "Alles gut"]
    articles = [3, 2, 1, 0, 1], [3, 2, 1, 1, 0], [3, 2, 1, 0, 0], [3, 2, 1, 0, 0]
    assert named(titles, *articles) == "Riss im Damm: Glosse und Anwalt"
    titles[0] = "Riss im Damm: Glosse, Anwalt, Richter und Urteil"
    assert named(titles, *articles) == "Damm, Riss, Pegel"


def test_words_name_a_story_with_their_compounds_and_without_first_names():
    forms = ["Petra", "Klamm", "Streik", "Warnstreik", "Streikkasse", "Lohn", "Anwalt"]
    words = Words([stem(form) for form in forms], pa.array(forms))
    articles = (
        [3, 3, 1, 3, 0, 1, 0],
        [3, 3, 0, 3, 0, 1, 0],
        [3, 3, 0, 0, 3, 1, 1],
        [3, 3, 1, 0, 3, 1, 0],
    )
    own = csr_matrix(np.array(articles, dtype=float))
    assert story_name(["Ach", "Na so etwas", "Weh", "Oh"], own, words)[0] == "Streik, Klamm, Lohn"


@pytest.mark.parametrize("title", ["Kommentar: Riss im Damm", "„Riss im Damm“", "43 Risse im Damm"])
def test_a_comment_a_quotation_and_a_number_go_behind_a_plain_headline(title):
    articles = [1, 1, 1, 0, 1], [1, 1, 0, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]
    assert named([title, "Eine Glosse", "Der Damm", "Alles gut"], *articles) == "Der Damm"
