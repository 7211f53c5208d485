"""Who speaks: names, spokespeople, pronouns, offices, groups."""

import re

import numpy as np
import pytest

from presseschau.core.resources import data_folder
from presseschau.core.slugs import slug
from presseschau.core.tables import conform, format_spans
from presseschau.link.actors import link_actors, ranked_speakers
from presseschau.link.actors.barred_speakers import cannot_speak
from presseschau.link.actors.ranking import Ranked
from presseschau.link.actors.reference import LEAST, SHARES, Article, Named
from presseschau.link.actors.reference_clues import WIDTH
from presseschau.link.actors.scene import Said
from presseschau.link.actors.speakers import link_speakers
from presseschau.link.actors.speaking_names import with_speaking_names

TEXT = (
    "Der slowakische Präsident Max Kern und Ministerin Ida Moll trafen sich in Breesen. "
    "Er lobte das Treffen. Sie schwieg. Moll sagte, es sei spät. "
    "Der Präsident widersprach. Ein Sprecher der Nordlicht AG winkte ab. "
    "Die Experten des Instituts für Wellen warnten. Später sagten die Experten dasselbe. "
    "Angaben der Nordlicht AG fehlten. Die Polizei wusste nichts. Ein Zeuge lachte. "
    "Der Anwalt von Max Kern gähnte. Der Staatsanwalt ging. Eigenen Angaben zufolge friert Moll."
)
NAMES = [("Max Kern", "PER"), ("Ida Moll", "PER"), ("Breesen", "LOC"), ("Moll", "PER"),
         ("Nordlicht AG", "ORG"), ("Instituts für Wellen", "ORG"), ("Nordlicht AG", "ORG"),
         ("Max Kern", "PER"), ("Moll", "PER")]  # fmt: skip


def mentions_of(text: str, names):
    """The table of mentions of names, each found behind the one before."""
    rows, place = [], 0
    for name, kind in names:
        place = text.index(name, place)
        rows.append({"article_id": "a", "start": place, "end": place + len(name),
                     "text": name, "kind": kind})  # fmt: skip
        place += len(name)
    return conform(rows, "mentions")


def speaker(phrase: str, cue: str = "sagte", text: str = TEXT, names=NAMES):
    articles = conform([{"article_id": "a", "text": text}], "articles")
    start = text.index(phrase) if phrase else -1
    span = [(start, start + len(phrase))] if phrase else []
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "cue": cue, "start": 0, "end": 1,
             "speaker_spans": format_spans(span), "speaker_start": start}  # fmt: skip
    quotes = conform([quote], "quotes")
    linked = link_actors(mentions_of(text, names), articles)
    found = link_speakers(quotes, linked, articles).iloc[0]
    assert bool(found["actor_id"]) == (found["actor_score"] > 0)
    return found["actor_id"], found["speaker_class"]


@pytest.mark.parametrize(
    ("phrase", "actor", "kind"),
    [
        ("Moll sagte"[:4], "ida-moll", "named"),
        ("Ministerin Ida Moll", "ida-moll", "named"),
        ("Er", "max-kern", "resolved"),
        ("Sie", "ida-moll", "resolved"),
        ("Der Präsident", "max-kern", "resolved"),
        ("Ein Sprecher der Nordlicht AG", "nordlicht-ag", "resolved"),
        ("Angaben der Nordlicht AG", "nordlicht-ag", "named"),
        ("Die Experten des Instituts für Wellen", "institut-fuer-wellen", "resolved"),
        ("die Experten", "institut-fuer-wellen", "resolved"),
        ("Die Polizei", "polizei", "named"),
        ("Ein Zeuge", "", "anonymous"),
        ("Der Anwalt von Max Kern", "", "anonymous"),
        ("Der Staatsanwalt", "", "anonymous"),
        ("Eigenen Angaben", "ida-moll", "resolved"),
        ("", "", "none"),
    ],
)
def test_who_speaks(phrase, actor, kind):
    assert speaker(phrase) == (actor, kind)


def test_whom_a_relative_clause_names_does_not_speak():
    text = "Stark sei er, bescheinigte Ida Moll vom Breesener Hafen, die Kern seit 1980 berät."
    names = [("Ida Moll", "PER"), ("Kern", "PER")]
    found = speaker("Ida Moll vom Breesener Hafen, die Kern", "bescheinigte", text, names)
    assert found == ("ida-moll", "named")


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Anwältin Ida Moll, die den Lotsen Max Kern vertritt", "ida-moll"),
        ("Ida Moll, Lotsin am Institut Max Kern", "ida-moll"),
        ("Der Sprecher von Präsident Max Kern, Ida Moll", "ida-moll"),
        ("Ein Mitarbeiter von Präsident Max Kern", ""),
    ],
)
def test_who_only_explains_a_speaker_does_not_speak(phrase, actor):
    names = [(name, "PER") for name in ("Max Kern", "Ida Moll") if name in phrase]
    names.sort(key=lambda name: phrase.index(name[0]))
    assert speaker(phrase, "sagte", f"{phrase} sagte, das Wasser steige.", names)[0] == actor


@pytest.mark.parametrize(
    ("phrase", "names", "actors"),
    [
        ("Ida Moll, darunter auch Max Kern", [("Ida Moll", "PER"), ("Max Kern", "PER")],
         ["ida-moll"]),
        ("Dem Bericht, der von Ida Moll vorgestellt wurde", [("Ida Moll", "PER")], [""]),
        ("Der Klubchef, der grüne Max Kern", [("Max Kern", "PER")], ["max-kern"]),
        ("Flüchtlinge aus Norwegen", [("Norwegen", "LOC")], [""]),
        ("Quellen aus dem Fischbund", [("Fischbund", "ORG")], ["fischbund"]),
        ("Norwegen und Dänemark", [("Norwegen", "LOC"), ("Dänemark", "LOC")],
         ["norwegen-regierung", "daenemark-regierung"]),
    ],
)  # fmt: skip
def test_who_stands_aside_does_not_speak(phrase, names, actors):
    text = f"{phrase} sagte, das Wasser steige. Die Lage sei ernst."
    said = ("das Wasser steige", phrase, "sagte", "Indirect")
    assert quotes_linked(text, names, said) == actors


def test_whose_a_survey_is_speaks_not_where_it_was_shown():
    phrase = "der auf der Nordmesse gezeigten Umfrage des Verbands Nordlicht"
    names = [("Nordmesse", "ORG"), ("Nordlicht", "ORG")]
    assert speaker(phrase, "Laut", f"Laut {phrase} fehlt Geld.", names)[0] == "nordlicht"


