"""INCEpTION: articles with names, quotes and judgements as UIMA CAS XMI, there and back."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.core.tables import parse_spans
from presseschau.link.corrections.checks import checked_row

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
#: The layers and their features, all of them texts; import TypeSystem.xml among the layers first.
LAYERS = {
    "webanno.custom.Mention": ("kind", "actor"),
    "webanno.custom.Quote": ("kind", "speaker"),
    "webanno.custom.Judgement": ("actor", "tenor"),
}
_MENTION, _QUOTE, _JUDGEMENT = LAYERS
_TYPES = "TypeSystem.xml"
#: Characters that XML cannot hold; a space keeps the places of all others.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Row = dict[str, Any]
Note = tuple[str, int, int, str, str]


def write_documents(analysis: Analysis, folder: Path) -> None:
    """Writes each article as ARTICLE.xmi, and the layers as TypeSystem.xml beside them."""
    from cassis import Cas  # of the extra study

    types = _type_system()
    types.to_xml(folder / _TYPES)
    notes = _notes(analysis)
    segments = {
        kind: dict(iter(getattr(analysis, table).groupby("article_id")))
        for kind, table in (("Sentence", "sentences"), ("Token", "tokens"))
    }
    for article in analysis.articles.itertuples():
        cas = Cas(typesystem=types)
        cas.sofa_string, cas.sofa_mime = _readable(article.text), "text/plain"
        for kind, by_article in segments.items():
            segment = types.get_type(_SEGMENTS + kind)
            if article.article_id in by_article:
                places = by_article[article.article_id][["start", "end"]]
                for start, end in places.itertuples(index=False):
                    cas.add(segment(begin=int(start), end=int(end)))
        for layer, start, end, *said in notes.get(article.article_id, ()):
            features = dict(zip(LAYERS[layer], said, strict=True))
            cas.add(types.get_type(layer)(begin=start, end=end, **features))
        cas.to_xmi(folder / f"{article.article_id}.xmi")


def read_corrections_of(analysis: Analysis, folder: str | Path) -> list[Row]:
    """What a person changed in INCEpTION, as rows for :func:`write_correction`.

    An article is known by its text, and by its document's name where several have the same. What
    has no actor, or several speakers, is taken as far as a row of corrections can say it.

    Args:
        analysis: The analysis that was exported.
        folder: Its exported documents (.xmi, or .zip with the .xmi and its TypeSystem.xml).

    Raises:
        WrongCall: A file cannot be read, or holds no article of the analysis.
    """
    texts: dict[str, list[str]] = {}
    for row in analysis.articles.itertuples():
        texts.setdefault(_readable(row.text), []).append(row.article_id)
    notes, rows = _notes(analysis), []
    for name, cas in _documents(Path(folder)):
        if cas.sofa_string not in texts:
            raise WrongCall(
                f"'{name}' holds no article of this analysis; give the one that was exported."
            )
        same = texts[cas.sofa_string]
        names = {Path(part).stem for part in Path(name).parts}
        article = next((one for one in same if one in names), same[0])
        found = [(layer, note.begin, note.end, *(getattr(note, part, None) or "" for part in parts))
                 for layer, parts in LAYERS.items() if cas.typesystem.contains_type(layer)
                 for note in cas.select(layer)]  # fmt: skip
        for row in _changes(notes.get(article, []), found):
            words = cas.sofa_string[row["start"] : row["end"]][:60].strip()
            row |= {"article_id": article, "text": words, "note": "INCEpTION"}
            try:
                rows.append(checked_row({key: str(value) for key, value in row.items()}))
            except ValueError as error:
                raise WrongCall(f"'{name}', '{words}': {error}") from None
    return rows


def _type_system() -> "TypeSystem":
    from cassis import TypeSystem

    types = TypeSystem()
    for kind in ("Sentence", "Token"):
        types.create_type(_SEGMENTS + kind, "uima.tcas.Annotation")
    for layer, features in LAYERS.items():
        made = types.create_type(layer, "uima.tcas.Annotation")
        for feature in features:
            types.create_feature(made, feature, "uima.cas.String")
    return types


def _readable(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)


def _notes(analysis: Analysis) -> dict[str, list[Note]]:
    """What stands in each article: layer, start, end and the layer's features."""
    found: dict[str, list[Note]] = defaultdict(list)
    for row in analysis.mentions.itertuples():
        found[row.article_id].append((_MENTION, row.start, row.end, row.kind, row.actor_id))
    for row in analysis.quotes.itertuples():
        found[row.article_id].append((_QUOTE, row.start, row.end, row.type, row.actor_id))
    tone = analysis.tone.merge(analysis.sentences, on=["article_id", "sentence"])
    for row in tone.itertuples():
        places = parse_spans(row.evidence) or [(row.start, row.end)]
        start, end = min(places)[0], max(end for _, end in places)
        found[row.article_id].append((_JUDGEMENT, start, end, row.actor_id, str(row.tenor)))
    return found


