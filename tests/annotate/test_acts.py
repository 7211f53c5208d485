"""Who attacks or supports whom by a verb: holder, target, side; nothing where it is unsure."""

import pytest

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules.acts import find_acts
from presseschau.core.text import read_document


def acts(text, *names):
    mentions = []
    for name in names:
        start = text.index(name)
        mentions.append(Mention(start, start + len(name), "PER"))
    found = find_acts(read_document(text), mentions)
    return [(text[slice(*act.holder[0])], text[slice(*act.target[0])], act.tenor) for act in found]


@pytest.mark.parametrize(
    ("text", "holder", "target", "tenor"),
    [
        ("Moll kritisierte den Senator Kehl scharf.", "Moll", "Kehl", -1),
        ("Am Montag kritisierte Moll den Senator Kehl.", "Moll", "Kehl", -1),
        ("Moll warf Kehl Versagen vor.", "Moll", "Kehl", -1),
        ("Moll hat dem Senator Kehl Untätigkeit vorgeworfen.", "Moll", "Kehl", -1),
        ("Moll griff Kehl scharf an.", "Moll", "Kehl", -1),
        ("Moll übte scharfe Kritik an Kehl.", "Moll", "Kehl", -1),
        ("Moll erhob schwere Vorwürfe gegen Kehl.", "Moll", "Kehl", -1),
        ("Moll forderte den Rücktritt von Kehl.", "Moll", "Kehl", -1),
        ("Kehl wurde am Montag von Moll kritisiert.", "Moll", "Kehl", -1),
        ("Moll kritisierte das Vorgehen von Kehl.", "Moll", "Kehl", -1),
        ("Moll, die Chefin der Fraktion, lobte Kehl.", "Moll, die Chefin der Fraktion", "Kehl", 1),
        ("Moll stellte sich hinter Kehl.", "Moll", "Kehl", 1),
        ("Moll dankte dem Senator Kehl.", "Moll", "Kehl", 1),
        ("Moll nahm Kehl in Schutz.", "Moll", "Kehl", 1),
        ("Moll lobte die Ministerin.", "Moll", "die Ministerin", 1),
        ("Moll sprach ihm das Vertrauen aus.", "Moll", "ihm", 1),
    ],
)
def test_an_act_has_holder_target_and_side(text, holder, target, tenor):
    assert acts(text, *(name for name in ("Moll", "Kehl") if name in text)) == [
        (holder, target, tenor)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Moll wollte Kehl nicht kritisieren.",
        "Moll kritisierte Kehl nie.",
        "Wenn Moll Kehl kritisiert, schweigt er.",
        "Warf Moll Kehl etwas vor?",
        "Moll bat darum, Kehl zu unterstützen.",
        "Das Gericht verurteilte Kehl zu drei Jahren Haft.",
        "Das sei falsch, kritisierte Kehl.",
        "„Das ist falsch“, kritisierte Kehl.",
        "Moll warf den Diskus 66 Meter weit und siegte vor Kehl.",
        "Moll lobte Kehl, allerdings nicht.",
        "Moll verteidigte den Titel.",
    ],
)
def test_what_is_denied_possible_or_unsure_is_no_act(text):
    targets = [target for _, target, _ in acts(text, *(n for n in ("Moll", "Kehl") if n in text))]
    assert "Kehl" not in targets