@pytest.mark.parametrize(
    ("text", "names", "phrase", "cue", "actor"),
    [
        ("Moll dementiert einen Bericht, wonach sie gehe.", ["Moll"], "Moll",
         "dementiert … wonach", ""),
        ("Kritik, wonach der Fischbund nichts tue, gibt es.", ["Fischbund"], "der Fischbund",
         "wonach", ""),
        ("Briefe an den Fischbund, wonach nichts geschehe, gibt es.", ["Fischbund"],
         "den Fischbund", "wonach", ""),
        ("Das Gutachten des Fischbunds, wonach nichts geschehe, kennt jeder.", ["Fischbunds"],
         "Das Gutachten des Fischbunds", "wonach", "fischbund"),
        ("Der Nordblick zitiert einen Zeugen mit den Worten, es knallte.", ["Nordblick"],
         "Der Nordblick", "zitiert … Worten", ""),
        ("Laut Papieren, die dem Nordblick vorliegen, fehlt Geld.", ["Nordblick"],
         "Papieren, die dem Nordblick vorliegen", "Laut", ""),
        ("Die Parteien im Nordrat fordern Geld.", ["Nordrat"], "Die Parteien im Nordrat",
         "fordern", ""),
        ("Es knallte, zitierte der Nordblick am Montag einen Lotsen der Kolb AG.",
         ["Nordblick", "Kolb AG"], "der Nordblick", "zitierte", "kolb-ag"),
        ("Der Nordblick zitiert aus dem Papier, es fehle Geld.", ["Nordblick"],
         "Der Nordblick", "zitiert", "nordblick"),
    ],
)  # fmt: skip
def test_who_only_denies_is_told_or_cites_is_not_whose_words_they_are(
    text, names, phrase, cue, actor
):
    kinds = [(name, "PER" if name == "Moll" else "ORG") for name in names]
    assert speaker(phrase, cue, text, kinds)[0] == actor


def test_who_denies_a_report_does_not_say_what_it_says():
    text = "Ida Moll dementiert einen Bericht, wonach sie gehe."
    said = ("wonach sie gehe", "Ida Moll", "dementiert", "Indirect")
    assert quotes_linked(text, [("Ida Moll", "PER")], said) == [""]


def test_the_government_is_the_only_one_of_a_country_that_is_named():
    text = "Die Regierung von Norwegen bestreitet das. Es sei ruhig, erklärte die Regierung."
    said = ("Es sei ruhig", "die Regierung", "erklärte", "Indirect")
    assert quotes_linked(text, [("Norwegen", "LOC")], said) == ["norwegen-regierung"]


def test_a_court_is_not_the_only_authority_named():
    text = "Die Staatsanwaltschaft Rott klagt an. Nach Meinung des Gerichts fehlt der Beweis."
    names = [("Staatsanwaltschaft Rott", "ORG")]
    assert speaker("Meinung des Gerichts", "Nach", text, names)[0] == ""


@pytest.mark.parametrize(
    ("text", "name", "phrase", "cue", "actor"),
    [
        ("Der Fischbund warnt in seiner Juni-Umfrage. Der Umfrage zufolge fehlt Geld.",
         "Fischbund", "Der Umfrage", "zufolge", "fischbund"),
        ("Eine Studie zum Watt von Nordlicht liegt vor. So die Studie.",
         "Nordlicht", "die Studie", "So", "nordlicht"),
        ("In einem Rundschreiben mahnt der Fischbund. Im Schreiben heißt es, Geld fehle.",
         "Fischbund", "Im Schreiben", "heißt es", "fischbund"),
        ("Laut einer Umfrage fehlt Geld. Die Studie der Firma Nordlicht zeigt mehr.",
         "Nordlicht", "einer Umfrage", "Laut", "nordlicht"),
        ("Laut Umfragen fehlt Geld. Die Studie der Firma Nordlicht zeigt mehr.",
         "Nordlicht", "Umfragen", "Laut", ""),
        ("Laut der Studie im Auftrag der Nordlicht fehlt Geld.",
         "Nordlicht", "der Studie im Auftrag der Nordlicht", "Laut", ""),
        ("Eine von der Nordlicht in Auftrag gegebene Studie besagt, Geld fehle.",
         "Nordlicht", "Eine von der Nordlicht in Auftrag gegebene Studie", "besagt", ""),
        ("So die Autoren im Fachblatt Wellen.",
         "Wellen", "die Autoren im Fachblatt Wellen", "So", ""),
        ("So die Autoren im Journal of Waves.",
         "Journal of Waves", "die Autoren im Journal of Waves", "So", ""),
        ("Laut einer Studie im Fachblatt Wellen fehlt Salz.",
         "Wellen", "einer Studie im Fachblatt Wellen", "Laut", ""),
        ("Das zeigt ein Forscherteam mit einer Studie in Sea Waves.",
         "Sea Waves", "ein Forscherteam mit einer Studie in Sea Waves", "zeigt", ""),
        ("Wie das Meerblatt von der Nordlicht erfuhr, fehlt Geld.",
         "Nordlicht", "das Meerblatt von der Nordlicht", "erfuhr", "nordlicht"),
        ("Die Nordlicht schweigt. Wie das Blatt aus Firmenkreisen erfuhr, fehlt Geld.",
         "Nordlicht", "das Blatt aus Firmenkreisen", "erfuhr", ""),
        ("Wie das Meerblatt aus zwei Quellen erfuhr, fehlt Geld.",
         "Meerblatt", "das Meerblatt aus zwei Quellen", "erfuhr", "meerblatt"),
        ("Wie das Blatt aus Kreisen der Nordlicht erfuhr, fehlt Geld.",
         "Nordlicht", "das Blatt aus Kreisen der Nordlicht", "erfuhr", "nordlicht"),
        ("Auf Anfrage der Nordlicht hieß es, Geld fehle.",
         "Nordlicht", "Anfrage der Nordlicht", "hieß es", ""),
        ("Der Fischbund tagte. Einer Studie zufolge fehlt Geld.",
         "Fischbund", "Einer Studie", "zufolge", ""),
        ("Der Fischbund steht unter dem Vorwurf, er habe Geld verloren.",
         "Fischbund", "Der Fischbund", "steht … Vorwurf", ""),
        ("Dem Fischbund wird vorgeworfen, er habe Geld verloren.",
         "Fischbund", "Dem Fischbund", "wird vorgeworfen", ""),
        ("Der Fischbund wird verdächtigt, Geld verloren zu haben.",
         "Fischbund", "Der Fischbund", "wird verdächtigt", ""),
        ("Der Fischbund soll beschuldigt worden sein, Geld verloren zu haben.",
         "Fischbund", "Der Fischbund", "soll beschuldigt worden sein", ""),
        ("Der Fischbund steht im Verdacht, Geld verloren zu haben.",
         "Fischbund", "Der Fischbund", "steht im Verdacht", ""),
        ("Der Fischbund musste sich vorwerfen lassen, Geld verloren zu haben.",
         "Fischbund", "Der Fischbund", "musste … vorwerfen", ""),
        ("Der Vorwurf gegen den Fischbund lautet, er habe Geld verloren.",
         "Fischbund", "gegen den Fischbund", "lautet", ""),
        ("Vom Fischbund wird ihr vorgeworfen, sie habe Geld verloren.",
         "Fischbund", "Fischbund", "wird vorgeworfen", "fischbund"),
        ("Die Notenbank Nordgeld handelt. Sie kündigte Hilfe an.",
         "Nordgeld", "Sie", "kündigte an", "nordgeld"),
    ],
)  # fmt: skip
def test_papers_are_of_who_issued_them_and_charges_not_of_the_accused(
    text, name, phrase, cue, actor
):
    assert speaker(phrase, cue, text, [(name, "ORG")])[0] == actor


