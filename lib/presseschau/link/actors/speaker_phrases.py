"""The phrase for who speaks: its nouns, whether it names one or several, whether a source."""

import re

from presseschau.link.actors.role_words import is_role

#: What somebody says or thinks: the speaker is its owner ("Angaben der Polizei").
SOURCE_NOUN = re.compile(
    r"(?:Angabe|Aussage|Wort|Ansicht|Meinung|Auffassung|Einschätzung|Darstellung|Bericht|Erklärung"
    r"|Vorschlag|Vorschläge|Forderung|Überzeugung|Sicht|Wille|Vorstellung|Mitteilung|Meldung|Urteil"
    r"|Entscheidung|Eingeständnis|Information|Schätzung|Hochrechnung|Prognose|Analyse|Studie|Umfrage"
    r"|Papier|Schreiben|Brief|Äußerung|Statement|Stellungnahme|Bekunden|Dafürhalten|Lesart|Vermerk"
    r"|Untersuchung|Zahl|Berechnung|Beobachtung|Erkenntnis|Verlautbarung|Beschluss|Antrag|Plan|Pläne"
    r"|Begründung|Verdacht|Vorwurf|Vorwürfe|Behauptung|Warnung|Kritik|Appell|Aufruf|Ausgabe|Interview"
    r"|Gespräch|Rede|Vortrag|Gutachten)\w{0,3}$|(?:bericht|papier|erklärung|mitteilung|angaben)\w{0,2}$"
)
GROUP_NOUN = re.compile(
    r"(?:polizei|opposition|staatsanwaltschaft|regierung|verteidigung|führung|koalition|öffentlichkeit"
    r"|armee|militär|feuerwehr|justiz|wirtschaft|bevölkerung|mehrheit|fraktion|kreise?n?|behörden"
    r"|leute|menschen|medien)$",
    re.IGNORECASE,
)
NOBODY = frozenset(["ich", "wir", "man", "es", "wer", "niemand", "jemand", "du", "ihr"])
HIS = frozenset(["er", "ihm", "ihn", "seine", "seiner", "seinen", "seinem", "seines", "jener"])
HERS = frozenset(["sie", "ihr", "ihre", "ihrer", "ihren", "ihrem"])
RELATIVE = frozenset(
    ["der", "die", "das", "den", "dem", "dieser", "diese", "welcher", "welche", "jene"]
)
BACK = frozenset(["demnach", "danach", "demzufolge", "dementsprechend"])
INDEFINITE = frozenset(
    [
        "ein",
        "eine",
        "einer",
        "einem",
        "einen",
        "eines",
        "kein",
        "mehrere",
        "viele",
        "einige",
        "zwei",
        "drei",
    ]
)
_ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen", "eines"]
)
_NO_NOUNS = _ARTICLES | HIS | HERS | BACK | NOBODY | RELATIVE | {"beide", "eigenen"}


def nouns_of(phrase: str) -> list[str]:
    """The nouns of a phrase, "60-Jähriger" among them."""
    words = re.findall(r"[\w-]+", phrase)
    capital = [w for w in words if w[0].isupper() or (w[0].isdigit() and "-J" in w)]
    return [word for word in capital if word.lower() not in _NO_NOUNS]


def core_of(phrase: str, noun: str) -> str:
    """A phrase up to its noun: "der mexikanische Präsident" without what follows."""
    rest = phrase[phrase.index(noun) + len(noun) :]
    further = re.match(r" [A-ZÄÖÜ][\w-]+", rest) if is_role(rest.strip()[:40]) else None
    return phrase[: len(phrase) - len(rest)] + (further[0] if further else "")


def is_plural(first: str, noun: str) -> bool:
    """Whether a phrase names several people, by its first word (in lower case) and its noun."""
    if re.search(r"innen$", noun):
        return True
    if first == "die" and is_role(noun):
        return not re.search(
            r"(?:in|[cnft]hefin|vorsitzende|abgeordnete|beauftragte|schaft)$", noun
        )
    if first in _ARTICLES - {"die"}:
        return first == "der" and bool(re.search(r"(?:en|ern)$", noun)) and is_role(noun)
    if first in ("die",):
        return bool(re.search(r"(?:innen|isten|enten|anten|eure|leute|kreise|er)$", noun))
    return first not in INDEFINITE or first in ("mehrere", "viele", "einige", "zwei", "drei")
