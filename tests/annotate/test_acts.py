"""Who attacks or supports whom by a verb: holder, target, side; nothing where it is unsure."""

import pytest

from presseschau.annotate.annotator import Mention
from presseschau.annotate.rules.acts import find_acts
from presseschau.core.text import read_document


def acts(text, *names):
    mentions = []
    for name in names:
        start = text.index(name)
        end = start + len(name)
        mentions.append(Mention(start, end + text.startswith("s ", end), "PER"))
    found = find_acts(read_document(text), mentions)
    return [
        (text[slice(*act.holder[0])] if act.holder else "", text[slice(*act.target[0])], act.tenor)
        for act in found
    ]


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
        ("Moll begrüßte Kehls neuen Vorschlag.", "Moll", "Kehls", 1),
        ("Moll kritisierte den Sparkurs des Senators.", "Moll", "des Senators", -1),
        ("Moll nannte Kehl einen Lügner.", "Moll", "Kehl", -1),
        ("Moll bezeichnete Kehls Entwurf als stümperhaft.", "Moll", "Kehls", -1),
        ("Moll hält Kehl für überfordert.", "Moll", "Kehl", -1),
        ("Moll bescheinigte Kehl große Umsicht.", "Moll", "Kehl", 1),
        ("Moll traut Kehl nicht.", "Moll", "Kehl", -1),
        ("Insbesondere lobte Moll den Senator Kehl.", "Moll", "Kehl", 1),
        ("Der Ministerin Kehl dankte Moll für ihre Arbeit.", "Moll", "Kehl", 1),
        ("Ich danke Kehl für seine Geduld.", "Ich", "Kehl", 1),
        ("Moll rief: „Ich danke Kehl für seine Geduld.“", "Ich", "Kehl", 1),
    ],
)
def test_an_act_has_holder_target_and_side(text, holder, target, tenor):
    assert acts(text, *(name for name in ("Moll", "Kehl") if name in text)) == [
        (holder, target, tenor)
    ]


@pytest.mark.parametrize(
    ("text", "holder", "tenor"),
    [
        ("Kehl wurde am Montag scharf kritisiert.", "", -1),
        ("Kehl wurde vorgeworfen, Akten vernichtet zu haben.", "", -1),
        ("Die Kritik an Kehl reißt nicht ab.", "", -1),
        ("Molls Kritik an Kehl reißt nicht ab.", "Molls", -1),
        ("Es gab Beifall für Kehl.", "", 1),
        ("Kehl steht wegen der Reise in der Kritik.", "", -1),
        ("Kehl gilt als umsichtig.", "", 1),
        ("Dem Senator Kehl wird vorgeworfen, zu lügen.", "", -1),
        ("Im Mai war Kehl in die Kritik geraten.", "", -1),
    ],
)
def test_an_act_may_have_no_holder_or_be_told_by_a_noun(text, holder, tenor):
    assert acts(text, *(name for name in ("Moll", "Kehl") if name in text)) == [
        (holder, "Kehl", tenor)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Moll begrüßte Kehl an der Tür.",
        "Moll nannte Kehl den Termin.",
        "Es gab keine Kritik an Kehl.",
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
