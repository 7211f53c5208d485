"""Acts linked to actors: who attacks or supports whom, and by which words."""

import re

import pandas as pd

from presseschau.core.tables import parse_spans
from presseschau.link.actors import LinkedActors
from presseschau.link.actors.role_words import is_role
from presseschau.link.actors.speaker_phrases import nouns_of
from presseschau.link.actors.speakers import find_speakers
from presseschau.link.voices import THE_SPEAKER, UNKNOWN_VOICE

#: From this score on, a phrase without a name stands for an actor: as holder, and as target.
HOLDER, TARGET = 0.6, 0.66
# Who says "ich" is the speaker; so is who says that something honours somebody.
_SELVES = re.compile(r"(?:ich|wir|mir|uns|das|dies|es)$|dass\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?:innen|isten|[nt]en|[lkgnt]ern?|leute|kreise|medien)$")
_MANY = re.compile(r"(?:viele|einige|mehrere|manche|zahlreiche|andere|weitere)\b", re.IGNORECASE)


def link_acts(acts: pd.DataFrame, linked: LinkedActors, articles: pd.DataFrame) -> pd.DataFrame:
    """The acts with the actors from whom they come and to whom they go.

    Args:
        acts: One row per act: article_id, sentence, holder and target (spans as cells), tenor,
            score, evidence.
        linked: What :func:`presseschau.link.actors.link_actors` found.
        articles: The table articles.

    Returns:
        acts with ``voice`` (the holder's actor) and ``actor_id`` (the target's), "" where the
        text does not tell; ``score`` times what the link is worth.
    """
    if acts.empty:
        return acts.assign(voice="", actor_id="")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    holders = _linked(acts, "holder", linked, articles)
    targets = _linked(acts, "target", linked, articles)
    phrases = _phrases(acts, "target", texts)
    person = pd.Series([_is_one(phrase) for phrase in phrases], index=acts.index)
    bare = pd.Series([phrase[:1].isupper() for phrase in phrases], index=acts.index)
    named = targets["speaker_class"] == "named"
    resolved = targets["speaker_class"] == "resolved"
    known = targets["actor_score"].ge(TARGET) & ((named & bare) | resolved | person)
    phrases = _phrases(acts, "holder", texts)
    first = pd.Series([bool(_SELVES.match(phrase)) for phrase in phrases], index=acts.index)
    many = pd.Series([not phrase or _is_many(phrase) for phrase in phrases], index=acts.index)
    unnamed = holders["speaker_class"].isin(["anonymous", "collective", "none"]) & many
    sure = holders["actor_score"].where(~(first | unnamed), 1.0)
    voices = holders["actor_id"].where(holders["actor_score"] >= HOLDER, "")
    voices = voices.where(~unnamed, UNKNOWN_VOICE).where(~first, THE_SPEAKER)
    worth = sure.clip(upper=targets["actor_score"])
    several = holders["joint"]
    voices = pd.Series(
        [joint or [voice] for joint, voice in zip(several, voices, strict=True)], index=acts.index
    )
    linked_acts = acts.assign(
        voice=voices,
        actor_id=targets["actor_id"].where(known, ""),
        score=acts["score"] * worth.where(several.str.len() == 0, targets["actor_score"]),
    )
    return linked_acts.explode("voice", ignore_index=True)


def _linked(
    acts: pd.DataFrame, part: str, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """Links phrases as the speakers of quotes are."""
    spans = [parse_spans(cell) for cell in acts[part]]
    rows = acts[["article_id"]].assign(
        start=[own[0][0] if own else 0 for own in spans],
        end=[own[-1][1] if own else 0 for own in spans],
        speaker_spans=acts[part], cue="",
    )  # fmt: skip
    return find_speakers(rows.reset_index(drop=True), linked, articles).set_axis(acts.index)


def _phrases(acts: pd.DataFrame, part: str, texts: dict[str, str]) -> list[str]:
    return [
        " ".join(texts[article][a:b] for a, b in parse_spans(spans))
        for article, spans in zip(acts["article_id"], acts[part], strict=True)
    ]


def _is_many(phrase: str) -> bool:
    """Whether a phrase is for people without names: "Kritiker", "viele Anwohner"."""
    nouns = nouns_of(phrase)
    if not nouns:
        return False
    first = phrase.split()[0]
    several = first == nouns[0] or first in ("Die", "die") or bool(_MANY.match(first))
    return several and bool(_PLURAL.search(nouns[0]))


def _is_one(phrase: str) -> bool:
    """Whether a phrase is for one person: by an office, "die Ministerin", or "ihn"."""
    nouns = nouns_of(phrase)
    return phrase in ("ihm", "ihn") or (bool(nouns) and is_role(nouns[0]))