@pytest.mark.parametrize(
    ("text", "names", "phrase", "actor"),
    [
        ("Das Wasseramt prüft. Das Meerministerium auch. Das Ministerium lobte dies.",
         ["Wasseramt", "Meerministerium", "Ministerium"], "Das Ministerium", "meerministerium"),
        ("Das Meerministerium prüft. Das Fischministerium auch. Das Ministerium lobte dies.",
         ["Meerministerium", "Fischministerium", "Ministerium"], "Das Ministerium",
         "fischministerium"),
        ("Das Ministerium lobte dies. Es kamen Meerministerium und Fischministerium.",
         ["Ministerium", "Meerministerium", "Fischministerium"], "Das Ministerium", ""),
        ("Das Meerministerium prüft. Seitens des Meerressorts hieß es, Geld fehle.",
         ["Meerministerium"], "Seitens des Meerressorts", "meerministerium"),
        ("Der Autobauer Nordlicht wächst. Das sagte der Breesener Konzern. Die Kolb AG klagt.",
         ["Nordlicht", "Kolb AG"], "der Breesener Konzern", "nordlicht"),
        ("Der Autobauer Nordlicht wächst. Das sagte der Breesener Konzern. Die Kolb AG klagt.",
         ["Nordlicht", "Breesener Konzern", "Kolb AG"], "der Breesener Konzern", "nordlicht"),
        ("Die Nordmeer Zentralbank mahnt die Nordlicht AG. Die Bank sagte, Geld fehle.",
         ["Nordmeer Zentralbank", "Nordlicht AG"], "Die Bank", "nordlicht-ag"),
    ],
)  # fmt: skip
def test_a_house_is_taken_up_by_what_it_is(text, names, phrase, actor):
    assert speaker(phrase, "sagte", text, [(name, "ORG") for name in names])[0] == actor


@pytest.mark.parametrize("house", ["Landkreistag", "Gemeindetag", "Bund Deutscher Lotsen"])
def test_der_verband_takes_up_the_association_of_the_sentence_before(house):
    text = f"Die Nordland-Fraktion klagt. Das kennt der {house}. Es fehle Geld, so der Verband."
    names = [("Nordland-Fraktion", "ORG"), (house, "ORG")]
    assert speaker("der Verband", "so", text, names)[0] == slug(house)


def test_who_is_in_an_association_is_not_the_association():
    names = [("Verband der Reeder", "ORG")]
    text = "Der Verband der Reeder warnt. Nun fordern auch die Reeder mehr."
    assert speaker("die Reeder", "fordern", text, names)[0] == ""


def test_a_source_of_one_noun_that_looks_like_the_house_of_a_place_is_read():
    text = "Laut Angaben der unter Druck geratenen steigt der Preis."
    assert speaker("Angaben der unter Druck geratenen", "Laut", text, [])[0] == ""


@pytest.mark.parametrize(
    ("text", "house", "phrase"),
    [
        ("Das Meerministerium prüft. Die frühere Ministerin hat gelobt, was geschieht.",
         "Meerministerium", "Die frühere Ministerin"),
        ("Das Meerministerium prüft. Der Minister sagte, es sei spät.",
         "Meerministerium", "Der Minister"),
        ("Es kam zum Prozess am Landesgericht Rott. Die Behörden sagten, es sei spät.",
         "Landesgericht Rott", "Die Behörden"),
        ("Die Staatsanwaltschaft Rott klagt an. Die Behörden sagten, es sei spät.",
         "Staatsanwaltschaft Rott", "Die Behörden"),
        ("Das Meerministerium prüft. Ein Sprecher einer Genossenschaft von Fischern sagte, es sei"
         " spät.", "Meerministerium", "Ein Sprecher einer Genossenschaft von Fischern"),
    ],
)  # fmt: skip
def test_no_minister_is_a_ministry_and_no_authorities_or_any_house_are_the_one_named(
    text, house, phrase
):
    articles = conform([{"article_id": "a", "text": text}], "articles")
    place = text.index(phrase)
    quote = {"article_id": "a", "quote": 0, "type": "Indirect", "speaker": phrase, "cue": "sagte",
             "start": text.rindex(",") + 2, "end": len(text) - 1, "speaker_start": place,
             "speaker_spans": format_spans([(place, place + len(phrase))])}  # fmt: skip
    linked = link_actors(mentions_of(text, [(house, "ORG")]), articles)
    assert link_speakers(conform([quote], "quotes"), linked, articles)["actor_id"].tolist() == [""]


@pytest.mark.parametrize(
    ("phrase", "role", "barred"),
    [
        ("Der slowakische Präsident", "Senator", True),
        ("Der slowakische Präsident", "slowakischer Staatspräsident", False),
        ("Der slowakische Präsident", "", False),
        ("Der Professor", "Hydrologe", False),
    ],
)
def test_a_high_office_is_nobodys_who_is_known_by_another(phrase, role, barred):
    text = f"Max Kern kam. {phrase} kündigte sein Veto an."
    named = [Named(0, 8, "Max Kern", "PER", False, "max-kern", "m")]
    article = Article(text, named, {"max-kern": [role] if role else []})
    said = Said(14, len(text), "Reported", "", [(14, 14 + len(phrase))])
    assert cannot_speak(article, said, "max-kern") == barred


def test_an_office_is_of_whom_it_fits_though_another_be_ranked_first(monkeypatch):
    monkeypatch.setattr(ranked_speakers, "rank", lambda *_: Ranked("ole-rott", 0.9))
    text = (
        "Der Minister Ole Rott lehnte ab. Er freue sich, ließ Rott sagen. Der Hydrologe Max Kern"
        " lobte den Plan. Man müsse üben, sagte der Professor."
    )
    names = [("Ole Rott", "PER"), ("Rott", "PER"), ("Max Kern", "PER")]
    said = [
        ("Er freue sich", "Rott", "sagen", "Indirect"),
        ("Man müsse üben", "der Professor", "sagte", "Indirect"),
    ]
    assert quotes_linked(text, names, *said)[-1] == "max-kern"


def test_who_is_the_source_of_a_paper_speaks_and_not_the_paper():
    text = "Wie das Meerblatt von Max Kern erfuhr, fehlt Geld."
    names = [("Meerblatt", "ORG"), ("Max Kern", "PER")]
    assert speaker("das Meerblatt von Max Kern", "erfuhr", text, names)[0] == "max-kern"


def test_a_relative_pronoun_takes_up_the_name_before_it():
    text = "Es kam General Max Kern, der in Breesen betonte, er sei müde."
    assert speaker("der", text=text, names=[("Max Kern", "PER")]) == ("max-kern", "resolved")


def test_a_relative_pronoun_takes_up_nobody_named_before_where_a_noun_stands_in_between():
    text = "Max Kern wartete. Es kam ein Nachbar, der betonte, er sei müde."
    assert speaker("der", text=text, names=[("Max Kern", "PER")]) == ("", "anonymous")


def test_several_people_are_not_one_woman():
    text = "Ida Moll traf Fischer der Nordlicht AG. Sie fordern Hilfe."
    names = [("Ida Moll", "PER"), ("Nordlicht AG", "ORG")]
    assert speaker("Sie", "fordern", text, names) == ("nordlicht-ag", "resolved")


