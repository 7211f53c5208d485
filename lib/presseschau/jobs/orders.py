"""Orders: the reports that a jobs.toml asks for, job by job, and how each of them is made."""

import datetime as dt
import itertools
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, PrivateAttr, field_validator, model_validator

from presseschau.core.slugs import slug
from presseschau.jobs import settings
from presseschau.jobs.feeds import Fetching, folder_name, is_feed
from presseschau.jobs.periods import DAYS, EVERY_DAY, Rhythm
from presseschau.reports import GIVEN

_TIME = re.compile(r"\d\d:[0-5]\d")


class _Table(BaseModel, extra="forbid", frozen=True, strict=True):
    """A table of jobs.toml: no setting but those that are known, each of its own type."""


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
    #: The folder where the pages of each feed among the sources arrive, as ``placed`` gives it.
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
        if not _TIME.fullmatch(value) or not "00:00" < value <= "24:00":
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
        """How the job cuts time."""
        hours, minutes = map(int, self.closes.split(":"))
        days = tuple(sorted({DAYS.index(day) for day in self.weekdays or ()}))
        default = (6,) if self.period == "week" else EVERY_DAY
        closes = dt.timedelta(hours=hours, minutes=minutes)
        return Rhythm(self.period, days or default, closes, ZoneInfo(self.timezone))

    def placed(self, base: Path, arrivals: Path) -> "Job":
        """The job with its paths resolved, which count from ``base``, the folder of jobs.toml.

        The pages of feeds arrive in folders of ``arrivals``.
        """

        def place(path: str) -> str:
            return str(base / os.path.expanduser(path))

        notebooks = [place(name) if name.endswith(".ipynb") else name for name in self.notebooks]
        parameters = dict(self.parameters)
        for name in GIVEN:
            if parameters.get(name):
                parameters[name] = place(str(parameters[name]))
        arriving = {url: arrivals / folder_name(url) for url in self.sources if is_feed(url)}
        sources = [str(arriving.get(source, place(source))) for source in self.sources]
        own = {"sources": sources, "notebooks": notebooks, "parameters": parameters}
        placed = self.model_copy(update=own | {"hook": settings.placed_hook(self.hook, base)})
        placed._feeds = arriving
        return placed


class Jobs(_Table):
    """All that a jobs.toml says."""

    out: str = "reports"
    url: settings.Place = ""
    mail: settings.Mail | None = None
    fetch: Fetching = Fetching()
    job: Annotated[dict[str, Job], Field(min_length=1)]

    def feeds(self, job: str = "") -> dict[str, Path]:
        """The folder of each feed, by its address; of one job or of all."""
        chosen = [one for name, one in self.job.items() if job in ("", name)]
        return {url: folder for one in chosen for url, folder in one._feeds.items()}


class Series(NamedTuple):
    """The reports of one job, or of one cell of its grid: a folder with one report per period."""

    name: str
    job_name: str
    job: Job
    parameters: dict[str, Any]


def series_of(jobs: Jobs) -> list[Series]:
    """Every series of reports: one per job, or one per combination of its grid."""
    found = []
    for name, job in jobs.job.items():
        for values in itertools.product(*job.grid.values()):
            cell = dict(zip(job.grid, values, strict=True))
            title = "--".join([name, *(slug(str(value).strip() or "leer") for value in values)])
            found.append(Series(title, name, job, job.parameters | cell))
    return found
