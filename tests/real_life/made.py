"""Files of real life that cannot be kept as text: made anew for each test."""

import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import docx
import openpyxl

OUTLET = "küsten-blatt"
APART = unicodedata.normalize("NFD", OUTLET)


def book(path: Path, sheets: Mapping[str, list[list]]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)


def two_sheets(path: Path, t: Mapping[str, str]) -> None:
    politics = [["Titel", "Text", "Datum"], ["Fähre", t["rat"], date(2026, 3, 4)]]
    local = [["date", "body", "headline"], [date(2026, 3, 5), t["bruecke"], "Brücke"]]
    book(path, {"Politik": politics, "Lokales": local})


def titled(path: Path, t: Mapping[str, str]) -> None:
    rows = [["Export der Pressestelle"], ["Stand:", "4.3.2026"], [], ["Datum", "Titel", "Text"]]
    book(path, {"Tabelle1": [*rows, [46085.27083333, "Fähre", t["rat"]]]})


def legend(path: Path, t: Mapping[str, str]) -> None:
    words = [["Kürzel", "Bedeutung", "Seit"], ["hna", "eine Agentur", 1952]]
    book(path, {"Artikel": [["Titel", "Text"], ["Fähre", t["rat"]]], "Legende": words})


def continued(path: Path, t: Mapping[str, str]) -> None:
    book(path, {"1": [["Titel", "Text"], ["Fähre", t["rat"]]], "2": [["Brücke", t["bruecke"]]]})


def returns(path: Path, t: Mapping[str, str]) -> None:
    text = t["rat"].replace(". „", "._x000D_\n_x000D_\n„")
    book(path, {"1": [["Titel", "Text"], ["Fähre", text]]})


def column(path: Path, t: Mapping[str, str]) -> None:
    made = docx.Document()
    made.add_paragraph("Streit um die Fähre")
    made.add_paragraph(t["rat"].replace("Bürgermeisterin", "Bürger-\nmeisterin"))
    made.save(str(path))


def apart_in_zip(path: Path, t: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{APART}/a.txt", t["rat"])
        archive.writestr(f"{OUTLET}/b.txt", t["bruecke"])


def apart(path: Path, t: Mapping[str, str]) -> None:
    for folder, name, text in ((APART, "a", t["rat"]), (OUTLET, "b", t["bruecke"])):
        (path / folder).mkdir(parents=True, exist_ok=True)
        (path / folder / f"{name}.txt").write_text(text, encoding="utf-8")


def unflagged(codec: str) -> Callable[[Path, Mapping[str, str]], None]:
    """Makes a zip whose name is written in an encoding and that does not say in which."""

    def make(path: Path, t: Mapping[str, str]) -> None:
        name = f"{OUTLET}/a.txt".encode(codec)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x" * len(name), f"Fähre\n\n{t['rat']}")
        path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))

    return make


MADE = {
    "two-sheets.xlsx": two_sheets,
    "titled.xlsx": titled,
    "legend.xlsx": legend,
    "continued.xlsx": continued,
    "returns.xlsx": returns,
    "column.docx": column,
    "unflagged.zip": unflagged("utf-8"),
    "dos.zip": unflagged("cp437"),
    "apart.zip": apart_in_zip,
    "apart": apart,
}
