"""Rounds: every report that waits is handed to its hook and its recipients; failures are told.

Nothing here keeps a report from being built: a delivery that fails is told in one sentence, the
report stays, and the next run delivers it.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from presseschau.core.plurals import counted
from presseschau.jobs.delivery import ledger
from presseschau.jobs.delivery.hook import run_hook
from presseschau.jobs.delivery.settings import Mail

DELIVERED, UNDELIVERED = "delivered", "undelivered"
_NEXT = "The report stays, and the next run delivers it."


class Ordered(Protocol):
    """What a round needs to know of a series: ``job`` says recipients, hook and hook_timeout."""

    name: str
    job_name: str
    job: Any


class Desk(NamedTuple):
    """What holds for all deliveries of a run."""

    out: Path
    mail: Mail | None
    url: str
    now: dt.datetime
    told: Callable[..., None]


class Waiting(NamedTuple):
    """A finished report that somebody lacks."""

    series: Ordered
    key: str
    folder: Path


def expect(out: Path, series: Ordered, key: str) -> None:
    """Notes before a report is built that it is to be delivered, if it is new and to anyone."""
    wanted = series.job.recipients or series.job.hook
    if wanted and not (out / series.name / key / "run.json").is_file():
        ledger.expect(out, series.name, key)


def deliver(desk: Desk, all_series: Sequence[Ordered]) -> list[Waiting]:
    """Runs the hooks and sends the mails of all reports that wait, the newest first.

    Returns:
        The reports that the mail server may take a little later, for :func:`deliver_again`.
    """
    waiting = _waiting(desk, all_series)
    for item in waiting:
        _call(desk, item)
    if desk.mail is None:
        return []
    young = [item for item in waiting if not _pass_over(desk, desk.mail, item)]
    return _post(desk, desk.mail, young, last=not desk.mail.retries)


def deliver_again(desk: Desk, waiting: Sequence[Waiting], sleep: Callable[[float], None]) -> None:
    """Sends again what the mail server put off or did not hear, with growing pauses."""
    mail, left = desk.mail, list(waiting)
    for attempt in range(mail.retries if mail else 0):
        if not left:
            return
        sleep(mail.pause * 2**attempt)
        left = _post(desk, mail, left, last=attempt == mail.retries - 1)


def tell_failures(
    desk: Desk,
    failures: Mapping[tuple[str, str, str], str],
    all_series: Sequence[Ordered],
    language: str,
) -> None:
    """Tells failures, each once and not again while it lasts: by mail, and to the hooks.

    Args:
        desk: What holds for all deliveries.
        failures: What went wrong in this run by series (or job), period and status.
        all_series: The series of this run; failures of others stay known.
        language: The language of the mail.
    """
    known = ledger.alerted(desk.out)
    current = {" ".join(filter(None, key)): said for key, said in failures.items()}
    names = {one.name for one in all_series} | {one.job_name for one in all_series}
    lasting = {k: v for k, v in known.items() if k in current or k.split()[0] not in names}
    fresh = {key: said for key, said in current.items() if key not in known}
    if fresh and desk.mail and desk.mail.alert:
        from presseschau.jobs.delivery.mail import failure_mail
        from presseschau.jobs.delivery.post import NotSent, send

        try:
            message = failure_mail(fresh, desk.mail, desk.now, language)
            refused = send(message, desk.mail.alert, desk.mail)
            for error in refused.values():
                desk.told("mail", "", UNDELIVERED, f"No alert: {error}")
        except NotSent as error:
            desk.told("mail", "", UNDELIVERED, f"No alert was sent: {error}")
            fresh = {}
    for one in all_series:
        for name, key, status in failures if one.job.hook else ():
            if name == one.name and key and status == "failed" and f"{name} {key} failed" in fresh:
                folder = desk.out / one.name / f"{key}.failed"
                _run_hook(desk, one, key, folder, "failed")
    try:
        ledger.note_alerts(desk.out, lasting | fresh)
    except OSError as error:
        desk.told("mail", "", UNDELIVERED, f"What was told cannot be noted ({error.strerror}).")


def _waiting(desk: Desk, all_series: Sequence[Ordered]) -> list[Waiting]:
    found = []
    for one in all_series:
        for key, became in ledger.noted(desk.out, one.name).items():
            folder = desk.out / one.name / key
            lacks = ledger.lacking(became, one.job.recipients)
            if (lacks or (one.job.hook and not became.hooked)) and (folder / "run.json").is_file():
                found.append(Waiting(one, key, folder))
    return sorted(found, key=lambda item: item.key, reverse=True)


def _pass_over(desk: Desk, mail: Mail, item: Waiting) -> bool:
    """Tells whether a report is too old to be mailed, as where a new job builds a whole year."""
    from presseschau.jobs.delivery.finished import open_report

    end = dt.datetime.fromisoformat(open_report(item.folder).facts["period_end"])
    became = ledger.noted(desk.out, item.series.name)[item.key]
    lacks = ledger.lacking(became, item.series.job.recipients)
    if not lacks or desk.now - end <= dt.timedelta(days=mail.days):
        return False
    age = counted(mail.days, "day")
    said = f"More than {age} old when it was built; the index and the feed have it."
    desk.told(item.series.name, item.key, "not mailed", said)
    _note(desk, item, became._replace(mailed=became.mailed | set(lacks)))
    return True


def _call(desk: Desk, item: Waiting) -> None:
    became = ledger.noted(desk.out, item.series.name)[item.key]
    if not item.series.job.hook or became.hooked:
        return
    if _run_hook(desk, item.series, item.key, item.folder, "built"):
        _note(desk, item, became._replace(hooked=True))


def _run_hook(desk: Desk, series: Ordered, key: str, folder: Path, status: str) -> bool:
    facts = {"folder": str(folder), "job": series.job_name, "series": series.name}
    facts |= {"period": key, "status": status}
    outcome = run_hook(series.job.hook, facts, series.job.hook_timeout)
    desk.told(series.name, key, DELIVERED if outcome.done else UNDELIVERED, outcome.said)
    return outcome.done


def _post(desk: Desk, mail: Mail, waiting: Sequence[Waiting], last: bool) -> list[Waiting]:
    """Mails reports; gives those to try again, and tells the others' failures."""
    from presseschau.jobs.delivery.post import NoServer

    left: list[Waiting] = []
    for place, item in enumerate(waiting):
        try:
            refused = _send(desk, mail, item)
        except NoServer as error:
            rest = list(waiting[place:])
            if error.later and not last:
                return left + rest
            detail = f"{error} Reports that wait for the next run: {len(rest)}."
            desk.told(item.series.name, item.key, UNDELIVERED, detail)
            return left
        except Exception as error:  # whatever it is, the other reports are mailed
            said = " ".join(str(error).split())
            detail = f"The mail cannot be written ({type(error).__name__}: {said}). {_NEXT}"
            desk.told(item.series.name, item.key, UNDELIVERED, detail)
            continue
        if refused and not last and any(error.later for error in refused.values()):
            left.append(item)
        elif refused:
            said = " ".join(dict.fromkeys(str(error) for error in refused.values()))
            desk.told(item.series.name, item.key, UNDELIVERED, f"{said} {_NEXT}")
    return left


