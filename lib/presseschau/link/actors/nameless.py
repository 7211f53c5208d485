"""Nameless sources: the words that tell outside their text who spoke, "ein Sprecher"."""

import re
from functools import lru_cache

from presseschau.annotate.rules.gazetteer import places, surnames, word_list
from presseschau.link.actors.barred_speakers import is_accused
from presseschau.link.actors.houses import house_kind
from presseschau.link.actors.role_words import is_person_noun, is_role
from presseschau.link.actors.speaker_phrases import GROUP_NOUN, INDEFINITE, SOURCE_NOUN

_FIRST = INDEFINITE | word_list("determiners") | {"frau", "herr", "auch", "selbst", "sogar"}
_NO_FIRST = word_list("prepositions") | word_list("other prepositions")
_POINTING = frozenset(["er", "sie", "es", "man", "ich", "wir", "ihm", "ihn", "ihnen", "wer"])
_ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des"])
#: Whose words are told, and of how many: "Angaben von Zeugen", "eine der Frauen".
_OF = _ARTICLES | {"von", "vom", "aus"}
_SOME = ("eine", "einer", "einige", "viele", "zwei", "drei")
_ADJECTIVE = re.compile(r"\d[\d.]*|und|zwei|drei|vier|fünf|[\w-]+(?:e[nrms]?)")
#: People and bodies whose nouns no list has: without a form for women, or adjectives.
_WHO = re.compile(
    r"(?i)(?:[\w-]*(?:leute|frau(?:en)?|männern?|mutter|müttern?|vater|vätern?|jährige[rnm]?|eltern"
    r"|ärzten?|flüchtlingen?|kollegen?|kassen?|krankenh[aä]us\w*|mitglied\w*)|mann|herr(?:en)?"
    r"|damen?|kind(?:e?s|ern?)?|bub(?:en)?|mädchen|jugendliche[rnm]?|opfern?|menschen?"
    r"|angehörige[rnm]?|betroffene[rnm]?|verletzte[rnm]?|schwangere[rnm]?|witwen?|insidern?"
    r"|[\w-]*genossen|ngos?|stadt|büros?)"
)
_TAILS = (word_list("house heads") | word_list("organisation nouns")) - {"kreis", "messe"}
_LONG = "|".join(sorted(tail for tail in _TAILS if len(tail) > 4))
_BODY = re.compile(rf"(?i)[\w-]*(?:{_LONG})(?:e?s)?")
#: A source in one word: "Polizeiangaben", "Medienberichte".
_COMPOUND = re.compile(r"([A-ZÄÖÜ][\w-]{2,}?)s?-?(?:[Aa]ngaben|[Bb]erichten?|[Mm]itteilung)")
_BEHIND = re.compile(r",?(?: \(?[a-zäöüß]*)*$")


@lru_cache(100_000)
def nameless(speaker: str, cue: str = "") -> str:
    """The words for a speaker without a name if they say what person or body spoke, else "".

    "Ein Sprecher", "zwei Zeugen" and "Angaben der Polizei" do; "Kritik", "man ihn", "im Buch" and a
    bare name, of which nobody knows whose it is, do not, nor is who is accused a speaker.
    """
    words = [word.strip(',;:()„“"»«') for word in speaker.split()]
    words = [word for word in words if word]
    if is_accused(cue) or not words:
        return ""
    told, first = False, words[0].lower()
    for number, word in enumerate(words):
        low, behind = word.lower(), "".join(words[number + 1 : number + 2])
        again = low in _ARTICLES and number > 0 and not told and first not in _SOME
        if low in _POINTING or again:
            return ""
        origin = word in places().derived and behind[:1].isupper()  # "eine Wiener Studie"
        if not origin and not word[0].islower() and _is_who(word):
            object_ = first == "den" and not word.endswith(("n", "s"))
            surname = number == 0 and (word in surnames() or word.endswith("mann"))  # "Richter"
            return "" if object_ or surname else _BEHIND.sub("", speaker)
        before = (told and low in _OF) or (number == 0 and low in _FIRST)
        if not told and word[0].isupper() and SOURCE_NOUN.search(word):
            told = True
        elif not before and (low in _NO_FIRST or not _ADJECTIVE.fullmatch(word)):
            return ""
    return ""


def _is_who(noun: str) -> bool:
    """Whether a noun, in any form, is for a person, for people or for a house."""
    source = _COMPOUND.fullmatch(noun)
    if source:
        return bool(house_kind(source[1]) or GROUP_NOUN.search(source[1]))
    forms = {noun.removesuffix(end) for end in ("", "n", "en", "s", "es", "nen")}
    body = GROUP_NOUN.search(noun) or house_kind(noun) or _BODY.fullmatch(noun)
    if not SOURCE_NOUN.search(noun) and (_WHO.fullmatch(noun) or is_role(noun) or body):
        return True  # without the dictionary, which takes seconds to load
    return any(is_person_noun(form) and f"{form}in" not in places().names for form in forms)
