"""Wrong calls: what a user asked for and cannot have, said in one sentence."""

from collections.abc import Iterable
from difflib import get_close_matches


class WrongCall(ValueError):  # noqa: N818 - the user's mistake, not the program's
    """A call that cannot be carried out; the message is one sentence for the user."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """A hint at the most similar choice, or the list of them."""
    choices = list(choices)
    match = get_close_matches(word, choices, 1)
    return f"Did you mean '{match[0]}'?" if match else f"Choose from: {', '.join(choices)}."
