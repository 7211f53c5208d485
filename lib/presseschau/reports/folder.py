"""The folder of a report: where one may be written."""

import os
from collections.abc import Sequence
from pathlib import Path

from presseschau.core.analysis import saved_in
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import is_report
from presseschau.core.placing import check_place


def check_out(out: Path, sources: Sequence[str | Path]) -> Path:
    """The whole path of a report's folder, where a report may be written.

    Raises:
        WrongCall: It is a file, holds something else or whoever calls, would lie inside of a
            source, or hold one, which would go with the report that is replaced.
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
    return out
