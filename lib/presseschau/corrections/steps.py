"""The steps of correcting: each puts a person's word into the rows of one article."""

from presseschau.corrections.desk import (
    Desk,
    Orphan,
    Row,
    actor_for,
    find_actor,
    nearest,
    sentence_of,
    text_at,
)
from presseschau.sentiment import UNKNOWN_VOICE
from presseschau.tables import OUTLET_VOICE, conform, format_spans, parse_spans


def merge_actors(row: Row, desk: Desk) -> None:
    """Makes two actors one, in one article or, without ``article_id``, everywhere."""
    here = row["article_id"]
    if here and here not in desk.texts:
        raise Orphan("text changed")
    old = find_actor(row["actor"], desk)
    if not old:
        raise Orphan("no such actor")
    new = actor_for(row["value"], desk.actors[old]["kind"], desk)
    if old == new:
        return
    moved = [_rename(article, old, new, desk) for article in ([here] if here else desk.texts)]
    if here and not any(moved):
        raise Orphan("no such mention")
    desk.recount.add(old)
    if not here:
        lost, kept = desk.actors.pop(old), desk.actors[new]
        for column in ("aliases", "roles"):
            kept[column] = _also(kept[column], *lost[column].split("; "))
        desk.merged[old] = new


def _rename(article: str, old: str, new: str, desk: Desk) -> bool:
    moved = False
    for rows, columns in (
        (desk.mentions, ["actor_id"]),
        (desk.roles, ["actor_id"]),
        (desk.quotes, ["actor_id"]),
        (desk.tone, ["actor_id", "voice"]),
    ):
        for row in rows[article]:
            for column in columns:
                if row[column] == old:
                    row[column], moved = new, True
    if moved:
        desk.revoice.add(article)
    return moved


def correct_mention(row: Row, desk: Desk) -> None:
    """Confirms, adds or deletes a name, or gives it to another actor with what hangs on it."""
    article, text = row["article_id"], text_at(row, desk)
    found = nearest(desk.mentions[article], row["start"], row["end"])
    if row["action"] == "add" and not found:
        start, end = row["start"], row["end"]
        new = {"article_id": article, "start": start, "end": end, "text": text[start:end]}
        found = conform([new], "mentions").to_dict("records")[0]
        desk.mentions[article].append(found)
        found["kind"] = desk.actors[actor_for(row["value"], "PER", desk)]["kind"]
    if not found:
        raise Orphan("no such mention")
    old, kind = found["actor_id"], found["kind"]
    if row["action"] == "delete":
        desk.mentions[article].remove(found)
        new = ""
    else:
        found["score"] = 1.0
        new = actor_for(row["value"], kind, desk) if row["value"] else old
    if new == old:
        return
    found |= {"actor_id": new, "candidates": ""}
    if new:
        actor = desk.actors[new]
        actor["aliases"] = _also(actor["aliases"], found["text"])
    desk.recount.add(old)
    desk.revoice.add(article)
    if old:
        _move_speaker(article, found, old, desk)
        _move_roles(article, found, old, desk)
        _move_tone(article, found, old, desk)


def _move_speaker(article: str, mention: Row, old: str, desk: Desk) -> None:
    for quote in desk.quotes[article]:
        spans = parse_spans(quote["speaker_spans"])
        if quote["actor_id"] == old and any(_overlap(span, mention) for span in spans):
            quote["actor_id"] = mention["actor_id"]


def _move_roles(article: str, mention: Row, old: str, desk: Desk) -> None:
    """Lets the roles follow that stand nearer to this name than to others of the old actor."""
    others = [row["start"] for row in desk.mentions[article] if row["actor_id"] == old]
    for role in [row for row in desk.roles[article] if row["actor_id"] == old]:
        away = abs(role["start"] - mention["start"])
        if any(abs(role["start"] - start) < away for start in others):
            continue
        role["actor_id"] = mention["actor_id"]
        if not mention["actor_id"]:
            desk.roles[article].remove(role)
        else:
            actor = desk.actors[mention["actor_id"]]
            actor["roles"] = _also(actor["roles"], role["role"])


def _move_tone(article: str, mention: Row, old: str, desk: Desk) -> None:
    """Lets the judgements of a sentence follow, unless it names the old actor once more."""
    number = sentence_of(article, mention["start"], desk)
    for other in desk.mentions[article]:
        if other["actor_id"] == old and sentence_of(article, other["start"], desk) == number:
            return
    tone = desk.tone[article]
    for judged in [r for r in tone if r["sentence"] == number and r["actor_id"] == old]:
        if mention["actor_id"]:
            judged["actor_id"] = mention["actor_id"]
        else:
            tone.remove(judged)


