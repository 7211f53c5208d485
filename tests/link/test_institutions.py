"""Bodies named by their kind, and what is no actor at all."""

import pandas as pd
import pytest

from presseschau.core.tables import conform
from presseschau.link.actors import link_actors


def actors_of(text, *names):
    """The actors of one text: (name, kind, derived) are its mentions, in their order."""
    rows, position = [], 0
    for name, kind, derived in names:
        position = text.index(name, position)
        row = {"article_id": "a", "start": position, "end": position + len(name), "text": name}
        rows.append(row | {"kind": kind, "derived": derived})
        position += len(name)
    articles = conform([{"article_id": "a", "text": text}], "articles")
    actors = link_actors(conform(rows, "mentions"), articles).actors
    return dict(zip(actors["name"], actors["kind"], strict=True))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Polizei ermittelt.", "Polizei"),
        ("Das Ordnungsamt schwieg.", "Ordnungsamt"),
        ("Nach Angaben der Landesbank fließt Geld.", "Landesbank"),
        ("Nach Angaben des Verwaltungsgerichts ist das erlaubt.", "Verwaltungsgericht"),
        ("Am Montag tagte der Haupt- und Finanzausschuss.", "Haupt- und Finanzausschuss"),
        ("Es brannte; die Freiwillige Feuerwehr kam.", "Freiwillige Feuerwehr"),
        ("Im Gemeinderat wurde gestritten.", "Gemeinderat"),
        ("Zwei Boote fehlen, meldete die Küstenwache.", "Küstenwache"),
        ("Das prüft die Kinder- und Jugendanwaltschaft.", "Kinder- und Jugendanwaltschaft"),
        ("So entschied der Oberste Gerichtshof.", "Oberster Gerichtshof"),
        ("Das erklärte die Präfektur des Departements Aude.", "Präfektur"),
    ],
)
def test_a_body_named_by_its_kind_is_an_actor(text, name):
    assert actors_of(text) == {name: "ORG"}


@pytest.mark.parametrize(
    ("text", "names", "name"),
    [
        ("Das russische Außenministerium wies das zurück.", [("russische", "LOC", True)],
         "russisches Außenministerium"),
        ("Das teilte die Staatsanwaltschaft Köln mit.", [("Köln", "LOC", False)],
         "Staatsanwaltschaft Köln"),
        ("Das Amt Halmark-Land zahlt.", [], "Amt Halmark-Land"),
        ("Die SUH-Fraktion stimmte zu.", [("SUH-", "ORG", True)], "SUH-Fraktion"),
        ("Das will die CDU/CSU.", [("CDU", "ORG", False), ("CSU", "ORG", False)], "CDU/CSU"),
        ("Mexikos Außenministerium dankte.", [("Mexikos", "LOC", False)],
         "Mexikos Außenministerium"),
        ("Die Spedition Brinkmann liefert.", [("Brinkmann", "PER", False)],
         "Spedition Brinkmann"),
    ],
)  # fmt: skip
def test_a_body_takes_up_the_place_or_name_that_tells_it_apart(text, names, name):
    assert actors_of(text, *names) == {name: "ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "Ein Gericht muss das klären.",
        "Jede Behörde schreibt anders.",
        "Er war Betriebsrat in einer Bäckerei.",
        "Das Theater begann um acht.",
        "Sie verlor den Schlüsselbund.",
    ],
)
def test_what_is_one_of_many_is_no_actor(text):
    assert actors_of(text) == {}


@pytest.mark.parametrize(
    ("text", "names", "actors"),
    [
        ("Das rechnet der Verband der Reeder vor.", [], {"Verband der Reeder": "ORG"}),
        ("Das ist nach Schätzung des Verbandes der Reeder so.", [], {"Verband der Reeder": "ORG"}),
        ("Der Bund Deutscher Lotsen klagt.", [("Deutscher", "LOC", True)],
         {"Bund Deutscher Lotsen": "ORG"}),
        ("Die Gewerkschaft der Polizei warnt, die Polizei nicht.", [("Polizei", "ORG", False)],
         {"Gewerkschaft der Polizei": "ORG", "Polizei": "ORG"}),
        ("Die Gewerkschaft der Lotsen Anker warnt.", [("Anker", "ORG", False)], {"Anker": "ORG"}),
        ("Der Landesverband der SUH warnt.", [("SUH", "ORG", False)],
         {"Landesverband": "ORG", "SUH": "ORG"}),
        ("Die Gewerkschaft der Seeleute (PNO) warnt.",
         [("Seeleute", "ORG", False), ("PNO", "ORG", False)],
         {"Gewerkschaft der Seeleute": "ORG"}),
        ("Die Arbeiterpartei Kurdistans (PKK) warnt.",
         [("Kurdistans", "ORG", False), ("PKK", "ORG", False)], {"PKK": "ORG"}),
        ("Ein Verband der Reeder warnt.", [], {}),
        ("Sie gehen den Bund der Ehe ein.", [], {}),
    ],
)  # fmt: skip
def test_an_association_written_out_is_an_actor_and_not_who_is_in_it(text, names, actors):
    assert actors_of(text, *names) == actors


