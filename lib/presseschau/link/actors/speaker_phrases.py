"""The phrase for who speaks: its nouns, whether it names one or several, whether a source."""

import re

import pandas as pd

from presseschau.annotate.rules.gazetteer import alternatives, word_list
from presseschau.link.actors.reference import Article
from presseschau.link.actors.role_words import is_role

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
_ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen", "eines"]
)
_DAYS = frozenset(f"{day}tag" for day in ("mon", "diens", "donners", "frei", "sams", "sonn"))
_SMALL = frozenset(["beide", "eigenen", "im", "in"])
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
    """The quotes, those of joint speakers once more for each who speaks besides the first.

    Args:
        quotes: The table quotes, with the first speaker's actor.
        joint: The actors of each, by the index of the quotes.
    """
    further = quotes.assign(actor_id=joint.str[1:])[joint.str.len() > 1].explode("actor_id")
    if further.empty:
        return quotes
    rows = pd.concat([quotes, further]).sort_index(kind="stable").reset_index(drop=True)
    return rows.assign(quote=rows.groupby("article_id").cumcount())
