"""Rounds: the overviews are renewed, waiting reports go to hooks and readers; failures are told.

Nothing here keeps a report from being built: a delivery that fails is told in one sentence, the
report stays, and the next run delivers it.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from presseschau import __version__
from presseschau.core.calls import counted
from presseschau.jobs.delivery import ledger
from presseschau.jobs.delivery.hook import run_hook
from presseschau.jobs.orders import Series
from presseschau.jobs.settings import Mail

DELIVERED, UNDELIVERED = "delivered", "undelivered"
_NEXT = "The report stays, and the next run delivers it."


class Waiting(NamedTuple):
    """A finished report that somebody lacks: recipients, or the hook."""

    series: Series
    key: str
    folder: Path
    lacks: list[str]
    hook_lacks: bool


class Round(NamedTuple):
    """One round of building and delivering: in which folder, when, and who is told of it."""

    out: Path
    mail: Mail | None
    url: str
    now: dt.datetime
    told: Callable[..., None]
    sleep: Callable[[float], None]

    def expect(self, series: Series, key: str) -> None:
        """Notes before a report is built that it is to be delivered, if it is new and to anyone."""
        wanted = series.job.recipients or series.job.hook
        if wanted and not (self.out / series.name / key / "run.json").is_file():
            ledger.note(self.out, series.name, key)

    def deliver(self, all_series: Sequence[Series]) -> list[Waiting]:
        """Runs the hooks and sends the mails of all reports that wait, the newest first.

        Returns:
            The reports that the mail server may take a little later, for :meth:`deliver_again`.
        """
        waiting = self._waiting(all_series)
        for item in waiting:
            if item.hook_lacks and self._run_hook(item.series, item.key, item.folder, "built"):
                self._note(item, hooked=True)
        if self.mail is None:
            return []
        young = [item for item in waiting if item.lacks and not self._pass_over(item, self.mail)]
        return self._post(young, self.mail, last=not self.mail.retries)

    def deliver_again(self, waiting: Sequence[Waiting]) -> None:
        """Sends again what the mail server put off or did not hear, with growing pauses."""
        mail, left = self.mail, list(waiting)
        for attempt in range(mail.retries if mail else 0):
            if not left:
                return
            self.sleep(mail.pause * 2**attempt)
            left = self._post(left, mail, last=attempt == mail.retries - 1)

    def tell_failures(
        self,
        failures: Mapping[tuple[str, str, str], str],
        all_series: Sequence[Series],
        language: str,
    ) -> None:
        """Tells failures, each once and not again while it lasts: by mail, and to the hooks.

        They are known by series (or job), period and status. Failures of series that are not
        among those of this run stay known.
        """
        known = ledger.alerted(self.out)
        current = {" ".join(filter(None, key)): said for key, said in failures.items()}
        names = {one.name for one in all_series} | {one.job_name for one in all_series}
        lasting = {k: v for k, v in known.items() if k in current or k.split()[0] not in names}
        fresh = {key: said for key, said in current.items() if key not in known}
        if fresh and self.mail and self.mail.alert:
            from presseschau.jobs.delivery.mail import failure_mail
            from presseschau.jobs.delivery.post import NotSent, send

            try:
                message = failure_mail(fresh, self.mail, self.now, language)
                for error in send(message, self.mail.alert, self.mail).values():
                    self.told("mail", "", UNDELIVERED, f"No alert: {error}")
            except NotSent as error:
                self.told("mail", "", UNDELIVERED, f"No alert was sent: {error}")
                fresh = {}
        for one in all_series:
            for name, key, status in failures if one.job.hook else ():
                is_new = f"{name} {key} failed" in fresh
                if name == one.name and key and status == "failed" and is_new:
                    self._run_hook(one, key, self.out / name / f"{key}.failed", "failed")
        try:
            ledger.note_alerts(self.out, lasting | fresh)
        except OSError as error:
            said = f"What was told cannot be noted ({error.strerror})."
            self.told("mail", "", UNDELIVERED, said)

    def _waiting(self, all_series: Sequence[Series]) -> list[Waiting]:
        found = []
        for one in all_series:
            for key, became in ledger.noted(self.out, one.name).items():
                folder = self.out / one.name / key
                lacks = [to for to in one.job.recipients if to not in became.mailed]
                hook_lacks = bool(one.job.hook) and not became.hooked
                if (lacks or hook_lacks) and (folder / "run.json").is_file():
                    found.append(Waiting(one, key, folder, lacks, hook_lacks))
        return sorted(found, key=lambda item: item.key, reverse=True)

    def _pass_over(self, item: Waiting, mail: Mail) -> bool:
        """Whether a report is too old to be mailed, as where a new job builds a whole year."""
        from presseschau.jobs.delivery.finished import open_report

        end = dt.datetime.fromisoformat(open_report(item.folder).facts["period_end"])
        if self.now - end <= dt.timedelta(days=mail.days):
            return False
        age = counted(mail.days, "day")
        said = f"More than {age} old when it was built; the index and the feed have it."
        self.told(item.series.name, item.key, "not mailed", said)
        self._note(item, mailed=item.lacks)
        return True

    def _run_hook(self, series: Series, key: str, folder: Path, status: str) -> bool:
        facts = {"folder": str(folder), "job": series.job_name, "series": series.name}
        facts |= {"period": key, "status": status}
        done, said = run_hook(series.job.hook, facts, series.job.hook_timeout)
        self.told(series.name, key, DELIVERED if done else UNDELIVERED, said)
        return done

    def _post(self, waiting: Sequence[Waiting], mail: Mail, last: bool) -> list[Waiting]:
        """Mails reports; hands back those to try again, and tells the others' failures."""
        from presseschau.jobs.delivery.post import NoServer

        left: list[Waiting] = []
        for place, item in enumerate(waiting):
            try:
                refused = self._send(item, mail)
            except NoServer as error:
                rest = list(waiting[place:])
                if error.later and not last:
                    return left + rest
                detail = f"{error} Reports that wait for the next run: {len(rest)}."
                self.told(item.series.name, item.key, UNDELIVERED, detail)
                return left
            except Exception as error:  # whatever it is, the other reports are mailed
                said = " ".join(str(error).split())
                detail = f"The mail cannot be written ({type(error).__name__}: {said}). {_NEXT}"
                self.told(item.series.name, item.key, UNDELIVERED, detail)
                continue
            if refused and not last and any(error.later for error in refused.values()):
                left.append(item._replace(lacks=[to for to in item.lacks if to in refused]))
            elif refused:
                said = " ".join(dict.fromkeys(str(error) for error in refused.values()))
                self.told(item.series.name, item.key, UNDELIVERED, f"{said} {_NEXT}")
        return left

    def _send(self, item: Waiting, mail: Mail) -> dict[str, Any]:
        """Mails one report to all who lack it; says who did not get it, and why."""
        from presseschau.jobs.delivery.finished import open_report
        from presseschau.jobs.delivery.mail import report_mail
        from presseschau.jobs.delivery.post import NoServer, NotSent, send

        report, everyone = open_report(item.folder), item.series.job.recipients

        def attempt(with_pdf: bool) -> dict[str, NotSent]:
            message = report_mail(report, everyone, mail, self.url, self.now, with_pdf)
            return send(message, item.lacks, mail)

        try:
            try:
                refused = attempt(True)
            except NotSent as error:
                if not error.too_large:
                    raise
                refused = attempt(False)
        except NoServer:
            raise
        except NotSent as error:
            return dict.fromkeys(item.lacks, error)
        if taken := [one for one in item.lacks if one not in refused]:
            self.told(item.series.name, item.key, DELIVERED, f"Mailed to {', '.join(taken)}.")
            self._note(item, mailed=taken)
        return refused

    def _note(self, item: Waiting, **became: Any) -> None:
        try:
            ledger.note(self.out, item.series.name, item.key, **became)
        except OSError as error:
            said = f"This delivery cannot be noted ({error.strerror}); the next run repeats it."
            self.told(item.series.name, item.key, UNDELIVERED, said)


