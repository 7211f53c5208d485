"""The trend says what share each period has and how far it is from the target."""

import pandas as pd
import pytest

from presseschau import measures
from presseschau.lessons import sample_analysis
from presseschau.measures import groups
from presseschau.views.charts import trend
from presseschau.views.page import page


@pytest.mark.parametrize("periods", [1, 3, 60])
def test_each_period_has_its_share_and_the_target_is_named(periods):
    since = pd.date_range("2020-01-01", periods=periods, freq="MS")
    table = pd.DataFrame({"since": since, "value": 0.3, "low": 0.2, "high": 0.4, "n": 9})
    drawn = trend(table, "de")
    assert "Hälfte: 50\u202f%" in drawn.alt
    assert "30\u202f%" in drawn.alt
    assert len(drawn.figure.axes[0].get_xticks()) <= 8
    assert drawn.signs == ("intervals",)


def test_no_line_is_drawn_across_a_time_of_which_nothing_is_known():
    since = pd.to_datetime(["2020-01-01", "2020-02-01", "2020-07-01", "2020-08-01"])
    drawn = trend(pd.DataFrame({"since": since, "value": 0.3, "low": 0.2, "high": 0.4, "n": 9}))
    shares = drawn.figure.axes[0].lines[-1].get_ydata()
    assert pd.isna(shares).tolist() == [False, False, True, True, True, True, False, False]


def test_the_share_is_freed_by_the_figures_that_are_told(monkeypatch):
    monkeypatch.setitem(groups.BLANK, "women", (1, 2))
    monkeypatch.setattr(groups, "READ_UP", 5)
    read = sample_analysis()
    shown = page(read, "quotes", "en").view("gender", None, None, **measures.balance(read))
    assert "(in 5 articles read closely, for 1 of 2 against 8 of 198)" in shown.html


def test_the_view_says_the_share_and_that_women_are_left_blank_more_often():
    read = sample_analysis()
    shown = page(read, "quotes").view(
        "gender", measures.heard(read), None, **measures.balance(read)
    )
    assert "Zitierten mit bekanntem Geschlecht sind 49\u202f% Frauen" in shown.html
    assert "bei 6 von 44 gegen 8 von 198" in shown.html
    assert "unbekannt" in shown.html
    assert "fehlt hier" not in shown.html


def test_an_outlet_that_quotes_fewer_than_five_people_has_no_bar_and_is_counted():
    read = sample_analysis()
    kept = read.articles["outlet"] != "Nordblick"
    read = read.keep([*read.articles.loc[kept, "article_id"], "06e0a0987f22"])
    shown = page(read, "quotes", "en").view(
        "gender", measures.heard(read), None, **measures.balance(read)
    )
    assert "1 outlet that quotes fewer than five people is left out." in shown.html
    assert "Nordblick" not in shown.html
