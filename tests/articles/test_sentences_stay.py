"""Cleaning never takes a sentence: thousands that begin as adverts and notices do, all kept."""

from itertools import product

import pandas as pd
import pytest

from presseschau.articles.boilerplate import is_furniture, is_notice, notice_at_end
from presseschau.articles.cleaning import clean
from presseschau.core.tables import conform

#: Openings of adverts, and what a sentence of the news may go on with; made for this test.
OPENINGS = {
    ("Teilen Sie", "Verstehen Sie", "Abonnieren Sie", "Bestellen Sie", "Melden Sie"): (
        *("die Kritik der {who}?", "die Sorge, dass {what} scheitert?", "das auch, {name}?"),
        *("die Sorgen der {who}, sagte {name}.", "solche Fälle sofort, rät {name}."),
    ),
    ("Lesen Sie auch", "Lesen Sie hier", "Sehen Sie auch", "Hören Sie auch", "Sehen Sie hier"): (
        *("die Chancen für {what}?", "auf die {who}?", "zwischen den Zeilen, {name}?"),
        *("das Kleingedruckte, riet {name} den {who}.", "die andere Seite, mahnte {name}."),
    ),
    ("Den vollständigen Bericht", "Den ganzen Text", "Den gesamten Artikel"): (
        *("will {name} im März vorlegen.", "kennen bisher nur die {who}.", "verlangen die {who}."),
        *("können die {who} online einsehen.", "gibt {name} noch nicht frei."),
        *("hat {name} digital an die {who} verschickt.", "las {name} am Abend vor."),
    ),
    ("Jetzt", "Hier", "Gratis", "Kostenlos"): (
        *("registrieren die {who} mehr Fälle.", "wollen die {who} {what} testen."),
        *("können die {who} neue Karten bestellen.", "muss sich {name} anmelden."),
        *("testen die {who}, wie {what} gelingt.", "sichern die {who} den Deich."),
    ),
    ("Dieser Text", "Dieser Beitrag", "Der ganze Artikel", "Der vollständige Bericht"): (
        *("ist exklusiv für die {who} entstanden.", "ist nur für {what} gedacht."),
        *("steht nur {name} zu.", "gehört zu den besten von {name}."),
    ),
    ("Mehr zum Thema", "Alles zum Thema", "Auch interessant", "Weitere Artikel zum Thema"): (
        *("wollte {name} nicht sagen.", "ist, was die {who} von {what} halten."),
        *("fordern nun die {who}.", "brachte {name} mit."),
    ),
    ("Folgen Sie", "Folgen Sie uns", "Folgen Sie dem"): (
        *("Rat der {who}?", "durch die Stadt, bat {name}.", "Beispiel der {who}, riet {name}."),
        *("Weg, den {name} ging.", "Aufruf, hieß es bei den {who}."),
    ),
    ("Anzeige", "Werbung", "Copyright", "Newsletter", "Kommentare", "Impressum"): (
        *("erstatteten die {who} am Abend.", "hält {name} für {what} nicht nötig."),
        *("sei für die {who} ein Fremdwort, sagte {name}.", "gab es für {what} genug."),
    ),
    ("Foto:", "Bild:", "Grafik:"): (
        *("Die {who} warten auf {name}.", "So sollte {what} einmal aussehen."),
        *("Am Kai stehen die {who} dicht gedrängt.", "Wo bleibt {name}?"),
    ),
    ("Weiterlesen mit", "Weiterlesen nach", "Weiterlesen in"): (
        *("Genuss wollten die {who} schon immer.", "der Brille von {name} war nicht leicht."),
        *("der Pause durften die {who}.",),
    ),
    ("Mit dem Abo", "Mit dem Premium-Abo", "Mit Theater Plus", "Nur für Kunden"): (
        *("können die {who} alle Stücke sehen.", "rechnete {name} fest, ehe {what} kam."),
        *("gilt das, was {name} las.", "wollen die {who} mehr lesen."),
    ),
    ("Sie haben schon", "Bereits Kunde", "Schon Abonnenten", "Nur für Abonnenten"): (
        *("der {who} war auch {name}.", "oft von {what} gesprochen, {name}."),
        *("wie die {who} gilt das.", "einmal ging es um {what}."),
    ),
    ("Der Rat will einen Newsletter", "Die Stadt hat nun einen Newsletter"): (
        *(", den die {who} bestellen können.", ", um die {who} zu erreichen."),
        *(" eintragen lassen, wie {name} sagte.", ", den {name} abonnieren will."),
    ),
}
WHO = (
    *("Fraktionen", "Bürger", "Händler am Markt", "Schüler", "Ärzte", "Anwohner der Deichstraße"),
    *("Kunden", "Leser", "Abonnenten des Theaters", "Kinder", "Wirte", "Gäste"),
)
NAMES = (
    "Grete Öhlers",
    "Minister Wendt",
    "Frau Thorsen",
    "das Ministerium",
    "der Verein",
    "Rom",
    "Kai Aue",
)
WHAT = ("der Hafen", "die Fähre nach Auental", "das Stadtfest", "ein Abo", "die App der Stadt")
BODY = (
    "Der Rat von Marlitz hat am Dienstag lange über die Fähre gestritten, bis es dunkel wurde. "
    "Am Ende stand ein Beschluss, den alle mittragen."
)


