"""Lines that are not of an article: advertising, page furniture, notices of a paywall."""

import re

#: A text with a notice of a paywall and fewer words than this is a teaser.
TEASER_WORDS = 150
#: A longer line than this is a paragraph, whatever it begins with.
MAX_CHARACTERS = 220

# In small letters, since without IGNORECASE a page is searched three times as fast.
_LOCKED = re.compile(
    r"""class="[^"]*\bpaywall|"isaccessibleforfree"\s*:\s*"?false|weiterlesen\smit\s[a-z]
    |lesen\ssie\sden\s(?:ganzen|vollständigen)\s(?:artikel|text|beitrag)""",
    re.VERBOSE,
)

#: What a paywall speaks of, and what else an outlet advertises to its readers.
_PAID = r"""(?:abo|abos|abonn\w+|\w+abo|\w+\+|plus|\w+-plus|premium|e-?paper|digital\w*|login
    |registrier\w+|probe\w+|kostenpflichtig\w*|(?:gedruckten?|heutigen|aktuellen)\s\w+)(?!\w)"""
_OFFERED = rf"""(?:{_PAID}|newsletter\w*|gratis|kostenlos|dies\w+\s(?:artikel|beitrag|text|seite)
    |unser\w*\s(?:\w+\s)?(?:app|kanal|podcast\w*|angebot\w*|ausgabe|push-\w+|whats-?app\S*)
    |uns\s(?:auch\s)?(?:auf|bei)\s(?:facebook|instagram|twitter|telegram|whats-?app|x|tiktok))(?!\w)"""
_PIECE = r"(?:artikel|beitrag|text|bericht|inhalt)"
_WHOLE = rf"(?:(?:ganzen|vollständigen|kompletten|gesamten)\s)?{_PIECE}"

