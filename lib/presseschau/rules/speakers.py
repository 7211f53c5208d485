"""Who speaks: the noun phrase beside a reporting verb."""

from collections.abc import Sequence

from presseschau.rules.cues import AUXILIARIES, word_set
from presseschau.tables import Span

ARTICLES = word_set(
    "der die das den dem des ein eine einen einem einer eines kein keine keiner sein seine seiner "
    "seinem seinen ihr ihre ihrer ihrem ihren dieser diese dieses diesem diesen jener jene mehrere "
    "viele einige zwei drei vier fünf sechs zahlreiche alle beide manche weitere andere unser "
    "unsere unserer unseres unserem mein meine jeder jede ersten eigenen deren dessen"
)
PRONOUNS = word_set("er sie es man wir ich dieser diese beide viele einige manche")
PREPOSITIONS = word_set(
    "in im am an auf bei beim mit nach von vom vor zu zum zur über unter um für gegen durch aus "
    "während wegen seit trotz ohne bis ab laut gemäß gegenüber zwischen neben hinter ins ans "
    "aufgrund anlässlich angesichts dank statt infolge hinsichtlich bezüglich innerhalb"
)
_OPENERS = word_set(  # capitalised at the head of a sentence, but no noun
    "gestern heute morgen zudem außerdem auch dabei dazu daher deshalb dort hier nun jetzt so "
    "dann danach darauf daraufhin ferner weiter weiterhin zuvor zuletzt zunächst schon bereits "
    "allerdings jedoch dagegen hingegen inzwischen mittlerweile später wie doch aber und "
    "anschließend gleichzeitig zugleich schließlich offiziell offenbar nachdem als weil wenn obwohl ob da "
    "seitdem damit darin dadurch trotzdem dennoch ebenso ebenfalls insgesamt besonders "
    "vor nur noch hierzu wörtlich deutlich scharf erneut wiederholt lediglich erst nicht mehr "
    "sich sogar weder somit einerseits andererseits dass was wer"
)
_LINKS = word_set("von vom der des für aus")
_NAME_PARTS = word_set("de van von der den la le el al bin da di du zu und ten")
_ENDINGS = ("e", "en", "er", "es", "em")


def is_noun(word: str) -> bool:
    """Tells a word that begins with a capital or a number's digit, or a mark that opens a name."""
    return word[0].isupper() or word[0] in '„"«»‚'


def noun_phrase(words: Sequence[str], first: int, last: int) -> int:
    """Finds the end of the noun phrase that begins at a token.

    Article, adjectives and nouns, then brackets, genitives and phrases with "von", "für", "aus",
    and names set off by commas ("der Chef des Verbands, Ida Moll,").

    Args:
        words: The tokens of the document.
        first: The token it would begin with.
        last: The token behind the last one it may hold.

    Returns:
        The token behind the phrase; ``first`` where no noun phrase begins.
    """
    end = _core(words, first, last)
    if end == first:
        return first
    while end < last:
        word, ahead = words[end].lower(), end + 1
        if words[end] == "(" and ")" in words[end:last]:
            end = words.index(")", end, last) + 1
        elif word in _LINKS or (word in ("und", "sowie") and ahead < last):
            further = _core(words, end, last) if word in ARTICLES else _core(words, ahead, last)
            if further in (end, ahead):
                break
            end = further
        elif words[end] == "," and (further := _apposition(words, end, last)):
            end = further
            break
        else:
            break
    return end


def _core(words: Sequence[str], first: int, last: int) -> int:
    """Article, adjectives, nouns: gives the token behind them, ``first`` if there is no noun."""
    i = first
    if i < last and words[i].lower() in ARTICLES:
        i += 1
    while i < last and not is_noun(words[i]):
        if not (
            _adjective(words[i]) or words[i][0].isdigit() or words[i] in ("so", "rund", "etwa")
        ):
            return first
        i += 1
    start = i
    while i < last and (is_noun(words[i]) or _joins(words, start, i, last)):
        if words[i] in ("„", '"', "»", "«", "‚"):
            i = _behind_marks(words, i, last)
        else:
            i += 1
    return i if i > start else first


def _adjective(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and word.endswith(_ENDINGS) and word not in AUXILIARIES


def _joins(words: Sequence[str], start: int, i: int, last: int) -> bool:
    """Tells a small word or number inside a name: "Ludwig van Beethoven", "Boeing 747"."""
    if i == start:
        return False
    if words[i] in _NAME_PARTS - {"der", "und"} and i + 1 < last:
        return words[i + 1][0].isupper() and words[i] not in ("von", "zu", "den", "da", "du")
    return words[i] in ("&", "/") or (words[i].isdigit() and len(words[i]) < 4)


def _behind_marks(words: Sequence[str], i: int, last: int) -> int:
    for j in range(i + 1, min(last, i + 9)):
        if words[j] in ("“", "”", '"', "«", "»", "‘"):
            return j + 1
    return i + 1


def _apposition(words: Sequence[str], comma: int, last: int) -> int:
    """Gives the end of ", Ida Moll" or ", der Chef des Verbands" before a comma or the end."""
    end = _core(words, comma + 1, last)
    while end < last and words[end].lower() in _LINKS:
        further = _core(words, end if words[end].lower() in ARTICLES else end + 1, last)
        if further in (end, end + 1):
            break
        end = further
    if end < last and words[end] == "(" and ")" in words[end:last]:
        end = words.index(")", end, last) + 1
    closed = end == last or words[end] in (",", ":", "–") or not is_noun(words[end])
    relative = comma + 2 < last and words[comma + 1].lower() in ("der", "die", "das", "den", "dem")
    if end <= comma + 1 or not closed or (relative and end < last and words[end] != ","):
        return 0
    return end


def subject(words: Sequence[str], clause: Span, finite: int, limit: int) -> Span | None:
    """Finds the subject of a clause: in front of its verb, or behind it, or at its head.

    Args:
        words: The tokens of the document.
        clause: The clause's tokens.
        finite: The inflected verb.
        limit: How far a phrase may reach beyond the clause (names set off by commas).
    """
    first, last = clause
    head = words[first].lower()
    if first < finite and head not in PREPOSITIONS and head not in _OPENERS:
        if head in PRONOUNS and (first + 1 == finite or words[first + 1].lower() in AUXILIARIES):
            return first, first + 1
        end = noun_phrase(words, first, finite)
        if end > first:
            return first, end
    behind = _first_phrase(words, finite + 1, last, limit)
    if behind or finite == first:
        return behind
    return _first_phrase(words, first + 1 if head in _OPENERS else first, finite, finite)


def _first_phrase(words: Sequence[str], first: int, last: int, limit: int) -> Span | None:
    """Finds the first noun phrase or pronoun, stepping over adverbs and prepositional phrases."""
    i = first
    while i < last:
        word = words[i].lower()
        if word in ("er", "sie", "man", "wir", "ich"):
            return i, i + 1
        if word in PREPOSITIONS:
            i = max(noun_phrase(words, i + 1, last), i + 1)
            continue
        end = noun_phrase(words, i, limit)
        if end > i and not (word in ("dem", "den", "ihm", "ihr", "ihnen") or word == "des"):
            return i, end
        i = max(end, i + 1)
    return None
