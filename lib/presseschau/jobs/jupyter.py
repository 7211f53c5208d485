"""Jupyter: notebooks that a person schedules from JupyterLab's own menu, run as reports run them.

jupyter-scheduler (the extra ``schedule``) writes parameters into a notebook as they are typed.
Named in its settings, as notebooks/schedule/ shows, this runs them instead.
"""

import os
from pathlib import Path
from typing import Any

import fsspec
import nbformat
from jupyter_scheduler.executors import DefaultExecutionManager
from jupyter_scheduler.models import DescribeJob

from presseschau.reports import GIVEN
from presseschau.reports.execution import run_notebooks
from presseschau.reports.parameters import (
    Parameter,
    check_parameters,
    parse_assignments,
    read_parameters,
)
from presseschau.reports.rendering import PageLink, notebook_body, render_notebook

#: Parameters that are paths. The notebook runs in a folder of the scheduler's, so that these
#: count from the folder in which JupyterLab was started.
_PATHS = ("source", *GIVEN)


class PapermillExecution(DefaultExecutionManager):
    """Runs a scheduled notebook through papermill, with parameters checked and typed."""

    def execute(self) -> None:
        """Runs the notebook and writes the outputs asked for, also of one that stopped.

        Raises:
            WrongCall: A parameter does not fit; JupyterLab shows the sentence with the job.
            CellFailed: The notebook stopped.
        """
        job = self.model
        path = Path(self.staging_paths["input"])
        values = typed(job.parameters or {}, read_parameters(path), self.root_dir)
        folder = path.parent / "run"
        folder.mkdir(exist_ok=True)
        try:
            run_notebooks({path.stem: path}, {path.stem: values}, folder, folder / "failed")
        finally:
            if (folder / path.name).is_file():
                self.create_output_files(job, nbformat.read(folder / path.name, 4))

    def create_output_files(self, job: DescribeJob, notebook_node: nbformat.NotebookNode) -> None:
        """Writes the notebook as it ran, and as a page that loads nothing from the network."""
        formats = list(job.output_formats or [])
        if "html" in formats:
            formats.remove("html")
            name = Path(job.input_filename).stem
            language = (job.parameters or {}).get("language", "de")
            body = notebook_body(notebook_node, name, language)
            page = render_notebook(body, name, language, [PageLink(name, body.title, "")], "")
            with fsspec.open(self.staging_paths["html"], "w", encoding="utf-8") as file:
                file.write(page)
        super().create_output_files(job.copy(update={"output_formats": formats}), notebook_node)


def typed(given: dict[str, str], declared: dict[str, Parameter], root: str) -> dict[str, Any]:
    """Parameters typed as text in JupyterLab, with the types that the notebook declares.

    Paths count from ``root``, the folder in which JupyterLab was started.

    Raises:
        WrongCall: There is no such parameter, or a value does not fit it.
    """
    known = {name: parameter for name, parameter in declared.items() if name != "evidence"}
    texts = [f"{name}={value}" for name, value in given.items()]
    values = check_parameters(parse_assignments(texts, known), known)
    for name in known.keys() & set(_PATHS):
        if path := values.get(name, known[name].default):
            values[name] = str(Path(root, os.path.expanduser(path)))
    return values
