"""The steps of correcting: each puts a person's word into the rows of one article."""

from presseschau.core.tables import OUTLET_VOICE, conform, format_spans, parse_spans
from presseschau.link.corrections.identity import (
    correct_actor,
    correct_mention,
    said_actor,
    who_here,
)
from presseschau.link.corrections.reach import (
    Orphan,
    Reach,
    Row,
    find_actor,
    nearest,
    overlap,
    sentence_of,
    text_at,
)
from presseschau.link.voices import UNKNOWN_VOICE


def correct_quote(row: Row, reach: Reach) -> None:
    """Confirms, adds or deletes a quote, or changes its type."""
    article, text = row["article_id"], text_at(row, reach)
    quotes = reach.quotes[article]
    found = nearest(quotes, row["start"], row["end"])
    if row["action"] == "add" and not found:
        span = row["start"], row["end"]
        new = {
            "article_id": article,
            "quote": reach.next_quote.get(article, 0),
            "start": span[0],
            "end": span[1],
            "text": " ".join(text[slice(*span)].split()),
            "spans": format_spans([span]),
            "medium": "Speech",
        }
        found = conform([new], "quotes").to_dict("records")[0]
        quotes.append(found)
        reach.next_quote[article] = found["quote"] + 1
        reach.revoice.add(article)
    if not found:
        raise Orphan("no such quote")
    rows = [found, *_of_joint_speakers(found, quotes)]
    if row["action"] == "delete":
        _take_out(rows, quotes, reach)
        return
    for quote in rows:
        quote |= {"type": row["value"] or quote["type"], "score": 1.0}


def _of_joint_speakers(quote: Row, quotes: list[Row]) -> list[Row]:
    """The rows that a quote has for those who say it together with its speaker."""
    same = ("spans", "speaker_start", "speaker_end")
    return [
        row for row in quotes
        if row is not quote and row["actor_id"] and all(row[name] == quote[name] for name in same)
    ]  # fmt: skip


def _take_out(rows: list[Row], quotes: list[Row], reach: Reach) -> None:
    for quote in rows:
        quotes.remove(quote)
        reach.recount.add(quote["actor_id"])
        reach.revoice.add(quote["article_id"])


def correct_speaker(row: Row, reach: Reach) -> None:
    """Confirms, takes away or changes who says a quote; whom a person names says it alone."""
    text_at(row, reach)
    quotes = reach.quotes[row["article_id"]]
    quote = nearest(quotes, row["start"], row["end"])
    if not quote:
        raise Orphan("no such quote")
    later = reach.given_quotes.get((row["article_id"], quote["quote"]), -1) > row["line"]
    if later or (row["action"] == "confirm" and not row["value"]):
        return
    new = "" if row["action"] == "delete" else said_actor(row, "PER", reach)
    _take_out(_of_joint_speakers(quote, quotes), quotes, reach)
    if new == quote["actor_id"] and new:
        return
    reach.recount.add(quote["actor_id"])
    reach.revoice.add(row["article_id"])
    quote |= {"actor_id": new, "actor_score": 1.0, "speaker_class": "resolved"}
    if not new or _names_others(quote, reach):
        name, known = (reach.actors[new]["name"], "named") if new else ("", "none")
        quote |= {"speaker": name, "speaker_spans": "", "speaker_start": -1, "speaker_end": -1}
        quote["speaker_class"] = known


def _names_others(quote: Row, reach: Reach) -> bool:
    """Whether the words of the speaker are missing or name somebody else than the quote's actor."""
    spans = parse_spans(quote["speaker_spans"])
    named = {
        mention["actor_id"]
        for mention in reach.mentions[quote["article_id"]]
        if mention["kind"] in ("PER", "ORG")
        and not mention["derived"]
        and any(overlap(span, mention) for span in spans)
    }
    return not spans or (bool(named) and quote["actor_id"] not in named)


def correct_tenor(row: Row, reach: Reach) -> None:
    """Confirms, adds, changes or deletes how a sentence judges an actor.

    Where it does so in two voices, the place says which: the one with its words there.
    """
    article = row["article_id"]
    text_at(row, reach)
    actor = who_here(row, find_actor(row["actor"], reach), reach)
    number = sentence_of(article, row["start"], reach)
    if not actor or number < 0:
        raise Orphan("no such actor" if not actor else "no such sentence")
    if row["action"] != "add":
        actor = reach.given_tone.get((article, number, actor), actor)
    tone = reach.tone[article]
    found = [r for r in tone if r["sentence"] == number and r["actor_id"] == actor]
    narrow = [r for r in found if any(overlap(s, row) for s in parse_spans(r["evidence"]))]
    if row["action"] == "add" and not found:
        evidence = format_spans([(row["start"], row["end"])])
        new = {"article_id": article, "sentence": number, "actor_id": actor, "evidence": evidence}
        found = conform([new | {"voice": _voice(row, reach)}], "tone").to_dict("records")
        tone += found
    if not found and (actor or row["action"] != "delete"):
        raise Orphan("no such judgement")
    for judged in narrow or found:
        if row["action"] == "delete":
            tone.remove(judged)
        else:
            judged["tenor"] = int(row["value"] or judged["tenor"])
            judged["tenor_score"] = 1.0


def _voice(row: Row, reach: Reach) -> str:
    """The speaker of the quote around a place, else the outlet."""
    for quote in reach.quotes[row["article_id"]]:
        if any(a <= row["start"] and row["end"] <= b for a, b in parse_spans(quote["spans"])):
            return quote["actor_id"] or UNKNOWN_VOICE
    return OUTLET_VOICE


#: The steps in their order: who is who comes before who says what.
STEPS = {
    "actor": correct_actor, "mention": correct_mention, "quote": correct_quote,
    "speaker": correct_speaker, "tenor": correct_tenor,
}  # fmt: skip
