"""The mail: a report in short, with its charts and its PDFs, and the mail about failures."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.jobs.delivery.finished import Finished, period_title
from presseschau.jobs.settings import Mail, address
from presseschau.measures.quality import is_precise
from presseschau.reports.rendering import render, texts
from presseschau.reports.safety import harmless
from presseschau.views import charts
from presseschau.views.charts.pictures import png
from presseschau.views.wording import fill, number, word

#: A mail is short; fewer articles than these prove nothing.
ROWS, LEAST = 8, 5
#: Servers and telephones take lines of seven bits, and subjects of one line.
_POLICY = SMTP.clone(cte_type="7bit")
_SUBJECT, _MEGABYTE = 110, 1_000_000


class Picture(NamedTuple):
    """A chart with its title and what it says in words."""

    name: str
    title: str
    alt: str
    png: bytes


def _tone(analysis: Analysis) -> pd.DataFrame:
    table = measures.tone_by(analysis, "name", voice="outlet", top=ROWS)
    return table[~charts.is_small(table) & is_precise(analysis)]


#: The first view of each notebook: its wording, its figures, their unit.
_FIRST: dict[str, tuple[str, Callable[[Analysis], pd.DataFrame], str]] = {
    "actors": ("actors.presence", partial(measures.presence, top=ROWS), "share"),
    "quotes": ("quotes.voice", partial(measures.share_of_voice, top=ROWS), "share"),
    "sentiment": ("sentiment.actors", _tone, "score"),
}


def pictures(report: Finished, language: str) -> list[Picture]:
    """The first chart of each page of a report that opens with a ranking of actors.

    There are none where the report rests on fewer than five articles.
    """
    said = report.facts.get("parameters", {})
    analysis = Analysis.load(report.folder / "tables").select(outlet=said.get("outlet", ""))
    if len(analysis.articles) < LEAST:
        return []
    if said.get("count_wire_once"):
        analysis = analysis.without_copies()
    found = []
    for name in (Path(page).stem for page in report.facts.get("pages", [])):
        if name not in _FIRST:
            continue
        key, figures, unit = _FIRST[name]
        if len(table := figures(analysis)):
            chart = charts.ranking(table, "name", language, unit)
            title = word(f"{key}.title", language)
            found.append(Picture(name, title, f"{title}: {chart.alt}", png(chart)))
    return found


def report_mail(
    report: Finished,
    recipients: Sequence[str],
    mail: Mail,
    url: str,
    now: dt.datetime,
    with_pdf: bool = True,
) -> EmailMessage:
    """The mail about a finished report: changes, quotations, charts, PDFs.

    A web server shows the folder of all series at ``url``, which ends in "/" or is empty. PDFs
    are attached as far as the limit allows, and none without ``with_pdf``; the mail says which.
    """
    language = report.language or "de"
    t = texts(language)["delivery"]
    place = f"{quote(report.series)}/{quote(report.key)}/"
    drawn = pictures(report, language)
    attached, left_out = _pdfs(report, mail, with_pdf)
    link = f"{url}{place}index.html" if url else ""
    shown = {
        "title": period_title(report, language),
        "series": report.series,
        "how": report.opening.get("how", ""),
        "groups": _groups(report, f"{url}{place}" if url else ""),
        "link": link,
        "pictures": [one._asdict() | {"cid": _cid(report, one.name)} for one in drawn],
        "notes": _notes(report, attached, left_out, link, language),
        "footer": fill(t["footer"], language, series=report.series),
    }
    message = EmailMessage(_POLICY)
    headline = report.opening.get("headline", "")
    subject = f"{report.series}, {period_title(report, language, short=True)}: {headline}"
    _address(message, subject, recipients, mail, now)
    message["Message-ID"] = f"<{_id(report, url)}@{address(mail.sender).domain}>"
    message.set_content(_plain(shown, t))
    message.add_alternative(render("mail.html.j2", language, **shown), subtype="html")
    body = message.get_payload()[1]
    for one in drawn:
        named = {"cid": f"<{_cid(report, one.name)}>", "filename": f"{one.name}.png"}
        body.add_related(one.png, "image", "png", disposition="inline", **named)
    for path in attached:
        name = f"{report.series}-{report.key}-{path.name}"
        message.add_attachment(path.read_bytes(), "application", "pdf", filename=name)
    return message


def failure_mail(
    failures: Mapping[str, str], mail: Mail, now: dt.datetime, language: str
) -> EmailMessage:
    """The mail about failures, to the addresses that ``alert`` names.

    Of the failures it tells what failed, like "morgen 2026-04-03", and why in a sentence.
    """
    t = texts(language)["delivery"]
    message = EmailMessage(_POLICY)
    n = len(failures)
    subject = fill(t["alert"], language, n=n, first=next(iter(failures)))
    _address(message, subject, mail.alert, mail, now)
    told = [f"{name}\n  {said}" for name, said in failures.items()]
    lead = fill(t["alert_lead"], language, n=n)
    message.set_content(harmless("\n\n".join([lead, *told, t["alert_end"]])) + "\n")
    return message


def _address(
    message: EmailMessage, subject: str, to: Sequence[str], mail: Mail, now: dt.datetime
) -> None:
    """Writes the headers; whatever stands in them stays within its line."""
    message["From"] = address(mail.sender)
    message["To"] = [address(one) for one in to]
    line = " ".join(harmless(subject).split())
    cut = line[: _SUBJECT - 1].rstrip() + "…"
    message["Subject"] = line if len(line) <= _SUBJECT else cut
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"


def _pdfs(report: Finished, mail: Mail, wanted: bool) -> tuple[list[Path], list[Path]]:
    """The PDFs to attach and those that are too large, in the order of the pages."""
    paths = [report.folder / "pdf" / f"{Path(p).stem}.pdf" for p in report.facts.get("pages", [])]
    attached: list[Path] = []
    left_out: list[Path] = []
    room = mail.pdf_limit * _MEGABYTE if wanted else 0
    for path in filter(Path.is_file, paths):
        size = path.stat().st_size
        fits = size <= room
        (attached if fits else left_out).append(path)
        room -= size if fits else 0
    return attached, left_out


def _notes(
    report: Finished, attached: list[Path], left_out: list[Path], link: str, language: str
) -> list[str]:
    t, titles = texts(language)["delivery"], texts(language)["titles"]

    def named(paths: Sequence[Path]) -> str:
        return ", ".join(titles.get(path.stem, path.stem) for path in paths)

    found = []
    if attached:
        found.append(fill(t["attached"], language, names=named(attached)))
    if left_out:
        size = number(sum(p.stat().st_size for p in left_out) / _MEGABYTE, language, 1)
        said = {"names": named(left_out), "size": size, "n": len(left_out)}
        found.append(fill(t["too_large"], language, **said))
    if report.facts.get("rejects"):
        found.append(fill(t["refused"], language, n=report.facts["rejects"]))
    where = fill(t["where"], language, place=f"{report.series}/{report.key}")
    return found if link else [*found, where]


def _groups(report: Finished, base: str) -> list[dict[str, Any]]:
    """The changes with links to their evidence, where there is an address."""
    return [
        {
            "title": group["title"],
            "quotes": group["kind"] == "quote",
            "lines": [
                {"text": line["text"], "links": [base + link for link in line["links"] if base]}
                for line in group["lines"]
            ],
        }
        for group in report.opening.get("groups", [])
    ]


def _plain(shown: Mapping[str, Any], t: Mapping[str, str]) -> str:
    parts = [f"{shown['title']}\n{shown['series']}", shown["how"]]
    for group in shown["groups"]:
        parts.append("\n".join([group["title"], *(f"- {one['text']}" for one in group["lines"])]))
    parts += [picture["alt"] for picture in shown["pictures"]]
    if shown["link"]:
        parts.append(f"{t['open']}: {shown['link']}")
    parts += [*shown["notes"], f"-- \n{shown['footer']}"]
    return harmless("\n\n".join(filter(None, parts))) + "\n"


def _id(report: Finished, url: str) -> uuid.UUID:
    """The same id for the same report, so that a second copy can be known as one."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{url or 'presseschau:'}{report.series}/{report.key}")


def _cid(report: Finished, name: str) -> str:
    plain = re.sub(r"[^\w.-]", "", f"{name}.{report.series}.{report.key}", flags=re.ASCII)
    return f"{plain}@presseschau"
