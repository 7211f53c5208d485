"""Papers that somebody issues: whose "der Bericht", "die Umfrage" or "das Schreiben" is."""

import re

from presseschau.link.actors.reference import (
    FAR_SENTENCES,
    Article,
    Named,
    Referent,
    noun_stem,
)

#: What somebody issues, by the last part of the noun ("Rundschreiben"), and what sums it up.
_PAPER = re.compile(
    r"(?i)(?:umfrage|befragung|studie|schreiben|brief|bericht|gutachten|papier|analyse|untersuchung|erhebung"
    r"|dokument|(?<!gesetz)(?<!gesetzes)entwurf|stellungnahme|statistik|aussendung|mitteilung|[a-z]{4}plan"
    r"|urteil|bescheid|antrag|beschreibung|beantwortung)(?:e?[sn])?$"
    r"|(?:AGB|[Bb]edingungen|[Rr]ichtlinien)$"
)
_SUMMARY = re.compile(r"(?i)(?:kurzfassung|zusammenfassung|auswertung|ergebnis(?:sen?)?|fazit)$")
_WORD = re.compile(r"[A-ZÄÖÜ][\w-]*")
_INTRODUCED = re.compile(
    r"\b(?:[Ee]ine[mnrs]?\s(?:[\w-]+\s){0,2}|(?:[Ss]ein|[Ii]hr)e[mnrs]?\s(?:[\w-]+\s){0,4})$"
)
_ISSUED_BY = re.compile(
    r"(?:\s(?!Auftrag\b)[\w-]+){0,6}?\s(?:von|vom|des|der)\s(?:[a-zäöüß]+\s)?(?:[A-ZÄÖÜ][\w-]+s?\s)?[„\"]?"
)
#: Words for what a survey or study is: one takes up another.
_SURVEY = re.compile(r"(?i)(?:umfrage|befragung|erhebung|studie|untersuchung|analyse|statistik)n?$")
_TELLS = re.compile(r"(?i)(?:bericht|gutachten|papier|dokument)(?:e?s|e?n)?$")
_SEVERAL = re.compile(
    r"(?i)(?:(?:umfrage|studie|analyse)n|(?:bericht|befragung|erhebung|suchung)en)$"
)
#: In front of a journal, which only prints what others found: "im Fachblatt Wellen".
_IN_JOURNAL = re.compile(
    r"\b(?:im|in der)\s(?:[a-zäöüß]+\s)?(?:Fach|Wissenschafts)?"
    r"(?i:journal|blatt|magazin|zeitschrift)\s[„\"]?$"
    r"|\b(?:Studie|Artikel|Beitrag|Aufsatz)\sin\s(?:der\s)?[„\"]?$"
)
_IN = re.compile(r"\bim [„\"]?$")
_JOURNAL = re.compile(r"(?:Fach)?[Jj]ournal\b")
_BEHIND = 3  # sentences in which a survey that was only mentioned may be told whose it is


def is_paper(noun: str) -> bool:
    """Whether a noun is for something that is issued, or for its sum."""
    return bool(_PAPER.search(noun) or _SUMMARY.search(noun))


def is_own_paper(noun: str) -> bool:
    """Whether a paper tells what its issuer does or decides: no survey, and no report on others."""
    return is_paper(noun) and not any(s.search(noun) for s in (_SURVEY, _SUMMARY, _TELLS))


def only_prints(article: Article, name: Named) -> bool:
    """Whether a house is the journal in which something stands: "im Fachblatt Wellen"."""
    before = article.text[max(0, name.start - 60) : name.start]
    named = _JOURNAL.match(name.text) and _IN.search(before)
    return bool(named or _IN_JOURNAL.search(before))


def issuer_of(article: Article, position: int, noun: str) -> Referent | None:
    """Finds who issued a paper that was introduced: "in seiner Umfrage", "die Studie von PwC".

    Of surveys, what is behind the place may tell it, too, and under another word.
    """
    if _SEVERAL.search(noun):
        return None
    summary = bool(_SUMMARY.search(noun))
    stem = "" if summary else noun_stem(noun.rpartition("-")[2])
    first = article.sentence(position) - FAR_SENTENCES if summary else 0
    papers = [p for p in _WORD.finditer(article.text) if _PAPER.search(p[0])]
    same = [p for p in papers if noun_stem(p[0]).endswith(stem)]
    named = [p for p in same if p.start() < position and article.sentence(p.start()) >= first]
    if _SURVEY.search(noun):
        near = article.sentence(position) + _BEHIND
        surveys = [p for p in papers if _SURVEY.search(p[0])]
        named += [p for p in surveys if article.sentence(p.start()) < near and p not in named]
    found = next(filter(None, (_issuer(article, paper) for paper in named)), None)
    inside = (name for paper in same for name in article.inside(*paper.span()))
    house = next((name for name in inside if name.kind == "ORG" and name.derived), None)
    return found or (Referent(house.actor, "paper") if house else None)


def _issuer(article: Article, paper: re.Match) -> Referent | None:
    names = [n for n in article.named_around(paper.start()) if not article.is_told(n)]
    names = [name for name in names if not only_prints(article, name)]
    for name in names:
        if _ISSUED_BY.fullmatch(article.text, paper.end(), max(paper.end(), name.start)):
            return Referent(name.actor, "paper")
    if names and _INTRODUCED.search(article.text, max(0, paper.start() - 60), paper.start()):
        front = [name for name in names if name.start < paper.start()]
        return Referent((front or names)[0].actor, "paper")
    return None