def _send(desk: Desk, mail: Mail, item: Waiting) -> dict[str, Any]:
    """Mails one report to all who lack it; gives those who did not get it, each with why."""
    from presseschau.jobs.delivery.finished import open_report
    from presseschau.jobs.delivery.mail import report_mail
    from presseschau.jobs.delivery.post import NoServer, NotSent, send

    became = ledger.noted(desk.out, item.series.name)[item.key]
    lacks = ledger.lacking(became, item.series.job.recipients)
    if not lacks:
        return {}
    report = open_report(item.folder)
    everyone = item.series.job.recipients

    def attempt(with_pdf: bool) -> dict[str, NotSent]:
        message = report_mail(report, everyone, mail, desk.url, desk.now, with_pdf)
        return send(message, lacks, mail)

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
        return dict.fromkeys(lacks, error)
    taken = [one for one in lacks if one not in refused]
    if taken:
        desk.told(item.series.name, item.key, DELIVERED, f"Mailed to {', '.join(taken)}.")
        _note(desk, item, became._replace(mailed=became.mailed | set(taken)))
    return refused


def _note(desk: Desk, item: Waiting, became: ledger.Note) -> None:
    try:
        ledger.note(desk.out, item.series.name, item.key, became)
    except OSError as error:
        said = f"This delivery cannot be noted ({error.strerror}); the next run repeats it."
        desk.told(item.series.name, item.key, UNDELIVERED, said)
