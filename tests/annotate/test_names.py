import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.annotate.annotator import load_annotator
from presseschau.annotate.rules.gazetteer import first_names, is_common, places
from presseschau.annotate.rules.names import find_mentions
from presseschau.core.text import read_document

WORDS = [
    *("Anna", "Peter", "von", "der", "Dr.", "AG", "FC", "II.", "in", "Berlin", "NATO-", "US-Chef"),
    *("(", "„", "“", ".", ",", "s'", "'", "für", "1.", "Institut", "Lindwerder", "SPD-Chefin"),
]


def names(text, derived=False):
    mentions = find_mentions(read_document(text))
    return [(text[m.start : m.end], m.kind) for m in mentions if m.derived == derived]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Montag kam Thea Lindqvist an.", ["Thea Lindqvist"]),
        ("Prof. Dr. Anselm Okafor misst den Fluss.", ["Anselm Okafor"]),
        ("Gestern lobte Ministerin Krull den Plan.", ["Krull"]),
        ("Dort spricht Friedrich von der Heyde.", ["Friedrich von der Heyde"]),
        ("Damals regierte Wilhelm II. das Land.", ["Wilhelm II."]),
        ("Der Streit kostet viel, sagte Beloussow.", ["Beloussow"]),
        ("Auch Abdel al-Masri und Ludwig van Holt kamen.", ["Abdel al-Masri", "Ludwig van Holt"]),
        ("Die Rede von Präsident George W. Bush half.", ["George W. Bush"]),
        ("Hans-Peter Krönert-Vahl geht.", ["Hans-Peter Krönert-Vahl"]),
    ],
)
def test_people_are_found_by_first_name_title_and_verb(text, expected):
    assert names(text) == [(name, "PER") for name in expected]


def test_a_surname_once_introduced_is_found_again_with_its_genitive():
    text = "Sergej Schoigu trat ab. Ob Schoigus Beförderung half, ist offen. Nun reist Schoigu."
    assert names(text) == [("Sergej Schoigu", "PER"), ("Schoigus", "PER"), ("Schoigu", "PER")]


def test_a_letter_is_no_house():
    assert names("In der Gruppe G siegte Polen; die Gruppe Wagner schwieg.")[0][0] == "Polen"


def test_a_surname_that_is_a_word_is_not_found_behind_an_article():
    text = "Uwe Koch kandidiert. Der Koch des Hauses schweigt."
    assert names(text) == [("Uwe Koch", "PER")]


def test_an_s_is_part_of_the_name_unless_the_article_says_otherwise():
    text = "Laut Reuters stehen Waffen in Belarus und Paris. Deutschlands Antwort fehlt."
    found = dict(names(text))
    assert found == {"Reuters": "ORG", "Belarus": "LOC", "Paris": "LOC", "Deutschlands": "LOC"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gestern baute die Sundhafen Terminal AG um.", "Sundhafen Terminal AG"),
        ("Das misst das Institut für Küsten- und Gewässerforschung.", None),
        ("Im Finale steht der FC Breesen.", "FC Breesen"),
        ("Dort siegte der 1. FC Breesen.", "1. FC Breesen"),
        ("Am Ende stimmte die CDU zu.", "CDU"),
        ("Sie lehrt an der Universität Breesen.", "Universität Breesen"),
        ("Das meldet der Chemiekonzern Halmexa.", "Halmexa"),
        ("Gestern baute der Versorger Westbrunn um.", "Westbrunn"),
        ("Das meldete fjordblatt.de am Morgen.", "fjordblatt.de"),
        ("Im Rat sitzt der Bürgerbund.", "Bürgerbund"),
    ],
)
def test_organisations_are_found_by_form(text, expected):
    expected = expected or "Institut für Küsten- und Gewässerforschung"
    assert names(text) == [(expected, "ORG")]


def test_unknown_towns_are_found_by_context_and_again():
    text = "Der Regen fiel in Breesen. Die Stadt Lindwerder half. Bald war Breesen leer."
    assert names(text) == [("Breesen", "LOC"), ("Lindwerder", "LOC"), ("Breesen", "LOC")]


def test_a_firm_or_clinic_named_after_a_town_leaves_the_town_a_town():
    text = (
        "Gestern schwieg die Sundhafen Terminal AG. Das Klinikum Breesen half, weil Breesen zahlt."
    )
    assert names(text) == [
        ("Sundhafen Terminal AG", "ORG"),
        ("Klinikum Breesen", "ORG"),
        ("Breesen", "LOC"),
    ]
    assert names("Sundhafen (hna) - Es brennt an der Wiesche.") == [
        ("Sundhafen", "LOC"),
        ("Wiesche", "LOC"),
    ]


def test_words_that_are_places_need_a_preposition():
    assert names("Das Essen war kalt.") == []
    assert names("Er wohnt in Essen.") == [("Essen", "LOC")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der russische Minister kam.", [("russische", "LOC")]),
        ("Die Berliner Regierung schwieg.", [("Berliner", "LOC")]),
        ("Der NATO-Gipfel beginnt.", [("NATO-", "ORG")]),
        ("Ein Besuch der US-Regierung.", [("US-", "LOC")]),
        ("Es sprach SPD-Chefin Petra Krull.", [("SPD-", "ORG")]),
        ("Neu für Berliner\n\nDer Rat tagt.", [("Berliner", "LOC")]),
        ("Gemeint ist die russische", [("russische", "LOC")]),
    ],
)
def test_derived_names_are_marked_and_stay_short(text, expected):
    assert names(text, derived=True) == expected


def test_the_adjective_of_an_unknown_town_is_derived():
    text = "Es brannte in Breesen. Am Abend half die Breesener Feuerwehr."
    assert names(text, derived=True) == [("Breesener", "LOC")]


def test_plain_sentences_hold_no_names():
    assert names("Gestern tagte der Ausschuss. Die Mitglieder lehnten den Hafenausbau ab.") == []


def test_the_lists_are_large_and_well_formed():
    assert len(first_names()) > 1500
    assert set(first_names().values()) == {"m", "f", "u"}
    assert len(places().names) > 1000
    assert is_common("Hafenausbau")
    assert not is_common("Lindqvist")


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    )
)
def test_mentions_lie_in_the_text_and_never_overlap(text):
    end = 0
    for mention in find_mentions(read_document(text)):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        end = mention.end


def test_the_annotator_gives_one_annotation_a_document():
    annotator = load_annotator("rules")
    documents = [read_document("„Das hilft“, sagte Thea Lindqvist."), read_document("")]
    first, second = annotator.annotate(documents)
    assert [mention.kind for mention in first.mentions] == ["PER"]
    assert second == ([], [], [], [])
