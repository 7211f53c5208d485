"""Whom an act meets: who is named, meant by a noun, or judged by what they do."""

from collections.abc import Iterator, Mapping, Sequence

from presseschau.annotate.rules.cues import word_set
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.nominals import OBLIQUE, core_phrase, noun_phrase
from presseschau.annotate.rules.phrases import DEEDS, is_genitive
from presseschau.core.tables import Span

PRONOUNS = word_set("ihm ihn")
_DEFINITE = OBLIQUE | word_set("der die das den ihrem ihrer ihren ihre seine seinen seiner seinem")
#: What people and houses do, decide or say, so that who judges it judges them.
_WORKS = DEEDS | word_list("works")


def targets_of(
    words: Sequence[str],
    objects: Sequence[Span],
    names: Mapping[int, int],
    deeds_only: bool = False,
) -> Iterator[tuple[str, Span]]:
    """The people and houses that phrases name first, or whose deeds they name; with what they are.

    Args:
        words: The tokens of the document.
        objects: Phrases.
        names: The first token of every name, by the token behind it.
        deeds_only: Whether only deeds count: who greets a plan approves of its author, who greets
            a person does not.

    Yields:
        "name", "noun", "pronoun" or "deed", and the tokens.
    """
    for first, last in objects:
        if words[first] in PRONOUNS:
            if not deeds_only:
                yield "pronoun", (first, last)
            continue
        end = core_phrase(words, first, last)
        inner = [e for e, start in names.items() if first <= start and e < end]
        if end not in names and inner and not is_genitive(words[inner[0] - 1]):
            end = inner[0]  # "Kehl Versagen" in "warf Kehl Versagen vor"
        if end in names and is_genitive(words[end - 1]) and (owned := _owned(words, end)):
            if words[owned] in _WORKS:  # "Kehls neuen Vorschlag"
                yield "deed", (names[end], end)
            continue
        while end > first:
            if words[end - 1] in _WORKS:
                if owner := _owner(words, first, end, last, names):
                    yield "deed", owner
            elif not deeds_only and end in names and names[end] >= first:
                yield "name", (names[end], end)
            elif not deeds_only and words[first].lower() in _DEFINITE:
                yield "noun", (first, noun_phrase(words, first, last))
            if end + 1 >= last or words[end] not in ("und", "sowie"):
                break
            first, end = end + 1, core_phrase(words, end + 1, last)


def _owner(
    words: Sequence[str], first: int, end: int, last: int, names: Mapping[int, int]
) -> Span | None:
    """Whose deed a phrase is: "Kehls neue Pläne", "das Vorgehen der Stadt"."""
    own = [e for e in names if names[e] == first and e < end and is_genitive(words[e - 1])]
    if own:
        return first, own[0]
    if end >= last or words[end].lower() not in ("von", "vom", "der", "des"):
        return None
    start = end + (words[end].lower() in ("von", "vom"))
    behind = core_phrase(words, start, last)
    if behind in names and names[behind] >= start:
        return names[behind], behind
    return (start, behind) if words[start].lower() in _DEFINITE and behind > start else None


def _owned(words: Sequence[str], end: int) -> int:
    """The noun behind a genitive and its adjectives; 0 where none follows."""
    at = end
    while at < len(words) and words[at].islower() and words[at].endswith(("e", "en", "er", "es")):
        at += 1
    return at if at < len(words) and at - end <= 2 and words[at][0].isupper() else 0


def owners_of(words: Sequence[str], clause: Span, nouns: set[int]) -> list[Span]:
    """Whose resignation is asked for: "Kehls Rücktritt", "den Rücktritt der Ministerin"."""
    noun = min(nouns)
    if noun > clause[0] and words[noun - 1][0].isupper() and words[noun - 1].endswith("s"):
        return [(noun - 1, noun)]
    if noun + 1 < clause[1] and words[noun + 1].lower() in ("von", "vom"):
        return [(noun + 2, clause[1])]
    if noun + 1 < clause[1] and words[noun + 1].lower() in ("des", "der"):
        return [(noun + 1, clause[1])]
    return []
