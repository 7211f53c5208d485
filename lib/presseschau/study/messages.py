"""Messages: own statements of a press office, and the passages that may have taken them up."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau.articles.encodings import decode
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.text import read_document
from presseschau.link.utterances import stems
from presseschau.measures.evidence import linked
from presseschau.study.passages import sentences_of
from presseschau.study.units import slices

#: Words in a row that count as one, how many such runs must be shared, and their least share.
RUN, LEAST_RUNS, WORDING = 3, 3, 0.4
#: Words of content that must be shared, and the least share of their weight.
LEAST_SHARED, MEANING = 3, 0.5
#: A passage that shares less weight is not compared word by word.
_WORTH = 0.25
_COLUMNS = ["message", "said", "article_id", "outlet", "published", "text", "words", "by"]
_COLUMNS += ["runs", "shared", "wording", "meaning", "score", "evidence"]


class _Corpus(NamedTuple):
    """Sentences: the words of their tokens, empty for marks, and those that hold each stem."""

    words: np.ndarray
    first: np.ndarray  # the first token of each sentence
    last: np.ndarray
    holding: dict[str, np.ndarray]


def read_messages(path: str | Path) -> pd.DataFrame:
    """Reads messages: each line of a text file, or each text file (.txt) of a folder, is one.

    Returns:
        message (the line's number or the file's name), text.

    Raises:
        WrongCall: There is no such file, or it holds no message.
    """
    path = Path(path)
    if not path.exists():
        raise WrongCall(f"There is no file or folder of messages '{path}'; check the path.")
    if path.is_dir():
        found = [(file.name, decode(file.read_bytes())[0]) for file in sorted(path.glob("*.txt"))]
    else:
        lines = decode(path.read_bytes())[0].splitlines()
        found = [(str(number), line) for number, line in enumerate(lines, 1)]
    found = [(name, text.strip()) for name, text in found if text.strip()]
    if not found:
        raise WrongCall(f"'{path}' holds no message; write one a line, or a .txt file for each.")
    return pd.DataFrame(found, columns=["message", "text"])


def taken_up(analysis: Analysis, messages: pd.DataFrame) -> pd.DataFrame:
    """Where messages may have been taken up: candidates to be read, the likeliest first.

    Each sentence of a message is compared with each of the articles. ``wording`` is the share of
    its runs of three words that stand there, too; ``meaning`` that of the weight (inverse document
    frequency) of its stems, which also finds some paraphrases, and misses those in other words. A
    sentence counts by ``LEAST_RUNS`` and ``WORDING``, or by ``LEAST_SHARED`` and ``MEANING``; of
    an article the likeliest sentence is shown. Sentences of fewer words of content than
    ``LEAST_SHARED`` are not compared. Nothing tells who wrote it first.

    The thresholds were chosen on the sample corpus. In 300 real articles, 7 of 12 sentences of them
    that were put in other words by hand were found, and of 600 sentences from other articles none;
    looser thresholds found 9 of the 12, and 2 of the 600. No real press office's messages were at
    hand: read each candidate.

    Returns:
        message, said (its sentence), article_id, outlet, published, text (the passage), words (the
        longest run in common), by ("wording" or "meaning"), runs and shared (how many runs and
        stems), wording, meaning, score (the greater one), evidence.
    """
    corpus = _read(analysis.tokens)
    rows = [
        {"message": row.message, "order": order, "said": said, "passage": passage, **figures}
        for order, row in enumerate(messages.itertuples())
        for said, words in _sentences(row.text)
        for passage, figures in _compared(words, corpus)
    ]
    if not rows:
        return pd.DataFrame(columns=_COLUMNS)
    table = pd.DataFrame(rows)
    keys = ["article_id", "sentence"]
    places = analysis.tokens[keys].iloc[corpus.first[table["passage"]]].reset_index(drop=True)
    table = table.join(places).merge(analysis.sentences, on=keys)
    table["anchor"] = "s" + table["sentence"].astype(str)
    articles = analysis.articles.set_index("article_id")
    table["evidence"] = linked(table)
    table["text"] = slices(analysis, table)
    for column in ("outlet", "published"):
        table[column] = table["article_id"].map(articles[column])
    best = ["order", "score", "wording"]
    table = table.sort_values(best, ascending=[True, False, False], kind="stable")
    return table.drop_duplicates(["message", "article_id"])[_COLUMNS].reset_index(drop=True)


def _sentences(text: str) -> Iterator[tuple[str, list[str]]]:
    document = read_document(text)
    places = zip(document.sentences, document.sentence_tokens, strict=True)
    for (start, end), (first, last) in places:
        words = _words(text[a:b] for a, b in document.tokens[first:last])
        yield text[start:end], [*filter(None, words)]


def _words(tokens: Iterable[str]) -> list[str]:
    """The words of tokens without capitals; marks are empty."""
    return [token.lower() if any(map(str.isalnum, token)) else "" for token in tokens]


def _read(tokens: pd.DataFrame) -> _Corpus:
    """Lays out the sentences of articles by the stems of their words, each form stemmed once."""
    sentences = sentences_of(tokens)
    form, forms = pd.factorize(tokens["text"])
    words = np.array(_words(forms), dtype=object)
    stem_of = [next(iter(stems(filter(None, [word]))), "") for word in words]
    stem, known = pd.factorize(np.array(stem_of, dtype=object))
    size = max(1, len(sentences.first))
    stem, passages = np.divmod(np.unique(stem[form] * size + sentences.passage), size)
    parts = np.split(passages, np.searchsorted(stem, np.arange(1, len(known))))
    holding = dict(zip(known, parts, strict=False))
    return _Corpus(words[form], sentences.first, sentences.last, holding)


def _compared(words: list[str], corpus: _Corpus) -> Iterator[tuple[int, dict]]:
    """The passages that come near a sentence of a message, with what they share."""
    own = stems(words)
    if len(own) < LEAST_SHARED:
        return
    size = len(corpus.first)
    weight, shared, total = np.zeros(size), np.zeros(size, dtype=int), 0.0
    for stem in sorted(own):
        found = corpus.holding.get(stem, [])
        rarity = np.log1p(size / max(1, len(found)))
        total += rarity
        weight[found] += rarity
        shared[found] += 1
    runs = _runs(words)
    for passage in np.flatnonzero(weight >= _WORTH * total):
        other = [*filter(None, corpus.words[corpus.first[passage] : corpus.last[passage] + 1])]
        same, meaning = len(runs & _runs(other)), weight[passage] / total
        wording = same / max(1, len(runs))
        alike = same >= LEAST_RUNS and wording >= WORDING
        if not alike and (shared[passage] < LEAST_SHARED or meaning < MEANING):
            continue
        match = SequenceMatcher(None, words, other, autojunk=False).find_longest_match()
        yield (
            int(passage),
            {
                "words": " ".join(words[match.a : match.a + match.size]),
                "by": "wording" if alike else "meaning",
                "runs": same,
                "shared": int(shared[passage]),
                "wording": wording,
                "meaning": float(meaning),
                "score": float(max(wording, meaning)),
            },
        )


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(RUN)), strict=False))
