"""A small analysis, written by hand, for the tests of reports and evidence."""

from functools import cache

import nbformat
import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform, format_spans

TEXT = (
    "Die Hafenmeisterin Frauke Tamm lehnt den Ausbau ab. „Der Plan ist leichtsinnig“, sagte\n"
    "Tamm am Montag in Sundhafen, „und er kommt zu spät.“\n\n"
    "Die Reederei Nordlicht AG lobte den klugen Entwurf."
)
SECOND = "Der Rat von Sundhafen tagt am Freitag. <script>alert('x')</script> & \u202erettaM\u202c"


def span(text: str, part: str, start: int = 0) -> tuple[int, int]:
    found = text.index(part, start)
    return found, found + len(part)


@cache
def small_analysis() -> Analysis:
    """Two articles, three actors, one interrupted quote, two judgements."""
    quote = [span(TEXT, "„Der Plan ist leichtsinnig“"), span(TEXT, "„und er kommt zu spät.“")]
    speaker, cue = span(TEXT, "Tamm", quote[0][1]), span(TEXT, "sagte")
    names = [
        ("Frauke Tamm", 0, "PER", "frauke-tamm"),
        ("Tamm", quote[0][1], "PER", "frauke-tamm"),
        ("Sundhafen", 0, "LOC", "sundhafen"),
        ("Nordlicht AG", 0, "ORG", "nordlicht-ag"),
    ]
    mentions = [
        ("a1", *span(TEXT, text, start), text, kind, False, 1.0, actor)
        for text, start, kind, actor in names
    ]
    mentions.append(("b2", *span(SECOND, "Sundhafen"), "Sundhafen", "LOC", False, 1.0, "sundhafen"))
    ends = [TEXT.index(" „Der"), TEXT.index("\n\n"), len(TEXT)]
    starts = [0, ends[0] + 1, ends[1] + 2]
    sentences = [("a1", n, a, b) for n, (a, b) in enumerate(zip(starts, ends, strict=True))]
    sentences.append(("b2", 0, 0, len(SECOND)))
    articles = [
        {
            "article_id": "a1",
            "title": "Streit um den Hafen",
            "text": TEXT,
            "published": pd.Timestamp("2026-10-12"),
            "outlet": "Sundhafener Bote",
            "language": "de",
        },
        {
            "article_id": "b2",
            "title": "Rat tagt <b>heute</b> \u202eneuiL",
            "text": SECOND,
            "outlet": "Nordblick",
            "url": "javascript:alert(1)",
            "language": "de",
        },
    ]
    actors = [
        ("frauke-tamm", "Frauke Tamm", "PER", 1, 2),
        ("sundhafen", "Sundhafen", "LOC", 2, 2),
        ("nordlicht-ag", "Nordlicht AG", "ORG", 1, 1),
    ]
    quotes = [
        {
            "article_id": "a1",
            "quote": 3,
            "start": quote[0][0],
            "end": quote[1][1],
            "text": "„Der Plan ist leichtsinnig“ „und er kommt zu spät.“",
            "spans": format_spans(quote),
            "type": "Direct",
            "cue": "sagte",
            "cue_spans": format_spans([cue]),
            "speaker": "Tamm",
            "speaker_spans": format_spans([speaker]),
            "actor_id": "frauke-tamm",
        }
    ]
    tone = [
        {
            "article_id": "a1",
            "sentence": 2,
            "actor_id": "nordlicht-ag",
            "voice": "outlet",
            "tenor": 1,
            "valence": 0.5,
            "evidence": format_spans([span(TEXT, "klugen")]),
        },
        {
            "article_id": "a1",
            "sentence": 1,
            "actor_id": "sundhafen",
            "voice": "frauke-tamm",
            "tenor": -1,
            "valence": 0.0,
            "evidence": format_spans([span(TEXT, "leichtsinnig")]),
        },
    ]
    rejects = [{"path": "leer.txt", "reason": "empty file", "detail": "The file holds no text."}]
    columns = {
        "mentions": ["article_id", "start", "end", "text", "kind", "derived", "score", "actor_id"],
        "actors": ["actor_id", "name", "kind", "articles", "mentions"],
        "sentences": ["article_id", "sentence", "start", "end"],
    }
    return Analysis(
        articles=conform(articles, "articles"),
        sentences=conform(pd.DataFrame(sentences, columns=columns["sentences"]), "sentences"),
        mentions=conform(pd.DataFrame(mentions, columns=columns["mentions"]), "mentions"),
        actors=conform(pd.DataFrame(actors, columns=columns["actors"]), "actors"),
        quotes=conform(quotes, "quotes"),
        tone=conform(tone, "tone"),
        rejects=conform(rejects, "rejects"),
    )


def unexecuted(paths, values, folder, failed, note, timeout, then) -> dict:
    """Stands in for ``run_notebooks`` where a test is about the report around them."""
    notebooks = {name: nbformat.read(path, 4) for name, path in paths.items()}
    for name, notebook in notebooks.items():
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return {name: then(notebook, name) for name, notebook in notebooks.items()}
