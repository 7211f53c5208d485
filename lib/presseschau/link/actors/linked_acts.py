"""Acts linked to actors: who attacks or supports whom, and by which words."""

import pandas as pd

from presseschau.core.tables import parse_spans
from presseschau.link.actors import LinkedActors
from presseschau.link.actors.roles import is_role
from presseschau.link.actors.speaker_phrases import nouns_of
from presseschau.link.actors.speakers import link_speakers

#: From this score on, a phrase without a name stands for an actor: as holder, and as target.
HOLDER, TARGET = 0.6, 0.8


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
    phrases = [
        " ".join(texts[article][a:b] for a, b in parse_spans(spans))
        for article, spans in zip(acts["article_id"], acts["target"], strict=True)
    ]
    person = pd.Series([_is_one(phrase) for phrase in phrases], index=acts.index)
    bare = pd.Series([phrase[:1].isupper() for phrase in phrases], index=acts.index)
    named = (targets["speaker_class"] == "named") & bare
    known = targets["actor_score"].ge(TARGET) & (named | person)
    worth = holders["actor_score"].clip(upper=targets["actor_score"])
    return acts.assign(
        voice=holders["actor_id"].where(holders["actor_score"] >= HOLDER, ""),
        actor_id=targets["actor_id"].where(known, ""),
        score=acts["score"] * worth,
    )


def _linked(
    acts: pd.DataFrame, part: str, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """Links phrases as the speakers of quotes are."""
    spans = [parse_spans(cell) for cell in acts[part]]
    rows = acts[["article_id"]].assign(
        start=[own[0][0] for own in spans], end=[own[-1][1] for own in spans],
        speaker_spans=acts[part], cue="",
    )  # fmt: skip
    return link_speakers(rows.reset_index(drop=True), linked, articles).set_index(acts.index)


def _is_one(phrase: str) -> bool:
    """Whether a phrase is for one person: by an office, "die Ministerin", or "ihn"."""
    nouns = nouns_of(phrase)
    return phrase in ("ihm", "ihn") or (bool(nouns) and is_role(nouns[0]))
