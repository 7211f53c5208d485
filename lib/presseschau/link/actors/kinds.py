"""What a mention is: a person, a house, a place, or a place that acts as a government."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

import pandas as pd

from presseschau.annotate.rules.gazetteer import places
from presseschau.core.tables import conform
from presseschau.link.actors.governments import acts_as_government
from presseschau.link.actors.person_names import fold, nominatives, person_name

_INSTITUTION = re.compile(
    r"\b(?:[A-ZÄÖÜ]\w*)?(?:[Zz]entrum|[Ii]nstitut|[Aa]mt|[Vv]erband|[Gg]esellschaft|[Ss]tiftung"
    r"|[Aa]kademie|[Bb]ehörde|[Aa]gentur|[Bb]üro|[Bb]und|[Kk]ommission|[Aa]nstalt)(?:e?s)?"
    r" für (?:[a-zäöüß-]+ )*[A-ZÄÖÜ][\w-]+(?: und [A-ZÄÖÜ][\w-]+)?"
)
_GOVERNMENT = re.compile(r"\s(?:Regierung|Staatsführung|Führung)\b")


class KindMention(NamedTuple):
    """A mention with its article's number and its kind, which may be mended."""

    article: int
    start: int
    end: int
    text: str
    kind: str
    derived: bool


def with_speaking_institutions(
    mentions: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """Adds the institutions that speak and that the annotator passed over as names."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in zip(
        *(mentions[c].tolist() for c in ("article_id", "start", "end")), strict=True
    ):
        taken[article_id].append((start, end))
    rows = []
    spoken = quotes[quotes["speaker"].str.contains(_INSTITUTION)]
    for article_id, start, end in zip(
        spoken["article_id"], spoken["speaker_start"], spoken["speaker_end"], strict=True
    ):
        for found in _INSTITUTION.finditer(texts[article_id], start, end):
            if not any(a < found.end() and b > found.start() for a, b in taken[article_id]):
                taken[article_id].append(found.span())
                row = {"article_id": article_id, "start": found.start(), "end": found.end()}
                rows.append(row | {"text": found[0], "kind": "ORG", "score": 0.5})
    return pd.concat([mentions, conform(rows, "mentions")]) if rows else mentions


def mend_kinds(rows: list[KindMention]) -> list[KindMention]:
    """Mends kinds: a surname of one of the article's people is no place, "Reuters" no person."""
    surnames: dict[int, set[str]] = defaultdict(set)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.kind == "PER" and (name := person_name(row.text)).first:
            surnames[row.article].add(fold(name.surname))
        if not row.derived:
            votes[fold(row.text)][row.kind] += 1
    return [row._replace(kind=_kind(row, surnames[row.article], votes)) for row in rows]


def _kind(row: KindMention, surnames: set[str], votes: dict[str, Counter[str]]) -> str:
    if " " in row.text or row.derived:
        return row.kind
    key = fold(row.text)
    forms = (row.text, *nominatives(row.text))
    mistaken = row.kind in ("LOC", "OTH") and row.text not in places().names
    if mistaken and any(fold(form) in surnames for form in forms):
        return "PER"
    known = votes[key]
    if row.kind == "PER" and key not in surnames:
        other, count = max(((k, n) for k, n in known.items() if k != "PER"), default=("", 0))
        if count > 2 * known["PER"]:
            return other
    if row.kind in ("ORG", "LOC") and 3 * known[row.kind] <= known["ORG"] + known["LOC"]:
        return "ORG" if row.kind == "LOC" else "LOC"
    return row.kind


def speaking_places(
    quotes: pd.DataFrame | None, order: dict[str, int]
) -> dict[tuple[int, int], int]:
    """Where every speaker starts, by article (its number in ``order``) and end."""
    if quotes is None:
        return {}
    spoken = quotes[quotes["speaker_end"] > 0]
    columns = (spoken["article_id"].map(order), spoken["speaker_end"], spoken["speaker_start"])
    return {(int(a), int(end)): int(start) for a, end, start in zip(*columns, strict=True)}


def governs(row: KindMention, name: str, text: str, speaking: dict[tuple[int, int], int]) -> bool:
    """Whether a place acts as a government where it is named, or speaks as one.

    Args:
        row: A mention of the kind LOC.
        name: The place that it names.
        text: The article.
        speaking: What :func:`speaking_places` finds.
    """
    if row.derived:
        return name == "Kreml" or bool(_GOVERNMENT.match(text, row.end))
    start = speaking.get((row.article, row.end), -1)
    if start >= 0 and text[start : row.start].strip().lower() in ("", "der", "die", "das"):
        return True
    return acts_as_government(text, row.start, row.end, name)
