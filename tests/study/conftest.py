"""The small analysis with its sentences and tokens, as what looks for words needs them."""

from dataclasses import replace

import pandas as pd
import pytest
from small_analysis import SECOND, TEXT, small_analysis

from presseschau.core.tables import conform
from presseschau.core.text import read_document


@pytest.fixture(scope="session")
def analysis():
    small, sentences, tokens = small_analysis(), [], []
    for article_id, text in (("a1", TEXT), ("b2", SECOND)):
        document = read_document(text)
        for number, (start, end) in enumerate(document.sentences):
            sentences.append((article_id, number, start, end))
            for token in range(*document.sentence_tokens[number]):
                begin, stop = document.tokens[token]
                tokens.append((article_id, number, token, begin, stop, text[begin:stop]))
    names = ["article_id", "sentence", "token", "start", "end", "text"]
    titles = ["Frauke Tamm: Streit um den Hafen", "Rat tagt heute"]
    return replace(
        small,
        articles=small.articles.assign(title=titles),
        sentences=conform(
            pd.DataFrame(sentences, columns=[*names[:2], "start", "end"]), "sentences"
        ),
        tokens=conform(pd.DataFrame(tokens, columns=names), "tokens"),
    )
