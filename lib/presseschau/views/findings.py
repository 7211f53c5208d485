"""Findings in words and small charts, for the first page and for whatever passes them on."""

from collections.abc import Iterator
from functools import partial
from html import escape
from itertools import islice
from typing import Any

import pandas as pd
from babel.lists import format_list

from presseschau.core.analysis import Analysis
from presseschau.measures.contrasts import LEAST, LEAST_SIDE
from presseschau.measures.quality import LEAST_PRECISION
from presseschau.measures.statement_kinds import FRONT, LEAST_JUDGED, OFTEN
from presseschau.measures.statements import MOST, TASKS
from presseschau.views.charts import Chart, ranking
from presseschau.views.excerpts import whole_marks
from presseschau.views.precision import plainly
from presseschau.views.wording import UNITS, date, percent, word

#: Rows of a small chart, and findings of a short list.
_ROWS, _FIRST = 5, 5
#: The column that tells the bars of a chart apart; "name" for the others.
_BARS = {
    **dict.fromkeys(("change", "new"), "half"),
    "retold": "change",
    **dict.fromkeys(("outlets", "words", "manner"), "outlet"),
}
_COUNTS = ("n", "of", "behind", "quotes", "direct", "texts")
#: What may be counted by names of bodies.
_NAMING = ("lead", "change", "new", "outlets")
_RULES = (
    *("order", "articles", "kinds", "bodies", "chance", "front", "retold", "halves", "words"),
    *("judged", "precision", "proof"),
)


def sentence(row: dict[str, Any], language: str) -> str:
    """What a row of :func:`presseschau.measures.statements` says."""
    kind, form = row["kind"], "said"
    if kind in ("lead", "quoted", "story"):
        form = {0: "level", 1: "clear"}.get(row["front"], "group")
    elif kind == "change":
        form = row["where"]
    elif kind == "judged":
        form = "praise" if row["value"] > 0 else "blame"
    known = {name: row[name] for name in ("name", "where", "other")}
    known |= {name: percent(row[name], language) for name in ("first", "second")}
    known |= {name: int(row[name]) for name in _COUNTS if pd.notna(row.get(name))}
    ties = row["ties"] if isinstance(row["ties"], list) else []
    if "behind" in known:
        others = [_titled(kind, name, language) for name in (row["other"], *ties)]
        known["other"] = format_list(others, locale=language)
    if form in ("group", "level"):
        known["leaders"] = _leaders(row, known["of"], language)
    known["each"] = word("findings.each", language) if ties else ""
    if kind == "story":
        copies = known.get("texts", known["n"]) < known["n"]
        known["texts"] = word("findings.story.texts", language, **known) if copies else ""
    if kind == "quoted":
        key = "findings.quoted.verbatim"
        known["verbatim"] = word(key, language, **known) if "direct" in known else ""
    if kind == "retold":
        known |= _retelling(row["told"], known, language)
    if kind == "manner":
        sides = row["table"].set_index("outlet")[["marked", "n"]]
        for side in ("where", "other"):
            known[f"{side}_marked"], known[f"{side}_n"] = sides.loc[row[side]]
    return word(f"findings.{kind}.{form}", language, **known, since=date(row["since"], language))


def _titled(kind: str, name: str, language: str) -> str:
    """A name as it stands in a sentence: a headline in quotation marks."""
    return word("findings.story.one", language, other=name) if kind == "story" else name


def _leaders(row: dict[str, Any], of: int, language: str) -> str:
    """Those who are in front together, or the first where nobody is, each with its articles."""
    told = [
        word(
            f"findings.leader.{'next' if place else 'first'}",
            language,
            name=_titled(row["kind"], one["name"], language),
            n=int(one["articles"]),
            of=of,
            share=percent(one["value"], language),
        )
        for place, one in enumerate(
            row["table"].head(int(row["front"]) or FRONT).to_dict("records")
        )
    ]
    return format_list(told, locale=language)


def _retelling(told: dict[str, Any], known: dict[str, Any], language: str) -> dict[str, str]:
    """How often what differs in two printings of an utterance, and the most telling example."""
    counts = [
        word(f"findings.retold.counts.{how}", language, n=n) for how, n in told["counts"].items()
    ]
    given = {**known, "instead": told["instead"]}
    given |= {name: told[name] for name in ("cue", "other_cue")}
    example = word(f"findings.retold.example.{told['how']}", language, **given)
    if told["denied"]:
        example += " " + word("findings.retold.denied", language, name=told["denied"])
    return {"counts": format_list(counts, locale=language), "example": example}


def figure(row: dict[str, Any], language: str) -> str:
    """Its number with interval and n."""
    kind, alone = row["kind"], row.get("front") == 0
    write = UNITS["share" if alone else {"judged": "score", "retold": "share"}.get(kind, "points")]
    told = {name: row[name] for name in ("value", "low", "high")}
    if kind == "change" and row["where"] == "earlier":  # who is named less often has lost
        told = {"value": -told["value"], "low": -told["high"], "high": -told["low"]}
    figures = {name: write(value, language) for name, value in told.items()}
    points = abs(round(100 * row["value"]))
    key = "findings.own" if alone else f"findings.{kind}.figure"
    what = word(key, language, points=points, **figures, name=_titled(kind, row["name"], language))
    return word("findings.figure", language, what=what, n=int(row["n"]), **figures)


