"""What outlets print differently is told only where it is sure."""

from dataclasses import replace

import pytest

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.link.utterances import find_utterances
from presseschau.measures import findings, printings, retellings
from presseschau.measures.retelling import CUE, SPEAKER, WORDS, retold
from presseschau.measures.retold_statement import retold_statement

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
    actors = [{"actor_id": one, "name": one.title(), "kind": "PER"} for one in ("voss", "kolb")]
    actors.append({"actor_id": "kai-ag", "name": "Kai AG", "kind": "ORG"})
    analysis = Analysis(articles=conform(articles, "articles"), quotes=rows)
    analysis = replace(analysis, actors=conform(actors, "actors"))
    return replace(analysis, utterances=find_utterances(rows, analysis.articles))


KOLB = {"actor_id": "kolb", "speaker": "Kolb"}
MEANT = {"speaker": "der Minister", "speaker_class": "resolved"}


@pytest.mark.parametrize(
    ("outlet", "text", "changed", "how"),
    [
        ("Kurier", CUT, {}, WORDS),
        ("Kurier", WHOLE, {}, ""),
        ("Kurier", WHOLE, {"cue": "behauptete", "cue_stance": "distancing"}, CUE),
        ("Kurier", WHOLE, {"cue": "meinte"}, ""),
        ("Kurier", WHOLE, KOLB, SPEAKER),
        ("Kurier", WHOLE, KOLB | MEANT, SPEAKER),
        ("Kurier", WHOLE, KOLB | MEANT | {"actor_score": 0.9}, ""),
        ("Kurier", WHOLE, KOLB | {"actor_id": "kai-ag"}, ""),
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


def test_the_page_lists_the_utterances_that_are_counted_other_speakers_first():
    other = "„Der Kai am Nordufer hält noch zwanzig Jahre.“"
    framed = {"cue": "behauptete", "cue_stance": "distancing"}
    rows = [("Bote", other, {}), ("Kurier", other, framed), ("Bote", WHOLE, {})]
    told = printed(*rows, ("Kurier", WHOLE, KOLB), ("Blick", WHOLE, {}))
    table = retellings(told)
    assert list(table["change"]) == [("reference",), (SPEAKER,), ("reference",), (CUE,)]
    assert list(table["outlet"]) == ["Bote", "Kurier"] * 2
    assert retellings(printed(("Bote", WHOLE, {}))).empty


def test_what_an_article_has_elsewhere_is_not_left_out():
    text = f"{CUT} „Aber nicht gegen den Willen der Fischer.“"
    table = printings(printed(("Bote", WHOLE, {}), ("Kurier", text, {"said": CUT})))
    assert not any("cut" in change for change in table["change"])


def test_what_somebody_denies_having_said_is_the_example_with_the_place_of_that():
    """Also where other words come first: it is what a reader must know."""
    said = (
        "„Der Hafen gehört allen, die morgens vor Sonnenaufgang dort stehen.“",
        "„Die Schule wird erst renoviert, wenn der Rat das Geld bewilligt hat.“",
        "„Im Rathaus weiß seit Wochen niemand, wer eigentlich zuständig ist.“",
        "„Wir bauen den Damm im Mai, aber nicht gegen den Willen der Fischer.“",
        "„Eine neue Halle braucht der Verein so dringend wie trockene Schuhe.“",
    )
    both = [
        (outlet, text, dict(who))
        for text in said
        for outlet, who in (("Bote", {}), ("Kurier", KOLB))
    ]
    plain = retold_statement(printed(*both))
    assert (plain["quotes"], plain["told"]["denied"]) == (5, "")
    assert "denial" not in plain
    denial = "Den Satz über die Fischer habe er nie gesagt."
    denied = printed(*both, ("Blatt", denial, {"type": "Indirect", "cue": "", **KOLB}))
    found = retold_statement(denied)
    assert found["told"]["denied"] == "Kolb"
    assert found["places"]["article_id"].item() in ("a6", "a7")  # the dam's
    assert found["denial"]["article_id"].item() == "a10"
    first = findings(denied).set_index("kind").loc["retold"]
    assert first["denial"]["text"] == denial
