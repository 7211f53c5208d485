"""Privacy: people who are no public figures stand with their initials."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.slugs import slug
from presseschau.core.tables import parse_spans
from presseschau.measures.private import private_people
from presseschau.measures.spot_check import read_check

#: The value of the parameter ``private`` for it.
INITIALS = "initials"
#: A shorter word of a name is too often another word.
_SHORTEST = 3
_WORD = re.compile(r"\w[\w'’-]*")
_PART = re.compile(r"[\s-]+")
_CLAIM = re.compile(r"(.*?)( [+−])?", re.DOTALL)


def initialled(analysis: Analysis) -> Analysis:
    """The same analysis with initials in the place of private names, wherever they stand.

    Texts keep their length, so that every offset stays right. A name that is also a public
    person's stays where this one is meant.
    """
    names = private_people(analysis)
    forms = _forms(analysis, names)
    everywhere = _pattern({form for own in forms.values() for form in own if " " in form})
    private = analysis.mentions[analysis.mentions["actor_id"].isin(names.index)]
    here = private.groupby("article_id")["actor_id"].agg(set).to_dict()
    everybody_else = analysis.mentions.drop(private.index)
    others = everybody_else[everybody_else["kind"] == "PER"]
    public = analysis.actors[~analysis.actors["actor_id"].isin(names.index)]["aliases"]
    public = {form for forms in public for form in forms.split("; ")}
    nameless = others[(others["actor_id"] == "") & ~others["text"].isin(public)]
    unclear = nameless.groupby("article_id")["text"].agg(set).to_dict()
    others = others.drop(nameless.index)
    kept = defaultdict(list)
    for row in others.itertuples():
        kept[row.article_id].append((row.start, row.end))
    hide: dict[str, Callable[[str], str]] = {}
    texts = {}
    for article_id, text in analysis.articles[["article_id", "text"]].itertuples(index=False):
        own = {form for actor in here.get(article_id, ()) for form in forms[actor]}
        own |= unclear.get(article_id, set())
        parts = {part for form in own for part in _PART.split(form) if not part.islower()}
        own |= {word for word in parts if len(word) >= _SHORTEST}
        hide[article_id] = _hiding(_pattern(own), everywhere)
        texts[article_id] = _outside(text, kept[article_id], hide[article_id])
    names = pd.concat([names, _nowhere_left(everybody_else, texts, analysis.actors)])
    return _rewritten(analysis, names, _new_ids(names), texts, hide, _hiding(everywhere))


def _nowhere_left(others: pd.DataFrame, texts: dict[str, str], actors: pd.DataFrame) -> pd.Series:
    """The names of actors of which no mention is left: a reader took a part of a name for a place.

    By ``actor_id``; the mentions are those of everybody but the private.
    """
    left = [
        " ".join(texts[row.article_id][row.start : row.end].split()) == row.text
        for row in others.itertuples()
    ]
    gone = set(others["actor_id"]) - set(others.loc[left, "actor_id"])
    rows = actors[actors["actor_id"].isin(gone)]
    return rows.set_index("actor_id")["name"]


def initials(name: str) -> str:
    """The initials of a name: "Tim von Müller" becomes "T. M."."""
    words = [word for word in name.split() if not word[0].islower()] or name.split()
    return " ".join(f"{word[0]}." for word in words)


def _new_ids(names: pd.Series) -> dict[str, tuple[str, str]]:
    """A new id and name for each private person; two of the same initials stay apart."""
    found, counts = {}, defaultdict(int)
    for actor, name in names.sort_index().items():
        short = initials(name)
        counts[short] += 1
        n = counts[short]
        found[actor] = (f"{slug(short)}-{n}-private", short + (f" ({n})" if n > 1 else ""))
    return found


def _forms(analysis: Analysis, names: pd.Series) -> dict[str, set[str]]:
    aliases = analysis.actors.set_index("actor_id")["aliases"]
    return {
        actor: {form for form in (name, *aliases[actor].split("; ")) if len(form) >= _SHORTEST}
        for actor, name in names.items()
    }


def _pattern(forms: Iterable[str]) -> re.Pattern | None:
    parts = sorted(map(re.escape, forms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:['’]?s)?(?!\w)") if parts else None


def _hiding(*patterns: re.Pattern | None) -> Callable[[str], str]:
    used = [pattern for pattern in patterns if pattern]

    def hide(text: str) -> str:
        for pattern in used:
            text = pattern.sub(lambda match: _WORD.sub(_short, match[0]), text)
        return text

    return hide


def _short(word: re.Match) -> str:
    """A word's initial, as long as the word was."""
    return f"{word[0][0]}.".ljust(len(word[0]))[: len(word[0])]


