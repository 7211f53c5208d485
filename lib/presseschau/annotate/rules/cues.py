"""The cues of reported speech: the lexicon of reporting verbs, phrases and nouns."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from presseschau.annotate.rules.gazetteer import lexicon_rows, word_list
from presseschau.annotate.rules.phrases import word_set

HAVE = word_set("hat haben habe hatte hatten hätte hätten")
BE = word_set("ist sind war waren sei seien wäre wären")
BECOME = word_set("wird werden werde wurde wurden würde würden worden")
MODALS = word_list("modals")
AUXILIARIES = HAVE | BE | BECOME | MODALS
NEGATIONS = word_set("nicht nie niemals keineswegs weder kein keine keinen keinem keiner")

_NO_GE = ("be", "er", "ver", "ent", "emp", "zer", "ge", "miss", "unter", "über", "wider")
_NO_GE += ("wieder", "dokument")


class Cue(NamedTuple):
    """One entry of the lexicon, ``data/lexicon/cues.tsv``.

    ``pattern`` is "verb", "particle verb" (lemma "mit|teilen", a required word in front of it:
    "davon aus|gehen"), "preposition", "adverb", "phrase" or "noun". ``use`` is "clause"
    (introduces what is said), "either" (also sums it up: "warnte vor Hochwasser"), "dass"
    (reports only with a clause of its own: "sieht") or "name" ("nannte ihn einen „Träumer“").
    ``stance`` is one of ``tables.STANCES``.
    """

    lemma: str
    pattern: str
    forms: str
    use: str
    stance: str
    medium: str


class CueHit(NamedTuple):
    """A reporting verb in a text: its entry, its token ids, and the one that is inflected."""

    cue: Cue
    tokens: tuple[int, ...]
    finite: int


class Lexicon(NamedTuple):
    """The verbs of the lexicon by form, and the rest by lemma.

    ``finite`` and ``participle`` hold forms of plain verbs; ``split`` finite forms whose particle
    stands apart ("teilte ... mit"); ``joined`` forms with it ("mitteilte"). ``konjunktiv``
    holds the forms of the Konjunktiv I that are no other form ("sage", "mitteile"), ``forms``
    all others.
    """

    cues: list[Cue]
    finite: dict[str, list[Cue]]
    split: dict[str, list[Cue]]
    joined: dict[str, list[Cue]]
    participle: dict[str, list[Cue]]
    konjunktiv: set[str]
    forms: set[str]


@cache
def load_cues() -> Lexicon:
    """Loads the lexicon of cues once per process."""
    return by_form([Cue(**row) for row in lexicon_rows("cues.tsv")])


def by_form(cues: list[Cue]) -> Lexicon:
    """Sorts verbs by all their forms."""
    lexicon = Lexicon(cues, *(defaultdict(list) for _ in range(4)), set(), set())
    for cue in cues:
        if cue.pattern not in ("verb", "particle verb"):
            continue
        particle, verb = parts(cue)
        finite, participle = inflect(verb, cue.forms)
        lexicon.konjunktiv.update({f"{particle}{_stem(verb)}e", f"{_stem(verb)}e"})
        for form in finite:
            (lexicon.split if particle else lexicon.finite)[form].append(cue)
            if particle:
                lexicon.joined[particle + form].append(cue)
        if particle:
            lexicon.joined[f"{particle}zu{verb}"].append(cue)
        lexicon.participle[particle + participle].append(cue)
    lexicon.forms.update(lexicon.finite, lexicon.split, lexicon.joined, lexicon.participle)
    return lexicon


def parts(cue: Cue) -> tuple[str, str]:
    """Particle and verb of a lemma: ("aus", "gehen") for "davon aus|gehen"."""
    particle, _, verb = cue.lemma.split()[-1].rpartition("|")
    return particle, verb


def _stem(verb: str) -> str:
    return verb[:-2] if verb.endswith("en") else verb[:-1]


def inflect(verb: str, irregular: str = "") -> tuple[set[str], str]:
    """The third-person forms of a German verb and its participle.

    Args:
        verb: The infinitive, without particle.
        irregular: Present, past and participle of a strong verb ("gibt gab gegeben").

    Returns:
        The finite forms (present, past, Konjunktiv I; singular and plural), the participle.
    """
    stem = _stem(verb)
    link = "e" if stem[-1] in "dt" or stem.endswith(("gn", "chn", "ffn", "dn", "tm")) else ""
    prefix = "" if verb.endswith("ieren") or verb.startswith(_NO_GE) else "ge"
    forms = irregular.split() or [f"{stem}{link}t", f"{stem}{link}te", f"{prefix}{stem}{link}t"]
    present, past, participle = forms
    plural = past + ("n" if past.endswith("e") else "en")
    return {verb, present, past, plural, f"{stem}e"}, participle


@cache
def speech_nouns() -> dict[str, Cue]:
    """The entries of the nouns that stand for something said, such as "Ansicht"."""
    return {cue.lemma: cue for cue in load_cues().cues if cue.pattern == "noun"}


def find_cues(
    words: Sequence[str], first: int, last: int, lexicon: Lexicon | None = None
) -> list[CueHit]:
    """Finds the reporting verbs in one clause.

    Args:
        words: The tokens of the document.
        first: The clause's first token.
        last: The token behind its last one.
        lexicon: The verbs to look for; the reporting verbs if left out.

    Returns:
        The hits in order: with auxiliary ("hat ... gefordert") and particle ("teilte ... mit").
    """
    lexicon = lexicon or load_cues()
    hits = []
    for i in range(first, last):
        word = words[i]
        if not word[0].islower() and i > first:
            continue
        word = word.lower()
        joined = word + words[i + 1] if i + 1 < last else ""
        if word not in lexicon.forms and joined not in lexicon.forms:
            continue
        if word in _SEEMING and words[i - 2 : i - 1] == ["zu"] and i - 2 >= first:
            continue  # "als alles zu scheitern drohte"
        if found := _apart(words, i, joined, first, last, lexicon):
            hits.append(found)
        elif (
            word in lexicon.participle and len(tokens := _with_auxiliary(words, i, first, last)) > 1
        ):
            finite = next(j for j in tokens if j != i)
            hits.append(CueHit(lexicon.participle[word][0], tokens, finite))
        elif found := _best(lexicon.split.get(word, ()), words, i, last):
            hits.append(found)
        elif word in lexicon.joined:
            tokens = _with_auxiliary(words, i, first, last)
            hits.append(CueHit(lexicon.joined[word][0], tokens, i))
        elif word in lexicon.finite:
            tokens = (i, i + 1) if words[i + 1 : last][:1] == ["sich"] else (i,)
            hits.append(CueHit(lexicon.finite[word][0], tokens, i))
    return hits


_SEEMING = word_set("droht drohte drohten drohe verspricht versprach versprachen verspreche")


def _apart(
    words: Sequence[str], i: int, joined: str, first: int, last: int, lexicon: Lexicon
) -> CueHit | None:
    """Reads a particle written apart at a clause's end: "wie die Bahn bekannt gab"."""
    if joined in lexicon.joined:
        return CueHit(lexicon.joined[joined][0], (i, i + 1), i + 1)
    if joined in lexicon.participle:
        tokens = tuple(sorted((i, *_with_auxiliary(words, i + 1, first, last))))
        if len(tokens) > 2:
            return CueHit(lexicon.participle[joined][0], tokens, tokens[0])
    return None


