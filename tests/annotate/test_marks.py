import pytest
from hypothesis import given
from hypothesis import strategies as st

from presseschau.annotate.rules.marks import find_marked


def marked(text):
    return [text[start:end] for start, end, _ in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie rief: „Halt!“ und lief.", ["„Halt!“"]),
        ('Sie rief: "Halt!" und lief.', ['"Halt!"']),
        ("Sie rief: »Halt!« und lief.", ["»Halt!«"]),
        ("Sie rief: «Halt!» und lief.", ["«Halt!»"]),
        ('Sie rief: „Halt!" und lief.', ['„Halt!"']),
        ("Sie rief: „Halt!” und lief.", ["„Halt!”"]),
        ("Der Rat„lehnt das ab“, hieß es.", ["„lehnt das ab“"]),
        ("„Erstens“, sagte er, „zweitens.“", ["„Erstens“", "„zweitens.“"]),
        ("Das ‚kleine‘ Haus", ["‚kleine‘"]),
        ("Hans' Rock 'n' Roll war's", ["'n'"]),
        ("Wir sah'n die Mütter' nie", []),
    ],
)
def test_pairs_marks_of_all_kinds(text, expected):
    assert marked(text) == expected


def test_marks_inside_marks_know_their_depth():
    text = "„Er nannte das ‚Unfug‘ und ging.“"
    assert [(text[s:e], depth) for s, e, depth in find_marked(text)] == [
        (text, 0),
        ("‚Unfug‘", 1),
    ]


def test_a_mark_without_partner_is_dropped():
    assert marked("Er sagte: „Nie wieder.\n\nDann kam „Ruhe“ auf.") == ["„Ruhe“"]
    assert marked("Er sagte „das und „dies“.") == ["„dies“"]
    assert marked("Ein Ende“ ohne Anfang") == []


def test_a_straight_mark_that_opens_never_closes_the_one_before():
    nested = 'Sie rief: "Er sagte: "Nein", und ging." Dann kam Ruhe.'
    assert marked(nested) == ['"Er sagte: "Nein", und ging."', '"Nein"']
    assert marked('Er sagte: "Nie wieder. Dann rief er: "Doch". Ruhe.') == ['"Doch"']


def test_speech_whose_opening_mark_is_lost_begins_with_the_speakers_sentences():
    text = 'Das Fest fiel aus. Wir sind enttäuscht. Das war es nun", sagte Ida Moll.'
    assert marked(text) == ['Wir sind enttäuscht. Das war es nun"']
    assert marked('Das Fest fiel aus" und der Regen blieb.') == []


@given(st.text(alphabet="„“”\"»«‚‘’' abc.\n", max_size=80))
def test_marks_never_cross(text):
    found = find_marked(text)
    for start, end, depth in found:
        assert 0 <= start < end <= len(text)
        around = [m for m in found if m.start < start and m.end > end]
        crossing = [m for m in found if m.start < start < m.end < end]
        assert not crossing
        assert len(around) <= depth
