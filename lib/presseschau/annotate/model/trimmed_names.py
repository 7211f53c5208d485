"""What the head takes into the name of a house, or for one, and is none: "Zeitung Express"."""

import re
from collections.abc import Sequence

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules.gazetteer import is_common, is_place

#: What a house is, in front of its name; "Partei Recht und Gerechtigkeit" is one name.
_KIND = re.compile(
    r"(?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]*?)?"
    r"(?i:zeitung|zeitschrift|magazin|blatt|sender|partei|miliz|hersteller|firma) (?=[A-ZÄÖÜ\d])"
)
_OURS = re.compile(r" (?:unser|dies|sein|ihr|mein)e[rsmn]? ")


def trimmed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The names without words that are no part of them, and without words that are no names."""
    kept = []
    for mention in mentions:
        name = text[mention.start : mention.end]
        if mention.derived or mention.kind != "ORG":
            kept.append(mention)
        elif not _OURS.search(name):
            kept.append(mention._replace(start=mention.start + _begins(name)))
    return kept


def _begins(name: str) -> int:
    """Where in what was found the name of a house begins: "Zeitung [Express]"."""
    kind = _KIND.match(name)
    if not kind:
        return 0
    house = name[kind.end() :]
    one = kind[1] or " " not in house or not is_common(house.split()[0])
    return kind.end() if one and not is_place(house) else 0
