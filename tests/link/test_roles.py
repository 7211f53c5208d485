"""Offices as the text gives them: label, place, gender."""

import pytest

from presseschau.link.actors.role_words import gender_of_role, nominative, same_role, summary
from presseschau.link.actors.roles import roles_of


@pytest.mark.parametrize(
    ("text", "name", "gender", "roles"),
    [
        ("Das sagte Kreml-Pressesprecher Oleg Tuchin am Montag.", "Oleg Tuchin", "m",
         ["Kreml-Pressesprecher"]),
        ("Es sprach der russische Verteidigungsminister Oleg Tuchin.", "Oleg Tuchin", "m",
         ["russischer Verteidigungsminister"]),
        ("Ida Moll, Fraktionschefin des Bürgerbunds, ging.", "Ida Moll", "f",
         ["Fraktionschefin des Bürgerbunds"]),
        ("Ida Moll, die Gouverneurin von Breesen, sagte nichts.", "Ida Moll", "f",
         ["Gouverneurin von Breesen"]),
        ("nachdem Oleg Tuchin zum Sekretär des russischen Sicherheitsrats befördert worden war.",
         "Oleg Tuchin", "m", ["Sekretär des russischen Sicherheitsrats"]),
        ("Der Vorsitzende des Hafenausschusses, Max Kern (SUH), kam.", "Max Kern", "m",
         ["Vorsitzender des Hafenausschusses"]),
        ("Die Vorsitzende des Hafenausschusses, Ute Kern, kam.", "Ute Kern", "f",
         ["Vorsitzende des Hafenausschusses"]),
        ("Der umstrittene Polizeipräsident Max Kern blieb.", "Max Kern", "m", ["Polizeipräsident"]),
        ("Die ehemalige Ministerin Ute Kern blieb.", "Ute Kern", "f", ["ehemalige Ministerin"]),
        ("Ein Brief des Innenministers Max Kern fehlt.", "Max Kern", "m", ["Innenminister"]),
        ("Max Kern ist stellvertretender Vorstandschef von Nordlicht.", "Max Kern", "m",
         ["stellvertretender Vorstandschef von Nordlicht"]),
        ("Das sagte die Sprecherin von Ute Kern.", "Ute Kern", "f", []),
        ("Gestern sagte Max Kern nichts.", "Max Kern", "m", []),
        ("Der Minister kam. Max Kern ging.", "Max Kern", "m", []),
        ("Das Land hat eine neue Ministerin. Ute Kern kam.", "Ute Kern", "f", ["Ministerin"]),
        ("Max Kern ging. Der Ex-Minister schwieg.", "Max Kern", "m", ["Ex-Minister"]),
        ("Er sah Max Kern. Der Ex-Minister schwieg.", "Max Kern", "m", []),
        ("Das sagt Statikerin Ute Kern.", "Ute Kern", "f", ["Statikerin"]),
        ("Ute Kern, 34, Physiotherapeutin, kam.", "Ute Kern", "f", ["Physiotherapeutin"]),
        ("Das fordert LA Max Kern.", "Max Kern", "m", ["Landtagsabgeordneter"]),
        ("Das fordert LH Ute Kern.", "Ute Kern", "f", ["Landeshauptfrau"]),
        ("Und Klubpräsident Max Kern schwieg.", "Max Kern", "m", ["Klubpräsident"]),
        ("Die Zweite Landtagspräsidentin Ute Kern sprach.", "Ute Kern", "f",
         ["Zweite Landtagspräsidentin"]),
        ("Der Wiener Max Kern kam.", "Max Kern", "m", []),
        ("Das warfen die Abgeordneten Kern vor.", "Kern", "", []),
        ("Es kamen die Abgeordneten Kern und Moll.", "Kern", "m", ["Abgeordneter"]),
        ("Die Bank, in deren Vorstand Kern saß.", "Kern", "m", []),
        ("Ute Kern war die einzige Spielerin im Finale. Das Spiel endete.", "Ute Kern", "f",
         ["Spielerin im Finale"]),
        ("Der Standbetreiber Max Kern kam.", "Max Kern", "m", ["Standbetreiber"]),
        ("Das sagt die Autorin und Übersetzerin Ute Kern.", "Ute Kern", "f",
         ["Autorin", "Übersetzerin"]),
        ("Das sagte Frau Kern.", "Kern", "f", []),
        ("Ihr Nachfolger Max Kern kam.", "Max Kern", "m", []),
        ("Er war früher Bürgermeister. Kern kam.", "Kern", "m", []),
        ("Man sah Ida Moll, den Trainer Max Kern und Gäste.", "Ida Moll", "f", []),
        ("Sie berichtete den Abgeordneten, Kern habe gelogen.", "Kern", "m", []),
        ("Laut Max Kern, ein Mitarbeiter des Büros habe ihn verraten.", "Max Kern", "m", []),
        ("Die Schwester des Gründers, Ida Moll, kam.", "Ida Moll", "f", []),
        ("Kern sagte, mehrere Trainer, auch er, gingen.", "Kern", "m", []),
        ("Im Oktober Max Kern zu sehen, war schön.", "Max Kern", "m", []),
        ("Das wirft man dem Biologen Max Kern vor.", "Max Kern", "m", ["Biologe"]),
        ("Es half des Tiroler Arztes Max Kern wegen.", "Max Kern", "m", ["Arzt"]),
        ("Der ehemalige Beamte Max Kern blieb.", "Max Kern", "m", ["ehemaliger Beamter"]),
        ("Der Rang der Abgeordneten Kern war strittig.", "Kern", "", ["Abgeordnete"]),
        ("Bericht SPÖ-Sprecherin Ute Kern kam.", "Ute Kern", "f", ["SPÖ-Sprecherin"]),
        ("Der Berliner SPÖ-Sprecher Max Kern kam.", "Max Kern", "m", ["Berliner SPÖ-Sprecher"]),
        ("Man fand den mutmaßlichen Piloten Max Kern.", "Max Kern", "m", []),
        ("Der Außenseiter Max Kern siegte.", "Max Kern", "m", []),
        ("Sie lag vor ihrer deutschen Kollegin Ute Kern.", "Ute Kern", "f", []),
        ("Mit Kern kam man aus. Zum Rücktritt Kerns schwieg man.", "Kerns", "m", []),
        ("Gestorben: Ida M., Dirigentin (1886-1960) Ute Kern.", "Ute Kern", "f", []),
        ("Über den Rat von Kern war Pühringer wenig froh.", "Kern", "m", []),
        ("Max Moll wurde von Kern zum Minister ernannt.", "Kern", "m", []),
        ("Der Bürgermeister von Auen Herr Max Kern kam.", "Max Kern", "m",
         ["Bürgermeister von Auen"]),
        ("Im Team um Superstar Max Kern war Ruhe.", "Max Kern", "m", []),
        ("Der Favorit Max Kern kam.", "Max Kern", "m", []),
        ("Der Impfgegner Max Kern kam.", "Max Kern", "m", []),
        ("Die Oberösterreicherin Ute Kern kam.", "Ute Kern", "f", []),
        ("Der Theaterkritiker Max Kern kam.", "Max Kern", "m", ["Theaterkritiker"]),
        ("Dritter wurde der Italiener Max Kern.", "Max Kern", "m", []),
        ("Mit Kern ging viel. Die Verteidiger Kerns schwiegen.", "Kerns", "m", []),
        ("Mit Kern kam man aus. Der Anwalt Kerns schwieg.", "Kerns", "m", []),
        ("Mit Kern kam man aus. Minister Kerns Plan fiel.", "Kerns", "m", ["Minister"]),
        ("Sein Ruf als Anwalt an der Seite von Ida M., Max Kern und Ute L.", "Max Kern", "m", []),
        ("Ute Kern, der Chef der Agentur Max Moll und Gäste.", "Ute Kern", "f", []),
        ("Ute Kern, tausende Gäste, Köche und Wirte feierten.", "Ute Kern", "f", []),
        ("Es beginnen Kern, Richter, Moll (84. Abel), Rott.", "Kern", "m", []),
        ("Kern, Richter, lebt in Auen.", "Kern", "m", ["Richter"]),
        ("Die Partei, die statt Kern zum Obmann gewählt wurde.", "Kern", "m", []),
        ("Als Kern zur Sprecherin gewählt werden sollte, ging es schief.", "Kern", "f", []),
    ],
)  # fmt: skip
def test_roles_are_read_beside_the_name(text, name, gender, roles):
    start = text.index(name)
    found = roles_of(text, start, start + len(name), gender)
    assert [role.text for role in found] == roles
    assert all(text[role.start] == text[role.start :][0] for role in found)


