"""Tells how a judging word stands to a target: attribute, predicate, object, agent, or near."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from presseschau.lexicon import is_known, lemma
from presseschau.rules.evidence import Hit

_COPULA = frozenset(
    "sein werden bleiben gelten wirken scheinen erscheinen zeigen erweisen geben präsentieren "
    "machen finden fühlen".split()
)
_NAMING = frozenset("nennen bezeichnen halten beschreiben schimpfen titulieren schelten".split())
_PASSIVE = frozenset("wird werden wurde wurden worden werde würde würden wirst wurdest".split())
_OBJECT_CASE = frozenset(
    "den dem ihn ihm ihnen einen einem keinen keinem seinen seinem ihren ihrem diesen diesem "
    "jenen jenem unseren unserem".split()
)
_GENITIVE = frozenset("des der eines einer seines seiner ihres ihrer dieses dieser".split())
_DETERMINERS = (
    _OBJECT_CASE
    | _GENITIVE
    | frozenset(
        "die das ein eine kein keine sein seine ihr ihre dieser diese dieses jener jene jenes "
        "unser unsere".split()
    )
)
_AGENT = frozenset(("von", "vom", "durch", "seitens", "aus"))
_TOWARDS = frozenset(("an", "am", "für", "gegen", "gegenüber", "auf", "zu", "zum", "zur", "über"))
_PREPOSITIONS = frozenset(
    "in im ins mit nach bei beim bis seit unter vor vorm hinter neben zwischen um ohne laut wegen "
    "trotz während entgegen gemäß zufolge dank statt anstatt".split()
)
_PREPOSITIONS_ALL = _PREPOSITIONS | _AGENT | _TOWARDS
_SUBJECTS = frozenset("er sie es man ich wir wer".split())
_RELATIVE = {"der": "subject", "die": "subject", "das": "subject"}
_RELATIVE |= {"den": "object", "dem": "object"}
_GOVERNING = {  # speech acts whose target stands behind a preposition
    "warnen": "vor", "wettern": "gegen", "protestieren": "gegen", "distanzieren": "von",
    "schimpfen": "auf", "lästern": "über", "herziehen": "über", "spotten": "über",
    "schwärmen": "von", "poltern": "gegen", "klagen": "gegen",
}  # fmt: skip
_OBJECT_NOUNS = frozenset(  # "die Verurteilung des Y": the genitive is the target, not the agent
    "Verurteilung Ehrung Würdigung Auszeichnung Beschimpfung Diffamierung Beleidigung "
    "Verleumdung Zurechtweisung Missbilligung".split()
)
#: The ways a word can stand to its target, from surest to loosest.
RELATIONS = (
    *("own", "attribute", "genitive", "predicate", "subject", "object"),
    *("towards", "agent", "clause", "sentence"),
)


class Target(NamedTuple):
    """A target's tokens and what its surroundings tell: its determiner and preposition."""

    first: int
    last: int
    phrase: int
    determiner: str
    preposition: str


def read_target(words: Sequence[str], first: int, last: int) -> Target:
    """Finds where the noun phrase around a target begins and what introduces it."""
    at = first
    while at > 0 and first - at < 5 and _in_phrase(words[at - 1]):
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
    return Target(first, last, at, determiner, before if before in _PREPOSITIONS_ALL else "")