def test_in_an_apposition_the_last_name_speaks():
    text = "Der Nachfolger des Airbus-Chefs Max Kern, Tim Lohse, hat das angekündigt."
    names = [("Max Kern", "PER"), ("Tim Lohse", "PER")]
    found = speaker("Der Nachfolger des Airbus-Chefs Max Kern, Tim Lohse", text=text, names=names)
    assert found == ("tim-lohse", "named")


def test_a_person_wins_over_the_paper():
    text = "Ida Moll vom Nordblick berichtete das."
    names = [("Ida Moll", "PER"), ("Nordblick", "ORG")]
    assert speaker("Ida Moll vom Nordblick", text=text, names=names) == ("ida-moll", "named")


def test_a_name_in_the_genitive_belongs_to_the_noun_behind_it():
    text = "Kerns Stellvertreter Tim Lohse sagte das. Kerns Anwältin schwieg. Max Kern kam."
    names = [("Kerns", "PER"), ("Tim Lohse", "PER"), ("Kerns", "PER"), ("Max Kern", "PER")]
    said = speaker("Kerns Stellvertreter Tim Lohse", text=text, names=names)
    assert said == ("tim-lohse", "named")
    assert speaker("Kerns Anwältin", text=text, names=names) == ("", "anonymous")


def test_an_example_of_many_speaks_and_whose_page_does_so_not():
    names = [("Ida Moll", "PER")]
    assert speaker("Lotsen wie Ida Moll", text="Das sagten Lotsen wie Ida Moll.", names=names) == (
        "ida-moll",
        "named",
    )
    page = "Die Seite von Minister Ida Moll"
    assert speaker(page, text=f"{page} warnte.", names=names)[0] == ""


def test_a_headline_names_the_only_one_in_an_office():
    text = (
        "Kammerpräsident: Steuern sinken. Das sagte der Präsident der Kammer, Max Kern, am Montag."
    )
    assert speaker("Kammerpräsident", "", text, [("Max Kern", "PER")]) == ("max-kern", "resolved")


def test_an_office_is_known_by_another_word():
    text = "Bürgermeister Max Kern traf Abt Tim Lohse. Der Rathauschef schwieg lange."
    names = [("Max Kern", "PER"), ("Tim Lohse", "PER")]
    assert speaker("Der Rathauschef", text=text, names=names) == ("max-kern", "resolved")
    text = "Premier Max Kern traf Abt Tim Lohse. Der Premierminister schwieg lange."
    assert speaker("Der Premierminister", text=text, names=names) == ("max-kern", "resolved")


def test_a_house_is_taken_up_by_a_word_of_its_name_or_its_kind():
    text = (
        "Der Luna-Park wird teurer. Der Park bleibt offen. Die Nordlicht AG zahlt. "
        "Ein Sprecher kam. Der Konzern schweigt. Unternehmensangaben fehlen."
    )
    names = [("Luna-Park", "ORG"), ("Nordlicht AG", "ORG")]
    assert speaker("Der Park", text=text, names=names) == ("luna-park", "resolved")
    for phrase in ("Der Konzern", "Unternehmensangaben", "Ein Sprecher"):
        assert speaker(phrase, text=text, names=names) == ("nordlicht-ag", "resolved")


@pytest.mark.parametrize(
    ("text", "names", "phrase", "actor"),
    [
        ("Forscher der Uni Rott messen. Die Wissenschafter warnen.",
         [("Uni Rott", "ORG")], "Die Wissenschafter", "uni-rott"),
        ("Ein Team um die Biologin Ida Moll misst. Ansicht der Forscher ist das.",
         [("Ida Moll", "PER")], "Ansicht der Forscher", "ida-moll"),
        ("Die Forscher um Ida Moll warnen.",
         [("Ida Moll", "PER")], "Die Forscher um Ida Moll", "ida-moll"),
        ("Die Forscher warnen, sagte Ida Moll von der Uni Rott.",
         [("Ida Moll", "PER"), ("Uni Rott", "ORG")], "Die Forscher", ""),
        ("Forscher der Uni Rott und Forscher der Uni Breesen messen. Die Forscher warnen.",
         [("Uni Rott", "ORG"), ("Uni Breesen", "ORG")], "Die Forscher", ""),
        ("Ein Team um Ida Moll misst. Der Physiker Max Kern kam. Der Physiker warnt.",
         [("Ida Moll", "PER"), ("Max Kern", "PER")], "Der Physiker", "max-kern"),
        ("Die Staatsanwaltschaft Rott klagt an. Laut Anklage fehlt Geld.",
         [("Staatsanwaltschaft Rott", "ORG")], "Anklage", "staatsanwaltschaft-rott"),
        ("Die Polizei kam. Später sagte die Exekutive, es sei ruhig.",
         [], "die Exekutive", "polizei"),
        ("Laut Anklage fehlt Geld.", [], "Anklage", ""),
        ("Laut einem Medienbericht fehlt Geld. Es sei weg, berichtete die Zeitung Nordblick.",
         [("Nordblick", "ORG")], "einem Medienbericht", "nordblick"),
        ("Laut einem Medienbericht fehlt Geld. Davon wusste der Nordblick nichts.",
         [("Nordblick", "ORG")], "einem Medienbericht", ""),
        ("Die Versicherung Nordgeld und der Fischbund zahlen. Firmenangaben zufolge ist es viel.",
         [("Nordgeld", "ORG"), ("Fischbund", "ORG")], "Firmenangaben", "nordgeld"),
    ],
)  # fmt: skip
def test_teams_and_what_stands_for_a_house_speak_for_it(text, names, phrase, actor):
    assert speaker(phrase, text=text, names=names)[0] == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Die Stadt Salzburg", "salzburg-regierung"),
        ("Das Land Salzburg", "salzburg-regierung"),
        ("Linz – Salzburg", "salzburg-regierung"),
        ("Die Regierung in Salzburg", "salzburg-regierung"),
        ("Der Zirkus aus Salzburg", ""),
    ],
)
def test_a_place_speaks_as_its_town_or_behind_a_dateline(phrase, actor):
    text = f"{phrase} klagte, der Kai sei voll."
    articles = conform([{"article_id": "a", "text": text}], "articles")
    span = format_spans([(0, len(phrase))])
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "start": len(phrase) + 9,
             "end": len(text) - 1, "type": "Indirect", "cue": "klagte", "speaker_spans": span,
             "speaker_start": 0, "speaker_end": len(phrase)}  # fmt: skip
    quotes = conform([quote], "quotes")
    mentions = mentions_of(text, [("Salzburg", "LOC")])
    linked = link_actors(mentions, articles, quotes=quotes)
    assert link_speakers(quotes, linked, articles)["actor_id"].tolist() == [actor]