# Sentences begin as these do ("Jetzt registrieren Ärzte mehr Fälle."), so that all of a line, or
# of a text's last sentence, must read so, and say what only an outlet says of itself.
_NOTICE = re.compile(
    rf"""weiterlesen(?:\s(?:mit|auf|im|nach|in)(?:\s[\w+.-]*[\w+]){{1,4}})?!?
    |(?:jetzt|sofort|hier|gratis|kostenlos)\s(?:weiterlesen|abonnieren|freischalten|registrieren)
        (?:,?\s(?:und|um)\s.{{0,60}}\b(?:weiter\w*|lesen|testen|informiert\w*))?[.!]?
    |lesen\ssie\s(?:den|diesen)\s{_WHOLE}\b.{{0,80}}\b{_PAID}.{{0,40}}
    |den\s{_WHOLE}\s(?:lesen|finden|können)\ssie\b.{{0,80}}\b{_PAID}.{{0,40}}
    |den\s{_WHOLE}\s(?:lesen\smit|mit)\s.{{0,40}}{_PAID}.{{0,40}}
    |(?:dieser|der\svollständige|der\sganze)\s{_PIECE}\s
        (?:ist\skostenpflichtig|(?:ist\s(?:exklusiv|nur)|steht\snur)\s.{{0,30}}\b{_PAID}
        |gehört\szu\s.{{0,20}}\b{_PAID})(?:\s(?:lesbar|verfügbar|zugänglich|zu\slesen))?[.!]?
    |der\svolltext\sdieses\b.{{0,60}}\b(?:artikels|beitrags)\b.{{0,80}}
    |(?:exklusiv|nur)\sfür\s(?:unsere\s)?(?:abonnent\w*|plus-\w+|leser\smit\s\S+)[.!]?
    |(?:sie\s(?:sind|haben)\s)?(?:bereits|schon)\s(?:ein(?:en)?\s)?
        (?:\w+-?)?(?:abo|abonnent(?:in)?|abonnement|kunde|registriert|zugang)
        (?:\s?[?:.!,]?\s(?:hier|jetzt|dann|bitte|zum|einfach)?\s?\w*\s?
            (?:anmelden|einloggen|login|anmeldung))?\s?[.?!]?
    |mit\s(?:[\w+]+[\s-]){{0,3}}{_PAID}\s(?:alle|diesen|den|sofort|jetzt|weiter\w*)\b
        [^.?!]{{0,40}}lesen[.!]?
    |(?:bitte\s)?(?:loggen|melden)\ssie\ssich\s.{{0,40}}\b(?:ein|an)\b.{{0,40}}
        \b(?:{_PIECE}\s.{{0,20}}lesen|weiter\w*)[.!]?
    |(?:continue\sreading|subscribe\sto\s(?:read|continue))\b.{{0,60}}""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT = (
    r"(?:[A-ZÄÖÜ©(][\w.'’()-]*|[a-zäöü]{2,4}|picture|alliance|imago|privat|archiv|images|[&|+–-]+)"
    r"(?![^\W_])"
)
#: Labels, links and credits; none of them is a sentence.
_LABEL = re.compile(
    rf"""[-–*\s]*(?:anzeige|werbung|advertisement)[-–*:\s]*
    |weiterlesen\snach\sder\s(?:anzeige|werbung)
    |(?-i:Anzeige|ANZEIGE|Werbung)\s?[:|]\s.*[^.?]|(?-i:Anzeige|Werbung)\s(?-i:[A-ZÄÖÜ]).*!
    |lesen\ssie\s(?:(?:auch|dazu|hier|mehr|hierzu|zum\sthema)\s?){{1,3}}(?::.*)?
    |(?:sehen|hören)\ssie\s(?:(?:auch|dazu|hier|mehr|hierzu|zum\sthema)\s?){{1,3}}(?::.*[^.])?
    |lesen\ssie\s(?:auch|dazu|hier|mehr|hierzu|zum\sthema)\b[^.!:]*
    |(?:mehr|weitere\sartikel|alles)\szum\sthema(?:\s?:.*|\s[^.!:]*)?
    |auch\sinteressant(?:\s?:.*)?
    |das\skönnte\s(?:sie|dich)\sauch\sinteressieren(?:\s?:.*|[.!])?
    |mehr\saus\s(?:dem|der)\sressort(?:\s?:.*|\s[^.!:]*)?
    |(?:jetzt|hier)(?:\s(?:kostenlos|gratis|sofort|direkt|online|einfach|unverbindlich)){{0,2}}\s
        (?:testen|abonnieren|sichern|anmelden|herunterladen|bestellen|registrieren)[.!]?
    |(?:artikel|seite|beitrag)\s(?:teilen|drucken|merken|anhören|vorlesen|kommentieren)
    |diskutieren\ssie\smit[.!]?|klicken\ssie\shier(?:,?\sum\s.*)?[.!]?
    |(?:\d+\s)?kommentare?(?:\s\(\d+\))?|teilen|drucken|zur\sstartseite|nach\soben
    |empfohlener\s(?:externer|redaktioneller)\sinhalt|newsletter|impressum|datenschutz(?:erklärung)?
    |(?-i:(?:Foto|Bild|Grafik|Symbolbild|Archivbild|Archivfoto|Quelle\sdes\sBildes)s?:
        \s?{_CREDIT}(?:[\s/]+{_CREDIT}){{0,8}}(?<!\.))
    |(?:©|\(c\))\s?.{{0,120}}|copyright(?:\s(?:©|\(c\)|by\b|\d{{4}}).{{0,100}})?
    |alle\srechte\svorbehalten\b.{{0,40}}""",
    re.VERBOSE | re.IGNORECASE,
)
#: Sentences to the reader that are advertising where they say what is offered.
_OFFER = re.compile(
    r"""(?:jetzt|hier)\s(?:können\ssie|geht\ses|finden\ssie|den|die|das|unser\w*|ihren?|für|auch)\b
        .{0,80}\b(?:testen|abonnieren|sichern|anmelden|herunterladen|bestellen|registrieren)[.!]?
    |(?:für|zu)\sunsere[mn]?\b.{0,60}\b(?:anmelden|eintragen|registrieren)\b.{0,40}
    |unser\w*\s.{0,40}\b(?:anmelden|abonnieren|bestellen|eintragen|erhalten)[.!]?
    |folgen?\s(?:sie\s)?(?:uns|dem|der)\b.{0,60}\b(?:auf|bei|hier)\b.{0,60}
    |(?:abonnieren|bestellen|teilen|melden|laden|lesen|hören|sehen)\ssie\s.*""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFERS = re.compile(rf"\b{_OFFERED}", re.VERBOSE | re.IGNORECASE)
#: Advice against something, or advice that somebody gives.
_ADVICE = re.compile(
    r"\b(?:kein\w*|nicht|nie|niemals)\b"
    r"|,\s(?:sag|rät|riet|warn|mahn|forder|bitte[tn]|bat|empf|heißt|hieß|mein|erklär)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][“”\"»«’)\]]*$")
_SENTENCE_START = re.compile(r"(?<=[.!?…“”\"])[ \n]+(?=[A-ZÄÖÜ])")
_QUOTE = re.compile(r"[„»“”\"]")


def is_locked(page: str) -> bool:
    """Tells whether a page shows signs of a paywall, in its text or in its fields."""
    return _LOCKED.search(page.lower()) is not None


def is_notice(line: str) -> bool:
    """Tells whether a line asks the reader to pay or sign in to read on."""
    # Only its first sentence counts: an article in one line may end in a notice.
    start = _SENTENCE_START.search(line)
    first = line[: start.start()] if start else line
    return (
        len(line) <= MAX_CHARACTERS and bool(_NOTICE.fullmatch(first)) and not _QUOTE.search(line)
    )


def notice_at_end(text: str) -> int:
    """Offset at which a text's closing notices of a paywall begin; its length without any."""
    end = len(text)
    for match in reversed(list(_SENTENCE_START.finditer(text, max(0, end - 2 * MAX_CHARACTERS)))):
        if not is_notice(text[match.end() : end]):
            break
        end = match.start()
    return end


def is_furniture(line: str) -> bool:
    """Tells whether a line alone shows that it is advertising, a link or a caption's credit.

    A question never is: in interviews, they begin as adverts do ("Teilen Sie die Kritik?").
    """
    if len(line) > MAX_CHARACTERS or is_question(line):
        return False
    if _LABEL.fullmatch(line):
        return True
    told = _QUOTE.search(line) or _ADVICE.search(line)
    return not told and bool(_OFFER.fullmatch(line) and _OFFERS.search(line))


def is_question(line: str) -> bool:
    """Tells whether a line asks something."""
    return line.rstrip('“”"»«’)] ').endswith("?")


def is_sentence(line: str) -> bool:
    """Tells whether a line ends as a sentence does, or as a label before speech ("Frage:")."""
    return line.endswith(":") or bool(_SENTENCE_END.search(line))
