"""The phrase for who speaks: its nouns, whether it names one or several, whether a source."""

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from presseschau.annotate.rules.gazetteer import alternatives, word_list
from presseschau.link.actors.houses import house_kind
from presseschau.link.actors.nouns import is_person
from presseschau.link.actors.reference import Article
from presseschau.link.actors.role_words import gender_of_role, head, is_role

#: What somebody says or thinks: the speaker is its owner ("Angaben der Polizei").
SOURCE_NOUN = re.compile(
    rf"(?:{alternatives('source nouns')})\w{{0,3}}$"
    r"|(?:bericht|papier|erklärung|mitteilung|angaben)\w{0,2}$"
)
GROUP_NOUN = re.compile(
    r"(?:polizei|opposition|staatsanwaltschaft|regierung|verteidigung|führung|koalition|öffentlichkeit"
    r"|armee|militär|gesetzgeber|feuerwehr|justiz|wirtschaft|bevölkerung|mehrheit|fraktion|kreise?n?|behörden"
    r"|leute|menschen|medien)$",
    re.IGNORECASE,
)
NOBODY = frozenset(["ich", "wir", "man", "es", "wer", "niemand", "jemand", "du", "ihr"])
HIS = frozenset(["er", "ihm", "ihn", "seine", "seiner", "seinen", "seinem", "seines", "jener"])
HERS = frozenset(["sie", "ihr", "ihre", "ihrer", "ihren", "ihrem"])
RELATIVE = frozenset(
    ["der", "die", "das", "den", "dem", "dieser", "diese", "welcher", "welche", "jene"]
)
BACK = frozenset(["demnach", "danach", "demzufolge", "dementsprechend"])
INDEFINITE = word_list("indefinite")
#: Phrases by what they are, the first that fits: a model learns the habits of each kind.
PHRASES = (
    "none", "own", "ich", "er", "sie", "relative", "back", "man", "word", "his", "source",
    "source of", "several", "person", "a person", "house", "a house", "group", "noun", "a noun",
)  # fmt: skip
_SELF = frozenset(["ich", "mir", "mich", "wir", "uns"])
_POSSESSIVE = re.compile(r"(?:sein|ihr)e?[mnrs]?$")
_SEVERAL_SAY = re.compile(r"[a-zäöü](?:en|ern|eln)$")
_ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen", "eines"]
)
_DAYS = frozenset(f"{day}tag" for day in ("mon", "diens", "donners", "frei", "sams", "sonn"))
_SMALL = frozenset(["beide", "eigenen", "im", "in", "aus", "beim", "vom", "seitens", "vonseiten"])
_NO_NOUNS = _SMALL | _DAYS | _ARTICLES | HIS | HERS | BACK | NOBODY | RELATIVE
_FIRST = 0xE000  # names stand in the pattern as characters from here on
_NAME = "[\ue000-\uf8ff]"
_BEFORE = (
    r"(?:[Dd](?:er|ie|as|en|em|es) )?(?:[a-zäöüß-]{3,}e[nrsm]? )*(?:[A-ZÄÖÜ][\w.’'-]* ){0,3}[„»\"]?"
)
_BEHIND = r"(?: (?:von|vom|aus)(?: de[rmn])? [A-ZÄÖÜ][\w-]*)?"
_AND = r"[“«\"]?,? (?:und(?: auch)?|sowie|als auch) "
_ONE = rf"{_BEFORE}{_NAME}{_BEHIND}"
#: People who stand for those named, or several named, perhaps behind what they are.
_TOGETHER = re.compile(
    rf"(?:(?:Auch|auch|[Ss]owohl) )?(?:(?:die |Die )?[\w-]*"
    r"(?:Vertreter|Politiker|Sprecher|Funktionäre|Spitzen|Fraktionen|[Cc]hefs)(?:innen)? "
    rf"(?:von|der|des) (?P<stood>(?:der )?{_NAME}(?:(?:,| und| sowie)(?: von)?(?: der)? {_NAME})*)"
    rf"|(?:[^,]* (?:der|des|von|vom|im|in|aus|für) [^,]*, )?"
    rf"(?P<named>{_ONE}(?:, {_ONE})*(?:{_AND}{_ONE})+)[“«\"]?),?"
)


class Phrase(NamedTuple):
    """A phrase without a name: its kind, one of ``PHRASES``, and what it asks of whom it means.

    ``gender`` is "m" or "f", "" for any and "-" for several people; ``head`` the office in plain
    form, ``house`` the kind of house.
    """

    kind: str
    gender: str = ""
    nouns: tuple[str, ...] = ()
    head: str = ""
    house: str = ""

    @property
    def noun(self) -> str:
        """The first noun, or "" where there is none."""
        return self.nouns[0] if self.nouns else ""


