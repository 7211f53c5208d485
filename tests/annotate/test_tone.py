import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.annotate.annotator import Mention, Quote
from presseschau.annotate.rules.judgements import attitude, mention_tone, target_tone
from presseschau.core.text import read_document


def span(text, part):
    return text.index(part), text.index(part) + len(part)


def tenor(text, target):
    return target_tone(read_document(text), span(text, target)).tenor


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Der korrupte Bürgermeister Anton Kehl schwieg.", "Anton Kehl", -1),
        ("Kehl gilt als umstritten.", "Kehl", -1),
        ("Kehl sei überfordert, sagte Moll.", "Kehl", -1),
        ("Kehl, der als skrupellos gilt, traf Moll.", "Kehl", -1),
        ("Kehl, ein skandalöser Redner, traf Moll.", "Kehl", -1),
        ("Kehl (61), der glücklose Trainer, schwieg.", "Kehl", -1),
        ("Kehl, seit Jahren im Amt, bleibt besonnen.", "Kehl", 1),
        ("Kehl ist ein korrupter Politiker.", "Kehl", -1),
        ("Das Versagen der Regierung war lange bekannt.", "Regierung", -1),
        ("Molls Führungsschwäche ist bekannt.", "Moll", -1),
        ("Die souveräne Schlichterin Moll schwieg.", "Moll", 1),
        ("Moll bezeichnete Kehl als Lügner.", "Kehl", -1),
        ("Die Vorwürfe gegen Kehl wiegen schwer.", "Kehl", -1),
        ("Die Kritik an Kehl reißt nicht ab.", "Kehl", -1),
        ("Moll warnt vor Kehl.", "Kehl", -1),
        ("Kehl hat sich achtbar geschlagen.", "Kehl", 1),
        ("Kehls Auftritt war peinlich.", "Kehl", -1),
        ("Die verfehlte Politik der Regierung ist bekannt.", "Regierung", -1),
        ("Sowohl Ruge als auch Moll kritisierten Kehl.", "Kehl", -1),
        ("Ruge nannte Kehl unfähig.", "Kehl", -1),
    ],
)
def test_judgements_find_their_target(text, target, expected):
    assert tenor(text, target) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "target", "expected"),
    [
        ("Die Opposition kritisierte Anton Kehl scharf.", "Opposition", "Anton Kehl", -1),
        ("Am Montag kritisierte Moll den Senator Kehl.", "Moll", "Kehl", -1),
        ("Kehl wurde von Moll gelobt.", "Moll", "Kehl", 1),
        ("Moll wirft Kehl Versagen vor.", "Moll", "Kehl", -1),
        ("Den Trainer Kehl lobte Moll ausdrücklich.", "Moll", "Kehl", 1),
        ("Kehl, den Moll kritisiert hatte, ging.", "Moll", "Kehl", -1),
        ("Moll und Ruge kritisierten den Senator Kehl.", "Ruge", "Kehl", -1),
    ],
)
def test_speech_acts_hit_their_target_and_not_who_speaks(text, speaker, target, expected):
    assert tenor(text, target) == expected
    assert tenor(text, speaker) == 0


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Kehl ließ seine Leute im Stich.", "Kehl", -1),
        ("Kehl hat recht.", "Kehl", 1),
        ("Der Dank gebührt Kehl.", "Kehl", 1),
        ("Moll sprach dem Senator Kehl das Vertrauen aus.", "Kehl", 1),
        ("Moll sprach dem Senator Kehl das Vertrauen aus.", "Moll", 0),
    ],
)
def test_idioms_judge_as_a_whole(text, target, expected):
    assert tenor(text, target) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schlicht großartig ist Kehl.", 1),
        ("Kehl wäre großartig, wenn er spielte.", 0),
        ("Kehl ist fleißig, nur führen kann er nicht.", 0),
        ("Kehl ist positiv getestet.", 0),
        ("Kehl ist gut.", 1),
        ("Kehl ist gut 60 Kilo schwer und gut eine Stunde da.", 0),
        ("Kehl zeigte eine schwache Leistung.", -1),
        ("Der rechtsextreme Redner Kehl sprach.", 0),
        ("Kehl ist ein wichtiger Zulieferer.", 0),
        ("Moll verweigert Kehl die Freiheit.", 0),
    ],
)
def test_only_what_surely_judges_is_called(text, expected):
    assert tenor(text, "Kehl") == expected


def test_valence_goes_to_whom_it_happens():
    text = "Moll blieb zu Hause, denn Kehl starb."
    mentions = [Mention(*span(text, name), "PER") for name in ("Moll", "Kehl")]
    found = {text[t.start : t.end]: t.valence for t in mention_tone(read_document(text), mentions)}
    assert found.get("Moll", 0) == 0
    assert found["Kehl"] < 0
    text = "Moll hat Kehl entlassen."
    mentions = [Mention(*span(text, name), "PER") for name in ("Moll", "Kehl")]
    found = {text[t.start : t.end]: t.valence for t in mention_tone(read_document(text), mentions)}
    assert found.get("Moll", 0) == 0


def test_an_idiom_shows_all_its_words():
    text = "Kehl ließ seine Leute im Stich."
    found = target_tone(read_document(text), span(text, "Kehl")).evidence
    assert [text[start:end] for start, end in found] == ["ließ", "im", "Stich"]