def test_a_label_stands_in_the_nominative():
    assert (
        nominative("russischen Verteidigungsministers", "m") == "russischer Verteidigungsminister"
    )
    assert nominative("Präsidenten", "m") == "Präsident"
    assert nominative("Abgeordneten", "f") == "Abgeordnete"
    assert nominative("Sprecherinnen") == ""
    assert nominative("Anwältin der Frau") == "Anwältin"


def test_gender_follows_the_noun_where_it_tells():
    assert gender_of_role("Innenministerin") == "f"
    assert gender_of_role("Innenminister") == "m"
    assert gender_of_role("Vorsitzende") == ""


def test_offices_have_short_forms_and_synonyms():
    assert same_role("minister", "innenminister")
    assert same_role("ministerpräsident", "regierungschef")
    assert not same_role("innenminister", "kulturminister")


def test_a_summary_shows_each_office_once():
    roles = ["Minister", "Innenminister", "Innenminister", "Vorgänger", "Landeschefin der SUH"]
    assert summary(roles) == "Innenminister; Landeschefin der SUH"
    assert summary([]) == ""


def test_long_texts_without_roles_are_read_at_once():
    text = "Die Alte Neue Große Kleine Rote Grüne " * 400 + "Max Kern"
    assert roles_of(text, len(text) - 8, len(text), "m") == []


def test_the_more_frequent_and_recent_role_leads():
    assert summary(["Ministerin", "Trainerin", "Ministerin"]) == "Ministerin; Trainerin"
    old, new = 3 * 365.0, 0.0
    assert summary(["Ministerin", "Ministerin", "Trainerin"], [old, old, new]).startswith("Trainer")


def test_who_was_there_before_holds_no_office_by_that():
    text = "Ihr Vorgänger Max Kern schwieg, die Amtsvorgängerin Ida Moll auch."
    assert roles_of(text, *_place(text, "Max Kern"), "m") == []
    assert roles_of(text, *_place(text, "Ida Moll"), "f") == []


def _place(text: str, name: str) -> tuple[int, int]:
    return text.index(name), text.index(name) + len(name)
