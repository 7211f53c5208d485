"""What is taken for speech and is none: what would be, questions, acts of courts."""

import re
from collections.abc import Sequence
from functools import cache

from presseschau.annotate.annotator import Quote
from presseschau.annotate.quotes import is_free
from presseschau.annotate.rules.clauses import (
    RELATIVES,
    SEPARATORS,
    SUBORDINATORS,
    Unit,
    konjunktiv,
    opens_content,
    split_clauses,
    tokens_in,
)
from presseschau.annotate.rules.cues import AUXILIARIES, find_cues, load_cues, speech_nouns
from presseschau.annotate.rules.finite_verbs import is_indicative
from presseschau.annotate.rules.named_sources import source_nouns
from presseschau.annotate.rules.nominals import PREPOSITIONS, noun_phrase
from presseschau.annotate.rules.unmarked import sets_marks
from presseschau.core.text import Document

#: One thing would be: of several, "hätten" also stands for "haben" in reported speech.
_WOULD = re.compile(
    r"\b(?:wäre|hätte|würde|müsste|könnte|dürfte)\b|^[^,]*\bdürften\b[^,]*$", re.IGNORECASE
)
#: What somebody is asked, or is told of before an answer.
_ASKED = re.compile(r"(?:Auf die|Zur) (?:Frage|Feststellung|Nachfrage|Anmerkung)\b")
#: What a reporter asks in passing: "Ob man es ersetzen könne? Technisch ja."
_ASKS = re.compile(
    r"(?:Ob|Was|Wer|Wie|Wo|Wann|Warum|Wieso|Weshalb|Woher)\b[^.!?„“”\"»«]* \w+\?", re.DOTALL
)
_ASKING = re.compile(
    r"(?i)\b(?:journalist|reporter|moderator|interviewer|fragesteller)(?:in(?:nen)?|en|n|s)?\b"
)
_ASK = re.compile(r"(?i)\b(?:ge)?fr(?:ag|ug)|\bwissen$")
_COURT = re.compile(r"(?:[Gg]ericht(?:shof)?|[Rr]ichter(?:in)?|[Ss]enat|[Kk]ammer)$")
#: Courts act by what they say; and "sagt ... ab" is no saying.
_RULES = re.compile(r"\b(?:lehnt\w* .* ab|w[ie]+s\w* .* zurück|verurteilt\w*|sprach .* frei)\b")
#: Acts without words, and what befalls somebody: "erfuhr von", "sprach zehn Minuten".
_ACTS = re.compile(
    r"\bsag(?:t|te|en|ten) .* ab\.?$|\bKlage\b.* eingereicht\.?$|\bsich [^,]*\bbedeckt\.?$"
    r"|\A(?!.*\b(?:[Vv]o[mn]|über|aus|an|zu[mr]?|gegen|für|mit|durch|[Dd]a\w*|wie)\b)"
    r"[^„“”»«\":]*\bspr(?:icht|ach|echen|achen)\b(?! (?:k?ein|d(?:as|en|ie)\b))[^„“”»«\":]*$"
    r"|\A(?!.*\b[Ww]ie\b).*\berf(?:uhr|uhren|ährt)\b|\bber(?:ät|iet|ieten) (?:.* )?über\b"
    r"|\b(?:ha(?:t|ben|tten?) .*gegen .* geklagt|klagte?n? (?:\w+ )*gegen)\b|\bbemüht?e?n? sich\b"
    r"|\bwerte(?:t|te|n|ten) .* aus\b|\bernte(?:t|te|ten)\b|\A(?:De[mn]|Ihr|Ihm) .*\bdroht?e?n?\b"
    r"|\büberbrachte?n?\b"
)
#: What is no saying, whatever is told behind it: efforts, acts, what is open, what points to it.
_NO_SAYING = re.compile(
    r"(?i)\b(?:bemüh\w+|bekannt dafür|bedeckt|eingereicht|unklar|versuch(?:t|ten?|en)?|abwarten"
    r"|sicherstellen|zwingen|gezwungen|ergründen|anschauen|herausfinden|einlädt|veranlasst|beschäftigt|marschierte\w*"
    r"|deute(?:t|te|n|ten)\b.* hin)\b|\bdafür (?:ge)?stimm|\bzu hoffen$|^w[iu]rde?n?\b.* bekannt$"
)
#: Frames without any saying: what somebody is known for or has to do, what nobody knows.
_NO_FRAME = re.compile(r"(?i)\b(?:dafür bekannt|schwer zu sagen|wurden? .*verpflichtet)\b")
#: "..., der Nordblick berichtete": the subject in front of its verb points to what was written.
_AS_WRITTEN = re.compile(r"[,(– ]*(?:d(?:er|ie|as) )?[A-ZÄÖÜ][\w. -]* berichteten?\W*")
#: Frames that name a source; whole clauses stand behind them.
_SOURCE = re.compile(r"(?i)\W*(?:wie|laut|(?:geht es )?nach|gemäß|so)\b")
_NOBODY = re.compile(
    r"(?i)(?:sehr )?(?:vieles?|alles|einiges|manches|nichts|etwas|all das|dies|das)"
)
#: "nach zwei Gesprächen", "gemäß dem Plan": when or by what, not who says so.
_AFTER = re.compile(r"(?i)(?:nach|gemäß)(?: ein\w+)?")
_SAYS_SO = re.compile(
    rf"(?i)(?:{'|'.join(source_nouns())}|infos?|information\w*|bericht\w*|bilanz\w*|ausführung\w*|deutung"
    r"|vorw[uü]rf\w*|rechnung\w*|zählung|urteil\w*|entscheid\w*|studien?|umfragen?|statistik|wort(?:en|laut))\b"
)
_VERB_LAST = re.compile(r"(?!nicht)[a-zäöüß]+(?:t|te|en)|war|ist|sind|\w*(?:gab|kam|ging|fand)")
#: An infinitive, "einzuführen" or "zu gründen".
_TO = re.compile(r"\bzu [a-zäöüß]+n\b|[a-zäöüß]zu[a-zäöüß]+n\b")
#: "erklärte ihn für falsch," "er wurde zum Zeugen erklärt," "entschuldigte sich,"
_OF_OTHERS = re.compile(r"\b(?:für [a-zäöüß]+|(?:w[iu]rde?n?|worden|sich)\b[^,]*),$")
#: "Für Moll ist das ein Fehler" needs no word of saying.
_FOR = re.compile(r"\b[Ff]ür $")
#: What speaks of the words in front of it.
_OF_WORDS = re.compile(
    r"(?:Dies(?:e[mnrs]?)?|Solche) (?:Satz|Sätze|Worte?|Antwort|Aussagen?|Behauptung|Begründung)\b"
)
#: So sure are the heads of a sentence that tells of speech without any word of it.
_SURE = 0.9
_AROUND = 60  # characters around it in which a source is named


