import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat
import pytest
from small_analysis import small_analysis

from presseschau.core.calls import WrongCall
from presseschau.core.resources import notebooks_folder
from presseschau.reports.parameters import read_parameters

pytest.importorskip("jupyter_scheduler", reason="needs the extra 'schedule'")
SETTINGS = notebooks_folder() / "schedule" / "jupyter_jupyter_scheduler_config.json"
PATIENCE = 120


class Lab:
    """A JupyterLab at work in a folder."""

    def __init__(self, folder: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url, self.log = f"http://127.0.0.1:{port}", folder / "log"
        own = {f"JUPYTER_{name}_DIR": folder / name for name in ("CONFIG", "DATA", "RUNTIME")}
        (folder / "CONFIG").mkdir()
        shutil.copy(SETTINGS, folder / "CONFIG")
        options = ["--no-browser", "--allow-root", "--IdentityProvider.token=secret"]
        options += [f"--port={port}", "--ServerApp.ip=127.0.0.1", folder / "home"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *map(str, options)],
                env=os.environ | {name: str(path) for name, path in own.items()},
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def ask(self, path: str, told: dict | None = None):
        data = None if told is None else json.dumps(told).encode()
        request = Request(f"{self.url}/{path}", data, {"Authorization": "token secret"})
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def until(self, is_done):
        """Waits for what a question gives."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                if found := is_done():
                    return found
            except URLError:  # not yet there
                pass
            time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def schedule(self, notebook: str, parameters: dict) -> str:
        environment = self.ask("scheduler/runtime_environments")[0]["name"]
        told = {"name": notebook, "input_uri": notebook, "parameters": parameters}
        told |= {"runtime_environment_name": environment, "output_formats": ["ipynb", "html"]}
        return self.ask("scheduler/jobs", told)["job_id"]

    def done(self, job_id: str) -> dict:
        def ended():
            job = self.ask(f"scheduler/jobs/{job_id}")
            return job if job["status"] in ("COMPLETED", "FAILED") else None

        return self.until(ended)

    def output(self, job_id: str, suffix: str) -> Path:
        folder = self.log.parent / "DATA" / "scheduler_staging_area" / job_id
        (path,) = (path for path in folder.glob(f"*-*.{suffix}"))
        return path


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    (folder / "home").mkdir()
    shutil.copyfile(notebooks_folder() / "corpus.ipynb", folder / "home" / "corpus.ipynb")
    small_analysis().save(folder / "home" / "tables")
    lab = Lab(folder)
    try:
        lab.until(lambda: lab.ask("scheduler/jobs"))
        yield lab
    finally:
        lab.process.terminate()
        lab.process.wait(30)


@pytest.mark.browser  # it needs none, but a server of JupyterLab
def test_a_person_schedules_a_notebook_from_the_menu(lab):
    right = lab.schedule("corpus.ipynb", {"source": "tables", "top": "7", "language": "en"})
    wrong = lab.schedule("corpus.ipynb", {"source": "tables", "topp": "7"})
    job = lab.done(right)
    assert job["status"] == "COMPLETED", (job, lab.log.read_text())
    notebook = nbformat.read(lab.output(right, "ipynb"), 4)
    assert any("2 articles" in str(cell.get("outputs")) for cell in notebook.cells)
    page = lab.output(right, "html").read_text(encoding="utf-8")
    assert "Sundhafener Bote" in page
    assert 'src="http' not in page
    job = lab.done(wrong)
    assert job["status"] == "FAILED"
    assert job["status_message"] == "There is no parameter 'topp'. Did you mean 'top'?"


def test_a_scheduled_notebook_gets_typed_parameters_and_becomes_a_page(tmp_path, monkeypatch):
    from jupyter_scheduler.models import DescribeJob

    from presseschau.jobs import jupyter

    staged = {name: str(tmp_path / f"corpus.{name}") for name in ("ipynb", "html")}
    staged["input"] = shutil.copy(notebooks_folder() / "corpus.ipynb", tmp_path)
    given = {}

    def run_notebooks(paths, values, folder, failed):
        given.update(values)
        notebook = nbformat.read(paths["corpus"], 4)
        shown = nbformat.v4.new_output("display_data", {"text/html": "<p>Sundhafener Bote</p>"})
        notebook.cells.append(nbformat.v4.new_code_cell("1", outputs=[shown]))
        nbformat.write(notebook, folder / "corpus.ipynb")

    monkeypatch.setattr(jupyter, "run_notebooks", run_notebooks)
    manager = jupyter.PapermillExecution("1", str(tmp_path), "", staged)
    told = {"source": "tables", "top": "7", "language": "en"}
    manager._model = DescribeJob.construct(
        parameters=told, output_formats=["ipynb", "html"], input_filename="corpus.ipynb"
    )
    manager.execute()
    assert given["corpus"] == {"source": str(tmp_path / "tables"), "top": 7, "language": "en"}
    assert "Sundhafener Bote" in Path(staged["ipynb"]).read_text(encoding="utf-8")
    page = Path(staged["html"]).read_text(encoding="utf-8")
    assert "Sundhafener Bote" in page
    assert '<html lang="en">' in page
    assert 'src="http' not in page


def test_parameters_are_typed_and_paths_count_from_the_folder_of_jupyterlab(tmp_path):
    from presseschau.jobs.jupyter import typed

    declared = read_parameters(notebooks_folder() / "corpus.ipynb")
    values = typed({"top": "7", "outlet": "007"}, declared, str(tmp_path))
    assert values == {"top": 7, "outlet": "007", "source": str(tmp_path / "../data/sample")}
    own = read_parameters(notebooks_folder() / "compare.ipynb")
    assert typed({"outlets": "own.csv"}, own, str(tmp_path))["outlets"] == str(tmp_path / "own.csv")
    with pytest.raises(WrongCall, match="'top' takes a whole number"):
        typed({"top": "viele"}, declared, str(tmp_path))
    with pytest.raises(WrongCall, match="There is no parameter 'evidence'"):
        typed({"evidence": "x"}, declared, str(tmp_path))
