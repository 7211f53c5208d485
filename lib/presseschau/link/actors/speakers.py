"""Who speaks: the actor behind the speaker of every quote, named, meant or left open."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from presseschau.core.tables import Span, conform, parse_spans
from presseschau.link.actors import LinkedActors
from presseschau.link.actors.nouns import (
    ORGANISATION_NOUN,
    government_meant,
    is_person,
    members_meant,
    office_holder,
    organisation_meant,
    person_meant,
)
from presseschau.link.actors.reference import Article, Named, Referent, he, own, she, that
from presseschau.link.actors.roles import is_role
from presseschau.link.actors.speaker_phrases import (
    BACK,
    GROUP_NOUN,
    HERS,
    HIS,
    INDEFINITE,
    NOBODY,
    RELATIVE,
    SOURCE_NOUN,
    core_of,
    is_plural,
    nouns_of,
)

_APPOSITION = re.compile(r"(?:\s(?:in|aus|von|vom|der|des|im)\s[^,.;:„“]{1,40})?,\s")
_OWNER = re.compile(r"\s(?:von|vom|des|der)\s(?:[a-zäöüß]+en\s)?[„\"]?")


class _Speaker(NamedTuple):
    actor: str
    score: float
    kind: str


_ANONYMOUS = _Speaker("", 0.0, "anonymous")
_COLLECTIVE = _Speaker("", 0.0, "collective")
_NONE = _Speaker("", 0.0, "none")


def link_speakers(
    quotes: pd.DataFrame, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """The quotes with the actor who speaks each of them.

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
    named = _named(linked, quotes["article_id"])
    roles: dict[str, list[str]] = defaultdict(list)
    for actor, role in zip(linked.roles["actor_id"], linked.roles["role"], strict=True):
        roles[actor].append(role)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    order = quotes.sort_values(["article_id", "start", "end"], kind="stable").index
    found: dict[int, _Speaker] = {}
    article_id, article, last = None, None, ""
    columns = (quotes[c].to_dict() for c in ("article_id", "speaker_spans", "cue"))
    articles_of, spans_of, cues = columns
    for row in order:
        if articles_of[row] != article_id:
            article_id, last = articles_of[row], ""
            article = Article(texts[article_id], named.get(article_id, []), roles)
        found[row] = _speaker(article, parse_spans(spans_of[row]), cues[row], last)
        last = found[row].actor or (last if found[row].kind == "none" else "")
    speakers = [found[row] for row in quotes.index]
    columns = {
        "actor_id": [speaker.actor for speaker in speakers],
        "actor_score": [speaker.score for speaker in speakers],
        "speaker_class": [speaker.kind for speaker in speakers],
    }
    return conform(quotes.assign(**columns), "quotes")


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


def _speaker(article: Article, spans: Sequence[Span], cue: str, last: str) -> _Speaker:
    if not spans:
        return _NONE
    start, end = spans[0][0], spans[-1][1]
    names = article.inside(start, end) or _following(article, start, end)
    people = [n for n in names if n.kind == "PER" and not n.derived]
    if people and (found := _person(article, start, people)):
        return found
    groups = [n for n in names if n.kind in ("ORG", "GOV") and not n.derived]
    if groups and not people:
        return _organisation(article, start, groups)
    phrase = " ".join(" ".join(article.text[a:b].split()) for a, b in spans)
    if people:  # "die Verteidiger Strauss-Kahns"
        return _COLLECTIVE if phrase.lower().startswith("die ") else _ANONYMOUS
    return _unnamed(article, start, phrase, cue, last)


def _following(article: Article, start: int, end: int) -> list[Named]:
    """Finds the name that a speaker cut short goes on with: "Angaben" (von n24), an apposition."""
    names = [n for n in article.inside(end, end + 60) if not n.derived and n.kind != "LOC"]
    if not names:
        return []
    between = article.text[end : names[0].start]
    phrase = article.text[start:end]
    if names[0].kind == "PER" and _APPOSITION.fullmatch(between) and is_person(phrase):
        return names[:1]
    owned = _OWNER.fullmatch(between) and (is_person(phrase) or SOURCE_NOUN.search(phrase))
    return names[:1] if owned and names[0].kind != "PER" else []


def _person(article: Article, start: int, people: list[Named]) -> _Speaker | None:
    """Chooses the person who speaks, not the one whose spokesman or lawyer does."""
    speaking = [p for p in people if not _possessed(article.text[start : p.start], p)]
    if not speaking:
        return None
    if re.search(r"\bwie $", article.text[start : speaking[0].start]):
        return None
    between = article.text[speaking[0].end : speaking[-1].start]
    joined = re.search(r"\b(?:und|sowie)\b", between)
    chosen = speaking[0] if joined or "," not in between else speaking[-1]
    return _Speaker(chosen.actor, 0.9 if joined else 1.0, "named")


