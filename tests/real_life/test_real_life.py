"""Files as they come: what cases.toml says of each must come out, and nothing be lost unsaid."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from real_life.made import MADE

from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
TEXTS, CASES = TABLE["texts"], TABLE["case"]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def source(request, tmp_path):
    name = request.param["file"]
    if name not in MADE:
        return HERE / "files" / name
    MADE[name](tmp_path / name, TEXTS)
    return tmp_path / name


def test_every_file_has_a_case_and_there_are_many():
    kept = {path.name for path in (HERE / "files").iterdir()}
    assert kept | set(MADE) == {case["file"] for case in CASES}
    assert len(kept) >= 60


@pytest.mark.parametrize(
    ("case", "source"), [(c, c) for c in CASES], ids=[c["file"] for c in CASES], indirect=["source"]
)
def test_what_is_read_is_read_right(case, source):
    articles, rejects = load_articles(source)
    assert sorted(rejects["reason"]) == sorted(case.get("rejects", []))
    assert case.get("said", "") in " ".join(rejects["detail"])
    cleaned, removed = clean(articles)
    if "texts" in case:
        expected = [words(TEXTS.get(text, text)) for text in case["texts"]]
        assert [words(text) for text in cleaned["text"]] == expected
    for part in case.get("contains", []):
        assert part in cleaned["text"][0]
    for part, times in case.get("count", {}).items():
        assert cleaned["text"][0].count(part) == times
    if "lines" in case:
        assert [len(text.split("\n\n")) for text in cleaned["text"]] == case["lines"]
    for column, name in {"title": "titles", "outlet": "outlets", "author": "authors"}.items():
        if name in case:
            assert cleaned[column].tolist() == case[name]
    if "encodings" in case:
        assert cleaned["encoding"].tolist() == case["encodings"]
    if "published" in case:
        assert [
            f"{day:%Y-%m-%d %H:%M}" if pd.notna(day) else "" for day in cleaned["published"]
        ] == (case["published"])
    if "removed" in case:
        assert removed["kind"].tolist() == case["removed"]
    if "direct" in case:
        assert direct_quotes(articles) == case["direct"]


def direct_quotes(articles: pd.DataFrame) -> int:
    from presseschau.pipeline.analyzing import analyze

    quotes = analyze(articles, annotator="rules", cache="off").quotes
    return int((quotes["type"] == "Direct").sum())


def test_what_scans_broke_is_kept_as_the_original():
    articles, _ = load_articles(HERE / "files" / "hyphens.txt")
    cleaned, removed = clean(articles)
    assert "Bürger-\nmeisterin" in cleaned["original"][0]
    assert removed[["kind", "text", "count"]].to_numpy().tolist() == [["line-end hyphen", "-", 3]]
