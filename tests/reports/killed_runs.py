"""Runs that are killed, or begin beside another: told as JSON are their counts.

A run is a fork of this process, which has done one already, so that it takes its own time only.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from small_analysis import small_analysis, unexecuted

from presseschau import cli
from presseschau.core.calls import WrongCall
from presseschau.reports import making

TEXTS = {
    "old": "Die Bürgermeisterin Ruth Amelung sagte am Montag: „Wir bauen die Brücke.“",
    "new": "„Die Brücke kommt nicht“, sagte der Ratsherr Jan Tamm am Dienstag in Sundhafen.",
}
#: How a run ends; a second one may be told that another one writes.
DONE, FAILED, TOLD = 0, 1, 2


def make_report(house: Path, state: str, out: Path) -> None:
    """Writes a report but for its kernels and its workbook, which take longest."""
    making.run_notebooks = unexecuted
    making.write_workbook = lambda analysis, tables, target: target.write_bytes(b"workbook")
    analysis = small_analysis()
    (analysis if state == "new" else analysis.keep(["a1"])).save(house / state)
    making.report(house / state, out, ["corpus", "quotes"], pdf=False, force=True)


def make_tables(house: Path, state: str, out: Path) -> None:
    """Writes the tables of one article, as the command does."""
    (house / state).mkdir(exist_ok=True)
    (house / state / "a.txt").write_text(TEXTS[state], encoding="utf-8")
    cli.analyze([house / state], out, annotator="rules", actors="", corrections="", workers=1)


def whole(out: Path) -> dict[str, bytes]:
    """All that is in a folder; of run.json only that it is there."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {
        str(path.relative_to(out)): b"" if path.name == "run.json" else path.read_bytes()
        for path in files
    }


def begin(work: Callable[..., None], *given: Path | str) -> int:
    """Starts a run; gives its process."""
    child = os.fork()
    if child:
        return child
    ended = FAILED
    try:
        work(*given)
        ended = DONE
    except WrongCall as error:
        ended = TOLD if "Another run is writing" in str(error) else FAILED
        print(error, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(ended)


def end(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(work: Callable[..., None], house: Path, kills: int, pairs: int) -> dict[str, int]:
    states, chance, told = {}, random.Random(16), {"killed": 0, "told": 0}
    shelf, out = house / "shelf", house / "shelf" / "out"
    for state in ("new", "old"):  # the first one loads what is needed
        started = time.monotonic()
        work(house / "a", state, out)
        states[state], seconds = whole(out), time.monotonic() - started
    assert states["old"] != states["new"]
    for kill in range(kills):
        child = begin(work, house / "a", ("new", "old")[kill % 2], out)
        time.sleep(chance.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        told["killed"] += end(child) == -signal.SIGKILL
        assert whole(out) in states.values(), f"kill {kill}"
    for _ in range(pairs):  # which clear up what was killed
        runs = [begin(work, house / "a", "old", out)]
        time.sleep(chance.uniform(0, seconds))
        runs.append(begin(work, house / "b", "new", out))
        ends = list(map(end, runs))
        assert set(ends) in ({DONE}, {DONE, TOLD}), ends
        told["told"] += TOLD in ends
        written = [states[s] for s, done in zip(("old", "new"), ends, strict=True) if done == DONE]
        assert whole(out) in written
        assert [path.name for path in shelf.iterdir()] == ["out"]
    return told


if __name__ == "__main__":
    folder, *counts = sys.argv[1:]
    found = {}
    for name, work in {"report": make_report, "analyze": make_tables}.items():
        for part in ("a", "b"):
            Path(folder, name, part).mkdir(parents=True)
        with redirect_stdout(sys.stderr):
            found[name] = main(work, Path(folder, name), *map(int, counts))
    print(json.dumps(found))
