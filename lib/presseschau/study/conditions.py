"""Conditions: words and phrases joined by AND, OR, AND NOT and NEAR/5, as a tree."""

import re
from typing import NamedTuple

from presseschau.core.text import tokenize


class Term(NamedTuple):
    """Words in a row; in one of them ``*`` stands for any letters."""

    words: tuple[str, ...]


class Joined(NamedTuple):
    """Two parts of a condition ``by`` AND, OR, NOT (the first without the second) or NEAR."""

    by: str
    left: "Condition"
    right: "Condition"
    apart: int = 0  # so many words further at most, for NEAR


Condition = Term | Joined


def read_term(text: str) -> Term:
    """A word or phrase in the tokens of articles.

    Raises:
        ValueError: It would find everything, or nothing; the sentence says what to write.
    """
    words: list[str] = []
    for part in text.split():
        spans = [] if "*" in part else tokenize(f"{part} x")[:-1]  # "e.V." keeps its period
        words += [part[start:end] for start, end in spans] or [part]
    if sum(map(str.isalnum, "".join(words))) < 2:
        raise ValueError(f"'{text}' would find too much; write at least two letters")
    return Term(tuple(words))


def read_listed(text: str) -> Term:
    """A word or phrase of a list, any of which may be found: a term that joins nothing."""
    if any(part["operator"] for part in _PART.finditer(text)):
        raise ValueError(f"'{text}' joins words; write it as 'condition'")
    return read_term(text)


def read_condition(text: str) -> Condition:
    """A condition as it is written in a file of categories.

    NEAR binds closer than AND and AND NOT, these closer than OR; parentheses come first.

    Raises:
        ValueError: It cannot be read; the sentence says from where on, and what fits.
    """
    parts = list(_PART.finditer(text))
    if len(parts) > _MOST_PARTS:
        raise ValueError("The condition is too long to be read; put lists of words under 'words'")
    condition = _read(parts, 0)
    if parts:
        raise _unreadable(parts)
    return condition


#: Words, operators and parentheses of a condition, which is read and looked for part in part.
_MOST_PARTS = 300
#: A parenthesis, an operator, a phrase in marks or a word.
_PART = re.compile(
    r"""(?P<bracket>[()]) | (?P<operator>OR|AND\s+NOT|NOT|AND|NEAR(?:/\d*)?)(?![^\s()])
    | "(?P<phrase>[^"]*)" | „(?P<quoted>[^“”"]*)[“”"] | (?P<word>[^\s()"„“”]+) | (?P<stray>\S)""",
    re.VERBOSE,
)
_BINDING = {"OR": 0, "AND": 1, "NOT": 1, "NEAR": 2}


def _read(parts: list[re.Match], least: int) -> Condition:
    """Takes a condition off the front of parts, up to an operator that binds less (Pratt 1973)."""
    condition = _read_operand(parts)
    while parts and (said := parts[0]["operator"]):
        by, _, apart = said.split()[-1].partition("/")  # of AND NOT only NOT
        if _BINDING[by] < least:
            break
        if by == "NEAR" and not int(apart or 0):
            raise _unreadable(parts)
        del parts[0]
        condition = Joined(by, condition, _read(parts, _BINDING[by] + 1), int(apart or 0))
        # How far is what stands in two places, or in none?
        if by == "NEAR" and not all(map(_is_one_place, condition[1:3])):
            raise ValueError(
                "NEAR stands between words, phrases or (a OR b); write 'a NEAR/5 b AND b NEAR/5 c'"
            )
    return condition


def _is_one_place(condition: Condition) -> bool:
    """Whether a condition is words, or words joined by OR."""
    if isinstance(condition, Term):
        return True
    return condition.by == "OR" and all(map(_is_one_place, condition[1:3]))


def _read_operand(parts: list[re.Match]) -> Condition:
    if not parts or parts[0]["operator"] or parts[0]["stray"] or parts[0][0] == ")":
        raise _unreadable(parts)
    first = parts.pop(0)
    if not first["bracket"]:
        return read_term(first["phrase"] or first["quoted"] or first["word"] or "")
    condition = _read(parts, 0)
    if not parts or parts[0][0] != ")":
        raise _unreadable([first])
    del parts[0]
    return condition


def _unreadable(parts: list[re.Match]) -> ValueError:
    where = f"from '{parts[0].string[parts[0].start() :]}' on" if parts else "at its end"
    return ValueError(
        f'The condition cannot be read {where}; join words and "phrases in marks" by AND, OR,'
        " AND NOT or NEAR/5, in capitals"
    )
