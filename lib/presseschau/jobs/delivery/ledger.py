"""The ledger: what becomes of reports once they are finished, kept beside them.

A report's folder stays as it was built, so what becomes of it is noted in ``.delivered/``: before
it is built, that it waits; after the mail server has taken it, for whom. A run that is killed
between the two delivers again what was taken but not noted, and never loses a report. Reports that
were built before anyone was to receive them have no note and are not delivered.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from presseschau.core.placing import write_whole

FOLDER = ".delivered"
_ALERTS, _LATE = "alerts.json", "late.json"


class Note(NamedTuple):
    """What became of one report: the addresses that took it, and whether the hook ran."""

    mailed: frozenset[str] = frozenset()
    hooked: bool = False


def expect(out: Path, series: str, key: str) -> None:
    """Notes that a report is to be delivered once it is finished; an older note stays."""
    if not _path(out, series, key).exists():
        note(out, series, key, Note())


def note(out: Path, series: str, key: str, became: Note) -> None:
    """Notes what became of a report; the note holds even if the power fails."""
    told = {"mailed": sorted(became.mailed), "hooked": became.hooked}
    _write(_path(out, series, key), told)


def noted(out: Path, series: str) -> dict[str, Note]:
    """Gives the notes on the reports of a series, by their keys, the oldest first."""
    found = {}
    for path in sorted((out / FOLDER / series).glob("*.json")):
        told = _read(path)
        found[path.stem] = Note(frozenset(told.get("mailed", ())), bool(told.get("hooked")))
    return found


def forget(out: Path, series: str, key: str) -> None:
    """Drops the note on a report that is removed."""
    _path(out, series, key).unlink(missing_ok=True)


def alerted(out: Path) -> Mapping[str, str]:
    """Gives the failures that have been told, each with its sentence."""
    return _read(out / FOLDER / _ALERTS)


def note_alerts(out: Path, failures: Mapping[str, str]) -> None:
    """Notes the failures that have been told and last."""
    if dict(failures) != alerted(out):
        _write(out / FOLDER / _ALERTS, dict(failures))


def late(out: Path) -> Mapping[str, Mapping[str, int]]:
    """Gives how many articles came after each finished report, by series and the report's key."""
    return _read(out / FOLDER / _LATE)


def note_late(out: Path, series: str, counts: Mapping[str, int]) -> None:
    """Notes how many articles came after the finished reports of a series.

    Args:
        out: The folder of all series.
        series: The name of the series.
        counts: Articles by the report's key; a report that is not named lacks none.
    """
    known = late(out)
    told = {key: count for key, count in counts.items() if count}
    if known.get(series, {}) != told:
        _write(out / FOLDER / _LATE, {**known, series: told})


def lacking(became: Note, recipients: Collection[str]) -> list[str]:
    """Gives the recipients that have not taken a report, in their order."""
    return [one for one in recipients if one not in became.mailed]


def _path(out: Path, series: str, key: str) -> Path:
    return out / FOLDER / series / f"{key}.json"


def _write(path: Path, told: Mapping[str, object]) -> None:
    write_whole(path, json.dumps(told, ensure_ascii=False) + "\n")


def _read(path: Path) -> dict:
    """Reads a note; one that cannot be read counts as empty, so that nothing is lost."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
