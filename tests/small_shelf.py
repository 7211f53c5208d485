"""A shelf of finished and failed reports, written by hand, for the tests of delivery."""

import datetime as dt
import json
from pathlib import Path

from small_corpus import small_corpus

#: One line of each kind that an opening can hold, with signs that HTML and mail must bear.
GROUPS = [
    {
        "kind": "new",
        "title": "Neu dabei",
        "lines": [{"text": "Mara Voß <b>& Söhne", "links": ["articles/a1.html#m1"]}],
    },
    {
        "kind": "quote",
        "title": "Zitate",
        "lines": [{"text": "„Der Haushalt steht“ – Mara Voß", "links": []}],
    },
]


def opening(headline: str = "Neu dabei: Mara Voß <b>& Söhne") -> dict:
    return {"title": "Was sich geändert hat", "how": "10 Artikel; davor waren es 9.",
            "headline": headline, "groups": GROUPS}  # fmt: skip


def put_report(
    out: Path, series: str, day: str, *, articles: int = 10, tables: bool = False, **facts: object
) -> Path:
    """Writes a finished daily report; with its tables where a mail is to be made of it."""
    folder = out / series / day
    (folder / "pdf").mkdir(parents=True)
    for name in ("actors", "quotes"):
        (folder / "pdf" / f"{name}.pdf").write_bytes(b"%PDF-1.7 " + name.encode() * 100)
        (folder / f"{name}.html").write_text("<p>", encoding="utf-8")
    (folder / "index.html").write_text("<p>", encoding="utf-8")
    if tables:
        small_corpus().save(folder / "tables")
    end = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(22), dt.UTC)
    told = {
        "presseschau": 1,
        "title": f"{series} · {day}",
        "series": series,
        "period": day,
        "period_first": day,
        "period_last": day,
        "period_end": end.isoformat(),
        "finished": (end + dt.timedelta(hours=7)).isoformat(),
        "articles": articles,
        "rejects": 0,
        "pages": ["actors.html", "quotes.html"],
        "parameters": {"language": "de"},
        "opening": opening(),
        "inputs": [],
    }
    text = json.dumps(told | facts, ensure_ascii=False)
    (folder / "run.json").write_text(text, encoding="utf-8")
    return folder


def put_failure(out: Path, series: str, key: str, reason: str) -> None:
    """Writes what a failed report leaves."""
    folder = out / series / f"{key}.failed"
    folder.mkdir(parents=True)
    (folder / "reason.txt").write_text(reason + "\n", encoding="utf-8")
