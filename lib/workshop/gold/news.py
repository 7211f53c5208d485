"""Real news: how much of what a report would show of real articles is right, by kind of error."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pandas as pd

from presseschau import DEFAULT_ANNOTATOR
from presseschau.articles import load_articles
from presseschau.core.analysis import Analysis
from presseschau.core.tables import OUTLET_VOICE
from presseschau.link.voices import UNKNOWN_VOICE
from presseschau.pipeline.analyzing import analyze
from workshop.gold.resampling import draws, f1_score

#: From this share of their joint characters on, two quotes are one.
SAME_QUOTE = 0.5
#: Kinds of actors that the pages show.
_SHOWN = ("PER", "ORG", "GOV")


class _Read(NamedTuple):
    """One article: the gold, what the analysis shows of it, and who is who among both."""

    gold: Mapping
    tables: Mapping[str, pd.DataFrame]
    actors: Mapping[str, Mapping]

    def same(self, actor_id: str, actor: Mapping) -> bool:
        """Whether an actor of the analysis is one of the gold, by any of their names."""
        shown = self.actors.get(actor_id)
        return bool(shown) and (
            bool(shown["names"] & {_plain(n) for n in [actor["name"], *actor["aliases"]]})
            or shown["bare"] == _bare(actor["name"])
        )


def evaluate_news(
    gold: str | Path, tables: str | Path = "", annotator: str = DEFAULT_ANNOTATOR
) -> dict:
    """Scores what a report shows of real articles against careful reading by the codebook.

    A quote is found where it and the gold share at least half of their joint characters; it is
    right with its actor where that is one of the gold's, or rightly none. Reported acts of speech
    need not be found. A judgement is right in its sentence, actor and sign.

    Args:
        gold: JSON Lines, one article each: doc, title, text, outlet, published, and as read
            actors (id, name, aliases, kind, roles), quotes (start, end, type, actor, also) and
            tone (start, end, actor, voice, tenor); offsets count in the text.
        tables: A saved analysis of these articles, whose urls end in the doc; empty to analyse.
        annotator: Who reads the articles then.

    Returns:
        "quotes" ("found", "right_with_actor", "actor_right_where_named"), "actors", "roles",
        "tone" ("judgement", "with_voice"): precision, recall and F1 with its 95 % interval
        (bootstrap over articles); "errors", counted by kind; "counts".
    """
    documents = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines()]
    return score_articles(documents, tables, annotator)


def score_articles(documents: Sequence[Mapping], tables: str | Path, annotator: str) -> dict:
    """The figures of :func:`evaluate_news` for articles in the form it describes."""
    analysis = Analysis.load(tables) if tables else _analysis(documents, annotator)
    read = list(_pairs(documents, analysis))
    errors: Counter[str] = Counter()
    quotes = np.array([_quotes(one, errors) for one in read])
    actors = np.array([_actors(one) for one in read])
    roles = np.array([_roles(one) for one in read])
    tone = np.array([_tone(one, errors) for one in read])
    drawn = draws(len(read))
    named, right = quotes[:, 6:].sum(axis=0)
    counts = {
        "articles": len(read),
        "quotes_shown": int(quotes[:, 1].sum()),
        "quotes_in_gold": int(quotes[:, 3].sum()),
        "actors_in_gold": int(actors[:, 3].sum()),
        "judgements_shown": int(tone[:, 1].sum()),
        "judgements_in_gold": int(tone[:, 3].sum()),
    }
    return {
        "quotes": {
            "found": f1_score(quotes[:, :4], drawn),
            "right_with_actor": f1_score(quotes[:, [4, 1, 5, 3]], drawn),
            "actor_right_where_named": float(right / max(1, named)),
        },
        "actors": f1_score(actors, drawn),
        "roles": f1_score(roles, drawn),
        "tone": {
            "judgement": f1_score(tone[:, :4], drawn),
            "with_voice": f1_score(tone[:, [4, 1, 5, 3]], drawn),
        },
        "errors": dict(sorted(errors.items())),
        "counts": counts,
    }


def _analysis(documents: Sequence[Mapping], annotator: str) -> Analysis:
    """The articles read as files are, analysed."""
    with TemporaryDirectory() as folder:
        with Path(folder, "news.jsonl").open("w", encoding="utf-8") as file:
            for document in documents:
                fields = {name: document[name] for name in ("title", "text", "outlet", "published")}
                fields["url"] = f"https://example.org/{document['doc']}"
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
        articles, rejects = load_articles(folder)
    return analyze(articles, rejects, annotator=annotator)


def _pairs(documents: Sequence[Mapping], analysis: Analysis) -> Iterator[_Read]:
    actors = {
        row.actor_id: {
            "names": {_plain(name) for name in [row.name, *row.aliases.split("; ")] if name},
            "bare": _bare(row.name),
            "kind": row.kind,
        }
        for row in analysis.actors.itertuples(name="Actor")
    }
    docs = analysis.articles["url"].str.rpartition("/")[2]
    ids = dict(zip(docs, analysis.articles["article_id"], strict=True))
    names = ("sentences", "mentions", "roles", "quotes", "tone")
    grouped = {name: dict(iter(getattr(analysis, name).groupby("article_id"))) for name in names}
    for document in documents:
        if (article := ids.get(document["doc"])) is None:
            continue
        tables = {n: grouped[n].get(article, getattr(analysis, n).head(0)) for n in names}
        yield _Read(document, tables, actors)


def _quotes(read: _Read, errors: Counter) -> list[int]:
    """Found, shown, gold found, gold; right, gold right; named, named right."""
    gold, known = read.gold["quotes"], {actor["id"]: actor for actor in read.gold["actors"]}
    found = right = named = named_right = 0
    reached: dict[int, bool] = {}
    for row in read.tables["quotes"].itertuples():
        shares = [_overlap(row, quote) for quote in gold]
        best = int(np.argmax(shares)) if shares else -1
        if best < 0 or shares[best] < SAME_QUOTE:
            errors["quote: none there"] += 1
            continue
        found += 1
        speakers = [known[name] for name in [gold[best]["actor"], *gold[best]["also"]]
                    if name in known]  # fmt: skip
        fits = any(read.same(row.actor_id, one) for one in speakers)
        named += bool(speakers)
        named_right += fits
        fits = fits if speakers else not row.actor_id
        if not fits:
            kind = "actor: wrong" if row.actor_id and speakers else "actor: left open"
            errors[kind if speakers else "actor: given, though nameless"] += 1
        right += fits
        reached[best] = reached.get(best, False) or fits
    wanted = [n for n, quote in enumerate(gold) if quote["type"] != "reported"]
    for n in wanted:
        if n not in reached:
            errors[f"quote: missed, {gold[n]['type']}"] += 1
    hits, fits = sum(n in reached for n in wanted), sum(reached.get(n, False) for n in wanted)
    shown = len(read.tables["quotes"])
    return [found, shown, hits, len(wanted), right, fits, named, named_right]


def _actors(read: _Read) -> list[int]:
    shown = {
        name
        for name in read.tables["mentions"]["actor_id"]
        if name and read.actors[name]["kind"] in _SHOWN
    }
    gold = read.gold["actors"]
    right = sum(any(read.same(name, actor) for actor in gold) for name in shown)
    found = sum(any(read.same(name, actor) for name in shown) for actor in gold)
    return [right, len(shown), found, len(gold)]


def _roles(read: _Read) -> list[int]:
    """A role is right where one of the gold's holds it or is held by it."""
    gold = [(actor, _plain(role)) for actor in read.gold["actors"] for role in actor["roles"]]
    wanted = [(actor, role) for actor, role in gold if actor["kind"] == "PER"]
    rows = [(r.actor_id, _plain(r.role)) for r in read.tables["roles"].itertuples()]

    def fits(row: tuple[str, str], one: tuple[Mapping, str]) -> bool:
        return (one[1] in row[1] or row[1] in one[1]) and read.same(row[0], one[0])

    right = sum(any(fits(row, one) for one in gold) for row in rows)
    found = sum(any(fits(row, one) for row in rows) for one in wanted)
    return [right, len(rows), found, len(wanted)]


