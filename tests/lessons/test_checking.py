"""What a learner is told: right, nearly, another kind, nothing yet; and what each is worth."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from presseschau.core.calls import WrongCall
from presseschau.lessons import answers, check, checking, keys, stating

LIST = list("abacab")
COUNT = pd.Series(LIST).value_counts()
PAIRS = pd.DataFrame({"a": list("xxy"), "b": list("uvu")})
HINTS = ["Lies die Aufgabe noch einmal.", "Zähle die Bytes, nicht die Zeichen."]


@pytest.fixture
def exercise(tmp_path, monkeypatch):
    """Writes keys as the build does and lets them be checked."""
    monkeypatch.setattr(keys, "FOLDER", tmp_path)
    monkeypatch.setattr(checking, "_tried", {})
    made: list[keys.Key] = []

    def write(answer, **more):
        with stating.recording() as met:
            stating.key(f"9.{len(made) + 1}", answer, HINTS, **more)
        made.append(met[0].key._replace(points=2.0))
        path = Path(tmp_path / f"{len(made)}.json")
        path.write_text(keys.format_keys(made[-1:]), encoding="utf-8")
        return made[-1].exercise

    return write


@pytest.mark.parametrize(
    ("answer", "same", "other"),
    [
        (7, [7.0, np.int64(7)], [8, 7.5]),
        (
            "Grüße  an\nalle",
            ["„grüße an alle“", "GRÜSSE AN ALLE", "Gru\u0308ße an alle", "die Grüße an alle."],
            ["Gruße"],
        ),
        (["der", "die"], [("der", "die"), pd.Series(["der", "die"])], [["die", "der"], ["der"]]),
        ({"Bote", "Kurier"}, [["Kurier", "Bote"], {"kurier": 1, "bote": 2}.keys()], [["Bote"]]),
        ("rz", [["r", "z"], "RZ"], ["zr", ["z", "r"]]),
        (Counter("aab"), [{"b": 1, "a": 2}, pd.Series({"a": 2, "b": 1})], [{"a": 2}]),
        (
            COUNT,
            [
                Counter(LIST),
                Counter(LIST).most_common(),
                COUNT.to_frame(),
                COUNT.sort_index(),
                COUNT.reset_index(),
                pd.DataFrame({"x": LIST}).value_counts(),
                dict(COUNT),
                pd.DataFrame({"x": LIST, "y": 1, "z": 1}).groupby("x").count(),
            ],
            [COUNT.head(1), COUNT.set_axis(["b", "a", "c"]), COUNT / 6],
        ),
        (
            pd.DataFrame({"wort": ["der", "und"], "n": [3, 2]}),
            [pd.DataFrame({"n": [2, 3], "wort": ["und", "der"]})],
            [pd.DataFrame({"wort": ["der", "und"], "n": [3, 3]})],
        ),
        (
            pd.crosstab(PAIRS["a"], PAIRS["b"]),
            [PAIRS.value_counts(), PAIRS.groupby(["a", "b"]).size()],
            [PAIRS.head(2).value_counts()],
        ),
        (False, ["nein", np.False_], [True, "ja"]),
    ],
)
def test_an_answer_counts_however_it_is_written(exercise, answer, same, other):
    name = exercise(answer)
    for one in [answer, *same]:
        assert checking.judge(name, one).state == "right", one
    for one in other:
        assert checking.judge(name, one).state == "wrong", one


@pytest.mark.parametrize(
    ("right", "given_"),
    [(7, "7"), (7, True), (7, [7]), (7, float("nan")), ("a", 1), ([1], "a"), ({1}, 1), (True, 1)],
)
def test_another_kind_of_answer_is_told(exercise, right, given_):
    verdict = checking.judge(exercise(right), given_)
    assert verdict.state == "unfit"
    assert answers.KINDS[answers.kind_of(right)] in verdict.text


def test_slips_of_the_pen_are_named(exercise):
    name = exercise(2.5, tolerance=0.1)
    assert "ein Punkt: 2.5" in checking.judge(name, (2, 5)).text
    assert checking.judge(name, "2,5").text.endswith("nur die Zahl, ohne Anführungszeichen.")
    assert "Schreib Ziffern" in checking.judge(name, "zwei").text
    assert checking.judge(name, (0, 0, 45)).text.endswith("ist in Python ein Punkt.")
    assert "ein Punkt" not in checking.judge(name, ("der", 9)).text
    assert ".item()" in checking.judge(name, pd.Series([2.5])).text
    assert "Klammern weg" in checking.judge(exercise("Bote"), ["Bote"]).text
    assert "value_counts()" in checking.judge(exercise({"a": 1}), pd.DataFrame({"a": ["b"]})).text
    assert "decode" in checking.judge(exercise("ä"), b"\xe4").text
    assert "[1, 2]" in checking.judge(exercise([1, 2]), "1, 2").text


@pytest.mark.parametrize("given_", [10**400, [1] * 10**5, len, "a".upper, pd.Series([1]), object()])
def test_a_strange_answer_is_told_in_few_words(exercise, given_):
    verdict = checking.judge(exercise(7), given_)
    assert verdict.state == "unfit"
    assert len(verdict.text) < 150


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (["1", "2"], "ohne Anführungszeichen"),
        (["1, 2"], "eigene Anführungszeichen"),
        ([2, 1], HINTS[0]),
        ([1], HINTS[0]),
    ],
)
def test_slips_within_a_list_are_named(exercise, given_, said):
    assert said in checking.judge(exercise([1, 2]), given_).text


def test_percent_are_told_from_a_share(exercise):
    name = exercise(0.62, tolerance=0.01)
    assert "Prozent" in checking.judge(name, 62).text
    assert checking.judge(name, 6.2).text == HINTS[0]


def test_an_exact_text_keeps_its_case(exercise):
    name = exercise("Fähre", kind="exact")
    assert checking.judge(name, " „Fa\u0308hre“ ").state == "right"
    assert checking.judge(name, "fähre").state == "wrong"


def test_what_print_gives_is_no_answer(exercise):
    assert "print" in checking.judge(exercise(7), None).text


@pytest.mark.parametrize("nothing", [..., None, "", " ... ", [...]])
def test_no_answer_is_no_mistake(exercise, nothing):
    assert checking.judge(exercise(7), nothing).state == "missing"


@given(st.floats(-1e4, 1e4), st.floats(-0.03, 0.03), st.sampled_from([0.01, 0.5, 5]))
def test_a_number_within_the_tolerance_is_accepted_and_beyond_it_is_not(right, off, tolerance):
    accepted = answers.neighbours(right, "number", tolerance)
    error = off * tolerance * 60
    one = answers.normal(right + error, "number", tolerance)
    if abs(error) <= 0.7 * tolerance:
        assert one in accepted
    if abs(error) >= 1.3 * tolerance:
        assert one not in accepted


def test_a_typical_mistake_has_its_own_hint_and_share(exercise):
    name = exercise(7, wrong=[(6, "Das sind die Zeichen.", 0.5), (0, "Nichts?")])
    verdict = checking.judge(name, 6)
    assert (verdict.state, verdict.share) == ("typical", 0.5)
    assert verdict.text == "Das sind die Zeichen."


def test_the_stronger_hint_comes_after_several_different_tries(exercise, capsys):
    name = exercise(7)
    for one in (1, 2, 2, 2):
        check(name, one)
        assert HINTS[1] not in capsys.readouterr().out
    check(name, 3)
    assert HINTS[1] in capsys.readouterr().out


def test_the_explanation_opens_with_the_right_answer_alone(exercise, tmp_path):
    name = exercise(3.7, tolerance=0.2, why="Weil es so ist.")
    assert checking.judge(name, 3.65).text == "Weil es so ist."
    assert "Weil" not in (tmp_path / "1.json").read_text(encoding="utf-8")


def plus(a, b):
    return a + b


def test_a_function_is_tried_on_examples(exercise):
    examples = [(1, 1), (2, 2), (2, 3), ("a", "b")]
    name = exercise(plus, examples=examples, wrong=[(lambda a, b: [a, b], "Nur gepaart.")])
    assert checking.judge(name, lambda x, y: x + y).state == "right"
    assert checking.judge(name, lambda x, y: None).state == "missing"
    assert checking.judge(name, 7).state == "unfit"
    assert "Nur gepaart." in checking.judge(name, lambda a, b: [a, b]).text
    nearly = checking.judge(name, lambda x, y: x * y)
    assert nearly.share == 0.25
    assert "1 von 4 Proben stimmt" in nearly.text
    assert "Bei <lambda>(1, 1) kommt 1 (eine Zahl) heraus." in nearly.text
    assert "TypeError" in checking.judge(name, lambda x: x).text


@pytest.mark.parametrize(
    ("function", "said", "hinted"),
    [
        (lambda n: m > n, "Den Namen m kennt Python nicht.", False),  # noqa: F821
        (lambda n: str(n > 2), "True steht ohne Anführungszeichen.", False),
        (lambda n: True if n > 2 else None, "gibt deine Funktion nichts zurück.", True),
        (lambda n: n > 1, "2 von 3 Proben stimmen.", True),
    ],
)
def test_what_a_function_does_wrong_is_said(exercise, function, said, hinted):
    name = exercise(lambda n: n > 2, examples=[(3,), (2,), (1,)])
    text = checking.judge(name, function).text
    assert said in text
    assert (HINTS[0] in text) == hinted


def test_a_function_may_reckon_in_another_order(exercise):
    name = exercise(lambda n, all_: n / all_ * 1000, examples=[(21, 7414), (3, 7)])
    assert checking.judge(name, lambda n, all_: 1000 * n / all_).state == "right"


def test_a_function_that_changes_its_arguments_does_no_harm(exercise):
    name = exercise(lambda words: len(words), examples=[(["a", "b"],), (["c"],)])

    def careless(words):
        words.append("x")
        return len(words) - 1

    for _ in range(2):
        assert checking.judge(name, careless).state == "right"


def test_points_are_given_to_nbgrader_alone(exercise, monkeypatch):
    name = exercise(7)
    assert check(name, 7) is None
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert check(float(name), 7) == 2
    assert stating.key(name, 8, HINTS) == 0


def test_an_unknown_exercise_is_said(exercise, capsys):
    exercise(7)
    check("9.7", 1)
    assert "Aufgabe 9.7: Diese Nummer gibt es nicht." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        (7, {"wrong": [(7.0, "Fast.")]}),
        (7, {"wrong": [(6, "Fast."), (6, "Knapp.")]}),
        (0.3, {}),
        (plus, {}),
        (object(), {}),
    ],
)
def test_an_exercise_that_is_not_complete_is_refused(exercise, answer, more):
    with pytest.raises((WrongCall, answers.WrongKind)):
        exercise(answer, **more)


def test_feedback_is_safe_and_accessible():
    html = checking.Feedback("wrong", "<b>1 & 2</b>", "9.1")._repr_html_()
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in html
    assert 'role="status"' in html
    assert "Noch nicht." in html


def light(colour):
    """Gives the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    "state", ["right", "typical", "wrong", "unfit", "missing", "unknown", "stale", "failed"]
)
def test_feedback_can_be_read_by_weak_eyes(state):
    html = checking.Feedback(state, "Text", "9.1")._repr_html_()
    ground = light(re.search(r"background: (#\w{6})", html)[1])
    for colour in re.findall(r"[; \"]color: (#\w{6})", html):
        assert (ground + 0.05) / (light(colour) + 0.05) >= 4.5


