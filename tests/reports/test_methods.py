"""Paragraph and reference tell what a paper must: corpus, versions, quality, parameters."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from small_analysis import small_analysis

import presseschau
from presseschau.core.tables import conform
from presseschau.reports.methods import (
    AUTHORS,
    BIBTEX,
    CARD,
    CSL,
    RELEASED,
    TITLE,
    card_of,
    changed_values,
    methods,
    paragraph,
    reference,
)
from presseschau.reports.parameters import Parameter
from presseschau.reports.provenance import provenance

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_paragraph_tells_corpus_versions_quality_and_parameters(language):
    read = small_analysis()
    facts = provenance(read)
    said = paragraph(read, language, "Hafen", {"top": 5}, card=True)
    for told in ("Hafen", facts["data"], facts["lexicon"], "CARD.md", "top = 5", "1"):
        assert told in said
    assert f"Presseschau {presseschau.__version__}" in said
    assert facts["annotator"].split()[-1] in said
    assert re.search(r"F1 = 0[.,]\d\d \[0[.,]\d\d; 0[.,]\d\d\]", said)
    assert "Jeffreys" in said
    assert "{" not in said


def test_what_is_not_so_is_not_said():
    read = small_analysis()
    said = paragraph(read, "de")
    assert "CARD.md" not in said
    assert "von Hand" not in said
    assert "Einstellungen" not in said
    done = [{"state": "applied", "action": action} for action in ("confirm", "change", "confirm")]
    for rows, said in (
        (done, "3 Stellen sind von Hand geprüft, 1 davon berichtigt."),
        (
            [*done[:1], {"state": "orphaned", "action": "change"}],
            "1 Stelle ist von Hand geprüft, 0",
        ),
    ):
        table = conform(rows, "corrections")
        assert said in paragraph(replace(read, corrections=table), "de")
    own = paragraph(replace(read, annotator="shouting:read"), "de")
    assert "Die Güte des Verfahrens ist nicht gemessen." in own
    assert "aus Listen und Regeln" in own


def test_only_what_differs_from_the_notebooks_own_is_a_parameter():
    declared = {
        "actors": {"top": Parameter("top", "int", 15, ""), "end": Parameter("end", "str", "", "")},
        "compare": {"top": Parameter("top", "int", 10, ""),
                    "actors": Parameter("actors", "str", "", "")},
    }  # fmt: skip
    values = {"top": 10, "end": "2026-04-01", "actors": "home/me/actors.csv", "annotator": "rules"}
    assert changed_values(values, declared) == {"end": "2026-04-01", "actors": "actors.csv"}


def test_the_reference_is_what_citation_cff_says():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'title: "{TITLE}"' in citation
    assert f"name: {AUTHORS}" in citation
    assert "date-released: {}-{:02}-{:02}".format(*RELEASED) in citation
    for key in ("abstract", "keywords", "license", "message", "type"):
        assert f"\n{key}:" in citation


def test_the_reference_can_be_read_by_a_manager():
    entry = reference(small_analysis(), "50 % & {mehr}")
    assert entry[BIBTEX].startswith("@software{presseschau-")
    assert entry[BIBTEX].count("{") == entry[BIBTEX].count("}")
    assert "50 \\% \\& mehr" in entry[BIBTEX]
    item = json.loads(entry[CSL])[0]
    assert item["version"] == presseschau.__version__
    assert item["issued"]["date-parts"] == [list(RELEASED)]


def test_a_notebook_shows_both_languages_escaped():
    shown = methods(small_analysis(), "en", "<script>").html
    assert shown.index('lang="en"') < shown.index('lang="de"')
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_card_is_that_of_the_only_source(tmp_path):
    assert card_of([tmp_path]) is None
    (tmp_path / CARD).write_text("# Hafen\n", encoding="utf-8")
    assert card_of([tmp_path]) == tmp_path / CARD
    assert card_of([tmp_path, tmp_path]) is None