def _outside(text: str, spans: Iterable[tuple[int, int]], hide: Callable[[str], str]) -> str:
    """Hides names but for those in spans, which are others'."""
    parts, here = [], 0
    for start, end in sorted(spans):
        if start >= here:
            parts += [hide(text[here:start]), text[start:end]]
            here = end
    return "".join([*parts, hide(text[here:])])


def _rewritten(
    analysis: Analysis,
    names: pd.Series,
    ids: dict[str, tuple[str, str]],
    texts: dict[str, str],
    hide: dict[str, Callable[[str], str]],
    everywhere: Callable[[str], str],
) -> Analysis:
    new = {actor: pair[0] for actor, pair in ids.items()}
    tables = {}
    for name, table in analysis.tables():
        table = table.copy()
        for column in {"actor_id", "voice"} & set(table):
            table[column] = table[column].replace(new)
        if "candidates" in table:
            table["candidates"] = [
                ";".join(new.get(one, one) for one in cell.split(";"))
                for cell in table["candidates"]
            ]
        for column in {"title", "story", "role", "speaker", "addressee", "frame"} & set(table):
            table[column] = [
                " ".join(hide[article_id](cell).split()) if article_id in hide else cell
                for article_id, cell in zip(table["article_id"], table[column], strict=True)
            ]
        tables[name] = table
    articles = tables["articles"]
    articles["text"] = articles["article_id"].map(texts).astype("str")
    articles["private"] = INITIALS
    told = [f"-{slug(name)}" for name in names]
    for column in ("url", "path"):
        articles[column] = ["" if any(one in f"-{slug(cell)}" for one in told) else cell
                            for cell in articles[column]]  # fmt: skip
    for name in ("mentions", "tokens"):
        rows = tables[name]
        rows["text"] = [
            " ".join(texts[article_id][start:end].split())
            for article_id, start, end in rows[["article_id", "start", "end"]].itertuples(
                index=False
            )
        ]
    quotes = tables["quotes"]
    quotes["text"] = [
        " ".join(texts[article_id][start:end] for start, end in parse_spans(spans))
        for article_id, spans in zip(quotes["article_id"], quotes["spans"], strict=True)
    ]
    actors = tables["actors"]
    private = analysis.actors["actor_id"].isin(names.index)
    shown = analysis.actors["actor_id"].map({actor: pair[1] for actor, pair in ids.items()})
    actors["name"] = actors["name"].where(~private, shown)
    actors["aliases"] = actors["aliases"].where(~private, shown)
    said = dict(zip(analysis.roles["role"], tables["roles"]["role"], strict=True))
    actors["roles"] = ["; ".join(said.get(role, role) for role in cell.split("; "))
                       for cell in actors["roles"]]  # fmt: skip
    corrections = tables["corrections"]
    for column in ("actor", "value"):  # of a speaker's correction the value is an actor, too
        corrections[column] = corrections[column].replace(new)
    for column in ("text", "value", "note"):
        corrections[column] = [
            hide[article_id](cell) if article_id in hide else cell
            for article_id, cell in zip(corrections["article_id"], corrections[column], strict=True)
        ]
    tables["removed"]["text"] = tables["removed"]["text"].map(everywhere)
    shown = dict(zip(analysis.actors["name"], actors["name"], strict=True))
    return replace(analysis, **tables, check=_check(analysis.check, shown, hide, everywhere))


def _check(
    text: str,
    shown: dict[str, str],
    hide: dict[str, Callable[[str], str]],
    everywhere: Callable[[str], str],
) -> str:
    """The file of spot checks with new names in its claims, which "+" or "−" may follow."""
    check = read_check(text)
    for n, (article_id, claim) in enumerate(check[["article_id", "claim"]].to_numpy()):
        name, sign = _CLAIM.fullmatch(claim).groups(default="")
        found = shown.get(name) or " ".join(hide.get(article_id, everywhere)(name).split())
        check.loc[n, "claim"] = found + sign
    return check.to_csv(index=False) if text else ""
