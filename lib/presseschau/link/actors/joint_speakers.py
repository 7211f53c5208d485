"""Joint speakers: who speaks where a phrase names several: "SPD und Grüne", "A und B"."""

import re

import pandas as pd

from presseschau.link.actors.reference import Article

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
