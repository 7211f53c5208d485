"""Exports: a view as CSV, Excel, PNG or SVG, as bytes, as a file, and as a link to download."""

import os
from base64 import b64encode
from html import escape
from pathlib import Path

import pandas as pd

from presseschau.core.workbook import plain_text, workbook_bytes
from presseschau.views.charts import Chart
from presseschau.views.charts.canvas import png

#: The formats and their media types; the first two hold the table, the others the chart.
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
TABLES = ("csv", "xlsx")


def table_bytes(table: pd.DataFrame, kind: str, language: str, name: str = "") -> bytes:
    """A table as a file, "csv" or "xlsx", the sheet under its name.

    CSV is written as Excel reads it in the language: with semicolons and decimal commas in
    German. Places are written as "article#anchor". Cells that Excel would take for formulas get
    an apostrophe.
    """
    if "evidence" in table:
        table = table.assign(evidence=table["evidence"].map(" ".join).astype("str"))
    if kind == "csv":
        marks = {"sep": ";", "decimal": ","} if language == "de" else {}
        text = plain_text(table).to_csv(index=False, lineterminator="\r\n", **marks)
        return text.encode("utf-8-sig")
    return workbook_bytes([(name or "Presseschau", table)])


def chart_bytes(chart: Chart, kind: str) -> bytes:
    """A chart as a file, "png" or "svg"."""
    return png(chart) if kind == "png" else chart.svg


def write_file(content: bytes, folder: str | Path, name: str) -> Path:
    """Writes an export into a folder, which is made if there is none.

    Raises:
        OSError: The folder or file cannot be written.
    """
    target = Path(os.path.expanduser(folder)) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def download_link(content: bytes, name: str, text: str) -> str:
    """The HTML of a link that holds a file and downloads it."""
    kind = FORMATS[name.rpartition(".")[2]]
    held = b64encode(content).decode()
    return (
        f'<a class="ps-download" download="{escape(name)}" href="data:{kind};base64,{held}">'
        f"{escape(text)}</a>"
    )