def relate(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clauses: Sequence[int],
    names: Collection[int] = (),
) -> str:
    """Gives one of RELATIONS for a hit and a target of the same sentence.

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
    same = clauses[hit.first] == clauses[target.first]
    relative = None if same else _relative(target, hit, words, clauses)
    if not same and not relative:
        return "attribute" if _is_apposition(hit, target, words, clauses) else "sentence"
    if hit.entry.pos == "VERB":
        return _verb_relation(hit, target, words, clauses, names, relative)
    if hit.entry.kind == "evaluation" and (hit.entry.pos == "NOUN" or _bare(hit)):
        return _predicate(hit, target, words, clauses, names, relative)
    return "clause"


def _in_phrase(word: str) -> bool:
    inflected = word[0].islower() and word.endswith(("e", "er", "en", "em", "es"))
    known = word.lower() in _DETERMINERS or word in _PREPOSITIONS_ALL or word in _SUBJECTS
    if known or word in _PASSIVE or word in ("oder", "aber", "unter", "hatte", "habe", "haben"):
        return False
    return word[0].isupper() or word in '-„"»«' or (inflected and lemma(word) != word + "n")


def _verbal(word: str) -> bool:
    return lemma(word).endswith(("en", "ern", "eln")) and lemma(word) != word


def _is_attribute(hit: Hit, target: Target, words: Sequence[str]) -> bool:
    if not target.phrase <= hit.first < target.first:
        return False
    if hit.entry.pos == "NOUN":
        return target.first - hit.first <= 2
    return words[hit.first].endswith(("e", "er", "en", "em", "es"))


def _bare(hit: Hit) -> bool:
    return hit.word == hit.entry.lemma or not hit.word.endswith(("e", "er", "en", "em", "es"))


def _is_apposition(hit: Hit, target: Target, words: Sequence[str], clauses: Sequence[int]) -> bool:
    """Tells "Y, ein umstrittener Jurist, ..."."""
    after = target.last + 1
    if after + 1 >= len(words) or words[after] != "," or hit.entry.kind != "evaluation":
        return False
    opens = words[after + 1] in ("ein", "eine", "einst", "selbst", "ehemals")
    return opens and clauses[hit.first] == clauses[after + 1]


def _noun_relation(hit: Hit, target: Target, words: Sequence[str]) -> str | None:
    """Tells "das Versagen der Y", "Ys Versagen", "Vorwürfe gegen Y", "Lob von Y"."""
    speech = hit.entry.kind == "speech act" or hit.entry.lemma == "Kritik"
    gap = target.phrase - hit.first - 1
    if 0 <= gap <= 1 and target.preposition in _TOWARDS:
        return "towards"
    if 0 <= gap <= 1 and target.preposition in _AGENT:
        return "agent" if speech else "genitive"
    if gap == 0 and target.determiner in _GENITIVE:
        return "agent" if speech and hit.entry.lemma not in _OBJECT_NOUNS else "genitive"
    between = words[target.last + 1 : hit.first]
    genitive = words[target.last].endswith(("s", "’", "'", "x", "z"))
    if hit.first > target.last and len(between) <= 2 and genitive:
        if all(word[0].islower() and word.endswith(("e", "es", "er", "en")) for word in between):
            return "agent" if speech else "genitive"
    return None


def _relative(target: Target, hit: Hit, words: Sequence[str], clauses: Sequence[int]) -> str | None:
    """Gives the target's role in a relative clause that follows it: "Y, der ..."."""
    after = target.last + 1
    if after + 1 >= len(words) or words[after] != "," or clauses[hit.first] != clauses[after]:
        return None
    return _RELATIVE.get(words[after + 1])


def _predicate(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clauses: Sequence[int],
    names: Collection[int],
    relative: str | None,
) -> str:
    clause = [at for at in range(len(words)) if clauses[at] == clauses[hit.first]]
    verbs = {lemma(words[at].lower()) for at in clause if words[at][0].islower()}
    role = relative or _role(target, hit.first, words, clause, names)
    if verbs & _NAMING and any(words[at] in ("als", "für", "einen", "eine") for at in clause):
        return "predicate" if role == "object" else "agent" if role == "subject" else "clause"
    if verbs & _COPULA and role == "subject" and (hit.first > target.last or relative):
        return "predicate"
    return "clause"


def _verb_relation(
    hit: Hit,
    target: Target,
    words: Sequence[str],
    clauses: Sequence[int],
    names: Collection[int],
    relative: str | None,
) -> str:
    clause = [at for at in range(len(words)) if clauses[at] == clauses[hit.first]]
    participle = hit.word.endswith(("t", "en")) and hit.word != hit.entry.lemma
    passive = participle and any(words[at] in _PASSIVE for at in clause)
    governed = _GOVERNING.get(hit.entry.lemma)
    if target.preposition:
        if governed and target.preposition == governed:
            return "towards"
        if passive and target.preposition in _AGENT:
            return "agent"
        if passive and target.preposition in ("an", "am"):
            return "towards"
        return "clause"
    role = relative or _role(target, hit.first, words, clause, names)
    if passive:
        return "object" if role == "subject" else "clause"
    if hit.entry.kind == "speech act":
        if governed:
            return "agent" if role == "subject" else "clause"
        return "object" if role == "object" else "agent"
    return role if role in ("subject", "object") else "clause"


def _role(
    target: Target,
    verb: int,
    words: Sequence[str],
    clause: Sequence[int],
    names: Collection[int],
) -> str | None:
    """Gives "subject", "object" or None for a target, by case and by the order of noun phrases."""
    if target.preposition:
        return None
    after_comma = words[clause[0]] == ","
    clause = [at for at in clause if words[at][0].isalnum()]
    opener = words[clause[0]]
    if after_comma and opener in _RELATIVE and verb >= clause[-1] - 1:
        own = target.phrase == clause[0]
        other = "object" if _RELATIVE[opener] == "subject" else "subject"
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
            if bare and phrase.determiner not in ("des", "eines") and not _is_time(words[at]):
                return "object"
    return "subject"


def _is_noun(word: str, opens: bool) -> bool:
    if not word[0].isupper():
        return False
    return not opens or lemma(word.lower()) == word or not is_known(word.lower())


def _is_time(word: str) -> bool:
    return word.endswith(("tag", "tags", "woche", "abend", "morgen", "Uhr", "Jahr", "mittag"))
