"""What a mention is: a person, a house, a place, or a place that acts as a government."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from presseschau.annotate.rules.gazetteer import organisations, places
from presseschau.annotate.rules.patterns import AT_ADDRESS, DOMAIN
from presseschau.link.actors.governments import acts_as_government, countries, seats
from presseschau.link.actors.nobodies import names_nobody
from presseschau.link.actors.person_names import (
    first_name_gender,
    fold,
    is_surname,
    nominatives,
    person_name,
)
from presseschau.link.actors.role_words import is_person_noun

#: Behind such a word stands a firm, even where its name is a person's.
_FIRM = re.compile(
    r"(?:[Kk]onzerns?|[Uu]nternehmens?|[Ff]irma|[Hh]erstellers?|kette|riesen?|[Zz]ulieferers?"
    r"|[Vv]ersicherers?|[Gg]ewerkschaft|[Bb]etreibers?|[Aa]nbieters?) $"
)
#: Behind such a word stands a paper, even where its name is a place's.
_PAPER = re.compile(r"(?:[Zz]eitung|[Mm]agazin|[Bb]latt|[Pp]ortal) [„\"»]?$")
#: Several places that speak together, each perhaps of two words.
_PLACE = r"(?:(?:[Dd]er|[Dd]ie|[Dd]as) )?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?"
_TOGETHER, _SEVERAL = re.compile(_PLACE), re.compile(rf"{_PLACE}(?:(?:,| und| sowie) {_PLACE})+")
_NUMBERED = re.compile(r" [IVX]+$")
#: A letter, or the rest of an address, in front of a name.
_BEFORE_NAME = re.compile(
    r"\b(?:Block|Gate|Gruppe|Halle|Haus|Klasse|Sektor|Terminal|Tor|Trakt|Zone)\s[A-Z]\.$"
    r"|\w\.[a-z]{2,6}/\w+$"
)
#: Behind a place's adjective or name, who speaks for its government: "US-Vertreter".
_GOVERNMENT = re.compile(
    r"\s(?:Regierung|Staatsführung|Führung|Staatsmedien|Angaben)\b"
    r"|(?<=-)(?:Vertretern?|Delegation|Regierungsvertretern?|Regierungskreisen?)\b"
)


#: Behind a place that is no speaker but where an article begins: "Graz – Man könne ...".
_DATELINE = re.compile(r" [–—-] ")
#: What stands between the head of a speaker and the place that speaks, perhaps with a dateline.
_BEFORE_SPEAKING = re.compile(
    r"(?:[\w/.]+ (?:[\w/.]+ )?[–-] )?(?:(?:[Dd](?:er|ie|as|em)|[Aa]uch|[Aa]uch die) )?"
    r"(?:(?:Landeshaupts|S)tadt |(?:Bundesl|L)and |(?:Markt)?[Gg]emeinde |Kanton )?"
    r"(?:(?:Zentralr|R)egierung (?:in|von) )?"
)


class KindMention(NamedTuple):
    """A mention with its article's number and its kind, which may be mended."""

    article: int
    start: int
    end: int
    text: str
    kind: str
    derived: bool


