"""Finds the words of a sentence that judge, with what turns, weakens or strengthens them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from presseschau.annotate.lexicon import PARTICLES, Entry, idiom, lemma, look_up, separable
from presseschau.annotate.rules.phrases import word_set

_BREAKS = frozenset(',;:–—()„“”"»«')
_OPENERS = frozenset('„“"»«:–—(')
_CONTRAST = frozenset(("aber", "doch", "jedoch", "dennoch", "sondern", "allerdings", "trotzdem"))
_TURNS = _CONTRAST | {"nur", "bloß", "freilich"}  # "fleißig, nur führen kann sie nicht"
_REACH = 3  # tokens before an adjective or noun in which a shifter still applies to it
_CRITICISM = Entry("Kritik", "NOUN", -1, 2, "speech act")  # a topic, unless it has a target
# What each strength of a weakening (-) or strengthening (+) shifter does to a value.
_SHIFTS = {-1: 0.6, -2: -0.4, -3: -0.75, 1: 1.2, 2: 1.4}
_IRREAL = frozenset(("wäre", "wären", "würde", "würden", "hätte", "hätten", "Wäre", "Hätte"))
_CONDITION = frozenset(("wenn", "Wenn", "falls", "Falls"))
_IN_COURT = frozenset(("zu", "zur", "wegen"))  # "zu einem Jahr verurteilt" happens
_SUPPOSED = 0.2  # "wäre großartig, wenn" is no praise
_DENIED = 0.35  # "kein Lügner" is less than praise
_LITTLE = -0.4  # "wenig überzeugend" is no praise
_AFTER_VERB = frozenset(("nicht", "nichts", "nie", "niemals", "keineswegs", "kaum", "keinesfalls"))


class Hit(NamedTuple):
    """A word of the lexicon in a sentence: token positions, entry and its value after shifters."""

    tokens: tuple[int, ...]
    entry: Entry
    value: float
    word: str

    @property
    def first(self) -> int:
        """The position of the word itself, apart from its shifters and verb particle."""
        return self.tokens[0]


_NUMBERS = word_set("ein eine einen einem einer zwei drei vier fünf sechs zehn zwölf")


def clause_ids(words: Sequence[str]) -> list[int]:
    """Numbers the clauses: what stands between commas, dashes, brackets and quotation marks."""
    ids, current = [], 0
    for position, word in enumerate(words):
        turns = word in ("aber", "sondern", "doch") and words[position - 1] not in _BREAKS
        current += turns or word in _BREAKS
        ids.append(current)
    return ids


def find_hits(
    words: Sequence[str], clauses: Sequence[int], names: Collection[int] = ()
) -> list[Hit]:
    """Finds the lexicon's words in one sentence, shifters applied.

    Args:
        words: The sentence's tokens.
        clauses: Their clauses, as :func:`clause_ids` numbers them.
        names: Token positions inside names, which judge nobody ("Edmund Stark").

    Returns:
        Hits in the order of the text; shifters appear only inside the hits they change.
    """
    entries: list[Entry | None] = []
    for position, word in enumerate(words):
        start = position == 0 or words[position - 1] in _OPENERS
        silent = position in names or _is_about(words, position)
        entries.append(None if silent else look_up(word, start))
        if word.endswith(("Kritik", "kritik")) and position not in names:
            entries[-1] = _CRITICISM
    idioms = _idioms(words, clauses)
    covered = {at for tokens, _ in idioms.values() for at in tokens}
    entries = [None if at in covered else entry for at, entry in enumerate(entries)]
    particles = [at for at, word in enumerate(words) if word in PARTICLES]
    hits = []
    for position, entry in enumerate(entries):
        tokens: tuple[int, ...] = (position,)
        if position in idioms:
            tokens, entry = idioms[position]
        elif position in covered:
            continue
        elif position not in names and words[position][0].isalpha():
            entry, tokens = _with_particle(words, clauses, position, entry, particles)
        if entry is None or entry.kind == "shifter":
            continue
        if entry.lemma == "verurteilen" and any(
            word in _IN_COURT and clauses[at] == clauses[position] for at, word in enumerate(words)
        ):
            entry = entry._replace(kind="event")
        value, shifters = _shift(words, clauses, entries, position, entry)
        hits.append(Hit((*tokens, *shifters), entry, value, words[position]))
    if _IRREAL.intersection(words) and _CONDITION.intersection(words):
        hits = [hit._replace(value=hit.value * _SUPPOSED) for hit in hits]
    return _weigh_contrast(words, hits)


def _is_about(words: Sequence[str], position: int) -> bool:
    """Whether "gut" only rounds a number: "gut 8,2 Milliarden", "gut eine Stunde"."""
    after = words[position + 1 : position + 2] if words[position] == "gut" else []
    return any(word[0].isdigit() or word in _NUMBERS for word in after)


def polarity(words: Sequence[str]) -> tuple[float, set[int]]:
    """What the words of one clause judge together, shifters applied; and which words do."""
    hits = [hit for hit in find_hits(words, [0] * len(words)) if hit.entry.kind == "evaluation"]
    return sum(hit.value for hit in hits), {token for hit in hits for token in hit.tokens}


def _idioms(
    words: Sequence[str], clauses: Sequence[int]
) -> dict[int, tuple[tuple[int, ...], Entry]]:
    """Finds idioms as tokens (the verb first) and entry, by the position of the verb."""
    places: dict[int, dict[str, int]] = {}
    for position, word in enumerate(words):
        places.setdefault(clauses[position], {})[word] = position
    found = {}
    for position, word in enumerate(words):
        if not word[0].islower():
            continue
        clause = places[clauses[position]]
        pair = idiom(word, clause.keys())
        if pair:
            found[position] = (position, *sorted(clause[part] for part in pair[0])), pair[1]
    return found


def _with_particle(
    words: Sequence[str],
    clauses: Sequence[int],
    position: int,
    entry: Entry | None,
    particles: Sequence[int],
) -> tuple[Entry | None, tuple[int, ...]]:
    """Joins "wirft ... vor"; drops "schlägt", whose particle makes another verb of it."""
    if entry is not None and entry.pos != "VERB":
        return entry, (position,)
    if entry is None and (words[position][0].isupper() and position):
        return entry, (position,)
    for end in particles:
        if end <= position + 1:
            continue
        if clauses[end] != clauses[position]:
            break
        closes = end + 1 == len(words) or not words[end + 1][0].isalpha()
        if closes or words[end + 1] in ("und", "oder", "als", "wie", "weil"):
            joined = separable(words[position], words[end])
            if joined:
                return joined, (position, end)
            known = words[end] + lemma(words[position])
            return (None if entry and lemma(known) == known else entry), (position,)
    return entry, (position,)


def _shift(
    words: Sequence[str],
    clauses: Sequence[int],
    entries: Sequence[Entry | None],
    position: int,
    entry: Entry,
) -> tuple[float, list[int]]:
    value, used = entry.weight, []
    left = max(0, position - (_REACH + (entry.pos == "VERB")))
    for at in range(position - 1, left - 1, -1):
        shifter = entries[at]
        if clauses[at] != clauses[position]:
            break
        if shifter is None:
            continue
        if shifter.kind != "shifter":
            if shifter.pos == entry.pos:
                continue  # "kein guter, kluger Plan"
            if shifter.pos == "NOUN" or entry.pos == "VERB":
                break
            continue
        factor = _factor(words, at, shifter, entry, position)
        if factor is not None:
            value *= factor
            used.append(at)
    if entry.pos == "VERB":
        for at in range(position + 1, len(words)):
            if clauses[at] != clauses[position]:
                break
            if words[at] in _AFTER_VERB and not _only(words, at) and not _negates_next(entries, at):
                value *= _SHIFTS[-3]
                used.append(at)
                break
    if entry.sign < 0 < value:
        value *= _DENIED
    return max(-1.5, min(1.5, value)), used


def _factor(
    words: Sequence[str], at: int, shifter: Entry, entry: Entry, position: int
) -> float | None:
    """What a shifter multiplies a word's value by, None where it does not touch the word."""
    if _only(words, at):
        return None
    if shifter.lemma in ("wenig", "selten", "minder", "mäßig") and entry.pos == "ADJ":
        return _LITTLE if entry.sign > 0 else 0.5
    if shifter.pos == "ADJ" and shifter.sign > 0 and entry.pos != "NOUN":
        return None
    if shifter.pos == "ADV" and shifter.sign > 0 and at != position - 1:
        return None
    if shifter.pos in ("NOUN", "VERB") and entry.pos != "NOUN":
        return None
    return _SHIFTS[shifter.sign * shifter.strength]


def _only(words: Sequence[str], at: int) -> bool:
    """Whether a negation negates nothing, as in "nicht nur", "nicht zuletzt"."""
    return at + 1 < len(words) and words[at + 1] in ("nur", "zuletzt", "bloß", "allein")


def _negates_next(entries: Sequence[Entry | None], at: int) -> bool:
    return any(entry and entry.kind == "evaluation" for entry in entries[at + 1 : at + 2])


def _weigh_contrast(words: Sequence[str], hits: list[Hit]) -> list[Hit]:
    """Lets what follows "aber" or "nur" count more than the praise that it takes back."""
    turns = [at for at, word in enumerate(words) if word in _TURNS and at]
    if not turns:
        return hits
    turn = turns[-1]

    def weight(hit: Hit) -> float:
        return 1.2 if hit.first > turn else 0.3 if hit.value > 0 else 0.7

    return [hit._replace(value=hit.value * weight(hit)) for hit in hits]
