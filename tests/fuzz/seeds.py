"""Sound files of every format, to start from: what is mutated finds deeper faults than noise."""

import io
import json
from collections.abc import Iterator

import openpyxl
import pandas as pd
from articles.test_articles import PAGE, SECOND, TEXT
from articles.test_databases import (
    CLASSIC,
    FACTIVA_BLOCKS,
    FACTIVA_TABLE,
    NEWER,
    WISO,
    as_docx,
    as_rtf,
)

ROWS = [
    {"title": "Fähre", "text": TEXT, "date": "04.03.2026 06:30 Uhr", "outlet": "Bote", "url": "u"},
    {"title": "Brücke", "text": SECOND, "date": "March 6, 2026", "outlet": "", "authors": ["dpa"]},
]


def as_xlsx(rows: list[list[object]]) -> bytes:
    """Gives a workbook with the rows in its only sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_parquet(rows: list[dict]) -> bytes:
    """Gives a Parquet file of the rows."""
    data = io.BytesIO()
    pd.DataFrame(rows).to_parquet(data)
    return data.getvalue()


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Gives name, suffix and bytes of each file."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    table = f'titel;text;datum\nFähre;"{TEXT}";4.3.2026\nBrücke;{SECOND};\n'
    plain = f"Streit um die Fähre\n\nVon Jana Petersen\n\nMarlitz (dpa) - {TEXT}\n\n{SECOND} (jp)\n"
    for codec in ("utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig"):
        yield f"plain-{codec}", ".txt", plain.encode(codec)
        yield f"table-{codec}", ".csv", table.encode(codec)
    for name, text in {"classic": CLASSIC, "newer": NEWER, "wiso": WISO}.items():
        yield name, ".txt", text.encode()
    yield "named", ".txt", f"Titel: Fähre\nDatum: 4. März 2026\nQuelle: Bote\n\n{TEXT}".encode()
    yield "page", ".html", PAGE.encode()
    yield "factiva-table", ".html", FACTIVA_TABLE.encode()
    yield "factiva-blocks", ".html", FACTIVA_BLOCKS.encode()
    yield "one", ".json", json.dumps(ROWS[0]).encode()
    yield "many", ".json", json.dumps({"articles": ROWS}).encode()
    yield "lines", ".jsonl", lines.encode()
    yield "sheet", ".xlsx", as_xlsx([list(ROWS[0]), *([str(v) for v in r.values()] for r in ROWS)])
    yield "columns", ".parquet", as_parquet([{k: str(v) for k, v in r.items()} for r in ROWS])
    yield "word", ".docx", as_docx(f"Streit um die Fähre\n{TEXT}\nRat\tJa\tNein\n{SECOND}")
    yield "rich", ".rtf", as_rtf(f"Streit um die Fähre\n{TEXT}\n{SECOND}")
