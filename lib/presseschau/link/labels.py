"""Labels: names of bodies that say who somebody is, and not that the body appears."""

import re

import pandas as pd

#: "(SUH)", "(58, SUH)", "(ehemals SUH)", "(SUH, 58)": what stands before and behind the name.
_BEFORE = re.compile(r"\((?:[\da-zäöüß]+,? ){0,2}$")
_BEHIND = re.compile(r"\)|, ?\d|, [a-zäöüß]|[;/]")
_ROOM = 30


def with_labels(
    mentions: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """Tells of mentions whether they are labels: ``is_label``.

    That is the name of a body alone in brackets ("Ruth Amelung (SUH)") or as a part of a word
    ("die SUH-Abgeordnete"): it is named there, but only to say who somebody is. A body that is
    quoted in the article is none, for it speaks ("ein SUH-Sprecher sagte").
    """
    bodies = mentions[mentions["kind"] == "ORG"]
    texts = articles.set_index("article_id")["text"].to_dict()
    speaking = set(zip(quotes["article_id"], quotes["actor_id"], strict=True))
    found = [
        (row.article_id, row.actor_id) not in speaking
        and (row.derived or _in_brackets(texts.get(row.article_id, ""), row.start, row.end))
        for row in bodies.itertuples()
    ]
    labels = pd.Series(found, bodies.index, dtype=bool)
    return mentions.assign(is_label=labels.reindex(mentions.index, fill_value=False))


def _in_brackets(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(text[max(0, start - _ROOM) : start]) and _BEHIND.match(text, end))