def correct_quote(row: Row, desk: Desk) -> None:
    """Confirms, adds or deletes a quote, or changes its type."""
    article, text = row["article_id"], text_at(row, desk)
    quotes = desk.quotes[article]
    found = nearest(quotes, row["start"], row["end"])
    if row["action"] == "add" and not found:
        span = row["start"], row["end"]
        new = {
            "article_id": article,
            "quote": desk.next_quote.get(article, 0),
            "start": span[0],
            "end": span[1],
            "text": " ".join(text[slice(*span)].split()),
            "spans": format_spans([span]),
            "medium": "Speech",
        }
        found = conform([new], "quotes").to_dict("records")[0]
        quotes.append(found)
        desk.next_quote[article] = found["quote"] + 1
        desk.revoice.add(article)
    if not found:
        raise Orphan("no such quote")
    if row["action"] == "delete":
        quotes.remove(found)
        desk.recount.add(found["actor_id"])
        desk.revoice.add(article)
        return
    found["type"] = row["value"] or found["type"]
    found["score"] = 1.0


def correct_speaker(row: Row, desk: Desk) -> None:
    """Confirms, takes away or changes who says a quote."""
    text_at(row, desk)
    quote = nearest(desk.quotes[row["article_id"]], row["start"], row["end"])
    if not quote:
        raise Orphan("no such quote")
    if row["action"] == "confirm" and not row["value"]:
        return
    new = "" if row["action"] == "delete" else actor_for(row["value"], "PER", desk)
    if new == quote["actor_id"] and new:
        return
    desk.recount.add(quote["actor_id"])
    desk.revoice.add(row["article_id"])
    quote |= {"actor_id": new, "actor_score": 1.0, "speaker_class": "resolved"}
    if not new or _names_others(quote, desk):
        name, known = (desk.actors[new]["name"], "named") if new else ("", "none")
        quote |= {"speaker": name, "speaker_spans": "", "speaker_start": -1, "speaker_end": -1}
        quote["speaker_class"] = known


def _names_others(quote: Row, desk: Desk) -> bool:
    """Tells whether the words of the speaker name somebody, but not the actor of the quote."""
    spans = parse_spans(quote["speaker_spans"])
    named = {
        mention["actor_id"]
        for mention in desk.mentions[quote["article_id"]]
        if mention["kind"] in ("PER", "ORG")
        and not mention["derived"]
        and any(_overlap(span, mention) for span in spans)
    }
    return not spans or (bool(named) and quote["actor_id"] not in named)


def correct_tenor(row: Row, desk: Desk) -> None:
    """Confirms, adds, changes or deletes how a sentence judges an actor.

    Where it does so in two voices, the place says which: the one with its words there.
    """
    article = row["article_id"]
    text_at(row, desk)
    actor, number = find_actor(row["actor"], desk), sentence_of(article, row["start"], desk)
    if not actor or number < 0:
        raise Orphan("no such actor" if not actor else "no such sentence")
    tone = desk.tone[article]
    found = [r for r in tone if r["sentence"] == number and r["actor_id"] == actor]
    narrow = [r for r in found if any(_overlap(s, row) for s in parse_spans(r["evidence"]))]
    if row["action"] == "add" and not found:
        evidence = format_spans([(row["start"], row["end"])])
        new = {"article_id": article, "sentence": number, "actor_id": actor, "evidence": evidence}
        found = conform([new | {"voice": _voice(row, desk)}], "tone").to_dict("records")
        tone += found
    if not found:
        raise Orphan("no such judgement")
    for judged in narrow or found:
        if row["action"] == "delete":
            tone.remove(judged)
        else:
            judged["tenor"] = int(row["value"] or judged["tenor"])
            judged["tenor_score"] = 1.0


def _voice(row: Row, desk: Desk) -> str:
    """Gives the speaker of the quote around a place, else the outlet."""
    for quote in desk.quotes[row["article_id"]]:
        if any(a <= row["start"] and row["end"] <= b for a, b in parse_spans(quote["spans"])):
            return quote["actor_id"] or UNKNOWN_VOICE
    return OUTLET_VOICE


def _overlap(span: tuple[int, int], row: Row) -> bool:
    return span[0] < row["end"] and row["start"] < span[1]


def _also(cell: str, *more: str) -> str:
    return "; ".join(dict.fromkeys(part for part in (*cell.split("; "), *more) if part))


#: The steps in their order: who is who comes before who says what.
STEPS = {
    "actor": merge_actors,
    "mention": correct_mention,
    "quote": correct_quote,
    "speaker": correct_speaker,
    "tenor": correct_tenor,
}
