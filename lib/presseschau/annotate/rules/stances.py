"""Stances: what a writer shows of reported speech by the choice of its cue."""

from collections.abc import Sequence
from functools import cache

from presseschau.annotate.rules.cues import (
    AUXILIARIES,
    NEGATIONS,
    is_preposition,
    load_cues,
    parts,
)


@cache
def _stances() -> dict[str, str]:
    """Maps every form of the lexicon to its stance; the first entry of a form wins."""
    lexicon = load_cues()
    stances: dict[str, str] = {}
    for table in (lexicon.joined, lexicon.participle, lexicon.finite):
        for form, cues in table.items():
            particle, _ = parts(cues[0])
            stances.setdefault(form, cues[0].stance)
            stances.setdefault(f"{particle} {form.removeprefix(particle)}", cues[0].stance)
    for form, cues in lexicon.split.items():
        for cue in cues:
            stances.setdefault(f"{form} {parts(cue)[0]}", cue.stance)
    for cue in lexicon.cues:
        if cue.pattern not in ("verb", "particle verb"):
            stances.setdefault(cue.lemma.lower(), cue.stance)
    return stances


def cue_stance(words: Sequence[str]) -> str:
    """The stance of a cue: what the writer shows of it by the choice of word.

    Args:
        words: The words of the cue, such as ``["wies", "zurück"]`` or ``["laut"]``.

    Returns:
        One of ``tables.STANCES``; "neutral" for unknown cues and negated ones ("bestritt nicht").
    """
    words = [word for i, word in enumerate(words) if not is_preposition(words, i, len(words))]
    words = [word.lower() for word in words if word.lower() not in AUXILIARIES]
    if not NEGATIONS.isdisjoint(words):
        return "neutral"
    stances = _stances()
    pairs = (f"{word} {other}" for i, word in enumerate(words) for other in words[i + 1 :])
    known = (*pairs, " ".join(words), *words)
    return next((stances[cue] for cue in known if cue in stances), "neutral")
