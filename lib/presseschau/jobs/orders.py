"""Jobs: the reports that jobs.toml orders, checked as a whole before any of them runs."""

import datetime as dt
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)

from presseschau.calls import nearest
from presseschau.delivery import settings
from presseschau.feeds import Fetching, feed_mistake, folder_name, is_feed
from presseschau.jobs.lines import line_of
from presseschau.jobs.periods import DAYS, EVERY_DAY, Rhythm

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TIME = re.compile(r"(\d\d):([0-5]\d)")


class WrongJobs(ValueError):  # noqa: N818 - the user's mistake, not the program's
    """A jobs.toml that cannot be carried out; one line for each mistake."""

    def __init__(self, mistakes: Iterable[str]):
        self.mistakes = list(mistakes)
        super().__init__("\n".join(self.mistakes))


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Keep(_Table):
    """How many of a job's reports stay, and how long; what is not set does not limit."""

    count: Annotated[int, Field(ge=1)] | None = None
    days: Annotated[int, Field(ge=1)] | None = None


class Job(_Table):
    """One report that is made again every day, week or month."""

    sources: Annotated[list[str], Field(min_length=1)]
    by: Literal["published", "arrived"] = "published"
    notebooks: list[str] = []
    parameters: dict[str, Any] = {}
    grid: dict[str, Annotated[list[Any], Field(min_length=1)]] = {}
    period: Literal["day", "week", "month"] = "day"
    weekdays: Annotated[list[Literal[DAYS]], Field(min_length=1)] | None = None
    closes: str = "24:00"
    timezone: str = "Europe/Berlin"
    since: dt.date | None = None
    order: Literal["newest", "oldest"] = "newest"
    late: Literal["note", "rebuild"] = "note"
    language: Literal["de", "en"] = "de"
    formats: Annotated[list[Literal["html", "pdf"]], Field(min_length=1)] = ["html", "pdf"]
    timeout: Annotated[int, Field(ge=1, le=86_400)] = 600
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    pause: Annotated[int, Field(ge=0, le=3600)] = 10
    keep: Keep = Keep()
    recipients: list[settings.Recipient] = []
    hook: list[Annotated[str, Field(min_length=1)]] = []
    hook_timeout: Annotated[int, Field(ge=1, le=3600)] = 60
    #: The folder where the pages of each feed among the sources arrive, as ``read_jobs`` places it.
    _feeds: dict[str, Path] = PrivateAttr(default_factory=dict)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("give a name of the tz database, such as 'Europe/Berlin'") from None
        return value

    @field_validator("closes")
    @classmethod
    def _time(cls, value: str) -> str:
        match = _TIME.fullmatch(value)
        if not match or not "00:00" < value <= "24:00":
            raise ValueError("give a time from '00:01' to '24:00', such as '06:00'")
        return value

    @model_validator(mode="after")
    def _fits(self) -> "Job":
        if self.period == "month" and self.weekdays:
            raise ValueError("a month ends on its last day; leave out 'weekdays'")
        if self.period == "week" and len(self.weekdays or [""]) != 1:
            raise ValueError("a week ends on one day; give one of 'weekdays', such as ['sun']")
        both = set(self.parameters) & set(self.grid)
        if both:
            raise ValueError(f"'{min(both)}' stands in 'parameters' and in 'grid'; give it once")
        return self

    def rhythm(self) -> Rhythm:
        """Gives how the job cuts time."""
        hours, minutes = map(int, self.closes.split(":"))
        days = tuple(sorted({DAYS.index(day) for day in self.weekdays or ()}))
        default = (6,) if self.period == "week" else EVERY_DAY
        closes = dt.timedelta(hours=hours, minutes=minutes)
        return Rhythm(self.period, days or default, closes, ZoneInfo(self.timezone))


class Jobs(_Table):
    """All that a jobs.toml says."""

    out: str = "reports"
    url: settings.Place = ""
    mail: settings.Mail | None = None
    fetch: Fetching = Fetching()
    job: Annotated[dict[str, Job], Field(min_length=1)]

    def feeds(self, job: str = "") -> dict[str, Path]:
        """Gives the folder of each feed, by its address; of one job or of all."""
        chosen = [one for name, one in self.job.items() if job in ("", name)]
        return {url: folder for one in chosen for url, folder in one._feeds.items()}


class Series(NamedTuple):
    """The reports of one job, or of one cell of its grid: a folder with one report per period."""

    name: str
    job_name: str
    job: Job
    parameters: dict[str, Any]


