"""A stopwatch for the workbench: from what a person does until its picture is painted.

``python tests/browser/stopwatch.py FOLDER`` opens a saved analysis in JupyterLab, takes every kind
of step several times and prints a table of the times, split by where they pass.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil
from browser.lab import browser_page, errors, open_notebook, run_all, running_lab
from playwright.sync_api import Page

from presseschau.resources import notebooks_folder

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
#: Milliseconds without a change after which a step is over.
PAUSE = 400


class Taken(NamedTuple):
    """What a step took, in milliseconds, and how much came from the kernel.

    ``whole`` is from the event until the last change was painted; ``there`` until the kernel
    begins, ``kernel`` its work, ``back`` until the last message is read, ``drawn`` the rest.
    """

    whole: float
    there: float
    kernel: float
    back: float
    drawn: float
    kernel_cpu: float
    page_cpu: float
    script: float
    layout: float
    kilobytes: float
    messages: int


@contextmanager
def open_workbench(folder: Path, source: str, **given: object) -> Iterator[Page]:
    """Opens the notebook on a corpus, with the watch running."""
    notebook = nbformat.read(notebooks_folder() / "explore.ipynb", 4)
    given = {"source": source, "annotator": "rules"} | given
    lines = "\n".join(f"{name} = {value!r}" for name, value in given.items())
    place = next(
        n for n, cell in enumerate(notebook.cells) if cell.metadata.get("tags") == ["parameters"]
    )
    notebook.cells.insert(place + 1, nbformat.v4.new_code_cell(lines))
    nbformat.write(notebook, folder / "explore.ipynb")
    with running_lab(folder) as address, browser_page() as page:
        page.add_init_script(SCRIPT)
        open_notebook(page, address, "explore.ipynb")
        run_all(page)
        assert errors(page) == []
        page.wait_for_selector(".ps-workbench h2")
        yield page


def measure(page: Page, act: Callable[[], None]) -> Taken:
    """Does something and waits until nothing more comes of it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate("stopwatch.reset()")
    before, cpu = _metrics(session), _cpu()
    act()
    page.wait_for_function(f"stopwatch.quiet({PAUSE})", polling=50)
    told = page.evaluate("stopwatch.told()")
    spent = {name: _cpu()[name] - cpu[name] for name in cpu}
    after = _metrics(session)
    session.detach()
    page_time = {name: 1000 * (after[name] - before[name]) for name in after}
    out = [m for m in told["messages"] if m["way"] == "out"]
    came = [m for m in told["messages"] if m["way"] == "in"]
    start = _start(told["events"], out[0]["at"])
    busy = next(m["sent"] for m in came if m["state"] == "busy")
    idle = next(m for m in reversed(came) if m["state"] == "idle")
    return Taken(
        whole=told["painted"] - start,
        there=busy - start,
        kernel=idle["sent"] - busy,
        back=idle["at"] - idle["sent"],
        drawn=told["painted"] - idle["at"],
        kernel_cpu=spent["kernel"],
        page_cpu=spent["page"],
        script=page_time["ScriptDuration"],
        layout=page_time["LayoutDuration"] + page_time["RecalcStyleDuration"],
        kilobytes=sum(m["bytes"] for m in came) / 1000,
        messages=len(came),
    )


def _start(events: list[dict], sent: float) -> float:
    """Gives the time of the event that a message followed: one of a person rather than a script."""
    before = [event for event in events if event["at"] <= sent]
    return max(event["at"] for event in [e for e in before if e["real"]] or before)


def _metrics(session) -> dict[str, float]:
    found = session.send("Performance.getMetrics")["metrics"]
    wanted = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
    return {each["name"]: each["value"] for each in found if each["name"] in wanted}


def _cpu() -> dict[str, float]:
    """Gives the milliseconds of CPU that kernels and pages of this process have used."""
    used = {"kernel": 0.0, "page": 0.0}
    marks = {"ipykernel_launcher": "kernel", "--type=renderer": "page"}
    for process in psutil.Process().children(recursive=True):
        try:
            line, times = " ".join(process.cmdline()), process.cpu_times()
        except psutil.Error:
            continue
        for mark, name in marks.items():
            if mark in line:
                used[name] += 1000 * (times.user + times.system)
    return used


