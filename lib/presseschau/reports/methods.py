"""Methods: the paragraph and the reference by which a paper tells of a report or an analysis."""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from presseschau import __version__
from presseschau.articles.doubts import unread
from presseschau.articles.sources import CORPUS_FILES
from presseschau.core.analysis import Analysis
from presseschau.measures.intervals import DRAWS, SEED
from presseschau.measures.quality import measured
from presseschau.reports import GIVEN
from presseschau.reports.parameters import Parameter
from presseschau.reports.provenance import provenance
from presseschau.reports.rendering import texts
from presseschau.reports.rights import bounds
from presseschau.views.page import Html
from presseschau.views.precision import as_read_blind, own_check
from presseschau.views.wording import LANGUAGES, extent, fill, label, number, period

#: The card of a corpus, which a report takes with it.
CARD = CORPUS_FILES[1]
#: The files of a report that hold the paragraph and the reference.
PARAGRAPH, BIBTEX, CSL = "methods.txt", "citation.bib", "citation.json"
#: What CITATION.cff says, which the installed package does not have.
TITLE, AUTHORS, RELEASED = (
    "Presseschau: German news as data",
    "The Presseschau authors",
    (2026, 11, 23),
)
_LICENCE = "MIT"
#: What was measured that a paper should tell.
_TASKS = ("news_quotes", "news_actors", "news_roles", "news_tone")


def methods(analysis: Analysis, language: str = "de", corpus: str = "") -> Html:
    """The methods paragraph in both languages and the reference, to be copied from a notebook.

    Args:
        analysis: What the notebook is about.
        language: "de" or "en": which comes first.
        corpus: How the corpus is called.
    """
    said = {one: paragraph(analysis, one, corpus) for one in LANGUAGES}
    return Html(section_html(said, reference(analysis, corpus), language))


def paragraph(
    analysis: Analysis,
    language: str,
    corpus: str = "",
    changed: Mapping[str, Any] | None = None,
    card: bool = False,
) -> str:
    """The methods paragraph: corpus, annotator, measured quality, intervals, parameters, versions.

    Args:
        analysis: What was counted.
        language: "de" or "en".
        corpus: How the corpus is called.
        changed: The parameters that are not the notebooks' own; None where there are none to tell.
        card: Whether a card of the corpus lies beside.
    """
    t, facts = texts(language)["methods"], provenance(analysis)

    def say(key: str, **values: object) -> str:
        return fill(t[key], language, **values)

    articles, annotator = analysis.articles, analysis.annotator
    when = period(articles, language) or texts(language)["undated"]
    held = {"extent": extent(articles, language), "period": when}
    named = say("corpus", corpus=corpus) if corpus else ""
    parts = [say("basis", **held, corpus=named, data=facts["data"])]
    parts += [t["card"]] if card else []
    digest = facts["annotator"].removeprefix(annotator).strip() or t["none"]
    lexicon, name = facts["lexicon"] or t["none"], label(annotator, language)
    versions = {"version": __version__, "digest": digest, "lexicon": lexicon}
    parts.append(say("found", annotator=name, **versions))
    by_hand = analysis.corrections.query("state == 'applied'")
    if len(by_hand):
        changes = int((by_hand["action"] != "confirm").sum())
        parts.append(say("corrections", n=len(by_hand), changes=changes))
    parts += own_check(analysis, language).values()
    parts += as_read_blind(annotator, language).values()
    scores = [score for score in measured(annotator) if score["task"] in _TASKS]
    told = "; ".join(_score(score, language) for score in scores)
    gold = label(scores[0]["gold"], language) if scores else ""
    parts.append(say("quality", gold=gold, scores=told) if scores else t["unmeasured"])
    parts.append(t["labels"])
    parts.append(say("intervals", draws=number(DRAWS, language), seed=str(SEED)))
    if refused := unread(analysis.rejects):
        parts.append(say("refused", n=refused))
    parts += [
        shown for row in articles.head(1).to_dict("records") if (shown := bounds(row, language))
    ]
    if changed is not None:
        values = ", ".join(f"{name} = {value!r}" for name, value in changed.items())
        parts.append(say("changed", values=values) if values else t["defaults"])
    return " ".join(parts)


def _score(score: Mapping[str, Any], language: str) -> str:
    write = partial(number, language=language, digits=2)
    limits = f" [{write(score['low'])}; {write(score['high'])}]" if score.get("low") else ""
    return f"{label(score['task'], language)} F1 = {write(score['value'])}{limits}"


def reference(analysis: Analysis, corpus: str = "") -> dict[str, str]:
    """The reference to the software, told what it was used for: BibTeX and CSL-JSON, by file."""
    facts = provenance(analysis)
    about = ", ".join(filter(None, (corpus, period(analysis.articles, "en"))))
    note = f"Annotator {facts['annotator']}. Used on: {about}; articles {facts['data']}."
    year, month, day = RELEASED
    entry = {
        "title": f"{{{TITLE}}}",
        "author": f"{{{AUTHORS}}}",
        "version": __version__,
        "year": str(year),
        "month": str(month),
        "license": _LICENCE,
        "note": _plain(note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in entry.items())
    item = {
        "id": f"presseschau-{__version__}",
        "type": "software",
        "title": TITLE,
        "author": [{"literal": AUTHORS}],
        "version": __version__,
        "issued": {"date-parts": [[year, month, day]]},
        "license": _LICENCE,
        "note": note,
    }
    return {
        BIBTEX: f"@software{{presseschau-{__version__},\n{lines}\n}}\n",
        CSL: json.dumps([item], ensure_ascii=False, indent=1) + "\n",
    }


def _plain(text: str) -> str:
    """A text without what BibTeX would read as its own."""
    return "".join("" if letter in "{}\\" else f"\\{letter}" if letter in "#$%&_" else letter
                   for letter in text)  # fmt: skip


def changed_values(
    values: Mapping[str, Any], declared: Mapping[str, Mapping[str, Parameter]]
) -> dict[str, Any]:
    """The parameters of a report that differ from those of all notebooks that declare them."""
    found = {}
    for name, value in values.items():
        defaults = [known[name].default for known in declared.values() if name in known]
        if defaults and value not in (*defaults, ""):
            found[name] = Path(value).name if name in GIVEN else value
    return found


def card_of(sources: Iterable[str | Path]) -> Path | None:
    """The card beside the only source, if it is a corpus that has one."""
    cards = [Path(source) / CARD for source in sources]
    return cards[0] if len(cards) == 1 and cards[0].is_file() else None


def write_methods(folder: Path, said: Mapping[str, str], entry: Mapping[str, str]) -> None:
    """Writes paragraph and reference into a report's folder."""
    text = "\n\n".join(said[language] for language in LANGUAGES)
    (folder / PARAGRAPH).write_text(text + "\n", encoding="utf-8")
    for name, content in entry.items():
        (folder / name).write_text(content, encoding="utf-8")


def section_html(said: Mapping[str, str], entry: Mapping[str, str], language: str) -> str:
    """Paragraph and reference as HTML, the reader's language first."""
    t = texts(language)["methods"]
    first, *others = sorted(said, key=lambda one: one != language)
    more = "".join(f'<p lang="{one}">{escape(said[one], quote=False)}</p>' for one in others)
    return (
        f'<h2 id="methods">{t["title"]}</h2><p class="how">{t["how"]}</p>'
        f'<p lang="{first}">{escape(said[first], quote=False)}</p>'
        f"<details><summary>{t['other']}</summary>{more}</details>"
        f"<details><summary>{t['bibtex']}</summary>"
        f"<pre>{escape(entry[BIBTEX], quote=False)}</pre></details>"
    )
