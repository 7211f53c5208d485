"""One utterance, many printings: the same statement found across articles, and what was changed."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from presseschau.annotate.rules.gazetteer import word_list
from presseschau.core.tables import conform
from presseschau.link.alterations import describe
from presseschau.link.common_words import common_words, stem

#: Share of the shorter statement's weight that must be found in the longer one, and the words of
#: content that must be shared, and of equal sentences: fewer could meet by chance.
SAME_SPEAKER, OTHER_SPEAKER = 0.55, 0.75
LEAST_SHARED, LEAST_EQUAL = 3, 2
#: Words in a row that are compared as one, the share of the shorter statement's that must be
#: found in the longer one, and how many must be shared.
RUN, SAME_RUNS = 3, 0.6
LEAST_RUNS, LEAST_RUNS_OF_OTHERS = 3, 5
#: Days between two printings of one statement.
WINDOW = 14
#: A word in more statements than this leads to no candidates (it still counts as overlap).
COMMONEST = 60

_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[A-ZÄÖÜ][^\W\d_]+")
_PART = 100_000  # pairs compared at once

_IGNORED = word_list("function words")


def find_utterances(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Finds statements that several articles print, whatever the form or the speaker given.

    Statements are the same by their content, the weight (inverse document frequency) of the stems
    they share over the weight of the shorter one, so that a cut quotation and a paraphrase still
    count; or by their wording, the runs of words they share, so that a few common words in the
    same order count, too. Candidates come from shared rare stems and runs, not from all pairs:
    time grows with the number of statements. Printings stand close in time; where a date is
    missing, both must have one known speaker or name the same. Words that are common in any news
    make no statement.

    Returns:
        The table utterances: one row per printing of a statement that at least two articles have.
    """
    printed = _printings(quotes, articles) if len(quotes) else quotes
    if len(printed) < 2:
        return conform([], "utterances")
    members, groups = pd.factorize(printed["key"], sort=True)
    first = printed.groupby(members).first()
    kept = np.concatenate([_same_content(first), _same_wording(first)])
    kept = kept[_near(first, kept) & _one_act(first, kept)]
    graph = csr_matrix((np.ones(len(kept)), (kept[:, 0], kept[:, 1])), shape=(len(groups),) * 2)
    _, component = connected_components(graph, directed=False)
    printed = printed.assign(component=component[members])
    several = printed.groupby("component")["article_id"].transform("nunique") > 1
    return describe(printed[several])


