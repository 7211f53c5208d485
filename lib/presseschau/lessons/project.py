"""Project: a pupil's own study, what it still lacks, and how right ten drawn passages are."""

import re
from dataclasses import dataclass
from numbers import Integral
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd
from IPython.display import display

from presseschau.core.analysis import Analysis
from presseschau.core.calls import counted
from presseschau.lessons import diagrams, failures
from presseschau.lessons.answers import is_missing
from presseschau.lessons.feedback import Feedback
from presseschau.measures.intervals import wilson

failures.watch()

#: What a study can ask, as the poster says it.
QUESTIONS = {
    "wer": "Wer kommt zu Wort?",
    "verb": "Mit welchen Verben?",
    "wort": "Mit welchen Wörtern?",
    "zeit": "Wie ändert es sich?",
    "ton": "In welchem Ton?",
}
#: The fields of a plan, each with what it must say.
FIELDS = {
    "namen": "wer ihr seid; Vornamen genügen",
    "art": f"eine dieser fünf Arten: {', '.join(QUESTIONS)}",
    "frage": "eine Frage, die man durch Zählen beantworten kann",
    "suchwort": "das Wort, das eure Artikel enthalten, oder „alle“",
    "gezaehlt_wird": "was ihr zählt und wie",
    "vermutung": "was ihr erwartet, bevor ihr nachseht",
    "widerlegt_wenn": "welches Ergebnis zeigt, dass ihr euch irrt",
}
DRAWN, PROOFS, LIMITS = 10, 3, 3
_SPELT = {"richtig": "r", "ja": "r", "falsch": "f", "nein": "f"}
#: So many articles are needed before a chart can say anything.
FEWEST = 10


@dataclass(frozen=True)
class Project:
    """Everything that a poster tells: plan, corpus, chart, drawn passages and what they showed."""

    plan: dict[str, str]
    corpus: Analysis
    chart: Any = ...
    drawn: Any = ...
    verdicts: str = ""
    proofs: Any = ...
    answer: str = ""
    limits: Any = ...


class Precision(NamedTuple):
    """How many of the passages read by hand are right, with a 95 % interval (Wilson)."""

    right: int
    n: int
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"{self.right} von {self.n} ausgelosten Stellen stimmen: {self.value:.0%}. Mit nur "
            f"{self.n} Stellen kann es alles zwischen {self.low:.0%} und {self.high:.0%} sein."
        ).replace("%", "\u00a0%")


def plan_gaps(plan: dict[str, str], corpus: Analysis | None = None) -> list[str]:
    """Sentences that say what a plan lacks; none where it is ready."""
    if failure := failures.older():
        return [f"Erst der Fehler weiter oben. {failure}"]
    if not isinstance(plan, dict):
        return ["Der Plan hat keine Felder mehr: Er beginnt mit { und endet mit }."]
    gaps = [
        f"Im Feld „{name}“ fehlt, {_says(meaning)}."
        for name, meaning in FIELDS.items()
        if len(_said(plan.get(name))) < (2 if name in ("namen", "art", "suchwort") else 8)
    ]
    gaps += [
        f"Im Feld „{name}“ steht kein Text: Er beginnt und endet mit Anführungszeichen."
        for name in FIELDS
        if not isinstance(plan.get(name, ""), str)
    ]
    kind = _said(plan.get("art")).casefold()
    if len(kind) > 1 and kind not in QUESTIONS:
        gaps.append(f"Die Art „{kind}“ gibt es nicht; wähle {FIELDS['art']}.")
    if corpus is not None and not gaps and len(corpus.articles) < FEWEST:
        gaps.append(
            f"Euer Suchwort findet nur {len(corpus.articles)} Artikel; es sollen mindestens "
            f"{FEWEST} sein. Achtet auf Groß- und Kleinschreibung oder nehmt ein häufigeres Wort."
        )
    return gaps


def search_word(plan: dict[str, str]) -> str:
    """The word that a plan's articles hold; empty where it takes all, or does not say yet."""
    word = str(plan["suchwort"]).strip()
    return "" if is_missing(word) or word == "alle" else word


def draw(selection: Any, corpus: Analysis, word: str = "", seed: int = 1) -> pd.DataFrame:
    """Draws ten passages to be read by hand, numbered from 1; the same ones on every run.

    Args:
        selection: Rows of quotes, judgements or articles of the corpus.
        corpus: Where the rows come from.
        word: Around which a whole article is cut.
        seed: Another number draws others.
    """
    if lacks := _selection_gap(selection):
        display(Feedback("open", lacks))
        return pd.DataFrame(columns=["wer", "text", "outlet", "published", "title"])
    rows = selection.sample(min(DRAWN, len(selection)), random_state=seed)
    articles = corpus.articles.set_index("article_id")[["outlet", "published", "title"]]
    if "article_id" in rows:
        ids = rows["article_id"]
    else:  # judgements bring places of evidence
        ids = rows["evidence"].map(lambda places: str(places[0]).split("#")[0])
    names = corpus.actors.set_index("actor_id")["name"]
    who = rows["name"] if "name" in rows else rows.get("actor_id", "")
    found = pd.DataFrame({"wer": who, "text": [_around(text, word) for text in rows["text"]]},
                         index=rows.index)  # fmt: skip
    found["wer"] = found["wer"].fillna("").map(lambda one: names.get(one, one))
    found = pd.concat([found, articles.reindex(ids).set_axis(rows.index)], axis="columns")
    return found.set_axis(range(1, len(found) + 1))


