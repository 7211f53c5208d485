"""Speakers without a name: what the ranking or the rules say of them, whichever is surer."""

import re

from presseschau.annotate.rules.gazetteer import place_of
from presseschau.link.actors.barred_speakers import cannot_speak
from presseschau.link.actors.chains import Speaker
from presseschau.link.actors.nouns import has_another_office, is_person
from presseschau.link.actors.ranking import rank
from presseschau.link.actors.reference import LEAST, Article, Referent, Turn
from presseschau.link.actors.scene import Said, Scene

#: Less likely than not.
_EVEN = 0.5
#: Whom a pronoun means by the place of the names alone is right more often than the ranking.
_BY_PLACE = ("pronoun", "pronoun of several")
_PRONOUN = re.compile(r"(?i)er|sie|dieser")


def by_ranking(scene: Scene, quote: Said, found: Speaker, turn: Turn) -> Speaker:
    """Who speaks a quote whose speaker goes without a name, as the corpus' readers would say."""
    ranked = rank(scene, quote, found.referent, found.kind, turn)
    if _is_by_place(scene.article, quote, found):
        agreed = found.referent and ranked.actor == found.referent.actor
        return found._replace(chance=max(found.chance, ranked.chance)) if agreed else found
    doubtful = ranked.actor and ranked.chance < _EVEN
    if doubtful and _is_plain(scene.article, quote, found):
        return found
    if _is_of_office(scene.article, quote, found, ranked.actor):
        return found
    sure = ranked.actor and ranked.chance >= LEAST
    if not sure or cannot_speak(scene.article, quote, ranked.actor):
        kind = "anonymous" if found.referent else found.kind
        return found._replace(referent=None, kind=kind, chance=0.0)
    who = Referent(ranked.actor, "ranked")
    return found._replace(referent=who, kind="resolved", chance=ranked.chance)


def _is_by_place(article: Article, quote: Said, found: Speaker) -> bool:
    """Whether a pronoun means who is named nearest, outside its own words: "Moll, wie sie sagt"."""
    if not _PRONOUN.fullmatch(quote.phrase(article.text)):
        return False
    actor, way = found.referent or ("", "")
    inside = article.inside(quote.start, quote.end)
    as_said = quote.cue.startswith("wie") or article.text.startswith("wie ", quote.place - 4)
    own = as_said or not any(name.actor == actor for name in inside)
    return way in _BY_PLACE and own


def _is_of_office(article: Article, quote: Said, found: Speaker, ranked: str) -> bool:
    """Whether the rules' person may have the office that speaks, and the ranked one has another."""
    who, phrase = found.referent.actor if found.referent else "", quote.phrase(article.text)
    own = who in article.genders and not has_another_office(article, phrase, who)
    return own and has_another_office(article, phrase, ranked)


def _is_plain(article: Article, quote: Said, found: Speaker) -> bool:
    """Whether the rules rest on who spoke or was named last, and no nation speaks against that."""
    phrase = quote.phrase(article.text)
    nation = any(word in place_of() for word in phrase.split()[:-1])
    group = phrase.startswith(("die ", "Die ")) and not is_person(phrase)
    way = found.referent.way if found.referent else ""
    return way in ("noun", "goes on") and not nation and not group
