import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.annotate.annotator import Mention, Quote, Tone
from presseschau.annotate.quotes import shown
from presseschau.annotate.rules.names import find_mentions
from presseschau.annotate.rules.speaking_subjects import with_subjects
from presseschau.annotate.rules.speech import find_quotes, with_judging_speech
from presseschau.core.tables import QUOTE_TYPES
from presseschau.core.text import read_document


def read(text, mentions=()):
    """Gives quotes as dictionaries of the words in their parts."""

    def words(spans):
        return " | ".join(text[start:end] for start, end in spans)

    return [
        {
            "type": quote.type,
            "quote": words(quote.spans),
            "speaker": words(quote.speaker),
            "cue": words(quote.cue),
            "frame": words(quote.frame),
            "addressee": words(quote.addressee),
        }
        for quote in find_quotes(read_document(text), mentions)
    ]


def only(text, mentions=()):
    [quote] = read(text, mentions)
    return quote


def test_direct_speech_with_the_speaker_behind_it():
    quote = only("„Der Deich hält noch bis Freitag“, sagte Bürgermeisterin Ida Moll am Abend.")
    assert quote["type"] == "Direct"
    assert quote["quote"] == "„Der Deich hält noch bis Freitag“"
    assert quote["speaker"] == "Bürgermeisterin Ida Moll"
    assert quote["cue"] == "sagte"
    assert quote["frame"] == ", sagte Bürgermeisterin Ida Moll am Abend"


def test_direct_speech_behind_a_colon():
    quote = only("Der Hafenmeister erklärte: „Wir sperren die Brücke heute Nacht.“")
    assert (quote["type"], quote["speaker"], quote["cue"]) == (
        "Direct",
        "Der Hafenmeister",
        "erklärte",
    )


def test_interrupted_speech_is_one_quote():
    quote = only("„Das Wasser steigt“, warnte Ida Moll, „und niemand im Land hilft uns dabei.“")
    assert quote["quote"] == "„Das Wasser steigt“ | „und niemand im Land hilft uns dabei.“"
    assert quote["speaker"] == "Ida Moll"


def test_a_missing_space_before_the_mark():
    text = "Das Amt merkte an, dass Kehl„die Wichtigkeit der neuen Messungen am Fluss betonte“."
    outer = read(text)[0]
    assert outer["speaker"] == "Das Amt"
    assert outer["cue"] == "merkte an"
    assert outer["quote"].startswith("dass Kehl„die Wichtigkeit")


def test_speech_that_stands_alone_goes_on_with_the_speaker():
    text = "Ida Moll sagte: „Wir haben Zeit verloren.“ „Jetzt müssen wir endlich handeln.“"
    first, second = read(text)
    assert first["speaker"] == second["speaker"] == "Ida Moll"


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        (
            "Die Rätin sagte, dass der Deich bald erneuert werde.",
            "dass der Deich bald erneuert werde",
            "Die Rätin",
            "sagte",
        ),
        (
            "Kreisrat Jan Kehl berichtete, die Arbeiten seien fast beendet.",
            "die Arbeiten seien fast beendet",
            "Kreisrat Jan Kehl",
            "berichtete",
        ),
        (
            "Der Sprecher der Werft kündigte am Montag an, neue Leute einzustellen.",
            "neue Leute einzustellen",
            "Der Sprecher der Werft",
            "kündigte | an",
        ),
        (
            "Der Deich sei sicher, betonte die Ministerin.",
            "Der Deich sei sicher",
            "die Ministerin",
            "betonte",
        ),
        (
            "Ida Moll, die Chefin des Verbands, sagte, dass niemand gefragt worden sei.",
            "dass niemand gefragt worden sei",
            "Ida Moll, die Chefin des Verbands",
            "sagte",
        ),
        (
            "Die Opposition lobte den Plan, wandte aber ein, dass das Geld fehle.",
            "dass das Geld fehle",
            "Die Opposition",
            "wandte | ein",
        ),
        (
            "Jan Kehl vertrat die Ansicht, der Hafen müsse wachsen.",
            "der Hafen müsse wachsen",
            "Jan Kehl",
            "vertrat die Ansicht",
        ),
        (
            "Kehl hatte nach langjährigen Recherchen argumentiert, dass der Hafen älter ist.",
            "dass der Hafen älter ist",
            "Kehl",
            "hatte argumentiert",
        ),
    ],
)
def test_indirect_speech(text, quote, speaker, cue):
    found = only(text)
    assert found["type"] == "Indirect"
    assert found["quote"] == quote
    assert found["speaker"] == speaker
    assert found["cue"].replace(" | ", " ") == cue.replace(" | ", " ")


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        (
            "Laut Polizei wurden zwei Menschen verletzt.",
            "wurden zwei Menschen verletzt",
            "Polizei",
            "Laut",
        ),
        (
            "Nach Angaben der Feuerwehr brannte der Dachstuhl.",
            "brannte der Dachstuhl",
            "Angaben der Feuerwehr",
            "Nach",
        ),
        (
            "Das Projekt ist nach Ansicht der Fachleute des Instituts für Wasserbau zu teuer.",
            "Das Projekt ist | zu teuer",
            "Ansicht der Fachleute des Instituts für Wasserbau",
            "nach",
        ),
        (
            "Die Fähre ist einem Bericht zufolge gesunken.",
            "Die Fähre ist | gesunken",
            "einem Bericht",
            "zufolge",
        ),
        (
            "Wie die Werft am Dienstag mitteilte, fallen achtzig Stellen weg.",
            "fallen achtzig Stellen weg",
            "die Werft",
            "Wie | mitteilte",
        ),
        (
            "Die Brücke bleibt gesperrt, so der Landrat.",
            "Die Brücke bleibt gesperrt",
            "der Landrat",
            "so",
        ),
        (
            "Laut einer am Montag vorgestellten Studie sinkt der Pegel.",
            "sinkt der Pegel",
            "einer am Montag vorgestellten Studie",
            "Laut",
        ),
    ],
)
def test_sources_without_a_verb(text, quote, speaker, cue):
    found = only(text)
    assert (found["type"], found["quote"]) == ("Indirect", quote)
    assert (found["speaker"], found["cue"]) == (speaker, cue)


