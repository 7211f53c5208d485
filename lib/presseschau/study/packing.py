"""Packing: a report as one archive that another machine opens, checks and counts again."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distributions
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall, counted
from presseschau.core.outputs import is_report
from presseschau.core.placing import write_whole
from presseschau.core.resources import notebooks_folder
from presseschau.pipeline.opening import open_analysis
from presseschau.reports import GIVEN
from presseschau.reports.methods import BIBTEX, CARD, CSL, PARAGRAPH
from presseschau.reports.provenance import provenance
from presseschau.reports.rights import as_shown

MANIFEST = "MANIFEST.json"
#: What an archive holds of the articles: their tables, or checksums by which others know them.
WHOLE, HASHES = "whole", "hashes"
_LOCK = "requirements.lock"
#: Files of a report that go along as they are.
_KEPT = ("run.json", PARAGRAPH, BIBTEX, CSL, CARD)
_MOST = 1000
#: So much is unpacked at most: an archive of a stranger may hold endless zeros.
_LARGEST = 8 << 30
_HOW = """\
A replication archive of a report by Presseschau {version}. To check it:

    presseschau pack --verify {name}
    presseschau pack --verify {name} --source ARTICLES    # reads the articles anew

run.json tells parameters and versions, {manifest} the checksum of each file, figures/ what was
counted, articles.csv the checksum of each article's text, packages.txt what was installed, given/
the files beside the articles, but none that names people whose names the report hides.
"""


class Check(NamedTuple):
    """What was checked of an archive, whether it holds, and what is to be said of it."""

    what: str
    holds: bool
    said: str


def pack(report: str | Path, out: str | Path, data: str = WHOLE) -> Path:
    """Writes a report as a replication archive, and returns its path.

    As ``data``, "whole" takes the tables with all texts; "hashes" only the checksum of each text,
    for articles that may not be passed on. The same report gives the same bytes where the same is
    installed.

    Raises:
        WrongCall: The folder is no report, or ``data`` is none of the two.
    """
    folder, out = Path(report), Path(out)
    if not is_report(folder):
        raise WrongCall(f"'{folder}' is no report of Presseschau; pack the folder of a report.")
    if data not in (WHOLE, HASHES):
        raise WrongCall(f"'{data}' is neither '{WHOLE}' nor '{HASHES}'.")
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    analysis = Analysis.load(folder / "tables")
    kept = [*_KEPT, *(("notebooks/*.ipynb", "tables/*") if data == WHOLE else ())]  # these quote
    paths = [path for pattern in kept for path in folder.glob(pattern)]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    for name in GIVEN:
        given = Path(run["parameters"].get(name) or "-")
        if given.is_file() and (name == "outlets" or not run["parameters"].get("private")):
            files[f"given/{name}.csv"] = given.read_bytes()
    lock = notebooks_folder().parent / _LOCK
    files |= {_LOCK: lock.read_bytes()} if lock.is_file() else {}
    files["packages.txt"] = "".join(_installed()).encode()
    files["articles.csv"] = _hashes(analysis).to_csv(index=False).encode()
    for name, table in _figures(analysis, run["parameters"]).items():
        files[f"figures/{name}.csv"] = _written(table)
    how = {"version": run["library"], "name": out.name, "manifest": MANIFEST}
    files["README.txt"] = _HOW.format(**how).encode()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    manifest = {"presseschau": run["library"], "data": data, "files": sums}
    files[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    write_whole(out, _zipped(files))
    return out


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name)  # of 1980, so that the same makes the same
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def verify(archive: str | Path, source: str | Path = "") -> list[Check]:
    """Checks a replication archive: its files, its articles, its versions, and its figures anew.

    The articles of ``source`` are read and counted again; without, the archive's own tables are.

    Raises:
        WrongCall: The file is no such archive.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        manifest = _unpack(Path(archive), folder)
        checks = [_check_files(folder, manifest)]
        if not checks[0].holds:
            return checks
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        analysis, missing = None, []
        if source:
            given = {name: folder / "given" / f"{name}.csv" for name in ("actors", "corrections")}
            own = {name: str(path) if path.is_file() else "" for name, path in given.items()}
            missing = [
                f"{name}.csv" for name in own if run["parameters"].get(name) and not own[name]
            ]
            analysis = open_analysis(source, run["parameters"]["annotator"], **own)
            analysis = analysis.select(run["parameters"]["start"], run["parameters"]["end"])
            analysis = as_shown(analysis, run["parameters"])
        elif manifest["data"] == WHOLE:
            analysis = Analysis.load(folder / "tables")
        if analysis is None:
            said = "only checksums of the articles are packed; give the articles by --source"
            return [*checks, Check("articles", True, said)]
        checks.append(_check_articles(folder, analysis))
        checks.append(_check_versions(analysis, run))
        figures = _check_figures(folder, analysis, run)
        if missing and not figures.holds:
            why = f"; not packed, so left out: {', '.join(missing)}"
            figures = figures._replace(said=figures.said + why)
        return [*checks, figures]


