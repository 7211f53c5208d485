"""The measured quality of the annotators: what the README and every report quote."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from presseschau.annotate.annotator import ANNOTATORS
from presseschau.core.resources import data_folder
from workshop.gold.germeval import evaluate_names
from workshop.gold.gerntsa import evaluate_tone
from workshop.gold.news import evaluate_news
from workshop.gold.scoring import evaluate_quotes

_MARKS = ("<!-- quality -->", "<!-- /quality -->")
_NEWS = "real newspapers, dev"
_LABELS = {
    "news_quotes": "Quotes right with their speaker, F1",
    "news_actors": "Actors, F1",
    "news_roles": "Roles, F1",
    "news_tone": "Judgements of actors with their voice, F1",
    "joint": "Quotes with all roles, joint F1",
    "quote": "Quotes, F1",
    "direct_quotes": "– direct quotes, F1",
    "indirect_quotes": "– indirect quotes, F1",
    "speaker": "Speakers, F1",
    "names": "Names in four classes, strict F1",
    "people": "– people, strict F1",
    "tone": "Tone towards a target, macro-F1",
    "attitude": "Attitude towards a target in news, macro-F1",
}


def measure(gold: Path) -> dict[str, list[dict]]:
    """Measures every annotator on real newspapers, where their gold is at hand, and public gold.

    Args:
        gold: The folder that holds wikinews-quotes/dev, germeval2014/dev.bioes,
            gerntsa/gerntsa-train-dev.json and, perhaps, news-gold/dev.jsonl and
            newsmtsc/de-dev.json.

    Returns:
        By annotator a list of scores: task, value (F1), low, high (95 % bootstrap interval),
        gold (the data set) and, where there are any, precision and recall; with direct quotes
        also the rates by which proportions can be corrected (sensitivity, specificity, positives,
        negatives).
    """
    return {name: list(_scores(gold, name)) for name in ANNOTATORS}


def _scores(gold: Path, annotator: str) -> Iterator[dict]:
    if (news := gold / "news-gold" / "dev.jsonl").is_file():
        yield from news_scores(evaluate_news(news, annotator=annotator))
    quotes = evaluate_quotes(gold / "wikinews-quotes" / "dev", annotator=annotator)
    for task in ("joint", "quote", "speaker"):
        yield _score(task, quotes[task], "wikinews-quotes/dev")
    for name in ("Direct", "Indirect"):
        rates = quotes["rates"] if name == "Direct" else {}
        yield _score(f"{name.lower()}_quotes", quotes["types"][name], "wikinews-quotes/dev") | rates
    names = evaluate_names(gold / "germeval2014" / "dev.bioes", annotator=annotator)
    yield _score("names", names["names"], "germeval2014/dev")
    yield _score("people", names["labels"]["PER"], "germeval2014/dev")
    tone = evaluate_tone(gold / "gerntsa" / "gerntsa-train-dev.json", annotator=annotator)
    yield _score("tone", _attitude(tone["dev"]), "gerntsa, own dev split")
    if (file := gold / "newsmtsc" / "de-dev.json").is_file():
        tone = evaluate_tone(file, annotator=annotator)
        yield _score("attitude", _attitude(tone["all"]), "newsmtsc/de-dev")


def _attitude(tone: dict) -> dict:
    return {"f1": tone["macro_f1"], "interval": tone["interval"]}


def news_scores(found: dict) -> Iterator[dict]:
    """The scores of :func:`evaluate_news` that a reader of a report needs."""
    yield _score("news_quotes", found["quotes"]["right_with_actor"], _NEWS)
    yield _score("news_actors", found["actors"], _NEWS)
    yield _score("news_roles", found["roles"], _NEWS)
    yield _score("news_tone", found["tone"]["with_voice"], _NEWS)


def _score(task: str, found: dict, gold: str) -> dict:
    low, high = found.get("interval") or (found.get("low"), found.get("high"))
    score = {"task": task, "value": found["f1"], "low": low, "high": high}
    parts = {name: found[name] for name in ("precision", "recall") if name in found}
    rounded = {name: None if v is None else round(v, 3) for name, v in (score | parts).items()
               if name != "task"}  # fmt: skip
    return {"task": task, **rounded, "gold": gold}


def as_markdown(measured: dict[str, list[dict]]) -> str:
    """Writes the scores as the README's table, one column per annotator."""
    names = list(measured)
    lines = ["| | " + " | ".join(f"`{name}`" for name in names) + " | measured on |"]
    lines.append("|---|" + "---|" * (len(names) + 1))
    for position, score in enumerate(measured[names[0]]):
        cells = [_cell(measured[name][position]) for name in names]
        row = [_LABELS[score["task"]], *cells, score["gold"]]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def _cell(score: dict) -> str:
    value = f"{score['value']:.3f}"
    return value if score["low"] is None else f"{value} [{score['low']:.3f}, {score['high']:.3f}]"


def with_table(readme: str, measured: dict[str, list[dict]]) -> str:
    """Puts the table between the README's marks."""
    before, rest = readme.split(_MARKS[0])
    _, after = rest.split(_MARKS[1])
    return f"{before}{_MARKS[0]}\n{as_markdown(measured)}\n{_MARKS[1]}{after}"


def main() -> None:
    """Measures, prints the table and writes it into data/quality.json and the README."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the data sets")
    measured = measure(parser.parse_args().gold)
    text = json.dumps(measured, ensure_ascii=False, indent=1)
    (data_folder() / "quality.json").write_text(text + "\n", encoding="utf-8")
    readme = data_folder().parent / "README.md"
    readme.write_text(with_table(readme.read_text(encoding="utf-8"), measured), encoding="utf-8")
    print(as_markdown(measured))


if __name__ == "__main__":
    main()
