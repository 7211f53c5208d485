"""The traps planted in the sample corpus for actors (``data/README.md``) are found."""

import pandas as pd
import pytest

from presseschau.actors import unclear_mentions
from presseschau.articles import load_articles
from presseschau.pipeline import analyze
from presseschau.resources import data_folder

NORDBLICK = "nordblick/hafen-hochwasser-klinik.csv"
BOTE = "sundhafener-bote/"
PREMIERE = BOTE + "2026-03-23-pegelstand-premiere.txt"


@pytest.fixture(scope="module")
def sample():
    """The linked sample without its register, and the path of every article."""
    analysis = analyze(load_articles(data_folder() / "sample")[0])
    paths = analysis.articles.set_index("article_id")["path"].str.replace("\\", "/")
    return analysis, paths


def actors_of(sample, name: str, path: str = "", row: int | None = None) -> set[str]:
    """Gives the actors behind a form of a name, in one article or in all."""
    linked, paths = sample
    rows = linked.mentions[linked.mentions["text"] == name]
    where = rows["article_id"].map(paths)
    if row is not None:
        path = f"{path}#{row + 1}"
    return set(rows.loc[where.str.endswith(path) if path else where.notna(), "actor_id"])


def test_two_people_of_one_surname_in_one_article(sample):
    assert actors_of(sample, "Martin Krull", NORDBLICK, 3) == {"martin-krull"}
    assert actors_of(sample, "Petra Krull", NORDBLICK, 3) == {"petra-krull"}


def test_krull_alone_stays_unmerged_and_is_listed(sample):
    linked, paths = sample
    unclear = unclear_mentions(linked.mentions, linked.actors)
    rows = unclear[unclear["article_id"].map(paths).str.endswith(f"{NORDBLICK}#6")]
    assert set(rows["text"]) == {"Krull"}
    assert set(rows["candidates"]) == {"Martin Krull; Petra Krull"}


def test_a_bare_krull_is_the_one_whom_the_article_names(sample):
    path = BOTE + "2026-03-06-breesen-verliert-seine-geburtsstation.txt"
    assert actors_of(sample, "Krull", path) == {"petra-krull"}


def test_ruth_and_daniel_amelung_in_one_article(sample):
    assert actors_of(sample, "Daniel Amelung", PREMIERE) == {"daniel-amelung"}
    assert actors_of(sample, "Ruth Amelung", PREMIERE) == {"ruth-amelung"}


def test_silke_and_carl_reimers_are_two(sample):
    assert actors_of(sample, "Silke Reimers") == {"silke-reimers"}
    assert actors_of(sample, "Carl Reimers") == {"carl-reimers"}


def test_beloussow_and_belousov_are_one(sample):
    forms = ("Jurij Beloussow", "Jurij Belousov", "Beloussow", "Belousov")
    assert {actor for form in forms for actor in actors_of(sample, form)} == {"jurij-beloussow"}


def test_the_change_of_office(sample):
    linked, _ = sample
    roles = linked.roles.dropna(subset=["published"])
    holders = roles[roles["role"].str.startswith("Innenminister")].groupby("actor_id")["published"]
    assert set(holders.groups) == {"holger-brandt", "svenja-rautenberg"}
    assert holders.min()["holger-brandt"] < pd.Timestamp("2026-03-20")
    assert holders.min()["svenja-rautenberg"] >= pd.Timestamp("2026-03-24")
    before = roles[(roles["actor_id"] == "svenja-rautenberg") & (roles["published"] < "2026-03-24")]
    assert set(before["role"]) & {"Fraktionschefin", "Fraktionsvorsitzende"}


def test_a_city_named_for_its_government(sample):
    linked, _ = sample
    governments = linked.actors[linked.actors["kind"] == "GOV"].set_index("actor_id")
    assert "Berlin" in governments.loc["deutschland-regierung", "aliases"].split("; ")