def refresh(out: Path, url: str = "", language: str = "de") -> bool:
    """Writes index.html and feed.xml unless they show the reports as they are; tells whether.

    Raises:
        OSError: A page cannot be written; it then stays as it was.
    """
    memory = out / ".work" / "overviews.txt"
    pages = (out / "index.html", out / "feed.xml")
    shown = _fingerprint(out, url, language)
    if all(page.is_file() for page in (*pages, memory)) and memory.read_text("utf-8") == shown:
        return False
    # Only now: these read templates and charts, and a run with nothing to do ends at once.
    from presseschau.jobs.delivery.atom import write_feed
    from presseschau.jobs.delivery.index import write_index

    write_index(out, language)
    write_feed(out, url, language)
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(shown, encoding="utf-8")
    return True


def _fingerprint(out: Path, url: str, language: str) -> str:
    """What tells reports from each other: the files that the overviews are made of."""
    paths = [
        *out.glob("*/*/run.json"),
        *out.glob("*/*.failed/reason.txt"),
        *out.glob("*/trend.html"),
    ]
    told = [__version__, url, language, json.dumps(ledger.late(out))]
    for path in sorted(paths):
        if path.is_file():
            stat = path.stat()
            told.append(f"{path.relative_to(out)} {stat.st_mtime_ns} {stat.st_size}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
