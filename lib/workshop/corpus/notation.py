"""The notation in which readers write what they found in an article, and its compilation to rows.

Readers give words, not offsets: a place is a sentence number and a literal substring, and the
compiler finds and checks it. The notation is described in the corpus' guide.
"""

import re

from presseschau.core.tables import Span, meet
from workshop.corpus.text_places import Fault, Sheet, find_places, matches

QUOTE_TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "ifi": "IndirectFreeIndirect",
    "free": "FreeIndirect",
    "reported": "Reported",
}
MEDIA = {"S": "Speech", "W": "Writing", "T": "Thought", "SW": "SW", "ST": "ST"}
KINDS = ("PER", "ORG", "GOV")


def compile_rows(sheet: Sheet, notation: str) -> tuple[dict, list[str]]:
    """Compiles a reader's notation to rows with offsets, and lists the faults by line.

    Returns:
        A dict of lists (``actors``, ``mentions``, ``quotes``, ``tone``, ``valence``), each row
        pointing into the text by character offsets, and one sentence for each fault.
    """
    rows = {"actors": [], "mentions": [], "quotes": [], "tone": [], "valence": []}
    faults: list[str] = []
    for number, line in enumerate(notation.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        try:
            _read_line(sheet, line.strip(), rows)
        except Fault as fault:
            faults.append(f"line {number}: {fault}\n    {line.strip()[:160]}")
    known = {actor["id"] for actor in rows["actors"]}
    for quote in rows["quotes"]:
        for actor in [quote["actor"], *quote["also"]]:
            if actor and actor not in known:
                faults.append(f"quote at {quote['start']}: no actor line for {actor!r}")
    for name in ("tone", "valence", "mentions"):
        for row in rows[name]:
            if row["actor"] not in known:
                faults.append(f"{name} at {row['start']}: no actor line for {row['actor']!r}")
    for row in rows["tone"]:
        if row["voice"] not in known | {"outlet", "unknown"}:
            faults.append(f"tone at {row['start']}: no actor line for voice {row['voice']!r}")
    faults += _name_mentions(sheet, rows)
    rows["quotes"].sort(key=lambda row: (row["start"], -row["end"]))
    once: dict[tuple, dict] = {}
    for row in sorted(rows["mentions"], key=lambda row: (row["start"], row["end"])):
        once.setdefault((row["start"], row["end"], row["actor"]), row)
    rows["mentions"] = list(once.values())
    return rows, faults


def _read_line(sheet: Sheet, line: str, rows: dict) -> None:
    head, *fields = [field.strip() for field in re.split(r"\s\|\s|\s\|$", line)]
    letter, *words = head.split()
    if letter == "A":
        rows["actors"].append(_actor(words, fields))
    elif letter == "R":
        if len(words) != 1:
            raise Fault("write: R id | 3: er; 4: die Kanzlerin")
        for place in ";".join(fields).split(";"):
            if place.strip():
                (span,) = find_places(sheet, place)
                rows["mentions"].append(_mention(sheet, span, words[0], "reference"))
    elif letter == "Q":
        rows["quotes"].append(_quote(sheet, words, fields))
    elif letter == "T":
        rows["tone"].append(_tone(sheet, words, fields))
    elif letter == "V":
        rows["valence"].append(_valence(sheet, words, fields))
    else:
        raise Fault(f"lines begin with A, R, Q, T or V, not {letter!r}")


def _mention(sheet: Sheet, span: Span, actor: str, form: str) -> dict:
    text = sheet.text[slice(*span)]
    return {"start": span[0], "end": span[1], "actor": actor, "form": form, "text": text}


def _actor(words: list[str], fields: list[str]) -> dict:
    # A id KIND [gender] | Name | aliases: a; b | roles: c; d
    if len(words) not in (2, 3) or words[1] not in KINDS or not fields:
        raise Fault("write: A id PER m | Full Name | aliases: a; b | roles: c; d")
    gender = words[2] if len(words) == 3 else ""
    if gender not in ("", "m", "f", "-"):
        raise Fault(f"gender is m, f or -, not {gender!r}")
    rest = dict(_named(field, ("aliases", "roles"), ":") for field in fields[1:])
    split = {key: [x.strip() for x in value.split(";") if x.strip()] for key, value in rest.items()}
    return {
        "id": words[0],
        "kind": words[1],
        "gender": gender.strip("-"),
        "name": fields[0],
        "aliases": split.get("aliases", []),
        "roles": split.get("roles", []),
    }


def _named(field: str, allowed: tuple[str, ...], sign: str) -> tuple[str, str]:
    key, found, value = field.partition(sign)
    if not found or key.strip() not in allowed:
        raise Fault(f"unknown field {field!r}: one of {', '.join(f'{a}{sign}' for a in allowed)}")
    return key.strip(), value.strip()


def _quote(sheet: Sheet, words: list[str], fields: list[str]) -> dict:
    # Q type medium | 3: … | s= 3: … | c= … | f= … | to= … | a=id | also=id,id
    if not words or words[0] not in QUOTE_TYPES or len(words) != 2 or words[1] not in MEDIA:
        raise Fault(
            f"write: Q type medium | place | …; types {', '.join(QUOTE_TYPES)}; S W T SW ST"
        )
    if not fields:
        raise Fault("the quote's own place is missing")
    rest = dict(_named(field, ("s", "c", "f", "to", "a", "also"), "=") for field in fields[1:])
    if "a" not in rest:
        raise Fault("a= is missing: the actor behind it, or - if nameless")
    spans = find_places(sheet, fields[0])
    if words[0] == "reported" and sheet.text[spans[-1][1] : spans[-1][1] + 1] == ".":
        spans[-1] = (spans[-1][0], spans[-1][1] + 1)
    roles = {"s": "speaker", "c": "cue", "f": "frame", "to": "addressee"}
    return {
        "start": min(start for start, _ in spans),
        "end": max(end for _, end in spans),
        "spans": spans,
        "type": QUOTE_TYPES[words[0]],
        "medium": MEDIA[words[1]],
        **{
            name: find_places(sheet, rest[key]) if rest.get(key) else []
            for key, name in roles.items()
        },
        "actor": rest["a"].strip("-") if rest["a"] == "-" else rest["a"],
        "also": [x.strip() for x in rest.get("also", "").split(",") if x.strip()],
    }


def _tone(sheet: Sheet, words: list[str], fields: list[str]) -> dict:
    # T + actor by voice | 3: words
    if len(words) != 4 or words[0] not in "+-" or words[2] != "by" or len(fields) != 1:
        raise Fault("write: T + actor by voice | 3: the judging words")
    spans = find_places(sheet, fields[0])
    own = {"actor": words[1], "voice": words[3], "tenor": 1 if words[0] == "+" else -1}
    return _sentence_of(sheet, spans) | own | {"words": spans}


def _valence(sheet: Sheet, words: list[str], fields: list[str]) -> dict:
    # V - actor | 3: words
    if len(words) != 2 or words[0] not in "+-" or len(fields) != 1:
        raise Fault("write: V - actor | 3: what happens")
    spans = find_places(sheet, fields[0])
    own = {"actor": words[1], "valence": 1 if words[0] == "+" else -1}
    return _sentence_of(sheet, spans) | own | {"words": spans}


def _sentence_of(sheet: Sheet, spans: list[Span]) -> dict:
    start, end = max(sentence for sentence in sheet.sentences if sentence[0] <= spans[0][0])
    return {"start": start, "end": end}


def _name_mentions(sheet: Sheet, rows: dict) -> list[str]:
    """Finds every place where a person's or an organisation's name or alias stands."""
    faults: list[str] = []
    owners: dict[str, list[str]] = {}
    taken: list[Span] = [(row["start"], row["end"]) for row in rows["mentions"]]
    for actor in rows["actors"]:
        if sum(other["id"] == actor["id"] for other in rows["actors"]) > 1:
            faults.append(f"two actor lines have the id {actor['id']!r}")
        for form in dict.fromkeys([actor["name"], *actor["aliases"]]):
            if actor["kind"] != "GOV":
                owners.setdefault(form, []).append(actor["id"])
    for form in sorted(owners, key=len, reverse=True):
        for span in matches(sheet, form, 0, len(sheet.text)):
            if any(meet(span, other) for other in taken):
                continue
            if len(owners[form]) > 1:
                faults.append(
                    f"{form!r} may be {' or '.join(owners[form])}: give each place as an R line"
                )
                continue
            taken.append(span)
            rows["mentions"].append(_mention(sheet, span, owners[form][0], "name"))
    for actor in rows["actors"]:
        if not any(row["actor"] == actor["id"] for row in rows["mentions"]):
            faults.append(
                f"actor {actor['id']!r} is mentioned nowhere: is its name spelt as in the text?"
                " (a GOV needs an R line with the places where it acts)"
            )
        for form in actor["aliases"]:
            if actor["kind"] != "GOV" and not matches(sheet, form, 0, len(sheet.text)):
                faults.append(f"alias {form!r} of {actor['id']!r} does not stand in the text")
    return faults
