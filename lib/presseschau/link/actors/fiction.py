"""Fiction: figures of films and novels, and works, that an annotator took for people and houses."""

import re
from collections.abc import Sequence
from itertools import groupby

from presseschau.link.actors.kinds import KindMention
from presseschau.link.actors.person_names import fold

#: A text that has several of these speaks of a work.
_OF_WORKS = re.compile(
    r"\b(?:Roman(?:e[ns]?|s)?|Film(?:e[ns]?|s)?|Drehbuch|Regie|Regisseur(?:in|s)?|Schriftsteller(?:in|s)?"
    r"|Thriller|Krimi|Kino|Novelle|Erzähl(?:er|erin|ung)|Inszenierung|Oper|Serie|Hauptrolle|Schauspieler(?:in)?"
    r"|Computerspiel|Videospiel|Spieleentwickler|Debütalbum|Comic)\b"
)
_ENOUGH = 2  # different ones
_WORK = (
    r"(?:\w*(?:[Ff]ilm|[Tt]hriller|[Kk]omödie|[Ff]ernsehserie|TV-Serie|[Cc]omputerspiel|[Vv]ideospiel|[Aa]lbum)"
    r"|Roman|Novelle|Western|Musical|Blockbuster)"
)
#: "der Thriller ..."
_CALLED = re.compile(rf"\b{_WORK}s? $")
#: "... ist ein durchaus stylischer Film"
_IS_WORK = re.compile(
    r" (?:ist|war|gilt als)(?: [\wäöü-]+){0,4}? eine?[rs]?(?: [\wäöüß-]+){0,4}? "
    rf"(?:{_WORK}|\w+spiel|Spiel|Buch|Serie|Stück|Oper)e?s?\b"
)
#: "seiner Heldin ...", "in seiner Rolle als ...", "die Hauptfigur, ..."
_FIGURE = re.compile(
    r"\b(?:(?:Titel|Anti|Roman|Film|Serien|Comic)?[Hh]eld(?:in|en)?|(?:Haupt|Titel|Roman|Film|Kunst|Comic)?[Ff]igur"
    r"|Protagonist(?:in|en)?|[Ii]ch-Erzähler(?:in|s)?),? $"
    r"|\b(?:Rolle|Figur|Part) (?:als|des|der|von)(?: [\w-]+)? $|\b(?:verkörpert|mimt)(?: de[nr])? $"
)
#: Between who plays and what is played: "Ray Liotta als Henry Hill".
_PLAYS = re.compile(
    r"(?: (?:glänzt|brilliert|überzeugt|besticht|beeindruckt))? als (?:[\w-]+ ){0,3}"
)


def without_fiction(rows: list[KindMention], texts: Sequence[str]) -> list[KindMention]:
    """Makes what only exists in a work OTH, in texts that speak of works.

    A figure is one that is called so, that is played by somebody ("Ray Liotta als Henry Hill",
    "Donovan (Tom Hanks)"); with it go all its namings in the article, by a part of the name, too.
    A work is one that is called so ("der Thriller Bridge of Spies", "Goodfellas ist ein ...Film").

    Args:
        rows: The mentions, in order of article and start, kinds mended.
        texts: The articles' texts.
    """
    mended = []
    for article, group in groupby(rows, key=lambda row: row.article):
        found = list(group)
        if len(set(_OF_WORKS.findall(texts[article]))) >= _ENOUGH:
            works, figures = _invented(found, texts[article])
            found = [
                row._replace(kind="OTH")
                if row.kind in ("PER", "ORG")
                and not row.derived
                and (row.text in works or _parts(row.text) & figures)
                else row
                for row in found
            ]
        mended += found
    return mended


def _invented(rows: Sequence[KindMention], text: str) -> tuple[set[str], set[str]]:
    """The names of works, and the words of the names of figures, in one article."""
    works: set[str] = set()
    figures: set[str] = set()
    players: set[str] = set()
    for one, other in zip(rows, [*rows[1:], None], strict=True):
        if one.kind not in ("PER", "ORG") or one.derived:
            continue
        before = text[max(0, one.start - 50) : one.start]
        if _CALLED.search(before) or _IS_WORK.match(text, one.end):
            works.add(one.text)
        if one.kind == "ORG":
            continue
        if _FIGURE.search(before):
            figures |= _parts(one.text)
        if other is None or other.kind != "PER" or " " not in other.text:
            continue
        between = text[one.end : other.start]
        if between == " (" and text[other.end : other.end + 1] == ")":
            figures |= _parts(one.text)
            players |= _parts(other.text)
        elif " " in one.text and _PLAYS.fullmatch(between):
            figures |= _parts(other.text)
            players |= _parts(one.text)
    return works, figures - players


def _parts(name: str) -> set[str]:
    """The words of a name, folded, without the s of a genitive."""
    words = {fold(word) for word in name.split() if word[:1].isupper()}
    return words | {word[:-1] for word in words if word.endswith("s")}
