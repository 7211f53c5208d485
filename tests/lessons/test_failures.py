"""What a learner is told of a cell that failed, and that no older answer is judged."""

from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from presseschau.lessons import checking, failures, keys, stating


@pytest.fixture
def cell(tmp_path, monkeypatch):
    """Runs cells as a notebook does and gives what is shown; exercises 9.1 and 9.2 ask for 7."""
    monkeypatch.setattr(keys, "FOLDER", tmp_path)
    monkeypatch.setattr(checking, "_tried", {})
    monkeypatch.setattr(failures, "_stale", {})
    monkeypatch.setattr(failures, "_maker", {})
    monkeypatch.setattr(failures, "_blamed", {})
    monkeypatch.setattr(failures, "_needs", {})
    made = []
    for number in ("9.1", "9.2"):
        with stating.recording() as met:
            stating.key(number, 7, ["Lies noch einmal.", "Zähle."])
        made.append(met[0].key)
    Path(tmp_path / "9.json").write_text(keys.format_keys(made), encoding="utf-8")
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    shell.user_ns["check"] = checking.check
    shell.user_ns |= {"spalte": pd.Series([1, 2, 3]), "texte": pd.Series(["a", "b"]), "pd": pd}
    shell.user_ns["tafel"] = pd.DataFrame({"texte": ["a"], "outlet": ["b"]})
    failures.watch()

    def run(source, cell_id=None):
        with capture_output() as shown:
            shell.run_cell(source, store_history=True, cell_id=cell_id)
        return "\n".join(one.data["text/plain"] for one in shown.outputs)

    yield run
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a = 1\nkodierung = utf-8", 'Zeile 2, NameError: Den Namen utf kennt Python nicht. Ein '
         'Text braucht Anführungszeichen: kodierung = "utf-8"'),
        ("wer = Gesa Mommsen", 'Zeile 1, SyntaxError: Python versteht diese Zeile nicht. Ein Text '
         'braucht Anführungszeichen: wer = "Gesa Mommsen"'),
        ("titel = 'x'\nlenn(titel)", "Zeile 2, NameError: Den Namen lenn kennt Python nicht. "
         "Meinst du len?"),
        ("wort = „Hafen“", "nur das gerade Anführungszeichen"),
        ("wort = 'Hafen", "Ein Anführungszeichen fehlt"),
        ("len('Hafen'", "Eine Klammer ist offen geblieben"),
        ("def f()\n    return 1", "Am Ende dieser Zeile fehlt ein Doppelpunkt"),
        ("for n in [1]:\nprint(n)", "Zeile 2, IndentationError: Nach einem Doppelpunkt"),
        ("a = 1\n  b = 2", "IndentationError: Diese Zeile ist zu weit eingerückt"),
        ("'a' + 1", 'TypeError: Mit + hängt man nur Text an Text'),
        ("1 + 'a'", "TypeError: Zweierlei lässt sich so nicht verbinden"),
        ("len('a', 'b')", "TypeError: In den Klammern stehen zu wenige oder zu viele Angaben"),
        ("'a' in None", "TypeError: Hier ist nichts (None)"),
        ("int(['7'])", "TypeError: Mit dieser Art von Wert geht das nicht"),
        ("answer = ...\nfor a in answer: pass", "Hier stehen noch die drei Punkte"),
        ("def f(a):\n    return a['x']\n\nf({})", "Zeile 2 von f, KeyError: Den Eintrag 'x'"),
        ("'Hafen'.loower()", "AttributeError: „loower“ gibt es bei diesem Wert nicht. Meinst du "
         "lower?"),
        ("kurier = ''\nKurier", "Meinst du kurier? Sonst fehlt noch die Zelle"),
        ("vorhersage_1 = ''\nvorhersage_2", "Ist er richtig geschrieben, und ist die"),
        ("neuer_name == 7", "Einen Wert bekommt er durch ein einzelnes =: neuer_name = ..."),
        ("wort = ...'Hafen'", "Lösch die drei Punkte"),
        ("'Hafen'.upper.lower()", "Hinter einem Befehl stehen runde Klammern, auch leere: ()"),
        ("'Hafen'.upper[0]", "Hinter einem Befehl stehen runde Klammern, auch leere: ()"),
        ("7 / 'Hafen'.count", "Hinter einem Befehl stehen runde Klammern, auch leere: ()"),
        ("anteil = 57 %", "57 % sind 0.57"),
        ("tag = kalender.heute", "Ist er richtig geschrieben, und ist die Zelle gelaufen"),
        ("wert = {}['a ' * 99]", " a a … gibt es hier nicht"),
        ("def f(a):\n    Return a", "Python versteht diese Zeile nicht. Schreib return klein"),
        ("def f(satz):\n    return sat\nf('')", "Meinst du satz?"),
        ("def f(a):\n    Return(a)\nf(1)", "Meinst du return?"),
        ("open('fehlt.txt')", "FileNotFoundError: Diesen Ordner oder diese Datei gibt es nicht"),
        ("def f:\n    return 1", "Hinter dem Namen einer Funktion stehen runde Klammern"),
        ("7 – 2", "Python rechnet nur mit + - * und /"),
        ("zahl\xa0= 7", "ein unsichtbares Zeichen"),
        ("raise ImportError('x', name='a(b')", "Dieses Werkzeug gibt es hier nicht"),
        ("raise RecursionError", "ruft sich selbst auf"),
        ("raise KeyboardInterrupt", "Diese Zelle wurde angehalten"),
        ("'ä'.encode('ascii')", "UnicodeEncodeError: In dieser Kodierung"),
        ("'ä'.encode('asci')", "LookupError: Eine Kodierung dieses Namens"),
        ('frage = "Wer sagt "nein" am öftesten?"', "In einem Text stehen andere Anführungszeichen"),
        ("plan = {\n  'art': 'wer'\n  'frage': 'Wer spricht?'}", "oder am Ende der Zeile davor"),
        ('plan = {"art": "wer"; "wort": "Streik"}', "nicht mit einem Semikolon"),
        ("{spalte: 18}", "So kann ein Feld nicht heißen"),
        ("spalte['name' != '']", "Verglichen wird eine Spalte, nicht ihr Name"),
        ("spalte.to_frame()['a', 'b']", "Mehrere Spalten stehen in doppelten Klammern"),
        ("plan = {'namen' = ''}", "in geschweiften Klammern steht statt = ein Doppelpunkt"),
        ("plan = {'namen': '', 'art' = 'wer'}", "Vor dem Wert eines Felds steht ein Doppelpunkt"),
        (r'ordner = "C:\Users\anna"', "Schreib Ordner mit /: C:/Users/…"),
        ("spalte[spalte == 1 and spalte == 2]", "mit & oder |, jede in Klammern"),
        ("spalte[spalte in [1, 2]]", "schreib .isin([...])"),
        ("texte[texte == 'a' & texte == 'b']", "Um jede Bedingung vor und hinter & oder |"),
        ("texte.str.contains('(')", "mit regex=False keine"),
        ("texte.dt.year", "Das geht nur mit einer anderen Art von Spalte"),
        ("spalte.sample(9)", "So viele Zeilen hat die Tabelle nicht"),
        ("spalte.sum()[0]", "Das ist eine einzelne Zahl"),
        ("spalte[spalte > 9].iloc[0]", "eine leere Auswahl hat keinen"),
        ("ergebnis = spalte / 1,5\nergebnis.plot()", "Das Komma einer Zahl ist ein Punkt"),
        ("spalte.value_counts(titel='x')", "Die Angabe „titel“ kennt dieser Befehl nicht"),
        ("anzahl = zwei", "Zahlen schreibt man mit Ziffern"),
        ("stimmt = wahr", "Meinst du True?"),
        ("a = len 'Hafen'", "Fehlt hier ein Anführungszeichen"),
        ("a = len titel", "Hinter einem Befehl stehen runde Klammern: len(titel)"),
        ("a = 2 mal 3", "Schreib * statt „mal“"),
        ("a = 2 : 3", "Geteilt schreibt man mit /"),
        ("a = 100 mal", "Hinter einer Zahl steht kein Wort"),
        ("def f(a):\n    if a und a:\n        return a", "Schreib and statt „und“"),
        ("def f(a):\n    if a:\n        return a\n    sonst:\n        return 1", "Schreib else"),
        ("def f(a):\n    if a:\n        return a\n    Else:\n        return 1", "else klein"),
        ("def f(6, 5):\n    return 6", "Zwischen den Klammern stehen Namen"),
        ("spalte[spalte =! 1]", "„Ist nicht“ schreibt man !="),
        ("texte.contains('a')", "Davor gehört .str: .str.contains(…)"),
        ("spalte.barh()", "Davor gehört .plot: .plot.barh(…)"),
        ("spalte.len()", "Dieser Befehl steht davor: len(…)"),
        ("Series([1])", "Davor gehört pd.: pd.Series(…)"),
        ("spalte[titel]", 'braucht ein Name Anführungszeichen: ["titel"]'),
        ("tafel['text']", "Meinst du texte? Die Spalten heißen: texte, outlet."),
        ("tafel[['texte', 'x']]", "Den Eintrag 'x' gibt es hier nicht. Die Spalten heißen"),
        ("spalte.groupby('outlet')", "Eine einzelne Spalte kennt die anderen nicht"),
        ("liste = [1]\nliste(0)", "Einträge und Spalten stehen in eckigen Klammern"),
        ("2 ^ 1.5", "Hoch schreibt man **"),
        ("[1] - [2]", "Ganze Listen lassen sich nicht"),
        ("tafel / 2", "mit ihnen rechnet man nicht"),
        ("pd.crosstab('a', 'b')", "gefragt ist die Spalte selbst"),
        ("spalte.plot(xlim=0, 1)", "Zwei Werte gehören in Klammern"),
        ("(1).real = 2", "Dieser Wert lässt sich nicht ändern"),
    ],
)  # fmt: skip
def test_an_error_is_told_in_german_with_its_line(cell, source, said):
    assert said in cell(source)