@pytest.mark.parametrize(
    ("text", "part", "kind", "actor"),
    [
        ("Die PDX-Vertreter warnen.", "PDX-", "ORG", "pdx"),
        ("Ein US-Vertreter warnt.", "US-", "LOC", "usa-regierung"),
        ("Norwegischen Angaben zufolge ist es kalt.", "Norwegischen", "LOC",
         "norwegen-regierung"),
    ],
)  # fmt: skip
def test_compounds_and_adjectives_tell_for_whom_one_speaks(text, part, kind, actor):
    mentions = mentions_of(text, [(part, kind)]).assign(derived=True)
    articles = conform([{"article_id": "a", "text": text}], "articles")
    phrase = re.match(r"(?:Die |Ein )?[\w-]+(?: Angaben)?", text)[0]
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "start": 0, "end": 1,
             "speaker_spans": format_spans([(0, len(phrase))]), "speaker_start": 0}  # fmt: skip
    quotes = conform([quote], "quotes")
    found = link_speakers(quotes, link_actors(mentions, articles), articles).iloc[0]
    assert found["actor_id"] == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Der Autobauer", "nordwagen"),
        ("Die Behörde", "bundeskartellamt"),
        ("Der Verein", "sc-breesen"),
        ("Die Partei", ""),  # there are two
        ("Der Verlag", ""),  # there is none
    ],
)
def test_a_noun_takes_up_the_only_house_of_its_kind(phrase, actor):
    text = (
        "Nordwagen zahlt. Das Bundeskartellamt prüft. Der SC Breesen spielt. Die SPD lacht. "
        f"Die FDP weint. {phrase} schweigt."
    )
    names = [(n, "ORG") for n in ("Nordwagen", "Bundeskartellamt", "SC Breesen", "SPD", "FDP")]
    assert speaker(phrase, text=text, names=names)[0] == actor


@pytest.mark.parametrize(
    ("text", "phrase", "names", "actor"),
    [
        (
            "Das Netz fiel aus. Der Versorger Strandnetz schweigt. Strandnetz kam.",
            "Der Versorger Strandnetz",
            {"Strandnetz kam": "ORG"},
            "strandnetz",
        ),
        ("Es sei spät, meldet der Kurier.", "der Kurier", {"spät": "OTH"}, "kurier"),
        ("Nach Polizeiangaben kam Ida Au.", "Polizeiangaben", {"Ida Au": "PER"}, "polizei"),
        ("Der Weltbank zufolge kam Ida Au.", "Der Weltbank", {"Ida Au": "PER"}, "weltbank"),
        ("Ida Fall kam. Fall sagte Nein.", "Fall", {"Ida Fall": "PER"}, "ida-fall"),
        (
            "Nordkauf und Nordkauf. Dazu teilte Nordkauf mit.",
            "Nordkauf",
            {"Nordkauf und": "ORG", "Nordkauf.": "ORG", "Nordkauf mit": "PER"},
            "nordkauf",
        ),
        ("Nun hat Suhrkamp beschlossen.", "Suhrkamp", {"Suhrkamp": "OTH"}, "suhrkamp"),
    ],
)
def test_who_speaks_is_a_name_though_nobody_marked_it(text, phrase, names, actor):
    start = text.rindex(phrase)
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "cue": "", "start": 0, "end": 1,
             "speaker_spans": format_spans([(start, start + len(phrase))]),
             "speaker_start": start, "speaker_end": start + len(phrase)}  # fmt: skip
    quotes = conform([quote], "quotes")
    mentions = [
        {"article_id": "a", "start": (place := text.index(name)), "kind": kind,
         "text": (word := re.sub(r" (?:kam|und|mit)$|\.$", "", name)), "end": place + len(word)}
        for name, kind in names.items()
    ]  # fmt: skip
    articles = conform([{"article_id": "a", "text": text}], "articles")
    linked = link_actors(conform(mentions, "mentions"), articles, "", quotes)
    assert link_speakers(quotes, linked, articles)["actor_id"].tolist() == [actor]


def test_who_is_told_something_does_not_speak():
    text = "Das sagte die Sängerin Radio Nord. Ida Moll war die Sängerin. Sie sang für Radio Nord."
    names = [("Radio Nord", "ORG"), ("Ida Moll", "PER"), ("Radio Nord", "ORG")]
    assert speaker("die Sängerin Radio Nord", text=text, names=names)[0] != "radio-nord"


def test_a_paper_that_tells_what_others_wrote_does_not_speak():
    text = "Es sei spät, heißt es in einem Schreiben, wie die Breesener Zeitung berichtet."
    names = [("Breesener Zeitung", "ORG")]
    assert speaker("die Breesener Zeitung", text=text, names=names) == ("", "anonymous")
    text = "Es sei spät, wie die Breesener Zeitung berichtet."
    assert speaker("die Breesener Zeitung", text=text, names=names)[0] == "breesener-zeitung"


def linked_quotes(text: str, names, *said):
    """The table of quotes, each given as its words, its speaker ("" for none), cue and type."""
    rows = []
    for number, (words, who, cue, kind) in enumerate(said):
        start = text.index(words)
        behind = text.find(f"{cue} {who}") + len(cue) + 1
        at = behind if behind > len(cue) else text.index(who)
        span = [(at, at + len(who))] if who else []
        rows.append({"article_id": "a", "quote": number, "start": start, "speaker": who,
                     "end": start + len(words), "cue": cue, "type": kind,
                     "spans": format_spans([(start, start + len(words))]),
                     "speaker_spans": format_spans(span)})  # fmt: skip
    articles = conform([{"article_id": "a", "text": text}], "articles")
    linked = link_actors(mentions_of(text, names), articles)
    found = link_speakers(conform(rows, "quotes"), linked, articles)
    assert not found.duplicated(["article_id", "quote"]).any()
    return found


def quotes_linked(text: str, names, *said) -> list[str]:
    """The actors of quotes, given as for :func:`linked_quotes`."""
    return linked_quotes(text, names, *said)["actor_id"].tolist()


@pytest.mark.parametrize(
    ("phrase", "names", "actors"),
    [
        (
            "Kanzlerin Ida Moll (SPD) und der slowakische Präsident Max Kern",
            [("Ida Moll", "PER"), ("SPD", "ORG"), ("Max Kern", "PER")],
            ["ida-moll", "max-kern"],
        ),
        (
            "die Chefs der SPD und der FDP, Ida Moll und Max Kern",
            [("SPD", "ORG"), ("FDP", "ORG"), ("Ida Moll", "PER"), ("Max Kern", "PER")],
            ["ida-moll", "max-kern"],
        ),
        ("Die Spitzen von CDU, SPD und FDP", [(n, "ORG") for n in ("CDU", "SPD", "FDP")],
         ["cdu", "spd", "fdp"]),
        ("Ida Moll und ihr Mann", [("Ida Moll", "PER")], ["ida-moll"]),
        ("die Leiterin Ida Moll, die Radio Nord", [("Ida Moll", "PER"), ("Radio Nord", "ORG")],
         ["ida-moll"]),
        ("Der Anwalt von Ida Moll und Max Kern", [("Ida Moll", "PER"), ("Max Kern", "PER")], [""]),
    ],
)  # fmt: skip
def test_what_several_say_together_is_each_ones(phrase, names, actors):
    text = f"{phrase} sagte, das Wasser steige. Die Lage sei ernst."
    said = ("das Wasser steige", phrase, "sagte", "Indirect")
    assert quotes_linked(text, names, said) == actors


