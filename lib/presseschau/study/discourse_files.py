"""Files of a discourse network: an event list as DNA writes it, and GraphML for Gephi and R."""

from pathlib import Path

import networkx as nx
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.placing import check_place, replacing
from presseschau.measures.intervals import SEED
from presseschau.study.discourse import affiliations, relations, sensitivity
from presseschau.study.reliability import COLUMNS

#: What of actors goes along, if they have it.
_ATTRIBUTES = ("kind", "gender", "party", "group", "sector")


def write_discourse(
    analysis: Analysis, said: pd.DataFrame, folder: str | Path, least: int = 1
) -> Path:
    """Writes a discourse network into a folder, and returns it.

    ``statements.csv`` has the columns of an event list of Discourse Network Analyzer, and the
    basis of each stance; ``affiliations.graphml``, ``congruence.graphml`` and ``conflict.graphml``
    are read by Gephi, visone and igraph; ``sensitivity.csv`` tells what hangs on thresholds.
    ``to-code.csv`` has all statements in random order, without the machine's guesses: fill in who
    codes and the stance, and read it with :func:`presseschau.study.reliability.read_codings`.

    Args:
        analysis: Whose actors and articles they are.
        said: What :func:`presseschau.study.discourse.statements` gives.
        folder: Where to write.
        least: So many statements of an actor on a category, or it does not count.
    """
    check_place(Path(folder))
    with replacing(folder) as part:
        events(analysis, said).to_csv(part / "statements.csv", index=False)
        nx.write_graphml(two_mode(analysis, said, least), part / "affiliations.graphml")
        for name in ("congruence", "conflict"):
            nx.write_graphml(one_mode(analysis, said, name, least), part / f"{name}.graphml")
        sensitivity(said).to_csv(part / "sensitivity.csv", index=False)
        blank = said.assign(coder="", variable=said["category"], value="")
        drawn = blank[[*COLUMNS, "name", "outlet", "text"]].sample(frac=1, random_state=SEED)
        drawn.to_csv(part / "to-code.csv", index=False)
    return Path(folder)


def events(analysis: Analysis, said: pd.DataFrame) -> pd.DataFrame:
    """Statements with a stance as an event list, its columns named as in DNA and rDNA.

    ``organization`` is the actor itself if it is no person, else its party, or group.
    """
    said = said[said["stance"] != 0].sort_values(["published", "unit"], kind="stable")
    articles = analysis.articles.set_index("article_id")
    actors = analysis.actors.set_index("actor_id")
    person = said["actor_id"].map(actors["kind"]) == "PER"
    belongs = pd.Series("", index=said.index)
    for column in ("group", "party"):  # the party, where both are known
        if column in actors:
            own = said["actor_id"].map(actors[column]).fillna("")
            belongs = belongs.where(own == "", own)
    return pd.DataFrame(
        {
            "statement_id": range(1, len(said) + 1),
            "time": said["published"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "document_id": said["article_id"],
            "document_title": said["article_id"].map(articles["title"]),
            "document_author": said["article_id"].map(articles["author"]),
            "document_source": said["outlet"],
            "document_section": "",
            "document_type": "",
            "person": said["name"].where(person, ""),
            "organization": said["name"].where(~person, belongs),
            "concept": said["category"],
            "agreement": said["stance"].gt(0).astype(int),
            "text": said["text"],
            "basis": said["basis"],
        }
    )


def two_mode(analysis: Analysis, said: pd.DataFrame, least: int = 1) -> nx.Graph:
    """Actors and categories; an edge has its mean stance, and how often each was taken."""
    graph = _actors(analysis, said, least)
    for row in affiliations(said, least).itertuples():
        graph.add_node(f"category:{row.category}", label=row.category, mode="category")
        counts = {name: int(getattr(row, name)) for name in ("agree", "disagree", "n")}
        edge = {"weight": int(row.statements), "stance": float(row.value)}
        graph.add_edge(row.actor_id, f"category:{row.category}", **edge, **counts)
    return graph


def one_mode(analysis: Analysis, said: pd.DataFrame, name: str, least: int = 1) -> nx.Graph:
    """Actors joined by "congruence" or by "conflict", with its weight."""
    graph = _actors(analysis, said, least)
    for row in relations(said, least).itertuples():
        if weight := float(getattr(row, name)):
            counts = {"categories": int(row.categories), "statements": int(row.statements)}
            edge = {"weight": weight, **counts, "n": int(row.n)}
            graph.add_edge(row.first_id, row.second_id, **edge)
    return graph


def _actors(analysis: Analysis, said: pd.DataFrame, least: int) -> nx.Graph:
    graph, active = nx.Graph(), affiliations(said, least)["actor_id"]
    actors = analysis.actors[analysis.actors["actor_id"].isin(active)].fillna("")
    known = [column for column in _ATTRIBUTES if column in actors]
    for row in actors.to_dict("records"):
        own = {column: str(row[column]) for column in known}
        graph.add_node(row["actor_id"], label=row["name"], mode="actor", **own)
    return graph
