"""A stopwatch for the workbench: from what a person does until its picture is painted.

``PYTHONPATH=tests python -m browser.stopwatch FOLDER 3`` opens a saved analysis in JupyterLab,
takes every kind of step three times and prints the times, split by where they pass.
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
from playwright.sync_api import Locator, Page

from presseschau.core.resources import notebooks_folder
from presseschau.lab.workbench.bench_views import PAGES

#: Something that a person does.
Step = Callable[..., None]

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


def press(page: Page, button: Locator) -> None:
    """Clicks, once the browser knows that after a scroll no frame is there any more."""
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(PAUSE)
    button.click()


def show_view(page: Page, number: int) -> None:
    """Clicks the button of a view."""
    press(page, page.locator(".ps-view input").nth(number))


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
    press(page, page.locator(".ps-workbench .ps-open").nth(number))


#: What else is done in some views.
_MORE: dict[str, dict[str, Step]] = {
    "quotes": {
        "an article": partial(open_row, number=0),
        "another article": partial(open_row, number=4),
    },
    "kwic": {
        "a word": partial(write, field="word", text="der"),
        "two words": partial(write, field="word", text="in der"),
    },
    "articles": {
        "a search": partial(write, field="search", text="5"),
        "no search": partial(write, field="search", text=""),
        "a story": partial(choose, field="story", option=1),
        "all stories": partial(choose, field="story", option=0),
    },
}


def steps() -> Iterator[tuple[str, Step]]:
    """Gives what a person does, by names, in an order in which each changes something."""
    for number, view in enumerate(PAGES):
        yield view, partial(show_view, number=number)
        yield f"{view}: an outlet", partial(choose, field="outlet", option=1)
        yield f"{view}: all outlets", partial(choose, field="outlet", option=0)
        for name, step in _MORE.get(view, {}).items():
            yield f"{view}: {name}", step


def take(page: Page, rounds: int) -> dict[str, list[Taken]]:
    """Takes all steps several times."""
    found: dict[str, list[Taken]] = {}
    measure(page, lambda: show_view(page, 1))
    for _ in range(rounds):
        for name, step in steps():
            found.setdefault(name, []).append(measure(page, partial(step, page)))
    return found


def main(source: str, rounds: int) -> None:
    """Takes all steps and prints the least time of each, and its median in parts."""
    with tempfile.TemporaryDirectory() as folder, open_workbench(Path(folder), source) as page:
        found = take(page, rounds)
    print(f"| step (load {psutil.getloadavg()[0]:.1f}) | least | {' | '.join(Taken._fields)} |")
    print("| --- " * (len(Taken._fields) + 2) + "|")
    for name, taken in found.items():
        shown = [
            min(each.whole for each in taken),
            *map(statistics.median, zip(*taken, strict=True)),
        ]
        print(f"| {name} | {' | '.join(f'{value:.0f}' for value in shown)} |")
    every = [each.whole for taken in found.values() for each in taken]
    print(f"median {statistics.median(every):.0f} ms, longest {max(every):.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
