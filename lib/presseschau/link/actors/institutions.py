"""Bodies that a text names by their kind: "das Landgericht", "die US-Regierung"."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from presseschau.annotate.rules.gazetteer import is_common, is_place, is_word, lexicon_rows
from presseschau.core.tables import Span, conform

_WORD = re.compile(r"(?<![\w@/-])[A-ZÄÖÜ][\w-]*\w(?:/[A-ZÄÖÜ]{2,}[\w-]*)?")
#: A name behind a body that is no known place: "Amt Tarnow-Land".
_NAME = re.compile(r" (?P<name>[A-ZÄÖÜ][\w-]+)")
#: "Bau- und Planungsausschuss".
_FIRST_PART = re.compile(r"[A-ZÄÖÜ][\w-]*-,? (?:[A-ZÄÖÜ]\w*- )?(?:und|sowie) $")
#: "chinesische", "Frankfurter", "Mexikos" before a body.
_PLACE = re.compile(r"(?:(?<=\s)|^)([a-zäöü-]+isch(?:e[nrsm]?)|[A-ZÄÖÜ][\w-]+(?:er|s)) $")
#: "die Freiwillige Feuerwehr", "die untere Naturschutzbehörde".
_ADJECTIVE = re.compile(
    r"\b(?i:der|die|das|dem|den|des|im|vom|zum|zur|beim|am) "
    r"([A-ZÄÖÜ][a-zäöü]+(?:e|en|er|es)|untere[nr]?|obere[nr]?|auswärtige[ns]?) $"
)
_ARTICLE = re.compile(r"\b(?i:der|dem|den|des|im|vom|zum|beim|am|laut)\s(?:[a-zäöüß-]+\s)?$")
_NOT_ONE = re.compile(
    r"\b(?i:k?eine?[mnrs]?|jede[mnrs]?|mehreren?r?|vielen?r?|allen?r?|zwei|drei|welche[mnrs]?|als)"
    r" (?:[a-zäöüß-]+ )?$"
)
#: An association written out: "Verband der Reeder", "Bund Deutscher Lotsen".
_ASSOCIATION = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ][\w-]*verband(?:e?s)?|Verband(?:e?s)?|Bund(?:e?s)?|Gewerkschaft"
    r"|Zentralrat(?:e?s)?|Verein(?:e?s)?|Arbeitsgemeinschaft)"
    r" (?:de[rs] (?:[\wäöüß]+en )?|[Dd]eutscher |[a-zäöüß]+er )(?!Ehe\b)[A-ZÄÖÜ][\w-]*\w"
    r"(?:- und [A-ZÄÖÜ][\w-]*\w)?"
    r"|(?<![\w-])[A-ZÄÖÜ][\w-]*partei [A-ZÄÖÜ][\w-]*s(?= \()"  # "Arbeiterpartei Kurdistans (PKK)"
)
#: Behind a council it is a title: "Stadtrat Konrad Dörfler".
_COUNCIL = re.compile(r"rat(?:e?s)?$")


class _Mention(NamedTuple):
    start: int
    end: int
    kind: str
    derived: bool
    row: int


def with_institutions(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Adds the bodies that are named by their kind, which annotators take for plain words.

    "die Staatsanwaltschaft", "das chinesische Außenministerium", "Regierungspräsidium Gießen",
    "SPD-Fraktion", the association written out ("Verband der Reeder"), and the house that bears a
    name, be it a person's ("Spedition Brinkhaus"). Mentions within them ("chinesische", "Gießen",
    "SPD-", "Brinkhaus") go; what else bears their names stays. The words stand in
    ``data/lexicon/institutions.tsv``.
    """
    known: dict[str, list[_Mention]] = defaultdict(list)
    columns = ("article_id", "start", "end", "kind", "derived")
    for row, (article_id, *values) in enumerate(
        zip(*(mentions[name].tolist() for name in columns), strict=True)
    ):
        known[article_id].append(_Mention(*values, row))
    rows, within = [], []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        named = _Named(sorted(known[article_id]))
        for start, end in _institutions(text, named):
            within += [mention.row for mention in named.over(start, end)]
            row = {"article_id": article_id, "start": start, "end": end, "kind": "ORG"}
            rows.append(row | {"text": text[start:end], "score": 0.5})
    if not rows:
        return mentions
    kept = mentions.drop(index=mentions.index[within])
    return pd.concat([kept, conform(rows, "mentions")], ignore_index=True)


def is_kind(name: str) -> bool:
    """Whether a body bears no name but its kind ("Polizei"), so that there may be several.

    Those of a federation, of Europe and of the world ("Bundestag", "Europarat") are one each, and
    so are leagues ("Beamtenbund").
    """
    own = re.search(r"[\W_]|[A-Z]{2}|^(?:Bund|Euro|Welt|Sicherheitsrat|Nationalrat)|bund$", name)
    return not own and bears_kind(name)


