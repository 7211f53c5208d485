"""The file jobs.toml: read and checked as a whole before any of its jobs runs."""

import os
import re
import shutil
import ssl
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from presseschau.core.calls import WrongCall, nearest
from presseschau.core.given import given_text, given_toml, line_of
from presseschau.jobs import settings
from presseschau.jobs.feeds import Fetching, feed_mistake, is_feed
from presseschau.jobs.orders import Job, Jobs, Keep, series_of

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class WrongJobs(ValueError):  # noqa: N818 - the user's mistake, not the program's
    """A jobs.toml that cannot be carried out; one line for each mistake."""

    def __init__(self, mistakes: Iterable[str]):
        self.mistakes = list(mistakes)
        super().__init__("\n".join(self.mistakes))


def read_jobs(path: str | Path, *, unattended: bool = False) -> Jobs:
    """What a jobs.toml says; its paths count from its own folder.

    Where it is read ``unattended``, sources may be missing: at night a share that is not there is
    no mistake in writing, and keeps one job from being built but not the others.

    Raises:
        WrongJobs: The file cannot be read or says what cannot be done: one line per mistake,
            each with the line of the file and what fits.
    """
    path = Path(path)
    try:
        text, raw = given_toml(path, "file of jobs")
    except WrongCall as error:
        raise WrongJobs([str(error)]) from None
    try:
        jobs = Jobs.model_validate(raw)
    except ValidationError as error:
        found = [(line_of(text, one["loc"]), _sentence(one)) for one in error.errors()]
        raise WrongJobs(
            f"{path.name}:{line}: {said}" for line, said in sorted(set(found))
        ) from None
    base = path.parent.resolve()
    if further := list(_further_mistakes(jobs, base, unattended)):
        raise WrongJobs(f"{path.name}:{line_of(text, place)}: {said}" for place, said in further)
    placed = {
        name: job.placed(base, base / os.path.expanduser(jobs.fetch.folder))
        for name, job in jobs.job.items()
    }
    mail = jobs.mail and jobs.mail.model_copy(update={"ca": _authority(jobs.mail, base)})
    return jobs.model_copy(update={"out": str(base / jobs.out), "job": placed, "mail": mail})


def check_parameters_of(jobs: Jobs, path: str | Path) -> None:
    """Checks notebooks and parameters of all jobs against the notebooks themselves.

    Raises:
        WrongJobs: A notebook does not exist or a parameter does not fit; one line per mistake.
    """
    from presseschau.reports import find_notebooks, known_parameters
    from presseschau.reports.parameters import check_parameters, read_parameters

    text = given_text(Path(path), "file of jobs")
    mistakes = []
    for name, job in jobs.job.items():
        place: tuple[str, ...] = ("job", name, "notebooks")
        try:
            paths = find_notebooks(job.notebooks)
            known = known_parameters({n: read_parameters(p) for n, p in paths.items()})
            grid = [("grid", {key: one}) for key, values in job.grid.items() for one in values]
            for part, values in [("parameters", {k: v}) for k, v in job.parameters.items()] + grid:
                place = ("job", name, part, *values)
                if {"start", "end"} & set(values):
                    raise WrongCall("The period sets 'start' and 'end'; leave them out.")
                if "language" in values:
                    raise WrongCall("The job's own setting 'language' sets it; write it there.")
                check_parameters(values, known)
        except WrongCall as error:
            mistakes.append(f"{Path(path).name}:{line_of(text, place)}: {error}")
    if mistakes:
        raise WrongJobs(mistakes)


def _further_mistakes(
    jobs: Jobs, base: Path, unattended: bool
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What pydantic cannot see: the place of each mistake and a sentence."""
    for name, job in jobs.job.items():
        if not _NAME.fullmatch(name):
            said = f"'{name}' names folders: use small letters, digits, '-' and '_'."
            yield ("job", name), said
        for source in job.sources:
            if is_feed(source):
                if said := feed_mistake(source):
                    yield ("job", name, "sources"), said
            elif not unattended and not glob(str(base / os.path.expanduser(source))):
                said = (
                    f"There is no source '{source}'; check the path, which counts from this file."
                )
                yield ("job", name, "sources"), said
    names = [series.name for series in series_of(jobs)]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        said = f"Two reports would be named '{twice}'; the values of a grid must differ in letters."
        yield ("job", twice.split("--")[0], "grid"), said
    for name, job in jobs.job.items():
        if job.recipients and jobs.mail is None:
            said = "There are 'recipients' but no table [mail] with 'host' and 'from'."
            yield ("job", name, "recipients"), said
        if job.hook and not shutil.which(settings.placed_hook(job.hook, base)[0]):
            said = f"There is no command '{job.hook[0]}' that could be run; check 'hook'."
            yield ("job", name, "hook"), said
    if jobs.mail and jobs.mail.ca:
        try:
            ssl.create_default_context(cafile=_authority(jobs.mail, base))
        except OSError:  # ssl's own errors are among them
            said = f"'{jobs.mail.ca}' holds no certificate that can be read"
            yield ("mail", "ca"), f"{said}; give a PEM file in 'ca'."


def _authority(mail: settings.Mail, base: Path) -> str:
    return str(base / mail.ca) if mail.ca else ""


def _sentence(error: Any) -> str:
    """A mistake that pydantic found, said with what fits."""
    place = [str(part) for part in error["loc"]]
    name = next((part for part in reversed(place) if not part.isdigit()), "")
    if error["type"] == "extra_forbidden":
        table = Job if place[0] == "job" and len(place) == 3 else Keep if "keep" in place else Jobs
        named = {"fetch": Fetching, "mail": settings.Mail}.get(place[0], table)
        known = named.model_json_schema()["properties"]
        return f"There is no setting '{name}'. {nearest(name, known)}"
    if error["type"] == "missing":
        return f"The setting '{name}' is missing."
    if error["type"] == "literal_error":
        choices = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        return f"'{name}' cannot be '{error['input']}'. {nearest(str(error['input']), choices)}"
    if error["type"] == "value_error":
        where = f"Job '{name}'" if place[0] == "job" and len(place) == 2 else f"'{name}'"
        return f"{where}: {error['ctx']['error']}."
    said = error["msg"].removeprefix("Input should be ")
    return f"'{name}' should be {said}, not {error['input']!r}."
