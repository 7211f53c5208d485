"""Acts of speech that one verb tells: what is kept of those the model is unsure of."""

import pytest

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.rules.told_acts import is_told, with_told_acts
from presseschau.core.text import read_document


def told(text: str, speaker: str) -> bool:
    start = text.index(speaker)
    who = ((start, start + len(speaker)),)
    return is_told(read_document(text), Quote(((0, len(text)),), "Reported", speaker=who))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Moll verteidigte den Bau des Kais.", "Ida Moll"),
        ("Auch der Fischbund übte heftige Kritik.", "der Fischbund"),
        ("Den neuen Kai lehnte der Fischbund ab.", "der Fischbund"),
        ("Mehr Geld hat auch der Lotsenbund gefordert, der streikt.", "der Lotsenbund"),
        ("In dem Brief bat die Lotsin um Geduld.", "die Lotsin"),
        ("Am Montag begründete sie das mit dem Sturm.", "sie"),
    ],
)
def test_a_main_clause_with_a_plain_verb_tells_an_act_of_speech(text, speaker):
    assert told(text, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Das lehnte der Fischbund ab.", "der Fischbund"),  # it points to what stands before
        ("Die Lotsin bat den Gast ins Boot.", "Die Lotsin"),
        ("Der Kai wurde von Moll verteidigt.", "Der Kai"),
        ("Moll war in Seenot geraten.", "Moll"),
        ("Im Hafen nannten sie ihn Käpt'n.", "Hafen"),
        ("Vor Gericht nennen sie ihn Käpt'n.", "sie"),
        ("Über den Kai sprach keiner der Lotsen von sich aus.", "keiner der Lotsen"),
        ("Früher als die Lotsen gefordert hatten, brach er.", "als die Lotsen"),
        ("weil sie den Sturm beklagen, bleiben sie im Hafen.", "sie"),
    ],
)
def test_other_clauses_tell_none(text, speaker):
    assert not told(text, speaker)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moll begründete den Bau des Kais.", True),
        ("Gestern kündigte der Lotsenbund Moll neue Streiks an.", True),
        ("Der Fischbund von Moll begründete den Bau.", False),  # another's subject
        ("Das Team verteidigt den Titel gegen Moll.", False),
        ("Als der Kai brach, kritisierte Moll den Hafen.", False),
        ("Der Hafen der Moll bedauerte das.", False),
        ("Der Rat verlangt Molls Kopf.", False),
    ],
)
def test_a_name_beside_the_verb_of_a_free_sentence_speaks(text, found):
    at, end = text.index("Moll"), text.index("Moll") + (5 if "Molls" in text else 4)
    told = with_told_acts(read_document(text), [], [Mention(at, end, "PER")])
    assert [quote.speaker for quote in told] == ([((at, end),)] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Vorwürfe, der Kai sinke, bezeichnete er als falsch.", True),
        ("Fehler räumte er nur in einem Punkt ein.", True),
        ("Um Hilfe bat er nicht.", False),
        ("Am Abend ging er.", False),
    ],
)
def test_he_tells_what_stands_in_front_of_his_verb(text, found):
    told = with_told_acts(read_document(text), [], [])
    assert [text[slice(*quote.speaker[0])] for quote in told] == ["er"] * found