def _selection_gap(selection: Any) -> str:
    """What keeps passages from being drawn out of a selection."""
    if is_missing(selection):
        return "Noch gibt es keine Auswahl."
    columns = set(selection) if isinstance(selection, pd.DataFrame) else set()
    if "text" not in columns or not columns & {"article_id", "evidence"}:
        return ("Eure Auswahl ist keine Tabelle, in der noch alle Spalten stehen. Sie beginnt zum "
                "Beispiel mit auswahl = zitate[…]")  # fmt: skip
    if selection.empty:
        return ("In eurer Auswahl ist keine Zeile. Stehen Wörter und Namen genau so in der "
                "Tabelle, mit Vornamen, groß und klein?")  # fmt: skip
    return ""


def precision(verdicts: Any) -> Precision | None:
    """How right the read passages are: "r" for right and "f" for wrong, one letter each."""
    letters = _letters(verdicts)
    if failures.older(told=False) or not letters or set(letters) - {"r", "f"}:
        return None
    right, n = letters.count("r"), len(letters)
    return Precision(right, n, right / n, *map(float, wilson(right / n, n)))


def lacking(project: Project) -> list[str]:
    """Sentences that say what is still to do before a project has its poster."""
    gaps = plan_gaps(project.plan, project.corpus)
    axes = diagrams.axes_of(project.chart)
    if axes is None or not diagrams.lengths(axes):
        gaps.append("Es fehlt das Diagramm: mit Balken oder einer Linie, und hinter plot.barh "
                    "stehen Klammern.")  # fmt: skip
    else:
        gaps += [f"Am Diagramm fehlt {what}." for what in diagrams.lacking(axes)]
    gaps += _reading_gaps(project)
    if not isinstance(project.answer, str) or len(_said(project.answer)) < 20:
        gaps.append("Es fehlt die Antwort: ein Satz, der nicht mehr behauptet, als ihr zeigt.")
    limits = project.limits if isinstance(project.limits, list | tuple) else []
    if sum(len(_said(one)) >= 10 for one in limits if isinstance(one, str)) < LIMITS:
        gaps.append(f"Es fehlen Grenzen: mindestens {LIMITS}, jede ein Text, mit Komma dazwischen.")
    return gaps


def _reading_gaps(project: Project) -> list[str]:
    """What of the drawn passages has not been read or chosen yet."""
    n = len(project.drawn) if isinstance(project.drawn, pd.DataFrame) else 0
    if not n:
        return ["Es fehlen die ausgelosten Stellen: Ist eure Auswahl eine Tabelle mit Texten?"]
    if not project.drawn["title"].isin(project.corpus.articles["title"]).all():
        return ["Die ausgelosten Stellen sind aus anderen Artikeln: Führt alle Zellen neu aus."]
    letters = _letters(project.verdicts)
    if len(letters) != n:
        written = counted(len(letters), "Urteil", "Urteile")
        return [f"Es sind {n} Stellen; ihr habt {written} geschrieben."]
    if precision(project.verdicts) is None:
        return ["Die Urteile dürfen nur aus r (richtig) und f (falsch) bestehen."]
    listed = list(project.proofs) if isinstance(project.proofs, list | tuple | set) else []
    chosen = [one for one in listed if isinstance(one, Integral) and 1 <= one <= n]
    if len(listed) != PROOFS or len(set(chosen)) != PROOFS:
        return [f"Es fehlen die Belege: {PROOFS} verschiedene Nummern zwischen 1 und {n}, in der "
                "Form belege = [1, 2, 3]."]  # fmt: skip
    wrong = [str(number) for number in chosen if letters[number - 1] == "f"]
    if wrong:
        return [f"Stelle {' und '.join(wrong)} habt ihr selbst falsch genannt; sie belegt nichts."]
    return []


def _said(value: Any) -> str:
    """What stands in a field, without the three dots."""
    return "" if is_missing(value) else str(value).strip(" .…")


def _says(meaning: str) -> str:
    asks = meaning.split()[0] in ("wer", "was", "welches")
    return meaning if asks else f"was hineingehört: {meaning}"


def _letters(verdicts: Any) -> str:
    if is_missing(verdicts):
        return ""
    listed = verdicts if isinstance(verdicts, list | tuple) else [verdicts]
    words = re.findall(r"[^\W_]+", " ".join(map(str, listed)).casefold())
    return "".join(_SPELT.get(word, word) for word in words)


def _around(text: str, word: str) -> str:
    """A passage: the whole, if it is short, else what stands around the word."""
    most = 300
    place = max(text.find(word), 0) if len(text) > most else 0
    start = max(place - most // 2, 0)
    piece = shorten(text[start:], most, placeholder=" …")
    return f"… {piece.partition(' ')[2]}" if start else piece