def _best(cues: Sequence[Cue], words: Sequence[str], i: int, last: int) -> CueHit | None:
    """The hit of a verb whose particle stands at the end of its clause, or None."""
    for cue in cues:
        particle, _ = parts(cue)
        for j in range(last - 1, i, -1):
            if words[j].lower() != particle or is_preposition(words, j, last):
                continue
            required = cue.lemma.split()[0] if " " in cue.lemma else ""
            if required and required not in words[i:j]:
                continue
            own = words[j - 1] in _PRONOMINAL or words[j - 1] == required
            between = (j - 1,) if own and j - 1 > i else ()
            return CueHit(cue, (i, *between, j), i)
    return None


def is_preposition(words: Sequence[str], i: int, last: int) -> bool:
    """Whether a "zu" belongs to the word behind it: "gab zu bedenken", "gab zu Protokoll"."""
    return words[i].lower() == "zu" and any(
        word[0].isupper() or word.endswith("n") for word in words[i + 1 : last][:1]
    )


_PRONOMINAL = word_set("davon darauf dazu dafür davor daran darüber")


def _with_auxiliary(words: Sequence[str], i: int, first: int, last: int) -> tuple[int, ...]:
    """Adds the auxiliaries of a participle or infinitive: before it, or right behind it."""
    before = [j for j in range(first, i) if words[j].lower() in AUXILIARIES][:1]
    behind = []
    for j in range(i + 1, min(last, i + 3)):
        if words[j].lower() not in AUXILIARIES:
            break
        behind.append(j)
    return (*before, i, *behind)
