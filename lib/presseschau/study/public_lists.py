"""Public lists of people: exports of Wikidata, abgeordnetenwatch and the Bundestag, read alike."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd
from lxml import etree

from presseschau.articles.dates import parse_date
from presseschau.core.calls import WrongCall
from presseschau.core.given import given_table, given_text

#: What the columns of the lists are called, by what they tell; the first that a list has counts.
COLUMNS = {
    "id": ("item", "person", "politician", "wikidata", "qid", "qid_wikidata",
           "politician.id", "id"),
    "name": ("name", "itemlabel", "personlabel", "politicianlabel", "politician.label",
             "label"),
    "aliases": ("aliases", "altlabel", "itemaltlabel", "personaltlabel"),
    "gender": ("gender", "genderlabel", "sex", "sexlabel", "sex_or_genderlabel", "geschlecht"),
    "party": ("party.label", "partylabel", "party", "member_of_political_partylabel", "partei"),
    "office": ("office", "officelabel", "position", "positionlabel", "position_heldlabel",
               "parliament_period.label", "amt", "role", "occupation"),
    "start": ("start", "starttime", "start_date", "startdate", "von"),
    "end": ("end", "endtime", "end_date", "enddate", "bis"),
}  # fmt: skip
_TERM = re.compile(r'^(?:<(.*)>|"(.*)"(?:@[\w-]+|\^\^<.*>)?)$')
_GENDERS = {
    **dict.fromkeys(("m", "male", "männlich", "mann", "q6581097"), "m"),
    **dict.fromkeys(("f", "w", "female", "weiblich", "frau", "q6581072"), "f"),
    **dict.fromkeys(("d", "divers", "nichtbinär", "non-binary", "q48270"), "d"),
}


def read_list(path: str | Path) -> pd.DataFrame:
    """Reads a public list of people; the forms are told in ``data/README.md``.

    Args:
        path: CSV or JSON of Wikidata's query service, JSON of abgeordnetenwatch's interface, the
            Bundestag's ``MDB_STAMMDATEN.XML``, or any CSV whose columns are called likewise.

    Returns:
        One row per person: id, name, aliases (all of them, parted by "; "), gender ("m", "f", "d"
        or ""), party, offices (a tuple of office, start and end; days as "2021-12-08" or "").

    Raises:
        WrongCall: The list cannot be read, or does not say what its people are called.
    """
    path = Path(path)
    read = {".csv": _csv, ".tsv": _csv, ".json": _json, ".xml": _bundestag}.get(path.suffix.lower())
    if read is None:
        raise WrongCall(f"'{path}' is no list in CSV, JSON or XML.")
    try:
        rows = read(path)
    except WrongCall:
        raise
    except FileNotFoundError:
        raise WrongCall(f"There is no list '{path}'; check the path.") from None
    except (ValueError, KeyError, TypeError, etree.XMLSyntaxError) as error:
        said = str(error).partition(" (<string>")[0].rstrip(".")
        raise WrongCall(f"'{path}' is damaged: {said}.") from None
    rows = rows.rename(columns=str.casefold)
    told = {name: [c for c in forms if c in rows] for name, forms in COLUMNS.items()}
    lacks = "" if told["name"] else "the names; call one 'name'"
    if not any(told[name] for name in ("id", "gender", "party", "office")):
        lacks = lacks or "more than names; call one 'party', 'gender' or 'office'"
    if lacks:
        there = ", ".join(map(str, rows.columns[:8])) or "none"
        raise WrongCall(f"{path}, line 1: no column tells {lacks}. The columns are: {there}.")
    rows = rows.astype(object).where(rows.notna() & (rows != "")).assign(**{"": ""})
    cells = {name: rows[[*found, ""]].bfill(axis=1).iloc[:, 0] for name, found in told.items()}
    return _people(pd.DataFrame(cells).astype("str").apply(lambda column: column.str.strip()))


def _csv(path: Path) -> pd.DataFrame:
    text, separator = given_table(path, "list")
    # Wikidata's TSV: "?item" in the header, and in cells <address>, "text"@de and "day"^^<kind>.
    wikidata = text.startswith("?")
    quoting = csv.QUOTE_NONE if wikidata else csv.QUOTE_MINIMAL
    rows = pd.read_csv(io.StringIO(text), sep=separator, dtype=str, quoting=quoting)
    if not wikidata:
        return rows
    rows = rows.rename(columns=lambda name: name.removeprefix("?"))
    return rows.apply(
        lambda cells: cells.str.replace(_TERM, lambda m: m[1] or m[2] or "", regex=True)
    )


def _json(path: Path) -> pd.DataFrame:
    told = json.loads(given_text(path, "list"))
    if isinstance(told, dict) and "results" in told:  # Wikidata's
        found = told["results"]["bindings"]
        return pd.DataFrame([{k: cell["value"] for k, cell in row.items()} for row in found])
    rows = pd.json_normalize(told["data"] if isinstance(told, dict) else told)
    if "type" in rows:  # of abgeordnetenwatch: to stand for an office is not to hold it
        rows.loc[rows["type"] == "candidacy", "parliament_period.label"] = None
    return rows


def _bundestag(path: Path) -> pd.DataFrame:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    rows = []
    for member in etree.fromstring(path.read_bytes(), parser).iter("MDB"):
        names = [name for one in member.iter("NAME") for name in _full_names(one)]
        about = {"id": member.findtext("ID"), "name": names[-1], "aliases": "; ".join(names[:-1])}
        about["gender"] = member.findtext(".//GESCHLECHT")
        about["party"] = member.findtext(".//PARTEI_KURZ")
        about["office"] = "Mitglied des Bundestages"
        for term in member.iter("WAHLPERIODE"):
            days = {"start": term.findtext("MDBWP_VON"), "end": term.findtext("MDBWP_BIS")}
            rows.append({**about, **days})
    return pd.DataFrame(rows)


def _full_names(name: etree._Element) -> Iterator[str]:
    """A name with its title of nobility, if it has one, and as papers write it, without."""
    for parts in (("VORNAME", "ADEL", "PRAEFIX", "NACHNAME"), ("VORNAME", "PRAEFIX", "NACHNAME")):
        yield " ".join(filter(None, map(name.findtext, parts)))


def _people(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per person: all rows of an id; without one, those of a name, gender and party."""
    rows["id"] = rows["id"].str.rpartition("/")[2]
    rows["gender"] = rows["gender"].str.rpartition("/")[2].str.casefold().map(_GENDERS).fillna("")
    rows = rows[(rows["name"] != "") & (rows["name"] != rows["id"])]  # an id for want of a label
    own = rows["name"] + "|" + rows["gender"] + "|" + rows["party"]
    key = rows["id"].where(rows["id"] != "", own)
    people = [
        {
            "id": group["id"].iloc[0],
            "name": group["name"].iloc[0],
            "aliases": _joined([*group["name"][1:], *group["aliases"]], but=group["name"].iloc[0]),
            "gender": next(filter(None, group["gender"]), ""),
            "party": _joined(group["party"]),
            "offices": _offices(group),
        }
        for _, group in rows.groupby(key, sort=False)
    ]
    return pd.DataFrame(people, columns=["id", "name", "aliases", "gender", "party", "offices"])


def _joined(cells: Iterable[str], but: str = "") -> str:
    parts = (part.strip() for cell in cells for part in cell.replace("|", ";").split(";"))
    return "; ".join(dict.fromkeys(part for part in parts if part and part != but))


def _offices(group: pd.DataFrame) -> tuple[tuple[str, str, str], ...]:
    rows = group.loc[group["office"] != "", ["office", "start", "end"]].drop_duplicates()
    days = (rows["start"].map(_day), rows["end"].map(partial(_day, of_year="12-31")))
    return tuple(zip(rows["office"], *days, strict=True))


def _day(cell: str, of_year: str = "01-01") -> str:
    found = parse_date(f"{cell}-{of_year}" if cell.isdigit() else cell[:10])
    return f"{found:%Y-%m-%d}" if found else ""
