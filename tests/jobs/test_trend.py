import json
from dataclasses import replace

import html5lib
import pandas as pd
import pytest
from lxml import html as lxml_html
from small_analysis import small_analysis

from presseschau.jobs.trend import presence_of, read_series, tone_of, voice_of, write_trend


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    """Two reports: the second has the same articles under other ids, but for one."""
    folder = tmp_path_factory.mktemp("morgen")
    first = small_analysis()
    second = small_analysis()
    renamed = {
        name: table.assign(article_id=table["article_id"].replace("a1", "c3"))
        for name, table in second.tables()
        if "article_id" in table
    }
    for day, analysis in (("2026-10-12", first), ("2026-10-13", replace(second, **renamed))):
        analysis.save(folder / day / "tables")
        facts = {"period": day, "period_first": day, "period_end": f"{day}T22:00:00+00:00"}
        (folder / day / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def test_an_article_counts_once(series):
    articles = read_series(series)["articles"]
    assert list(articles["article_id"]) == ["a1", "b2", "c3"]
    assert list(articles["period"].dt.day) == [12, 12, 13]


def test_figures_come_from_the_saved_tables(series):
    tables = read_series(series)
    presence = presence_of(tables).set_index(["name", "period"])["value"]
    assert presence[("Frauke Tamm", pd.Timestamp("2026-10-12"))] == 0.5
    assert presence[("Frauke Tamm", pd.Timestamp("2026-10-13"))] == 1.0
    assert set(voice_of(tables)["value"]) == {1.0}
    assert list(tone_of(tables)["name"]) == ["Nordlicht AG"] * 2


def test_one_outlet_can_be_shown(series):
    assert list(read_series(series, "Nordblick")["articles"]["article_id"]) == ["b2"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_is_valid_and_loads_nothing(series, language):
    text = write_trend(series, language).read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    root = lxml_html.fromstring(text)
    assert len(root.xpath("//h2")) == 4
    assert all(source.startswith("data:image/") for source in root.xpath("//@src"))
    assert not list(series.glob(".*"))
