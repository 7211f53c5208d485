"""Two names side by side that were taken for one: "warf [Ida Moll] [Kern] Spionage vor"."""

import re
from collections.abc import Iterator

import pandas as pd

from presseschau.annotate.lexicon import lemma
from presseschau.annotate.rules.gazetteer import word_list

_WORD_BEFORE = re.compile(r"\b([a-zäöüß]+) $")
_TWO = re.compile(
    r"(?P<one>[A-ZÄÖÜ][\w’-]+ (?:[\w’-]+ ){0,2}?(?P<own>[A-ZÄÖÜ][\w’-]+)) (?P<other>\S+)"
)
_NO_VERBS = word_list("prepositions") | word_list("determiners") | word_list("openers")


def with_names_apart(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The names, each that is a person's and the next one's surname parted in two.

    That is behind a verb, in an article that names a person by the first surname and, alone, by
    the other, and nobody else by both.
    """
    mentions = mentions.reset_index(drop=True)  # so that a row has but one index
    people = mentions[(mentions["kind"] == "PER") & ~mentions["derived"].astype(bool)]
    long = people[people["text"].str.count(" ") >= 2]
    texts = articles.set_index("article_id")["text"].to_dict()
    own = people[people["article_id"].isin(long["article_id"])].groupby("article_id")["text"]
    named = own.agg(list).to_dict()
    cuts = {
        row.Index: cut
        for row in long.itertuples()
        if _is_behind_verb(texts[row.article_id], row.start)
        and (cut := _cut(row.text, named[row.article_id]))
    }
    if not cuts:
        return mentions
    parted = mentions.loc[list(cuts)]
    rows = pd.DataFrame(list(_halves(parted, cuts)), columns=mentions.columns)
    return pd.concat([mentions.drop(index=list(cuts)), rows.astype(mentions.dtypes)])


def _is_behind_verb(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    return bool(before) and before[1] not in _NO_VERBS and lemma(before[1]).endswith("n")


def _cut(name: str, named: list[str]) -> int:
    """How many letters the first of two names has, 0 where it is but one."""
    two = _TWO.fullmatch(name)
    if not two or named.count(name) > 1:
        return 0
    others = [words for text in named if text != name and (words := text.split())]
    apart = [{two["own"], two["other"]} - set(words) for words in others]
    first = any(len(w) > 1 and w[-1] == two["own"] for w in others)
    return len(two["one"]) if first and all(apart) and [two["other"]] in others else 0


def _halves(parted: pd.DataFrame, cuts: dict[int, int]) -> Iterator[dict]:
    for index, row in parted.iterrows():
        cut = cuts[index]
        yield {**row, "end": row["start"] + cut, "text": row["text"][:cut]}
        yield {**row, "start": row["start"] + cut + 1, "text": row["text"][cut + 1 :]}