def _printings(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The statements of enough content or length with stems and runs, once per article."""
    dates = articles.set_index("article_id")["published"]
    words = [_WORD.findall(text.lower()) for text in quotes["text"]]
    own = [
        stems(_WORD.findall(_office(text, speaker).lower()))
        for text, speaker in zip(quotes["text"], quotes["speaker"], strict=True)
    ]
    content = [tuple(sorted(stems(said) - who)) for said, who in zip(words, own, strict=True)]
    runs = _runs(words)
    # Equal words of one actor are compared as one; an unknown speaker is nobody's equal.
    who = quotes["actor_id"].where(quotes["actor_id"] != "", quotes["article_id"])
    printed = quotes.assign(
        stems=content, runs=runs, published=quotes["article_id"].map(dates),
        key=[" ".join(said) for said in words] + ("|" + who),
    )  # fmt: skip
    enough = printed["stems"].map(len) >= LEAST_SHARED
    enough |= (printed["stems"].map(len) >= 1) & (printed["runs"].map(len) >= 1)
    printed = printed[enough].sort_values(["published", "article_id", "start"])
    one_each = printed.drop_duplicates(["article_id", "start", "end"])  # joint speakers have more
    return one_each.drop_duplicates(["article_id", "key"]).reset_index(drop=True)


def _office(text: str, speaker: str) -> str:
    """Who speaks, with the office in front of that in what is told: "Ministerin" (Ida Moll)."""
    front = text.split(speaker)[0] if speaker in text and speaker else ""
    return f"{front} {speaker}" if front.istitle() else speaker


def stems(words: Iterable[str]) -> set[str]:
    """The stems of words of content; function words have none."""
    return {stem(word) for word in map(str.lower, words) if word not in _IGNORED}


def _runs(texts: list[list[str]]) -> list[np.ndarray]:
    """The distinct runs of words of each text, as numbers: as words they fill memory."""
    codes, vocabulary = pd.factorize(np.array([w for text in texts for w in text], dtype=object))
    parts = np.split(codes, np.cumsum([len(text) for text in texts])[:-1])
    runs = []
    for part in parts:
        run = np.zeros(max(0, len(part) - RUN + 1), dtype=np.int64)
        for offset in range(RUN):
            run = run * len(vocabulary) + part[offset : offset + len(run)]
        runs.append(np.unique(run))
    return runs


class _Shared(NamedTuple):
    """Pairs of statements with the features that they share.

    ``share`` is that of the lighter one's weight, ``whole`` that of the heavier one's.
    """

    pairs: np.ndarray
    count: np.ndarray
    share: np.ndarray
    whole: np.ndarray


def _same_content(first: pd.DataFrame) -> np.ndarray:
    """The pairs of statements that say the same in whatever words.

    Who speaks must be known and agree, unless nearly all is the same; a summary of what was said
    is too loose to be that.
    """
    found = _shared(first["stems"], least=2, weighted=True)
    named = _named(first)
    count = _in_common_but(first, found.pairs, named)
    telling = _in_common_but(first, found.pairs, named | common_words().keys())
    same = _one_speaker(first, found.pairs)
    exact = (found.share >= OTHER_SPEAKER) & (telling > LEAST_SHARED) & _spoken(first, found.pairs)
    alike = (found.share >= SAME_SPEAKER) & (count >= LEAST_SHARED)
    return found.pairs[np.where(same, alike, exact)]


def _same_wording(first: pd.DataFrame) -> np.ndarray:
    """The pairs that have runs of words in common; scraps must be one speaker's and equal.

    Of two speakers a whole sentence that is equal needs less to tell it from a common saying.
    """
    found = _shared(first["runs"], least=1, weighted=False)
    same = _one_speaker(first, found.pairs)
    exact = (found.count >= LEAST_RUNS_OF_OTHERS) & _spoken(first, found.pairs)
    dull = _named(first) | common_words().keys()
    equal = (found.whole == 1) & (found.count > LEAST_RUNS_OF_OTHERS)
    exact &= _in_common_but(first, found.pairs, dull) >= np.where(equal, LEAST_EQUAL, LEAST_SHARED)
    alike = np.where(same, found.count >= LEAST_RUNS, exact)
    rich = first["stems"].map(len).to_numpy()[found.pairs].min(axis=1) > 1
    scraps = same & rich & (found.whole == 1)
    return found.pairs[(alike & (found.share >= SAME_RUNS)) | scraps]


def _in_common_but(first: pd.DataFrame, pairs: np.ndarray, dull: set[str]) -> np.ndarray:
    """For each pair, how many stems both share beside those that tell nothing."""
    plain = [tuple(stem for stem in own if stem not in dull) for own in first["stems"]]
    return _in_common(_incidence(plain), pairs)


def _named(first: pd.DataFrame) -> set[str]:
    """The stems of all names that speakers have."""
    speakers = first.loc[first["speaker_class"] == "named", "speaker"]
    return {stem for speaker in speakers for stem in stems(_NAME.findall(speaker))}


def _spoken(first: pd.DataFrame, pairs: np.ndarray) -> np.ndarray:
    """For each pair, whether neither is but a summary of what was said."""
    return (first["type"] != "Reported").to_numpy()[pairs].all(axis=1)


def _one_act(first: pd.DataFrame, pairs: np.ndarray) -> np.ndarray:
    """For each pair, whether it is not two acts told alike: "Moll lobte den Rat", "die Stadt"."""
    told = (first["type"] == "Reported").to_numpy()[pairs].all(axis=1)
    fewest = first["stems"].map(len).to_numpy()[pairs].min(axis=1)
    shared = _in_common(_incidence(first["stems"]), pairs)
    return ~told | (shared >= np.minimum(fewest, LEAST_EQUAL))


def _shared(features: Iterable[Sequence], least: int, weighted: bool) -> _Shared:
    """Compares the statements that share at least so many rare features."""
    matrix = _incidence(features)
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    rare = matrix[:, (frequency > 1) & (frequency <= COMMONEST)]
    together = (rare @ rare.T).tocoo()
    upper = (together.row < together.col) & (together.data >= least)
    pairs = np.column_stack([together.row[upper], together.col[upper]])
    weights = np.log(1 + matrix.shape[0] / frequency) if weighted else np.ones(len(frequency))
    heavy = matrix.multiply(weights).tocsr()
    total = np.asarray(heavy.sum(axis=1)).ravel()[pairs]
    common = _in_common(matrix, pairs, heavy)
    count = _in_common(matrix, pairs)
    return _Shared(pairs, count, common / total.min(axis=1), common / total.max(axis=1))


def _incidence(features: Iterable[Sequence]) -> csr_matrix:
    rows = list(features)
    kind = np.int64 if isinstance(rows[0], np.ndarray) else object
    codes, vocabulary = pd.factorize(np.fromiter(chain.from_iterable(rows), dtype=kind))
    pointer = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_matrix(
        (np.ones(len(codes), dtype=np.float32), codes, pointer), (len(rows), len(vocabulary))
    )


def _in_common(
    matrix: csr_matrix, pairs: np.ndarray, weighted: csr_matrix | None = None
) -> np.ndarray:
    """Sums what pairs of rows share, part by part to keep memory small."""
    left = matrix if weighted is None else weighted
    sums = [
        np.asarray(left[part[:, 0]].multiply(matrix[part[:, 1]]).sum(axis=1)).ravel()
        for part in np.array_split(pairs, len(pairs) // _PART + 1)
    ]
    return np.concatenate(sums)


def _one_speaker(first: pd.DataFrame, pairs: np.ndarray) -> np.ndarray:
    """For each pair, whether both are known to be one actor's."""
    actors, names = pd.factorize(first["actor_id"])
    left, right = actors[pairs].T
    return (left == right) & np.asarray(names != "")[left]


def _near(first: pd.DataFrame, pairs: np.ndarray) -> np.ndarray:
    """For each pair, whether both were printed within the window, or share a name in its stead."""
    days = first["published"].to_numpy(dtype="datetime64[D]").astype(float)
    days = np.where(first["published"].isna(), np.nan, days)[pairs]
    named = _named(first)
    names = [tuple(stem for stem in own if stem in named) for own in first["stems"]]
    share_name = _one_speaker(first, pairs) | (_in_common(_incidence(names), pairs) > 0)
    apart = np.abs(days[:, 0] - days[:, 1])
    return np.where(np.isnan(apart), share_name, apart <= WINDOW)