def test_direct_speech_with_a_source():
    text = "„Unter dem neuen Chef kann die Werft wieder wachsen“, so die Analyse der Fachleute."
    quote = only(text)
    assert (quote["type"], quote["speaker"]) == ("Direct", "die Analyse der Fachleute")


def test_konjunktiv_goes_on_with_the_speaker_over_sentences():
    text = (
        "Ida Moll sagte, der Deich halte nicht mehr lange. Er sei an vielen Stellen zu dünn. "
        "Außerdem habe niemand die Pumpen geprüft. Am Abend begann es zu regnen."
    )
    first, second = read(text)
    assert first["quote"] == "der Deich halte nicht mehr lange"
    assert second["type"] == "IndirectFreeIndirect"
    assert second["quote"].startswith("Er sei an")
    assert second["quote"].endswith("die Pumpen geprüft.")
    assert second["speaker"] == "Ida Moll"


def test_a_report_of_speech_without_its_words():
    quote = only("Der Umweltverband warnte vor einem Hochwasser im Frühjahr.")
    assert (quote["type"], quote["speaker"]) == ("Reported", "Der Umweltverband")


def test_words_in_marks_inside_indirect_speech_are_a_quote_of_their_own():
    text = "Jan Kehl sagte, der Ausbau sei „ein teurer und sinnloser Fehler“ gewesen."
    outer, inner = read(text)
    assert (outer["type"], inner["type"]) == ("Indirect", "Direct")
    assert inner["quote"] == "„ein teurer und sinnloser Fehler“"
    assert inner["speaker"] == outer["speaker"] == "Jan Kehl"


def test_naming_verbs_take_single_words():
    quote = only("Jan Kehl bezeichnete den Beschluss als „Frechheit“.")
    assert (quote["type"], quote["quote"]) == ("Direct", "„Frechheit“")
    assert quote["speaker"] == "Jan Kehl"


def test_passive_speech_has_its_agent_as_speaker():
    quote = only("Von der Gewerkschaft wurde gefordert, dass die Löhne steigen.")
    assert quote["speaker"] == "der Gewerkschaft"
    assert only("Dem Amt wird vorgeworfen, dass es schweige.")["speaker"] == ""


def test_addressees():
    text = "Ida Moll sagte gegenüber dem Sender Halmarkfunk, der Deich halte."
    assert only(text)["addressee"] == "dem Sender Halmarkfunk"


def test_names_in_marks_are_no_speech():
    assert read("Die „Nordwind“ lief am Abend in den Hafen ein.") == []
    assert read("Der Film „Das Haus am Fluss“ läuft ab Montag.") == []


def test_plain_reporting_has_no_quotes():
    text = "Am Montag schloss das Werk. Achtzig Menschen verloren ihre Arbeit. Es regnete."
    assert read(text) == []


