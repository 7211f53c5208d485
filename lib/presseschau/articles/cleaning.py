"""Cleaning: articles in; their bodies, and a table of what was taken out, out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from presseschau.articles import article_id
from presseschau.articles.beside import version_of
from presseschau.articles.boilerplate import (
    TEASER_WORDS,
    is_furniture,
    is_notice,
    is_question,
    is_sentence,
    notice_at_end,
)
from presseschau.articles.heads import place_of, read_frame
from presseschau.articles.rows import file_and_row
from presseschau.articles.scans import mend_scan
from presseschau.articles.wire import wire_groups
from presseschau.core.tables import DUPLICATE, EARLIER_VERSION, conform

#: Shorter lines than this (in words) are repeated in good faith: "Ja." in an interview.
MIN_WORDS = 3
#: A text with so many lines that ask is an interview, in which answers may be the same.
_QUESTIONS = 3
#: A line in so many unrelated articles of an outlet is the outlet's; a whole sentence only if
#: that is also this share of its articles, since background paragraphs are used again.
MIN_ARTICLES = 3
MIN_SHARE = 0.2

_REMOVED = ["article_id", "outlet", "kind", "text", "count", "path"]


def clean(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Takes out of articles what is not their body, and marks copies and teasers.

    Words that a scan or a narrow column broke are made whole (:mod:`presseschau.articles.scans`).
    Taken out are advertising and page furniture, lines repeated within an article or across an
    outlet's unrelated articles, notices of a paywall, bylines, date lines and agency codes; author
    and agency move to columns. Of exact duplicates (same words; or same outlet and same cleaned
    text) the earliest is kept, of the versions of a feed's page the last. Near-duplicates stay and
    share a ``wire_group``.

    ``article_id`` stays the hash of the text before cleaning, while the character offsets of all
    other tables point into the cleaned ``text``.

    Args:
        articles: The table of :func:`presseschau.articles.load_articles`.

    Returns:
        The articles in the order of their paths, with the columns ``original`` (the text before
        cleaning), ``agency`` and ``also_in`` (other outlets that printed exactly the same words)
        more; and the table ``removed`` with article_id, outlet, kind (of ``REMOVED``), text, count
        and path, one row for each text taken out of an article, ``count`` times.
    """
    table = conform(articles, "articles")
    table["original"] = table["text"]
    for column in ("agency", "also_in"):
        table[column] = table.get(column, "")
    rows = sorted(table.to_dict("records"), key=lambda row: file_and_row(row["path"]))
    removed: list[dict] = []

    rows = _drop_earlier_versions(rows, removed)
    rows = _drop_duplicates(rows, removed, lambda row: row["article_id"])
    for row in rows:
        row["text"], hyphens = mend_scan(row["text"])
        if hyphens:
            _note(removed, row, "line-end hyphen", "-", hyphens)
        _strip_lines(row, removed)
    _strip_frames(rows, removed)
    rows = _drop_duplicates(rows, removed, lambda row: (row["outlet"], article_id(row["text"])))
    groups = wire_groups([row["text"] for row in rows])
    _strip_outlet_lines(rows, groups, removed)
    _name_groups(rows, groups)
    removed.sort(key=lambda row: file_and_row(row["path"]))
    gone = pd.DataFrame(removed, columns=_REMOVED).astype({"count": "int64"})
    return conform(pd.DataFrame(rows, columns=table.columns), "articles"), gone


def _age(row: dict) -> tuple:
    """Sort key: the publication, undated articles last, then the path."""
    dated = pd.notna(row["published"])
    return (not dated, row["published"] if dated else 0, file_and_row(row["path"]))


def _note(removed: list[dict], row: dict, kind: str, text: str, count: int = 1) -> None:
    noted = {"kind": kind, "text": text.strip(), "count": count}
    removed.append(noted | {name: row[name] for name in ("article_id", "outlet", "path")})


def _drop_duplicates(rows: list[dict], removed: list[dict], key) -> list[dict]:
    """Keeps the earliest of the rows with one key; the others are noted by their title."""
    same: dict[object, list[dict]] = defaultdict(list)
    for row in rows:
        same[key(row)].append(row)
    dropped: set[int] = set()  # not paths, which an archive may give twice
    for copies in same.values():
        kept, *others = sorted(copies, key=_age)
        for row in others:
            dropped.add(id(row))
            _note(removed, row, DUPLICATE, row["title"] or row["text"][:80])
        outlets = {row["outlet"] for row in others} - {kept["outlet"]}
        kept["also_in"] = "; ".join(sorted(outlets | {*filter(None, kept["also_in"].split("; "))}))
    return [row for row in rows if id(row) not in dropped]


def _drop_earlier_versions(rows: list[dict], removed: list[dict]) -> list[dict]:
    """Keeps the last of what a feed's page was at different times; the others are noted."""
    versions = {row["path"]: version for row in rows if (version := version_of(row["path"]))}
    latest: dict[str, str] = {}
    for page, moment in versions.values():
        latest[page] = max(moment, latest.get(page, ""))
    kept = []
    for row in rows:
        page, moment = versions.get(row["path"], ("", ""))
        if moment == latest.get(page, ""):
            kept.append(row)
        else:
            _note(removed, row, EARLIER_VERSION, row["title"] or row["text"][:80])
    return kept


