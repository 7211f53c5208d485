"""The lessons, as pupils have them: opened in JupyterLab, run, an exercise solved."""

import shutil

import pytest
from browser.lab import (
    IN_BROWSER,
    browser_page,
    errors,
    fill_cell,
    open_notebook,
    output_of,
    run_all,
    running_lab,
)

from presseschau.core.resources import notebooks_folder
from presseschau.lessons.build import teacher_folder

LESSONS = sorted(path.name for path in (notebooks_folder() / "lessons").glob("*.ipynb"))
pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    for name in LESSONS:
        shutil.copy(notebooks_folder() / "lessons" / name, folder)
    shutil.copy(teacher_folder() / "projekt.ipynb", folder / "mein-projekt.ipynb")
    with running_lab(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page():
    with browser_page() as page:
        yield page


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_runs_from_top_to_bottom_with_its_answers_still_open(lab, page, name):
    open_notebook(page, lab, name)
    run_all(page)
    assert errors(page) == []
    assert page.locator("text=Aufgabe").count() >= 5


def test_a_wrong_answer_gets_a_hint_and_the_right_one_is_seen(lab, page):
    open_notebook(page, lab, "01-text.ipynb")
    run_all(page)
    said = []
    for answer in ("...", '"Faehre"', '"Fähre"'):
        fill_cell(page, "wort =", f"wort = {answer}")
        said.append(output_of(page, 'check("1.1"'))
    assert len(set(said)) == 3
    assert "Zähle nach" in said[1]
    assert "Umlaute" in said[2]


def test_an_error_is_explained_and_a_chart_of_ones_own_is_checked(lab, page):
    open_notebook(page, lab, "01-text.ipynb")
    run_all(page)
    fill_cell(page, "kodierung =", "kodierung = utf-8")
    assert "Erst der Fehler weiter oben" in output_of(page, 'check("1.3"')
    fill_cell(page, "je_zeitung =", 'je_zeitung = artikel["outlet"].value_counts()')
    fill_cell(page, "achsen =", "achsen = je_zeitung.plot.barh()")
    assert "Die Werte stimmen. Es fehlt noch: eine Überschrift" in output_of(page, 'check("1.10"')


def test_a_button_prints_the_poster(lab, page):
    open_notebook(page, lab, "mein-projekt.ipynb")
    run_all(page)
    assert errors(page) == []
    page.get_by_role("button", name="Plakat drucken").click()
    page.get_by_role("link", name="plakat-A3.pdf").nth(1).wait_for()  # the last cell made one, too