def test_a_speaker_is_widened_to_the_whole_name():
    text = "Der Plan ist laut le Fèvre nicht bezahlbar."
    start = text.index("le Fèvre")
    assert only(text, [Mention(start, start + 8, "PER")])["speaker"] == "le Fèvre"


def test_the_rules_say_how_sure_they_are():
    text = "„Der Deich hält noch bis Freitag“, sagte Ida Moll. Sie sprach von großer Sorge."
    direct, reported = find_quotes(read_document(text))
    assert 0 < reported.score < direct.score < 1


PIECES = [
    "\n\n",
    "„",
    "“",
    '"',
    ",",
    ".",
    ":",
    "(",
    ")",
    "sagte",
    "laut",
    "Nach Angaben",
    "zufolge",
]
PIECES += [
    "wie",
    "so",
    "dass",
    "sei",
    "die Rätin",
    "Ida",
    "und",
    "zu gehen",
    "wurde",
    "von",
    "\n\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_gives_quotes_inside_the_text(text):
    for quote in find_quotes(read_document(text)):
        assert quote.type in QUOTE_TYPES
        assert quote.spans
        for start, end in (*quote.spans, *quote.speaker, *quote.cue, *quote.frame):
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Ministerin warf er vor, sie habe geschlafen.", "er"),
        ("Der Ministerin hielt Senator Kehl vor, sie habe geschlafen.", "Senator Kehl"),
        ("Die Ministerin hielt Senator Kehl vor, er habe geschlafen.", "Die Ministerin"),
    ],
)
def test_who_is_blamed_is_not_who_blames(text, speaker):
    assert only(text)["speaker"] == speaker


def test_a_condition_that_holds_speech_ends_at_the_main_clause():
    quote = only("Dass er behauptet, das Wasser sei kalt, ist ziemlich dreist.")
    assert quote["quote"] == "das Wasser sei kalt"


def test_a_report_shows_a_row_a_sentence_and_no_small_piece_of_other_speech():
    text = "Moll sagte, der Hafen sei „ganz“ leer und die Lage sei ernst. Es sei spät. Es sei kalt."
    document = read_document(text)
    found = [text[q.spans[0][0] : q.spans[-1][1]] for q in shown(document, find_quotes(document))]
    assert found == [
        "der Hafen sei „ganz“ leer und die Lage sei ernst",
        "Es sei spät.",
        "Es sei kalt.",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Werft nannte den „Deal“ einen Fehler.", []),
        ("„Nein“, sagte Moll.", ["„Nein“"]),
        ("Die Reederei plant, die Fähre zu verkaufen.", []),
        ("Die Reederei versprach, die Fähre zu verkaufen.", ["die Fähre zu verkaufen"]),
    ],
)
def test_a_report_shows_neither_words_set_apart_nor_plans(text, found):
    document = read_document(text)
    quotes = [q for q in shown(document, find_quotes(document)) if q.type != "Reported"]
    assert [text[q.spans[0][0] : q.spans[-1][1]] for q in quotes] == found


def test_who_is_heard_from_a_house_is_not_who_spoke_in_the_sentence_before():
    text = "Ida Moll sagte nichts. Aus dem Umfeld Kerns war zu hören, er gehe."
    frame = text.index("Aus"), text.index(",") + 1
    quote = Quote(((frame[1] + 1, len(text) - 1),), "Indirect", speaker=((0, 8),), frame=(frame,))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == "dem Umfeld Kerns"


def test_a_pronoun_speaks_alone_of_what_stands_around_it():
    for words in ("Wobei er", "wenngleich auch er", "er jedenfalls"):
        text = f"{words} betonte, es gehe voran."
        quote = Quote(((len(words) + 10, len(text) - 1),), "Indirect", speaker=((0, len(words)),))
        [mended] = with_subjects(read_document(text), [quote])
        assert text[slice(*mended.speaker[0])] == "er"


@pytest.mark.parametrize(
    ("text", "taken", "cue", "subject"),
    [
        ("Moll kam, weil er (Rott) die Lotsen bat, zu gehen.", "die Lotsen", "bat", "er"),
        ("Dieser stand für alle Lotsen (Kai, Rott) und sagte, es gehe.", "alle Lotsen", "sagte",
         "Dieser"),
        ("Wie Moll lobte auch er, dass es gehe.", "Moll", "lobte", "er"),
        ("Wie Moll lobte auch Ida Kern, dass es gehe.", "Moll", "lobte", "Ida Kern"),
        ("Er kam, die Lotsen sagten, es gehe.", "die Lotsen", "sagten", "die Lotsen"),
    ],
)  # fmt: skip
def test_a_pronoun_in_front_in_the_clause_speaks_and_who_is_compared_does_not(
    text, taken, cue, subject
):
    start, at, comma = text.index(taken), text.index(cue), text.rindex(",")
    roles = {"speaker": ((start, start + len(taken)),), "cue": ((at, at + len(cue)),)}
    quote = Quote(((comma + 2, len(text) - 1),), "Indirect", **roles)
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == subject


