"""Reads how sentences judge the names in them (tenor) and what happens there (valence)."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from presseschau.annotate.annotator import Mention, Quote, Tone
from presseschau.annotate.rules.gazetteer import word_list
from presseschau.annotate.rules.judging_words import Hit, clause_ids, find_hits
from presseschau.annotate.rules.phrases import read_target, word_set
from presseschau.annotate.rules.relations import relate
from presseschau.core.tables import Span
from presseschau.core.text import Document

# How much a judging word counts for the target, by how it stands to it.
_TENOR = {
    "evaluation": {
        "own": 1.0, "attribute": 1.0, "genitive": 0.8, "predicate": 1.0, "deed": 1.0, "manner": 0.8,
        "subject": 0.3, "object": 0.3, "towards": 0.3, "clause": 0.1, "sentence": 0.05,
    },
    "speech act": {
        "own": 0.3, "attribute": 0.8, "genitive": 0.8, "predicate": 0.6, "deed": 0.8, "object": 1.0,
        "towards": 1.0, "clause": 0.1, "sentence": 0.05,
    },
}  # fmt: skip
_DIRECT = ("towards", "agent", "predicate", "own")
_VALENCE = 0.6
_BEFALLING = ("own", "attribute", "genitive", "predicate", "subject", "manner", "object")
_DONE_TO = word_list("done to somebody")
_FEELINGS = word_set("fürchten befürchten freuen hoffen trauern bedauern")
_SHOWN = 0.1  # words that count for less are not named as evidence
# For attitude(): all evidence counts, that of neighbouring sentences and of agents less.
_ATTITUDE = {"sentence": 0.7, "context": 0.7, "agent": 0.5}
_CALL_GOOD, _CALL_BAD = 0.15, 0.6
# How likely a call is right by the amount of evidence (intercept and slope of a logistic curve):
# of tenor by reading 110 calls in news articles, of attitude on the tuning part of GerNTSA (see
# workshop.gold.gerntsa), where all other figures for attitude were set, too.
_TENOR_CURVE = (-0.3, 1.6)
_ATTITUDE_CURVE = (-0.65, 0.35)
#: From this score on a tone is called; below it the tenor is 0.
ABSTAIN = 0.54


class Reading(NamedTuple):
    """One sentence: its words, the number of its first token, its clauses, names and hits."""

    words: list[str]
    first: int
    clauses: list[int]
    names: Collection[int]
    hits: list[Hit]


def mention_tone(
    document: Document, mentions: Sequence[Mention], quotes: Sequence[Quote] = ()
) -> list[Tone]:
    """The tone of every sentence towards every name in it that some word touches.

    Verbs and nouns of judging aloud ("kritisierte") are left to acts, which know whose they are.

    Args:
        document: The text.
        mentions: Its names; derived ones ("russische") are no targets.
        quotes: Its quotes; a quote's speaker is no target of the words that introduce it.

    Returns:
        Tones in the order of the mentions, without those that have no evidence.
    """
    names = name_tokens(document, mentions)
    readings: dict[int, Reading] = {}
    introduced = {span: set(quote.cue) for quote in quotes for span in quote.speaker}
    tones = []
    for mention in mentions:
        if mention.derived:
            continue
        sentence = sentence_of(document, mention.start)
        if sentence not in readings:
            readings[sentence] = read_sentence(document, sentence, names)
        cues = introduced.get((mention.start, mention.end), ())
        bound = mention.kind != "LOC"  # "Italiens Terroristin" judges no country
        tone = _tone(document, readings[sentence], (mention.start, mention.end), cues, bound)
        if tone.evidence:
            tones.append(tone)
    return tones


def target_tone(document: Document, target: Span) -> Tone:
    """The tone towards one span of the text, name or not, in its sentence."""
    sentence = sentence_of(document, target[0])
    reading = read_sentence(document, sentence)
    return _tone(document, reading, target, kinds=("evaluation", "speech act"))


def attitude(document: Document, target: Span) -> tuple[int, float]:
    """The attitude that a reader takes from a short text towards a target in it.

    Unlike the tone, which keeps judgement and event apart and abstains, this is one answer from
    all that the target's sentence and its neighbours say: what data sets such as GerNTSA ask.

    Returns:
        -1, 0 or +1, and how likely a call of -1 or +1 is right (0 for 0).
    """
    home = sentence_of(document, target[0])
    total = 0.0
    for sentence in range(max(0, home - 1), min(len(document.sentences), home + 2)):
        reading = read_sentence(document, sentence)
        if sentence == home:
            found = relations(document, reading, target)
            total += sum(_ATTITUDE.get(relation, 1.0) * hit.value for hit, relation in found)
        else:
            total += _ATTITUDE["context"] * sum(hit.value for hit in reading.hits)
    called = (total > _CALL_GOOD) - (total < -_CALL_BAD)
    return called, _probability(abs(total), _ATTITUDE_CURVE) if called else 0.0


def sentence_of(document: Document, position: int) -> int:
    """The number of the sentence in which a character stands."""
    return max(0, bisect_right(document.sentences, (position, math.inf)) - 1)


def name_tokens(document: Document, mentions: Sequence[Mention]) -> frozenset[int]:
    """The tokens of all names, which are never evidence."""
    return frozenset(
        token
        for mention in mentions
        for token in range(*token_range(document, (mention.start, mention.end)))
    )


def token_range(document: Document, span: Span) -> tuple[int, int]:
    """The tokens that a span touches as ``(first, last + 1)``; at least one."""
    first = max(0, bisect_right(document.tokens, (span[0], math.inf)) - 1)
    return first, max(first + 1, bisect_left(document.tokens, (span[1], -1)))


def read_sentence(document: Document, sentence: int, names: Collection[int] = ()) -> Reading:
    """Reads one sentence; ``names`` are token numbers in the document."""
    first, last = document.sentence_tokens[sentence]
    words = [document.text[start:end] for start, end in document.tokens[first:last]]
    inside = frozenset(token - first for token in range(first, last) if token in names)
    return Reading(words, first, clause_ids(words), inside, list(_hits(tuple(words), inside)))


@lru_cache(5000)  # the model reads a text's sentences, and then the rules
def _hits(words: tuple[str, ...], names: frozenset[int]) -> list[Hit]:
    return find_hits(words, clause_ids(words), names)


def relations(
    document: Document, reading: Reading, target: Span, cues: Collection[Span] = ()
) -> list[tuple[Hit, str]]:
    """The hits of a sentence with their relation (see ``relations.relate``) to a target in it.

    Args:
        document: The text.
        reading: The sentence.
        target: The span that may be judged.
        cues: Spans of the words that introduce the target's own speech; they do not judge it.
    """

    def in_cue(hit: Hit) -> bool:
        start, end = document.tokens[reading.first + hit.first]
        return any(a < end and start < b for a, b in cues)

    first, end = token_range(document, target)
    phrase = read_target(reading.words, first - reading.first, end - 1 - reading.first)
    found = [
        (hit, relate(hit, phrase, reading.words, reading.clauses, reading.names))
        for hit in reading.hits
        if hit.entry.kind != "speech act" or not in_cue(hit)
    ]
    found = [pair for pair in found if pair[0].entry.lemma != "Kritik" or pair[1] in _DIRECT]
    found = [  # "schwadronierte Kehl" mocks how he speaks
        (hit, "manner" if relation == "subject" and in_cue(hit) else relation)
        for hit, relation in found
    ]
    acting = {reading.clauses[hit.first] for hit, relation in found if relation == "agent"}
    return [  # who accuses another of failure has not failed
        (
            hit,
            "agent" if relation == "clause" and reading.clauses[hit.first] in acting else relation,
        )
        for hit, relation in found
    ]


def _probability(amount: float, curve: tuple[float, float]) -> float:
    return 1 / (1 + math.exp(-(curve[0] + curve[1] * amount)))


def _tone(
    document: Document,
    reading: Reading,
    target: Span,
    cues: Collection[Span] = (),
    bound: bool = True,
    kinds: Collection[str] = ("evaluation",),
) -> Tone:
    """Sums up the evidence; without ``bound``, a genitive is no closer than its clause."""
    tenor = valence = 0.0
    evidence: set[Span] = set()
    found = relations(document, reading, target, cues)
    events = [pair for pair in found if pair[0].entry.kind == "event"]
    befallen = {hit.entry.sign for hit, relation in events if _befalls(hit, relation)}
    for hit, relation in found:
        weight = 0.0
        if hit.entry.kind == "event":
            near = 0.3 if relation == "clause" and hit.entry.sign in befallen else 0.0
            weight = _VALENCE if _befalls(hit, relation) else near
            valence += weight * hit.value
        elif hit.entry.kind in kinds:
            relation = relation if bound or relation != "genitive" else "clause"
            weight = _TENOR[hit.entry.kind].get(_sure(hit, relation), 0.0)
            tenor += weight * hit.value
        if weight >= _SHOWN:
            evidence.update(document.tokens[reading.first + token] for token in hit.tokens)
    score = _probability(abs(tenor), _TENOR_CURVE) if tenor else 0.0
    called = (tenor > 0) - (tenor < 0) if score >= ABSTAIN else 0
    return Tone(*target, called, score, math.tanh(valence), tuple(sorted(evidence)))


def _befalls(hit: Hit, relation: str) -> bool:
    """Whether an event happens to the target, who is not the one who does it."""
    if hit.entry.lemma in _FEELINGS or relation not in _BEFALLING:
        return False
    return relation != "subject" or hit.entry.lemma not in _DONE_TO


def _sure(hit: Hit, relation: str) -> str:
    """The relation, or "clause" where the word need not judge there.

    "Ein wichtiger Kunststoff" tells a kind, "die beste Torhüterin" a rank, "die Schuld des Y" and
    "kein böser Mensch" leave open what is thought.
    """
    inflected = hit.word != hit.entry.lemma
    weak = hit.entry.strength == 1 and inflected and relation in ("attribute", "predicate")
    noun = hit.entry.pos == "NOUN" and relation in ("attribute", "genitive") and hit.value > 0
    denied = hit.entry.sign < 0 < hit.value
    rank = inflected and hit.word.rstrip("nrsm").endswith("ste") and hit.value > 0
    if relation == "subject" and " " in hit.entry.lemma:
        return "manner"  # "ließ seine Leute im Stich"
    return "clause" if weak or noun or denied or rank else relation