def sentences() -> list[str]:
    found: dict[str, None] = {}
    for openings, endings in OPENINGS.items():
        for opening, ending, who, name, what in product(openings, endings, WHO, NAMES, WHAT):
            sentence = f"{opening} {ending.format(who=who, name=name, what=what)}"
            found[sentence.replace(" ,", ",").replace("  ", " ")] = None
    return list(found)


SENTENCES = sentences()


def cleaned(*texts: str) -> tuple[list[str], pd.DataFrame]:
    rows = [
        {"article_id": f"id{n}", "text": text, "path": f"{n:05}.txt", "outlet": f"Blatt {n % 7}"}
        for n, text in enumerate(texts)
    ]
    articles, removed = clean(conform(rows, "articles"))
    return articles["text"].tolist(), removed


def test_thousands_of_sentences_are_no_adverts():
    wrong = [line for line in SENTENCES if is_furniture(line) or is_notice(line)]
    assert len(SENTENCES) > 5_000
    assert wrong == []


def test_they_stay_as_paragraphs_and_at_the_end_of_running_text():
    some = SENTENCES[::23]
    texts = [f"{number}. {BODY}\n{line}\n{BODY[::-1]}" for number, line in enumerate(some)]
    texts += [f"{number} Mal: {BODY} {line}" for number, line in enumerate(some)]
    kept, removed = cleaned(*texts)
    assert kept == texts
    assert removed.empty
    assert all(notice_at_end(f"{BODY} {line}") == len(f"{BODY} {line}") for line in SENTENCES)


def test_an_interview_loses_neither_questions_nor_answers():
    asked = [line for line in SENTENCES if line.endswith("?")][::29]
    lines = [f"{line}\nDas weiß ich nicht.\nDas sehe ich anders, ganz klar." for line in asked]
    text = "\n".join(["Teilen Sie die Kritik der Opposition?", *lines])
    kept, removed = cleaned(text)
    assert kept == [text]
    assert removed.empty


def test_a_question_or_short_answer_in_many_interviews_of_an_outlet_stays():
    texts = [
        f"Warum {name} nun geht\nWas bedeutet das für Sie?\nNein.\n{BODY} Das war {name}, so {who}."
        for name, who in product(NAMES, WHO)
    ]
    rows = [
        {"article_id": f"{n}", "text": text, "path": f"{n:02}.txt", "outlet": "Bote"}
        for n, text in enumerate(texts)
    ]
    articles, _ = clean(conform(rows, "articles"))
    assert articles["text"].str.contains("Was bedeutet das für Sie?\nNein.", regex=False).all()


@pytest.mark.parametrize(
    "advert",
    [
        "Den vollständigen Bericht lesen Sie in der gedruckten Ausgabe.",
        "Lesen Sie den ganzen Artikel mit Auebote+.",
        "Folgen Sie uns auf Facebook und Instagram!",
        "Abonnieren Sie unseren Newsletter.",
        "Teilen Sie diesen Artikel",
        "Klicken Sie hier, um die Karte zu sehen.",
        "Jetzt kostenlos testen",
        "Mehr zum Thema Fähre",
        "Auch interessant: Was die Brücke kostet",
        "Foto: Inga Petersen/dpa",
        "Bild: picture alliance / Jan Aue",
        "Sie haben bereits ein Abo? Hier anmelden",
        "Lesen Sie hier mehr: Der Streit um die Fähre",
    ],
)
def test_adverts_still_go(advert):
    kept, removed = cleaned(f"{BODY}\n{advert}\n{BODY[::-1]}")
    assert kept == [f"{BODY}\n{BODY[::-1]}"]
    assert removed["text"].tolist() == [advert]