def with_regnal_names(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Joins what is one name of a sovereign: "Carl XVI." and "Gustaf", "Victoria von Schweden"."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = mentions.sort_values(["article_id", "start"], kind="stable").reset_index(drop=True)
    gone: list[int] = []
    columns = (rows[name].tolist() for name in ("article_id", *KindMention._fields[1:]))
    pairs = enumerate(pairwise(map(KindMention._make, zip(*columns, strict=True))))
    for n, (one, other) in pairs:
        if one.kind != "PER" or one.derived or other.derived or one.article != other.article:
            continue
        text = texts[one.article]
        between = text[one.end : other.start]
        numbered = other.kind == "PER" and between == ". " and _NUMBERED.search(one.text)
        landed = other.kind == "LOC" and between == " von " and other.text in countries()
        if numbered or (landed and first_name_gender((one.text,))):
            rows.loc[n, ["end", "text"]] = [other.end, text[one.start : other.end]]
            gone.append(n + 1)
    return rows.drop(index=gone)


def without_letters(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Takes from a name what belongs to the words before: "aus Block D. Nele Brahms nannte ...".

    So does the rest of an address: "pic.twitter.com/Z9Nhyka Hunt sagte".
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = mentions.reset_index(drop=True)
    for row in rows[(rows["kind"] == "PER") & rows["text"].str.contains(r"\s")].itertuples():
        first, name = row.text.split(maxsplit=1)
        before = texts[row.article_id][max(0, row.start - 20) : row.start + len(first)]
        if _BEFORE_NAME.search(before):
            rows.loc[row.Index, ["start", "text"]] = [row.start + len(row.text) - len(name), name]
    return rows


def mend_kinds(
    rows: list[KindMention], texts: Sequence[str], registered: Iterable[str] = ()
) -> list[KindMention]:
    """Mends kinds: a surname of one of the article's people is no place, "Reuters" no person.

    What names nobody becomes OTH; behind "Konzern" or "Gewerkschaft" stands an organisation.
    ``registered`` are the surnames, folded, of the user's register.
    """
    surnames: dict[int, set[str]] = defaultdict(set)
    firsts: dict[int, set[str]] = defaultdict(set)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        name = person_name(row.text)
        office = is_person_noun(name.surname) and not (  # "Schwarzer Kanzler"
            first_name_gender(name.first) or is_surname(name.surname)
        )
        if row.kind == "PER" and name.first and not office:
            surnames[row.article].add(fold(name.surname))
            firsts[row.article].update(name.first)
        if not row.derived:
            votes[fold(row.text)][row.kind] += 1
    borne = set(registered).union(*surnames.values())
    borne |= {name[:-1] for name in borne if name.endswith("s")}  # "Heinz Spindlers Garten"
    mended = []
    for row in rows:
        known = surnames[row.article]
        text = texts[row.article]
        named = any(fold(form) in borne for form in (row.text, *nominatives(row.text)))
        named |= row.text in firsts[row.article]
        nobody = row.kind in ("PER", "ORG") and (row.kind == "ORG" or not named)
        if row.kind == "OTH" and DOMAIN.fullmatch(row.text):
            at = text[: row.start].rsplit(maxsplit=1)[-1:]
            row = row._replace(kind="OTH" if at and at[0].lower() in AT_ADDRESS else "ORG")
        elif nobody and names_nobody(text, row.start, row.text, row.kind, row.derived):
            row = row._replace(kind="OTH")
        else:
            kind = _kind(row, known, votes)
            one = row.kind == "PER" and " " not in row.text
            sign = None if row.derived else _FIRM if one else _PAPER if kind == "LOC" else None
            house = sign and sign.search(text, max(0, row.start - 40), row.start)
            row = row._replace(kind="ORG" if house else kind)
        mended.append(row)
    return mended


def _kind(row: KindMention, surnames: set[str], votes: dict[str, Counter[str]]) -> str:
    key = fold(row.text)
    if row.kind == "PER" and " " in row.text and not first_name_gender((row.text.split()[0],)):
        return "ORG" if votes[key]["ORG"] >= votes[key]["PER"] else "PER"
    if " " in row.text or row.derived:
        return row.kind
    forms = (row.text, *nominatives(row.text))
    listed = row.text in organisations()
    known_name = key in surnames or is_surname(row.text) or first_name_gender((row.text,))
    if row.kind == "PER" and listed and not known_name:
        return "ORG"
    mistaken = row.kind in ("LOC", "OTH") and row.text not in places().names
    known = votes[key]
    mistaken |= row.kind == "ORG" and not listed and known["ORG"] <= max(1, known["PER"])
    if mistaken and any(fold(form) in surnames for form in forms):
        return "PER"
    if row.kind == "PER" and key not in surnames:
        # A genitive is what its nominative is elsewhere: "Lindwerders Trainer".
        alike = sum((votes[fold(form)] for form in forms[1:] if fold(form) in votes), known)
        other, count = max(((k, n) for k, n in alike.items() if k != "PER"), default=("", 0))
        if count > 2 * alike["PER"]:
            return other
    if row.kind in ("ORG", "LOC") and 3 * known[row.kind] <= known["ORG"] + known["LOC"]:
        return "ORG" if row.kind == "LOC" else "LOC"
    return row.kind


def speaking_places(
    quotes: pd.DataFrame | None, order: dict[str, int]
) -> dict[tuple[int, int], int]:
    """Where every speaker starts, by article (its number in ``order``) and end.

    Of "Serbien und Kroatien" each does.
    """
    if quotes is None:
        return {}
    spoken = quotes[quotes["speaker_end"] > 0]
    columns = (spoken["article_id"].map(order), spoken["speaker_start"], spoken["speaker"])
    found = {}
    for article, start, speaker in zip(*columns, strict=True):
        parts = _TOGETHER.finditer(speaker) if _SEVERAL.fullmatch(speaker) else ()
        for begin, end in [(0, len(speaker)), *(part.span() for part in parts)]:
            found[int(article), int(start) + end] = int(start) + begin
    return found


def governs(row: KindMention, name: str, text: str, speaking: dict[tuple[int, int], int]) -> bool:
    """Whether a place acts as a government where it is named, or speaks as one."""
    political = name in seats() or name in countries()
    if row.derived:  # but "zur Kölner Führung" in a match
        return name == "Kreml" or (political and bool(_GOVERNMENT.match(text, row.end)))
    start = speaking.get((row.article, row.end), -1)
    if start >= 0 and _BEFORE_SPEAKING.fullmatch(text, start, row.start):
        inside = start == row.start and text.endswith(("in ", "In "), 0, start)
        return (political or not inside) and not _DATELINE.match(text, row.end)
    return acts_as_government(text, row.start, row.end, name)