def _tone(read: _Read, errors: Counter) -> list[int]:
    """Right, shown, gold found, gold; right with voice, gold found with voice."""
    gold, known = read.gold["tone"], {actor["id"]: actor for actor in read.gold["actors"]}
    spans = read.tables["sentences"].set_index("sentence")[["start", "end"]]
    rows = read.tables["tone"].query("tenor != 0")
    shown = [r for r in rows.itertuples() if read.actors.get(r.actor_id, {}).get("kind") in _SHOWN]
    right = voiced = 0
    reached: dict[int, bool] = {}
    for row in shown:
        start, end = spans.loc[row.sentence]
        hit = next(
            (
                n
                for n, one in enumerate(gold)
                if one["start"] < end
                and one["end"] > start
                and one["tenor"] == row.tenor
                and one["actor"] in known
                and read.same(row.actor_id, known[one["actor"]])
            ),
            None,
        )
        if hit is None:
            errors["judgement: none there"] += 1
            continue
        right += 1
        voice = gold[hit]["voice"]
        same = voice == row.voice and voice in (OUTLET_VOICE, UNKNOWN_VOICE)
        same = same or (voice in known and read.same(row.voice, known[voice]))
        voiced += same
        if not same:
            errors["judgement: wrong voice"] += 1
        reached[hit] = reached.get(hit, False) or same
    errors["judgement: missed"] += len(gold) - len(reached)
    return [right, len(shown), len(reached), len(gold), voiced, sum(reached.values())]


def _overlap(row: object, quote: Mapping) -> float:
    both = min(row.end, quote["end"]) - max(row.start, quote["start"])
    return max(0, both) / (max(row.end, quote["end"]) - min(row.start, quote["start"]))


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().casefold()


def _bare(name: str) -> str:
    return _plain(name.replace(" (Regierung)", ""))
