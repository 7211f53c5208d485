"""Stating: what teachers' notebooks say of right answers, heard by the build and by nbgrader."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from presseschau.lessons.checking import judge
from presseschau.lessons.keys import Key, load_key, make_key


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
        answer: The right answer, or the right function.
        hints: What to say to a wrong answer, at first and after several tries.
        wrong: Typical wrong answers, each with its hint and, if any, the share of the points.
        why: An explanation that is shown with the right answer and can be read by nobody before.
        also: Further right answers.
        tolerance: How far a number may be off.
        kind: The kind of the answer, where it cannot be seen ("set" for a list without order).
        examples: Arguments that a function is tried on, a tuple for each call.
    """
    if os.environ.get("NBGRADER_EXECUTION"):
        verdict = judge(exercise, answer)
        return verdict.share * load_key(exercise).points
    if _recording is not None:
        made = make_key(exercise, answer, hints, wrong, why, also, tolerance, kind, examples)
        _recording(made, answer, wrong)
    return None


_recording: Callable[[Key, Any, Sequence[tuple]], None] | None = None


@contextmanager
def recording(receiver: Callable[[Key, Any, Sequence[tuple]], None]) -> Iterator[None]:
    """Hands each key that is stated within the block to the receiver, with its answers."""
    global _recording
    _recording = receiver
    try:
        yield
    finally:
        _recording = None
