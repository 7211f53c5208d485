"""Common words: stems of German words, and those that are common in general news."""

from functools import cache

import pandas as pd
from nltk.stem.snowball import GermanStemmer

from presseschau.core.resources import data_folder

stem = cache(GermanStemmer().stem)


@cache
def common_words() -> dict[str, float]:
    """The stems of capitalised words that are common in general news, with their share of it."""
    path = data_folder() / "lexicon" / "common_words.tsv"
    return pd.read_csv(path, sep="\t", keep_default_na=False).set_index("stem")["share"].to_dict()
