import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from presseschau.core.calls import WrongCall
from presseschau.reports import kernels
from presseschau.reports.execution import CellFailed, run_notebooks


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_notebook_that_takes_too_long_is_stopped_and_its_kernel_ended(tmp_path):
    cells = [
        "import os, time",
        f"_ = open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))",
        "time.sleep(1)",
        "time.sleep(300)",
    ]
    kernel = {"name": "python3", "language": "python", "display_name": "P"}
    notebook = new_notebook(
        cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, tmp_path / "langsam.ipynb")
    (tmp_path / "out").mkdir()
    with pytest.raises(CellFailed, match="'langsam' could not run: it took longer than 4 seconds"):
        run_notebooks(
            {"langsam": tmp_path / "langsam.ipynb"},
            {"langsam": {}},
            tmp_path / "out",
            tmp_path / "failed",
            timeout=4,
        )
    process = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 10
    while not gone(process) and time.monotonic() < until:
        time.sleep(0.1)
    assert gone(process)


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@pytest.mark.parametrize("starting", [False, True])
def test_an_interrupt_ends_kernels_at_once_and_leaves_nothing(tmp_path, starting):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in background jobs
    cell = f"import os, time\nos.mkdir({str(tmp_path)!r} + f'/{{os.getpid()}}')\ntime.sleep(60)"
    kernel = {"name": "python3", "language": "python", "display_name": "P"}
    notebook = new_notebook(cells=[new_code_cell(cell)], metadata={"kernelspec": kernel})
    names = ("eins", "zwei", "drei")
    (tmp_path / "out").mkdir()
    for name in names:
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    before, kernels, ended = _children(), set(), []

    def at_work() -> int:
        return sum(path.name.isdigit() for path in tmp_path.iterdir())

    def interrupt():
        while not kernels or (not starting and at_work() < 2):
            time.sleep(0.02)
            kernels.update(_children() - before)
        ended.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        run_notebooks(
            {name: tmp_path / f"{name}.ipynb" for name in names},
            {name: {} for name in names},
            tmp_path / "out",
            tmp_path / "failed",
        )
    assert time.monotonic() - ended[0] < 3  # 2 seconds where the machine is not as busy as in tests
    assert not _children() - before
    assert all(gone(kernel.pid) for kernel in kernels)
    assert not (tmp_path / "failed").exists()
    assert at_work() == (0 if starting else 2)


def test_a_wrong_call_raised_in_a_cell_is_the_users(tmp_path):
    cell = "from presseschau.core.calls import WrongCall\nraise WrongCall('There is no mole.')"
    kernel = {"name": "python3", "language": "python", "display_name": "P"}
    notebook = new_notebook(cells=[new_code_cell(cell)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, tmp_path / "maulwurf.ipynb")
    (tmp_path / "out").mkdir()
    with pytest.raises(WrongCall, match=r"^There is no mole\.$"):
        run_notebooks(
            {"maulwurf": tmp_path / "maulwurf.ipynb"},
            {"maulwurf": {}},
            tmp_path / "out",
            tmp_path / "failed",
        )
    assert not (tmp_path / "failed").exists()


def test_a_kernel_begins_though_the_process_that_forks_is_just_ending(monkeypatch):
    ending = [sys.executable, "-c", "import os, time; os.close(0); os.close(1); time.sleep(60)"]
    parent = subprocess.Popen(ending, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    parent.stdout.read()  # until it listens no more
    monkeypatch.setattr(kernels, "_parents", [parent])
    asked = {"given": ["--help"], "folder": ".", "settings": dict(os.environ)}
    assert psutil.pid_exists(kernels._forked(asked))
    assert parent.poll() is not None
    kernels._end()


def test_a_kernel_has_its_notebooks_folder_settings_and_width(tmp_path, monkeypatch):
    monkeypatch.setenv("HAFEN", "offen")
    shown = "os.getcwd(), os.environ['HAFEN'], pandas.options.display.max_columns"
    cell = f"import os, pandas\nprint({shown})"
    kernel = {"name": "python3", "language": "python", "display_name": "P"}
    notebook = new_notebook(cells=[new_code_cell(cell)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, tmp_path / "wo.ipynb")
    (tmp_path / "out").mkdir()
    given = {"wo": tmp_path / "wo.ipynb"}, {"wo": {}}, tmp_path / "out", tmp_path / "failed"
    [output] = run_notebooks(*given)["wo"].cells[-1].outputs
    assert output.text == f"{tmp_path / 'out'} offen 20\n"