def drawn(values, title="Artikel (n = 12)", label="Artikel\nQuelle: Halmark", **how):
    axes = Figure().subplots()
    pd.Series(values).plot.barh(ax=axes, **how)
    axes.set_title(title)
    axes.set_xlabel(label)
    return axes


def test_a_chart_is_right_by_its_bars_and_by_what_stands_around_them(exercise):
    name = exercise(drawn([7, 5]), also=[[70, 50]], wrong=[([7], "Ein Balken fehlt.", 0.5)])
    upright = Figure().subplots()
    upright.bar(["a", "b"], [5, 7])
    upright.set_title("Artikel")
    upright.set_ylabel("Artikel")
    upright.figure.text(0, 0, "n = 12; Quelle: Halmark")
    for one in (drawn([5, 7]), drawn([50, 70]), drawn([7, 5]).figure, [drawn([7, 5])], upright):
        assert checking.judge(name, one).state == "right"
    assert checking.judge(name, drawn([7])).text == "Ein Balken fehlt."
    assert checking.judge(name, drawn([7, 6])).state == "wrong"
    assert checking.judge(name, [7, 5]).state == "unfit"
    assert "plt.gca()" in checking.judge(name, re).text
    assert checking.judge(name, drawn([7, 5], title="")).shape == ""  # no wrong try
    assert checking.judge(name, Figure().subplots()).text == (
        "Ich sehe darin keine Balken und keine Linie."
    )


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"title": ""}, "eine Überschrift"),
        ({"title": "Artikel"}, "„n = 100“"),
        ({"title": "Artikel (n = 13)"}, "die richtige Zahl"),
        ({"title": "Artikel (n = {len(artikel)})"}, "das f vor einem Text"),
        ({"label": "Artikel"}, "die Quelle"),
        ({"label": "Quelle: Halmark"}, "eine Beschriftung der Achse"),
        ({"xlim": (4, 8)}, "eine Achse, die bei null beginnt"),
    ],
)
def test_what_a_chart_lacks_is_named(exercise, how, said):
    verdict = checking.judge(exercise(drawn([7, 5])), drawn([7, 5], **how))
    assert said in verdict.text
    assert 0.7 <= verdict.share < 1
    with pytest.raises(WrongCall):
        exercise(drawn([7, 5], **{"label": "Artikel", **how}))
