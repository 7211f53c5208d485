"""The sample's articles come out of eight formats as they went in."""

import pandas as pd

from presseschau.articles import load_articles
from presseschau.core.resources import data_folder
from workshop.benchmarks.packing import compare, pack


def test_the_same_articles_come_out_of_each_format(tmp_path):
    articles = load_articles(data_folder() / "sample" / "sundhafener-bote")[0].head(12)
    found = compare(articles, pack(articles, tmp_path)).set_index("format")
    assert len(found) == 8
    assert found["articles"].min() == 12
    assert found["refused"].eq(0).all()
    wrong = found[found[["text", "title", "day"]].lt(found["articles"], axis=0).any(axis=1)]
    pd.testing.assert_frame_equal(wrong, found.head(0))
