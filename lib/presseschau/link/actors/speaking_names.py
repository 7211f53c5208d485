"""Names that speak, and that annotators passed over or took for things."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

import pandas as pd

from presseschau.annotate.rules.gazetteer import is_word, organisations, word_list
from presseschau.annotate.rules.patterns import WORDS_TOO
from presseschau.core.tables import Span, conform
from presseschau.link.actors.houses import house_kind
from presseschau.link.actors.person_names import first_name_gender

_INSTITUTION = re.compile(
    r"\b(?:[A-ZÄÖÜ]\w*)?(?:[Zz]entrum|[Ii]nstitut|[Aa]mt|[Vv]erband|[Gg]esellschaft|[Ss]tiftung"
    r"|[Aa]kademie|[Bb]ehörde|[Aa]gentur|[Bb]üro|[Bb]und|[Kk]ommission|[Aa]nstalt)(?:e?s)?"
    r" für (?:[a-zäöüß-]+ )*[A-ZÄÖÜ][\w-]+(?: und [A-ZÄÖÜ][\w-]+)?"
)
#: Who says it in "Polizeiangaben", "ein Feuerwehrsprecher", though named nowhere else.
_FORCE = re.compile(
    r"\b(Polizei|Feuerwehr)(?=(?:angaben|berichte?n?|sprecher(?:in|n|s)?|vertreter\w*|kreisen?)\b)"
)
_SHORTEST = 3  # letters of a name that may speak again unmarked
_ARTICLE = re.compile(r"(?:[Dd](?:er|ie|as|em) )?")
_NOBODY = re.compile(r"(?!)")


def with_speaking_names(
    mentions: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """Adds the names that speak and that the annotator passed over, or took for those of things.

    They are institutions by their form ("Institut für Wellen"), papers and firms that are words
    ("der Kurier"), or named elsewhere in the article. What speaks is no thing: it is then what
    else the article has by that name, or a listed house.
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    named: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    taken: dict[str, list[Span]] = defaultdict(list)
    things: dict[tuple[str, int], Span] = {}
    columns = ("article_id", "start", "end", "text", "kind", "derived")
    for article_id, start, end, text, kind, derived in zip(
        *(mentions[c].tolist() for c in columns), strict=True
    ):
        taken[article_id].append((start, end))
        named[article_id][text.strip("-")][f"{kind}-" if derived else kind] += 1
        if not derived and (kind == "OTH" or (kind == "PER" and " " not in text)):
            things[article_id, end] = (start, end)
    known = {article_id: _known(own) for article_id, own in named.items()}
    rows, speaking = [], {}
    spoken = quotes[quotes["speaker_end"] > 0]
    columns = (spoken[c].tolist() for c in ("article_id", "speaker_start", "speaker_end"))
    for article_id, start, end in dict.fromkeys(zip(*columns, strict=True)):
        text, (houses, people) = texts[article_id], known.get(article_id, _NONE)
        thing = things.get((article_id, end))
        if thing and _ARTICLE.fullmatch(text, start, thing[0]):
            name = text[slice(*thing)]
            sender = _is_called_house(text, name)
            if kind := "ORG" if sender else _kind_spoken(name, named[article_id][name], people):
                speaking[article_id, name] = kind
        for kind, (first, stop) in _passed_over(text, start, end, houses, people):
            if not any(a < stop and b > first for a, b in taken[article_id]):
                taken[article_id].append((first, stop))
                row = {"article_id": article_id, "start": first, "end": stop, "kind": kind}
                rows.append(row | {"text": text[first:stop], "score": 0.5})
    if speaking:
        keys = zip(mentions["article_id"], mentions["text"], mentions["kind"], strict=True)
        kinds = [
            speaking.get((article_id, text), kind) if kind in ("OTH", "PER") else kind
            for article_id, text, kind in keys
        ]
        mentions = mentions.assign(kind=kinds)
    return pd.concat([mentions, conform(rows, "mentions")]) if rows else mentions


_NONE = (_NOBODY, frozenset())


def _known(named: Mapping[str, Counter[str]]) -> tuple[re.Pattern, frozenset[str]]:
    """The houses of an article that are no words, and the parts of its people's names."""
    houses = [
        text
        for text, kinds in named.items()
        if kinds["ORG"] + kinds["ORG-"] and len(text) >= _SHORTEST and not is_word(text)
    ]
    pattern = rf"(?<![\w@-])(?:{'|'.join(sorted(map(re.escape, houses)))})(?![\w-])"
    people = [text.split() for text, kinds in named.items() if kinds["PER"] and " " in text]
    parts = {word for words in people for word in words if word[0].isupper()}
    for words in people:  # "von der Leck"
        small = next((n for n, word in enumerate(words) if n and word[0].islower()), len(words))
        parts.add(" ".join(words[small:]))
    return re.compile(pattern) if houses else _NOBODY, frozenset(parts - {""})


def _passed_over(
    text: str, start: int, end: int, houses: re.Pattern, people: frozenset[str]
) -> list[tuple[str, Span]]:
    """The names in a speaker, with their kinds."""
    phrase = text[start:end]
    found = [
        ("ORG", match.span())
        for pattern in (_INSTITUTION, _FORCE, houses)
        for match in pattern.finditer(text, max(0, start), end)
    ]
    if phrase[:1].lower() + phrase[1:] in word_list("houses that speak"):
        found.append(("ORG", (start + phrase.index(" ") + 1, end)))
    first = _ARTICLE.match(text, start).end()
    if text[first:end] in organisations() and text[first:end] not in WORDS_TOO:
        found.append(("ORG", (first, end)))
    return [*found, ("PER", (start, end))] if phrase in people else found


@cache
def _words_too() -> frozenset[str]:
    """The papers and firms whose names are words, without their article."""
    return frozenset(phrase.split()[1] for phrase in word_list("houses that speak"))


def _is_called_house(text: str, name: str) -> bool:
    """Whether a text says before a name that it is a house: "der Fernsehsender ABC"."""
    before = re.findall(rf"([A-ZÄÖÜ][\w-]+)s? [„\"»]?{re.escape(name)}\b", text)
    return any(house_kind(noun) in ("medium", "firm", "club") for noun in before)


def _kind_spoken(name: str, kinds: Counter[str], people: frozenset[str]) -> str:
    """What a name that speaks is, if not the thing or person it is taken for, else ""."""
    if name in people:
        return "PER"
    listed = name in organisations() | _words_too() and not first_name_gender((name,))
    return "ORG" if listed or kinds["ORG"] > kinds["PER"] else ""