def test_speech_without_a_speaker_goes_on_with_the_one_before_it():
    text = "Ida Moll sagte, das Wasser steige. Die Lage sei ernst. Demnach drohen Schäden."
    going_on = "IndirectFreeIndirect"
    assert quotes_linked(
        text,
        [("Ida Moll", "PER")],
        ("das Wasser steige", "Ida Moll", "sagte", "Indirect"),
        ("Die Lage sei ernst.", "", "", going_on),
        ("drohen Schäden", "Demnach", "Demnach", "Indirect"),
    ) == ["ida-moll", "ida-moll", "ida-moll"]


def test_who_answers_what_a_house_asked_is_a_person():
    text = "Ida Moll wartete. Die Nordlicht fragte, ob sie müde sei. Sie habe geantwortet, nein."
    assert quotes_linked(
        text,
        [("Ida Moll", "PER"), ("Nordlicht", "ORG")],
        ("ob sie müde sei", "Die Nordlicht", "fragte", "Indirect"),
        ("Sie habe geantwortet, nein.", "Die Nordlicht", "", "IndirectFreeIndirect"),
    ) == ["nordlicht", "ida-moll"]


FREE = "IndirectFreeIndirect"
PEOPLE = [("Ida Moll", "PER"), ("Max Kern", "PER")]


@pytest.mark.parametrize(
    ("between", "free", "who", "actor"),
    [
        # a thing, people of whom the paper tells: none of them speaks
        ("Die Boote liegen fest. Die Schiffer warten.", "Das sei neu.", "Die Schiffer", "ida-moll"),
        ("Es regnet. Es stürmt. Der Kai ist leer.", "Das sei neu.", "", "ida-moll"),
        # a person does, and whoever "er" is
        ("Max Kern zögert. Das wirkt.", "Er sei müde.", "", "max-kern"),
        ("Seit dem Abschied von Max Kern fehlt Geld.", "Er sei müde.", "", "ida-moll"),
        # nobody's own words
        ("Die Boote liegen fest.", "Viele klagen, es sei kalt.", "Viele", ""),
    ],
)
def test_speech_goes_on_over_sentences_of_the_papers_own(between, free, who, actor):
    text = f"Ida Moll sagte, das Wasser steige. {between} {free} Max Kern schweigt."
    names = [*PEOPLE, ("Max Kern", "PER")][: 1 + text.count("Max Kern")]
    said = ("das Wasser steige", "Ida Moll", "sagte", "Indirect")
    assert quotes_linked(text, names, said, (free, who, "", FREE)) == ["ida-moll", actor]


def test_the_same_words_for_a_speaker_mean_the_same_one_up_to_the_next_frame():
    text = (
        "Der Präsident Max Kern kam. Ida Moll blieb. Er sagte, es sei spät. Das Wasser steige. Das"
        " sei neu. Er irre, rief Ida Moll. Das wisse jeder."
    )
    actors = quotes_linked(
        text,
        [("Max Kern", "PER"), ("Ida Moll", "PER"), ("Ida Moll", "PER")],
        ("es sei spät", "Er", "", "Indirect"),
        ("Das Wasser steige.", "Er", "", FREE),
        ("Das sei neu.", "Er", "", FREE),
        ("Er irre", "Ida Moll", "rief", "Indirect"),
        ("Das wisse jeder.", "Er", "", FREE),
    )
    assert actors == ["max-kern"] * 3 + ["ida-moll"] * 2


@pytest.mark.parametrize(
    ("before", "who", "said", "actor"),
    [
        ("Max Kern kam mit seinem Bruder Jan Rott.", "er", "sagte er", "max-kern"),
        ("Jan Rott kam. Am Hafen lobte Max Kern das Boot.", "er", "sagte er", "max-kern"),
        ("Jan Rott kam. Ida Moll schrieb an Max Kern.", "Dieser", "Dieser sagte", "max-kern"),
        ("Ida Moll traf Max Kern, der einst hier wohnte.", "der einst", "fürchtet", "max-kern"),
    ],
)
def test_a_pronoun_means_who_acts_and_dieser_who_does_not(before, who, said, actor):
    text = f"{before} Der Kai sei zu, {said}. Das Wasser steige."
    people = [(n, "PER") for n in ("Max Kern", "Jan Rott", "Ida Moll") if n in text]
    names = sorted(people, key=lambda name: text.index(name[0]))
    cue = said.replace(who, "").strip()
    assert quotes_linked(text, names, ("Der Kai sei zu", who, cue, "Indirect")) == [actor]


@pytest.mark.parametrize(
    ("cue", "who", "actor"),
    [
        ("verspreche", "Sondern ich", "ida-moll"),
        ("dachte", "Da ich", ""),
        ("rufen", "wir", "ida-moll"),
    ],
)
def test_i_in_the_middle_of_speech_is_who_speaks(cue, who, actor):
    text = f"Ida Moll kam. Das Wasser steige, sagte Ida Moll. {who} {cue}, dass der Kai bleibt."
    assert quotes_linked(
        text,
        [("Ida Moll", "PER"), ("Ida Moll", "PER")],
        ("Das Wasser steige", "Ida Moll", "sagte", "Indirect"),
        ("dass der Kai bleibt", who, cue, "Indirect"),
    ) == ["ida-moll", actor]


def test_sie_is_no_man_and_er_no_woman():
    text = "Der Präsident Max Kern kam. Der Kai sei zu, sagte sie."
    assert quotes_linked(
        text, [("Max Kern", "PER")], ("Der Kai sei zu", "sie", "sagte", "Indirect")
    ) == [""]


def test_a_label_names_who_answers():
    text = "Ida Moll leitet den Hafen.\nMOLL: Es ist spät.\nI.M.: Sehr."
    names = [("Ida Moll", "PER")]
    assert speaker("MOLL", text=text, names=names) == ("ida-moll", "resolved")
    assert speaker("I.M.", text=text, names=names) == ("ida-moll", "resolved")


def test_an_unknown_name_behind_a_noun_is_not_taken_for_a_known_house():
    text = "Die Nordlicht AG zahlt. Der Versorger Strandnetz schweigt."
    names = [("Nordlicht AG", "ORG")]
    assert speaker("Der Versorger Strandnetz", text=text, names=names) == ("", "collective")


def test_scores_are_the_shares_that_were_right():
    scores = set(SHARES.values())
    assert all(LEAST <= score < 1 for score in scores)
    assert SHARES["name"] > SHARES["pronoun"] > SHARES["pronoun of several"]


SCENE = (
    "Regisseurin Ida Moll und Intendant Max Kern sitzen im Theatercafé in Breesen. Moll rührt im "
    "Tee. „Wir haben kein Geld“, sagt sie. Kern sieht das anders. Die Bühne habe genug, meint er. "
    "Der Stadtrat prüft. „Ich habe gehofft, dass er mir glaubt“, sagt Moll. Die Regisseurin will "
    "bleiben. Man müsse spielen, findet sie."
)
CAST = [("Ida Moll", "PER"), ("Max Kern", "PER"), ("Breesen", "LOC"), ("Moll", "PER"),
        ("Kern", "PER"), ("Moll", "PER")]  # fmt: skip


