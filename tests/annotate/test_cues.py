import pytest

from presseschau.annotate.rules.cues import find_cues, inflect, load_cues
from presseschau.annotate.rules.stances import cue_stance
from presseschau.core.tables import STANCES


def cues_in(sentence):
    words = sentence.split()
    return [
        (hit.cue.lemma, [words[i] for i in hit.tokens]) for hit in find_cues(words, 0, len(words))
    ]


def test_lexicon_is_large_and_uses_the_known_terms():
    cues = load_cues().cues
    assert len(cues) >= 350
    assert len({(cue.lemma, cue.pattern) for cue in cues}) == len(cues)
    assert {cue.stance for cue in cues} <= set(STANCES)
    assert {cue.use for cue in cues} == {"clause", "either", "dass", "name"}
    assert {cue.medium for cue in cues} <= {"Speech", "Writing", "SW", "ST", "none"}


@pytest.mark.parametrize(
    ("sentence", "lemma", "cue"),
    [
        ("Die Rätin sagte gestern", "sagen", ["sagte"]),
        ("Das Werk teilte am Abend mit", "mit|teilen", ["teilte", "mit"]),
        ("wie die Feuerwehr am Abend mitteilte", "mit|teilen", ["mitteilte"]),
        ("wie die Bahn bekannt gab", "bekannt|geben", ["bekannt", "gab"]),
        ("Der Verband hat ein Verbot gefordert", "fordern", ["hat", "gefordert"]),
        ("Dem Amt wird Untätigkeit vorgeworfen", "vor|werfen", ["wird", "vorgeworfen"]),
        ("Die Polizei geht davon aus", "davon aus|gehen", ["geht", "davon", "aus"]),
        ("Die Stadt wies darauf hin", "hin|weisen", ["wies", "darauf", "hin"]),
        ("Er habe das nie behauptet", "behaupten", ["habe", "behauptet"]),
        ("Der Wirt gab am Ende zu bedenken", "zu bedenken|geben", ["gab", "zu", "bedenken"]),
        ("Der Wirt gab den Fehler am Ende zu", "zu|geben", ["gab", "zu"]),
        ("Die Anwältin äußerte sich besorgt", "äußern", ["äußerte", "sich"]),
    ],
)
def test_finds_reporting_verbs_with_particle_and_auxiliary(sentence, lemma, cue):
    assert (lemma, cue) in cues_in(sentence)


def test_a_verb_whose_particle_is_missing_is_another_verb():
    assert cues_in("Sie teilte den Kuchen") == []
    assert cues_in("Der Zug ging von Gleis zwei") == []


def test_inflects_regular_and_strong_verbs():
    assert inflect("sagen") == ({"sagen", "sagt", "sagte", "sagten", "sage"}, "gesagt")
    assert inflect("berichten")[1] == "berichtet"
    assert "antwortete" in inflect("antworten")[0]
    finite, participle = inflect("schreiben", "schreibt schrieb geschrieben")
    assert {"schrieb", "schrieben", "schreibe"} <= finite
    assert participle == "geschrieben"
    assert inflect("kritisieren")[1] == "kritisiert"


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("sagte", "neutral"),
        ("Laut", "neutral"),
        ("nach Ansicht", "neutral"),
        ("räumte ein", "conceding"),
        ("wies zurück", "confronting"),
        ("hat kritisiert", "confronting"),
        ("gab … zu bedenken", "confronting"),
        ("zu bedenken gegeben", "confronting"),
        ("gab zu Protokoll", "neutral"),
        ("gab … zu", "conceding"),
        ("behauptet", "distancing"),
        ("Gerüchten zufolge", "distancing"),
        ("betonte", "affirming"),
        ("kündigte an", "announcing"),
        ("wird aufgefordert", "demanding"),
        ("rülpste", "neutral"),
        ("", "neutral"),
    ],
)
def test_tells_the_stance_of_a_cue(cue, stance):
    assert cue_stance(cue.split()) == stance