@lru_cache(1000)  # clues and ranking ask for the same one
def read_phrase(phrase: str, cue: str) -> Phrase:
    """Tells what kind of phrase stands for a speaker; the cue whether "sie" are several."""
    words = phrase.split()
    if not words:
        return Phrase("none")
    first = words[0].lower()
    nouns = tuple(nouns_of(phrase))
    if "eigene" in phrase.lower():
        return Phrase("own")
    if first in _SELF:
        return Phrase("ich")
    if not nouns:
        return _pronoun(first, len(words) == 1, cue)
    noun, house = nouns[0], house_kind(nouns[0])
    possessive = bool(_POSSESSIVE.match(first))
    indefinite = "a " if possessive or first in INDEFINITE else ""
    if SOURCE_NOUN.search(noun) and possessive:
        return Phrase("his", "m" if first[0] == "s" else "f")
    if SOURCE_NOUN.search(noun):
        return Phrase("source" if len(nouns) == 1 else "source of", "", nouns, "", house)
    if is_plural(first, noun):
        return Phrase("several", "-", nouns, head(noun), house)
    gender = "f" if first in ("die", "eine") or gender_of_role(phrase) == "f" else "m"
    if is_person(noun) or is_person(phrase):
        return Phrase(f"{indefinite}person", gender, nouns, head(phrase), house)
    if house:
        return Phrase(f"{indefinite}house", "", nouns, "", house)
    if GROUP_NOUN.search(noun):
        return Phrase("group", "", nouns)
    return Phrase(f"{indefinite}noun", gender, nouns, head(noun))


def _pronoun(first: str, alone: bool, cue: str) -> Phrase:
    if first in HIS and alone:
        return Phrase("er", "m")
    if first in HERS and alone:
        return Phrase("sie", "-" if several_say(cue) else "f")
    if first in RELATIVE:
        return Phrase("relative", "m" if first in ("der", "welcher") else "")
    return Phrase("back" if first in BACK else "man" if first in NOBODY else "word")


def several_say(cue: str) -> bool:
    """Whether a cue's verb stands in the plural: "kündigten an"."""
    return bool(_SEVERAL_SAY.search((cue.split() or [""])[0]))


def nouns_of(phrase: str) -> list[str]:
    """The nouns of a phrase, "60-Jähriger" among them."""
    words = re.findall(r"[\w-]+", phrase)
    capital = [w for w in words if w[0].isupper() or (w[0].isdigit() and "-J" in w)]
    return [word for word in capital if word.lower() not in _NO_NOUNS]


def core_of(phrase: str, noun: str) -> str:
    """A phrase up to its noun: "der mexikanische Präsident" without what follows."""
    rest = phrase[phrase.index(noun) + len(noun) :]
    further = re.match(r" [A-ZÄÖÜ][\w-]+", rest) if is_role(rest.strip()[:40]) else None
    return phrase[: len(phrase) - len(rest)] + (further[0] if further else "")


def is_plural(first: str, noun: str) -> bool:
    """Whether a phrase names several people, by its first word (in lower case) and its noun."""
    if re.search(r"innen$", noun):
        return True
    if first == "die" and is_role(noun):
        return not re.search(r"(?:in|vorsitzende|abgeordnete|beauftragte|schaft)$", noun.casefold())
    if first in _ARTICLES - {"die"}:
        return first == "der" and bool(re.search(r"(?:en|ern)$", noun)) and is_role(noun)
    if first in ("die",):
        return bool(re.search(r"(?:innen|isten|enten|anten|eure|leute|kreise|er)$", noun))
    return first not in INDEFINITE or first in ("mehrere", "viele", "einige", "zwei", "drei")


def together(article: Article, start: int, end: int) -> list[str]:
    """The actors whom a phrase names as speaking together, in order; none where one speaks."""
    names = article.inside(start, end)
    names = [n for n in names if n.kind in ("PER", "ORG", "GOV") and not n.derived]
    people = [n for n in names if n.kind == "PER"]
    names = people if len(people) > 1 else names  # the houses are theirs: "die Chefs der SPD, ..."
    plain, place = "", start
    for number, name in enumerate(names):
        plain += article.text[place : name.start] + chr(_FIRST + number)
        place = name.end
    plain = re.sub(r" ?\([^()]*\)", "", " ".join((plain + article.text[place:end]).split()))
    if not names or not (match := _TOGETHER.fullmatch(plain)):
        return []
    found = re.findall(_NAME, match["named"] or match["stood"])
    return list(dict.fromkeys(names[ord(name) - _FIRST].actor for name in found))


def a_row_each(quotes: pd.DataFrame, joint: pd.Series) -> pd.DataFrame:
    """The quotes, those of joint speakers once more for each who speaks besides the first."""
    further = quotes.assign(actor_id=joint.str[1:])[joint.str.len() > 1].explode("actor_id")
    if further.empty:
        return quotes
    rows = pd.concat([quotes, further]).sort_index(kind="stable").reset_index(drop=True)
    return rows.assign(quote=rows.groupby("article_id").cumcount())
