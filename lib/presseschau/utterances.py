"""One utterance, many printings: the same statement found across articles, and what was changed."""

import difflib
import re
from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd
from nltk.stem.snowball import GermanStemmer
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from presseschau.tables import conform

#: Share of the shorter statement's weight that must be found in the longer one.
SAME_SPEAKER, OTHER_SPEAKER = 0.55, 0.75
#: Content words that must be shared; fewer could meet by chance.
LEAST_SHARED = 3
#: Days between two printings of one statement.
WINDOW = 14
#: A word in more statements than this leads to no candidates (it still counts as overlap).
COMMONEST = 60

_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_FUNCTION_WORDS = """
der die das den dem des ein eine einen einem einer eines und oder aber doch denn dass ob wenn
weil als wie so ich du er sie es wir ihr mich dich ihn uns euch ihm ihnen mein dein sein unser
"""
_IGNORED = frozenset(_FUNCTION_WORDS.split())


def find_utterances(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Finds statements that several articles print, whatever the form or the speaker given.

    Statements are compared by the weight (inverse document frequency) of the stems they share,
    over the weight of the shorter one, so that a cut quotation still counts. Candidates come from
    shared rare stems, not from all pairs: time grows with the number of statements.

    Args:
        quotes: The table quotes, with actors.
        articles: The table articles.

    Returns:
        The table utterances: one row per printing of a statement that at least two articles have.
    """
    printed = _printings(quotes, articles) if len(quotes) else quotes
    if len(printed) < 2:
        return conform([], "utterances")
    groups, members = np.unique(printed["key"].to_numpy(dtype=str), return_inverse=True)
    first = printed.groupby(members).first()
    matrix, weights = _incidence(first["stems"])
    pairs = _candidates(matrix)
    kept = _alike(pairs, matrix, weights, first)
    graph = csr_matrix((np.ones(len(kept)), (kept[:, 0], kept[:, 1])), shape=(len(groups),) * 2)
    _, component = connected_components(graph, directed=False)
    printed = printed.assign(component=component[members])
    several = printed.groupby("component")["article_id"].transform("nunique") > 1
    return _describe(printed[several])


def marked_differences(original: str, printing: str) -> list[tuple[str, str]]:
    """Compares two printings word by word.

    Returns:
        Pieces (kind, words) in reading order; kind is "same", "cut" or "added".
    """
    before, after = original.split(), printing.split()
    pieces = []
    matcher = difflib.SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", " ".join(after[k:m])))
            continue
        if j > i:
            pieces.append(("cut", " ".join(before[i:j])))
        if m > k:
            pieces.append(("added", " ".join(after[k:m])))
    return pieces


def _plain(words: list[str]) -> list[str]:
    return [re.sub(r"\W", "", word).lower() or word for word in words]


def _printings(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Gives statements of enough content with their stems, once per article."""
    dates = articles.set_index("article_id")["published"]
    stems = [
        tuple(sorted(_content(text) - _content(speaker)))
        for text, speaker in zip(quotes["text"], quotes["speaker"], strict=True)
    ]
    printed = quotes.assign(stems=stems, published=quotes["article_id"].map(dates))
    printed = printed[printed["stems"].map(len) >= LEAST_SHARED]
    key = printed["stems"].map(" ".join) + "|" + printed["actor_id"]
    printed = printed.assign(key=key).sort_values(["published", "article_id", "start"])
    return printed.drop_duplicates(["article_id", "key"]).reset_index(drop=True)


def _content(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {_stem(word) for word in words if word not in _IGNORED}


_stem = cache(GermanStemmer().stem)


def _incidence(stems: Iterable[tuple[str, ...]]) -> tuple[csr_matrix, np.ndarray]:
    rows = list(stems)
    flat = [stem for row in rows for stem in row]
    vocabulary, column = np.unique(flat, return_inverse=True)
    pointer = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    matrix = csr_matrix(
        (np.ones(len(flat), dtype=np.float32), column, pointer), (len(rows), len(vocabulary))
    )
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    return matrix, np.log(1 + len(rows) / frequency)


def _candidates(matrix: csr_matrix) -> np.ndarray:
    """Pairs of statements that share at least two rare stems, or all rare stems they have."""
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    rare = matrix[:, (frequency > 1) & (frequency <= COMMONEST)]
    shared = (rare @ rare.T).tocoo()
    upper = (shared.row < shared.col) & (shared.data >= 2)
    return np.column_stack([shared.row[upper], shared.col[upper]])


def _alike(
    pairs: np.ndarray, matrix: csr_matrix, weights: np.ndarray, first: pd.DataFrame
) -> np.ndarray:
    if not len(pairs):
        return pairs.reshape(0, 2)
    left, right = pairs[:, 0], pairs[:, 1]
    weighted = matrix.multiply(weights).tocsr()
    both = weighted[left].multiply(matrix[right])
    common = np.asarray(both.sum(axis=1)).ravel()
    count = np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()
    total = np.asarray(weighted.sum(axis=1)).ravel()
    overlap = common / np.minimum(total[left], total[right])
    actor = first["actor_id"].to_numpy(dtype=str)
    same = (actor[left] == actor[right]) | (actor[left] == "") | (actor[right] == "")
    days = first["published"].to_numpy(dtype="datetime64[D]").astype(float)
    apart = np.abs(days[left] - days[right])
    near = ~(apart > WINDOW)
    needed = np.where(same, SAME_SPEAKER, OTHER_SPEAKER)
    least = np.where(same, LEAST_SHARED, LEAST_SHARED + 1)
    return pairs[(overlap >= needed) & (count >= least) & near]


def _describe(printed: pd.DataFrame) -> pd.DataFrame:
    """Sets every printing beside the fullest one: direct before indirect, longer before shorter."""
    rows = []
    for number, (_, group) in enumerate(printed.groupby("component", sort=True)):
        rank = pd.DataFrame({"direct": group["type"] == "Direct", "size": group["text"].str.len()})
        reference = rank.sort_values(["direct", "size"], ascending=False, kind="stable").index[0]
        original = group.loc[reference]
        for index, row in group.iterrows():
            rows.append(
                {
                    "utterance": number,
                    "article_id": row["article_id"],
                    "quote": row["quote"],
                    "actor_id": row["actor_id"],
                    "is_reference": index == reference,
                    "change": "" if index == reference else _change(original, row),
                    "other_speaker": _differs(original["actor_id"], row["actor_id"]),
                    "other_cue": _differs(original["cue"].lower(), row["cue"].lower()),
                    "other_stance": _differs(original["cue_stance"], row["cue_stance"]),
                }
            )
    return conform(rows, "utterances")


def _differs(original: str, printing: str) -> bool:
    return bool(original and printing and original != printing)


def _change(original: pd.Series, row: pd.Series) -> str:
    """Names what happened: verbatim, cut, extended, altered, or paraphrased in another form."""
    kinds = {kind for kind, words in marked_differences(original["text"], row["text"])
             if re.search(r"\w", words)}  # fmt: skip
    if kinds == {"same"}:
        return "verbatim"
    if (original["type"] == "Direct") != (row["type"] == "Direct"):
        return "paraphrased"
    if "added" not in kinds:
        return "cut"
    return "altered" if "cut" in kinds else "extended"
