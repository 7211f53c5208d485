"""What is not said: "äußerte sich nicht", "kein Wort darüber", "bestritt das nicht"."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.cues import BE, BECOME, HAVE
from presseschau.core.tables import Span

#: Who does not do that has said nothing; who does not believe or rule out something has.
_VERB = (
    r"(?:äußer\w+|geäußert|erwähn\w+|sag(?:en?|te?n?)|gesagt|teilte?n? .*\bmit|mit(?:ge|zu)?teil\w+"
    r"|bekannt(?: ge\w+| gab\w*| gib\w*)?|verr[aiä]t\w*|verraten|preis\w*|beantwort\w+"
    r"|kommentier\w+|bestätig\w+|nenn\w+|nannte?n?|genannt|erläuter\w+|begründ\w+|erkennen"
    r"|warn\w+|gewarnt|behaupt\w+|(?:wider)?spr(?:ach|achen|icht))"
)
_SAYING = re.compile(rf"(?i)\b{_VERB}\b")
#: What says nothing, whatever the verb.
_NO_WORD = re.compile(
    r"\b[Kk]eine?[mnr]? (?:einziges )?(?:Wort|Silbe|Angaben?|Auskunft|Auskünfte|Stellungnahme"
    r"|Kommentar)\b|\bbl[ie]+b\w* .*\bschuldig$|\b[Ww]eder .*\bbestätigen\b.* noch\b"
)
#: "kein" in front of what would have been said.
_NO_DETAIL = re.compile(
    r"\b[Kk]eine?n? (?:Belege?|Gründe?|Namen|Details|Einzelheiten|Zahlen|Summe|Termin)\b"
    r"|\bnichts (?:dazu|darüber|davon|Genaues|Näheres)\b"
)
#: Not "nicht nur", "nicht ohne Stolz", "die nicht beteiligten Länder": no saying is negated.
_NOT = re.compile(
    r"\b(?:nicht|nie(?:mals)?|keineswegs|(?P<what>[Ww]eder|[Kk]eine?[mnrs]?))\b(?!\s(?:nur|ohne"
    r"|zuletzt|allein|weniger|minder|umsonst|müde|einmal|zum (?:ersten|letzten)"
    r"|[a-zäöüß]{4,}e[nrsm]?\s[A-ZÄÖÜ])\b)"
)
#: What of a clause stands behind its "nicht": "nicht näher", "nicht bekannt", "nicht zum Plan".
_BEHIND = re.compile(
    r"(?:\s(?:näher|weiter|ausdrücklich|öffentlich|selbst|mehr|genauer?|konkret|im Detail|dazu"
    rf"|darüber|davor|davon|mit|preis|zu|{_VERB}|wollen|wollten?|will|können|konnten?|kann|lassen"
    r"|hat|habe|haben|hatten?))*(?:\s(?:zu[mr]?|über|gegenüber|auf)\s.*)?"
)
#: "Mehr wolle er nicht sagen" is said by somebody.
_OTHERS = re.compile(r"\b(?:sei|habe|werde|wolle|könne|dürfe|möge|müsse)n?\b")
#: Between "nicht" and a verb that it stands in front of: "was sie nicht so sagte".
_UP_TO_VERB = re.compile(r"[a-zäöüß\s]*")
_BREAK = re.compile(r"[,;:.!?\n„“”\"»«–()]|\s(?:und|aber|doch|sondern)\s")
#: What a sentence says beside that nothing was said.
_MORE = re.compile(r"[,;:„“”\"»«–]|\b(?:und|aber|sondern|doch)\b")
_NO_SPEECH = HAVE | BE | BECOME
_WORD = re.compile(r"[^\W\d_]+")


def without_unsaid(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes of what somebody said, with what negates their cue in it.

    A cue of marks and auxiliaries alone is none.
    """
    quotes = [_with_word_of_speech(text, quote) for quote in quotes]
    return [_with_negation(text, quote) for quote in quotes if not _is_unsaid(text, quote)]


def _with_word_of_speech(text: str, quote: Quote) -> Quote:
    cue = tuple(part for part in quote.cue if _WORD.search(text, *part))
    words = {word.lower() for part in cue for word in _WORD.findall(text, *part)}
    return quote._replace(cue=cue if words - _NO_SPEECH else ())


def _is_unsaid(text: str, quote: Quote) -> bool:
    said = text[slice(*quote.whole)]
    if quote.type == "Reported":
        clause = said.rstrip(" .!")
        return not _MORE.search(clause) and _says_nothing(clause)
    if quote.type == "Direct":
        return False
    return any(_says_nothing(text[slice(*_clause(text, quote, part))]) for part in quote.cue)


def _says_nothing(clause: str) -> bool:
    """Whether somebody does not say something in a clause."""
    clause = clause.strip()
    if _OTHERS.search(clause):
        return False
    if _NO_WORD.search(clause):
        return True
    if not _SAYING.search(clause):
        return False
    return bool(_NO_DETAIL.search(clause)) or any(
        _BEHIND.fullmatch(clause, found.end()) or found[0] == "keineswegs"
        for found in _NOT.finditer(clause)
        if not found["what"]
    )


def _with_negation(text: str, quote: Quote) -> Quote:
    if quote.type == "Direct":
        return quote
    found = {
        negation.span()
        for part in quote.cue
        for negation in _NOT.finditer(text, *_clause(text, quote, part))
        if not any(a < negation.end() and negation.start() < b for a, b in quote.cue)
        and _negates(text, negation, part[0])
    }
    return quote._replace(cue=tuple(sorted({*quote.cue, *found}))) if found else quote


def _negates(text: str, negation: re.Match, cue: int) -> bool:
    """Whether a negation is of the verb in a place: behind it, or right in front, or "kein"."""
    front = text[negation.end() : cue]
    return bool(negation["what"] or negation.start() > cue or _UP_TO_VERB.fullmatch(front))


def _clause(text: str, quote: Quote, cue: Span) -> Span:
    """The clause of a part of a cue, without what is said."""
    low = max((end for _, end in quote.spans if end <= cue[0]), default=0)
    high = min((start for start, _ in quote.spans if start >= cue[1]), default=len(text))
    breaks = [low, *(found.end() for found in _BREAK.finditer(text, low, cue[0]))]
    behind = _BREAK.search(text, cue[1], high)
    return breaks[-1], behind.start() if behind else high
