"""What a report shows of real news, scored against careful reading."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from presseschau.cli import app
from workshop.gold.news import evaluate_news

#: The gold of real newspapers and its scorer lie beside the checkout, where there are any.
SHARED = Path(__file__).parents[3] / "shared" / "data" / "news-gold"
TEXT = (
    "Innenministerin Karla Ahrend hat den Haushalt verteidigt. „Wir sparen nicht an der Schule“, "
    "sagte Ahrend am Montag. Der Bürgermeister von Lohfelden, Tom Urbach, warf ihr vor, sie habe "
    "die Gemeinden getäuscht. Ein Nachbar meinte, er habe davon nichts gewusst."
)


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def gold(tmp_path):
    actors = [
        {"id": "ahrend", "name": "Karla Ahrend", "aliases": ["Ahrend"], "kind": "PER",
         "roles": ["Innenministerin"]},
        {"id": "urbach", "name": "Tom Urbach", "aliases": [], "kind": "PER",
         "roles": ["Bürgermeister"]},
    ]  # fmt: skip
    quotes = [
        span("„Wir sparen nicht an der Schule“") | {"type": "direct", "actor": "ahrend"},
        span("sie habe die Gemeinden getäuscht") | {"type": "indirect", "actor": "urbach"},
        span("er habe davon nichts gewusst") | {"type": "indirect", "actor": ""},
        span("hat den Haushalt verteidigt") | {"type": "reported", "actor": "ahrend"},
    ]
    sentence = span("Der Bürgermeister von Lohfelden, Tom Urbach, warf ihr vor, sie habe "
                    "die Gemeinden getäuscht.")  # fmt: skip
    tone = [sentence | {"actor": "ahrend", "voice": "urbach", "tenor": -1}]
    article = {
        "doc": "lohfelder-bote.1",
        "title": "Streit um den Haushalt",
        "text": TEXT,
        "outlet": "Lohfelder Bote",
        "published": "2025-03-03",
        "actors": actors,
        "quotes": [quote | {"also": []} for quote in quotes],
        "tone": tone,
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_what_is_right_is_counted_and_what_is_wrong_is_named(gold):
    scores = evaluate_news(gold, annotator="rules")
    assert scores["counts"]["quotes_in_gold"] == 3  # reported speech acts need not be found
    assert scores["quotes"]["found"]["recall"] == 1
    assert scores["quotes"]["actor_right_where_named"] == 1
    assert scores["actors"]["recall"] == 1
    assert scores["roles"]["recall"] == 1
    missed = scores["errors"].get("judgement: missed", 0)
    assert scores["tone"]["judgement"]["recall"] == 1 - missed


def test_the_command_prints_the_scores(gold):
    done = CliRunner().invoke(
        app, ["evaluate", "news", "--gold", str(gold), "--annotator", "rules", "--json"]
    )
    assert done.exit_code == 0
    assert json.loads(done.output)["counts"]["articles"] == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold of real news is not beside the checkout")
def test_the_figures_are_those_of_the_gold_s_own_scorer(tmp_path):
    scorer, gold = str(SHARED / "score.py"), tmp_path / "dev.jsonl"
    with (SHARED / "dev.jsonl").open(encoding="utf-8") as articles:
        gold.write_text("".join(islice(articles, 0, None, 4)), encoding="utf-8")  # every fourth
    articles, tables = str(tmp_path / "articles.jsonl"), str(tmp_path / "tables")
    subprocess.run([sys.executable, scorer, str(gold), "--articles", articles], check=True)
    call = ["analyze", articles, "--out", tables, "--annotator", "rules"]
    assert CliRunner().invoke(app, call).exit_code == 0
    subprocess.run([sys.executable, scorer, str(gold), tables, f"{tables}.json"], check=True)
    theirs = json.loads(Path(f"{tables}.json").read_text(encoding="utf-8"))
    ours = evaluate_news(gold, tables)
    quotes = theirs["quotes"]
    for name, score in {"": "found", "all right ": "right_with_actor"}.items():
        for part in ("precision", "recall"):
            assert ours["quotes"][score][part] == pytest.approx(quotes[f"{name}{part}"])
    assert ours["quotes"]["actor_right_where_named"] == pytest.approx(
        quotes["actor right where named"]
    )
    assert ours["actors"]["f1"] == pytest.approx(theirs["actors"]["F1"])
    assert ours["roles"]["precision"] == pytest.approx(theirs["roles"]["precision"])
    tone = theirs["tone"]
    assert ours["tone"]["judgement"]["precision"] == pytest.approx(tone["precision"])
    assert ours["tone"]["judgement"]["recall"] == pytest.approx(tone["recall"])
    assert ours["tone"]["with_voice"]["precision"] == pytest.approx(tone["precision with voice"])