def _possessed(before: str, person: Named) -> bool:
    nouns = nouns_of(before)
    if not nouns or any(SOURCE_NOUN.search(noun) for noun in nouns[:2]):
        return False
    if before.endswith(("von ", "vom ")):
        return True
    touching = before.rstrip().endswith(nouns[-1])
    own_s = person.text.endswith("s") and not person.actor.endswith("s")
    if own_s and touching and not nouns[-1].endswith(("s", "n")):
        return True
    if touching and is_role(nouns[-1]):
        genitive = re.search(r"(?<!^)\b(?:des|der)\s[^,]*$", before)
        first = re.match(r"(?:\w+ )??(?:[a-zäöüß]\w+ )*([A-ZÄÖÜ][\w-]+)\s+(?:des|der)\s", before)
        return bool(genitive and first and first[1] != nouns[-1] and "," not in before)
    return False


def _organisation(article: Article, start: int, groups: list[Named]) -> _Speaker:
    """Reads "die Deutsche Bank", "Angaben von n24", "ein Sprecher des Finanzministeriums"."""
    before = article.text[start : groups[0].start]
    nouns = nouns_of(before)
    person = next((n for n in nouns if is_role(n) or n.endswith(("en", "in", "er"))), "")
    if (
        not person
        or SOURCE_NOUN.search(person)
        or not re.search(r"\b(?:des|der|von|vom|beim|bei)\b", before)
    ):
        return _Speaker(groups[0].actor, 0.95, "named")
    if re.match(r"(?:der|die|dem)\s", before.lower()) and is_role(person):
        holder = office_holder(article, start, person)
        roles = " ".join(article.roles[holder.actor]).casefold() if holder else ""
        if holder and holder.score >= 0.8 and groups[0].text.casefold()[:5] in roles:
            return _Speaker(holder.actor, holder.score, "resolved")
    if re.search(r"(?:bgeordnete|olitiker|itglied|nhänger|eamte)", person):
        return _ANONYMOUS
    return _Speaker(groups[0].actor, 0.8, "resolved")


def _unnamed(article: Article, start: int, phrase: str, cue: str, last: str) -> _Speaker:
    words = phrase.split()
    first = words[0].lower() if words else ""
    nouns = nouns_of(phrase)
    if first in BACK:
        return _Speaker(last, 0.5, "resolved") if last else _ANONYMOUS
    if found := government_meant(article, phrase):
        return _resolved(found, _COLLECTIVE)
    if first in NOBODY and not nouns:
        return _ANONYMOUS
    if "eigen" in phrase.lower()[:12]:
        return _resolved(own(article, start), _ANONYMOUS)
    if first == "beide" and not nouns:
        return _resolved(he(article, start) or she(article, start, False), _COLLECTIVE)
    source = bool(nouns) and bool(SOURCE_NOUN.search(nouns[0]))
    if first in HIS and (len(words) == 1 or source):
        return _resolved(he(article, start), _ANONYMOUS)
    if first in HERS and (len(words) == 1 or source):
        plural = bool(re.search(r"[a-zäöü](?:en|ern|eln)$", (cue.split() or [""])[0]))
        return _resolved(she(article, start, plural), _COLLECTIVE if plural else _ANONYMOUS)
    if first in RELATIVE and len(words) == 1:
        return _resolved(that(article, start), _ANONYMOUS)
    if not nouns:
        return _ANONYMOUS
    if source:
        rest = phrase[phrase.index(nouns[0]) + len(nouns[0]) :]
        owner = re.search(r"\b(?:der|des|einer|eines|von|vom)\s.*$", rest)
        return _noun(article, start, owner[0], last, True) if owner else _ANONYMOUS
    return _noun(article, start, phrase, last)


def _noun(article: Article, start: int, phrase: str, last: str, genitive: bool = False) -> _Speaker:
    """Resolves a noun without a name."""
    words = phrase.split()
    first = words[0].lower()
    nouns = nouns_of(phrase)
    if not nouns:
        return _ANONYMOUS
    noun = nouns[0]
    if found := members_meant(article, noun):
        return _resolved(found, _COLLECTIVE)
    masculine = genitive and first == "der" and re.search(r"(?:er|en)$", noun)
    if is_plural(first, noun) or masculine:
        return _COLLECTIVE
    if first in INDEFINITE and first not in ("einer", "eines"):
        owner = next((n for n in nouns[1:] if ORGANISATION_NOUN.search(n)), "")
        return _resolved(organisation_meant(article, start, owner) if owner else None, _ANONYMOUS)
    if ORGANISATION_NOUN.search(noun) and not is_role(noun):
        return _resolved(organisation_meant(article, start, noun), _COLLECTIVE)
    if is_person(noun) or is_person(phrase):
        found = office_holder(article, start, core_of(phrase, noun))
        return _resolved(found or person_meant(article, start, phrase, last), _ANONYMOUS)
    if GROUP_NOUN.search(noun):
        return _COLLECTIVE
    if first in ("der", "die") and re.search(r"(?:er|ist|ent|ant|or|e|in|eur|mann|frau)$", noun):
        return _resolved(person_meant(article, start, phrase, last), _ANONYMOUS)
    return _ANONYMOUS


def _resolved(found: Referent | None, otherwise: _Speaker) -> _Speaker:
    return _Speaker(found.actor, found.score, "resolved") if found else otherwise