@pytest.mark.parametrize(
    ("going_on", "judged", "speakers"),
    [
        ("Anton Kehl sei unfähig.", "unfähig", ["Ida Moll", "Ida Moll"]),
        ("Anton Kehl ist unfähig.", "unfähig", ["Ida Moll"]),
        ("Anton Kehl sei unfähig.", "", ["Ida Moll"]),
    ],
)
def test_who_judges_in_the_mood_of_speech_is_the_speaker_before(going_on, judged, speakers):
    text = f"Ida Moll sagte, der Hafen sei alt. {going_on} Am Montag regnete es."
    document = read_document(text)
    spoken = find_quotes(document)
    place = text.index("unfähig"), text.index("unfähig") + 7
    tones = [Tone(*place, -1 if judged else 0, 0.7, 0.0, (place,))]
    found = with_judging_speech(document, spoken[:1], spoken, tones)
    assert [text[slice(*quote.speaker[0])] for quote in found] == speakers


def test_a_colon_behind_the_frame_begins_a_second_quote():
    first, second = read(
        "„Wir waren heute einfach nicht da“, räumte Trainerin Xenia Moll ein und forderte: „Jetzt "
        "müssen wir schnell nach vorne schauen“."
    )
    assert first["quote"] == "„Wir waren heute einfach nicht da“"
    assert second["quote"] == "„Jetzt müssen wir schnell nach vorne schauen“"
    assert first["speaker"] == second["speaker"] == "Trainerin Xenia Moll"


def test_a_name_with_von_behind_the_verb_speaks_and_a_place_does_not():
    found = only("Sie sei die beste Lotsin, die er kenne, räumte von der Leck einmal ein.")
    assert (found["speaker"], found["quote"]) == (
        "von der Leck",
        "Sie sei die beste Lotsin, die er kenne",
    )
    assert not [q for q in read("Das Boot sei fort, hieß es von der Brücke.") if q["speaker"]]


def test_who_was_told_does_not_go_on_speaking():
    text = (
        "Die Talsohle sei durchschritten, sagte Anton Rieck nach einem Vorausbericht den Zeitungen "
        "der Funkhaus-Gruppe. Allerdings kämen die Branchen unterschiedlich schnell voran."
    )
    frame = text.index(", sagte"), text.index(". Allerdings")
    told = text.index("den Zeitungen"), frame[1]
    speaker = ((text.index("Anton"), text.index(" nach einem")),)
    first = Quote(((0, frame[0]),), "Indirect", "Speech", speaker, (), (frame,), (), 0.9)
    further = (text.index("Allerdings"), len(text))
    second = Quote((further,), "IndirectFreeIndirect", "Speech", (told,), (), (), (), 0.7)
    document = read_document(text)
    assert with_subjects(document, [first, second])[1].speaker == speaker
    own = second._replace(frame=((told[0], told[1]),))
    assert with_subjects(document, [first, own])[1].speaker == (told,)


def test_who_must_do_something_in_a_speech_is_not_its_speaker():
    text = (
        "Der Fall habe eine neue Dimension, sagte Nora Falk am Samstag. Ministerin Eva Kern (CDU) "
        'müsse "schleunigst klären, wo das System versagt" habe.'
    )
    document = read_document(text)
    quotes = find_quotes(document, find_mentions(document))
    assert [text[slice(*quote.speaker[0])] for quote in quotes] == ["Nora Falk", "Nora Falk"]


@pytest.mark.parametrize(
    ("speaker", "subject"),
    [
        ("das Bauamt die Abgeordneten", "das Bauamt"),
        ("die Vereinigung der Lehrer alle Mönche", "die Vereinigung der Lehrer"),
        ("ein Lotse dem Hafenfunk", "ein Lotse"),
        ("Ida Moll den Zeitungen der Küste", "Ida Moll"),
        ("er einem Sender", "er"),
        ("am Sonntag die Hafenpolizei Kiel", "die Hafenpolizei Kiel"),
        ("die Lehrer und die Eltern", "die Lehrer und die Eltern"),
        ("der Chef von Brot für die Welt", "der Chef von Brot für die Welt"),
    ],
)
def test_a_speaker_leaves_out_its_object_and_the_day(speaker, subject):
    text = f"So sagte {speaker}, es sei spät."
    place = (9, 9 + len(speaker))
    quote = Quote(((place[1] + 2, len(text) - 1),), "Indirect", speaker=(place,), cue=((3, 8),))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == subject


