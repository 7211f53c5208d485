"""Presseschau and what a user might take instead, each reading the same in its own process.

Run as a script (``python contenders.py NAME``) this needs the standard library and the contender,
nothing else: peers are no dependencies and live in an environment of their own.
"""

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

#: What is read: "texts"; "sentences", all of them as words; "names" of each text as start, end and
#: kind; "pages" and "rows", folders of HTML pages and JSON Lines.
Given = dict
Work = Callable[[Given], object]


def segment(given: Given) -> Work:
    """Presseschau's sentences and tokens."""
    from presseschau.core.text import read_document

    return lambda given: [read_document(text) for text in given["texts"]]


def somajo(given: Given) -> Work:
    """SoMaJo's sentences and tokens, each text one paragraph."""
    from somajo import SoMaJo

    tokenizer = SoMaJo("de_CMC", split_sentences=True)
    return lambda given: [list(tokenizer.tokenize_text([text])) for text in given["texts"]]


def spacy_blank(given: Given) -> Work:
    """German tokens of spaCy, whose sentencizer ends a sentence at every mark that can end one."""
    import spacy

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return lambda given: list(nlp.pipe(given["texts"]))


def annotate(name: str, given: Given) -> Work:
    """All that the annotator "rules" or "model" finds, from the raw text."""
    from presseschau.annotate.annotator import load_annotator
    from presseschau.core.text import read_document

    annotator = load_annotator(name)
    return lambda given: annotator.annotate([read_document(text) for text in given["texts"]])


def spacy_small(given: Given) -> Work:
    """A pipeline of spaCy, by its own settings for small ones, trained in passing.

    Its speed is the architecture's, whatever it has learnt: names from rules, the shape of words
    as tags, each word's neighbour as its head.
    """
    from spacy.cli.init_config import init_config
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.util import filter_spans, load_model_from_config

    pipes = ["tagger", "morphologizer", "parser", "ner"]
    config = init_config(lang="de", pipeline=pipes, optimize="efficiency", silent=True)
    config["components"]["parser"]["min_action_freq"] = 1
    nlp = load_model_from_config(config, auto_fill=True)
    examples = []
    for text, names in zip(given["texts"], given["names"], strict=True):
        plain = nlp.make_doc(text)
        gold = Doc(
            nlp.vocab,
            words=[token.text for token in plain],
            spaces=[bool(token.whitespace_) for token in plain],
            tags=["NN" if token.is_title else "XY" for token in plain],
            morphs=["Case=Nom" if token.is_title else "" for token in plain],
            heads=[token.i - (token.i % 20 > 0) for token in plain],
            deps=["dep" if token.i % 20 else "ROOT" for token in plain],
        )
        found = (gold.char_span(*name, alignment_mode="expand") for name in names)
        gold.set_ents(filter_spans(found))
        examples.append(Example(plain, gold))
    nlp.initialize(lambda: examples)
    for first in range(0, len(examples), 8):
        nlp.update(examples[first : first + 8])
    return lambda given: list(nlp.pipe(given["texts"], batch_size=64))


def hanta(given: Given) -> Work:
    """HanTa's tags of words that were split before."""
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger("morphmodel_ger.pgz")
    return lambda given: [tagger.tag_sent(words) for words in given["sentences"]]


def textblob(given: Given) -> Work:
    """textblob-de's sentiment of each sentence, by its own tokens: NLTK's need a download."""
    from textblob_de.sentiments import PatternAnalyzer

    analyzer = PatternAnalyzer()
    return lambda given: [analyzer.analyze(" ".join(words)) for words in given["sentences"]]


def load(kind: str, given: Given) -> Work:
    """Presseschau's articles of a folder of "pages" or "rows": dates, authors, languages, too."""
    from presseschau.articles import load_articles

    return lambda given: load_articles(given[kind], progress=False)


def trafilatura_loop(given: Given) -> Work:
    """The texts of pages, and no more."""
    import trafilatura

    return lambda given: [trafilatura.extract(page) for page in _pages(given)]


def trafilatura_fields(given: Given) -> Work:
    """Texts of pages with title, date, author and outlet."""
    import trafilatura

    return lambda given: [
        trafilatura.bare_extraction(page, with_metadata=True) for page in _pages(given)
    ]


def trafilatura_language(given: Given) -> Work:
    """Texts of pages with their fields, and the language of each text."""
    import py3langid

    fields = trafilatura_fields(given)
    return lambda given: [py3langid.classify(page.text[:400]) for page in fields(given)]


def _pages(given: Given) -> list[str]:
    files = sorted(Path(given["pages"]).iterdir())
    return [file.read_text(encoding="utf-8") for file in files]


def pandas_rows(given: Given) -> Work:
    """The cells of JSON Lines as they are."""
    import pandas as pd

    return lambda given: pd.concat(
        [pd.read_json(file, lines=True) for file in sorted(Path(given["rows"]).iterdir())]
    )


def pandas_language(given: Given) -> Work:
    """The cells of JSON Lines, and the language of each text."""
    import py3langid

    rows = pandas_rows(given)
    return lambda given: [py3langid.classify(text) for text in rows(given)["text"].str[:400]]


#: By the work they do, Presseschau first.
CONTENDERS: dict[str, dict[str, Callable[[Given], Work]]] = {
    "sentences and tokens": {
        "presseschau.core.text": segment,
        "SoMaJo": somajo,
        "spaCy, blank with sentencizer": spacy_blank,
    },
    "annotation": {
        "presseschau, rules": partial(annotate, "rules"),
        "presseschau, model": partial(annotate, "model"),
        "spaCy, small: tags, syntax, names": spacy_small,
        "HanTa: tags of given words": hanta,
        "textblob-de: sentiment": textblob,
    },
    "loading HTML": {
        "presseschau, pages": partial(load, "pages"),
        "trafilatura.extract": trafilatura_loop,
        "trafilatura with metadata": trafilatura_fields,
        "trafilatura with metadata, py3langid": trafilatura_language,
    },
    "loading JSON Lines": {
        "presseschau, rows": partial(load, "rows"),
        "pandas.read_json": pandas_rows,
        "pandas.read_json, py3langid": pandas_language,
    },
}


def main() -> None:
    """Reads the first half of what it is given, then prints the processor seconds of the second."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    warm, timed = json.load(sys.stdin)
    every = dict(pair for race in CONTENDERS.values() for pair in race.items())
    try:
        work = every[sys.argv[1]](warm)
    except ImportError as error:
        print(json.dumps(str(error)))
        return
    work(warm)
    began = time.process_time()
    work(timed)
    print(json.dumps(time.process_time() - began))


if __name__ == "__main__":
    main()
