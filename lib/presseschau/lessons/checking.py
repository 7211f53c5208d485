"""Checking: what a learner's answer is worth, and the sentence that leads on."""

import os
from typing import Any, NamedTuple

from IPython.display import display

from presseschau.calls import WrongCall
from presseschau.lessons import keys
from presseschau.lessons.answers import KINDS, is_missing, normal
from presseschau.lessons.feedback import Feedback, code, shown

#: After so many different wrong answers the stronger hint is given.
PATIENCE = 3
#: The different wrong answers of this session, by exercise; kept in memory only.
_tried: dict[str, set[str]] = {}


class Verdict(NamedTuple):
    """How an answer was found: right, typical, wrong, unfit (wrong kind) or missing.

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
        display(Feedback("missing", f"Eine Aufgabe {number} gibt es nicht.", number))
        return None
    verdict = judge(number, answer)
    display(Feedback(verdict.state, _with_patience(number, verdict), number))
    return verdict.share * points if os.environ.get("NBGRADER_EXECUTION") else None


def judge(exercise: str, answer: Any) -> Verdict:
    """Finds out what an answer is worth.

    Raises:
        WrongCall: There is no such exercise.
    """
    key = keys.load_key(exercise)
    if is_missing(answer):
        return Verdict("missing", 0.0, "Ersetze in der Zelle darüber die drei Punkte und führe "
                       "sie aus. Dann prüfe noch einmal.")  # fmt: skip
    if key.kind == "function":
        return _judge_function(key, answer)
    try:
        shape = normal(answer, key.kind, key.tolerance)
    except TypeError:
        return Verdict("unfit", 0.0, f"Gefragt ist {KINDS[key.kind]}; deine Antwort ist "
                       f"{shown(answer)}.{_slip(key.kind, answer)}")  # fmt: skip
    return _compare(key, shape) or Verdict("wrong", 0.0, key.hints[0], shape)


def _compare(key: keys.Key, shape: str) -> Verdict | None:
    stretched = keys.stretch(key.exercise, shape)
    name = keys.digest(key.exercise, shape)
    if name in key.right:
        return Verdict("right", 1.0, keys.explanation(key.right[name], stretched), shape)
    if name in key.wrong:
        hint, share = key.wrong[name]
        return Verdict("typical", share, hint, shape)
    return None


def _slip(kind: str, answer: Any) -> str:
    """Names the slips of the pen that Python takes for another kind of answer."""
    if kind != "number":
        return ""
    if isinstance(answer, tuple) and len(answer) == 2:
        return f" Das Komma einer Zahl ist in Python ein Punkt: {answer[0]}.{answer[1]}"
    return " Lass die Anführungszeichen weg." if isinstance(answer, str) else ""


def _judge_function(key: keys.Key, function: Any) -> Verdict:
    if not callable(function):
        return Verdict("unfit", 0.0, f"Gefragt ist {KINDS['function']}; übergib ihren Namen ohne "
                       f"Klammern. Deine Antwort ist {shown(function)}.")  # fmt: skip
    results = [keys.result_of(function, args) for args in key.examples]
    if all(is_missing(result) for result in results):
        return Verdict("missing", 0.0, "Deine Funktion gibt noch nichts zurück. Fehlt die Zeile "
                       "mit „return“?")  # fmt: skip
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
    if isinstance(results[first], Exception):
        error = results[first]
        seen = f"bricht deine Funktion ab: {type(error).__name__}, {error}."
    else:
        seen = f"gibt deine Funktion {shown(results[first])}. Was müsste sie geben?"
    text = f"{sum(passed)} von {len(passed)} Proben stimmen. Bei {call} {seen}"
    if known:
        return Verdict("typical", max(share, known.share), f"{text} {known.text}", repr(forms))
    return Verdict("wrong", share, f"{text} {key.hints[0]}", repr(forms))


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
