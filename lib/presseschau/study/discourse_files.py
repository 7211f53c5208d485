"""Files of a discourse network: an event list as rDNA gives it, and GraphML for Gephi and R."""

from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.placing import check_place, replacing
from presseschau.measures.codings import COLUMNS
from presseschau.measures.intervals import SEED
from presseschau.study.discourse import affiliations, relations, sensitivity
from presseschau.study.units import in_context

#: What of actors goes along, if they have it.
_ATTRIBUTES = ("kind", "gender", "party", "group", "sector")


def write_discourse(
    analysis: Analysis,
    said: pd.DataFrame,
    folder: str | Path,
    least: int = 1,
    claims: Mapping[str, str] | None = None,
) -> Path:
    """Writes a discourse network into a folder, and returns it.

    ``statements.csv`` has the columns of an event list of rDNA, and the basis of each stance;
    ``affiliations.graphml``, ``congruence.graphml`` and ``conflict.graphml`` are read by Gephi,
    visone and igraph; ``sensitivity.csv`` tells what hangs on thresholds. ``to-code.csv`` has all
    statements in random order, so that the first hundred are a sample of them, with the sentences
    around and without the machine's guesses, for :func:`presseschau.workbench.code`; ``claims``
    says there what each category means.
    """
    check_place(Path(folder))
    with replacing(folder) as part:
        events(analysis, said).to_csv(part / "statements.csv", index=False)
        nx.write_graphml(two_mode(analysis, said, least), part / "affiliations.graphml")
        for name in ("congruence", "conflict"):
            nx.write_graphml(one_mode(analysis, said, name, least), part / f"{name}.graphml")
        sensitivity(said).to_csv(part / "sensitivity.csv", index=False)
        blank = _to_code(analysis, said, claims or {}).sample(frac=1, random_state=SEED)
        blank.to_csv(part / "to-code.csv", index=False)
    return Path(folder)


def _to_code(analysis: Analysis, said: pd.DataFrame, claims: Mapping[str, str]) -> pd.DataFrame:
    """Statements with the sentences around them and the claim, and empty cells for the coding."""
    blank = in_context(analysis, said).assign(coder="", variable=said["category"], value="")
    blank["claim"] = [claims.get(name, "") for name in said["category"]]
    return blank[[*COLUMNS, "claim", "name", "outlet", "before", "text", "after"]]


def events(analysis: Analysis, said: pd.DataFrame) -> pd.DataFrame:
    """Statements with a stance as the event list that ``dna_network`` of rDNA gives.

    Its columns and their order are those of rDNA 3 (Leifeld 2022), but for the coder's number; the
    basis of the stance comes last. ``organization`` is the actor itself if it is no person, else
    its party, or group.
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
            "person": said["name"].where(person, ""),
            "organization": said["name"].where(~person, belongs),
            "concept": said["category"],
            "agreement": said["stance"].gt(0).astype(int),
            "start_position": said["start"],
            "stop_position": said["end"],
            "text": said["text"],
            "document_id": said["article_id"],
            "document_title": said["article_id"].map(articles["title"]),
            "document_author": said["article_id"].map(articles["author"]),
            "document_source": said["outlet"],
            "document_section": "",
            "document_type": "",
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
    pairs = relations(said, least).rename(columns={name: "weight"})
    told = ["weight", "categories", "statements", "n"]
    edges = nx.from_pandas_edgelist(pairs[pairs["weight"] > 0], "first_id", "second_id", told)
    return nx.compose(_actors(analysis, said, least), edges)


def _actors(analysis: Analysis, said: pd.DataFrame, least: int) -> nx.Graph:
    graph, active = nx.Graph(), affiliations(said, least)["actor_id"]
    actors = analysis.actors[analysis.actors["actor_id"].isin(active)].fillna("")
    known = [column for column in _ATTRIBUTES if column in actors]
    for row in actors.to_dict("records"):
        own = {column: str(row[column]) for column in known}
        graph.add_node(row["actor_id"], label=row["name"], mode="actor", **own)
    return graph
