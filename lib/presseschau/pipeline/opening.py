"""Opening: a saved analysis, which needs little to be read, or articles that are analysed first."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from presseschau import DEFAULT_ANNOTATOR
from presseschau.core.analysis import Analysis, check_file, saved_in
from presseschau.core.calls import require_one_of


def open_analysis(
    source: str | Path,
    annotator: str = DEFAULT_ANNOTATOR,
    actors: str = "",
    corrections: str = "",
    *,
    start: str = "",
    end: str = "",
    outlet: str = "",
) -> Analysis:
    """Opens a saved analysis, or reads and analyses articles.

    Args:
        source: A folder of ``Analysis.save``, a report, or anything ``load_articles`` takes.
        annotator: The annotator to use on articles.
        actors: Path of the user's ``actors.csv``; empty for none.
        corrections: Path of the user's ``corrections.csv``; empty for none.
        start: First day to keep, as ``Analysis.select`` does. Of a saved analysis that is opened
            without corrections, rows outside of the selection never come to memory.
        end: Last day to keep.
        outlet: The only outlet to keep.

    Raises:
        FileNotFoundError: The source or the file of corrections does not exist.
        WrongCall: The register is wrong, or no article is from the outlet.
        ValueError: The saved analysis is damaged, or corrections are wrong.
    """
    own = {"annotator": annotator, "actors": actors, "corrections": corrections}
    return with_check(_opened(source, own, {"start": start, "end": end, "outlet": outlet}), source)


def with_check(analysis: Analysis, source: str | Path) -> Analysis:
    """The analysis of a source with its spot check, if one lies beside the source."""
    file = check_file(source)
    return replace(analysis, check=file.read_text(encoding="utf-8")) if file.is_file() else analysis


def _opened(source: str | Path, own: dict[str, str], chosen: dict[str, str]) -> Analysis:
    corrections = own["corrections"]
    if not (folder := saved_in(source)):
        from presseschau.articles import load_articles
        from presseschau.pipeline.analyzing import analyze

        articles, rejects = load_articles(source)
        _require_outlet(chosen["outlet"], articles["outlet"])
        return analyze(articles, rejects, **own).select(**chosen)
    if not corrections:
        analysis = Analysis.load(folder, **chosen)
        if analysis.articles.empty:
            there = pd.read_parquet(folder / "articles.parquet", columns=["outlet"])
            _require_outlet(chosen["outlet"], there["outlet"])
        return analysis
    from presseschau.link.corrections import apply_corrections, read_corrections

    analysis = apply_corrections(Analysis.load(folder), read_corrections(corrections))
    _require_outlet(chosen["outlet"], analysis.articles["outlet"])
    return analysis.select(**chosen)


def _require_outlet(name: str, outlets: pd.Series) -> None:
    known = sorted(set(outlets) - {""})
    if known and name:
        require_one_of(name, known, "outlet")
