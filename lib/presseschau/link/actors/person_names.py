"""The parts of a name: titles, first names, particles, surname, genitive, spelling."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from presseschau.annotate.rules.gazetteer import first_names, surnames, word_list

PARTICLES = word_list("surname particles")

_FEMALE_TITLES, _MALE_TITLES = word_list("titles of women"), word_list("titles of men")
TITLES = word_list("academic titles") | _FEMALE_TITLES | _MALE_TITLES
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.?(?:-?[A-ZÄÖÜ]\.)*$")
_NUMERAL = re.compile(r"[IVX]+\.?$")

#: Endings of transliterated surnames, whose spelling varies from paper to paper.
_SLAVIC = re.compile(r"(?:[oei](?:w|v|ff)|sk(?:y|i|yj|ij)|enko|witsch|vic|wa|va)$")
_FOLDS = [(re.compile(pattern), fold) for pattern, fold in (
    ("tsch", "c"), ("sch|sh|zh", "s"), ("kh|ch", "h"), ("ff|w", "v"),
    ("ij|iy|yj|ej|ey|ei|y|j", "i"), ("z", "s"), (r"(.)\1", r"\1"),
)]  # fmt: skip


class PersonName(NamedTuple):
    """A person's name as it stands in the text.

    ``first`` holds first names and initials, ``surname`` the particles and the last word;
    ``gender`` ("m", "f", "") is what a title such as "Frau" says.
    """

    first: tuple[str, ...]
    surname: str
    gender: str = ""

    @property
    def full(self) -> str:
        """The name without titles."""
        return " ".join((*self.first, self.surname))


@lru_cache(200_000)
def person_name(text: str) -> PersonName:
    """Takes a person's name apart.

    "Prof. Dr. Anna von der Au" has the first name "Anna" and the surname "von der Au"; a name of
    one word is a surname, and a ruler's number belongs to it ("Wilhelm II.").
    """
    words = text.replace("-\n", "-").split()
    words = [word.strip('„“”"»«,;') for word in words]
    words = [word for word in words if word]
    gender = ""
    while len(words) > 1 and words[0] in TITLES:
        if words[0] in _FEMALE_TITLES:
            gender = "f"
        elif words[0] in _MALE_TITLES:
            gender = "m"
        words = words[1:]
    for n in range(len(words) - 1):
        if words[n] in ("Mc", "Mac", "O'", "O’"):
            words = [*words[:n], words[n] + words[n + 1], *words[n + 2 :]]
            break
    if not words:
        return PersonName((), text.strip(), gender)
    words[-1] = words[-1].rstrip("-")
    last = len(words) - 1
    if last and _NUMERAL.match(words[last]):
        last -= 1
    for n in range(last + 1):
        if words[n].lower() in PARTICLES and (n or words[n] != "Al") and n < last:
            return PersonName(tuple(words[:n]), " ".join(words[n:]), gender)
    return PersonName(tuple(words[:last]), " ".join(words[last:]), gender)


@lru_cache(400_000)
def fold(name: str) -> str:
    """One key for all spellings of a name.

    Case, accents, hyphens and umlauts written out ("Mueller") do not count; where a word has the
    ending of a transliterated Slavic name, neither do the usual ways of writing it
    ("Beloussow", "Belousov"). German names that only sound alike (Meyer, Meier) stay apart.
    """
    plain = name.casefold()
    for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ı", "i"), ("ł", "l"), ("ø", "o")):
        plain = plain.replace(letter, pair)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.split(r"[\s-]+", re.sub(r"[.'’′]", "", plain).strip())
    if any(_SLAVIC.search(word) for word in words):
        words = [_fold_transliteration(word) for word in words]
    return " ".join(word for word in words if word)


def _fold_transliteration(word: str) -> str:
    for pattern, replacement in _FOLDS:
        word = pattern.sub(replacement, word)
    return word


def nominatives(name: str) -> list[str]:
    """What a name may be the genitive of: "Schoigus" of "Schoigu"; never itself.

    Whether it is one, only the text can tell: "Reuters" is no genitive.
    """
    if name.endswith(("'", "’", "′")):
        return [name[:-1]]
    if name.endswith(("'s", "’s")):
        return [name[:-2]]
    if name.endswith("s") and not name.endswith("ss") and len(name) > 3:
        return [name[:-1]]
    return []


def first_name_gender(first: tuple[str, ...]) -> str:
    """Either "m" or "f" where the lexicon knows one of the first names, else ""."""
    known = first_names()
    for name in first:
        for part in (name, *name.split("-")):
            if (gender := known.get(part, "u")) != "u":
                return gender
    return ""


def is_surname(word: str) -> bool:
    """Whether the lexicon lists a word as a surname."""
    return word in surnames()


def same_first_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether first names may be one person's: "George W." and "George", "J." and "Josef"."""
    left, right = _single(one), _single(other)
    if not left or not right:
        return True
    shorter, longer = sorted((left, right), key=len)
    if not _agree(shorter[0], longer[0]):
        return False
    rest = list(longer[1:])
    for word in shorter[1:]:
        match = next((n for n, known in enumerate(rest) if _agree(word, known)), None)
        if match is None:
            return False
        rest = rest[match + 1 :]
    return True


def _single(names: tuple[str, ...]) -> list[str]:
    return [part for name in names for part in name.split("-") if part]


def _agree(one: str, other: str) -> bool:
    if _INITIAL.match(one) or _INITIAL.match(other):
        return fold(one)[:1] == fold(other)[:1]
    return fold(one) == fold(other) or _fold_transliteration(fold(one)) == _fold_transliteration(
        fold(other)
    )
