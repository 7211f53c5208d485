"""The trained annotator: offsets, batches, determinism, and what it says when a file is missing."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.annotate.annotator import Mention
from presseschau.annotate.model.clues import (
    role_clues,
    role_window,
    rule_quotes,
    segments,
    token_clues,
)
from presseschau.annotate.model.decoding import best_paths, bioes, spans
from presseschau.annotate.model.missed_names import with_missed
from presseschau.annotate.model.model_annotator import ModelAnnotator
from presseschau.annotate.model.name_head import settle
from presseschau.annotate.model.trimmed_names import trimmed
from presseschau.annotate.model.trunk import windows
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speech import find_quotes
from presseschau.core.resources import data_folder
from presseschau.core.text import read_document

FOLDER = data_folder() / "models"
needs_model = pytest.mark.skipif(
    not (FOLDER / "trunk.onnx").is_file(),
    reason="the model files are not in data/models",
)
TEXT = (
    "Die Hafenmeisterin Ruth Amelung hat den Plan verteidigt. „Wir bauen nicht gegen den Fluss“, "
    "sagte sie am Montag in Sundhafen. Nach Angaben der Polizei kamen 2.300 Menschen. Der "
    "russische Botschafter erklärte, dass Moskau den NATO-Gipfel genau beobachte."
)


@pytest.fixture(scope="module")
def annotator():
    return ModelAnnotator(FOLDER)


@needs_model
@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Das ist ein Feigenblatt, kritisierte Oppositionsführerin Regina Fröhling.",
         "Das ist ein Feigenblatt", "Oppositionsführerin Regina Fröhling"),
        ("Gemeinsam kommen wir auf 30 Prozent Marktanteil, rechnete Felix Gassner am Freitag vor.",
         "Gemeinsam kommen wir auf 30 Prozent Marktanteil", "Felix Gassner"),
    ],
)  # fmt: skip
def test_verbatim_speech_without_marks_is_direct(annotator, text, words, speaker):
    [annotation] = annotator.annotate([read_document(text)])
    [quote] = annotation.quotes
    assert quote.type == "Direct"
    assert [text[start:end] for start, end in quote.spans] == [words]
    assert [text[start:end] for start, end in quote.speaker] == [speaker]


@needs_model
def test_finds_names_with_exact_offsets(annotator):
    [annotation] = annotator.annotate([read_document(TEXT)])
    names = {TEXT[m.start : m.end]: m for m in annotation.mentions}
    assert names["Ruth Amelung"].kind == "PER"
    assert names["Sundhafen"].kind == "LOC"
    assert names["russische"].derived
    assert names["NATO-"].derived
    assert all(0 <= mention.score <= 1 for mention in annotation.mentions)


@needs_model
def test_finds_who_says_what(annotator):
    [annotation] = annotator.annotate([read_document(TEXT)])
    said = {TEXT[q.spans[0][0] : q.spans[-1][1]]: q for q in annotation.quotes}
    direct = said["„Wir bauen nicht gegen den Fluss“"]
    assert direct.type == "Direct"
    assert [TEXT[a:b] for a, b in direct.speaker] == ["sie"]
    assert [TEXT[a:b] for a, b in direct.cue] == ["sagte"]
    indirect = said["dass Moskau den NATO-Gipfel genau beobachte"]
    assert indirect.type == "Indirect"
    assert "Botschafter" in "".join(TEXT[a:b] for a, b in indirect.speaker)
    assert all(0 <= quote.score <= 1 for quote in annotation.quotes)


@needs_model
def test_interrupted_speech_is_one_quote_of_two_parts(annotator):
    text = (
        "Der Ausbau beginnt im Mai. „Ein Container ist nicht schön“, räumte der Bürgermeister ein, "
        "„aber er steht im November.“ Der Rat stimmte zu."
    )
    [annotation] = annotator.annotate([read_document(text)])
    [quote] = annotation.quotes
    assert [text[a:b] for a, b in quote.spans] == [
        "„Ein Container ist nicht schön“",
        "„aber er steht im November.“",
    ]
    assert [text[a:b] for a, b in quote.speaker] == ["der Bürgermeister"]


@needs_model
def test_speakers_are_named_whole_and_words_of_a_judgement_once(annotator):
    text = (
        "Arbeitsministerin Ursula von der Leyen (CDU) verteidigte den Plan. „Das hilft“, sagte von "
        "der Leyen. Die Opposition kritisierte die Ministerin scharf. Der Rat dankte Thomas Weber "
        "für seinen unermüdlichen Einsatz."
    )
    [annotation] = annotator.annotate([read_document(text)])
    speakers = {text[a:b] for quote in annotation.quotes for a, b in quote.speaker}
    assert "der Leyen" not in speakers
    assert "von der Leyen" in speakers
    [praised] = [tone for tone in annotation.tones if tone.tenor]
    ends = list(itertools.chain.from_iterable(praised.evidence))
    assert text[praised.start : praised.end] == "Thomas Weber"
    assert ends == sorted(ends), "no word stands twice"


@needs_model
def test_a_text_reads_the_same_alone_and_in_a_batch(annotator):
    documents = [read_document(text) for text in (TEXT, "", "Ein Satz.", TEXT[::-1], TEXT * 9)]
    together = annotator.annotate(documents)
    assert len(together) == len(documents)
    for document, annotation in zip(documents, together, strict=True):
        [alone] = annotator.annotate([document])
        assert alone == annotation


@needs_model
@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="aAß „“\"'»«.,:!-…–\n\t1€😀\u0301\u200b", max_size=120))
def test_no_text_breaks_it(annotator, text):
    [annotation] = annotator.annotate([read_document(text)])
    ends = [span for mention in annotation.mentions for span in (mention[:2],)]
    ends += [span for quote in annotation.quotes for part in quote[3:7] for span in part]
    assert all(0 <= start < end <= len(text) for start, end in ends)


def test_a_missing_file_is_named_in_one_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"'trunk.onnx' is missing .* annotator 'rules'"):
        ModelAnnotator(tmp_path)


@given(
    st.lists(st.lists(st.integers(1, 24), min_size=1, max_size=60), max_size=20),
)
def test_windows_hold_every_token_once(sentences):
    lengths = [size for sentence in sentences for size in sentence]
    ends = np.cumsum([0, *map(len, sentences)]).tolist()
    found = windows(lengths, list(itertools.pairwise(ends)))
    assert [token for first, last in found for token in range(first, last)] == list(
        range(len(lengths))
    )
    assert all(sum(lengths[first:last]) <= 256 for first, last in found)


@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_paths_are_legal(seed, length):
    labels = bioes(["A", "B"])
    random = np.random.default_rng(seed)
    emissions = random.normal(size=(2, 12, len(labels)))
    for path in best_paths(emissions, [length, 12], np.zeros((len(labels),) * 2), labels):
        found = spans(path, labels)
        covered = [token for first, last, _ in found for token in range(first, last + 1)]
        assert covered == [token for token, label in enumerate(path) if label]


def test_marks_are_paired():
    document = read_document("Er nannte es „einen »Witz«“ und ging")
    assert segments(document) == [(3, 8), (5, 7)]
    assert segments(read_document("Er rief: „Halt")) == []


def test_clues_cover_what_the_rules_found():
    document = read_document(TEXT)
    rules = rule_quotes(document, find_quotes(document))
    codes = token_clues(document, segments(document), rules)
    assert codes.shape == (len(document.tokens), 12)
    assert {document.words()[i] for i in np.flatnonzero(codes[:, 8])} >= {"sagte", "erklärte"}
    sentence_of = np.repeat(
        np.arange(4), [last - first for first, last in document.sentence_tokens]
    )
    span = int(rules[0].tokens[0]), int(rules[0].tokens[-1])
    window = role_window(sentence_of, span)
    clues = role_clues(sentence_of, span, 0, window, [], rules)
    assert clues.shape == (window[1] - window[0], 6)
    assert clues[:, 5].any()


def test_a_person_glued_to_a_listed_organisation_is_parted():
    glued = [Mention(0, 27, "PER", score=0.8)]
    by_rules = [Mention(0, 14, "PER", score=0.85), Mention(19, 27, "ORG", score=0.95)]
    assert [m[:3] for m in settle(glued, by_rules)] == [(0, 14, "PER"), (19, 27, "ORG")]


def test_names_that_the_head_passed_over_are_found_again():
    text = (
        "Der Versorger Westbrunn baut. Hilde Doskala lobt das; gegen Doskala stimmt die Regierung. "
        "Die Bundesregierung fragt bei Hochtief nach."
    )
    document = read_document(text)
    found = [Mention(30, 43, "PER")]
    assert text[30:43] == "Hilde Doskala"
    names = with_missed(document, found, find_mentions(document))
    assert [text[name.start : name.end] for name in names] == [
        "Westbrunn",
        "Hilde Doskala",
        "Doskala",
        "Hochtief",
    ]
    assert [name.kind for name in names] == ["ORG", "PER", "PER", "ORG"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "left"),
    [
        ("Das schrieb die Zeitung Express am Montag.", "Zeitung Express", "ORG", "Express"),
        ("Die Partei Recht und Gerechtigkeit", "Partei Recht und Gerechtigkeit", "ORG", None),
        ("Der RBB-Sender Radioeins sendet.", "RBB-Sender Radioeins", "ORG", "Radioeins"),
        ("Nein, sagte Wendland unserer Zeitung.", "Wendland unserer Zeitung", "ORG", ""),
        ("Das schrieb der Freitag.", "Freitag", "ORG", None),
    ],
)
def test_what_is_no_part_of_a_name_is_cut_and_what_is_none_goes(text, name, kind, left):
    """``left`` is None where all of it is the name, and empty where nothing is."""
    start = text.index(name)
    names = trimmed(text, [Mention(start, start + len(name), kind)])
    assert [text[m.start : m.end] for m in names] == [name if left is None else left][: left != ""]


def test_a_listed_house_holds_the_place_in_its_name():
    text = "Die Wiener Linien bauen, sagt Statistik Austria."
    found = [Mention(4, 10, "LOC", derived=True), Mention(40, 47, "LOC")]
    document = read_document(text)
    names = with_missed(document, found, find_mentions(document))
    assert [(text[n.start : n.end], n.kind) for n in names] == [
        ("Wiener Linien", "ORG"),
        ("Statistik Austria", "ORG"),
    ]


def test_a_straight_mark_is_closed_by_a_german_one():
    document = read_document('"Kein Sieg“, sagte sie. "Ja."')
    assert segments(document) == [(0, 3), (8, 11)]
    assert segments(read_document("„Kein Sieg“ und “Ja so”")) == [(0, 3), (5, 8)]


@needs_model
def test_what_stands_in_marks_is_found_once(annotator):
    text = (
        "Die Talsohle sei durchschritten, sagte Anton Rieck den Zeitungen der Funkhaus-Gruppe. "
        'Allerdings kämen die Branchen unterschiedlich schnell voran. "Die Industrie zum Beispiel '
        'hinkt eher hinterher". Sie hänge von der globalen Nachfrage ab.'
    )
    [annotation] = annotator.annotate([read_document(text)])
    found = [text[q.spans[0][0] : q.spans[-1][1]] for q in annotation.quotes]
    assert [words for words in found if "Industrie" in words] == [
        '"Die Industrie zum Beispiel hinkt eher hinterher"'
    ]


def test_a_surname_that_is_a_word_is_a_name_again_where_it_labels_an_answer():
    text = "Das sieht Norbert Hofer anders. Hofer: Nein, denn ich rede frei. Hofer Land ist weit."
    document = read_document(text)
    found = [Mention(10, 23, "PER", score=0.9)]
    names = with_missed(document, found, [])
    assert [text[n.start : n.end] for n in names] == ["Norbert Hofer", "Hofer"]
    assert text[names[1].end] == ":"
