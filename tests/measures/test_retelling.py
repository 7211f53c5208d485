"""What outlets print differently is told only where it is sure."""

from dataclasses import replace

import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.link.utterances import find_utterances
from presseschau.measures.retelling import CUE, SPEAKER, WORDS, retold

WHOLE = "„Wir bauen den Damm im Mai, aber nicht gegen den Willen der Fischer.“"
CUT = "„Wir bauen den Damm im Mai.“"


def printed(*printings: tuple) -> Analysis:
    """Articles of outlets with a quote each: outlet, text, and what the quote has otherwise."""
    articles, quotes = [], []
    for number, (outlet, text, changed) in enumerate(printings):
        said = changed.pop("said", text)
        article = {"article_id": f"a{number}", "outlet": outlet, "text": f"{text} sagte Voss."}
        articles.append(article | {"published": "2026-03-02"})
        quote = {"article_id": f"a{number}", "quote": 0, "start": 0, "end": len(said)}
        quote |= {"text": said, "type": "Direct", "speaker": "Voss", "speaker_class": "named"}
        quote |= {"actor_id": "voss", "actor_score": 1.0, "cue": "sagte", "cue_stance": "neutral"}
        quotes.append(quote | changed)
    rows = conform(quotes, "quotes")
    actors = [{"actor_id": one, "name": one.title()} for one in ("voss", "kolb")]
    analysis = Analysis(articles=conform(articles, "articles"), quotes=rows)
    analysis = replace(analysis, actors=conform(actors, "actors"))
    return replace(analysis, utterances=find_utterances(rows, analysis.articles))


KOLB = {"actor_id": "kolb", "speaker": "Kolb"}


@pytest.mark.parametrize(
    ("outlet", "text", "changed", "how"),
    [
        ("Kurier", CUT, {}, WORDS),
        ("Kurier", WHOLE, {}, ""),
        ("Kurier", WHOLE, {"cue": "behauptete", "cue_stance": "distancing"}, CUE),
        ("Kurier", WHOLE, {"cue": "meinte"}, ""),
        ("Kurier", WHOLE, KOLB, SPEAKER),
        ("Kurier", WHOLE, KOLB | {"speaker": "er", "speaker_class": "resolved"}, ""),
        ("Kurier", f"{CUT} „Aber nicht gegen den Willen der Fischer.“", {"said": CUT}, ""),
        ("Kurier", WHOLE, {"type": "Reported"}, None),
        ("Bote", CUT, {}, None),
        ("", CUT, {}, None),
    ],
)
def test_how_another_outlet_prints_an_utterance(outlet, text, changed, how):
    table = retold(printed(("Bote", WHOLE, {}), (outlet, text, dict(changed))))
    assert list(table["how"]) == ([] if how is None else [how])


def test_of_several_printings_the_most_telling_is_told():
    framed = {"cue": "behauptete", "cue_stance": "distancing"}
    rows = [("Bote", WHOLE, {}), ("Kurier", WHOLE, framed), ("Blick", CUT, {})]
    row = retold(printed(*rows)).iloc[0]
    assert (row["how"], row["first"]["outlet"], row["other"]["outlet"]) == (WORDS, "Bote", "Blick")
    assert row["size"] == 7
