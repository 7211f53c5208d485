"""Who is who: the steps of correcting that give names to other actors."""

from presseschau.core.tables import conform, parse_spans
from presseschau.link.corrections.checks import plain
from presseschau.link.corrections.reach import (
    Orphan,
    Reach,
    Row,
    actor_for,
    find_actor,
    nearest,
    overlap,
    sentence_of,
    text_at,
)


def correct_actor(row: Row, reach: Reach) -> None:
    """Confirms an actor, makes it one with another, or gives away names of one spelling.

    Each in one article or, without ``article_id``, everywhere.
    """
    here = row["article_id"]
    if here and here not in reach.texts:
        raise Orphan("text changed")
    old = find_actor(row["actor"], reach)
    if not old:
        raise Orphan("no such actor")
    articles = [here] if here else list(reach.texts)
    if row["action"] == "confirm":
        _confirm(row, old, reach)
        return
    new = actor_for(row["value"], reach.actors[old]["kind"], reach)
    if old == new:
        return
    if row["action"] == "merge":
        _merge(row, old, new, articles, reach)
    else:
        _split(row, old, new, articles, reach)


def _confirm(row: Row, actor: str, reach: Reach) -> None:
    """Makes all names of an actor in an article certain; everywhere, nobody has read them all."""
    if not row["article_id"]:
        return
    named = [m for m in reach.mentions[row["article_id"]] if m["actor_id"] == actor]
    if not named:
        raise Orphan("no such mention")
    for mention in named:
        mention["score"] = 1.0


def _merge(row: Row, old: str, new: str, articles: list[str], reach: Reach) -> None:
    here = row["article_id"]
    moved = [_rename(article, old, new, reach) for article in articles]
    if here and not any(moved):
        raise Orphan("no such mention")
    reach.recount.add(old)
    if here:
        reach.merged_here[here, old] = new, row["line"]
        return
    lost, kept = reach.actors.pop(old), reach.actors[new]
    for column in ("aliases", "roles"):
        kept[column] = _also(kept[column], *lost[column].split("; "))
    reach.merged[old] = new


def _split(row: Row, old: str, new: str, articles: list[str], reach: Reach) -> None:
    given = [
        (article, mention)
        for article in articles
        for mention in reach.mentions[article]
        if mention["actor_id"] == old and plain(mention["text"]) == row["text"]
    ]
    if not given:
        raise Orphan("no such mention")
    for article, mention in given:
        _give(article, mention, new, row["line"], reach)
    if not row["article_id"]:
        names = reach.actors[old]["aliases"].split("; ")
        reach.actors[old]["aliases"] = "; ".join(n for n in names if n != row["text"])


def who_here(row: Row, actor: str, reach: Reach) -> str:
    """The actor whom a later row made one with this one in the row's article, else itself."""
    new, line = reach.merged_here.get((row["article_id"], actor), ("", -1))
    return new if line > row["line"] else actor


def said_actor(row: Row, kind: str, reach: Reach) -> str:
    """The id of the actor that a row names, who is made if there is none yet."""
    return who_here(row, actor_for(row["value"], kind, reach), reach)


def _rename(article: str, old: str, new: str, reach: Reach) -> bool:
    moved = False
    for rows, columns in (
        (reach.mentions, ["actor_id"]),
        (reach.roles, ["actor_id"]),
        (reach.quotes, ["actor_id"]),
        (reach.tone, ["actor_id", "voice"]),
    ):
        for row in rows[article]:
            for column in columns:
                if row[column] == old:
                    row[column], moved = new, True
    if moved:
        reach.revoice.add(article)
    return moved


def correct_mention(row: Row, reach: Reach) -> None:
    """Confirms, adds or deletes a name, or gives it to another actor with what hangs on it."""
    article, text = row["article_id"], text_at(row, reach)
    found = nearest(reach.mentions[article], row["start"], row["end"])
    if row["action"] == "add" and not found:
        start, end = row["start"], row["end"]
        new = {"article_id": article, "start": start, "end": end, "text": text[start:end]}
        found = conform([new], "mentions").to_dict("records")[0]
        reach.mentions[article].append(found)
        found["kind"] = reach.actors[said_actor(row, "PER", reach)]["kind"]
    if not found:
        raise Orphan("no such mention")
    old, kind = found["actor_id"], found["kind"]
    if row["action"] == "delete":
        reach.mentions[article].remove(found)
        new = ""
    else:
        found["score"] = 1.0
        new = said_actor(row, kind, reach) if row["value"] else old
    if new == old:
        return
    _give(article, found, new, row["line"], reach)


def _give(article: str, mention: Row, new: str, line: int, reach: Reach) -> None:
    """A name to another actor (nobody if empty) with what hangs on it."""
    old = mention["actor_id"]
    mention |= {"actor_id": new, "candidates": ""}
    if new:
        actor = reach.actors[new]
        actor["aliases"] = _also(actor["aliases"], mention["text"])
    reach.recount.add(old)
    reach.revoice.add(article)
    if old:
        _move_speaker(article, mention, old, line, reach)
        _move_roles(article, mention, old, reach)
        _move_tone(article, mention, old, reach)


def _move_speaker(article: str, mention: Row, old: str, line: int, reach: Reach) -> None:
    for quote in reach.quotes[article]:
        spans = parse_spans(quote["speaker_spans"])
        if quote["actor_id"] == old and any(overlap(span, mention) for span in spans):
            quote["actor_id"] = mention["actor_id"]
            reach.given_quotes[article, quote["quote"]] = line


def _move_roles(article: str, mention: Row, old: str, reach: Reach) -> None:
    """Lets the roles follow that stand nearer to this name than to others of the old actor."""
    others = [row["start"] for row in reach.mentions[article] if row["actor_id"] == old]
    for role in [row for row in reach.roles[article] if row["actor_id"] == old]:
        away = abs(role["start"] - mention["start"])
        if any(abs(role["start"] - start) < away for start in others):
            continue
        role["actor_id"] = mention["actor_id"]
        if not mention["actor_id"]:
            reach.roles[article].remove(role)
        else:
            actor = reach.actors[mention["actor_id"]]
            actor["roles"] = _also(actor["roles"], role["role"])


def _move_tone(article: str, mention: Row, old: str, reach: Reach) -> None:
    """Lets the judgements of a sentence follow, unless it names the old actor once more.

    So does the voice of an attack; that of quoted speech is found again by the quote.
    """
    number = sentence_of(article, mention["start"], reach)
    for other in reach.mentions[article]:
        if other["actor_id"] == old and sentence_of(article, other["start"], reach) == number:
            return
    tone = reach.tone[article]
    reach.given_tone[article, number, old] = mention["actor_id"]
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