def _documents(folder: Path) -> Iterator[tuple[str, "Cas"]]:
    """Every document in a folder by its path: loose beside the layers, or packed with them."""
    from cassis import load_cas_from_xmi, load_typesystem

    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    paths = [path for path in files if path.suffix in (".xmi", ".zip")]
    if not paths:
        raise WrongCall(f"There is no .xmi or .zip of INCEpTION in '{folder}'; check the path.")
    for path in paths:
        try:
            if path.suffix == ".xmi":
                beside = path.with_name(_TYPES)
                parts = {path.name: path.read_bytes(), _TYPES: beside.read_bytes()}
            else:
                with zipfile.ZipFile(path) as packed:
                    parts = {name: packed.read(name) for name in packed.namelist()}
            types = load_typesystem(io.BytesIO(parts[_TYPES]))
            for name in sorted(name for name in parts if name.endswith(".xmi")):
                inside = path.with_name(name) if path.suffix == ".xmi" else path / name
                cas = load_cas_from_xmi(io.BytesIO(parts[name]), types, lenient=True)
                yield inside.relative_to(folder).as_posix(), cas
        except (OSError, KeyError, zipfile.BadZipFile, SyntaxError):
            raise WrongCall(
                f"'{path}' is no document with its {_TYPES}; export it as UIMA CAS XMI."
            ) from None


def _changes(before: Iterable[Note], after: Iterable[Note]) -> Iterator[Row]:
    """The rows that make the one out of the other: deletions first, since places may move."""
    old, new = _grouped(before), _grouped(after)
    for key in sorted(old.keys() - new.keys()):
        yield _row(key, "delete")
    for key in sorted(new):
        what, start, end, _ = key
        values, here = new[key], old.get(key)
        if what == "quote":
            types, speakers = ({said[n] for said in values} for n in (0, 1))
            was = [{said[n] for said in here} for n in (0, 1)] if here else [set(), {""}]
            if types != was[0]:
                yield _row(key, "change" if here else "add", min(types))
            if speakers != was[1]:
                named = max(speakers - was[1], default="") or max(speakers)
                yield _row(("speaker", start, end, ""), "change" if named else "delete", named)
        elif values != here:
            value = max(said[-1] for said in values)
            if what == "tenor" or value:
                yield _row(key, "change" if here else "add", value)


def _grouped(notes: Iterable[Note]) -> dict[tuple[str, int, int, str], set[tuple[str, str]]]:
    """Features by what they are about: a judgement also by its actor."""
    found: dict = {}
    names = {_MENTION: "mention", _QUOTE: "quote", _JUDGEMENT: "tenor"}
    for layer, start, end, first, second in notes:
        actor = first if layer == _JUDGEMENT else ""
        said = (first if layer == _QUOTE else "", second)
        found.setdefault((names[layer], start, end, actor), set()).add(said)
    return found


def _row(key: tuple[str, int, int, str], action: str, value: str = "") -> Row:
    what, start, end, actor = key
    row = {"what": what, "start": start, "end": end, "actor": actor}
    return row | {"action": action, "value": value}
