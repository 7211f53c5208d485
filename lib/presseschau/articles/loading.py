"""Loading: files, folders, globs and archives in; one table of articles and one of rejects out."""

import os
import sys
from collections.abc import Collection
from pathlib import PurePosixPath

import pandas as pd
from tqdm import tqdm

from presseschau.articles.archives import close_archives
from presseschau.articles.beside import read_note, with_note
from presseschau.articles.doubts import set_doubtful_aside
from presseschau.articles.outlet_names import spell_outlets
from presseschau.articles.records import Record, Refusal, read_file
from presseschau.articles.rows import article_row, language_of, normalize
from presseschau.articles.sources import Found, find_files
from presseschau.core.tables import conform

#: From this many files on, a progress bar is shown on a terminal.
MANY_FILES = 20
#: After so many refused rows the rest of a file is left unread.
MAX_REFUSED = 1000


def load_articles(
    *sources: str | os.PathLike,
    outlet: str = "",
    progress: bool | None = None,
    only: Collection[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Loads news articles from files, folders and archives, and says what was refused and why.

    Texts are normalised: Unicode NFC, ``\n`` between lines, no control or invisible characters.
    The title is not part of the text. ``article_id`` is the head of the SHA-256 of the text's
    words: the same text has the same id wherever it stands, and cleaning does not change it.
    Dates are local German time, from metadata, else a date line at the head of the text, else the
    file's path; one in the future, or decades before all others, is told among the rejects and left
    out. The outlet comes from ``outlet``, else metadata, else the folder's name.

    Args:
        *sources: Files, folders, globs or zip archives, with txt, docx, rtf, html, json, jsonl,
            csv, tsv, xlsx and parquet files.
        outlet: The outlet of all articles, where the files do not say it or say it wrongly.
        progress: Whether to show a progress bar; by default for many files on a terminal.
        only: The paths of the files to read, as the tables name them; all of them if None.

    Returns:
        The tables ``articles`` (with a column ``agency`` more) and ``rejects``, in the order of
        paths and rows. A path is relative to its source, with ``#`` and the row for tables:
        ``"die-wiesche/x.jsonl#12"``.

    Raises:
        FileNotFoundError: A source does not exist.
        WrongCall: A source is the folder of texts to train and measure on.
    """
    articles: list[dict] = []
    rejects: list[dict] = []
    files = [found for found in find_files(sources) if only is None or found[0] in only]
    if progress is None:
        progress = len(files) > MANY_FILES and sys.stderr.isatty()
    try:
        for found in tqdm(files, "Loading", unit=" files", disable=not progress):
            path = found[0]
            refused = 0
            for item in _read(found):
                article = article_row(item, path, outlet) if isinstance(item, Record) else item
                if isinstance(article, dict):
                    articles.append(article)
                    continue
                rejects.append(_reject(path, article))
                refused += 1
                if refused == MAX_REFUSED:
                    detail = f"Over {MAX_REFUSED} rows were refused; the rest was not read."
                    rejects.append(_reject(path, Refusal("broken file", detail)))
                    break
    finally:
        close_archives()
    for article in articles:  # one after the other: between pages, it takes twice the time
        article["language"] = language_of(article["text"])
    table, doubtful = set_doubtful_aside(conform(spell_outlets(articles), "articles"))
    if len(doubtful):
        rejects += doubtful.to_dict("records")
        rejects.sort(key=lambda row: (row["path"], row["row"]))
    return table, conform(rejects, "rejects")


def _read(found: Found | tuple[str, Refusal]):
    """Yields a file's records and refusals, whatever happens on the way."""
    try:
        if not isinstance(found, Found):
            raise found[1]
        if not found.size:
            raise Refusal("empty file", "The file is empty; save the article again.")
        note = read_note(found.note)
        item = None
        for item in read_file(PurePosixPath(found.path).suffix, found.open):
            if note and isinstance(item, Record):
                item = item._replace(fields=with_note(item.fields, note))
            yield item
        if item is None:
            raise Refusal("no text", "The file holds no article; export it again with its texts.")
    except Refusal as refusal:
        yield refusal
    except PermissionError:
        yield Refusal("unreadable", "You have no permission to read this file.")
    except Exception:  # whatever a parser or unpacker of foreign files may raise
        yield Refusal("broken file", "The file cannot be read to its end; copy or pack it again.")


def _reject(path: str, refusal: Refusal) -> dict:
    return {
        "path": path,
        "row": refusal.row,
        "reason": refusal.reason,
        "detail": normalize(str(refusal)),  # it may quote the file
    }
