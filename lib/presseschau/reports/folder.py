"""The folder of a report: it takes its place whole, or nothing of it is seen."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from presseschau.core.analysis import saved_in
from presseschau.core.calls import WrongCall
from presseschau.core.outputs import is_report
from presseschau.core.placing import check_place, place


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


@contextmanager
def appearing(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` that takes its place at the end, or vanishes on failure."""
    made = [p for p in (out.parent, *out.parent.parents) if not p.exists()]
    out.parent.mkdir(parents=True, exist_ok=True)
    build = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        build.chmod(0o755)
        yield build
        old = build.with_name(build.name + "-old")
        if out.exists():
            os.replace(out, old)
        try:
            place(build, out)
        except OSError:
            if old.exists():
                os.replace(old, out)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise
