"""Names that the head passed over: listed houses, and those it found elsewhere in the text."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules.candidates import LISTED
from presseschau.annotate.rules.gazetteer import is_word
from presseschau.annotate.rules.patterns import ORGANISATION_NOUN
from presseschau.core.text import Document

#: Bodies that bear no name but their kind, which linking finds where somebody means them.
_PLAIN = re.compile(rf"{ORGANISATION_NOUN.pattern}|regierung$|schutz$")
_SHORTEST = 4  # letters of a name that is looked for again
_SCORE = 0.5


def with_missed(
    document: Document, mentions: Sequence[Mention], by_rules: Sequence[Mention]
) -> list[Mention]:
    """The names of a text with those that the head passed over, in their order.

    A house that the rules know for sure is one ("der Versorger Westnetz"), unless its name
    tells but its kind ("Bundesregierung"); the place in it is none ("Wiener Linien"). A surname,
    or the name of a house, that the head found once is one again where it stands alone; words that
    are names by chance are not. This is for the head what ``rules.names`` does for the rules, whose
    names also come of lists, titles and contexts and need other limits.
    """
    text = document.text
    found = [
        rule._replace(score=_SCORE)
        for rule in by_rules
        if rule.kind == "ORG" and rule.score >= LISTED and not rule.derived
        and not _PLAIN.search(text[rule.start : rule.end])
    ]  # fmt: skip
    kinds: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        parts = text[mention.start : mention.end].split() or [""]
        if not mention.derived and (len(parts) == 1 or mention.kind == "PER"):
            kinds[parts[-1]].add(mention.kind)
    for start, end in document.tokens:
        word = text[start:end]
        again = kinds.get(word) or kinds.get(word.removesuffix("s"))
        is_label = text[end : end + 1] == ":"  # of who answers: "Hofer: Nein."
        if again and len(again) == 1 and len(word) >= _SHORTEST and (is_label or not is_word(word)):
            [kind] = again
            if kind in ("PER", "ORG"):
                found.append(Mention(start, end, kind, score=_SCORE))
    taken = sorted(mentions)  # none of which meet each other
    for mention in found:
        first = bisect_right(taken, mention.start, key=attrgetter("end"))
        last = bisect_left(taken, mention.end, key=attrgetter("start"))
        if all(_is_part(text, other, mention) for other in taken[first:last]):
            taken[first:last] = [mention]
    return taken


def _is_part(text: str, mention: Mention, house: Mention) -> bool:
    """Whether a mention is a place within a house's name of several words: "Statistik Austria"."""
    inside = house.start <= mention.start and mention.end <= house.end
    return inside and mention.kind == "LOC" and " " in text[house.start : house.end]