def test_no_answer_is_judged_that_is_older_than_a_failure(cell):
    assert "Noch nicht." in cell("answer = 6\ncheck('9.1', answer)")
    cell("answer = seven")
    for _ in range(2):
        said = cell("check('9.1', answer)")
        assert (
            "Erst der Fehler weiter oben. Zeile 1, NameError: Den Namen seven kennt Python nicht."
            in said
        )
        assert "Noch nicht." not in said
    cell("answer = 7")
    assert "Richtig!" in cell("check('9.1', answer)")


def test_a_failure_concerns_what_hangs_on_it_and_nothing_else(cell):
    cell("answer = 7\nother = 7")
    cell("answer = (7")
    cell("letters = [answer]\ndef count():\n    return letters[0]")
    assert "Erst der Fehler weiter oben." in cell("check('9.1', count())")
    assert "Richtig!" in cell("check('9.2', other)")
    cell("def first(letters):\n    return letters[0]")
    assert "Richtig!" in cell("check('9.2', first([7]))")
    cell("def first(answer):\n    return 7\nletters = [first(answer)]")
    assert "Erst der Fehler weiter oben." in cell("check('9.1', letters[0])")
    cell("answer = 7")
    cell("letters = [answer]\ndef count():\n    return letters[0]")
    assert "Richtig!" in cell("check('9.1', count())")


