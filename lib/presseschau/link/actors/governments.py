"""Places that act as governments: "Moskau zeigte sich beunruhigt", "der Kreml", "Washington"."""

import re
from functools import cache

from presseschau.annotate.rules.gazetteer import (
    alternatives,
    is_place,
    is_word,
    lexicon_rows,
    place_of,
)

#: What is added to the name of a place that stands for its government.
SUFFIX = " (Regierung)"

_MINDED = alternatives("verbs of governments")
_AUXILIARY = (
    r"hat|habe|haben|hatten?|hätten?|ist|sei|seien|sind|war|waren|wäre|wären|wird|werde|werden"
    r"|würden?|sollten?|könnten?|müss\w+|dürf\w+"
)
_STATE = (
    r"beunruhigt|verärgert|besorgt|bereit|empört|entschlossen|verstimmt|enttäuscht|erzürnt|irritiert"
    r"|alarmiert|zufrieden|gewillt|skeptisch|einverstanden|ge(?:droht|fordert|warnt|sagt|plant)"
    r"|angekündigt|erklärt|verurteilt|kritisiert|verlangt|reagiert|beschlossen|abgelehnt|zugesagt"
    r"|zurückgewiesen|zugestimmt|unterstützt|verpflichtet|vorgeworfen|signalisiert|im Griff|Anstoß"
    r"|entsandt|verhängt|versprochen|bewilligt|verbieten|verhandeln|abbringen|beirren|beugen"
    r"|einschüchtern|wissen lassen|konfrontiert seh\w+"
)
#: The start of a clause in which the place is the subject, and the verb behind it.
_OPENS = re.compile(
    r"(?:^|[.!?:;,„“\"»«(–]\s*|\b(?:dass|und|aber|doch|ob|weil|wenn|wie|während|denn|sondern)\s+)"
    r"(?:[Dd]ie |[Dd]er |[Dd]as )?$"
    r"|,\s(?:in |mit |bei |zu |von )?(?:dem|der|denen|das)\s(?:die |der )?$"
)
_SUBJECT = re.compile(rf"\s(?:(?:aber|jedoch|dagegen|offenbar|selbst|auch)\s)?(?:{_MINDED})\b")
_SUBJECT_STATE = re.compile(rf"\s(?:{_AUXILIARY})\s[^.;:„“]{{0,90}}?\b(?:{_STATE})\b")
_REFLEXIVE = re.compile(rf"\ssich\s[^.;,„“]{{0,120}}?\b(?:{_STATE}|{_MINDED})\b|\ssich\sverpflicht")
_OWN_WORDS = re.compile(r"\s[a-zäöüß]+\s(?:nach )?eigenen Angaben\b")
_VERB_BEFORE = re.compile(
    rf"\b(?:{_MINDED}|{_AUXILIARY})\s(?:sich\s)?(?:auch\s|nun\s|jetzt\s)?(?:die |der |das )?$"
)
_DEALINGS = re.compile(
    r"(?:\bmit|\bvon|\bgegenüber|\bzwischen|\bfür) (?:\w+ und )?(?:der |den |dem )?$"
)
_BETWEEN = re.compile(r"\bzwischen\s(?:den |der |dem )?\S+\sund\s(?:den |der |dem )?$")
_DEALS = re.compile(
    r"(?:Verhandlung|Gespräch|Dialog|Kontakt|Abkommen|Vertrag|Kommunikation|Verständigung|Streit"
    r"|Bündnis|Einigung|in Verbindung|Spannung|Konflikt)\w*[^.;]{0,40}$"
)
_OF = re.compile(
    r"\b(?:Widerstand|Haltung|Forderung|Vorwurf|Vorwürfe|Veto|Zustimmung|Reaktion|Drohung|Weigerung"
    r"|Zusage|Angebot|Antwort|Position|Angaben|Ansicht|Auffassung|Meinung|Darstellung|Wunsch|Regierung|Einspruch|Kritik)\w*\s(?:der\s|von\s)?$"
)
_PLACED = re.compile(
    r"\b(?:in|aus|nach|bei|um|durch|über|an|vor|südlich|nördlich|westlich|östlich|nahe|im|innerhalb"
    r"|außerhalb|ins|auf|Stadt|Hauptstadt|Süden|Norden|Osten|Westen)\s(?:der |den |dem )?$"
)


