"""Needs: what a view of the suite asks of a corpus before it has something to show."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.tables import OUTLET_VOICE
from presseschau.core.titles import headed
from presseschau.measures.groups import LEAST_KNOWN
from presseschau.measures.presence import beyond_chance
from presseschau.measures.quality import LEAST_PRECISION, is_precise
from presseschau.measures.voice import without_marks
from presseschau.views.charts import is_small
from presseschau.views.wording import UNITS, date, word

#: Fewer judged sentences, or sentences with events, carry no mean, and fewer articles no share.
LEAST_SENTENCES, LEAST_ARTICLES = 30, 5
#: Actors whose mean tenor is shown, if they are judged more than once.
_SHOWN = 12
#: What each view needs besides rows; where rows are missing, why.
_NEEDS = {
    **dict.fromkeys(("quotes.gender", "quotes.gender_trend"), "genders"),
    "sentiment.valence": "events",
    "actors.presence": "twice",
    "actors.pairs": "pairs",
    "corpus.stories": "stories",
    "corpus.wire": "copies",
    "quotes.retold": "retold",
    "quotes.printings": "printings",
    "quotes.cues": "cues",
    "quotes.about_whom": "about",
    **dict.fromkeys(("sentiment.evidence", "quotes.disputed"), ""),
}
#: Pages on which every view needs the same.
_PAGES = {"quotes": "quotes", "sentiment": "judgements", "compare": "outlets"}
_OVER_TIME = ("corpus.weeks", "actors.when", "sentiment.weeks", "quotes.gender_trend")
_JUDGING = ("compare.tone", "compare.difference_tenor", "person.tone", "story.tone")
#: Views that hold the shares of outlets against each other.
_SHARES = (
    *("actors.where", "quotes.modes", "quotes.manner_outlets", "quotes.stances_outlets"),
    *("sentiment.outlets", "compare.voice"),
)
#: So many articles of two days that lie so far apart were hardly published on them.
_MANY, _FAR = 10, pd.Timedelta(days=30)
#: Pages of a report on which no figure stands that rests on fewer articles; counts of people have
#: a limit of their own.
_CARRYING, _COUNTING = ("actors", "quotes", "compare"), ("quotes.gender", "quotes.gender_trend")
_VERBATIM = ("quotes.modes", "quotes.modes_actors")
#: What tells that the rows of a view say too little.
_THIN = {
    "stories": lambda table: len(table) < 2,  # one cell says nothing of stories and outlets
    "twice": lambda table: table.get("articles", pd.Series([2])).max() < 2,
    "cues": lambda table: table.get("quotes", pd.Series([2])).max() < 2,
    "pairs": lambda table: beyond_chance(table).empty,
    "about": lambda table: min(table["speaker"].nunique(), table["target"].nunique()) < 2,
}


def several_outlets(articles: pd.DataFrame, least: int = 1) -> bool:
    """Tells whether there are outlets to compare, each with so many articles."""
    return int((articles["outlet"].replace("", None).value_counts() >= least).sum()) > 1


def need_said(need: str, language: str) -> str:
    """What a corpus lacks, in words, with how many it would take."""
    least = {"genders": LEAST_KNOWN, "imprecise": LEAST_PRECISION}
    least |= dict.fromkeys(("shares", "thin"), LEAST_ARTICLES)
    return word(f"needs.{need}", language, least=least.get(need, LEAST_SENTENCES))


def unshown_html(unshown: Mapping[str, list[str]], language: str, folded: bool) -> str:
    """What a corpus lacks, each need with the titles of the views that are not shown for it."""
    lines = [
        f"<li>{escape(need_said(need, language), quote=False)} <em>{' · '.join(titles)}</em></li>"
        for need, titles in unshown.items()
    ]
    if not lines:
        return ""
    head = escape(word("needs.title", language), quote=False)
    inside = f"<summary>{head}</summary><ul>{''.join(lines)}</ul>"
    return f'<details id="unshown"{"" if folded else " open"}>{inside}</details>'


def missing(articles: pd.DataFrame, language: str) -> str:
    """Says of how many articles outlet, date or headline are not known, and what adds them.

    Two days far apart, as of a collection that was made twice, are doubted.
    """
    counts, told = _missing_fields(articles), [lacks(articles, language)]
    if counts:
        columns = ", ".join(word("needs.missing.column", language, name=name) for name in counts)
        told.append(word("needs.missing.add", language, n=len(counts), columns=columns))
    dated = articles["published"].dropna()
    days = dated.dt.normalize().drop_duplicates().sort_values()
    if len(days) == 2 and len(dated) >= _MANY and days.iloc[1] - days.iloc[0] > _FAR:
        first, last = (date(day, language) for day in days)
        told.append(word("needs.missing.days", language, n=len(dated), first=first, last=last))
    return " ".join(filter(None, told))


def lacks(articles: pd.DataFrame, language: str) -> str:
    """Says of how many articles outlet, date or headline are not known; empty where all are."""
    counts = _missing_fields(articles)
    if not counts:
        return ""
    of = "no_" if min(counts.values()) == len(articles) else ""
    fields = ", ".join(word(f"needs.missing.{of}{k}", language, n=n) for k, n in counts.items())
    return word(f"needs.missing.{'all' if of else 'of'}", language, n=len(articles), fields=fields)


def _missing_fields(articles: pd.DataFrame) -> dict[str, int]:
    counts = {
        name: int(articles[name].replace("", None).isna().sum()) for name in ("outlet", "published")
    }
    called = headed(articles.assign(title=""))["title"]
    title = articles["title"]
    counts["title"] = int(((title == "") | (title == called)).sum())
    return {name: n for name, n in counts.items() if n}


def lacking(view: str, analysis: Analysis, table: pd.DataFrame | None) -> str:
    """What a corpus lacks for a view such as "actors.where": "outlets", "dates" and so on.

    "outlets" are two outlets, "shares" are two of enough articles.

    It is empty where the view has what it needs. A view that is not of the suite needs rows only.
    """
    need = _NEEDS.get(view, _PAGES.get(view.partition(".")[0], ""))
    shares = view in _SHARES
    if (shares or need == "outlets") and not several_outlets(analysis.articles):
        return "outlets"
    if shares and not several_outlets(analysis.articles, LEAST_ARTICLES):
        return "shares"
    if view in _OVER_TIME and analysis.articles["published"].nunique() < 2:
        return "dates"
    if table is None:
        return ""
    judging = "judgements" if view in _JUDGING else need
    if table.empty:
        if view in _VERBATIM and without_marks(analysis):
            return "marks"
        return "rows" if judging in ("", "outlets", "twice", "cues") else judging
    if need in _THIN and _THIN[need](table):
        return need
    steps = 3 if view == "quotes.gender_trend" else 2  # two points are no course of things
    if view in _OVER_TIME and table["since"].nunique() < steps:
        return "dates" if need in ("", None, "genders") else need
    if judging not in ("judgements", "events"):
        return ""
    sentences = table["sentences"].sum() if "sentences" in table else len(_judged(analysis))
    if sentences < LEAST_SENTENCES:
        return judging
    precise = judging == "events" or is_precise(analysis, named=view == "sentiment.network")
    return "" if precise else "imprecise"


def carried(view: str, table: pd.DataFrame | None) -> pd.DataFrame | None:
    """The rows of a view that enough articles carry; of a course of time, the names that do."""
    if table is None or "value" not in table or view in _COUNTING:
        return table
    if view.partition(".")[0] not in _CARRYING:
        return table
    few = pd.Series(False, table.index) if "since" in table else is_small(table)
    if "articles" in table and {"outlet", "since"} & set(table):
        few |= table.groupby("name")["articles"].transform("sum") < LEAST_ARTICLES
    return table[~few]


def about_key(page: str, analysis: Analysis) -> str:
    """The key of what is said of a page of the suite, which promises what there is on it."""
    if page == "compare" and not several_outlets(analysis.articles, LEAST_ARTICLES):
        return f"{page}.about_few"
    if page != "sentiment":
        return f"{page}.about"
    if not (analysis.tone["tenor"] != 0).any():
        return f"{page}.about_none"
    often = _judged(analysis)["actor_id"].value_counts().head(_SHOWN)
    few = often[often > 1].sum() < LEAST_SENTENCES
    return f"{page}.about_few" if few or not is_precise(analysis) else f"{page}.about"


def _judged(analysis: Analysis) -> pd.DataFrame:
    """The sentences in which the outlets judge in their own words."""
    tone = analysis.tone
    return tone[(tone["voice"] == OUTLET_VOICE) & (tone["tenor"] != 0)]


@contextmanager
def named_columns(table: pd.DataFrame | None) -> Iterator[None]:
    """Says in a WrongCall which column, asked for by a chart or a list of columns, is missing."""
    try:
        yield
    except KeyError as error:
        missing = error.args[0]
        if table is None or missing in table or missing in UNITS:
            raise
        if isinstance(missing, str) and missing.isidentifier():
            there = ", ".join(map(str, table.columns))
            raise WrongCall(f"The table has no column '{missing}'; it has: {there}.") from None
        raise
