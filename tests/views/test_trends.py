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
    assert "Ziel: 50\u202f%" in drawn.alt
    assert "30\u202f%" in drawn.alt
    assert len(drawn.figure.axes[0].get_xticks()) <= 8
    assert drawn.signs == ("intervals",)


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