def show_view(page: Page, number: int) -> None:
    """Clicks the button of a view."""
    page.locator(".ps-view input").nth(number).click()


def choose(page: Page, field: str, option: int) -> None:
    """Chooses an option of a list by its number."""
    page.locator(f".ps-{field} select").select_option(index=option)


def write(page: Page, field: str, text: str) -> None:
    """Writes into a field and presses Enter."""
    box = page.locator(f".ps-{field} input")
    box.fill(text)
    box.press("Enter")


def open_row(page: Page, number: int) -> None:
    """Clicks the button of a row that opens an article."""
    button = page.locator(".ps-workbench .ps-open").nth(number)
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(PAUSE)  # until the browser knows that no frame is there any more
    button.click()


#: Name of a step, and what is done.
STEPS: list[tuple[str, Callable[[Page], None]]] = [
    ("view overview", lambda page: show_view(page, 0)),
    ("overview, outlet", lambda page: choose(page, "outlet", 1)),
    ("overview, all", lambda page: choose(page, "outlet", 0)),
    ("view voice", lambda page: show_view(page, 1)),
    ("voice, outlet", lambda page: choose(page, "outlet", 1)),
    ("voice, all", lambda page: choose(page, "outlet", 0)),
    ("view quotes", lambda page: show_view(page, 2)),
    ("quotes, outlet", lambda page: choose(page, "outlet", 1)),
    ("quotes, all", lambda page: choose(page, "outlet", 0)),
    ("quotes, search", lambda page: write(page, "search", "Regierung")),
    ("open article", lambda page: open_row(page, 0)),
    ("open another", lambda page: open_row(page, 3)),
    ("quotes, no search", lambda page: write(page, "search", "")),
    ("view tone", lambda page: show_view(page, 3)),
    ("tone, outlet", lambda page: choose(page, "outlet", 1)),
    ("tone, all", lambda page: choose(page, "outlet", 0)),
    ("view timeline", lambda page: show_view(page, 4)),
    ("timeline, outlet", lambda page: choose(page, "outlet", 1)),
    ("timeline, all", lambda page: choose(page, "outlet", 0)),
    ("view kwic", lambda page: show_view(page, 5)),
    ("kwic, word", lambda page: write(page, "word", "der")),
    ("kwic, words", lambda page: write(page, "word", "auf dem")),
    ("kwic, outlet", lambda page: choose(page, "outlet", 1)),
    ("kwic, all", lambda page: choose(page, "outlet", 0)),
    ("view articles", lambda page: show_view(page, 6)),
    ("articles, outlet", lambda page: choose(page, "outlet", 1)),
    ("articles, all", lambda page: choose(page, "outlet", 0)),
    ("articles, story", lambda page: choose(page, "story", 1)),
    ("articles, no story", lambda page: choose(page, "story", 0)),
]


def main(source: str, rounds: int) -> None:
    """Takes all steps several times and prints minima and medians."""
    found: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as folder, open_workbench(Path(folder), source) as page:
        measure(page, lambda: show_view(page, 1))
        for number in range(rounds):
            for name, act in STEPS:
                found.setdefault(name, []).append(measure(page, partial(act, page)))
            print(f"round {number + 1}: load {psutil.getloadavg()[0]:.1f}", file=sys.stderr)
    print("| step | min | " + " | ".join(Taken._fields) + " |")
    for name, taken in found.items():
        middle = [statistics.median(values) for values in zip(*taken, strict=True)]
        least = min(each.whole for each in taken)
        print(f"| {name} | {least:.0f} | " + " | ".join(f"{value:.0f}" for value in middle) + " |")
    every = [each.whole for taken in found.values() for each in taken]
    best = [min(each.whole for each in taken) for taken in found.values()]
    print(
        f"all: median {statistics.median(every):.0f}, longest {max(every):.0f}; "
        f"minima: median {statistics.median(best):.0f}, longest {max(best):.0f}"
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