def _strip_lines(row: dict, removed: list[dict]) -> None:
    """Takes lines out that show by themselves, or by being repeated, that they do not belong."""
    lines = row["text"].split("\n")
    keys = [_key(line) for line in lines]
    counts = Counter(keys)
    interview = sum(map(is_question, lines)) >= _QUESTIONS
    kept: list[str] = []
    out: dict[str, list[str]] = defaultdict(list)
    stands: set[str] = set()
    for line, key in zip(lines, keys, strict=True):
        kind = _kind(line, counts[key])
        if kind == "repeated line" and (is_question(line) or (interview and is_sentence(line))):
            kind = "boilerplate" if is_furniture(line) else ""
        # A repeated sentence of the article stays where it first stands; advertising never does.
        sentence = kind == "repeated line" and is_sentence(line) and not is_furniture(line)
        if not kind or (sentence and key not in stands):
            kept.append(line)
            stands.add(key)
        else:
            out[kind].append(line)
    text = _join(kept)
    end = notice_at_end(text)
    if end < len(text):
        out["teaser notice"].append(text[end:].strip())
    locked = "teaser notice" in out and len(text[:end].split()) < TEASER_WORDS
    row["is_teaser"] = row["is_teaser"] or locked
    if not text[:end].strip():
        return  # a text of nothing else stays as it is
    row["text"] = text[:end]
    for kind, gone in out.items():
        for line, count in Counter(gone).items():
            _note(removed, row, kind, line, count)


def _kind(line: str, count: int) -> str:
    """The kind of ``REMOVED`` as which a line is to be taken out, or an empty string."""
    if not line.strip():
        return ""
    if is_notice(line):
        return "teaser notice"
    if count > 1 and len(line.split()) >= MIN_WORDS and not line.endswith(":"):
        return "repeated line"
    return "boilerplate" if is_furniture(line) else ""


def _strip_frames(rows: list[dict], removed: list[dict]) -> None:
    """Moves bylines, date lines and agencies from the texts to their columns."""
    places = frozenset(filter(None, (place_of(row["text"]) for row in rows)))
    for row in rows:
        text = row["text"]
        frame = read_frame(text, places)
        kept, done = [], 0
        for part in frame.parts:
            kept.append(text[done : part.start])
            done = max(done, part.end)
        body = _join("".join([*kept, text[done:]]).split("\n"))
        if not body:
            continue
        for part in frame.parts:
            _note(removed, row, part.kind, text[part.start : part.end])
        row["text"] = body
        row["author"] = row["author"] or frame.author
        row["agency"] = row["agency"] or frame.agency


def _strip_outlet_lines(rows: list[dict], groups: list[int], removed: list[dict]) -> None:
    """Takes lines out that stand in several of an outlet's articles which are no copies."""
    # Nearly all lines stand in one article: of those, neither they nor a set is kept.
    met: dict[int, int] = {}
    several: dict[int, set[int]] = defaultdict(set)
    for row, group in zip(rows, groups, strict=True):
        for key in {_key(line) for line in row["text"].split("\n")}:
            line = hash((row["outlet"], key))
            if met.setdefault(line, group) != group:
                several[line] |= {met[line], group}
    sizes = Counter(row["outlet"] for row in rows)

    def belongs_to_outlet(outlet: str, line: str) -> bool:
        key = _key(line)
        said = is_sentence(line) and len(line.split()) < MIN_WORDS
        if not key or line.endswith(":") or is_question(line) or said:
            return False
        needed = max(MIN_ARTICLES, MIN_SHARE * sizes[outlet] if is_sentence(line) else 0)
        return len(several.get(hash((outlet, key)), ())) >= needed

    for row in rows:
        lines = row["text"].split("\n")
        out = Counter(line for line in lines if belongs_to_outlet(row["outlet"], line))
        text = _join(line for line in lines if line not in out)
        if out and text:
            for line, count in out.items():
                _note(removed, row, "boilerplate", line, count)
            row["text"] = text


def _name_groups(rows: list[dict], groups: list[int]) -> None:
    """Names the groups of more than one article by the id of their earliest."""
    members: dict[int, list[dict]] = defaultdict(list)
    for row, group in zip(rows, groups, strict=True):
        members[group].append(row)
    for copies in members.values():
        name = min(copies, key=_age)["article_id"] if len(copies) > 1 else ""
        for row in copies:
            row["wire_group"] = name


def _key(line: str) -> str:
    return " ".join(line.casefold().split())


def _join(lines: Iterable[str]) -> str:
    """Joins the lines that are left, with at most one empty line between two."""
    return re.sub("\n{3,}", "\n\n", "\n".join(map(str.strip, lines))).strip()