def test_pronouns_nouns_and_i_lead_to_those_on_the_scene():
    assert quotes_linked(
        SCENE,
        CAST,
        ("„Wir haben kein Geld“", "sie", "sagt", "Direct"),
        ("Die Bühne habe genug", "er", "meint", "Indirect"),
        ("„Ich habe gehofft, dass er mir glaubt“", "Moll", "sagt", "Direct"),
        ("er mir glaubt", "Ich", "gehofft", "Indirect"),
        ("bleiben", "Die Regisseurin", "will", "Indirect"),
    ) == ["ida-moll", "max-kern", "ida-moll", "ida-moll", "ida-moll"]


def test_how_sure_a_reference_is_stands_with_it():
    tables = linked_quotes(SCENE, CAST, ("„Wir haben kein Geld“", "sie", "sagt", "Direct"))
    assert LEAST <= tables["actor_score"].iloc[0] <= 1


def test_the_shipped_model_reads_the_clues_that_are_told():
    with np.load(data_folder() / "models" / "speakers.npz") as weights:
        assert weights["w0"].shape[1] == WIDTH, "train it anew: presseschau train speakers"


def unframed(text: str, said: str, phrase: str, actor: str, kind: str) -> bool:
    """Whether an actor, one name of the text, is kept from speaking what is said."""
    article = Article(text, [Named(*_place(text, actor), actor, kind, False, actor, "")], {})
    start, end = _place(text, said)
    words = [_place(text, phrase)] if phrase else []
    return cannot_speak(article, Said(start, end, "Indirect", "", words), actor)


def test_one_of_a_party_who_has_no_name_is_no_other_party():
    text = "Die Freie Mitte tagte. Ein Abgeordneter der SUH sagte, es sei spät."
    assert unframed(text, "es sei spät", "Ein Abgeordneter der SUH", "Freie Mitte", "ORG")
    text = "Die Alte Hafenhilfe half. Ein Mitarbeiter der Hafenhilfe sagte, es sei spät."
    assert not unframed(text, "es sei", "Ein Mitarbeiter der Hafenhilfe", "Alte Hafenhilfe", "ORG")


def _place(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


@pytest.mark.parametrize(
    ("text", "said", "phrase", "actor", "kind"),
    [
        ("Der Brauch ist, dass der Heilige Ansgar bleibe.", "dass der Heilige Ansgar bleibe", "",
         "Ansgar", "PER"),
        ("Die Hafengewerkschaft tagte. Das Unternehmen schwieg.", "schwieg", "Das Unternehmen",
         "Hafengewerkschaft", "ORG"),
        ("Die Polizei kam. Nach Behördenangaben brannte es.", "brannte es", "Behördenangaben",
         "Polizei", "ORG"),
        ("Das Nordministerium tagte. Doch die Gewerkschaften klagten.", "klagten",
         "die Gewerkschaften", "Nordministerium", "ORG"),
        ("Die Polizei kam. Die Polizeigewerkschaft klagte.", "klagte", "Die Polizeigewerkschaft",
         "Polizei", "ORG"),
        ("Der Nordkurier kam. Die Bank klagte.", "klagte", "Die Bank", "Nordkurier", "ORG"),
        ("Es brannte, sagte eine Anwohnerin der hna.", "Es brannte", "eine Anwohnerin der hna",
         "hna", "ORG"),
        ("Moll kam. Ihre Kritiker sehen darin Zögern.", "sehen", "Ihre Kritiker", "Moll", "PER"),
    ],
)  # fmt: skip
def test_who_cannot_be_meant_does_not_speak(text, said, phrase, actor, kind):
    assert unframed(text, said, phrase, actor, kind)


@pytest.mark.parametrize(
    ("text", "said", "phrase", "actor", "kind"),
    [
        ("Moll kam. Der Kai halte.", "Der Kai halte", "", "Moll", "PER"),
        ("Moll kam. Seine Tochter klagte.", "klagte", "Seine Tochter", "Moll", "PER"),
        ("Die Nordlicht AG tagte. Das Unternehmen warnte.", "warnte", "Das Unternehmen",
         "Nordlicht AG", "ORG"),
        ("Das Nordgericht tagte. Laut Urteil klagten die Richter.", "klagten", "die Richter",
         "Nordgericht", "ORG"),
    ],
)  # fmt: skip
def test_who_can_be_meant_speaks(text, said, phrase, actor, kind):
    assert not unframed(text, said, phrase, actor, kind)


def test_who_is_only_named_as_anothers_employer_is_not_meant_by_er():
    text = (
        "Der Kai sei neu, sagte Max Kern. Er arbeitet für den Abgeordneten Tim Lohse. Das Boot"
        " halte, wie er sagt."
    )
    said = [
        ("Der Kai sei neu", "Max Kern", "sagte", "Indirect"),
        ("Das Boot halte", "er", "sagt", "Indirect"),
    ]
    names = [("Max Kern", "PER"), ("Tim Lohse", "PER")]
    text = text.replace("wie er sagt", "sagt er")
    assert quotes_linked(text, names, *said) == ["max-kern", "max-kern"]


def test_an_office_with_its_house_is_a_person_who_spoke():
    text = "Das sei neu, sagte Ida Moll. Man warte, sagte die Rektorin der Hochschule Rott."
    said = [
        ("Das sei neu", "Ida Moll", "sagte", "Indirect"),
        ("Man warte", "die Rektorin der Hochschule Rott", "sagte", "Indirect"),
    ]
    names = [("Ida Moll", "PER"), ("Hochschule Rott", "ORG")]
    assert quotes_linked(text, names, *said) == ["ida-moll", "ida-moll"]


@pytest.mark.parametrize(
    "whole",
    [
        "Ida Moll wird Untreue vorgeworfen.",
        "Ida Moll wurde zur Umkehr aufgefordert.",
        "Ida Moll ist Untreue vorgeworfen worden.",
        "Ida Moll ist wegen Untreue angeklagt.",
    ],
)
def test_who_is_accused_or_asked_in_what_is_told_as_a_whole_does_not_speak(whole):
    said = (whole, "Ida Moll", "", "Reported")
    assert quotes_linked(f"{whole} Es regnete.", [("Ida Moll", "PER")], said) == [""]


def test_what_is_said_in_general_is_not_said_by_who_spoke_before():
    text = "Der Kai halte, sagte Ida Moll. Bisher hieß es, er sinke. Weiter hieß es, es regne."
    said = [("Der Kai halte", "Ida Moll", "sagte", "Indirect")]
    said += [(words, "", "hieß es", "Indirect") for words in ("er sinke", "es regne")]
    assert quotes_linked(text, [("Ida Moll", "PER")], *said)[:2] == ["ida-moll", ""]


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [("Ein Sprecher der dpa", "nordlicht-ag"), ("der dem Nordblick", "max-kern")],
)
def test_the_agency_or_paper_that_is_told_something_does_not_speak(phrase, actor):
    text = f"Die Nordlicht AG holte Max Kern, {phrase} sagte, sie fülle den Kai."
    house = "dpa" if "dpa" in phrase else "Nordblick"
    names = [("Nordlicht AG", "ORG"), ("Max Kern", "PER"), (house, "ORG")]
    assert speaker(phrase, "sagte", text, names)[0] == actor


