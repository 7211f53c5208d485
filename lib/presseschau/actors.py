"""One actor behind many names: links mentions to actors within articles and across the corpus."""

import re
import unicodedata
from collections import Counter, defaultdict

import pandas as pd

from presseschau.tables import conform

PARTICLES = {"von", "van", "de", "der", "den", "zu", "zur", "vom", "del", "di", "da", "al", "el"}
TITLES = {"Dr.", "Dr", "Prof.", "Prof", "Herr", "Herrn", "Frau", "Sir", "Lord", "Lady", "h.c."}

#: Endings of transliterated surnames, whose spelling varies from paper to paper.
_SLAVIC = re.compile(r"(?:[oei](?:w|v|ff)|sk(?:y|i|yj|ij)|enko|witsch|vic|wa|va)$")
_FOLDS = [
    (re.compile(pattern), fold)
    for pattern, fold in [
        ("tsch", "c"),
        ("sch|sh|zh", "s"),
        ("kh|ch", "h"),
        ("ff|w", "v"),
        ("ij|iy|yj|ej|ey|ei|y|j", "i"),
        ("z", "s"),
        (r"(.)\1", r"\1"),
    ]
]
_ROLE = re.compile(r"((?:[a-zäöüß]+(?:e|en|er|es) )?(?:[A-ZÄÖÜ][\wäöüß]*-)*[A-ZÄÖÜ][a-zäöüß]+) $")
_ROLE_HEAD = re.compile(
    r"(?i)(minister|präsident|chef|sprecher|kanzler|meister|leiter|vorsitzende|direktor|trainer|"
    r"sekretär|anwalt|forscher|experte|kandidat|könig|papst|botschafter|richter|ärzt|arzt|führer|"
    r"kommissar|senator|general|betriebsrat|landwirt|kapitän|vorstand|stürmer|hydrolog|autor|"
    r"regisseur|gouverneur|premier|abgeordnete|professor|vorstand)(?:in|e|er|n|s|es|ten)?$"
)
_ABBREVIATION = re.compile(r"\s?\(([A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,7})\)")


def link_actors(
    mentions: pd.DataFrame, articles: pd.DataFrame, register: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Gives every mention its actor, and the actors.

    A surname alone goes to the one full name of the article that carries it, else to the only one
    of the corpus; where two people share it, it stays an actor of its own, so that nothing is
    merged that the text keeps apart.

    Args:
        mentions: The table mentions.
        articles: The table articles.
        register: Path of the user's ``actors.csv``; empty for none.

    Returns:
        mentions with ``actor_id``, and the table actors, most articles first.
    """
    texts = articles.set_index("article_id")["text"]
    frame = mentions.assign(name=mentions["text"].map(_bare))
    frame = frame.assign(name=_without_genitives(frame))
    frame = frame.assign(name=_expanded(frame, texts))
    names = pd.Series("", index=frame.index, dtype=object)
    for kind, group in frame.groupby("kind", sort=True):
        names.loc[group.index] = _people(group) if kind == "PER" else group["name"]
    frame = frame.assign(name=names, key=names.map(_fold))
    best = frame.groupby("key", sort=True)["name"].agg(_most_common)
    frame = frame.assign(name=frame["key"].map(best))
    frame = frame.assign(actor_id=frame["name"].map(slug))
    linked = conform(frame.drop(columns=["name", "key"]), "mentions")
    return linked, _actors(frame, texts)


def slug(name: str) -> str:
    """Writes a name as an identifier: "Ruth Müller" becomes "ruth-mueller"."""
    lower = name.lower()
    for letter, pair in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("ı", "i"),
        ("ł", "l"),
    ):
        lower = lower.replace(letter, pair)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x" + lower.encode().hex()[:12]


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words).strip("-")


def _without_genitives(frame: pd.DataFrame) -> pd.Series:
    """Takes the -s off a name only where the corpus also knows the name without it."""
    counts = Counter(frame["name"])
    last_words = Counter(name.split()[-1] for name in frame["name"] if name)

    def base(name: str) -> str:
        stem = re.sub(r"(?:s|['’])$", "", name)
        known = counts[stem] or (" " not in stem and last_words[stem])
        return stem if stem != name and len(stem) > 2 and known else name

    return frame["name"].map(base)


def _expanded(frame: pd.DataFrame, texts: pd.Series) -> pd.Series:
    """Puts the full name for an abbreviation that some article introduces in brackets."""
    full: dict[str, Counter] = defaultdict(Counter)
    for row in frame[frame["kind"] != "PER"].itertuples():
        found = _ABBREVIATION.match(texts[row.article_id], row.end)
        if found and len(row.name) > len(found[1]):
            full[found[1]][row.name] += 1
    names = {short: counter.most_common(1)[0][0] for short, counter in full.items()}
    return frame["name"].where(frame["kind"] == "PER", frame["name"].replace(names))


def _surname(name: str) -> str:
    words = name.split()
    for n, word in enumerate(words):
        if word.lower() in PARTICLES:
            return " ".join(words[n:])
    return words[-1] if words else name


def _people(group: pd.DataFrame) -> pd.Series:
    """Gives each mention of a person its full name."""
    is_full = group["name"].map(lambda name: _surname(name) != name)
    full = group[is_full].assign(surname=lambda rows: rows["name"].map(_surname).map(_fold))
    everywhere = full.groupby("surname")["name"].agg(lambda names: list(dict.fromkeys(names)))
    within = full.groupby(["article_id", "surname"])["name"].agg(
        lambda names: list(dict.fromkeys(names))
    )
    names = group["name"].copy()
    for row in group[~is_full].itertuples():
        surname = _fold(row.name)
        here = within.get((row.article_id, surname), [])
        candidates = {_fold(name): name for name in here or everywhere.get(surname, [])}
        if len(candidates) == 1:
            names[row.Index] = next(iter(candidates.values()))
    return names


def _fold(name: str) -> str:
    """Gives spelling variants of one transliterated name the same key."""
    plain = name.casefold().replace("’", "").replace("'", "")
    if not _SLAVIC.search(plain):
        return plain
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    for pattern, fold in _FOLDS:
        plain = pattern.sub(fold, plain)
    return plain


def _most_common(names: pd.Series) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _actors(frame: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    roles = _roles(frame, texts)
    rows = []
    for actor_id, group in frame.groupby("actor_id", sort=True):
        rows.append(
            {
                "actor_id": actor_id,
                "name": group["name"].iloc[0],
                "kind": _most_common(group["kind"]),
                "aliases": "; ".join(sorted(set(group["text"]))),
                "roles": "; ".join(role for role, _ in roles[actor_id].most_common()),
                "articles": group["article_id"].nunique(),
                "mentions": len(group),
            }
        )
    actors = conform(rows, "actors")
    return actors.sort_values(
        ["articles", "mentions", "actor_id"], ascending=[False, False, True], ignore_index=True
    )


def _roles(frame: pd.DataFrame, texts: pd.Series) -> dict[str, Counter]:
    roles: dict[str, Counter] = defaultdict(Counter)
    for row in frame[frame["kind"] == "PER"].itertuples():
        before = _ROLE.search(texts[row.article_id], max(0, row.start - 60), row.start)
        if before and _ROLE_HEAD.search(before[1]):
            roles[row.actor_id][before[1]] += 1
    return roles
