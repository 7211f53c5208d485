"""Who speaks: the actor behind the speaker of every quote, named, meant or left open."""

import re
from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from presseschau.core.tables import Span, conform, parse_spans
from presseschau.link.actors import LinkedActors
from presseschau.link.actors.meant_speakers import meant
from presseschau.link.actors.named_speakers import following, organisation, person, told_house
from presseschau.link.actors.nouns import labelled
from presseschau.link.actors.reference import LEAST, SHARES, Article, Named, Referent, Turn
from presseschau.link.actors.speaker_phrases import a_row_each, together

#: So many sentences behind a quote, one without a speaker still goes on with it.
_GOES_ON = 2
_IMPERSONAL = re.compile(r"(?i)\b(?:demnach|danach|h(?:ei|ie)ß\w* es|laut\w*)\b")
#: "heißt es in einem Schreiben, wie die Zeitung berichtet": the paper tells what others say.
_SECOND_HAND = re.compile(r"\b[Hh](?:ei|ie)ßt? es\b[^.!?]*, wie $")
#: "steht unter dem Vorwurf", "wird vorgeworfen": who is accused is not who accuses.
_ACCUSED = re.compile(
    r"\bst[aeü]\w+ .*Vorwurf|\bw[eiu]r?[rd]\w* .*(?:vorgeworfen|unterstellt|nachgesagt|vorgehalten)"
    r"|(?:vorgeworfen|unterstellt|nachgesagt|vorgehalten) w[eiu]r?[rd]"
)
_NAMED = ("name", "joint names", "organisation")


class _Quote(NamedTuple):
    """What of a quote tells who speaks; ``type`` is empty for what is no quote."""

    start: int
    end: int
    type: str
    cue: str
    speaker: list[Span]


class _Speaker(NamedTuple):
    referent: Referent | None
    kind: str
    joint: list[str] = []  # noqa: RUF012 - never changed