@pytest.mark.parametrize(
    "changed", ["# answer = 8", "answer == 8", "result = 8", "8 Stück", "a = 1\n  answer = 8"]
)
def test_no_answer_is_judged_that_its_cell_no_longer_gives(cell, changed):
    cell("answer = 3", "example")
    cell("answer = 7", "above")
    cell(changed, "above")
    assert "Erst der Fehler weiter oben." in cell("check('9.1', answer)", "below")
    cell("answer = 7", "above")
    assert "Richtig!" in cell("check('9.1', answer)", "below")


def test_a_name_may_move_to_another_cell(cell):
    cell("answer = 7", "above")
    cell("answer = 7", "between")
    cell("print('nothing')", "above")
    assert "Richtig!" in cell("check('9.1', answer)", "below")


def test_the_check_of_an_answer_that_never_came_to_be_tells_why(cell):
    cell("fresh = (7")
    said = cell("check('9.1', fresh)")
    assert "Eine Klammer ist offen geblieben" in said
    assert "Den Namen fresh" not in said


def test_a_cell_that_goes_on_with_an_old_answer_is_told_so_once(cell):
    cell("answer = 7")
    cell("answer = sieben")
    said = cell("print(answer)\nother = answer")
    assert "Erst der Fehler weiter oben. Zeile 1, NameError" in said
    assert "bis hier noch einmal" in said
    assert cell("check('9.2', other)").count("Erst der Fehler") == 1
    cell("answer = 7")
    assert cell("other = answer") == ""


