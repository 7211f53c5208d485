"""Acts: who attacks or supports whom by a verb: "Moll kritisierte Kehl", "dankte der Partei"."""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache

from presseschau.annotate.annotator import Act, Mention
from presseschau.annotate.rules.arguments import agent, finite_verb, speaker_of, subject
from presseschau.annotate.rules.clauses import Unit, read_units, span, split_clauses
from presseschau.annotate.rules.cues import (
    BECOME,
    MODALS,
    Cue,
    CueHit,
    Lexicon,
    by_form,
    find_cues,
    word_set,
)
from presseschau.annotate.rules.nominals import OBLIQUE, PREPOSITIONS, core_phrase, noun_phrase
from presseschau.annotate.rules.phrases import DEEDS
from presseschau.core.resources import data_folder
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: How sure an act is by what its target is: a name, a noun, or the deeds of somebody.
_SCORES = {"name": 0.9, "noun": 0.8, "pronoun": 0.8, "deed": 0.8}
_UNREAL = MODALS | word_set(
    "nicht nie niemals kein keine keinen keinem keiner weder niemand kaum wenn falls ob um ohne "
    "statt würde würden"
)
_DATIVE = word_set("dem der den einem einer ihrem ihrer seinem seiner diesem dieser allen ihren")
_NOT_ACCUSATIVE = word_set("dem des einem eines seinem ihrem diesem seines ihres dieses")
_DEFINITE = OBLIQUE | word_set("der die das den ihrem ihrer ihren ihre seine seinen seiner seinem")
_PRONOUNS = word_set("ihm ihn")
_JOINED = {"an": ("an", "am"), "von": ("von", "vom"), "bei": ("bei", "beim")}
_ATTRIBUTE = re.compile(r"[A-ZÄÖÜ].*(?<!tag)(?<!woche)(?<!abend)(?<!Jahr)$")
_SENTENCED = word_set("zu zur zum wegen haft")
_LONGEST = 120  # tokens: what is longer is a table or a list, no sentence


def find_acts(document: Document, mentions: Sequence[Mention] = ()) -> list[Act]:
    """Finds who attacks or supports whom, by the verbs of ``data/lexicon/acts.tsv``.

    The reading is shallow and leaves out what is denied, wished, asked or only possible, what
    stands in quotation marks, and targets that are neither named nor a person's office.

    Args:
        document: The text.
        mentions: Its names; derived ones ("russische") are no targets.
    """
    words = document.words()
    starts = {start: token for token, (start, _) in enumerate(document.tokens)}
    ends = {end: token + 1 for token, (_, end) in enumerate(document.tokens)}
    names = {
        ends[m.end]: starts[m.start]
        for m in mentions
        if not m.derived and m.start in starts and m.end in ends
    }
    found = []
    for unit in read_units(document):
        if unit.last - unit.first > _LONGEST or words[unit.last - 1] == "?":
            continue
        plain = set(unit.plain())
        for clauses, k, hit in _hits(words, unit, plain):
            holder, objects = _parties(words, clauses, k, hit, unit, plain)
            for kind, target in _targets(words, objects, names) if holder else ():
                told = set(hit.tokens) | _needed(words, clauses[k], hit)
                found.append(
                    Act(
                        _spans(document, holder),
                        _spans(document, span(*target)),
                        1 if hit.cue.stance == "+" else -1,
                        _SCORES[kind],
                        tuple(document.tokens[token] for token in sorted(told)),
                    )
                )
    return found


@cache
def load_acts() -> Lexicon:
    """Loads the verbs; ``use`` is their frame, ``stance`` the side, ``medium`` what goes with."""
    with (data_folder() / "lexicon" / "acts.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return by_form(
            [
                Cue(r["lemma"], r["pattern"], r["forms"], r["frame"], r["side"], r["with"])
                for r in rows
            ]
        )


def _hits(
    words: Sequence[str], unit: Unit, plain: set[int]
) -> Iterator[tuple[list[Span], int, CueHit]]:
    clauses = split_clauses(words, unit)
    for k, clause in enumerate(clauses):
        last = clause[1]
        if k + 1 < len(clauses) and clauses[k + 1][1] - clauses[k + 1][0] < 4:
            last = clauses[k + 1][1]  # "..., allerdings nicht"
        forms = {words[i].lower() for i in range(clause[0], last) if i in plain}
        if forms & _UNREAL:
            continue
        for hit in find_cues(words, *clause, load_acts()):
            infinitive = any(words[i - 1] == "zu" for i in hit.tokens if i > clause[0])
            fits = not hit.cue.medium or _needed(words, clause, hit)
            court = hit.cue.lemma == "verurteilen" and forms & _SENTENCED
            split = len(hit.tokens) == 2 and hit.tokens[0] == hit.finite
            if split and "|" in hit.cue.lemma and not _closes(words, hit.tokens[1], clause[1]):
                continue  # "warf den Ball vor das Tor"
            if hit.finite in plain and fits and not infinitive and not court:
                yield clauses, k, hit


def _closes(words: Sequence[str], at: int, last: int) -> bool:
    """Whether a word is a verb's particle, at the end of its clause, and no preposition."""
    return at + 1 >= last or words[at + 1] in ("und", "oder", "als") or not words[at + 1].isalpha()


def _needed(words: Sequence[str], clause: Span, hit: CueHit) -> set[int]:
    wanted = hit.cue.medium.split("|")
    return {i for i in range(*clause) if words[i] in wanted} if hit.cue.medium else set()