def without_unspoken(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that are some.

    None are: what a reporter asks; a sentence that only says what would be, and belongs to no
    frame; a question that is answered; "wie berichtet" without a source; an act of a court; who
    "sagt seine Reise ab".
    """
    return [quote for quote in quotes if not _is_none(document, quote)]


def _is_none(document: Document, quote: Quote) -> bool:
    text, (start, end) = document.text, quote.whole
    said = text[start:end]
    if _is_reporters(document, quote):
        return True
    if is_free(quote):
        tokens = range(*(tokens_in(document, start, end) or (0, 0)))
        would = _WOULD.search(said) and konjunktiv(document.words(), tokens) < 2
        return bool(would) or _is_comment(document, start, end)
    if quote.type == "Reported":
        court = any(_COURT.search(text[a:b]) for a, b in quote.speaker)
        acts = _ACTS.search(said) or (court and _RULES.search(said))
        unsure = quote.score < _SURE and not any(_FOR.search(text, 0, a) for a, _ in quote.speaker)
        return bool(acts or (unsure and not _tells_of_speech(document, start, end)))
    if quote.type == "Direct":
        return bool(_ASKED.match(said))
    words = " ".join(text[a:b] for a, b in quote.cue)
    asked = _ASKED.match(said) or _ASKED.search(text, max(0, start - 30), start)
    if _NO_SAYING.search(words) or _is_by_nobody(document, quote, words):
        return True
    if _goes_on(document, quote):
        return True
    return bool(asked) or (words.lower() == "wie berichtet" and not quote.speaker)


def _is_comment(document: Document, start: int, end: int) -> bool:
    """Whether a paper that sets marks says something itself behind somebody's words.

    What goes on with them is in their mood: no "Er besteht darauf", no "Diesen Satz sollte man".
    """
    span = tokens_in(document, start, end)
    if not span or not sets_marks(document):
        return False
    words = document.words()
    main, *others = split_clauses(words, Unit(*span, ())) or [span]
    if _OF_WORDS.match(document.text, start, end):
        return konjunktiv(words, range(*main)) < 2
    told = any(words[first].lower() in SUBORDINATORS for first, _ in others)
    return is_indicative(words, main) and not (told and find_cues(words, *main))


def _is_by_nobody(document: Document, quote: Quote, cue: str) -> bool:
    """Whether nobody is said to say so: "alles spricht dafür", "nach drei Treffen"."""
    if any(_NOBODY.fullmatch(document.text, *part) for part in quote.speaker) and "hin" in cue:
        return True
    if not quote.cue or not _AFTER.fullmatch(cue):
        return False
    (start, end), text = quote.cue[0], document.text
    here = next(s for s in document.sentences if s[0] <= start < s[1])
    around = max(here[0], start - _AROUND), min(here[1], end + _AROUND)
    return not _SAYS_SO.search(text, *around)


def _tells_of_speech(document: Document, start: int, end: int) -> bool:
    """Whether a part of the text holds a verb, noun or phrase of saying."""
    tokens = tokens_in(document, start, end) or (0, 0)
    verbs = find_cues(document.words(), *tokens)
    return bool(verbs or _speech().search(document.text, start, end))


@cache
def _speech() -> re.Pattern:
    """The nouns of saying, whatever their ending, and the phrases: "in Aussicht" (stellen)."""
    nouns = "|".join(noun.lower().replace("u", "[uü]") for noun in speech_nouns())
    phrases = (cue.lemma.rpartition(" ") for cue in load_cues().cues if cue.pattern == "phrase")
    plain = "|".join(words for words, _, verb in phrases if re.fullmatch("[a-zäöü]+en", verb))
    return re.compile(rf"\b(?:(?=[A-ZÄÖÜ])(?i:\w*(?:{nouns}))(?:en?|n?s?|es)|{plain})\b")


def _goes_on(document: Document, quote: Quote) -> bool:
    """Whether a frame says something of its own, and what stands behind only goes on with it.

    A relative clause ("den Plan, der alt ist"), or a main clause in no mood of reported speech
    behind a frame without a word of saying or about somebody else ("Er schämte sich, alle gingen").
    """
    if not quote.frame:
        return False
    text, words = document.text, document.words()
    start, stop = quote.frame[0][0], quote.frame[-1][1]
    frame = text[start:stop]
    if stop > quote.spans[0][0]:
        return bool(_AS_WRITTEN.fullmatch(frame))
    if _NO_FRAME.search(frame):
        return True
    if frame[-1:] != "," or _SOURCE.match(frame):
        return False
    first, last = tokens_in(document, *quote.spans[0]) or (0, 0)
    end = next((i for i in range(first, last) if words[i] in SEPARATORS), last)
    head = first + (words[first].lower() in PREPOSITIONS)
    if end - head < 3 or _is_relative(words, head, end):
        return end - head > 2
    if konjunktiv(words, range(first, last)) or opens_content(words, (first, last), last):
        return False
    told = _OF_OTHERS.search(frame) or not _tells_of_speech(document, start, stop)
    return bool(told and not _TO.search(text, *quote.spans[0]))


def _is_relative(words: Sequence[str], head: int, end: int) -> bool:
    """Whether a clause from a pronoun to its end is a relative one: its verb stands last."""
    if words[head].lower() not in RELATIVES or noun_phrase(words, head, end) > head:
        return False
    if words[head + 1] in AUXILIARIES or opens_content(words, (head, end), end):
        return False
    return bool(_VERB_LAST.fullmatch(words[end - 1]))


def _is_reporters(document: Document, quote: Quote) -> bool:
    """Whether it is what a reporter asks."""
    text, (start, end) = document.text, quote.whole
    words = " ".join(text[a:b] for a, b in quote.cue)
    if _ASK.search(words):
        return any(_ASKING.search(text[a:b]) for a, b in quote.speaker)
    if not is_free(quote) or not _ASKS.fullmatch(text, start, end):
        return False
    tokens = range(*(tokens_in(document, start, end) or (0, 0)))
    return konjunktiv(document.words(), tokens[-2:]) > 0  # the verb stands last
