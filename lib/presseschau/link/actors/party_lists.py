"""Lists that stand for election: "die Grüne Liste" is no part of the party "Die Grünen"."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from presseschau.link.actors.inflection import OtherMention, known_keys, name_key, stems

_LIST = r"(?:Bürger|Wahl|Einheits)?[Ll]isten?|Wähler(?:gruppe|gemeinschaft|vereinigung|bündnis)"
_BEHIND = re.compile(rf" (?:{_LIST})\b(?!-)")
_WHOLE = re.compile(rf"(?P<party>.+) (?:{_LIST})")


def with_whole_lists(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Lets the name of a list end where it does: "die [Grünen] Liste" is "die [Grünen Liste]"."""
    texts = articles.set_index("article_id")["text"].to_dict()
    houses = mentions[(mentions["kind"] == "ORG") & ~mentions["derived"].astype(bool)]
    behind = {
        row.Index: found[0]
        for row in houses.itertuples()
        if (found := _BEHIND.match(texts[row.article_id], row.end))
    }
    if not behind:
        return mentions
    more = pd.Series(behind).reindex(mentions.index, fill_value="")
    end = (mentions["end"] + more.str.len()).astype(mentions["end"].dtype)
    whole = mentions.assign(end=end, text=mentions["text"] + more)
    return whole.drop_duplicates(["article_id", "start", "end"])


def lists_meant(
    mentions: Sequence[OtherMention], names: Mapping[int, str], keys: Mapping[int, str]
) -> dict[int, str]:
    """The key of the list, by ``row``, where the short name of a known party means it.

    That is in an article that names the list, and in all of them where the list is named more
    often than the short name and the party never in full.
    """
    party_of: dict[str, str] = {}
    by_article: dict[int, dict[str, str]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    in_full = set()
    for mention in mentions:
        key = keys.get(mention.row, "")
        counts[key] += 1
        if stems(names[mention.row]) == key:
            in_full.add(key)
        found = _WHOLE.fullmatch(names[mention.row])
        party = name_key(found["party"]) if found else ""
        if party in known_keys().values():
            party_of[key] = party
            by_article[mention.article][party] = key
    everywhere = {
        party: key
        for key, party in party_of.items()
        if party not in in_full and counts[key] >= counts[party]
    }
    return {
        m.row: meant
        for m in mentions
        if (meant := (everywhere | by_article[m.article]).get(keys.get(m.row, "")))
    }
