"""What nobody said is no quote, and a denied denial takes no stance."""

import pytest

from presseschau.annotate.annotator import Quote, load_annotator
from presseschau.annotate.quotes import quote_rows
from presseschau.annotate.rules.unsaid import without_unsaid
from presseschau.core.text import read_document


def kept(text: str, said: str, cue: str, kind: str = "Indirect", speaker: str = "") -> list[Quote]:
    """What is kept of a quote, by its words and those of its cue, "|" between parts."""

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        parts = [part for part in words.split("|") if part]
        return tuple((text.index(part), text.index(part) + len(part)) for part in parts)

    quote = Quote(spans(said), kind, speaker=spans(speaker), cue=spans(cue))
    return without_unsaid(text, [quote])


@pytest.mark.parametrize(
    ("text", "said", "cue"),
    [
        ("Zu Gerüchten, sie trete zurück, äußerte sich Moll nicht.", "sie trete zurück", "äußerte"),
        ("Kein Wort verlor Moll darüber, wer zahlt.", "wer zahlt", "verlor|darüber"),
        ("Dass der Rat zahlte, erwähnte sie nicht.", "Dass der Rat zahlte", "erwähnte"),
        ("Wer am Steuer saß, gab das Amt zunächst nicht bekannt.", "Wer am Steuer saß", "gab"),
        ("Moll ließ noch nicht erkennen, dass sie zahlt.", "dass sie zahlt", "ließ|erkennen"),
        ("Die Werft warne keineswegs davor, zu baden.", "zu baden", "warne|davor"),
        (
            "Das Amt konnte weder bestätigen noch ausschließen, dass Öl auslief.",
            "dass Öl auslief", "bestätigen|ausschließen",
        ),
        ("Moll wollte nicht sagen, ob sie bleibt.", "ob sie bleibt", "sagen"),
        ("Ob sie bleibt, dazu machte Moll keine Angaben.", "Ob sie bleibt", "machte|Angaben"),
    ],
)  # fmt: skip
def test_what_is_not_said_is_no_quote(text, said, cue):
    assert kept(text, said, cue) == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Werft bestätigte die Zahl nicht.",
        "Belege blieb sie auch auf Nachfrage schuldig.",
        "Den Kaufpreis nannte Moll nicht.",
        "Das Amt wollte sich dazu nicht näher äußern.",
        "Moll widersprach dem nicht.",
        "Von einem Umbau sprach sie nicht.",
    ],
)
def test_a_sentence_that_tells_of_silence_is_no_report_of_speech(text):
    assert kept(text, text, "", "Reported") == []


@pytest.mark.parametrize(
    ("text", "said", "cue"),
    [
        ("Der Kai halte, sagte Moll nicht ohne Stolz.", "Der Kai halte", "sagte"),
        ("Moll warnte nicht nur davor, zu baden.", "zu baden", "warnte|davor"),
        ("Der Kai sei nicht sicher, sagte Moll.", "Der Kai sei nicht sicher", "sagte"),
        ("Moll sagte, der Kai halte nicht.", "der Kai halte nicht", "sagte"),
        ("Nicht Moll, sondern Kern sagte, der Kai halte.", "der Kai halte", "sagte"),
        ("Dass der Kai hält, glaubt Moll nicht.", "Dass der Kai hält", "glaubt"),
        ("Wer das war, das wolle er nicht sagen.", "Wer das war", "sagen"),
    ],
)
def test_what_is_said_stays(text, said, cue):
    assert len(kept(text, said, cue)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Moll bestätigte die Zahl nicht und nannte sie einen Irrtum.",
        "Moll erklärte den Streit für beendet.",
        "Moll teilte die Ansicht des Rates nicht.",
    ],
)
def test_a_report_of_speech_stays(text):
    assert len(kept(text, text, "", "Reported")) == 1


def test_a_negated_cue_says_so_and_takes_no_stance():
    text = "Moll bestritt jedoch nicht die Annahme, dass der Kai brach."
    quotes = kept(text, "dass der Kai brach", "bestritt|die Annahme")
    [row] = quote_rows("a", text, quotes)
    assert (row["cue"], row["cue_stance"]) == ("bestritt … nicht … die Annahme", "neutral")
    affirmed = quote_rows("a", text, [quotes[0]._replace(cue=(quotes[0].cue[0],))])
    assert affirmed[0]["cue_stance"] == "confronting"


@pytest.mark.parametrize(
    ("text", "cue", "left"),
    [
        ("Moll ist voller Hoffnung: „Der Kai hält.“", "ist", ""),
        ("„Der Kai hält“, sagte sie.", "“|sagte", "sagte"),
        ("Moll hat gesagt: „Der Kai hält.“", "hat|gesagt", "hat … gesagt"),
    ],
)
def test_a_cue_holds_a_word_of_speech(text, cue, left):
    [row] = quote_rows("a", text, kept(text, "Der Kai hält", cue, "Direct"))
    assert row["cue"] == left


def test_a_negation_of_another_sentence_whose_stop_is_lost_is_not_the_cues():
    text = "Mauern lösen das nicht Zugleich rechtfertigte Moll ihre Wahl, den Kai zu öffnen."
    [quote] = kept(text, "den Kai zu öffnen", "rechtfertigte")
    assert len(quote.cue) == 1


@pytest.mark.parametrize("annotator", ["rules", "model"])
def test_annotators_show_no_silence(annotator):
    text = "Ida Moll leitet das Hafenamt. Dass der Kai brach, erwähnte sie nicht."
    [found] = load_annotator(annotator).annotate([read_document(text)])
    assert found.quotes == []
