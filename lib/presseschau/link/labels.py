"""Labels: names of bodies that say who somebody is, and not that the body appears."""

import re
from collections import Counter
from itertools import compress

import pandas as pd

from presseschau.articles.outlet_names import spelling

#: "(SUH)", "(58, SUH)", "(ehemals SUH)", "(SUH, 58)": what stands before and behind the name.
_BEFORE = re.compile(r"\((?:[\da-zäöüß]+,? ){0,2}$")
_BEHIND = re.compile(r"\)|, ?\d|, [a-zäöüß]|[;/]")
_ROOM = 30
#: What stands before a turn of an interview; so many turns of somebody make one.
_HEAD, _TURNS = re.compile(r"(?:^|\n|[.!?“”\"»…] )\s*$"), 2


def with_labels(
    mentions: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Tells of mentions whether they are labels: ``is_label``.

    That is the name of a body alone in brackets ("Ruth Amelung (SUH)"): it is named there, but
    only to say who somebody is. A part of a word ("der SUH-Chef") names the body, else it would
    seem lost where a paper goes over to such words. A body that is quoted in the article is no
    label, for it speaks. Labels are also who asks in an interview ("NORDBLICK: …") and the outlet
    itself ("sagte er dem Nordblick").
    """
    bodies = mentions[mentions["kind"] == "ORG"]
    keys = list(zip(bodies["article_id"], bodies["actor_id"], strict=True))
    texts, outlets = (
        articles.set_index("article_id")[name].to_dict() for name in ("text", "outlet")
    )
    names = actors.set_index("actor_id")["name"].to_dict()
    itself = {key for key in set(keys) if _same(outlets.get(key[0], ""), names.get(key[1], ""))}
    speaking = set(zip(quotes["article_id"], quotes["actor_id"], strict=True))
    places = list(zip(bodies["article_id"].map(texts), bodies["start"], bodies["end"], strict=True))
    asks = [bool(_asks(*place)) for place in places]
    turns = Counter(compress(keys, asks))
    found = [
        key not in speaking
        and (key in itself or (asking and turns[key] >= _TURNS) or _in_brackets(*place))
        for key, place, asking in zip(keys, places, asks, strict=True)
    ]
    labels = pd.Series(found, bodies.index, dtype=bool)
    return mentions.assign(is_label=labels.reindex(mentions.index, fill_value=False))


def _same(outlet: str, name: str) -> bool:
    return bool(outlet) and spelling(outlet) == spelling(name)


def _asks(text: str, start: int, end: int) -> bool:
    """Tells whether a turn of an interview may begin here: "NORDBLICK: Wie kam das?"."""
    return text.startswith(": ", end) and bool(_HEAD.search(text[max(0, start - _ROOM) : start]))


def _in_brackets(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(text[max(0, start - _ROOM) : start]) and _BEHIND.match(text, end))
