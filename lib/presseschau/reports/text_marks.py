"""Text marks: which parts of an article's text are marked, and its HTML with them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from presseschau.core.tables import Span, parse_spans
from presseschau.link.actors.nameless import nameless
from presseschau.reports.safety import harmless


class Mark(NamedTuple):
    """A part of a text to be marked: its CSS classes, the anchor it carries and its hint."""

    start: int
    end: int
    classes: str
    anchor: str = ""
    title: str = ""


def mark_up(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Marks parts of ``text[start:end]`` in HTML, however they overlap.

    Longer marks enclose shorter ones; where two cross, the inner one is closed and opened again,
    so that elements always nest. An anchor stands on the first piece only, and only in the part
    of the text where its mark starts. The text is escaped, odd characters become visible.
    """
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    inside.sort(key=lambda m: (max(m.start, start), -m.end, m.start, m.classes))
    cuts = {start, end} | {c for m in inside for c in m[:2] if start < c < end}
    waiting, stack, out = inside[::-1], [], []
    for here, there in pairwise(sorted(cuts)):
        closing = [n for n, mark in enumerate(stack) if mark.end <= here]
        if closing:
            out.append("</span>" * (len(stack) - closing[0]))
            reopened = [m for m in stack[closing[0] :] if m.end > here]
            stack = stack[: closing[0]] + reopened
            out += [_open(m, first=False) for m in reopened]
        while waiting and max(waiting[-1].start, start) <= here:
            mark = waiting.pop()
            out.append(_open(mark, first=mark.start >= start))
            stack.append(mark)
        out.append(escape(text[here:there]))
    return harmless("".join(out), _visible) + "</span>" * len(stack)


def _open(mark: Mark, first: bool) -> str:
    anchor = f' id="{mark.anchor}"' if first and mark.anchor else ""
    title = f' title="{escape(harmless(mark.title))}"' if mark.title else ""
    return f'<span class="{mark.classes}"{anchor}{title}>'


def _visible(odd: re.Match) -> str:
    return f'<abbr class="odd" title="U+{ord(odd[0]):04X}">\ufffd</abbr>'


def marks_of(rows: Mapping[str, list], names: Mapping, t: Mapping) -> Iterator[Mark]:
    """The marks of an article: its sentences, quotes with speaker and cue, mentions, tone words.

    ``rows`` are those of each table, ``names`` the actors' by their ids, ``t`` the page's texts.
    """
    for row in rows["sentences"]:
        yield Mark(row["start"], row["end"], "s", f"s{row['sentence']}")
    for row in rows["quotes"]:
        who = names.get(row["actor_id"]) or nameless(row["speaker"], row["cue"])
        who = who or t["article"]["unknown_speaker"]
        kind = t["types"].get(row["type"], row["type"])
        spans = parse_spans(row["spans"]) or [(row["start"], row["end"])]
        yield from _parts(spans, "q", f"q{row['quote']}", f"{who} ({kind})")
        yield from _parts(parse_spans(row["speaker_spans"]), "speaker")
        yield from _parts(parse_spans(row["cue_spans"]), "cue")
    reached = set()  # where two mentions begin, links lead to the first
    for row in rows["mentions"]:
        kind = t["kinds"].get(row["kind"], row["kind"])
        title = f"{names.get(row['actor_id'], t['article']['unlinked'])} ({kind})"
        classes = f"m {row['kind'] if row['kind'] in t['kinds'] else 'OTH'}"
        anchor = f"m{row['start']}" if row["start"] not in reached else ""
        reached.add(row["start"])
        yield Mark(row["start"], row["end"], classes, anchor, title)
    yield from _tone_marks(rows["tone"], names, t)


def _parts(spans: Sequence[Span], classes: str, anchor: str = "", title: str = "") -> list[Mark]:
    return [
        Mark(start, end, classes, anchor if n == 0 else "", title)
        for n, (start, end) in enumerate(spans)
    ]


def _tone_marks(tone: list, names: Mapping, t: Mapping) -> Iterator[Mark]:
    """Marks each tone word once, whoever it is about, with the sign of the first that has one."""
    found: dict[Span, list] = {}
    for row in tone:
        for span in parse_spans(row["evidence"]):
            found.setdefault(span, []).append(row)
    for (start, end), rows in found.items():
        signs = [row["tenor"] or row["valence"] for row in rows]
        sign = next((value for value in signs if value), 0)
        about = dict.fromkeys(names.get(row["actor_id"], row["actor_id"]) for row in rows)
        classes = "tone plus" if sign > 0 else "tone minus" if sign < 0 else "tone"
        yield Mark(start, end, classes, title=f"{t['article']['tone']}: {', '.join(about)}")