def test_words_that_name_the_last_speaker_by_a_frame_of_their_own_stay_his():
    text = "Max Moll sagte: „Der Moll hat recht.“"
    said = ("„Der Moll hat recht.“", "Max Moll", "sagte", "Direct")
    assert quotes_linked(text, [("Max Moll", "PER"), ("Moll", "PER")], said) == ["max-moll"]


@pytest.mark.parametrize(
    ("text", "phrase", "cue", "names", "actor"),
    [
        ("Der Hafenverband wies das zurück. Man prüfe, hieß es in einer Aussendung.",
         "einer Aussendung", "hieß es", [("Hafenverband", "ORG")], "hafenverband"),
        ("Im März entschied das Seegericht erneut. Der Kai ist laut Urteil zu.", "Urteil", "laut",
         [("Seegericht", "ORG")], "seegericht"),
        ("Gegen den Hafenverband wird ermittelt. Der Kai ist laut Urteil zu.", "Urteil", "laut",
         [("Hafenverband", "ORG")], ""),
        ("Der Hafenverband tagte. Den Berichten zufolge regnete es.", "Den Berichten", "zufolge",
         [("Hafenverband", "ORG")], ""),
        ("Der Seerat klagt in seinem am Montag gezeigten Wellenbericht. Demnach sinkt der Kai.",
         "Demnach", "Demnach", [("Seerat", "ORG")], "seerat"),
        ("Die Zahlen stehen in einer Erhebung des Seeamts. Der Statistik zufolge sinkt alles.",
         "Der Statistik", "zufolge", [("Seeamts", "ORG")], "seeamt"),
        ("Wellen sind da, steht in der Studie der Firma Kehl. Die Studie im Auftrag der Nordlicht"
         " AG zeigt es.", "Die Studie im Auftrag der Nordlicht AG", "zeigt",
         [("Kehl", "ORG"), ("Nordlicht AG", "ORG")], "kehl"),
        ("Das Seeamt plant einen Kai. Das geht aus der Antwort auf eine Anfrage der Nordlicht AG"
         " hervor.", "der Antwort auf eine Anfrage der Nordlicht AG", "geht hervor",
         [("Seeamt", "ORG"), ("Nordlicht AG", "ORG")], ""),
        ("Das Seeamt tagte. Der Kai ist alt, zeigt eine von der Nordlicht AG in Auftrag gegebene"
         " Studie.", "eine von der Nordlicht AG in Auftrag gegebene Studie", "zeigt",
         [("Seeamt", "ORG"), ("Nordlicht AG", "ORG")], ""),
    ],
)  # fmt: skip
def test_a_paper_is_whose_it_is_told_to_be_or_who_acts_before(text, phrase, cue, names, actor):
    start = text.rindex(phrase)
    assert speaker_at(text, start, phrase, cue, names) == actor


def speaker_at(text: str, start: int, phrase: str, cue: str, names) -> str:
    """The actor behind a phrase in a place."""
    articles = conform([{"article_id": "a", "text": text}], "articles")
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "cue": cue, "start": 0, "end": 1,
             "speaker_spans": format_spans([(start, start + len(phrase))]),
             "speaker_start": start}  # fmt: skip
    linked = link_actors(mentions_of(text, names), articles)
    return link_speakers(conform([quote], "quotes"), linked, articles).iloc[0]["actor_id"]


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Hinter Moll steht die Nordlicht AG, nach eigenen Angaben gesund.", "eigenen Angaben",
         "nordlicht-ag"),
        ("Max Kern kam. Weil er nach eigenen Angaben friert, rief die Nordlicht AG an.",
         "eigenen Angaben", "max-kern"),
    ],
)  # fmt: skip
def test_own_words_are_of_the_subject(text, phrase, actor):
    known = [("Max Kern", "PER"), ("Moll", "PER"), ("Nordlicht AG", "ORG")]
    names = [(name, kind) for name, kind in known if name in text]
    assert speaker(phrase, "nach", text, names)[0] == actor


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Britischer Lotse findet Kai. Das sagte der britische Lotse Max Kern.",
         "Britischer Lotse", "max-kern"),
        ("Britische Forscher finden einen Kai. Das Team um Max Kern war dort.",
         "Britische Forscher", "max-kern"),
        ("Der Kai sei alt, sagte Max Kern. Er sinke, meinen die Forscher.", "die Forscher",
         ""),
        ("Den Kai misst das Team um Max Kern. Er sinke, so die beiden Forscher.",
         "die beiden Forscher", "max-kern"),
    ],
)  # fmt: skip
def test_researchers_and_professions_are_who_is_named_as_such(text, phrase, actor):
    assert speaker(phrase, "sagt", text, [("Max Kern", "PER")])[0] == actor


def test_the_researchers_are_who_spoke_for_them():
    text = "Der Kai sei alt, sagte Max Kern. Er sinke, meinen die Forscher."
    said = [
        ("Der Kai sei alt", "Max Kern", "sagte", "Indirect"),
        ("Er sinke", "die Forscher", "meinen", "Indirect"),
    ]
    assert quotes_linked(text, [("Max Kern", "PER")], *said) == ["max-kern", "max-kern"]


@pytest.mark.parametrize(
    ("text", "phrase", "cue", "names", "actor"),
    [
        ("Max Moll rief an. „Kai zu!“, lautet seine Botschaft.", "seine Botschaft", "lautet",
         [("Max Moll", "PER")], "max-moll"),
        ("So zeigte sich Max Moll (ein Lotse, der einst im Hafen war) überzeugt.", "der einst",
         "überzeugt", [("Max Moll", "PER")], "max-moll"),
        ("Die Beteiligungsholding Nordsee zahlt. Die Staatsholding warnte.", "Die Staatsholding",
         "warnte", [("Nordsee", "ORG")], "nordsee"),
    ],
)  # fmt: skip
def test_possessives_clauses_and_compounds_are_taken_up(text, phrase, cue, names, actor):
    assert speaker(phrase, cue, text, names)[0] == actor


def test_a_paper_may_bear_the_name_of_a_place():
    text = "Die Lokalzeitung Breesen schrieb das. Er kam nach Breesen."
    names = [("Breesen", "LOC"), ("Breesen", "LOC")]
    articles = conform([{"article_id": "a", "text": text}], "articles")
    linked = link_actors(mentions_of(text, names), articles)
    assert linked.mentions["kind"].tolist() == ["ORG", "LOC"]


def test_a_surname_with_von_that_was_passed_over_is_its_bearers():
    text = "Karl von der Leck baut. Ida Moll auch. Sie sei gut, räumte später von der Leck ein."
    names = [("Karl von der Leck", "PER"), ("Ida Moll", "PER")]
    start = text.rindex("von der Leck")
    quote = {"article_id": "a", "quote": 0, "type": "Indirect", "speaker": "von der Leck",
             "start": text.index("Sie"), "end": text.index(", räumte"), "cue": "räumte … ein",
             "speaker_start": start, "speaker_end": start + 12}  # fmt: skip
    articles = conform([{"article_id": "a", "text": text}], "articles")
    quotes = conform([quote], "quotes")
    found = with_speaking_names(mentions_of(text, names), articles, quotes)
    assert found["text"].tolist() == ["Karl von der Leck", "Ida Moll", "von der Leck"]
