import pandas as pd

from presseschau.core.tables import OUTLET_VOICE, SCHEMAS, conform
from presseschau.link.voices import UNKNOWN_VOICE, tone_table
from presseschau.pipeline.analyzing import analyze

TONES = ["article_id", "sentence", "start", "end", "tenor", "score", "valence", "evidence"]
SENTENCES = conform([{"article_id": "a", "sentence": n} for n in range(3)], "sentences")


def mentions(*rows):
    columns = ["start", "end", "actor_id"]
    return conform(
        [dict(zip(columns, row, strict=True), article_id="a") for row in rows], "mentions"
    )


def quotes(*rows):
    columns = ["spans", "cue_spans", "actor_id"]
    return conform([dict(zip(columns, row, strict=True), article_id="a") for row in rows], "quotes")


def tones(*rows):
    return pd.DataFrame([("a", *row) for row in rows], columns=TONES)


def test_evidence_outside_quotes_is_the_outlets_voice():
    table = tone_table(
        tones((0, 5, 9, -1, 0.6, 0.0, "0-4")), mentions((5, 9, "kehl")), quotes(), SENTENCES
    )
    assert list(table.columns) == list(SCHEMAS["tone"])
    row = table.iloc[0]
    assert (row["actor_id"], row["voice"], row["tenor"], row["tenor_score"]) == (
        "kehl",
        "outlet",
        -1,
        0.6,
    )
    assert row["evidence"] == "0-4"


def test_evidence_in_a_quote_or_its_cue_is_the_speakers_voice():
    judged = tones((0, 5, 9, -1, 0.6, 0.0, "20-24"), (1, 50, 54, 1, 0.5, 0.0, "60-66"))
    found = mentions((5, 9, "kehl"), (50, 54, "kehl"))
    table = tone_table(judged, found, quotes(("0-30", "60-66", "moll")), SENTENCES)
    assert list(table["voice"]) == ["moll", "moll"]


def test_a_quote_without_known_speaker_has_an_unknown_voice():
    table = tone_table(
        tones((0, 5, 9, 1, 0.6, 0.0, "20-24")),
        mentions((5, 9, "kehl")),
        quotes(("0-30", "", "")),
        SENTENCES,
    )
    assert list(table["voice"]) == [UNKNOWN_VOICE]


def test_the_inner_of_two_quotes_speaks():
    table = tone_table(
        tones((0, 5, 9, 1, 0.6, 0.0, "20-24")),
        mentions((5, 9, "kehl")),
        quotes(("0-90", "", "moll"), ("15-30", "", "ruge")),
        SENTENCES,
    )
    assert list(table["voice"]) == ["ruge"]


def test_actorless_targets_and_words_about_oneself_are_left_out():
    judged = tones((0, 5, 9, 1, 0.6, 0.0, "20-24"), (1, 40, 44, 1, 0.6, 0.0, "50-54"))
    table = tone_table(
        judged, mentions((5, 9, "moll"), (40, 44, "")), quotes(("0-30", "", "moll")), SENTENCES
    )
    assert table.empty


def test_mentions_of_one_actor_in_one_sentence_are_summed():
    judged = tones(
        (0, 5, 9, -1, 0.7, -0.5, "0-4"),
        (0, 20, 24, 1, 0.5, 0.1, "12-16"),
        (0, 30, 34, 0, 0.4, 0.1, "0-4"),
    )
    found = mentions((5, 9, "kehl"), (20, 24, "kehl"), (30, 34, "kehl"))
    row = tone_table(judged, found, quotes(), SENTENCES).iloc[0]
    assert (row["tenor"], row["tenor_score"], round(row["valence"], 3)) == (-1, 0.7, -0.1)
    assert row["evidence"] == "0-4;12-16"


def test_no_tones_give_an_empty_table():
    assert tone_table(tones(), mentions(), quotes(), SENTENCES).empty


def test_who_attacks_has_the_voice_though_nothing_is_quoted():
    text = "Die Abgeordnete Ute Moll kritisierte den Senator Max Kern. Kern ist skrupellos."
    articles = conform([{"article_id": "a", "text": text, "language": "de"}], "articles")
    tone = analyze(articles, annotator="rules").tone
    voices = tone[tone["actor_id"] == "max-kern"].set_index("sentence")["voice"]
    assert dict(voices) == {0: "ute-moll", 1: OUTLET_VOICE}


def test_the_voice_of_an_act_is_who_does_it_says_it_or_nobody_known():
    cases = {
        "Die Abgeordnete Ute Moll lobte den Senator Max Kern.": ["ute-moll"],
        "Kritiker werfen dem Senator Max Kern Untreue vor.": [UNKNOWN_VOICE],
        "Die Kritik an Senator Max Kern reißt nicht ab.": [UNKNOWN_VOICE],
        "Senator Max Kern wurde scharf kritisiert.": [UNKNOWN_VOICE],
        "Senator Max Kern gilt als skrupellos.": [UNKNOWN_VOICE],
        "Wir danken dem Senator Max Kern für seine Geduld.": [OUTLET_VOICE],
        "Ute Moll sagte: „Ich danke dem Senator Max Kern für seine Geduld.“": ["ute-moll"],
        "Ute Moll und Ida Ruge kritisierten den Senator Max Kern.": ["ida-ruge", "ute-moll"],
    }
    rows = [{"article_id": str(n), "text": text, "language": "de"} for n, text in enumerate(cases)]
    tone = analyze(conform(rows, "articles"), annotator="rules").tone
    tone = tone[(tone["actor_id"] == "max-kern") & (tone["tenor"] != 0)]
    found = tone.groupby("article_id")["voice"].agg(sorted).to_dict()
    assert found == {str(n): voices for n, voices in enumerate(cases.values())}


def test_a_sentence_does_not_judge_who_accuses_in_it():
    acts = pd.DataFrame(
        [("a", 0, "moll", "kern", -1, 0.8, "0-4")],
        columns=["article_id", "sentence", "voice", "actor_id", "tenor", "score", "evidence"],
    )
    named = mentions((5, 9, "kern"), (10, 14, "moll"))
    judged = tones((0, 5, 9, -1, 0.6, 0.0, "0-4"), (0, 10, 14, -1, 0.6, 0.0, "0-4"))
    table = tone_table(judged, named, quotes(), SENTENCES, acts)
    assert set(table["actor_id"]) == {"kern"}