def test_who_utters_an_opinion_is_not_judged_by_it():
    assert tenor("Kehl nannte die Pläne durchdacht.", "Kehl") == 0
    assert tenor("Kehl findet das erbärmlich.", "Kehl") == 0
    assert tenor("Kehl zeigte sich enttäuscht.", "Kehl") == 0
    assert tenor("Sowohl Ruge als auch Moll kritisierten Kehl.", "Moll") == 0


def test_a_mocking_verb_of_speaking_judges_the_speaker():
    text = "So gehe es nicht, schwadronierte Kehl."
    mention = Mention(*span(text, "Kehl"), "PER")
    cue, said = span(text, "schwadronierte"), span(text, "So gehe es nicht")
    quote = Quote((said,), "Indirect", speaker=(span(text, "Kehl"),), cue=(cue,))
    tones = mention_tone(read_document(text), [mention], [quote])
    assert [tone.tenor for tone in tones] == [-1]


def test_a_judgement_of_one_is_none_of_another():
    assert tenor("Kehl, der als skrupellos gilt, traf Moll.", "Moll") == 0
    assert tenor("Der korrupte Kehl sprach lange, dann kam Moll.", "Moll") == 0


def test_loose_genitives_and_lists_carry_no_judgement():
    assert tenor("Die verbotene Arbeiterpartei Kurdistans tagte.", "Kurdistans") == 0
    assert tenor("Die Vorschläge der Kommission sind zu schwach.", "Kommission") == 0
    assert tenor("Im Ortsteil Altfeld gelang die Suche.", "Altfeld") == 0


def test_a_court_sentence_is_an_event():
    assert tenor("Kehl wurde zu zwei Jahren Haft verurteilt.", "Kehl") == 0
    assert tenor("Moll verurteilte den Angriff.", "Angriff") == -1


def test_negation_turns_praise_and_softens_blame():
    assert tenor("Kehl ist klug.", "Kehl") == 1
    assert tenor("Kehl ist nicht klug.", "Kehl") == -1
    assert tenor("Kehl ist kein Lügner.", "Kehl") == 0
    assert tenor("Kehl ist wenig überzeugend.", "Kehl") != 1


def test_an_intensifier_raises_the_score():
    plain, strong = "Kehl ist klug.", "Kehl ist äußerst klug."
    scores = [target_tone(read_document(t), span(t, "Kehl")).score for t in (plain, strong)]
    assert scores[0] < scores[1]


def test_events_are_valence_and_never_tenor():
    text = "Bei dem Unfall starb Anton Kehl."
    tone = target_tone(read_document(text), span(text, "Anton Kehl"))
    assert tone.tenor == 0
    assert tone.valence < -0.3
    assert span(text, "Unfall") in tone.evidence


def test_names_judge_nobody():
    text = "Ministerin Eva Stark besuchte Kehl."
    mentions = [Mention(*span(text, "Eva Stark"), "PER"), Mention(*span(text, "Kehl"), "PER")]
    assert mention_tone(read_document(text), mentions) == []


def test_mentions_get_tones_and_derived_ones_do_not():
    text = "Moll lobte die Stadt. Der korrupte Kehl kam zu der russischen Firma."
    mentions = [
        Mention(*span(text, "Kehl"), "PER"),
        Mention(*span(text, "russischen"), "LOC", derived=True),
    ]
    tones = mention_tone(read_document(text), mentions)
    assert [(tone.start, tone.tenor) for tone in tones] == [(text.index("Kehl"), -1)]
    assert tones[0].evidence == (span(text, "korrupte"),)


def test_the_cue_of_a_quote_is_no_tone_towards_its_speaker():
    text = "Es reiche nun, kritisierte der Senator Kehl."
    mention = Mention(*span(text, "Kehl"), "PER")
    quote = Quote(
        (span(text, "Es reiche nun"),),
        "Indirect",
        speaker=(span(text, "Kehl"),),
        cue=(span(text, "kritisierte"),),
    )
    assert mention_tone(read_document(text), [mention], [quote]) == []


def test_a_separated_particle_makes_another_verb():
    text = "Moll schlägt neue Regeln für Kehl vor."
    assert tenor(text, "Kehl") == 0


def test_attitude_reads_the_neighbouring_sentences():
    text = "Kehl stand im Tor. Er hielt hervorragend und begeisterte alle. Danach regnete es."
    polarity, score = attitude(read_document(text), span(text, "Kehl"))
    assert polarity == 1
    assert 0 < score < 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Kehl", "Moll", "kritisiert", "wurde", "von", "der", "korrupte", "vor"])
        | st.sampled_from([",", "„", ".", "(", "’", "—", "2", "nicht", "und", "Lob", "gilt"])
        | st.text(max_size=4),
        min_size=1,
        max_size=14,
    )
)
def test_any_word_order_gives_tones_with_evidence_inside_the_text(words):
    text = "Kehl " + " ".join(words)
    document = read_document(text)
    tone = target_tone(document, (0, 4))
    assert tone.tenor in (-1, 0, 1)
    assert 0 <= tone.score < 1
    assert -1 <= tone.valence <= 1
    assert all(text[start:end].strip() for start, end in tone.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Anton Kehl räumte sein Versagen ein.",
        "Anton Kehl entschuldigte sich für sein peinliches Verhalten.",
        "Anton Kehl gab zu, versagt zu haben.",
        "Anton Kehl bezeichnete sich als unfähig.",
    ],
)
def test_who_blames_himself_is_judged_by_nobody_else(text):
    tones = mention_tone(read_document(text), [Mention(0, 10, "PER")])
    assert not any(tone.tenor for tone in tones)
