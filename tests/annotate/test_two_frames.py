"""Speech of two that was taken for one quote."""

from presseschau.annotate.annotator import Quote
from presseschau.annotate.rules.speech import find_quotes
from presseschau.annotate.rules.two_frames import parted_at_frames
from presseschau.core.text import read_document


def _parted(text, said, speaker, frame):
    document = read_document(text)
    start = text.index(said.split("...")[0])
    end = text.index(said.split("...")[1]) + len(said.split("...")[1])
    at = text.rindex(speaker)
    place = text.index(frame) if frame else 0
    framed = ((place, place + len(frame)),) if frame else ()
    whole = Quote(((start, end),), "Direct", speaker=((at, at + len(speaker)),), frame=framed)
    found = parted_at_frames(document, [whole], find_quotes(document))
    return [(text[q.spans[0][0] : q.spans[-1][1]], text[slice(*q.speaker[0])]) for q in found]


def test_a_quote_ends_at_the_full_stop_behind_anothers_frame():
    text = "Am Kai ist alles gut, sagt Ida Moll. Ich hoffe, dass er hält, sagt Max Kern."
    assert _parted(text, "Am Kai...er hält", "Max Kern", ", sagt Max Kern") == [
        ("Am Kai ist alles gut", "Ida Moll"),
        ("Ich hoffe, dass er hält", "Max Kern"),
    ]


def test_two_words_with_a_frame_are_speech():
    text = "Alles gut, sagt Ida Moll. Ich hoffe, dass er hält, sagt Max Kern."
    assert _parted(text, "Alles...er hält", "Max Kern", ", sagt Max Kern") == [
        ("Alles gut", "Ida Moll"),
        ("Ich hoffe, dass er hält", "Max Kern"),
    ]


def test_what_goes_on_behind_the_only_frame_is_the_same_ones():
    text = "Es regnet. Der Kai ist lange gesperrt, sagt Ida Moll. Aber wir kommen wieder."
    assert _parted(text, "Es regnet...kommen wieder.", "Ida Moll", ", sagt Ida Moll") == [
        ("Es regnet. Der Kai ist lange gesperrt", "Ida Moll"),
        ("Aber wir kommen wieder.", "Ida Moll"),
    ]


def test_an_answer_without_a_frame_stays_whole():
    text = "Kern: Der Kai ist lange gesperrt, sagt Ida Moll. Wir hoffen."
    [(said, _)] = _parted(text, "Der Kai...Wir hoffen.", "Kern", "")
    assert said == "Der Kai ist lange gesperrt, sagt Ida Moll. Wir hoffen."
