"""An annotator of one's own, as the README shows it."""

import re
import sys
from pathlib import Path

import pytest

import presseschau as ps
from presseschau.annotate.annotator import load_annotator
from presseschau.annotate.versions import annotator_version
from presseschau.core.text import read_document

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TEXT = "„Wir bleiben“, sagte Kehl. Der Rat tagt."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name in ("shouting", "broken"):
        sys.modules.pop(name, None)
    load_annotator.cache_clear()
    annotator_version.cache_clear()


@pytest.fixture
def example(folder):
    code = re.search(r"```python\n# shouting\.py\n(.*?)```", README, re.DOTALL)[1]
    (folder / "shouting.py").write_text(code, encoding="utf-8")
    return "shouting:read"


def test_the_example_of_the_readme_reads_articles(example, folder):
    (folder / "articles").mkdir()
    (folder / "articles" / "kehl.txt").write_text(TEXT, encoding="utf-8")
    articles, rejects = ps.load_articles("articles")

    analysis = ps.analyze(articles, rejects, annotator=example)

    assert list(analysis.quotes["text"]) == ["„Wir bleiben“"]
    assert list(analysis.quotes["speaker"]) == ["Kehl"]
    assert analysis.annotator == example


def test_its_version_follows_from_its_file(example, folder):
    before = annotator_version(example)
    code = (folder / "shouting.py").read_text(encoding="utf-8")
    (folder / "shouting.py").write_text(code.replace("< 30", "< 20"), encoding="utf-8")
    annotator_version.cache_clear()

    assert annotator_version(example) != before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("[]", "must give a mapping"),
        ("{'names': []}", "must give a mapping with the tables mentions, quotes, tone"),
        ("{'mentions': [(0, 3)]}", "row 1 of mentions tuple instead of a dict"),
        ("{'mentions': [{'start': 3, 'end': 999, 'kind': 'PER'}]}", "no span of the text"),
        ("{'mentions': [{'start': 4, 'end': 5, 'kind': 'PER'}]}", "no span of the text"),
        ("{'mentions': [{'start': 0, 'end': 3, 'kind': 'MAN'}]}", "the kind 'MAN'; it is one of"),
        ("{'quotes': [{'start': 0, 'end': 3, 'type': 'direct'}]}", "the type 'direct'"),
        (
            "{'quotes': [{'start': 0, 'end': 3, 'type': 'Direct', 'speaker': 'Kehl'}]}",
            "no span of the text as speaker: 'Kehl'",
        ),
        ("{'tone': [{'start': 0, 'end': 3, 'tenor': 2}]}", "the tenor 2; it is one of -1, 0, 1"),
        ("{'quotes': [{'start': 0, 'end': 3, 'who': 1}]}", "the unknown column 'who'"),
        ("{'mentions': [{'start': 0, 'end': 3, 'kind': 'PER', 'score': 7}]}", "the score 7"),
    ],
)
def test_what_is_no_row_is_said_in_one_sentence(folder, given, said):
    (folder / "broken.py").write_text(f"def read(text):\n    return {given}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape(said)) as error:
        load_annotator("broken:read").annotate([read_document(TEXT)])

    assert "'broken:read'" in str(error.value)
    assert str(error.value).count("\n") == 0


def test_a_wrong_row_is_the_annotators_and_refuses_its_article(folder):
    row = "{'start': 4, 'end': 9 + 999 * ('Kehl' in text), 'kind': 'PER'}"
    code = f"def read(text):\n    return {{'mentions': [{row}]}}\n"
    (folder / "broken.py").write_text(code, encoding="utf-8")
    texts = (TEXT, "Die Stadt baut den Kai aus, und viele sind dagegen.")
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    articles, rejects = ps.load_articles(folder / "0.txt", folder / "1.txt")
    analysis = ps.analyze(articles, rejects, annotator="broken:read")
    assert len(analysis.articles) == 1
    [refused] = analysis.rejects.to_dict("records")
    assert refused["reason"] == "wrong annotation"
    assert refused["detail"].startswith("The annotator 'broken:read' gives in row 1 of mentions")
    assert "shorten" not in refused["detail"]


def test_tables_may_be_frames(folder):
    code = "import pandas as pd\n\ndef read(text):\n    return {'mentions': pd.DataFrame(ROWS)}\n"
    rows = [{"start": 21, "end": 25, "kind": "PER"}]
    (folder / "broken.py").write_text(f"ROWS = {rows}\n{code}", encoding="utf-8")

    [found] = load_annotator("broken:read").annotate([read_document(TEXT)])

    assert [TEXT[m.start : m.end] for m in found.mentions] == ["Kehl"]


def test_a_name_without_a_function_is_refused(folder):
    with pytest.raises(ValueError, match="The annotator 'nowhere:read' cannot be loaded"):
        load_annotator("nowhere:read")
    with pytest.raises(ValueError, match="has no function 'speak'"):
        load_annotator("json:speak")