def _unpack(path: Path, folder: Path) -> dict[str, Any]:
    if not path.is_file():
        raise WrongCall(f"There is no archive '{path}'; check the path.")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _LARGEST:
                raise WrongCall(f"'{path}' holds more than 8 GB; unpack and look yourself.")
            names = [PurePosixPath(entry.filename) for entry in entries]
            if any(".." in name.parts or name.is_absolute() for name in names):
                raise WrongCall(f"'{path}' would write outside of its folder; do not trust it.")
            archive.extractall(folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest["data"], manifest["files"]["run.json"]
    except (zipfile.BadZipFile, OSError, KeyError, TypeError, UnicodeDecodeError,
            json.JSONDecodeError):  # fmt: skip
        raise WrongCall(f"'{path}' is no archive of 'presseschau pack'.") from None
    return manifest


def _check_files(folder: Path, manifest: dict[str, Any]) -> Check:
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    told = manifest["files"]
    wrong = sorted(name for name in told | there if told.get(name) != there.get(name))
    said = f"changed, missing or added: {', '.join(wrong[:5])}" if wrong else ""
    return Check("files", not wrong, said or f"{counted(len(told), 'file')}, all as packed")


def _check_articles(folder: Path, analysis: Analysis) -> Check:
    packed = pd.read_csv(folder / "articles.csv", dtype=str).set_index("article_id")["sha256"]
    here = _hashes(analysis).set_index("article_id")["sha256"]
    same = int((packed == here.reindex(packed.index)).sum())
    more = len(here.index.difference(packed.index))
    said = f"{same} of {counted(len(packed), 'text')} the same"
    said += f", {counted(more, 'other article')}" if more else ""
    return Check("articles", same == len(packed) and not more, said)


def _check_versions(analysis: Analysis, run: dict[str, Any]) -> Check:
    here = provenance(analysis)
    names = ("library", "annotator", "lexicon", "lock")
    other = [f"{name} {run[name] or '-'} is {here[name] or '-'} here"
             for name in names if run[name] != here[name]]  # fmt: skip
    return Check("versions", True, "; ".join(other) or "the same as here")


def _check_figures(folder: Path, analysis: Analysis, run: dict[str, Any]) -> Check:
    again, packed = _figures(analysis, run["parameters"]), folder / "figures"
    other = [name for name, table in again.items()
             if (packed / f"{name}.csv").read_bytes() != _written(table)]  # fmt: skip
    said = f"other figures: {', '.join(other)}" if other else ""
    return Check("figures", not other, said or f"{counted(len(again), 'table')}, all the same")


def _figures(analysis: Analysis, parameters: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """The figures of a report that are counted again, each name and outlet of them."""
    counted_once = parameters.get("count_wire_once")
    shown = analysis.select(outlet=parameters.get("outlet", ""))
    shown = shown.without_copies() if counted_once else shown
    return {
        "presence": measures.presence(shown, _MOST),
        "voice": measures.share_of_voice(shown, _MOST),
        "modes": measures.speech_modes(shown),
        "manner": measures.manner(shown, "outlet", _MOST),
        "tone": measures.tone_by(shown, top=_MOST),
        "stories": measures.coverage(shown, _MOST),
    }


def _written(table: pd.DataFrame) -> bytes:
    shown = table.drop(columns="evidence")
    return shown.to_csv(index=False, float_format="%.9g", lineterminator="\n").encode()


def _hashes(analysis: Analysis) -> pd.DataFrame:
    """The articles by which others know whether they have the same: no text, its checksum."""
    table = analysis.articles[["article_id", "outlet", "published", "url"]]
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in analysis.articles["text"]]
    return table.assign(sha256=sums)


def _installed() -> Iterator[str]:
    found = {about["Name"].lower(): about["Version"] for one in distributions()
             if (about := one.metadata)["Name"]}  # fmt: skip
    return (f"{name}=={version}\n" for name, version in sorted(found.items()))