#: A government by its own name: "polnische Regierung", "Burundis Regierung", "Regierung Polens".
_NAMED = re.compile(
    r"(?:(?P<nation>[a-zäöü-]+sche|US-amerikanische)[nrs]? |(?P<seat>[A-ZÄÖÜ][\w-]+er) "
    r"|(?P<land>[A-ZÄÖÜ][\w-]+)s |(?P<us>US)-)Regierung"
    r"|Regierung (?:von )?(?P<of>[A-ZÄÖÜ][\w-]+?)s?"
)
_LISTED = 300  # characters over which a list of countries may go
_COUNTRY = r"(?:[Dd]ie |[Dd]er |[Dd]as )?[A-ZÄÖÜ][\w-]+(?: (?:und )?[A-ZÄÖÜ][\w-]+){0,3}"
_LISTED_BEFORE = re.compile(rf"(?<![\w-])(?:{_COUNTRY}(?:, (?:und |sowie )?| und | sowie ))+$")
_LISTED_BEHIND = re.compile(rf"^(?:, {_COUNTRY})*,? (?:und|sowie) {_COUNTRY}(?= [a-zäöü])")
_TOGETHER = re.compile(r"\s(?:nahmen|unterzeichne\w+|stimm\w+|einig\w+ sich|vereinbar\w+)\b")


@cache
def seats() -> dict[str, str]:
    """The country behind each seat of government: "Russland" behind "Moskau" and "Kreml"."""
    return {row["seat"]: row["country"] for row in lexicon_rows("governments.tsv")}


@cache
def countries() -> frozenset[str]:
    """The names of all countries."""
    return frozenset(r["name"] for r in lexicon_rows("places.tsv") if r["type"] == "country")


def acts_as_government(text: str, start: int, end: int, name: str) -> bool:
    """Whether a place acts or is dealt with as a government where it is named.

    It does as the subject of a verb of saying, wanting or feeling ("Moskau sei beunruhigt",
    "fordert Berlin"), and for seats and countries also as a partner ("Verhandlungen mit Iran",
    "zwischen Moskau und Washington") or owner of an attitude ("am Widerstand Russlands"). After
    prepositions of place ("in Moskau") it does not; the Kreml always does unless it is visited.

    Args:
        text: The article.
        start: Where the place is named.
        end: Where its name ends.
        name: The place, without its genitive's -s.
    """
    political = name in seats() or name in countries()
    if not political and is_word(name) and not is_place(name):
        return False  # "Almosen"
    before, after = text[max(0, start - _LISTED) : start], text[end : end + _LISTED]
    listed = _LISTED_BEFORE.sub("", before), _LISTED_BEHIND.sub("", after, 1)
    if political and listed != (before, after) and _OPENS.search(listed[0]):
        return bool(_SUBJECT.match(listed[1]) or _TOGETHER.match(listed[1]))
    before, after = before[-60:], after[:170]
    if _PLACED.search(before):
        return False
    if name == "Kreml":
        return True
    if political and _BETWEEN.search(before):
        return bool(_DEALS.search(before))
    genitive = text[start:end] != name and text[start:end].endswith("s")
    if genitive and re.match(r" [A-ZÄÖÜ]", after):  # "sagt Kärntens Landeshauptmann"
        return political and bool(_OF.search(before))
    if _OPENS.search(before):
        if _SUBJECT.match(after) or _SUBJECT_STATE.match(after):
            return True
        return political and bool(_REFLEXIVE.match(after) or _OWN_WORDS.match(after))
    if _VERB_BEFORE.search(before) and not after.startswith(("-", ",-")):
        said = re.search(rf"\b(?:{_MINDED})\s\S*\s?$", before)
        return bool(said) or bool(re.match(rf"\s[^.;:„“]{{0,90}}?\b(?:{_STATE})\b", after))
    if not political:
        return False
    if _OF.search(before):
        return True
    return bool(_DEALINGS.search(before) and _DEALS.search(before))


def government(name: str) -> str:
    """The name of the government that a place stands for: "Russland (Regierung)" for "Moskau"."""
    return seats().get(name, name) + SUFFIX


def named_government(name: str) -> str:
    """The government that has a name of its own: "Polen (Regierung)" for "polnische Regierung".

    An empty string where the name is not that of a country's government ("Bundesregierung").
    """
    found = _NAMED.fullmatch(name)
    if not found:
        return ""
    derived = found["nation"] or found["seat"] or found["us"]
    place = place_of().get(derived, "") if derived else found["land"] or found["of"]
    return government(place) if place in seats() or place in countries() else ""


def is_government(name: str) -> bool:
    """Whether a name is that of a government, as :func:`government` writes it."""
    return name.endswith(SUFFIX)
