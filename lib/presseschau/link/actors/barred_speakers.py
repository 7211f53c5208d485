"""Who cannot speak a quote, however likely it looked: the speaker stays open then."""

import re

from presseschau.link.actors.houses import house_kind, kind_of
from presseschau.link.actors.reference import Article
from presseschau.link.actors.role_words import is_person_noun
from presseschau.link.actors.scene import Said
from presseschau.link.actors.speaker_phrases import nouns_of

#: Kinds of houses that no "Konzern" takes up.
_NO_FIRM = ("other", "party")
_AUTHORITIES = re.compile(r"Behörden(?:angaben|kreisen?)")
_PRONOUN = re.compile(r"(?i)(?:er|sie)")
#: "Die Mutter wandte sich an den Verein, da" (sie fürchtete): who acts there.
_ACTING = re.compile(
    r"(?:Der|Die|Eine?|Ihre?|Seine?) (?:[a-zäöüß]+e[nr]? )?([A-ZÄÖÜ][a-zäöüß]+) [a-z]"
)
_KIN = re.compile(r"(?:Mutter|Vater|Frau|Mann|Tochter|Sohn|Schwester|Bruder|Eltern)")

#: What stands in front of a clause's subject: nobody says by name that he himself does so.
_SUBJECT = re.compile(r"(?:dass|ob) (?:d(?:er|ie) )?(?:[A-ZÄÖÜa-zäöüß][a-zäöüß]+e )?")


def cannot_speak(article: Article, quote: Said, actor: str) -> bool:
    """Whether an actor is not who the words for the speaker, or their lack, let speak.

    A union is no firm, "sie" no house where a mother acts, "Behördenangaben" are of whichever
    authority, and what begins "dass Moll" without a frame is not said by Moll.
    """
    text, phrase = article.text, quote.phrase(article.text)
    names = [name for name in article.named if name.actor == actor and not name.derived]
    person = any(name.kind == "PER" for name in names)
    if not phrase:
        subject = _SUBJECT.match(article.text, quote.start, quote.end)
        return person and bool(subject) and any(n.start == subject.end() for n in names)
    if _AUTHORITIES.fullmatch(phrase):
        return True
    if person:
        return False
    if _PRONOUN.fullmatch(phrase):
        begins = article.sentences[article.sentence(quote.place)]
        acting = _ACTING.match(text, begins, quote.place)
        return bool(acting and (_KIN.fullmatch(acting[1]) or is_person_noun(acting[1])))
    nouns = nouns_of(phrase)
    return (
        bool(nouns)
        and house_kind(nouns[0]) == "firm"
        and any(kind_of(article, name) in _NO_FIRM for name in names)
    )
