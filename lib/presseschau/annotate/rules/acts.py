"""Acts: who attacks or supports whom by a verb: "Moll kritisierte Kehl", "dankte der Partei"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from presseschau.annotate.annotator import Act, Mention
from presseschau.annotate.lexicon import is_known, lemma
from presseschau.annotate.rules.act_targets import PRONOUNS, owners_of, targets_of
from presseschau.annotate.rules.act_words import (
    Told,
    load_acts,
    needed_words,
    told_by_nouns,
    verb_hits,
)
from presseschau.annotate.rules.arguments import agent, finite_verb, speaker_of, subject
from presseschau.annotate.rules.clauses import Unit, read_units, span
from presseschau.annotate.rules.cues import BECOME, CueHit, word_set
from presseschau.annotate.rules.judging_words import polarity
from presseschau.annotate.rules.nominals import PREPOSITIONS, core_phrase, noun_phrase
from presseschau.core.tables import Span
from presseschau.core.text import Document

#: How sure an act is by what its target is: a name, a noun, or the deeds of somebody.
_SCORES = {"name": 0.9, "noun": 0.8, "pronoun": 0.8, "deed": 0.8}
_DATIVE = word_set("dem der den einem einer ihrem ihrer seinem seiner diesem dieser allen ihren")
_NOT_ACCUSATIVE = word_set("dem des einem eines seinem ihrem diesem seines ihres dieses")
_JOINED = {"an": ("an", "am"), "von": ("von", "vom"), "bei": ("bei", "beim")}
_ATTRIBUTE = re.compile(r"[A-ZÄÖÜ].*(?<!tag)(?<!woche)(?<!abend)(?<!Jahr)$")
_SUBJECTS = word_set("er sie es ich wir man das dies wer beide einige viele manche")
_SHORTEST = 3  # tokens in marks: what is shorter is no sentence
_LONGEST = 120  # tokens: what is longer is a table or a list, no sentence


def find_acts(document: Document, mentions: Sequence[Mention] = ()) -> list[Act]:
    """Finds who attacks or supports whom, by the verbs of ``data/lexicon/acts.tsv``.

    The reading is shallow and leaves out what is denied, wished, asked or only possible, and
    targets that are neither named nor meant by a noun. Nobody holds what is done in the passive
    ("Kehl wurde kritisiert") or told by a noun alone ("die Kritik an Kehl").

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
    units = read_units(document)
    for unit in (*units, *_quoted(document, units)):
        if unit.last - unit.first > _LONGEST or words[unit.last - 1] == "?":
            continue
        by_verbs = _verbal(words, unit, names)
        told = {token for act in by_verbs for token in act.words}
        found += by_verbs
        found += [act for act in told_by_nouns(words, unit, names) if told.isdisjoint(act.words)]
    return [_placed(document, act) for act in found]


def _placed(document: Document, act: Told) -> Act:
    evidence = tuple(document.tokens[token] for token in sorted(act.words))
    target = _spans(document, span(*act.target))
    holder = _spans(document, act.holder) if act.holder else ()
    return Act(holder, target, act.tenor, _SCORES[act.kind], evidence)


def _verbal(words: Sequence[str], unit: Unit, names: Mapping[int, int]) -> list[Told]:
    plain = set(unit.plain())
    found = []
    for clauses, k, hit in verb_hits(words, unit, plain):
        holder, objects = _parties(words, clauses, k, hit, unit, plain)
        judging = needed_words(words, clauses[k], hit) | set(hit.tokens)
        side = {"+": 1, "-": -1}.get(hit.cue.stance, 0)
        if not side and objects:  # "nannte Kehl einen Lügner"
            side, said = _named_side(words, clauses[k], hit, objects[0])
            judging |= said
        deeds = hit.cue.use == "deed"
        for kind, target in targets_of(words, objects, names, deeds) if side else ():
            found.append(Told(holder, target, side, kind, frozenset(judging)))
    return found


def _quoted(document: Document, units: Sequence[Unit]) -> list[Unit]:
    """The sentences inside quotation marks, as units of their own."""
    blocks = [block for unit in units for block in unit.blocks]
    found = []
    for first, last in document.sentence_tokens:
        inside = [(max(first, a + 1), min(last, b - 1)) for a, b in blocks]
        found += [Unit(a, b, ()) for a, b in inside if b - a > _SHORTEST]
    return found


def _named_side(
    words: Sequence[str], clause: Span, hit: CueHit, target: Span
) -> tuple[int, set[int]]:
    """The side of a name that is given, by its words of judgement: +1, -1 or 0; and these."""
    links = [at for at in needed_words(words, clause, hit) if at >= target[0]]
    first = min(links) if links else core_phrase(words, *target)
    if links or not hit.cue.medium:
        value, tokens = polarity(words[first : clause[1]])
        return (value > 0) - (value < 0), {first + token for token in tokens}
    return 0, set()


