import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presseschau.core.text import read_document, split_sentences, tokenize

GERMAN = st.text(st.sampled_from("aä Bß.!?,:;„“\"'’»«()-–…/\n\t 1IzÜ\u00a0\u200b"), max_size=60)


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


def tokens(text):
    return [text[start:end] for start, end in tokenize(text)]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), GERMAN))
@example("")
@example(" \n\n ")
@example("\ufeffEs „war.“ 1.\x1c2.\x85 \u2028Und 𝔘\u0308.")
def test_every_character_but_space_lies_in_exactly_one_token_and_sentence(text):
    document = read_document(text)
    assert document.sentences == sorted(document.sentences)
    covered = [0] * len(text)
    end = 0
    for (begin, stop), (first, last) in zip(
        document.sentences, document.sentence_tokens, strict=True
    ):
        assert end <= begin < stop
        assert text[begin:stop] == text[begin:stop].strip()
        end = stop
        point = begin
        for start, behind in document.tokens[first:last]:
            assert point <= start < behind <= stop
            point = behind
            for index in range(start, behind):
                covered[index] += 1
    assert [not count for count in covered] == [character.isspace() for character in text]
    assert document.words() == [text[start:behind] for start, behind in document.tokens]


@pytest.mark.parametrize(
    "text",
    [
        "Das Treffen war am 25. Juni in Breesen.",
        "Er nannte z. B. die Bahn und u. a. den Bus.",
        "Prof. Dr. Anke Petersen leitet das Institut.",
        "Wilhelm II. regierte bis 1918.",
        "Der 1. FC Breesen stieg in die 2. Bundesliga auf.",
        "Seit dem 11. Septembers gilt das.",
        "Rund ca. 240 Menschen kamen laut J.P. Hansen.",
        "„Das war gut!“ rief sie.",
        "Der Antrag (eingereicht am 3.5.) ruht.",
    ],
)
def test_a_period_within_the_sentence_ends_none(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Es war still.", "Dann kam Regen."],
        ["„Wir gehen.“", "Die Menge schwieg."],
        ['Er sagte: "Wir gehen."', "Die Menge schwieg."],
        ["Das endete 2019.", "Danach war Ruhe."],
        ["Die Frau war sofort tot;", "die Tochter wurde verletzt."],
        ["Sie sprach mit Leuten aus Block D.", "Ida Moll schwieg."],
        ["Gesucht wird Omar M.", "Dem Anwalt zufolge ist er 29."],
        ["Der Kurs nähert.", "… All dies zählt."],
    ],
)
def test_sentences_end_where_a_reader_says_so(parts):
    assert sentences(" ".join(parts)) == parts


def test_a_forgotten_space_still_ends_the_sentence():
    assert sentences("Er ist verschwunden.Der Rat tagt.") == [
        "Er ist verschwunden.",
        "Der Rat tagt.",
    ]


def test_addresses_on_the_web_stay_whole():
    text = "Mehr unter www.breesener-bote.Example/Kreis.Html, sagte er."
    assert sentences(text) == [text]
    assert "www.breesener-bote.Example/Kreis.Html" in tokens(text)


def test_headlines_stand_alone_and_wrapped_lines_run_on():
    assert sentences("Rat lehnt Brücke ab\n\nDer Rat tagte.") == [
        "Rat lehnt Brücke ab",
        "Der Rat tagte.",
    ]
    assert sentences("Der Rat\nBreesens tagte.") == ["Der Rat\nBreesens tagte."]
    long = (
        "Der Rat der Stadt Breesen hat am Montag nach "
        + "langer und sehr " * 5
        + "zäher Rede vertagt."
    )
    assert sentences(f"Rat vertagt sich\n{long}") == ["Rat vertagt sich", long]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Vogt kam am 25. Mai.", ["Dr.", "Vogt", "kam", "am", "25.", "Mai", "."]),
        ("„Gut.“ sagte er.", ["„", "Gut", ".", "“", "sagte", "er", "."]),
        ("Um 14:30 Uhr, 3,5 %:", ["Um", "14:30", "Uhr", ",", "3,5", "%", ":"]),
        ("SPD/Grüne (NATO-Gipfel)", ["SPD", "/", "Grüne", "(", "NATO-Gipfel", ")"]),
        ("O’Neill – d'Alba ... 'so'", ["O’Neill", "–", "d'Alba", "...", "'", "so", "'"]),
        ("Von 1977-1988", ["Von", "1977", "-", "1988"]),
        ("Er sagte,„Nein", ["Er", "sagte", ",", "„", "Nein"]),
    ],
)
def test_tokens_as_in_german_corpora(text, expected):
    assert tokens(text) == expected


def test_tokenize_gives_offsets_of_the_whole_text():
    assert tokenize("Ja. Nein.", 4, 9) == [(4, 8), (8, 9)]


def test_long_runs_without_space_are_read_in_linear_time():
    for run in ("a." * 20_000, "!" * 20_000, "„" * 20_000, "z. " * 10_000, "\n" * 20_000):
        assert sum(end - start for start, end in read_document(run).tokens) == len(
            run.replace(" ", "").replace("\n", "")
        )