def test_a_councillor_is_no_council():
    text = "Das sagte der Stadtrat Max Kern."
    assert actors_of(text, ("Max Kern", "PER", False)) == {"Max Kern": "PER"}


def test_a_body_that_has_a_name_is_known_by_it():
    text = "Die Finanzaufsicht Bonfa prüft."
    assert actors_of(text, ("Bonfa", "ORG", False)) == {"Bonfa": "ORG"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Er schrieb als @hafenkind davon.", "hafenkind", "ORG"),
        ("Der Bundesminister für Arbeit und Soziales kam.", "Bundesminister für Arbeit", "ORG"),
        ("Am Ende gab es Applaus.", "Applaus", "PER"),
        ("Kanzler fordert neue Kais.", "Kanzler", "PER"),
        ("Gerüchten zufolge hat der Oligarch gezahlt.", "Oligarch", "ORG"),
    ],
)
def test_handles_offices_and_plain_words_are_no_actors(text, name, kind):
    assert actors_of(text, (name, kind, False)) == {name: "OTH"}


def test_behind_a_word_for_firms_stands_a_firm():
    text = "Beim Fleischkonzern Tornow wird gestreikt."
    assert actors_of(text, ("Tornow", "PER", False)) == {"Tornow": "ORG"}


def test_a_text_without_bodies_keeps_its_mentions():
    articles = conform([{"article_id": "a", "text": "Ida Moll kam."}], "articles")
    mentions = conform(
        [{"article_id": "a", "start": 0, "end": 8, "text": "Ida Moll", "kind": "PER"}], "mentions"
    )
    linked = link_actors(mentions, articles).mentions
    pd.testing.assert_frame_equal(linked[["start", "end"]], mentions[["start", "end"]])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Der Ex-FPÖ-Mann ging.", "Ex-FPÖ", "ORG"),
        ("Dagegen schreibt ein Beamter.", "Dagegen", "PER"),
        ("Das sagt der Nord Economic Crime Survey.", "Nord Economic Crime Survey", "ORG"),
        ("Es waren 30 Grad Celsius.", "Celsius", "ORG"),
        ("Paris legte ein Veto ein.", "Veto", "ORG"),
        ("Dort gilt die Scharia.", "Scharia", "ORG"),
        ("Sie spielt bei den Australian Open.", "Australian Open", "ORG"),
        ("Im Aktionsplan gegen Drogen steht mehr.", "Aktionsplan gegen Drogen", "ORG"),
        ("Er sprach in der Sendung „Bremen aktuell“ davon.", "Bremen aktuell", "ORG"),
        ("Bei Giro- und Anlagekonten ist es anders.", "Giro-", "ORG"),
        ("Es bleibt trocken (red, 3.5.2015).", "red", "ORG"),
        ("Der Thiem-Bezwinger siegte.", "Thiem-Bezwinger", "PER"),
    ],
)
def test_what_is_neither_a_person_nor_a_house_is_no_actor(text, name, kind):
    assert set(actors_of(text, (name, kind, False)).values()) <= {"OTH"}


@pytest.mark.parametrize(
    "name", ["SPD-", "EU-", "Nordlicht Cup GmbH", "Verein für Fußball", "Deutsche Wahlgesellschaft"]
)
def test_houses_with_such_words_stay_actors(name):
    text = f"Die {name} zahlt. Die SPD und die EU zahlen auch."
    assert "ORG" in actors_of(text, (name, "ORG", name.endswith("-"))).values()


def test_a_sovereign_has_one_name():
    text = "König Carl XVI. Gustaf kam mit Victoria von Schweden."
    names = [("Carl XVI", "PER", False), ("Gustaf", "PER", False), ("Victoria", "PER", False),
             ("Schweden", "LOC", False)]  # fmt: skip
    assert set(actors_of(text, *names)) == {"Carl XVI. Gustaf", "Victoria von Schweden"}


def test_all_countries_that_do_something_together_act():
    text = "Argentinien, Chile, Costa Rica und Peru unterzeichneten den Vertrag in Spanien."
    names = [(n, "LOC", False) for n in ("Argentinien", "Chile", "Costa Rica", "Peru", "Spanien")]
    found = actors_of(text, *names)
    assert [n for n, kind in found.items() if kind == "GOV"] == [
        f"{n} (Regierung)" for n in ("Argentinien", "Chile", "Costa Rica", "Peru")
    ]
