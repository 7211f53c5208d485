import json
import shutil
from dataclasses import replace

import html5lib
import pandas as pd
import pytest
from lxml import html as lxml_html
from small_analysis import small_analysis

from presseschau import measures
from presseschau.jobs.trend import TOP, figures, read_series, write_trend
from presseschau.lessons import sample_analysis


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
        facts["parameters"] = {"annotator": "rules"}
        (folder / day / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def test_an_article_counts_once(series):
    articles = read_series(series).articles
    assert list(articles["article_id"]) == ["a1", "b2", "c3"]
    assert list(articles["period"].dt.day) == [12, 12, 13]


def test_figures_come_from_the_saved_tables(series):
    tables = figures(read_series(series))
    presence = tables["presence"].set_index(["name", "period"])["value"]
    assert presence[("Frauke Tamm", pd.Timestamp("2026-10-12"))] == 0.5
    assert presence[("Frauke Tamm", pd.Timestamp("2026-10-13"))] == 1.0
    assert set(tables["voice"]["value"]) == {1.0}
    assert list(tables["tone"]["name"]) == ["Nordlicht AG"] * 2


@pytest.mark.parametrize("once", [False, True])
def test_the_trend_of_one_report_has_the_figures_of_that_report(tmp_path, once):
    sample = sample_analysis()
    sample.save(tmp_path / "2026" / "tables")
    facts = {
        "period": "2026",
        "period_first": "2026-01-01",
        "period_end": "2027-01-01T00:00:00+00:00",
    }
    (tmp_path / "2026" / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    series = read_series(tmp_path)
    tables = figures(series.without_copies() if once else series)
    report = sample.without_copies() if once else sample
    shown = {
        "presence": measures.presence(report, TOP),
        "voice": measures.share_of_voice(report, TOP),
        "tone": measures.tone_by(report, top=TOP),
    }
    assert tables["articles"]["articles"].sum() == len(report.articles)
    for name, table in shown.items():
        further = {"voice": ["words"], "tone": ["sentences", "n", "low", "high"]}.get(name, [])
        columns = ["name", "value", *further]
        assert len(table) > 2
        pd.testing.assert_frame_equal(tables[name][columns], table[columns])


def test_judgements_of_which_too_few_are_right_have_no_course(series, tmp_path):
    shutil.copytree(series, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.glob("*/run.json"):
        path.write_text(path.read_text("utf-8").replace('"rules"', '"model"'), "utf-8")
    for folder, shown in ((series, True), (tmp_path, False)):
        assert ("In welchem Ton" in write_trend(folder).read_text("utf-8")) == shown


def test_one_outlet_can_be_shown(series):
    assert list(read_series(series, "Nordblick").articles["article_id"]) == ["b2"]


def test_a_series_without_reports_has_a_page(tmp_path):
    assert write_trend(tmp_path).read_text(encoding="utf-8").count("<h2") == 3


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_is_valid_and_loads_nothing(series, language):
    text = write_trend(series, language).read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    root = lxml_html.fromstring(text)
    assert len(root.xpath("//h2")) == 4
    assert all(source.startswith("data:image/") for source in root.xpath("//@src"))
    assert not root.xpath("//span[@title] | //details[@class='sentences']")  # no texts are read
    assert not list(series.glob(".*"))
