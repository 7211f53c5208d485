"""The folder of a report: how it is called, and where one may be written."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from presseschau.core.analysis import saved_in
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import is_report
from presseschau.core.placing import check_place


def named_after(source: str | Path) -> Path:
    """Where a report on a source is written if nobody says so: reports/SOURCE."""
    path = Path(source).resolve()
    name = path.name if path.is_dir() else path.stem
    return Path("reports") / (os.fsencode(name).decode("utf-8", "replace") or "report")


def check_out(out: Path, sources: Sequence[str | Path], force: bool = False) -> Path:
    """The whole path of a report's folder, where a report may be written.

    Raises:
        WrongCall: It is a file, holds something else or whoever calls, would lie inside of a
            source, or hold one, which would go with the report that is replaced; or it holds a
            report on another source, and nothing is to be forced.
    """
    out = check_place(out)
    if out.exists() and not out.is_dir():
        raise WrongCall(f"'{out}' is a file; give a folder with --out, or delete it.")
    if out.is_dir() and any(out.iterdir()) and not is_report(out):
        raise WrongCall(
            f"The folder '{out}' holds something else than a report; give another --out, or"
            " delete it."
        )
    for source in sources:
        folder = Path(os.path.abspath(source))
        if saved_in(folder):
            continue
        if folder == out or folder in out.parents:
            raise WrongCall(
                f"The report would lie inside its source '{source}'; give another --out."
            )
        if out in folder.parents:
            raise WrongCall(
                f"The source '{source}' lies in '{out}', which the report replaces; give another"
                " --out."
            )
    own = [str(out), str(out / "tables")]  # a report read anew from its own tables
    others = [source for source in _whole(sources) if source not in own]
    if not force and others and is_report(out) and (other := _sources(out)) != _whole(sources):
        raise WrongCall(
            f"'{out}' holds a report on {', '.join(other) or 'something else'}; give another"
            " --out, or --force to replace it."
        )
    return out


def _sources(report: Path) -> list[str]:
    """The whole paths of what a report was made of; none where its run.json does not tell."""
    try:
        facts = json.loads((report / "run.json").read_text(encoding="utf-8"))
        return _whole(facts["sources"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _whole(sources: Sequence[str | Path]) -> list[str]:
    """Whole paths, as run.json can tell them."""
    return [os.path.abspath(source).encode("utf-8", "replace").decode() for source in sources]
