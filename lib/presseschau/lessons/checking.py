"""Checking: what a learner's answer is worth, and the sentence that leads on."""

import os
from typing import Any, NamedTuple

from IPython.display import display

from presseschau.core.calls import WrongCall
from presseschau.lessons import diagrams, failures, keys
from presseschau.lessons.answers import KINDS, is_missing, normal
from presseschau.lessons.feedback import Feedback
from presseschau.lessons.slips import code, shown, slip, slip_within

failures.watch()

#: After so many different wrong answers the stronger hint is given.
PATIENCE = 3
#: The different wrong answers of this session, by exercise; kept in memory only.
_tried: dict[str, set[str]] = {}


class Verdict(NamedTuple):
    """How an answer was found: right, typical, wrong, unfit (wrong kind), missing or stale.

    ``share`` of the points, ``text`` the hint or explanation, ``shape`` tells answers apart.
    """

    state: str
    share: float
    text: str
    shape: str = ""


def check(exercise: str | float, answer: Any = ...) -> float | None:
    """Checks the answer to an exercise and says in a sentence how to go on.

    Nothing is sent anywhere and nothing is written. The right answers are known by digests alone.

    Args:
        exercise: Number of the exercise, such as "1.3".
        answer: What you found.

    Returns:
        Nothing; the points where nbgrader grades or validates the notebook.
    """
    number = str(exercise)
    try:
        points = keys.load_key(number).points
    except WrongCall:
        display(Feedback("unknown", "Sie steht in der Überschrift der Aufgabe.", number))
        return None
    if failure := failures.older():
        verdict = Verdict("stale", 0.0, f"{failure} Danach prüfe ich deine neue Antwort.")
    else:
        verdict = judge(number, answer)
    display(Feedback(verdict.state, _with_patience(number, verdict), number))
    return verdict.share * points if os.environ.get("NBGRADER_EXECUTION") else None


def judge(exercise: str, answer: Any) -> Verdict:
    """Finds out what an answer is worth.

    Raises:
        WrongCall: There is no such exercise.
    """
    key = keys.load_key(exercise)
    if answer is None:
        return Verdict("missing", 0.0, "Hinter dem = ist nichts herausgekommen (None). Steht dort "
                       "print? Es zeigt einen Wert nur an; lass es weg.")  # fmt: skip
    if is_missing(answer):
        return Verdict("missing", 0.0, "Ersetze in der Zelle darüber die drei Punkte und führe "
                       "sie aus. Dann prüfe noch einmal.")  # fmt: skip
    if key.kind == "function":
        return _judge_function(key, answer)
    if key.kind == "chart":
        return _judge_chart(key, diagrams.axes_of(answer), answer)
    try:
        shape = normal(answer, key.kind, key.tolerance)
    except (TypeError, OverflowError):
        return Verdict("unfit", 0.0, f"Gefragt ist {KINDS[key.kind]}; deine Antwort ist "
                       f"{shown(answer)}.{slip(key.kind, answer)}")  # fmt: skip
    known = _compare(key, shape)
    if known is None and (said := slip_within(key.kind, answer)):
        return Verdict("unfit", 0.0, said)
    if known is None and _is_percent(key, answer):
        return Verdict("typical", 0.5, "Das sind Prozent. Gefragt ist eine Zahl zwischen 0 und 1.",
                       shape)  # fmt: skip
    return known or Verdict("wrong", 0.0, key.hints[0], shape)


def _compare(key: keys.Key, shape: str) -> Verdict | None:
    name = keys.digest(key.exercise, shape)
    if name in key.right:
        return Verdict("right", 1.0, keys.unseal(key.exercise, shape, key.right[name]), shape)
    if name in key.wrong:
        hint, share = key.wrong[name]
        return Verdict("typical", share, hint, shape)
    return None


def _is_percent(key: keys.Key, answer: Any) -> bool:
    if key.kind != "number" or not key.tolerance or not 1 < answer < 100:
        return False
    return keys.digest(key.exercise, normal(answer / 100, "number", key.tolerance)) in key.right


def _judge_function(key: keys.Key, function: Any) -> Verdict:
    if not callable(function):
        return Verdict("unfit", 0.0, f"Gefragt ist {KINDS['function']}; übergib ihren Namen ohne "
                       f"Klammern. Deine Antwort ist {shown(function)}.")  # fmt: skip
    results = [keys.result_of(function, args) for args in key.examples]
    if all(is_missing(result) for result in results):
        return Verdict("missing", 0.0, "Deine Funktion gibt noch nichts zurück. Fehlt die Zeile "
                       "mit „return“?")  # fmt: skip
    if isinstance(results[0], AssertionError):  # says itself what is missing
        return Verdict("wrong", 0.0, str(results[0]))
    forms = [keys.form(result) for result in results]
    known = _compare(key, repr(forms))
    if known and known.state == "right":
        return known
    passed = [keys.digest(key.exercise, one) == right
              for one, right in zip(forms, key.results, strict=True)]  # fmt: skip
    share = sum(passed) / len(passed)
    first = passed.index(False)
    name = getattr(function, "__name__", "deiner Funktion")
    call = f"{name}({', '.join(map(code, key.examples[first]))})"
    agree = "stimmt" if sum(passed) == 1 else "stimmen"
    seen = _seen(results[first], known.text if known else key.hints[0])
    text = f"{sum(passed)} von {len(passed)} Proben {agree}. Bei {call} {seen}"
    if known:
        return Verdict("typical", max(share, known.share), text, repr(forms))
    return Verdict("wrong", share, text, repr(forms))


def _judge_chart(key: keys.Key, axes: Any, answer: Any) -> Verdict:
    """Judges what a chart shows and then what stands around it."""
    if axes is None:
        return Verdict("unfit", 0.0, f"Gefragt ist {KINDS['chart']}; deine Antwort ist "
                       f"{shown(answer)}.{slip('chart', answer)}")  # fmt: skip
    values = diagrams.lengths(axes)
    if not values:
        return Verdict("wrong", 0.0, "Ich sehe darin keine Balken und keine Linie.", "leer")
    shape = normal(values, key.kind, key.tolerance)
    verdict = _compare(key, shape) or Verdict("wrong", 0.0, key.hints[0], shape)
    lacks = diagrams.lacking(axes, *key.examples[0])
    if verdict.state != "right" or not lacks:
        return verdict
    text = f"Die Werte stimmen. Es fehlt noch: {'; '.join(lacks)}."
    return Verdict("typical", 1 - len(lacks) / 10, text)  # no try: the values need no hint


def _seen(result: Any, hint: str) -> str:
    """Says what a function did where it went wrong; the hint, where that does not say enough."""
    if isinstance(result, Exception):
        return f"bricht deine Funktion ab. {failures.explain(result)}"
    if isinstance(result, str) and result in ("True", "False"):
        return f"gibt deine Funktion einen Text. {result} steht ohne Anführungszeichen."
    if result is None:
        return f"gibt deine Funktion nichts zurück. Für diesen Fall fehlt ein „return“. {hint}"
    return f"kommt {shown(result)} heraus. Was müsste herauskommen? {hint}"


def _with_patience(exercise: str, verdict: Verdict) -> str:
    """Adds the stronger hint after several different wrong answers."""
    if verdict.state == "right":
        _tried.pop(exercise, None)
    elif verdict.shape:
        tried = _tried.setdefault(exercise, set())
        tried.add(verdict.shape)
        if len(tried) >= PATIENCE:
            return f"{verdict.text} {keys.load_key(exercise).hints[1]}"
    return verdict.text
