"""What only looks like speech: what would be, questions, acts of courts."""

import pytest

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.no_speech import without_unspoken
from presseschau.core.text import read_document


def kept(text: str, kind: str, speaker: str = "", cue: str = "") -> list[Quote]:
    """What is kept of one quote that is the whole text, with words in it for speaker and cue."""
    spans = [((text.index(w), text.index(w) + len(w)),) if w else () for w in (speaker, cue)]
    quote = Quote(type=kind, spans=((0, len(text)),), speaker=spans[0], cue=spans[1])
    return without_unspoken(read_document(text), [quote])


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "cue"),
    [
        ("Das wäre für den Hafen ein schwerer Schaden.", "IndirectFreeIndirect", "", ""),
        ("Auf die Frage, wann der Kai fertig sei", "Indirect", "", ""),
        ("Das Gericht lehnte den Antrag ab.", "Reported", "Das Gericht", ""),
        ("Der Minister sagte seine Reise wegen des Sturms ab.", "Reported", "Der Minister", ""),
        ("Das Bild, das sie teilte, so sollen sie gerufen haben", "Indirect", "sie", "teilte"),
        ("Der Rat hat, wie berichtet, den Kai verkauft", "Indirect", "", "wie berichtet"),
        ("Ob man den Kai ersetzen könne?", "IndirectFreeIndirect", "", ""),
        ("Warum er den Antrag gestellt habe?", "IndirectFreeIndirect", "", ""),
        ("Was macht Sie sicher?, wird er gefragt", "Direct", "er", "wird er gefragt"),
        ("„Und der Kai?“, fragte ein Reporter", "Direct", "ein Reporter", "fragte"),
        ("Vieles weist darauf hin, dass der Kai sinkt", "Indirect", "Vieles", "weist darauf hin"),
        ("Risse deuten darauf hin, dass er sinkt", "Indirect", "Risse", "deuten darauf hin"),
        ("Wer es war, war zunächst unklar", "Indirect", "", "war zunächst unklar"),
        ("Moll schien bemüht, nicht zu lachen", "Indirect", "Moll", "schien bemüht"),
        ("Moll ist bekannt dafür, spät zu kommen", "Indirect", "Moll", "ist bekannt dafür"),
        ("Nach zwei Aussprachen bleibt der Kai gesperrt", "Indirect", "zwei Aussprachen", "Nach"),
        ("Gemäß der Hafenpolitik bleibt er gesperrt", "Indirect", "der Hafenpolitik", "Gemäß"),
        ("Dort, wo sich der Kai befindet, ist es laut", "Indirect", "der Kai", "befindet"),
        ("Die Lotsen hielten sich am Montag bedeckt.", "Reported", "Die Lotsen", ""),
        ("Moll beantwortet hier die wichtigsten Fragen.", "Reported", "Moll", ""),
        ("Die Kosten dürften steigen.", "IndirectFreeIndirect", "", ""),
    ],
)
def test_what_looks_like_speech_and_is_none_is_left_out(text, kind, speaker, cue):
    assert kept(text, kind, speaker, cue) == []


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "cue"),
    [
        ("Das sei ein Schaden, und er wäre schwer.", "IndirectFreeIndirect", "", ""),
        ("Die Schäden hätten alle gesehen.", "IndirectFreeIndirect", "", ""),
        ("Der Fischbund lehnte den Plan als Irrweg ab.", "Reported", "Der Fischbund", ""),
        ("Die Ministerin sagte Hilfe zu.", "Reported", "Die Ministerin", ""),
        ("„Das wäre schön.“", "Direct", "", ""),
        ("Warum habe niemand den Kai geprüft?", "IndirectFreeIndirect", "", ""),
        ("„Und der Kai?“, fragte die Ministerin", "Direct", "die Ministerin", "fragte"),
        ("Der Kai sei sicher, sagte die Reporterin", "Indirect", "die Reporterin", "sagte"),
        ("Nach Angaben von Moll sinkt der Kai", "Indirect", "Angaben von Moll", "Nach"),
        ("Gemäß einem Bericht sinkt der Kai", "Indirect", "einem Bericht", "Gemäß"),
        ("Der Kai sei klein, befindet Moll", "Indirect", "Moll", "befindet"),
        ("Moll weist darauf hin, dass der Kai sinkt", "Indirect", "Moll", "weist darauf hin"),
    ],
)
def test_speech_stays(text, kind, speaker, cue):
    assert len(kept(text, kind, speaker, cue)) == 1


def test_the_subject_of_an_unframed_sentence_is_not_who_says_it():
    [quote] = kept("Der Kai sei ein Glück für die Stadt.", "IndirectFreeIndirect", "Der Kai")
    assert quote.speaker == ()


def test_what_is_not_ruled_out_is_reported_whole():
    text = "Kommt es zum Streik, schloss Ida Moll Gespräche mit dem Rat nicht aus."
    quote = Quote(((0, 19),), "Indirect", cue=((text.index("schloss"), text.index(" Ida")),))
    [found] = without_unspoken(read_document(text), [quote])
    assert (found.type, found.spans, found.cue) == ("Reported", ((0, len(text)),), ())


def test_who_acted_before_is_not_who_spoke_of_something():
    text = "Die Feuerwehr löschte den Kahn. Kurz war die Rede davon, dass zwei Schiffe brannten."
    said = text.index("dass")
    cue = (text.index("war die"), text.index(" davon"))
    quote = Quote(((said, len(text) - 1),), "Indirect", speaker=((0, 13),), cue=(cue,))
    assert without_unspoken(read_document(text), [quote])[0].speaker == ()


def test_who_spoke_before_does_not_say_what_was_said_of_nobody_or_in_a_house():
    for frame, speaker in [
        ("Am Montag wurde gemeldet", ""),
        ("Später wurde im Ministerium auf Anfrage betont", "Ministerium"),
    ]:
        text = f"Ida Moll kam an. {frame}, dass zwei Schiffe brannten."
        said, first = text.index("dass"), text.index("wurde")
        words = frame.split()[-1]
        cue = ((first, first + 5), (text.index(words), text.index(words) + len(words)))
        quote = Quote(((said, len(text) - 1),), "Indirect", speaker=((0, 8),), cue=cue)
        [found] = without_unspoken(read_document(text), [quote])
        assert "".join(text[slice(*part)] for part in found.speaker) == speaker


def test_a_heading_is_no_part_of_the_speech_below_it():
    text = "Vom Kahn zum Kai\n\nDer Kai halte lange."
    [quote] = kept(text, "IndirectFreeIndirect")
    assert text[slice(*quote.spans[0])] == "Der Kai halte lange."
