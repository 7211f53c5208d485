"""The first page of a report: what it is, what it found, and what went into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from presseschau.core.analysis import Analysis
from presseschau.measures.presence import presence
from presseschau.measures.voice import directness, share_of_voice, spoken
from presseschau.reports.article_pages import article_list
from presseschau.reports.parameters import Parameter
from presseschau.reports.provenance import provenance
from presseschau.reports.rendering import Body, PageLink, render, texts
from presseschau.views.cells import quality_box
from presseschau.views.wording import advice, fill, label, number, percent, word

_SHOWN_REJECTS = 50
_INTERNAL = ("source", "evidence")
#: Quotes of an outlet from which on its share of direct ones is worth a word.
_LEAST = 10


def overview_page(
    analysis: Analysis,
    pages: Sequence[PageLink],
    bodies: Mapping[str, Body],
    values: Mapping[str, Any],
    declared: Mapping[str, Mapping[str, Parameter]],
    dateline: str,
    notice: str = "",
    pdf: bool = False,
    opening: Mapping[str, Any] | None = None,
) -> str:
    """The report's index.html, whose cards show the first chart and the finding of each page.

    ``notice`` is what a reader must know first, such as that there are no articles, and
    ``opening`` what changed since the report before: title, how, and groups of lines.
    """
    language = values["language"]
    t = texts(language)
    rejects = analysis.rejects.to_dict("records")
    for row in rejects:
        row["detail"] = advice(row["reason"], row["detail"], language)
        row["reason"] = label(row["reason"], language)
    facts = provenance(analysis).items()
    counted = {name: _as_counted(analysis, values, own) for name, own in declared.items()}
    return render(
        "index.html.j2",
        language,
        title=t["name"],
        dateline=dateline,
        notice=notice,
        opening=opening,
        pages=pages,
        current="index",
        figures=_figures(analysis, language),
        cards=[_card(page, bodies[page.name], counted[page.name], language, pdf) for page in pages],
        articles=article_list(analysis, language),
        rejects=rejects[:_SHOWN_REJECTS],
        more_rejects=max(0, len(rejects) - _SHOWN_REJECTS),
        parameters=_parameter_rows(values, declared, t),
        provenance=[(t["index"][key], fact or t["index"]["unknown"]) for key, fact in facts],
        quality=Markup(quality_box(analysis.annotator, language)),
        files=_files(pages, t, pdf),
    )


def _figures(analysis: Analysis, language: str) -> list[tuple[str, str]]:
    """What stands under each figure, and the figure; outlets only where any is known."""
    t, quotes = texts(language)["index"], spoken(analysis)
    direct = directness(analysis, quotes)
    of_what = t["direct_marked" if direct.isna().any() else "direct"]
    counts = {
        "articles": len(analysis.articles),
        "outlets": analysis.articles["outlet"].replace("", None).nunique(),
        "actors": int(analysis.actors["kind"].isin(["PER", "ORG", "GOV"]).sum()),
        "quotes": len(quotes),
        "tone": int((analysis.tone["tenor"] != 0).sum()),
        "rejects": len(analysis.rejects),
    }
    figures = [
        (fill(t[key], language, n=count), number(count, language))
        for key, count in counts.items()
        if count or key != "outlets"
    ]
    return [*figures[:-2], (of_what, percent(direct.mean(), language)), *figures[-2:]]


def _as_counted(
    analysis: Analysis, values: Mapping[str, Any], declared: Mapping[str, Parameter]
) -> Analysis:
    """The analysis as a notebook counts it: where it counts wire texts once, without copies."""
    once = declared.get("count_wire_once")
    return analysis.without_copies() if once and values.get(once.name, once.default) else analysis


def _card(
    page: PageLink, body: Body, analysis: Analysis, language: str, pdf: bool
) -> dict[str, str]:
    in_suite = page.name in texts(language)["titles"]
    return {
        "href": page.href,
        "title": page.title,
        "about": word(f"{page.name}.about", language) if in_suite else "",
        "image": body.image,
        "finding": body.finding or finding(page.name, analysis, language),
        "pdf": f"pdf/{page.name}.pdf" if pdf else "",
    }


def _parameter_rows(
    values: Mapping[str, Any], declared: Mapping[str, Mapping[str, Parameter]], t: Mapping
) -> list[dict[str, str]]:
    found: dict[str, dict[str, Any]] = {}
    for notebook, parameters in declared.items():
        for name, parameter in parameters.items():
            if name in values:
                found[name] = {"": values[name], "help": parameter.help}
            elif name not in _INTERNAL:
                entry = found.setdefault(name, {"help": parameter.help})
                entry[t["titles"].get(notebook, notebook)] = parameter.default
    return [
        {"name": name, "value": _value(entry, t), "help": t["help"].get(name, entry["help"])}
        for name, entry in found.items()
    ]


def _value(entry: Mapping[str, Any], t: Mapping) -> str:
    """Writes a parameter's value; where the notebooks' defaults differ, that of each."""
    shown = {
        where: (t["yes"] if value else t["no"]) if isinstance(value, bool) else str(value)
        for where, value in entry.items()
        if where != "help"
    }
    if len(set(shown.values())) == 1:
        return next(iter(shown.values())) or t["empty_value"]
    return ", ".join(f"{where}: {value}" for where, value in shown.items())


def _files(pages: Sequence[PageLink], t: Mapping, pdf: bool) -> list[tuple[str, list[dict]]]:
    def links(folder: str, ending: str) -> list[dict[str, str]]:
        return [{"href": f"{folder}/{p.name}.{ending}", "text": p.title} for p in pages]

    names = [name for name, _ in Analysis().tables()]
    tables = [{"href": f"tables/{name}.parquet", "text": name} for name in names]
    found = [
        (t["index"]["workbook"], [{"href": "tables.xlsx", "text": "tables.xlsx"}]),
        (t["index"]["tables"], tables),
        (t["index"]["notebooks"], links("notebooks", "ipynb")),
        (t["index"]["run"], [{"href": "run.json", "text": "run.json"}]),
    ]
    return [*found[:1], (t["index"]["pdfs"], links("pdf", "pdf")), *found[1:]] if pdf else found


def finding(name: str, analysis: Analysis, language: str) -> str:
    """The line of a notebook of the suite; empty where there is too little to say."""
    found = _found(name, analysis, language)
    return fill(texts(language)["findings"][name], language, **found) if found else ""


def _found(name: str, analysis: Analysis, language: str) -> Mapping[str, Any]:
    articles, tenor = analysis.articles, analysis.tone["tenor"]
    if name == "corpus" and len(articles):
        copies = articles.loc[articles["wire_group"] != "", "wire_group"]
        undated = int(articles["published"].isna().sum())
        return {"texts": copies.nunique(), "wire": len(copies), "undated": undated}
    if name == "actors" and len(table := presence(analysis, 1)):
        return {"name": table["name"][0], "share": percent(table["value"][0], language)}
    if name == "quotes" and len(table := share_of_voice(analysis, 1)):
        first = table.iloc[0]
        share = percent(first["value"], language)
        return {"name": first["name"], "share": share, "n": first["quotes"], "articles": first["n"]}
    if name == "sentiment" and (tenor != 0).any():
        return {"plus": int((tenor > 0).sum()), "minus": int((tenor < 0).sum())}
    if name == "compare":
        quotes = spoken(analysis)
        direct = directness(analysis, quotes).groupby(quotes["outlet"]).agg(["mean", "count"])
        shares = direct[(direct["count"] >= _LEAST) & (direct.index != "")]["mean"]
        if len(shares) > 1:
            high, low = percent(shares.max(), language), percent(shares.min(), language)
            return {"most": shares.idxmax(), "high": high, "least": shares.idxmin(), "low": low}
    return {}
