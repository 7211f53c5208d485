"""Stating: what teachers' notebooks say of right answers, heard by the build and by nbgrader."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from presseschau.core.calls import WrongCall
from presseschau.lessons.answers import kind_of, neighbours, normal
from presseschau.lessons.checking import judge
from presseschau.lessons.diagrams import axes_of, lacking, stated
from presseschau.lessons.keys import Key, digest, form, load_key, outcomes, result_of, seal


class Exercise(NamedTuple):
    """An exercise as the build meets it: its key, and the answers in clear."""

    key: Key
    answer: Any
    wrong: Sequence[tuple]


#: The exercises that the build has met; None outside the build.
_met: list[Exercise] | None = None


def key(
    exercise: str,
    answer: Any,
    hints: Sequence[str],
    wrong: Sequence[tuple] = (),
    why: str = "",
    also: Sequence[Any] = (),
    tolerance: float = 0.0,
    kind: str = "",
    examples: Sequence[tuple] = (),
) -> float | None:
    """States the right answer of an exercise; stands in the hidden tests of a teacher's notebook.

    In the build it writes the key; when nbgrader grades a learner's notebook, where ``answer`` is
    the learner's, it gives the points; otherwise it does nothing.

    Args:
        exercise: Number of lesson and exercise, such as "1.3".
        answer: The right answer, or the right function or chart. Of a chart, ``also`` and
            ``wrong`` hold only the values that it shows.
        hints: What to say to a wrong answer, at first and after several tries.
        wrong: Typical wrong answers, each with its hint and, if any, the share of the points.
        why: An explanation that is shown with the right answer and can be read by nobody before.
        also: Further right answers.
        tolerance: How far a number may be off.
        kind: The kind of the answer, where it cannot be seen ("set" for a list without order).
        examples: Arguments that a function is tried on, a tuple for each call.

    Raises:
        WrongCall: In the build: the exercise is not complete, or a wrong answer is a right one.
    """
    if os.environ.get("NBGRADER_EXECUTION"):
        verdict = judge(exercise, answer)
        return verdict.share * load_key(exercise).points
    if _met is None:
        return None
    kind = kind or kind_of(answer)
    if len(hints) < 2:
        raise WrongCall(f"Exercise {exercise} needs two hints: a first and a stronger one.")
    if kind == "function" and not examples:
        raise WrongCall(f"Exercise {exercise} asks for a function and needs examples.")
    if kind == "number" and not tolerance and answer % 1:
        raise WrongCall(f"Exercise {exercise} asks for a broken number and needs a tolerance.")
    if kind == "chart":
        axes = axes_of(answer)
        examples = [(stated(axes),)]
        if lacks := lacking(axes):
            raise WrongCall(f"Exercise {exercise}: the right chart lacks {lacks}.")
    results = []
    if kind == "function":
        results = [digest(exercise, form(result_of(answer, args))) for args in examples]
        forms = [outcomes(answer, examples)]
    else:
        forms = [one for right in (answer, *also) for one in neighbours(right, kind, tolerance)]
    right = {digest(exercise, one): seal(exercise, one, why) for one in forms}
    mistakes = {}
    for value, hint, *share in wrong:
        shape = outcomes(value, examples) if callable(value) else normal(value, kind, tolerance)
        mistakes[digest(exercise, shape)] = [hint, *(share or [0.0])]
    if len(mistakes) < len(wrong) or set(mistakes) & set(right):
        raise WrongCall(f"Exercise {exercise}: two answers, or a right and a wrong one, are alike.")
    arguments = [list(args) for args in examples]
    made = Key(exercise, kind, 0.0, tolerance, list(hints), right, mistakes, arguments, results)
    _met.append(Exercise(made, answer, wrong))
    return None


@contextmanager
def recording() -> Iterator[list[Exercise]]:
    """Collects the exercises that are stated within the block."""
    global _met
    _met = []
    try:
        yield _met
    finally:
        _met = None
