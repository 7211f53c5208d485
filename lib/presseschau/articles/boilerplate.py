"""Lines that are not of an article: advertising, page furniture, notices of a paywall."""

import re

#: A text with a notice of a paywall and fewer words than this is a teaser.
TEASER_WORDS = 150
#: A longer line than this is a paragraph, whatever it begins with.
MAX_CHARACTERS = 220

#: Signs of a paywall in a page or a metadata field.
LOCKED = re.compile(
    r"""class="[^"]*\bpaywall|"isAccessibleForFree"\s*:\s*"?false|Weiterlesen\smit\s[A-Z]
    |Lesen\sSie\sden\s(?:ganzen|vollständigen)\s(?:Artikel|Text|Beitrag)""",
    re.VERBOSE | re.IGNORECASE,
)

_NOTICE = re.compile(
    r"""weiterlesen\s(?:mit|auf|im|nach|in)\b
    |(?:jetzt|sofort|hier|gratis|kostenlos)\s(?:weiterlesen|abonnieren|freischalten|registrieren)
    |lesen\ssie\s(?:den|diesen)\s(?:(?:ganzen|vollständigen|kompletten|gesamten)\s)?
        (?:artikel|beitrag|text|bericht)
    |den\s(?:ganzen|vollständigen|kompletten|gesamten)\s(?:artikel|beitrag|text|bericht)\b
    |(?:dieser|der\svollständige|der\sganze)\s(?:artikel|beitrag|inhalt|text)\s
        (?:ist\s(?:kostenpflichtig|exklusiv|nur\sfür)|steht\snur|gehört\szu)
    |der\svolltext\sdieses\b.{0,60}\b(?:artikels|beitrags)
    |nur\sfür\s(?:unsere\s)?(?:abonnent|plus-|kunden|leser\smit)
    |(?:bereits|schon)\s(?:ein\s)?(?:abo\b|abonnent|abonnement|kunde\?|registriert)
    |mit\s(?:\w+[\s-]){0,2}(?:abo|plus|premium)\b.{0,40}\blesen
    |(?:loggen|melden)\ssie\ssich\s.{0,40}\b(?:ein|an)\b.{0,40}(?:zu\s?lesen|weiter)
    |continue\sreading|subscribe\sto\s(?:read|continue)""",
    re.VERBOSE | re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"""[-–*\s]*(?:anzeige|werbung|advertisement)[-–*:\s]*
    |weiterlesen\snach\sder\s(?:anzeige|werbung)
    |(?-i:Anzeige|ANZEIGE|Werbung)\s?[:|]\s.*|(?-i:Anzeige|Werbung)\s(?-i:[A-ZÄÖÜ]).*(?:!|[^.?!:])
    |(?:lesen|sehen|hören)\ssie\s(?:auch|dazu|hier|mehr|hierzu|zum\sthema)\b.*
    |(?:mehr|weitere\sartikel|alles)\szum\sthema\b.*|auch\sinteressant\b.*
    |das\skönnte\s(?:sie|dich)\sauch\sinteressieren.*|mehr\saus\s(?:dem|der)\sressort.*
    |folgen\ssie\s(?:uns|dem|der)\b.*|folge\suns\b.*
    |(?:jetzt|hier)\s.{0,80}\b(?:testen|abonnieren|sichern|anmelden|herunterladen|bestellen|
        registrieren)\b[.!]?
    |.{0,80}\bnewsletter\b.{0,80}\b(?:anmelden|abonnieren|bestellen|eintragen|erhalten)\b.{0,40}
    |(?:abonnieren|bestellen|teilen|klicken|melden|laden|diskutieren)\ssie\s.*
    |(?:artikel|seite|beitrag)\s(?:teilen|drucken|merken|anhören|vorlesen|kommentieren)
    |(?:\d+\s)?kommentare?(?:\s\(\d+\))?|teilen|drucken|zur\sstartseite|nach\soben
    |empfohlener\s(?:externer|redaktioneller)\sinhalt|newsletter|impressum|datenschutz(?:erklärung)?
    |(?:foto|bild|grafik|symbolbild|quelle\sdes\sbildes)s?:\s.{0,100}
    |(?:©|\(c\)|copyright)\s.{0,120}|alle\srechte\svorbehalten.*""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][“”\"»«’)\]]*$")
_SENTENCE_START = re.compile(r"(?<=[.!?…“”\"])[ \n]+(?=[A-ZÄÖÜ])")
_QUOTE = re.compile(r"[„»“”\"]")


def is_notice(line: str) -> bool:
    """Tells whether a line asks the reader to pay or sign in to read on."""
    # Only its first sentence counts: an article in one line may end in a notice.
    start = _SENTENCE_START.search(line)
    first = line[: start.start()] if start else line
    return len(line) <= MAX_CHARACTERS and bool(_NOTICE.search(first)) and not _QUOTE.search(line)


def notice_at_end(text: str) -> int:
    """Offset at which a text's closing notices of a paywall begin; its length without any."""
    end = len(text)
    for match in reversed(list(_SENTENCE_START.finditer(text, max(0, end - 2 * MAX_CHARACTERS)))):
        if not is_notice(text[match.end() : end]):
            break
        end = match.start()
    return end


def is_furniture(line: str) -> bool:
    """Tells whether a line alone shows that it is advertising, a link or a caption's credit."""
    return len(line) <= MAX_CHARACTERS and bool(_FURNITURE.fullmatch(line))


def is_sentence(line: str) -> bool:
    """Tells whether a line ends as a sentence does, or as a label before speech ("Frage:")."""
    return line.endswith(":") or bool(_SENTENCE_END.search(line))