def bears_kind(word: str) -> bool:
    """Whether a word names a body by its kind: "Handelsgericht", "Innenministerium"."""
    return _use(word) not in ("", "house")


class _Named:
    """The mentions of an article, found by their places."""

    def __init__(self, mentions: list[_Mention]) -> None:
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]

    def at(self, place: int) -> _Mention | None:
        n = bisect_left(self._starts, place)
        return self._mentions[n] if n < len(self._starts) and self._starts[n] == place else None

    def over(self, start: int, end: int) -> list[_Mention]:
        first = max(0, bisect_left(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [mention for mention in self._mentions[first:last] if mention.end > start]


def _institutions(text: str, named: _Named) -> list[Span]:
    found = [m.span() for m in _ASSOCIATION.finditer(text) if _is_association(text, m, named)]
    inside = {place for span in found for place in range(*span)}
    for match in _WORD.finditer(text):
        use = _use(match[0]) if match.start() not in inside else ""
        span = _span(text, match, use, named) if use else None
        if span and all(_inside(mention, span, text) for mention in named.over(*span)):
            found.append(span)
    return found


def _is_association(text: str, whole: re.Match, named: _Named) -> bool:
    """Whether an association has no name but its kind, and is no firm's nor a party's.

    "die Gewerkschaft der Lotsen Anker" is named Anker, "ein Verband der Union" is one of several.
    """
    start, end = whole.span()
    behind = text[end : end + 1] == " " and named.at(end + 1)
    if _NOT_ONE.search(text[max(0, start - 60) : start]) or (behind and behind.kind == "ORG"):
        return False
    return all(
        _inside(mention, (start, end), text)
        and (mention.kind != "ORG" or mention.derived or _is_plain(text, mention))
        for mention in named.over(start, end)
    )


def _is_plain(text: str, mention: _Mention) -> bool:
    """Whether what was taken for a house within one is but a kind, a place or whose it is."""
    name = text[mention.start : mention.end]
    whose = is_word(name) and text.endswith((" der ", " des "), 0, mention.start)
    return whose or bool(_use(name)) or is_place(name.removesuffix("s"))


def _span(text: str, word: re.Match, use: str, named: _Named) -> Span | None:
    """A body with the nationality before it and the place or name behind it; None if it is none."""
    start, end = word.span()
    council = bool(_COUNCIL.search(word[0]))
    behind = named.at(end + 1) if text[end : end + 1] == " " else None
    if use == "house":
        return (start, behind.end) if behind and not behind.derived else None
    if behind and not behind.derived:
        if behind.kind != "LOC":
            return None  # "die Finanzaufsicht Bafin", "Stadtrat Konrad Dörfler"
        end = behind.end
    elif (
        (name := _NAME.match(text, end))
        and not behind
        and not is_common(name["name"].split("-")[0])
    ):
        if council:
            return None
        end = name.end()
    told = end > word.end()
    before = text[max(0, start - 60) : start]
    if first := _FIRST_PART.search(before):
        start = first.start() + start - len(before)
        before = before[: first.start()]
    if place := _PLACE.search(before):
        opens = start - len(before) + place.start(1)
        if (mention := named.at(opens)) and (mention.derived or mention.kind == "LOC"):
            return opens, end
    elif adjective := _ADJECTIVE.search(before):
        return start - len(before) + adjective.start(1), end
    itself = use != "placed" and not _NOT_ONE.search(before)
    if council and not _ARTICLE.search(before):
        itself = False  # "ihr Schwager, Betriebsrat in der Bäckerei"
    return (start, end) if told or itself else None


def _inside(mention: _Mention, span: Span, text: str) -> bool:
    """Whether a mention may go into a body: it is shorter, and no body of several words itself."""
    whole = mention.kind == "ORG" and not mention.derived and " " in text[mention[0] : mention[1]]
    shorter = mention.end - mention.start < span[1] - span[0]
    return span[0] <= mention.start and mention.end <= span[1] and shorter and not whole


@cache
def _uses() -> dict[str, str]:
    return {row["word"]: row["use"] for row in lexicon_rows("institutions.tsv")}


@lru_cache(100_000)
def _use(word: str) -> str:
    """How a word names a body: "alone", "compound", "placed", "house", or "" for not at all."""
    uses = _uses()
    forms = [word, *(word.removesuffix(end) for end in ("es", "s") if word.endswith(end))]
    for form in forms:
        if form in uses:
            return uses[form].replace("never", "")
    for cut in range(2, len(word) - 2):
        joined = word[cut - 1] == "-"
        for tail in (form[cut:] for form in forms):
            keys = (f"-{tail.lower()}" if joined else "", tail.lower(), tail.capitalize())
            if (use := next((uses[key] for key in keys if key in uses), "")) and use != "house":
                own = joined and use == "placed"  # NRW-Verwaltung
                return "compound" if own else use.replace("never", "")
    return ""
