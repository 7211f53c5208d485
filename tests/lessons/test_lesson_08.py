"""What lesson 8 claims and does not compute before the learner's eyes."""

import nbformat
import pytest

from presseschau.core.calls import WrongCall
from presseschau.core.resources import notebooks_folder
from presseschau.lessons import build, sample, sample_analysis
from presseschau.lessons.failures import explain
from presseschau.measures import share_of_voice
from presseschau.reports.parameters import check_parameters, read_parameters


@pytest.fixture(scope="module")
def corpus():
    articles = sample()
    found = articles[articles["text"].str.contains("Wieschewiesen")]
    return sample_analysis().keep(found["article_id"])


def test_the_papers_have_other_words_for_the_extension():
    texts = sample()["text"]
    exact = texts.str.contains("Hafenausbau").sum()
    for word in ("Ausbau", "Terminal", "Pläne"):
        assert texts.str.contains(word).sum() > exact, word


def test_football_is_found_by_the_name_of_the_port():
    articles = sample_analysis().articles
    football = articles[articles["story"].str.contains("Yıldız")]["text"]
    assert football.str.contains("Hafen").sum() > 3


def test_all_that_is_quoted_in_the_interview_was_said_by_one(corpus):
    once = corpus.without_copies()
    interview = once.articles[once.articles["title"].str.contains("nicht zurückrufen")].iloc[0]
    answers = [line for line in interview["text"].split("\n") if line.startswith("»")]
    quotes = once.quotes[once.quotes["article_id"] == interview["article_id"]]
    direct = quotes[quotes["type"] == "Direct"]["text"]
    assert all(any(quote in answer for answer in answers) for quote in direct)
    assert sum(len(quote) for quote in direct) > 0.9 * sum(len(answer) for answer in answers)


def test_the_first_place_changes_twice(corpus):
    once = corpus.without_copies()
    words = share_of_voice(once).set_index("name")["words"]
    interview = once.articles[once.articles["title"].str.contains("nicht zurückrufen")].iloc[0]
    quotes = once.quotes[once.quotes["article_id"] == interview["article_id"]]
    direct = quotes[quotes["type"] == "Direct"]
    lost = direct[direct["actor_id"] != "thea-lindqvist"]["text"].str.split().str.len()
    taken = direct[direct["actor_id"] == "anselm-okafor"]["text"].str.split().str.len().sum()
    assert share_of_voice(corpus)["name"].iloc[0] == "Ruth Amelung"
    assert words.idxmax() == "Anselm Okafor"
    assert taken == 52
    assert words["Thea Lindqvist"] + lost.sum() > 1.5 * words.drop("Thea Lindqvist").max()


def test_one_of_the_ten_drawn_quotes_has_the_wrong_speaker(corpus):
    quotes = corpus.without_copies().quotes
    drawn = quotes[quotes["actor_id"] != ""].sample(10, random_state=1)
    wrong = drawn[drawn["text"].str.startswith("Rautenberg kühl")]
    assert list(wrong["actor_id"]) == ["karsten-wendland"]


@pytest.mark.parametrize(
    ("word", "open_ones"),
    [
        ("Streik", []),
        ("Zeppelin", ["suchwort findet zu wenig"]),
        ("die", ["suchwort findet alles"]),
    ],
)
def test_a_plan_needs_a_word_that_chooses(word, open_ones):
    source = build.teacher_folder() / "08-projekt.ipynb"
    cells = {cell.id: cell.source for cell in nbformat.read(source, 4).cells}
    space = {"texte": sample()}
    exec(cells["l8-30"], space)
    plan = dict.fromkeys(["frage", "gezaehlt_wird", "vermutung", "widerlegt_wenn"], "Wer spricht?")
    assert space["maengel_von"]({**plan, "suchwort": word}) == open_ones
    assert space["maengel_von"]({"suchwort": word}) == [*plan, *open_ones]
    assert space["maengel_von"]({**plan, "suchwort": 7}) == ["suchwort"]
    with pytest.raises(AssertionError, match="keine Felder mehr"):
        space["maengel_von"](word)


def test_a_parameter_that_does_not_fit_is_told_in_german():
    known = read_parameters(notebooks_folder() / "quotes.ipynb")
    for wrong in ({"topp": 8}, {"top": "acht"}, {"top": -1}, {"count_wire_once": "ja"}):
        with pytest.raises(WrongCall) as caught:
            check_parameters(wrong, known)
        assert "eines Parameters stimmt nicht" in explain(caught.value)
