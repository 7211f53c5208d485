"""The corpus of the lessons: German articles as they are read, none twice, no mere teaser."""

from presseschau.lessons import bars, sample, sample_analysis


def test_the_sample_is_clean_and_no_cell_can_spoil_it():
    articles = sample()
    assert articles["text"].is_unique
    assert articles["outlet"].nunique() == 4
    assert articles["text"].str.len().min() > 100
    articles["text"] = ""
    assert sample()["text"].str.len().min() > 100
    assert set(sample("Nordblick")["outlet"]) == {"Nordblick"}


def test_the_analysis_of_one_outlet_names_its_actors():
    analysis = sample_analysis("Nordblick")
    assert set(analysis.articles["outlet"]) == {"Nordblick"}
    assert "ruth-amelung" in set(analysis.actors["actor_id"])


def test_bars_are_said_in_words():
    assert (
        'alt="Wörter &amp; mehr. der: 10; die: 8"'
        in bars({"der": 10, "die": 8}, "Wörter & mehr").html
    )