def _parties(
    words: Sequence[str], clauses: Sequence[Span], k: int, hit: CueHit, unit: Unit, plain: set[int]
) -> tuple[Sequence[int], list[Span]]:
    """Who acts, and the phrases that may be the target by the frame of the verb."""
    clause = clauses[k]
    needed = _needed(words, clause, hit)
    forms = {words[i].lower() for i in hit.tokens}
    if k and hit.finite == clause[0] and _is_content(words, clauses, unit, clause[0]):
        return (), []  # "Das sei falsch, kritisierte Moll"
    if forms & BECOME:
        if forms.isdisjoint(load_acts().participle) or hit.cue.use not in ("acc", "dat"):
            return (), []
        who, whom = agent(words, clause), subject(words, clause, hit.finite, clause[1])
        if not who or not whom or _ATTRIBUTE.search(words[who[0] - 2]):
            return (), []  # "unter der Führung von Moll wird ... kritisiert"
        return span(*who), [whom]
    holder = speaker_of(words, clauses, k, hit, unit.last - 1)
    if needed & set(holder) or _is_dative(words, holder):
        return (), []
    if hit.cue.use == "owner":
        return holder, _owners(words, clause, needed)
    wanted = _JOINED.get(hit.cue.use, (hit.cue.use,))
    behind = hit.finite if "und" in words[clause[0] : hit.finite] else clause[0]
    found = []
    for before, first, end in _phrases(words, clause, {*holder, *hit.tokens, *needed}, plain):
        if first < behind:
            continue  # "nahm den Rücktritt an und dankte ..."
        article = words[first].lower()
        fits = {
            "acc": not before and article not in _NOT_ACCUSATIVE,
            "dat": not before and (article in _DATIVE | {"ihm"} or words[first][0].isupper()),
        }
        if fits.get(hit.cue.use, before in wanted):
            found.append((first, end))
    return holder, found[:1]


def _is_content(words: Sequence[str], clauses: Sequence[Span], unit: Unit, end: int) -> bool:
    """Whether what stands before a verb may be what somebody says: it has a verb, or marks."""
    marked = any(last <= end for _, last in unit.blocks)
    return marked or finite_verb(words, clauses[0]) is not None


def _is_dative(words: Sequence[str], phrase: Sequence[int]) -> bool:
    """Whether a phrase is no sure subject: "Der Ministerin" at a clause's head, or just "der"."""
    if not phrase or words[phrase[0]].lower() != "der":
        return False
    if len(phrase) == 1:
        return True  # a relative pronoun, which may mean whoever stands before it
    noun = next((words[i] for i in phrase[1:] if words[i][0].isupper()), "")
    return noun.endswith(("in", "ung", "ion", "heit", "keit", "schaft"))


def _phrases(
    words: Sequence[str], clause: Span, taken: set[int], plain: set[int]
) -> Iterator[tuple[str, int, int]]:
    """The noun phrases of a clause as preposition ("" for none), first token and end."""
    i = clause[0]
    while i < clause[1]:
        before = words[i].lower() if words[i].lower() in PREPOSITIONS else ""
        first = i + bool(before)
        if words[i] in _PRONOUNS and i in plain:
            yield "", i, i + 1
        end = noun_phrase(words, first, clause[1]) if first < clause[1] else first
        if end > first and i not in taken and i in plain and first not in taken:
            yield before, first, end
        i = max(end, i + 1) if i not in taken else i + 1


def _owners(words: Sequence[str], clause: Span, nouns: set[int]) -> list[Span]:
    """Whose resignation is asked for: "Kehls Rücktritt", "den Rücktritt der Ministerin"."""
    noun = min(nouns)
    if noun > clause[0] and words[noun - 1][0].isupper() and words[noun - 1].endswith("s"):
        return [(noun - 1, noun)]
    if noun + 1 < clause[1] and words[noun + 1].lower() in ("von", "vom"):
        return [(noun + 2, clause[1])]
    if noun + 1 < clause[1] and words[noun + 1].lower() in ("des", "der"):
        return [(noun + 1, clause[1])]
    return []


def _targets(
    words: Sequence[str], objects: Sequence[Span], names: dict[int, int]
) -> Iterator[tuple[str, Span]]:
    """The people and houses that phrases name first, or whose deeds they name; with a score's key.

    The key is one of ``_SCORES``: "name", "noun", "pronoun" or "deed".
    """
    for first, last in objects:
        if words[first] in _PRONOUNS:
            yield "pronoun", (first, last)
            continue
        end = core_phrase(words, first, last)
        inner = [e for e, start in names.items() if first <= start and e < end]
        if end not in names and inner and not words[inner[0] - 1].endswith(("s", "x", "z", "’")):
            end = inner[0]  # "Kehl Versagen" in "warf Kehl Versagen vor"
        while end > first:
            if end in names and names[end] >= first:
                yield "name", (names[end], end)
            elif words[end - 1] in DEEDS:
                owner = next((e for e in names if first == names[e] and e == end - 1), 0)
                if not owner and end < last and words[end].lower() in ("von", "vom", "der", "des"):
                    owner = core_phrase(words, end + (words[end][0] == "v"), last)
                if owner in names:
                    yield "deed", (names[owner], owner)
            elif words[first].lower() in _DEFINITE:
                yield "noun", (first, noun_phrase(words, first, last))
            if end + 1 >= last or words[end] not in ("und", "sowie"):
                break
            first, end = end + 1, core_phrase(words, end + 1, last)


def _spans(document: Document, tokens: Sequence[int]) -> tuple[Span, ...]:
    return ((document.tokens[tokens[0]][0], document.tokens[tokens[-1]][1]),)
