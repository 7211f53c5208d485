"""What only looks like speech: what would be, questions, acts of courts."""

import pytest

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.mended import mended
from presseschau.annotate.rules.no_speech import without_unspoken
from presseschau.core.text import read_document


def kept(text: str, kind: str, speaker: str = "", cue: str = "", frame: str = "") -> list[Quote]:
    """What is kept of a quote, with words for speaker, cue and frame.

    It is the text, without the frame if that stands at its head or end.
    """
    spans = [((text.index(w), text.index(w) + len(w)),) if w else () for w in (speaker, cue, frame)]
    said = text.removeprefix(frame).removesuffix(frame).strip()
    start = text.index(said)
    own = dict(zip(("speaker", "cue", "frame"), spans, strict=True))
    quote = Quote(((start, start + len(said)),), kind, score=0.8, **own)
    document = read_document(text)
    return mended(document, without_unspoken(document, [quote]))


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "cue"),
    [
        ("Das wäre für den Hafen ein schwerer Schaden.", "IndirectFreeIndirect", "", ""),
        ("Auf die Frage, wann der Kai fertig sei", "Indirect", "", ""),
        ("Das Gericht lehnte den Antrag ab.", "Reported", "Das Gericht", ""),
        ("Der Minister sagte seine Reise wegen des Sturms ab.", "Reported", "Der Minister", ""),
        ("Der Rat hat, wie berichtet, den Kai verkauft", "Indirect", "", "wie berichtet"),
        ("Ob man den Kai ersetzen könne?", "IndirectFreeIndirect", "", ""),
        ("Warum er den Antrag gestellt habe?", "IndirectFreeIndirect", "", ""),
        ("„Und der Kai?“, fragte ein Reporter", "Direct", "ein Reporter", "fragte"),
        (
            "Ob der Kai sinke, war die Frage eines Reporters",
            "Indirect",
            "eines Reporters",
            "die Frage",
        ),
        ("Vieles weist darauf hin, dass der Kai sinkt", "Indirect", "Vieles", "weist darauf hin"),
        ("Risse deuten darauf hin, dass er sinkt", "Indirect", "Risse", "deuten darauf hin"),
        ("Wer es war, war zunächst unklar", "Indirect", "", "war zunächst unklar"),
        ("Moll schien bemüht, nicht zu lachen", "Indirect", "Moll", "schien bemüht"),
        ("Moll sah sich gezwungen, umzukehren", "Indirect", "Moll", "sah sich gezwungen"),
        ("„Ob das reicht“, wollte ein Reporter wissen", "Indirect", "ein Reporter", "wissen"),
        ("Moll ist bekannt dafür, spät zu kommen", "Indirect", "Moll", "ist bekannt dafür"),
        ("Nach zwei Aussprachen bleibt der Kai gesperrt", "Indirect", "zwei Aussprachen", "Nach"),
        ("Gemäß der Hafenpolitik bleibt er gesperrt", "Indirect", "der Hafenpolitik", "Gemäß"),
        ("Die Lotsen hielten sich am Montag bedeckt.", "Reported", "Die Lotsen", ""),
        ("Moll beantwortet hier die wichtigsten Fragen.", "Reported", "Moll", ""),
        ("Die Ministerin spricht leise und langsam.", "Reported", "Die Ministerin", ""),
        ("Moll hat Klage wegen des Vorwurfs eingereicht.", "Reported", "Moll", ""),
        ("Die Kosten dürften steigen.", "IndirectFreeIndirect", "", ""),
        ("Moll sprach zehn Minuten, ohne Pause.", "Reported", "Moll", ""),
        ("Moll erfuhr von dem Sturm im Hafen.", "Reported", "Moll", ""),
        ("Der Rat beriet lange über den Kai.", "Reported", "Der Rat", ""),
        ("Der Fischbund hat gegen den Rat geklagt.", "Reported", "Der Fischbund", ""),
        ("Die Werft wertete die Zahlen des Vorjahrs aus.", "Reported", "Die Werft", ""),
        ("Moll bemühte sich vergeblich um Hilfe.", "Reported", "Moll", ""),
        ("Dem Fischbund droht ein neuer Streik.", "Reported", "Dem Fischbund", ""),
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
        ("Moll stellte ein Boot in Aussicht.", "Reported", "Moll", ""),
        ("Für Moll ist der Wind schuld.", "Reported", "Moll", ""),
        ("Der Fischbund erhob schwere Vorwürfe gegen den Rat.", "Reported", "Der Fischbund", ""),
        ("Die Lotsen machten den Rat verantwortlich.", "Reported", "Die Lotsen", ""),
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


@pytest.mark.parametrize(
    ("frame", "said", "speaker", "cue"),
    [
        ("Der Rat beriet den Plan,", "der seit Jahren ruht", "Der Rat", "beriet"),
        ("Sie bat um Geld für den Kai,", "auf dem die Fähre hält", "Sie", "bat"),
        ("Moll entschuldigte sich beim Rat,", "die Fähre ruht trotzdem", "Moll", "entschuldigte"),
        ("Der Rat erklärte den Plan für falsch,", "der Kai wurde gesperrt", "Der Rat", "erklärte"),
        ("Der Müll türmte sich auf,", "es fuhren keine Fähren", "Der Müll", "türmte sich auf"),
        ("Der Lotse, der dafür bekannt war,", "spät zu kommen", "der", "bekannt war"),
        ("Am Montag wurde bekannt,", "dass der Kai sinkt", "", "wurde bekannt"),
    ],
)
def test_what_only_goes_on_with_a_sentence_is_not_said(frame, said, speaker, cue):
    assert kept(f"{frame} {said}", "Indirect", speaker, cue, frame) == []


@pytest.mark.parametrize(
    ("frame", "said", "speaker", "cue"),
    [
        ("Moll sagt,", "der Kai hält noch lange", "Moll", "sagt"),
        ("Moll hat gesagt,", "das passt schon so", "Moll", "hat gesagt"),
        ("Moll sagte im Radio,", "der Kai sei alt, auch wenn er halte", "Moll", "sagte"),
        ("Der Rat beschloss,", "den alten Kai bald zu sperren", "Der Rat", "beschloss"),
        ("Wie Moll mitteilte,", "sinkt der Kai seit Jahren", "Moll", "mitteilte"),
        ("Moll fürchtet sich,", "dass der Kai sinkt", "Moll", "fürchtet"),
    ],
)
def test_what_is_said_behind_a_frame_stays(frame, said, speaker, cue):
    assert len(kept(f"{frame} {said}", "Indirect", speaker, cue, frame)) == 1


def test_a_paper_points_to_what_it_wrote():
    text = "Der Kai ist seit Montag gesperrt, der Nordblick berichtete"
    back = ", der Nordblick berichtete"
    assert kept(text, "Indirect", "der Nordblick", "berichtete", back) == []
    text = "Der Kai ist seit Montag gesperrt, berichtete der Nordblick"
    back = ", berichtete der Nordblick"
    assert kept(text, "Indirect", "der Nordblick", "berichtete", back)


def test_a_sentence_without_a_word_of_saying_tells_of_speech_only_where_the_heads_are_sure():
    text = "Die Reederei malte den Kahn an."
    assert kept(text, "Reported", "Die Reederei") == []
    quote = Quote(((0, len(text)),), "Reported", speaker=((0, 12),), score=0.95)
    assert without_unspoken(read_document(text), [quote]) == [quote]


def test_the_subject_of_an_unframed_sentence_is_not_who_says_it():
    [quote] = kept("Der Kai sei ein Glück für die Stadt.", "IndirectFreeIndirect", "Der Kai")
    assert quote.speaker == ()


def test_what_is_not_ruled_out_is_reported_whole():
    text = "Kommt es zum Streik, schloss Ida Moll Gespräche mit dem Rat nicht aus."
    quote = Quote(((0, 19),), "Indirect", cue=((text.index("schloss"), text.index(" Ida")),))
    [found] = mended(read_document(text), [quote])
    assert (found.type, found.spans, found.cue) == ("Reported", ((0, len(text)),), ())


def test_who_acted_before_is_not_who_spoke_of_something():
    text = "Die Feuerwehr löschte den Kahn. Kurz war die Rede davon, dass zwei Schiffe brannten."
    said = text.index("dass")
    cue = (text.index("war die"), text.index(" davon"))
    quote = Quote(((said, len(text) - 1),), "Indirect", speaker=((0, 13),), cue=(cue,))
    assert mended(read_document(text), [quote])[0].speaker == ()


def test_who_spoke_before_does_not_say_what_was_said_of_nobody():
    text = "Ida Moll kam an. Am Montag wurde gemeldet, dass zwei Schiffe brannten."
    said, first, words = (text.index(part) for part in ("dass", "wurde", "gemeldet"))
    cue = ((first, first + 5), (words, words + 8))
    quote = Quote(((said, len(text) - 1),), "Indirect", speaker=((0, 8),), cue=cue)
    [found] = mended(read_document(text), [quote])
    assert found.speaker == ()


def test_a_heading_is_no_part_of_the_speech_below_it():
    text = "Vom Kahn zum Kai\n\nDer Kai halte lange."
    [quote] = kept(text, "IndirectFreeIndirect")
    assert text[slice(*quote.spans[0])] == "Der Kai halte lange."


@pytest.mark.parametrize(
    ("sentence", "is_speech"),
    [
        ("Die sture Müllerin beharrt auf dem Preis, als gäbe es kein Brot.", False),
        ("Die Leute am Kai wollen Ruhe und sichere Häuser.", False),
        ("Diesen Satz sollte man am Kai einmal vorlesen.", False),
        ("Am Kai gefalle es ihr gut.", True),
        ("Zu oft habe sie gewartet.", True),
        ("Die Boote lägen fest.", True),
        ("Sie räumte ein, dass sie gezögert habe.", True),
    ],
)
def test_a_comment_in_the_indicative_is_no_more_of_the_quote_where_marks_are_set(
    sentence, is_speech
):
    lead = "Der Kai war voll. Es regnete. Die Boote kamen. "
    said = "„Wir bleiben bis zum Abend hier“, sagte Ida Moll. "
    for front, kept_there in ((lead + said, is_speech), (lead + "Moll sei müde. ", True)):
        text = front + sentence
        quote = Quote(((len(front), len(text)),), "IndirectFreeIndirect", score=0.8)
        assert bool(without_unspoken(read_document(text), [quote])) is kept_there


@pytest.mark.parametrize(
    "text",
    [
        "Moll sprach auch über den Kai.",
        "Von einem Erfolg sprach Moll.",
        "Moll klagte über den Kai.",
        "Moll sprach ein Gebet.",
        "Der Fischbund droht mit einem Streik.",
    ],
)
def test_what_tells_of_speech_stays(text):
    assert kept(text, "Reported", "Moll" if "Moll" in text else "Der Fischbund")


def test_what_a_paper_likens_an_act_of_speech_to_is_left_out():
    text = "Ida Moll lobte ihn, als wäre er ein Held."
    [quote] = kept(text, "Reported", "Ida Moll")
    assert text[slice(*quote.spans[0])] == "Ida Moll lobte ihn"