def _parties(
    words: Sequence[str], clauses: Sequence[Span], k: int, hit: CueHit, unit: Unit, plain: set[int]
) -> tuple[Sequence[int], list[Span]]:
    """Who acts, and the phrases that may be the target by the frame of the verb."""
    clause = clauses[k]
    needed = needed_words(words, clause, hit)
    forms = {words[i].lower() for i in hit.tokens}
    if k and hit.finite == clause[0] and _is_content(words, clauses, unit, clause[0]):
        return (), []  # "Das sei falsch, kritisierte Moll"
    if forms & BECOME:
        if forms.isdisjoint(load_acts().participle) or hit.cue.use not in ("acc", "dat", "deed"):
            return (), []
        return _passive(words, clause, hit)
    holder: Sequence[int] = speaker_of(words, clauses, k, hit, unit.last - 1)
    if len(holder) == 1 and holder[0] == clause[0] and _is_adverb(words[clause[0]]):
        clause = clause[0] + 1, clause[1]
        found = subject(words, clause, hit.finite, unit.last - 1)
        holder = span(*found) if found else ()
    if holder and hit.cue.use == "dat" and len(holder) > 1 and _is_dative(words, holder):
        behind = hit.finite + 1  # "Der Ministerin wirft Moll Untreue vor"
        named = span(behind, core_phrase(words, behind, clause[1]))
        return (named, [(holder[0], holder[-1] + 1)]) if named else ((), [])
    if not holder or needed & set(holder) or _is_dative(words, holder):
        return (), []
    if hit.cue.use == "owner":
        return holder, owners_of(words, clause, needed)
    wanted = _JOINED.get(hit.cue.use, (hit.cue.use,))
    behind = hit.finite if "und" in words[clause[0] : hit.finite] else clause[0]
    found = []
    for before, first, end in _phrases(words, clause, {*holder, *hit.tokens, *needed}, plain):
        if first < behind:
            continue  # "nahm den Rücktritt an und dankte ..."
        article = words[first].lower()
        fits = {
            "acc": not before and article not in _NOT_ACCUSATIVE,
            "deed": not before and article not in _NOT_ACCUSATIVE,
            "dat": not before and (article in _DATIVE | {"ihm"} or words[first][0].isupper()),
        }
        if fits.get(hit.cue.use, before in wanted):
            found.append((first, end))
    return holder, found[:1]


def _passive(words: Sequence[str], clause: Span, hit: CueHit) -> tuple[Sequence[int], list[Span]]:
    """Who acts and who is met in the passive: "Kehl wurde (von Moll) kritisiert"."""
    who, whom = agent(words, clause), subject(words, clause, hit.finite, clause[1])
    if hit.cue.use == "dat":  # "Kehl wurde Untreue vorgeworfen"
        first, opener = clause[0], words[clause[0]].lower()
        if opener in PRONOUNS:
            whom = first, first + 1
        elif opener in ("dem", "der", "den"):
            whom = first, core_phrase(words, first, clause[1])
    if who and _ATTRIBUTE.search(words[who[0] - 2]):
        return (), []  # "unter der Führung von Moll wird ... kritisiert"
    return (span(*who) if who else (), [whom]) if whom else ((), [])


def _is_content(words: Sequence[str], clauses: Sequence[Span], unit: Unit, end: int) -> bool:
    """Whether what stands before a verb may be what somebody says: it has a verb, or marks."""
    marked = any(last <= end for _, last in unit.blocks)
    return marked or finite_verb(words, clauses[0]) is not None


def _is_adverb(word: str) -> bool:
    """Whether a word at a sentence's head is no noun: "Leider", "Insbesondere"."""
    small = word.lower()
    return small not in _SUBJECTS and is_known(small) and lemma(small) != word


def _is_dative(words: Sequence[str], phrase: Sequence[int]) -> bool:
    """Whether a phrase is no sure subject: "Der Ministerin" at a clause's head, or just "der"."""
    if words[phrase[0]].lower() != "der":
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
        if words[i] in PRONOUNS and i in plain:
            yield "", i, i + 1
        end = noun_phrase(words, first, clause[1]) if first < clause[1] else first
        if end > first and i not in taken and i in plain and first not in taken:
            yield before, first, end
        i = max(end, i + 1) if i not in taken else i + 1


def _spans(document: Document, tokens: Sequence[int]) -> tuple[Span, ...]:
    return ((document.tokens[tokens[0]][0], document.tokens[tokens[-1]][1]),)
