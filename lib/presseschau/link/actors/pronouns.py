"""Pronouns: whom "er", "sie" and "der" mean in a place, and whose "eigene Angaben" stand there."""

import re

from presseschau.link.actors.reference import (
    FAR_SENTENCES,
    NEAR_SENTENCES,
    NO_TURN,
    Article,
    Named,
    Referent,
    Turn,
)

#: "die Fed", "die US-Notenbank Fed" before a house that "sie" may take up.
_ACTING = re.compile(r"\b[Dd]ie (?:[A-ZÄÖÜ][\w-]+ )?$")

#: In front of a name that is no subject: "Hinter" (Nordfunk), "des" (Verbands).
_OBLIQUE = re.compile(
    r"\b(?i:(?:aus|bei|durch|für|gegen|hinter|in|mit|nach|neben|seit|von|vor|zu|an|auf|über|unter"
    r"|wegen|laut|um)(?: (?:die|das|de[rmns]|eine?[mnrs]?))?|beim|im|vom|zum|zur|am|des|dem|den)"
    r" (?:[a-zäöüß]+e[nrms] )*(?:[A-ZÄÖÜ][\w-]+ )?[„\"»]?$"
)
#: "er nach" (eigenen Angaben)
_PRONOUN = re.compile(r"\b(er|sie)(?: [a-zäöüß]+)? (?:nach |laut )?$")


def nearest(
    article: Article, position: int, genders: tuple[str, ...], sentences: int = FAR_SENTENCES
) -> Referent | None:
    """Finds the person of one of some genders who is named last in front of a place."""
    near: list[tuple[int, Named]] = []
    for back, name in article.before(position):
        if back >= sentences:
            break
        if name.kind == "PER" and not name.derived and name.gender in genders:
            near.append((back, name))
    subjects = [(back, name) for back, name in near if not oblique(article, name)]
    found = [(back, name.actor) for back, name in subjects or near]
    if not found:
        return None
    back, actor = found[0]
    rivals = {other for distance, other in found if distance < NEAR_SENTENCES} - {actor}
    far = "far pronoun" if back >= NEAR_SENTENCES else ""
    return Referent(actor, far or ("pronoun of several" if rivals else "pronoun"))


def he(article: Article, position: int, turn: Turn = NO_TURN) -> Referent | None:
    """Finds whom "er" means in a place: the last man, or person of unknown gender, named there."""
    return _speaking(article, position, turn, ("m", "")) or nearest(article, position, ("m", ""))


def this_one(article: Article, position: int) -> Referent | None:
    """Finds whom "dieser" means: a man who is named last and acts not himself, else "er"."""
    men = (
        name
        for back, name in article.before(position)
        if back < NEAR_SENTENCES and name.kind == "PER" and name.gender == "m"
    )
    other = next((name for name in men if oblique(article, name)), None)
    return Referent(other.actor, "pronoun of several") if other else he(article, position)


def she(article: Article, position: int, plural: bool, turn: Turn = NO_TURN) -> Referent | None:
    """Finds whom "sie" means: a woman, or an organisation; of several people an organisation."""
    if not plural:
        found = _speaking(article, position, turn, ("f",))
        found = found or nearest(article, position, ("f",), NEAR_SENTENCES)
        if found:
            return found
    near = [
        name
        for back, name in article.before(position)
        if name.kind in ("ORG", "GOV") and not name.derived and back < NEAR_SENTENCES
    ]
    near = [name for name in near if article.text[name.start - 1 : name.start] != "("]
    near = [name for name in near if not article.is_told(name)]
    acting = [n for n in near if _ACTING.search(article.text, max(0, n.start - 40), n.start)]
    if acting or (plural and near):
        return Referent((acting or near)[0].actor, "pronoun for an organisation")
    return None if plural else nearest(article, position, ("f", ""))


def _speaking(
    article: Article, position: int, turn: Turn, genders: tuple[str, ...]
) -> Referent | None:
    """Who spoke in the sentence before, unless another is named between."""
    if not turn.actor or article.genders.get(turn.actor, "-") not in genders:
        return None
    if article.sentence(position) - article.sentence(turn.end - 1) > 1 or turn.end > position:
        return None
    between = {
        n.actor for n in article.inside(turn.end, position)
        if n.kind == "PER" and not n.derived and n.gender in genders
    }  # fmt: skip
    return None if between - {turn.actor} else Referent(turn.actor, "pronoun")


def that(article: Article, position: int) -> Referent | None:
    """Finds whom a relative pronoun means: the name right in front of it."""
    names = article.inside(max(0, position - 40), position)
    people = [name for name in names if name.kind in ("PER", "ORG", "GOV") and name.end <= position]
    return Referent(people[-1].actor, "relative") if people else he(article, position)


def own(article: Article, position: int) -> Referent | None:
    """Finds whose "eigene Angaben" are meant: the subject of the sentence, best in front."""
    if pronoun := _PRONOUN.search(article.text, max(0, position - 40), position):
        who = he(article, position) if pronoun[1] == "er" else she(article, position, False)
        return who and who._replace(way="own words")
    names = article.named_around(position)
    names = [n for n in names if not oblique(article, n)] or names
    people = [n for n in names if n.kind == "PER"] or names
    front = [n for n in people if n.start < position] or people
    if front:
        return Referent(front[0].actor, "own words")
    return nearest(article, position, ("m", "f", ""))


def acting(article: Article, sentence: int) -> Referent | None:
    """Finds who acts in a sentence: the first named in it, unless a preposition stands before."""
    if sentence < 0:
        return None
    first = next(iter(article.named_around(article.sentences[sentence])), None)
    return Referent(first.actor, "source") if first and not oblique(article, first) else None


def oblique(article: Article, name: Named) -> bool:
    """Whether a name is no subject by the words in front of it: "mit Moll", "der Chefin Moll"."""
    return bool(_OBLIQUE.search(article.text, max(0, name.start - 60), name.start))
