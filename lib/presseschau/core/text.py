"""Sentences and tokens of German text, offline and with exact offsets."""

import re
from functools import cache
from typing import NamedTuple

from presseschau.core.nltk_alone import PunktParameters, PunktSentenceTokenizer
from presseschau.core.tables import Span


class Document(NamedTuple):
    """A text with its sentences and tokens as spans, ``text[start:end]`` being the surface.

    ``sentence_tokens`` holds, for each sentence, the range ``(first, last + 1)`` of its tokens.
    """

    text: str
    sentences: list[Span]
    tokens: list[Span]
    sentence_tokens: list[Span]

    def words(self) -> list[str]:
        """The surface of every token, in order."""
        return [self.text[start:end] for start, end in self.tokens]


#: Tokens of the longest sentence; a longer one is a table or a list, and is read in such parts.
MOST_TOKENS = 300

_WRAPPED = 100  # no hand-wrapped text has longer lines
_LINE = re.compile(r"\S.*(?:\n[ \t]*[a-zäöüß].*)*")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")

_MARKS = r"\[\](){}<>;@#$%&?!*\"«»“”„‘’‚‹›`/\u2012-\u2015…"
_CLOSERS = "])}>\"'»«”“’‘›‹"
_CLOSING = re.escape(_CLOSERS)
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s{_CLOSING}]*[^\s{_CLOSING}.,;:!?]
    | \.{{2,}} | --+ | ''
    | \d+,-(?!\w) | (?<!\d)\d{{4}}(?=-\d{{4}}\b) | (?<=\d{{4}})-(?=\d{{4}}\b)  # 100,- 1977-1988
    | (?:
        [^\s{_MARKS}:,.'-]
        | (?<=\w)['’](?=\w)                 # d'Estaing, O’Neill
        | [:,](?=\d)(?<=\d.)
        | (?<![^\W\d_]{{3}})\.(?!\.)         # periods stay on until the sentence's end is seen,
        | \.(?![.{_CLOSING}]|[^\W\d_a-zäöüß][a-zäöüß])   # save for: gut.“ worden.Das
        | -(?!-)
      )+
    | \S""",
    re.VERBOSE,
)

_ABBREVIATIONS = """
abt allg art bspw bzgl ca co corp dipl.-ing d.j e.v ebd ev evtl exkl geb gegr ggf
hr hrsg inc ing insb jh jr kath kgl ltd lt max min mind nat p.a phil rd s.o sen sog st.-nr std str
tel tsd u.ä u.u v.a z.t z.zt zz"""
# What Punkt takes for a sentence end and is none, by what stands before and behind it.
_ORDINAL = re.compile(
    r"(?:^|\b(?:[Dd](?:e[rmns]|as|ie)|[Ee]in(?:e[mnrs]?)?|[AaIi]m|[Zz]u[mr]|[Vv]om|[Bb]eim|ins|und|bis"
    r"|sein\w*|ihr\w*|kommende\w*)\s+|[„“\"(–-]\s*)\d{1,3}\.$"
)
_REGNAL = re.compile(r"\b[IVXL]+\.$")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.[\s-]?){2,}$")
_SPACED = re.compile(r"\b(?:[a-zäöü]|z\.\s?[BT]|[dD]\.\s?h|[uU]\.\s?[aU]|i\.\s?d\.\s?R)\.$")
_RUNS_ON = re.compile(r"[^\W\d_]*[a-zäöüß]")
# Sentence ends which Punkt does not see: the semicolon between clauses, the forgotten space, the
# acronym or letter that it takes for an abbreviation ("die Gewerkschaft HG. Danach", "Plan B.",
# "Omar M. Er").
_END_INSIDE = re.compile(
    r";(?=\s+[a-zäöüß])|(?:(?<=\s)|^)[^\W\d_-]{3,}[.!?](?=[A-ZÄÖÜ][a-zäöüß]+[\s,])"
    r"|(?<![\w.-])(?![IVXLCDM]+\.|(?:DR|ST|NR|CO|PROF)\.)[A-ZÄÖÜ]{2,5}\.(?=\s+[A-ZÄÖÜ])"
    r"|\b(?:Abschnitt|Bereich|Block|Gleis|Gruppe|Halle|Hepatitis|Kategorie|Klasse|Liga|Linie|Plan"
    r"|Sektor|Teil|Trakt|Typ|Variante|Vitamin|Zone)\s[A-Z]\.(?=\s+[A-ZÄÖÜ])"
    r"|(?<![\w.])[A-Z]\.(?=\s+(?:D(?:er|ie|as|em|en)|Er|Sie|Es|Ein(?:e[mnrs]?)?|I[mn]|Am|Auch"
    r"|Nach|Laut|Bei|Doch|Aber)\s)"
)


def read_document(text: str) -> Document:
    """Splits a text into sentences of at most ``MOST_TOKENS``, and tokens."""
    sentences: list[Span] = []
    tokens: list[Span] = []
    ranges: list[Span] = []
    for start, end in split_sentences(text):
        spans = tokenize(text, start, end)
        for first in range(0, len(spans), MOST_TOKENS):
            part = spans[first : first + MOST_TOKENS]
            sentences.append((part[0][0], part[-1][1]))
            ranges.append((len(tokens), len(tokens) + len(part)))
            tokens += part
    return Document(text, sentences, tokens, ranges)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text as spans, without surrounding white space.

    NLTK's Punkt splitter (Kiss & Strunk 2006, *Unsupervised Multilingual Sentence Boundary
    Detection*) with its German parameters, and own rules for what it misses in news: ordinals
    before nouns, spaced abbreviations, speech in marks that runs on, semicolons, forgotten
    spaces. A blank line always ends a sentence; so does every line break, unless the text is
    wrapped by hand.
    """
    wrapped = max(map(len, text.splitlines()), default=0) <= _WRAPPED
    spans: list[Span] = []
    for paragraph in (_PARAGRAPH if wrapped else _LINE).finditer(text):
        spans.extend(_split_paragraph(text, *paragraph.span()))
    return spans


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The tokens of one sentence, ``text[start:end]``, as spans of the whole text.

    Split as NLTK's word tokenizer does, in one pass: marks stand alone, a period stays on its
    word ("Dr.", "25.") unless it ends the sentence.
    """
    end = len(text) if end is None else end
    spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
    last = len(spans) - 1
    while last > 0 and text[spans[last][0] : spans[last][1]] in _CLOSERS:
        last -= 1
    if last >= 0:
        first, stop = spans[last]
        if stop - first > 1 and text[stop - 1] == "." and text[stop - 2] != ".":
            spans[last : last + 1] = [(first, stop - 1), (stop - 1, stop)]
    return spans


def _split_paragraph(text: str, start: int, end: int) -> list[Span]:
    paragraph = text[start:end]
    splitter, starters = _splitter()
    cuts = [stop for _, stop in splitter.span_tokenize(paragraph)]
    cuts = [cut for cut in cuts if not _runs_on(paragraph, cut, starters)]
    cuts.extend(match.end() for match in _END_INSIDE.finditer(paragraph))
    spans = []
    begin = 0
    for cut in sorted({*cuts, len(paragraph)}):
        piece = paragraph[begin:cut]
        if piece.strip():
            first = begin + len(piece) - len(piece.lstrip())
            spans.append((start + first, start + begin + len(piece.rstrip())))
        begin = cut
    return spans


def _runs_on(paragraph: str, cut: int, starters: frozenset[str]) -> bool:
    left = paragraph[max(0, cut - 40) : cut]
    right = paragraph[cut : cut + 40].lstrip()
    if not right or right[0] in ",;:)]":
        return True
    word = re.match(r"[^\W_]*", right).group()
    if _RUNS_ON.match(right) and word[0].islower():
        return left[-1] in _CLOSERS or bool(_REGNAL.search(left) or _SPACED.search(left))
    if word.lower() in starters:
        return False
    return bool(
        _SPACED.search(left)
        or _INITIALS.search(left)
        or (word[:1].isupper() and _ORDINAL.search(left))
    )


@cache
def _splitter() -> tuple[PunktSentenceTokenizer, frozenset[str]]:
    from punkt.data import german  # 1 MB of literals: only when the first text is read

    parameters = PunktParameters()
    parameters.abbrev_types = german.ABBREV_TYPES.union(_ABBREVIATIONS.split())
    parameters.collocations = german.COLLOCATIONS
    parameters.sent_starters = german.SENT_STARTERS
    parameters.ortho_context.update(german.ORTHO_CONTEXT)
    return PunktSentenceTokenizer(parameters), german.SENT_STARTERS