def read_jobs(path: str | Path, *, unattended: bool = False) -> Jobs:
    """Reads a jobs.toml; its paths count from its own folder.

    Args:
        path: The jobs.toml.
        unattended: Whether sources may be missing: at night a share that is not there is no
            mistake in writing, and keeps one job from being built but not the others.

    Raises:
        WrongJobs: The file cannot be read or says what cannot be done: one line per mistake,
            each with the line of the file and what fits.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        raise WrongJobs([f"There is no file '{path}'; give the path of a jobs.toml."]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongJobs([f"'{path}' cannot be read as text: {error}."]) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = line[1] if line else text.count("\n") + 1
        raise WrongJobs([f"{path.name}:{place}: This is no TOML: {error}."]) from None
    try:
        jobs = Jobs.model_validate(raw)
    except ValidationError as error:
        found = [(line_of(text, one["loc"]), _sentence(one)) for one in error.errors()]
        raise WrongJobs(
            f"{path.name}:{line}: {said}" for line, said in sorted(set(found))
        ) from None
    base = path.parent.resolve()
    further = [
        *_further_mistakes(jobs, base, unattended),
        *settings.mistakes(jobs.mail, jobs.job, base),
    ]
    if further:
        raise WrongJobs(f"{path.name}:{line_of(text, place)}: {said}" for place, said in further)
    placed = {
        name: _placed(job, base, base / Path(jobs.fetch.folder).expanduser())
        for name, job in jobs.job.items()
    }
    mail = jobs.mail
    if mail and mail.ca:
        mail = mail.model_copy(update={"ca": str(base / mail.ca)})
    return jobs.model_copy(update={"out": str(base / jobs.out), "job": placed, "mail": mail})


def check_parameters_of(jobs: Jobs, path: str | Path) -> None:
    """Checks notebooks and parameters of all jobs against the notebooks themselves.

    Raises:
        WrongJobs: A notebook does not exist or a parameter does not fit; one line per mistake.
    """
    from presseschau.calls import WrongCall
    from presseschau.reports import find_notebooks, known_parameters
    from presseschau.reports.parameters import check_parameters, read_parameters

    text = Path(path).read_text(encoding="utf-8")
    mistakes = []
    for name, job in jobs.job.items():
        place: tuple[str, ...] = ("job", name, "notebooks")
        try:
            paths = find_notebooks(job.notebooks)
            known = known_parameters({n: read_parameters(p) for n, p in paths.items()})
            for part, values in _each_value(job):
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


def series_of(jobs: Jobs) -> list[Series]:
    """Gives every series of reports: one per job, or one per combination of its grid."""
    found = []
    for name, job in jobs.job.items():
        for values in itertools.product(*job.grid.values()):
            cell = dict(zip(job.grid, values, strict=True))
            title = "--".join([name, *(_slug(value) for value in values)])
            found.append(Series(title, name, job, job.parameters | cell))
    return found


def _further_mistakes(
    jobs: Jobs, base: Path, unattended: bool
) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, job in jobs.job.items():
        if not _NAME.fullmatch(name):
            said = f"'{name}' names folders: use small letters, digits, '-' and '_'."
            yield ("job", name), said
        for source in job.sources:
            if is_feed(source):
                if said := feed_mistake(source):
                    yield ("job", name, "sources"), said
            elif not unattended and not glob(str(base / Path(source).expanduser())):
                said = (
                    f"There is no source '{source}'; check the path, which counts from this file."
                )
                yield ("job", name, "sources"), said
    names = [series.name for series in series_of(jobs)]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        said = f"Two reports would be named '{twice}'; the values of a grid must differ in letters."
        yield ("job", twice.split("--")[0], "grid"), said


def _placed(job: Job, base: Path, arrivals: Path) -> Job:
    """Resolves the paths of a job, which count from the folder of jobs.toml."""

    def place(path: str) -> str:
        return str(base / Path(path).expanduser())

    notebooks = [place(name) if name.endswith(".ipynb") else name for name in job.notebooks]
    parameters = dict(job.parameters)
    for name in ("actors", "corrections"):
        if parameters.get(name):
            parameters[name] = place(str(parameters[name]))
    arriving = {url: arrivals / folder_name(url) for url in job.sources if is_feed(url)}
    sources = [str(arriving.get(source, place(source))) for source in job.sources]
    own = {"sources": sources, "notebooks": notebooks, "parameters": parameters}
    placed = job.model_copy(update=own | {"hook": settings.placed_hook(job.hook, base)})
    placed._feeds = arriving
    return placed


def _each_value(job: Job) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("parameters", {name: value}) for name, value in job.parameters.items())
    for name, values in job.grid.items():
        yield from (("grid", {name: value}) for value in values)


def _slug(value: object) -> str:
    letters = str(value).casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}))
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("ß", "ss")).strip("-") or "leer"


def _sentence(error: Any) -> str:
    """Says a mistake that pydantic found, with what fits."""
    place = [str(part) for part in error["loc"]]
    name = next((part for part in reversed(place) if not part.isdigit()), "")
    if error["type"] == "extra_forbidden":
        table = Job if place[0] == "job" and len(place) == 3 else Keep if "keep" in place else Jobs
        names = {"fetch": Fetching.model_fields, "mail": settings.mail_names()}
        known = names.get(place[0], table.model_fields)
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
