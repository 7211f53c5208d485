"""The same articles in eight formats: which of them come out of each as they went in."""

import csv
import html
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pandas as pd

from presseschau.articles import load_articles
from presseschau.articles.cleaning import clean

_META = (
    '<meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{outlet}">'
    '<meta property="article:published_time" content="{published}">'
)
_NAV = '<nav><a href="/">Start</a> <a href="/abo">Abo</a></nav>'
_FOOT = "<footer><p>Impressum Datenschutz</p></footer>"
_DESIGNS = (
    "<article><h1>{title}</h1>{body}</article>",
    '<main><header><h1>{title}</h1></header><div class="article-body">{body}</div></main>',
    '<div id="content"><h1>{title}</h1><section class="text">{body}</section>'
    '<aside class="related"><a href="/x">Mehr aus der Region</a></aside></div>',
)
_ENTRY = '<section class="entry"><time>{time}</time>{body}</section>'
_TIME = re.compile(r"^\d\d:\d\d$\n*", re.MULTILINE)
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-ZÄÖÜ])")


def pack(articles: pd.DataFrame, folder: Path) -> dict[str, Path]:
    """Writes articles in every format; gives the path of each by its name."""
    paths = {name: folder / name / f"articles{suffix}" for name, (suffix, _) in _PACKERS.items()}
    rows = articles.to_dict("records")
    for name, (_, packer) in _PACKERS.items():
        paths[name].parent.mkdir(parents=True)
        packer(rows, paths[name])
    return paths


def compare(articles: pd.DataFrame, paths: dict[str, Path]) -> pd.DataFrame:
    """How many articles come out of each format with their text, title and day.

    Compared is what cleaning leaves, word by word; what a format cannot hold (letters that
    Windows-1252 lacks) or adds (a live blog's times) is left out on both sides.
    """
    found = []
    for name, path in paths.items():
        loaded, rejects = load_articles(path, progress=False)
        got, wanted = _shapes(clean(loaded)[0], name), _shapes(clean(articles)[0], name)
        counts = {
            part: int(wanted[columns].value_counts().clip(upper=got[columns].value_counts()).sum())
            for part, columns in {
                "text": ["text"],
                "title": ["text", "title"],
                "day": ["text", "title", "day"],
            }.items()
        }
        found.append({"format": name, "articles": len(wanted), "refused": len(rejects), **counts})
    return pd.DataFrame(found)


def _shapes(articles: pd.DataFrame, name: str) -> pd.DataFrame:
    texts = articles["text"]
    if name == "liveblog":
        texts = texts.str.replace(_TIME, "", regex=True)
    shapes = pd.DataFrame({"text": texts, "title": articles["title"]})
    shapes = shapes.map(lambda cell: " ".join(cell.split()))
    if name == "csv":
        shapes = shapes.map(lambda cell: cell.encode("cp1252", "replace").decode("cp1252"))
    days = articles["published"].dt.strftime("%Y-%m-%d").fillna("").astype(str)
    return shapes.assign(day=days)


def _day(row: dict) -> str:
    return f"{row['published']:%Y-%m-%d}" if pd.notna(row["published"]) else ""


def _document(row: dict) -> str:
    heads = {"Titel": row["title"], "Datum": _day(row), "Quelle": row["outlet"]}
    return "\n".join([*(f"{n}: {v}" for n, v in heads.items() if v), "", row["text"]])


def _lines(row: dict) -> list[str]:
    return [line for line in row["text"].split("\n") if line.strip()]


def _paragraphs(lines: list[str]) -> str:
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _page(row: dict, body: str, title: str = "") -> str:
    meta = {"title": html.escape(title or row["title"]), "outlet": html.escape(row["outlet"])}
    head = _META.format(**meta, published=_day(row))
    return (
        f"<!DOCTYPE html><html lang='de'><head>{head}</head><body>{_NAV}{body}{_FOOT}</body></html>"
    )


def _files(suffix: str, write: Callable[[int, dict], str]) -> Callable[[list[dict], Path], None]:
    def packer(rows: list[dict], path: Path) -> None:
        path.mkdir()
        for number, row in enumerate(rows):
            (path / f"{number:05}{suffix}").write_text(write(number, row), encoding="utf-8")

    return packer


def _designed(number: int, row: dict) -> str:
    body = _DESIGNS[number % len(_DESIGNS)]
    own = {"title": html.escape(row["title"]), "body": _paragraphs(_lines(row))}
    return _page(row, body.format(**own))


def _live(_: int, row: dict) -> str:
    lines = _lines(row)
    if len(lines) < 3:  # entries of an article that is one paragraph
        lines = _SENTENCES.split(" ".join(lines))
    entries = (
        _ENTRY.format(time=f"{n // 60 % 24:02}:{n % 60:02}", body=_paragraphs([line]))
        for n, line in enumerate(lines)
    )
    title = f"<h1>{html.escape(row['title'])}</h1>"
    return _page(row, f'<main>{title}<div class="liveblog">{"".join(entries)}</div></main>')


def _wordpress(rows: list[dict], path: Path) -> None:
    def rendered(text: str) -> dict:
        return {"rendered": text.encode("ascii", "xmlcharrefreplace").decode(), "protected": False}

    posts = [
        {
            "id": number,
            "date": _day(row),
            "title": rendered(html.escape(row["title"])),
            "content": rendered(_paragraphs(_lines(row))),
            "source": row["outlet"],
        }
        for number, row in enumerate(rows)
    ]
    path.write_text(json.dumps(posts), encoding="utf-8")


def _csv(rows: list[dict], path: Path) -> None:
    with path.open("w", encoding="cp1252", errors="replace", newline="") as stream:
        stream.write("sep=;\r\n")
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Titel", "Text", "Datum", "Quelle"])
        writer.writerows([r["title"], r["text"], _day(r), r["outlet"]] for r in rows)


def _xlsx(rows: list[dict], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    half = len(rows) // 2
    first, second = book.create_sheet("Erstes"), book.create_sheet("Zweites")
    first.append(["Titel", "Text", "Datum", "Quelle"])
    second.append(["outlet", "date", "headline", "body"])
    for row in rows[:half]:
        first.append([row["title"], row["text"], _day(row), row["outlet"]])
    for row in rows[half:]:
        second.append([row["outlet"], _day(row), row["title"], row["text"]])
    book.save(path)


def _docx(rows: list[dict], path: Path) -> None:
    path.mkdir()
    for number, row in enumerate(rows):
        made = docx.Document()
        for line in _document(row).split("\n"):
            made.add_paragraph(line)
        made.save(str(path / f"{number:05}.docx"))


def _zip(rows: list[dict], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, row in enumerate(rows):
            archive.writestr(f"{number:05}.txt", _document(row))


_PACKERS: dict[str, tuple[str, Callable[[list[dict], Path], None]]] = {
    "txt": ("", _files(".txt", lambda _, row: _document(row))),
    "html": ("", _files(".html", _designed)),
    "wordpress": (".json", _wordpress),
    "csv": (".csv", _csv),
    "xlsx": (".xlsx", _xlsx),
    "docx": ("", _docx),
    "zip": (".zip", _zip),
    "liveblog": ("", _files(".html", _live)),
}