def drawing(row: dict[str, Any], language: str) -> Chart:
    """A small chart of the figures from which the row was read."""
    by, table = _bars(row)
    return ranking(table, by, language, "score" if row["kind"] == "judged" else "share")


def _bars(row: dict[str, Any]) -> tuple[str, pd.DataFrame]:
    """What tells the bars of the small chart apart, and their figures."""
    by, table = _BARS.get(row["kind"], "name"), row["table"]
    told = table[by].isin([row["name"], row["where"], row["other"]])
    room = (~told).cumsum() <= _ROWS - told.sum()
    table = table[told | room]
    if by == "outlet":
        table = table.sort_values("value", ascending=False)
    return by, table


def told(analysis: Analysis, table: pd.DataFrame, language: str) -> Iterator[dict[str, Any]]:
    """What the first page shows of each finding that holds.

    Yields:
        kind, title, sentence, figure, names (of actors in sentence and chart), quotes (how many, of
        some), chart, caption,
        proofs (each with text, source and place, "article_id#anchor").
    """
    articles = analysis.articles.set_index("article_id")
    kinds = analysis.actors.set_index("name")["kind"].to_dict()
    say = partial(word, language=language)
    for row in table[table["holds"]].to_dict("records"):
        kind = row["kind"]
        known = {name: row[name] for name in ("name", "where", "other")}
        chart, (by, bars) = drawing(row, language), _bars(row)
        named = [row["name"], *((row["other"], *bars["name"]) if by == "name" else ())]
        named += [row["told"]["instead"]] if kind == "retold" else []
        caption = [f"findings.{kind}.chart", *(f"common.{sign}" for sign in chart.signs)]
        if kind in _NAMING and kinds.get(row["name"]) == "ORG":
            caption.insert(1, "findings.bodies")
        proofs = [
            {
                "text": whole_marks(proof["text"]),
                "place": f"{proof['article_id']}#{proof['anchor']}",
            }
            | {"source": _source(articles.loc[proof["article_id"]], language)}
            for proof in (row, row["beside"], row["denial"])
            if isinstance(proof, dict)
        ]
        yield {
            "kind": kind,
            "title": say(f"findings.{kind}.title"),
            "sentence": sentence(row, language),
            "figure": figure(row, language),
            "names": [*dict.fromkeys(filter(pd.notna, named))],
            "quotes": row["quotes"],
            "chart": chart,
            "caption": "; ".join(say(key, **known) for key in caption),
            "proofs": proofs,
        }


def _source(article: pd.Series, language: str) -> str:
    """Outlet, day and title of an article, as far as they are known."""
    day = article["published"]
    told = [article["outlet"], date(day, language) if pd.notna(day) else "", article["title"]]
    return ", ".join(filter(None, told)) or word("findings.source", language)


def findings_html(analysis: Analysis, table: pd.DataFrame, language: str) -> str:
    """The first findings, each with its figure and its proof, and what is missing for others."""
    say = partial(word, language=language)
    parts = [
        f"<h3>{escape(row['title'])}</h3><p><strong>{escape(row['sentence'])}</strong></p>"
        f'<p class="how">{escape(row["figure"])}</p>'
        + "".join(
            f"<blockquote><p>{escape(proof['text'])}</p>"
            f"<footer>{escape(proof['source'])}</footer></blockquote>"
            for proof in row["proofs"]
        )
        for row in islice(told(analysis, table, language), _FIRST)
    ]
    unsaid = "".join(
        f"<li>{escape(line)}</li>" for line in chosen(analysis, table, language)["unsaid"]
    )
    if not parts:
        return f"<p><strong>{escape(say('gather.nothing_found'))}</strong></p><ul>{unsaid}</ul>"
    left = f"<summary>{escape(say('needs.title'))}</summary><ul>{unsaid}</ul>"
    return "".join(parts) + (f"<details>{left}</details>" if unsaid else "")


def chosen(analysis: Analysis, table: pd.DataFrame, language: str) -> dict[str, Any]:
    """How findings are chosen: the rules, what is not said and why, and what was measured."""
    limits = {"least": LEAST, "side": LEAST_SIDE, "judged": LEAST_JUDGED, "most": MOST}
    limits |= {"often": percent(OFTEN, language), "front": FRONT}
    say = partial(word, language=language, **limits, precision=LEAST_PRECISION)
    unsaid = [
        say(
            "findings.unsaid",
            titles=" · ".join(say(f"findings.{kind}.title") for kind in kinds),
            reason=say(f"findings.reasons.{reason}"),
        )
        for reason, kinds in table[~table["holds"]].groupby("reason", sort=False)["kind"]
    ]
    known = (table["precision"] >= 0).any()
    tasks = table.loc[table["holds"], "kind"].map(TASKS).dropna().unique()
    return {
        "rules": [say(f"findings.rules.{rule}") for rule in _RULES if known or rule != "precision"],
        "unsaid": unsaid,
        "measured": plainly(analysis, tasks, language),
    }