def link_speakers(
    quotes: pd.DataFrame, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """The quotes with the actor who speaks each of them.

    What several say together ("Merkel und Macron erklärten") is each one's: it has a row for each
    of them, one behind the other, alike but for ``quote`` and ``actor_id``.

    Args:
        quotes: The table quotes, without actors.
        linked: What :func:`presseschau.link.actors.link_actors` found.
        articles: The table articles.

    Returns:
        quotes with ``actor_id``, ``actor_score`` (0 to 1) and ``speaker_class``: "named" (the
        speaker has a name: a person wins over an organisation), "resolved" (a pronoun, an office
        or "ein Sprecher des ..." that the text lets resolve), "collective" and "anonymous" (who
        speaks stays open), "none" (no speaker is given).
    """
    found = find_speakers(quotes, linked, articles)
    table = conform(quotes.assign(**found.drop(columns="joint")), "quotes")
    joint = [
        names if names and names[0] == actor else ()
        for names, actor in zip(found["joint"], found["actor_id"], strict=True)
    ]
    return a_row_each(table, pd.Series(joint, table.index, dtype=object))


def find_speakers(
    quotes: pd.DataFrame, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """Finds who is behind phrases, in the columns that :func:`link_speakers` adds, and ``joint``.

    ``joint`` lists the actors of a phrase that names several together, in order.
    """
    named = _named(linked, quotes["article_id"])
    roles: dict[str, list[str]] = defaultdict(list)
    for actor, role in zip(linked.roles["actor_id"], linked.roles["role"], strict=True):
        roles[actor].append(role)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    types = quotes["type"] if "type" in quotes else pd.Series("", index=quotes.index)
    table = quotes.assign(type=types).sort_values(["article_id", "start", "end"], kind="stable")
    found: dict[int, _Speaker] = {}
    article_id, article, turn = None, None, Turn()
    columns = (table[c].tolist() for c in ("article_id", "start", "end", "type", "cue"))
    spans = map(parse_spans, table["speaker_spans"])
    for row, own_id, *quote in zip(table.index, *columns, spans, strict=True):
        if own_id != article_id:
            article_id, turn = own_id, Turn()
            article = Article(texts[article_id], named.get(article_id, []), roles)
        found[row], turn = _take(article, _Quote(*quote), turn)
    speakers = [found[row] for row in quotes.index]
    columns = {
        "actor_id": [s.referent.actor if s.referent else "" for s in speakers],
        "actor_score": [SHARES[s.referent.way] if s.referent else 0.0 for s in speakers],
        "speaker_class": [speaker.kind for speaker in speakers],
        "joint": [speaker.joint for speaker in speakers],
    }
    return pd.DataFrame(columns, index=quotes.index)


def _named(linked: LinkedActors, articles: pd.Series) -> dict[str, list[Named]]:
    """The names in some articles, by article id."""
    mentions = linked.mentions[linked.mentions["article_id"].isin(articles.unique())]
    genders = dict(zip(linked.actors["actor_id"], linked.actors["gender"], strict=True))
    kinds = dict(zip(linked.actors["actor_id"], linked.actors["kind"], strict=True))
    by_article: dict[str, list[Named]] = defaultdict(list)
    columns = ("article_id", "start", "end", "text", "kind", "derived", "actor_id")
    for article_id, start, end, text, kind, derived, actor in zip(
        *(mentions[c].tolist() for c in columns), strict=True
    ):
        if actor:
            government = kinds.get(actor) == "GOV"
            by_article[article_id].append(
                Named(
                    int(start),
                    int(end),
                    text,
                    "GOV" if government else kind,
                    bool(derived) and not government,
                    actor,
                    genders.get(actor, ""),
                )
            )
    return by_article


def _take(article: Article, quote: _Quote, turn: Turn) -> tuple[_Speaker, Turn]:
    """Who speaks a quote, and whose turn it is behind it."""
    found = _speaker(article, quote, turn)
    if found.referent is None and _goes_on(article, quote, turn):
        found = _Speaker(Referent(turn.actor, "goes on"), "resolved")
    if found.referent and SHARES[found.referent.way] < LEAST:
        found = _Speaker(None, "anonymous")
    if quote.speaker:
        found = found._replace(joint=together(article, quote.speaker[0][0], quote.speaker[-1][1]))
    where = quote.speaker[0][0] if quote.speaker else turn.speaker
    return found, Turn(found.referent.actor if found.referent else "", quote.end, where)


def _goes_on(article: Article, quote: _Quote, turn: Turn) -> bool:
    """Whether a quote without a speaker of its own goes on with the speech before it."""
    if not quote.type or not turn.actor:
        return False
    here = article.sentence(quote.start)
    if here - article.sentence(max(turn.end - 1, 0)) > _GOES_ON:
        return False
    own = any(article.sentence(start) == here for start, _ in quote.speaker)
    return not own and bool(not quote.cue or _IMPERSONAL.search(quote.cue))


def _speaker(article: Article, quote: _Quote, turn: Turn) -> _Speaker:
    if not quote.speaker:
        return _Speaker(None, "none")
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    agent = article.text[max(0, start - 4) : start].lower() in ("von ", "vom ")
    accused = not agent and _ACCUSED.search(quote.cue)
    if accused or _SECOND_HAND.search(article.text, max(0, start - 160), start):
        return _Speaker(None, "anonymous")
    if article.text[end : end + 1] == ":" and (found := labelled(article, article.text[start:end])):
        return _Speaker(found, "resolved")
    names = article.inside(start, end) or following(article, start, end)
    people = [n for n in names if n.kind == "PER" and not n.derived]
    if people and (found := person(article, start, end, people)):
        return _Speaker(found, "named")
    groups = [n for n in names if n.kind in ("ORG", "GOV") and not n.derived]
    if groups and not people and not (cut := told_house(article, start, groups)):
        found = organisation(article, start, groups)
        kind = "named" if found and found.way in _NAMED else "resolved" if found else "anonymous"
        return _Speaker(found, kind)
    spans = [(start, cut)] if groups and not people else quote.speaker
    phrase = " ".join(" ".join(article.text[a:b].split()) for a, b in spans)
    if people:  # "die Verteidiger Strauss-Kahns"
        return _Speaker(None, "collective" if phrase.lower().startswith("die ") else "anonymous")
    found, otherwise = meant(article, start, phrase, quote.cue, turn)
    return _Speaker(found, "resolved" if found else otherwise)
