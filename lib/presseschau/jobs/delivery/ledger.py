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
from presseschau.jobs.traces import read_facts

FOLDER = ".delivered"
_ALERTS, _LATE = "alerts.json", "late.json"


class Note(NamedTuple):
    """What became of one report: the addresses that took it, and whether the hook ran."""

    mailed: frozenset[str] = frozenset()
    hooked: bool = False


def note(
    out: Path, series: str, key: str, mailed: Collection[str] = (), hooked: bool = False
) -> None:
    """Adds to the note on a report, which holds even if the power fails; new, it only waits."""
    known = _read(_path(out, series, key))
    told = {"mailed": sorted(known.mailed.union(mailed)), "hooked": known.hooked or hooked}
    _write(_path(out, series, key), told)


def noted(out: Path, series: str) -> dict[str, Note]:
    """The notes on the reports of a series, by their keys, the oldest first."""
    return {path.stem: _read(path) for path in sorted((out / FOLDER / series).glob("*.json"))}


def forget(out: Path, series: str, key: str) -> None:
    """Drops the note on a report that is removed."""
    _path(out, series, key).unlink(missing_ok=True)


def alerted(out: Path) -> Mapping[str, str]:
    """The failures that have been told, each with its sentence."""
    return read_facts(out / FOLDER / _ALERTS)


def note_alerts(out: Path, failures: Mapping[str, str]) -> None:
    """Notes the failures that have been told and last."""
    if dict(failures) != alerted(out):
        _write(out / FOLDER / _ALERTS, dict(failures))


def late(out: Path) -> Mapping[str, Mapping[str, int]]:
    """How many articles came after each finished report, by series and the report's key."""
    return read_facts(out / FOLDER / _LATE)


def note_late(out: Path, series: str, counts: Mapping[str, int]) -> None:
    """Notes how many articles came after the finished reports of a series, by their keys."""
    known = late(out)
    told = {key: count for key, count in counts.items() if count}
    if known.get(series, {}) != told:
        _write(out / FOLDER / _LATE, {**known, series: told})


def _path(out: Path, series: str, key: str) -> Path:
    return out / FOLDER / series / f"{key}.json"


def _write(path: Path, told: Mapping[str, object]) -> None:
    write_whole(path, json.dumps(told, ensure_ascii=False) + "\n")


def _read(path: Path) -> Note:
    """A note; one that cannot be read counts as empty, so that nothing is lost."""
    told = read_facts(path)
    return Note(frozenset(told.get("mailed", ())), bool(told.get("hooked")))
