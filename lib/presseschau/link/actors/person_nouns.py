"""Nouns that say what a person is: "Statikerin", "Wachmann", "Kaffeesieder", "Angeklagter"."""

import re
from functools import lru_cache

from presseschau.annotate.rules.gazetteer import is_word, places

_SHORTEST = 5  # letters of a noun for men, alone or as the last part of a compound
_FIRST_PART = 3  # letters before it
#: Nouns whose female form does not show them, and such as have none.
_KNOWN = re.compile(
    r"(?i)[\w-]*(?:[\w-](?:frau|(?<!weih)(?<!blau)mann)|koch|köchin|zeuge|zeugin|rätin|ceo|cfo|star"
    r"|(?:stadt|gemeinde|kreis|bezirks|landes|regierungs|orts|kantons|national|bundes|hof)rat"
    r"|(?:angeklagte|beigeordnete|beamte|angestellte|delegierte|verordnete)[rn]?)"
)
#: What somebody is to another person, or one of many: alone it is no office.
_RELATION = re.compile(
    r"(?i)(?:nachfolger|vertreter|mitarbeiter|mitglied|spieler|gegenspieler|gegner|partner"
    r"|schüler|bürger|bewohner|einwohner|ehefrau|ehemann|landsmann|landsfrau|verlierer|gewinner|visionär"
    r"|[\w-]*(?:partner|kolleg|freund|mitstreiter|widersacher|namensvetter|nachbar))(?:in|e|en)?"
)


@lru_cache(100_000)
def is_person_noun(word: str) -> bool:
    """Whether a noun in the singular says what a person is.

    A noun for men has one for women in the dictionary ("Statiker" has "Statikerin"), and the
    other way round; of a compound its last part does.
    """
    if not word[:1].isupper() or word.endswith(("innen", "ungen")):
        return False
    if _KNOWN.fullmatch(word):
        return True
    last = word.rpartition("-")[2]
    cuts = (0, *range(_FIRST_PART, len(last) - _SHORTEST + 1))
    return any(_paired(last[cut:].capitalize()) for cut in cuts)


def _paired(noun: str) -> bool:
    if noun.endswith("in"):
        base = noun[:-2]
        return len(base) >= _SHORTEST and is_word(noun) and (is_word(base) or is_word(base + "e"))
    if len(noun) < _SHORTEST or not is_word(noun):
        return False
    return is_word(noun + "in") or (noun.endswith("e") and is_word(noun[:-1] + "in"))


@lru_cache(100_000)
def is_mere_relation(role: str) -> bool:
    """Whether a role says no more than "Nachfolgerin" or "Wiener", without of what or as what."""
    noun = role.rpartition(" ")[2]
    return bool(_RELATION.fullmatch(role)) or (" " not in role and noun in places().derived)
