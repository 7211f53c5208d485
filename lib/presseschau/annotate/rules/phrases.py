"""Noun phrases of German sentences: where they begin, their case, and who does something."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from presseschau.annotate.lexicon import is_known, lemma
from presseschau.annotate.rules.gazetteer import word_list


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


COPULA = word_list("copulas")
PASSIVE = word_set("wird werden wurde wurden worden werde würde würden wirst wurdest")
AUXILIARIES = word_list("auxiliaries")
GENITIVE = word_set("des der eines einer seines seiner ihres ihrer dieses dieser")
AGENT = word_set("von vom durch seitens aus")
TOWARDS = word_set("an am für gegen gegenüber auf zu zum zur über")
RELATIVE = {"der": "subject", "die": "subject", "das": "subject", "den": "object", "dem": "object"}
_OBJECT_CASE = word_list("object case")
_DETERMINERS = _OBJECT_CASE | GENITIVE | word_list("subject case")
_PREPOSITIONS = AGENT | TOWARDS | word_list("other prepositions")
_TIMES = tuple(word_list("times"))
_SUBJECTS = word_set("er sie es man ich wir wer")
DEEDS = word_list("deeds")
_NO_ADJECTIVES = word_set("oder aber unter hatte habe haben")


class Target(NamedTuple):
    """A target's tokens and what introduces it.

    ``genitive`` marks the genitive of another noun: "die Vorschläge der Kommission".
    """

    first: int
    last: int
    phrase: int
    determiner: str
    preposition: str
    genitive: bool = False


def read_target(words: Sequence[str], first: int, last: int) -> Target:
    """Finds where the noun phrase around a target begins and what introduces it."""
    at = first
    if _is_name_genitive(words, first, last):
        return Target(first, last, first, "", "", genitive=True)
    while at > 0 and first - at < 5 and _in_phrase(words[at - 1]):
        if words[at - 1][0].isupper() and words[at][0].islower():
            break  # "Opposition kritisierte Kehl": adjectives stand before all nouns
        at -= 1
    determiner = ""
    if at > 0 and words[at - 1].lower() in _DETERMINERS:
        at -= 1
        determiner = words[at].lower()
    else:  # without an article, "kritisierte" before a name is the verb
        verbs = [i for i in range(at, first) if words[i][0].islower() and _verbal(words[i])]
        at = verbs[-1] + 1 if verbs else at
    before = words[at - 1].lower() if at else ""
    if before in ("am", "vom", "zum", "zur", "beim", "im"):
        determiner = "dem"
    preposition = before if before in _PREPOSITIONS else ""
    genitive = determiner in GENITIVE and at > 1 and words[at - 1][0].isupper()
    return Target(first, last, at, determiner, preposition, genitive and not preposition)


def _is_name_genitive(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a noun is the head, as in "der verbotenen Arbeiterpartei Kurdistans"."""
    if first != last or not first or not words[first].endswith("s"):
        return False
    noun = words[first - 1]
    place = len(words[first]) > 5 and is_known(words[first][:-1])
    return place and noun[0].isupper() and is_known(noun)


def is_genitive(name: str) -> bool:
    """Whether a name may be a genitive: "Kehls", "Max’"."""
    return name.endswith(("s", "x", "z", "’", "'"))


def find_deed(target: Target, words: Sequence[str]) -> Target | None:
    """What a target does, says or decides: "Kehls Auftritt", "die Politik der Regierung"."""
    after = target.last + 1
    if is_genitive(words[target.last]):
        while after < len(words) and words[after][0].islower() and words[after][-1] in "esrn":
            after += 1
        if after < len(words) and after - target.last <= 3 and words[after] in DEEDS:
            return Target(after, after, target.first, "", target.preposition)
    before = target.phrase - (1 if target.genitive or not target.preposition else 2)
    joined = (
        target.genitive or target.determiner in GENITIVE or target.preposition in ("von", "vom")
    )
    if before >= 0 and joined and words[before] in DEEDS:
        return read_target(words, before, before)
    return None


def first_conjunct(words: Sequence[str], target: Target) -> Target:
    """The phrase that leads a coordination (that of X for Y in "der X und Y"), or the target."""
    joint = target.phrase - 1
    if joint > 1 and words[joint - 1 : joint + 1] == ["als", "auch"]:
        joint -= 1
    listed = target.last + 1 < len(words) and words[target.last + 1] in (",", "und", "sowie")
    links = ("und", "sowie", "oder", "als", *([","] if listed else []))
    if joint < 1 or words[joint] not in links or not words[joint - 1][0].isupper():
        return target
    return first_conjunct(words, read_target(words, joint - 1, joint - 1))


def role(
    target: Target, verb: int, words: Sequence[str], clause: Sequence[int], names: Collection[int]
) -> str | None:
    """Whether a target is "subject", "object" or neither (None), by case and order of phrases.

    Args:
        target: The target, in the clause or in front of it.
        verb: The position of the verb, or of the word that judges.
        words: The sentence's tokens.
        clause: The positions of the clause.
        names: Positions of names.
    """
    if target.preposition or target.genitive or _owns(words, target.last):
        return None
    after_comma = words[clause[0]] == ","
    clause = [at for at in clause if words[at][0].isalnum()]
    opener = words[clause[0]]
    if after_comma and opener in RELATIVE and verb >= clause[-1] - 1:
        own = target.phrase == clause[0]
        other = "object" if RELATIVE[opener] == "subject" else "subject"
        return other if own or opener in ("der", "den", "dem") else None
    if target.determiner in _OBJECT_CASE:
        return "object"
    for at in clause:
        if at >= target.phrase:
            return "subject"
        if words[at].lower() in _SUBJECTS:
            return "object"
        if at in names or _is_noun(words[at], at == clause[0]):
            phrase = read_target(words, at, at)
            bare = not phrase.preposition and phrase.determiner not in _OBJECT_CASE
            if (
                bare
                and phrase.determiner not in ("des", "eines")
                and not words[at].endswith(_TIMES)
            ):
                return "object"
    return "subject"


def _owns(words: Sequence[str], last: int) -> bool:
    """Whether a target owns the noun behind it: "Kehls" in "Kehls Tochter"."""
    following = words[last + 1 : last + 2]
    return words[last].endswith("s") and bool(following) and following[0][0].isupper()


def _is_noun(word: str, opens: bool) -> bool:
    if not word[0].isupper():
        return False
    return not opens or lemma(word.lower()) == word or not is_known(word.lower())


def _in_phrase(word: str) -> bool:
    inflected = word[0].islower() and word.endswith(("e", "er", "en", "em", "es"))
    known = word.lower() in _DETERMINERS | _PREPOSITIONS | _SUBJECTS
    if known or word in PASSIVE or word in _NO_ADJECTIVES:
        return False
    return word[0].isupper() or word in '-„"»«' or (inflected and lemma(word) != word + "n")


def _verbal(word: str) -> bool:
    return lemma(word).endswith(("en", "ern", "eln")) and lemma(word) != word
