"""Who is who: the steps of correcting that give names to other actors."""

from presseschau.core.tables import conform, parse_spans
from presseschau.link.corrections.checks import plain
from presseschau.link.corrections.reach import (
    Desk,
    Orphan,
    Row,
    actor_for,
    find_actor,
    nearest,
    overlap,
    sentence_of,
    text_at,
)


def correct_actor(row: Row, desk: Desk) -> None:
    """Confirms an actor, makes it one with another, or gives away names of one spelling.

    Each in one article or, without ``article_id``, everywhere.
    """
    here = row["article_id"]
    if here and here not in desk.texts:
        raise Orphan("text changed")
    old = find_actor(row["actor"], desk)
    if not old:
        raise Orphan("no such actor")
    articles = [here] if here else list(desk.texts)
    if row["action"] == "confirm":
        _confirm(row, old, desk)
        return
    new = actor_for(row["value"], desk.actors[old]["kind"], desk)
    if old == new:
        return
    if row["action"] == "merge":
        _merge(row, old, new, articles, desk)
    else:
        _split(row, old, new, articles, desk)


def _confirm(row: Row, actor: str, desk: Desk) -> None:
    """Makes all names of an actor in an article certain; everywhere, nobody has read them all."""
    if not row["article_id"]:
        return
    named = [m for m in desk.mentions[row["article_id"]] if m["actor_id"] == actor]
    if not named:
        raise Orphan("no such mention")
    for mention in named:
        mention["score"] = 1.0


def _merge(row: Row, old: str, new: str, articles: list[str], desk: Desk) -> None:
    here = row["article_id"]
    moved = [_rename(article, old, new, desk) for article in articles]
    if here and not any(moved):
        raise Orphan("no such mention")
    desk.recount.add(old)
    if here:
        desk.merged_here[here, old] = new, row["line"]
        return
    lost, kept = desk.actors.pop(old), desk.actors[new]
    for column in ("aliases", "roles"):
        kept[column] = _also(kept[column], *lost[column].split("; "))
    desk.merged[old] = new


def _split(row: Row, old: str, new: str, articles: list[str], desk: Desk) -> None:
    given = [
        (article, mention)
        for article in articles
        for mention in desk.mentions[article]
        if mention["actor_id"] == old and plain(mention["text"]) == row["text"]
    ]
    if not given:
        raise Orphan("no such mention")
    for article, mention in given:
        _give(article, mention, new, row["line"], desk)
    if not row["article_id"]:
        names = desk.actors[old]["aliases"].split("; ")
        desk.actors[old]["aliases"] = "; ".join(n for n in names if n != row["text"])


def who_here(row: Row, actor: str, desk: Desk) -> str:
    """Gives whom an actor was made one with in the row's article by a later row, else itself."""
    new, line = desk.merged_here.get((row["article_id"], actor), ("", -1))
    return new if line > row["line"] else actor


def said_actor(row: Row, kind: str, desk: Desk) -> str:
    """Gives the actor that a row names, made if it is new."""
    return who_here(row, actor_for(row["value"], kind, desk), desk)


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
        found["kind"] = desk.actors[said_actor(row, "PER", desk)]["kind"]
    if not found:
        raise Orphan("no such mention")
    old, kind = found["actor_id"], found["kind"]
    if row["action"] == "delete":
        desk.mentions[article].remove(found)
        new = ""
    else:
        found["score"] = 1.0
        new = said_actor(row, kind, desk) if row["value"] else old
    if new == old:
        return
    _give(article, found, new, row["line"], desk)


def _give(article: str, mention: Row, new: str, line: int, desk: Desk) -> None:
    """Gives a name to another actor (nobody if empty) with what hangs on it."""
    old = mention["actor_id"]
    mention |= {"actor_id": new, "candidates": ""}
    if new:
        actor = desk.actors[new]
        actor["aliases"] = _also(actor["aliases"], mention["text"])
    desk.recount.add(old)
    desk.revoice.add(article)
    if old:
        _move_speaker(article, mention, old, line, desk)
        _move_roles(article, mention, old, desk)
        _move_tone(article, mention, old, desk)


def _move_speaker(article: str, mention: Row, old: str, line: int, desk: Desk) -> None:
    for quote in desk.quotes[article]:
        spans = parse_spans(quote["speaker_spans"])
        if quote["actor_id"] == old and any(overlap(span, mention) for span in spans):
            quote["actor_id"] = mention["actor_id"]
            desk.given_quotes[article, quote["quote"]] = line


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
    """Lets the judgements of a sentence follow, unless it names the old actor once more.

    So does the voice of an attack; that of quoted speech is found again by the quote.
    """
    number = sentence_of(article, mention["start"], desk)
    for other in desk.mentions[article]:
        if other["actor_id"] == old and sentence_of(article, other["start"], desk) == number:
            return
    tone = desk.tone[article]
    desk.given_tone[article, number, old] = mention["actor_id"]
    for voiced in tone:
        if voiced["sentence"] == number and voiced["voice"] == old and mention["actor_id"]:
            voiced["voice"] = mention["actor_id"]
    for judged in [r for r in tone if r["sentence"] == number and r["actor_id"] == old]:
        if mention["actor_id"]:
            judged["actor_id"] = mention["actor_id"]
        else:
            tone.remove(judged)


def _also(cell: str, *more: str) -> str:
    return "; ".join(dict.fromkeys(part for part in (*cell.split("; "), *more) if part))
