"""Tells how a judging word stands to a target: attribute, predicate, object, agent, or near."""

from collections.abc import Collection, Sequence

from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.judging_words import Hit
from presseschau.annotate.rules.phrases import (
    AGENT,
    AUXILIARIES,
    COPULA,
    GENITIVE,
    PASSIVE,
    RELATIVE,
    TOWARDS,
    Target,
    find_deed,
    first_conjunct,
    is_genitive,
    role,
)
from presseschau.annotate.rules.predicates import is_bare, predicate

_GOVERNING = {  # speech acts whose target stands behind a preposition
    "warnen": "vor", "wettern": "gegen", "protestieren": "gegen", "distanzieren": "von",
    "schimpfen": "auf", "lästern": "über", "herziehen": "über", "spotten": "über",
    "schwärmen": "von", "poltern": "gegen", "klagen": "gegen",
}  # fmt: skip
#: "die Verurteilung des Y": the genitive is the target, not the agent.
_OBJECT_NOUNS = word_list("nouns with objects")
#: "die Demütigung des Y", "mit Hilfe des Y" judge another.
_VICTIM_NOUNS = word_list("nouns with victims")


def relate(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clauses: Sequence[int],
    names: Collection[int] = (),
) -> str:
    """How a judging word stands to a target of the same sentence.

    It is, from surest to loosest, "own", "attribute", "genitive", "predicate", "subject", "deed",
    "manner", "object", "towards", "agent", "clause" or "sentence".

    The reading is shallow: clauses by punctuation, case by determiners, the subject as the
    first noun phrase without preposition. It is made for news sentences and errs on the side of
    "clause" and "sentence", which weigh little.
    """
    if target.first <= hit.first <= target.last:
        return "own"
    if _is_attribute(hit, target, words):
        return "attribute"
    if hit.entry.pos == "NOUN":
        bound = _noun_relation(hit, target, words)
        if bound:
            return bound
    if hit.entry.kind == "evaluation" and _is_apposition(hit, target, words, clauses):
        return "attribute"
    if hit.entry.kind == "evaluation" and hit.entry.pos != "VERB":
        deed = find_deed(target, words)
        if deed and relate(hit, deed, words, clauses, names) in ("attribute", "predicate"):
            return "deed"
    target = first_conjunct(words, target)
    ids = {clauses[hit.first]}
    relative = None
    if clauses[target.first] not in ids:
        relative = _relative(target, hit, words, clauses)
        if not relative and not _resumes(target, hit, words, clauses):
            return "sentence"
        ids |= set() if relative else {clauses[target.first]}
    clause = [at for at in range(len(words)) if clauses[at] in ids]
    if hit.entry.pos == "VERB":
        return _verb_relation(hit, target, words, clause, names, relative)
    if hit.entry.kind == "evaluation":
        return predicate(hit, target, words, clause, names, relative)
    return "clause"


def _is_attribute(hit: Hit, target: Target, words: Sequence[str]) -> bool:
    if not target.phrase <= hit.first < target.first:
        return False
    if hit.entry.pos == "NOUN":
        return target.first - hit.first <= 2
    return words[hit.first].endswith(("e", "er", "en", "em", "es"))


def _after_name(target: Target, words: Sequence[str]) -> int:
    """The position behind a name and the brackets that may follow it: "Kehl (61)"."""
    after = target.last + 1
    if after < len(words) and words[after] == "(" and ")" in words[after:]:
        after = words.index(")", after) + 1
    return after


def _is_apposition(hit: Hit, target: Target, words: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether it is "Y, ein umstrittener Jurist, ..." or "Y (61), der glücklose Minister, ..."."""
    after = _after_name(target, words)
    if after + 1 >= len(words) or words[after] != "," or clauses[hit.first] != clauses[after]:
        return False
    if words[after + 1] in ("ein", "eine", "einst", "selbst", "ehemals"):
        return not any(word[0].isupper() for word in words[after + 2 : hit.first])
    attributive = hit.first == after + 2 and hit.entry.pos == "ADJ" and not is_bare(hit)
    return attributive and words[after + 1] in RELATIVE


def _resumes(target: Target, hit: Hit, words: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether a clause goes on after an insertion: "Kehl, seit Jahren dabei, bleibt ..."."""
    after = _after_name(target, words)
    if hit.first <= after or words[after] != ",":
        return False
    start = clauses.index(clauses[hit.first]) + 1
    opener = words[start]
    finite = opener[0].islower() and (
        opener in COPULA or opener in AUXILIARIES or start == hit.first
    )
    return finite and 1 <= clauses[hit.first] - clauses[after] <= 3


def _noun_relation(hit: Hit, target: Target, words: Sequence[str]) -> str | None:
    """The relation in "das Versagen der Y", "Ys Versagen", "Vorwürfe gegen Y", "Lob von Y"."""
    speech = hit.entry.kind == "speech act"
    if hit.entry.lemma in _VICTIM_NOUNS:
        return None
    gap = target.phrase - hit.first - 1
    if 0 <= gap <= 1 and target.preposition in TOWARDS:
        return "towards"
    if 0 <= gap <= 1 and target.preposition in AGENT:
        return "agent" if speech else "genitive"
    if gap == 0 and (target.genitive or target.determiner in GENITIVE):
        return "agent" if speech and hit.entry.lemma not in _OBJECT_NOUNS else "genitive"
    between = words[target.last + 1 : hit.first]
    close = hit.first > target.last and len(between) <= 2 and is_genitive(words[target.last])
    if close and all(word[0].islower() and word[-1] in "esrn" for word in between):
        return "agent" if speech else "genitive"
    return None


def _relative(target: Target, hit: Hit, words: Sequence[str], clauses: Sequence[int]) -> str | None:
    """The target's role in a relative clause that follows it: "Y, der ..."."""
    after = target.last + 1
    if after + 1 >= len(words) or words[after] != "," or clauses[hit.first] != clauses[after]:
        return None
    return RELATIVE.get(words[after + 1])


def _verb_relation(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clause: Sequence[int],
    names: Collection[int],
    relative: str | None,
) -> str:
    participle = hit.word.endswith(("t", "en")) and hit.word != hit.entry.lemma
    passive = participle and any(words[at] in PASSIVE for at in clause)
    governed = _GOVERNING.get(hit.entry.lemma)
    if target.preposition:
        if governed and target.preposition == governed:
            return "towards"
        if passive and target.preposition in AGENT:
            return "agent"
        if passive and target.preposition in ("an", "am"):
            return "towards"
        return "clause"
    part = relative or role(target, hit.first, words, clause, names)
    if passive:
        return "object" if part == "subject" else "clause"
    if hit.entry.kind == "speech act":
        if governed:
            return "agent" if part == "subject" else "clause"
        return "object" if part == "object" else "agent"
    return part or "clause"
