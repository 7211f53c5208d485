"""Real news for lesson 9: who speaks in each sentence, read with care, by rules and by a model.

``python -m workshop.corpus.real_news TEXTS`` writes ``data/lessons/wikinews``; TEXTS is the folder
of Wikinews documents (see :func:`workshop.corpus.rows.load_corpus`).
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.core.tables import Span, parse_spans
from presseschau.core.text import split_sentences
from presseschau.pipeline.analyzing import analyze
from workshop.corpus.rows import Article, load_corpus

#: Short articles in which several speak, about nothing that hurts a pupil or a private person.
_NUMBERS = (4561, 12839, 13440, 14742, 25582, 54054, 54188, 54334, 63711, 69852, 80703, 80937)
DOCS = [f"wn-{number}" for number in _NUMBERS]
NOBODY, NAMELESS = "niemand", "ohne Namen"
_CHOICES = 4


def careful_speakers(article: Article) -> list[str]:
    """Who speaks in each sentence of an article, as its careful reader has it."""
    names = {actor["id"]: actor["name"] for actor in article.rows["actors"]}
    quotes = [(names.get(q["actor"], NAMELESS), q["spans"]) for q in article.rows["quotes"]]
    return _speakers(article.text, quotes)


def machine_speakers(article: Article, analysis: Analysis) -> list[str]:
    """Who speaks in each sentence as a machine read it, by the careful reader's names."""
    known = {one["name"]: {one["name"], *one["aliases"]} for one in article.rows["actors"]}
    actors = analysis.actors.set_index("actor_id")
    quotes = []
    rows = analysis.quotes[analysis.quotes["article_id"] == article.doc]
    for actor, words, spans in zip(rows["actor_id"], rows["speaker"], rows["spans"], strict=True):
        forms = {words}
        if actor:
            forms = {actors["name"][actor], *actors["aliases"][actor].split("; ")} - {""}
        name = _same(forms, known, whole=bool(actor))
        quotes.append((name or (actors["name"][actor] if actor else NAMELESS), parse_spans(spans)))
    return _speakers(article.text, quotes)


def _same(forms: set[str], known: Mapping[str, set[str]], whole: bool) -> str:
    """The known actor of these forms: by a shared one, or by one that stands within another."""
    for name, others in known.items():
        if forms & others:
            return name
    for name, others in known.items():
        # A machine's name may be a piece of the whole one; of a phrase, the name is a piece.
        pairs = [(name, form) for form in forms] if whole else [
            (form, other) for form in forms for other in others]  # fmt: skip
        if any(re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", text) for text, piece in pairs):
            return name
    return ""


def _speakers(text: str, quotes: Sequence[tuple[str, Iterable[Span]]]) -> list[str]:
    """Of each sentence who speaks in most of its letters."""
    found = []
    for start, end in split_sentences(text):
        letters = [
            (sum(max(0, min(end, last) - max(start, first)) for first, last in spans), name)
            for name, spans in quotes
        ]
        most, name = max(letters, key=lambda pair: pair[0], default=(0, ""))
        found.append(name if most else NOBODY)
    return found


def choices(row: Mapping, text: str, names: Sequence[str]) -> str:
    """The names to choose from: those that were given, and those that stand next before."""
    given = {row["sorgfalt"], row["regeln"], row["modell"]} - {NOBODY, NAMELESS}
    end = text.index(row["satz"]) + len(row["satz"])
    near = sorted(names, key=lambda name: -text.rfind(name.split()[-1], 0, end))
    others = [name for name in near if name not in given][: max(0, _CHOICES - len(given))]
    return "; ".join(sorted({*given, *others}))


def sentences(articles: Sequence[Article], readings: Mapping[str, Analysis]) -> pd.DataFrame:
    """A row for each sentence: nummer, doc, satz, who speaks by each reader, and wahl."""
    rows = []
    for article in articles:
        names = [actor["name"] for actor in article.rows["actors"]]
        read = {"sorgfalt": careful_speakers(article)}
        read |= {name: machine_speakers(article, one) for name, one in readings.items()}
        for place, (start, end) in enumerate(split_sentences(article.text)):
            row = {"nummer": len(rows) + 1, "doc": article.doc, "satz": article.text[start:end]}
            row |= {reader: said[place] for reader, said in read.items()}
            rows.append(row | {"wahl": choices(row, article.text, names)})
    return pd.DataFrame(rows)


def main(texts: str) -> None:
    """Writes the texts, their attribution and the sentences of lesson 9."""
    read = {one.doc: one for one in load_corpus(texts, splits=("train",))}
    articles = [read[doc] for doc in DOCS]
    table = pd.DataFrame(
        [(one.doc, one.title, one.text, one.outlet, one.published) for one in articles],
        columns=["article_id", "title", "text", "outlet", "published"],
    )
    readings = {"regeln": "rules", "modell": "model"}
    analyses = {name: analyze(table, annotator=machine) for name, machine in readings.items()}
    folder = data_folder() / "lessons" / "wikinews"
    folder.mkdir(exist_ok=True)
    sources = pd.read_csv(data_folder() / "corpus" / "attribution.tsv", sep="\t", dtype=str)
    sources = sources.set_index("doc").loc[DOCS].reset_index()
    sources.to_csv(folder / "attribution.tsv", sep="\t", index=False)
    pd.DataFrame(
        [(one.doc, "; ".join(actor["name"] for actor in one.rows["actors"]), one.text)
         for one in articles],
        columns=["doc", "akteure", "text"],
    ).to_csv(folder / "artikel.csv", index=False)  # fmt: skip
    sentences(articles, analyses).to_csv(folder / "saetze.csv", index=False)


if __name__ == "__main__":
    main(sys.argv[1])