def test_who_is_cited_speaks_and_not_who_cites():
    text = "Es sei spät, zitiert der Bote den Lotsen Max Kern."
    quote = Quote(((0, 11),), "Indirect", speaker=((21, len(text) - 1),), cue=((13, 20),))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == "den Lotsen Max Kern"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Kiel – Heuer hoffen die Lotsen, dass es regnet.", ["die Lotsen"]),
        ("Vorerst sagte Ida Moll, dass es regnet.", ["Ida Moll"]),
        ("Schwer wiegt für alle, dass es regnet.", ["Schwer"]),
        ("Fischer hoffen sehr, dass es regnet.", ["Fischer"]),
    ],
)
def test_an_adverb_in_front_does_not_speak(text, subject):
    start = text.index("– ") + 2 if "– " in text else 0
    said = text.index("dass"), len(text) - 1
    quote = Quote((said,), "Indirect", speaker=((start, text.index(" ", start)),))
    [mended] = with_subjects(read_document(text), [quote])
    assert [text[slice(*part)] for part in mended.speaker] == subject


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Man prüfe das, hieß es in der späten Aussendung.", "der", "der späten Aussendung"),
        ("Der Hafen, der Kähne liebt, sei alt.", "der", "der"),
        ("Kiel – Die Lotsin rügte den Hafen.", "Kiel – Die Lotsin", "Die Lotsin"),
        ("Lotsen – darunter Ältere – rügten das.", "Lotsen – darunter Ältere",
         "Lotsen – darunter Ältere"),
    ],
)  # fmt: skip
def test_a_speaker_has_its_noun_and_no_dateline(text, cut, whole):
    start = text.index(cut)
    quote = Quote(((len(text) - 1, len(text)),), "Indirect", speaker=((start, start + len(cut)),))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == whole


@pytest.mark.parametrize(
    ("text", "taken", "subject"),
    [
        ("Den von Max Kern geplanten Kai hat die Gewerkschaft abgelehnt.", "Max Kern",
         "die Gewerkschaft"),
        ("Begleitet von Max Kern nimmt auch Ida Moll den Plan in Schutz.", "Max Kern",
         "Ida Moll"),
        ("Der Ministerin Ida Moll wirft Kern ein Versagen vor.", "Der Ministerin Ida Moll", "Kern"),
        ("Dem Hafen wird Versagen vorgeworfen.", "Dem Hafen", "Dem Hafen"),
        ("Der Lotse Max Kern wirft Moll Versagen vor.", "Der Lotse Max Kern",
         "Der Lotse Max Kern"),
    ],
)  # fmt: skip
def test_what_opens_a_told_sentence_and_is_its_object_does_not_speak(text, taken, subject):
    start = text.index(taken)
    place = (start, start + len(taken))
    quote = Quote(((0, len(text)),), "Reported", speaker=(place,))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == subject


@pytest.mark.parametrize(
    ("text", "taken", "subject"),
    [
        ("Die Kosten beziffert das Hafenamt auf drei Millionen.", "Die Kosten", "das Hafenamt"),
        ("Seine alten Pläne lobte Ida Moll.", "Seine alten Pläne", "Ida Moll"),
        ("Die Darstellung des Blatts nannte er falsch.", "Die Darstellung", "er"),
        ("In einem Brief fordert das Hafenamt mehr Geduld.", "einem Brief", "das Hafenamt"),
        ("Die Lotsen lobten das Hafenamt.", "Die Lotsen", "Die Lotsen"),
        ("Die Hafen-Lotsin lobt einen Kapitän.", "Die Hafen-Lotsin", "Die Hafen-Lotsin"),
    ],
)
def test_who_says_so_stands_behind_what_is_spoken_of(text, taken, subject):
    start = text.index(taken)
    quote = Quote(((0, len(text)),), "Reported", speaker=((start, start + len(taken)),))
    [mended] = with_subjects(read_document(text), [quote])
    assert text[slice(*mended.speaker[0])] == subject


def test_a_source_in_front_stays_who_says_so():
    text = "Nach Angaben der Stadt bestätigen das die Lotsen."
    said = (text.index("bestätigen"), len(text))
    source = ((text.index("Angaben"), text.index(" bestätigen")),)
    quote = Quote((said,), "Indirect", speaker=source, cue=((0, 4),))
    assert with_subjects(read_document(text), [quote])[0].speaker == source
