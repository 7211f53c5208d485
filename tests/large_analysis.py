"""A large analysis for tests of speed: a few analysed articles, repeated and scattered."""

from dataclasses import replace

import numpy as np
import pandas as pd

from presseschau.core.analysis import Analysis


def enlarge(small: Analysis, size: int) -> Analysis:
    """Repeats an analysis up to ``size`` articles in 12 outlets, 60 stories and a year."""
    times = -(-size // len(small.articles))
    tables = {}
    for name, table in small.tables():
        if "article_id" in table and len(table):
            rows = pd.concat([table] * times, ignore_index=True)
            copy = pd.Series(np.repeat(np.arange(times), len(table))).astype("str")
            rows["article_id"] = rows["article_id"] + "-" + copy
            tables[name] = rows
    rng = np.random.default_rng(1)
    days = pd.date_range("2025-01-01", periods=365).astype("datetime64[s]")
    number = times * len(small.articles)
    tables["articles"] = tables["articles"].assign(
        published=rng.choice(days, number),
        outlet=rng.choice([f"Blatt {n}" for n in range(12)], number),
        story=rng.choice([f"Thema {n}" for n in range(60)], number),
    )
    return replace(small, **tables)