def test_an_entry_that_is_mended_mends_its_dictionary(cell):
    cell("plan = {}")
    cell("plan['n'] = sieben")
    assert "Erst der Fehler weiter oben." in cell("check('9.1', plan['n'])")
    cell("plan['n'] = 7")
    assert "Richtig!" in cell("check('9.1', plan['n'])")


def test_a_failure_that_its_cell_has_mended_is_told_no_more(cell):
    cell("answer = 7", "above")
    cell("answer = sieben", "above")
    assert "acht" in cell("answer == acht", "above")
    said = cell("check('9.1', answer)", "below")
    assert "sieben" not in said
    assert "acht" in said
    cell("answer == 7", "above")
    assert "answer und einem einzelnen =" in cell("check('9.1', answer)", "below")


def test_a_cell_that_changed_a_table_may_leave_it_alone_later(cell):
    for first in ("tafel['neu'] = 1\nanswer = 1", "tafel['neu'] = sieben"):
        cell(first, "above")
        cell("answer = 6 + len(tafel)", "above")
        assert "Richtig!" in cell("check('9.1', answer)", "below")


def test_a_function_that_is_gone_is_asked_for_as_one(cell):
    cell("def answer():\n    return 7", "above")
    cell("answer()", "above")
    assert "beginnt mit def answer." in cell("check('9.1', answer())", "below")


def test_what_was_made_before_a_failure_is_not_judged_after_it(cell):
    cell("answer = 7", "first")
    cell("letters = [answer]", "second")
    cell("def count():\n    return letters[0]", "third")
    assert "Richtig!" in cell("check('9.1', count())", "below")
    cell("answer = sieben", "first")
    assert "Den Namen sieben" in cell("check('9.1', count())", "below")
    cell("answer = 8 - 1", "first")
    assert "count stammt noch aus der Zeit vor dem Fehler" in cell("check('9.1', count())", "below")
    cell("letters = [answer]", "second")
    cell("def count():\n    return letters[0]", "third")
    assert "Richtig!" in cell("check('9.1', count())", "below")


def test_a_prediction_that_fails_holds_up_no_answer(cell):
    cell("guess = ''")
    cell("guess = die Hälfte")
    assert "Ein Text braucht" in cell("print(guess)\nanswer = 7")
    assert "Richtig!" in cell("check('9.1', answer)")


def test_an_answer_made_of_itself_is_as_old_as_it_was(cell):
    cell("answer = 6\nother = 1")
    cell("other = (1")
    cell("answer = answer + other")
    assert "Erst der Fehler" in cell("check('9.1', answer)")
    cell("for other in [1]: pass")
    cell("answer = 6 + other")
    assert "Richtig!" in cell("check('9.1', answer)")


def test_names_within_a_function_or_a_list_are_its_own(cell):
    cell(
        "many = [one for one in [7]]\ndef count(numbers):\n    found = numbers[0]\n    return found"
    )
    cell("other = [one for one in many")
    cell("other = [one.upper() for one in many]\nfound = (numbers")
    cell("def other(numbers):\n    found = numbers.upper()\n    return found\nother(many)")
    assert "Richtig!" in cell("check('9.1', count(many))")
