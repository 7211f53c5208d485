"""Who is judged how, and in whose voice: from tones of mentions to the tone table."""

from math import fsum

import pandas as pd

from presseschau.core.tables import OUTLET_VOICE, Span, conform, empty, format_spans, parse_spans

#: The voice of quoted speech whose speaker is not known.
UNKNOWN_VOICE = "unknown"
#: Of an act: the voice is whoever says "ich" or "wir" there, the outlet where nobody is quoted.
THE_SPEAKER = "speaker"
_KEYS = ["article_id", "sentence", "actor_id", "voice"]


def tone_table(
    tones: pd.DataFrame,
    mentions: pd.DataFrame,
    quotes: pd.DataFrame,
    sentences: pd.DataFrame,
    acts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sums up what each sentence says about each actor, one row per voice.

    The voice is the speaker's where most of the evidence stands in a quote or in the words that
    introduce it ("kritisierte"), else the outlet's. Who attacks or supports somebody has the voice
    of that act, quoted or not. Tones of mentions without an actor are left out, and so is what
    speakers say about themselves and what a sentence says about the holder of an act in it.

    Args:
        tones: One row per judged mention: article_id, sentence, start, end (of the mention),
            tenor, score, valence, evidence (spans as one cell).
        mentions: The table mentions, with actors linked.
        quotes: The table quotes, with speakers linked.
        sentences: The table sentences; tones outside of them are left out.
        acts: What :func:`presseschau.link.actors.linked_acts.link_acts` found, or None.

    Returns:
        The table tone. ``tenor`` is the sign of the sum of tenor times score, ``tenor_score``
        the best score among the tones of that sign (of all where it is 0), ``valence`` the mean.
    """
    rows = tones.merge(
        mentions[["article_id", "start", "end", "actor_id"]].drop_duplicates(
            ["article_id", "start", "end"]
        ),
        on=["article_id", "start", "end"],
    ).merge(sentences[["article_id", "sentence"]], on=["article_id", "sentence"])
    rows = rows[rows["actor_id"] != ""]
    return by_voice(rows, quotes, acts)


def by_voice(
    rows: pd.DataFrame, quotes: pd.DataFrame, acts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Finds the voice of judgements and sums them up, one row per sentence, actor and voice.

    Args:
        rows: article_id, sentence, actor_id, tenor, score, valence, evidence.
        quotes: The table quotes, with speakers linked.
        acts: Attacks and supports with whom they come from and go to, or None.

    Returns:
        The table tone, as :func:`tone_table` describes it.
    """
    acts = pd.DataFrame(columns=[*_KEYS, "evidence"]) if acts is None else acts
    if rows.empty and acts.empty:
        return empty("tone")
    speech = _speech(quotes)
    columns = ["article_id", "evidence", "voice"]
    heard = _voices(acts, speech)  # who says "ich" in a quote is its speaker
    acts = acts.assign(voice=acts["voice"].where(acts["voice"] != THE_SPEAKER, heard))
    for article, evidence, voice in acts[columns].itertuples(index=False):
        spans = parse_spans(evidence)
        speech.setdefault(article, []).extend((s, voice or UNKNOWN_VOICE) for s in spans)
    rows = rows.assign(voice=_voices(rows, speech))
    places = ["article_id", "sentence"]
    holders = pd.MultiIndex.from_frame(acts[[*places, "voice"]])
    judged = pd.MultiIndex.from_frame(rows[[*places, "actor_id"]])
    rows = rows[~judged.isin(holders)]  # who accuses is not who is accused
    known = acts[(acts["actor_id"] != "") & (acts["voice"] != "")]
    rows = pd.concat([rows, known.assign(valence=0.0)]) if len(known) else rows
    rows = rows[rows["voice"] != rows["actor_id"]]
    groups: dict[tuple, list[tuple]] = {}
    columns = [rows[name] for name in (*_KEYS, "tenor", "score", "valence", "evidence")]
    for row in zip(*columns, strict=True):
        groups.setdefault(row[: len(_KEYS)], []).append(row[len(_KEYS) :])
    return conform(
        [dict(zip(_KEYS, key, strict=True)) | _sum_up(groups[key]) for key in sorted(groups)],
        "tone",
    )


def acts_of(tone: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table tone whose voice comes from an act and from no quote."""
    unquoted = _voices(tone, _speech(quotes)) == OUTLET_VOICE
    return tone[unquoted & (tone["voice"] != OUTLET_VOICE)]


def _speech(quotes: pd.DataFrame) -> dict[str, list[tuple[Span, str]]]:
    """The spans of all quotes and cues with their speaker, by article."""
    speech: dict[str, list[tuple[Span, str]]] = {}
    columns = ["article_id", "spans", "cue_spans", "actor_id"]
    for article, spans, cues, actor in quotes[columns].itertuples(index=False):
        found = speech.setdefault(article, [])
        found += [(span, actor or UNKNOWN_VOICE) for span in parse_spans(spans) + parse_spans(cues)]
    return speech


def _voices(rows: pd.DataFrame, speech: dict[str, list[tuple[Span, str]]]) -> pd.Series:
    pairs = zip(rows["article_id"], rows["evidence"], strict=True)
    found = [_voice(parse_spans(evidence), speech.get(article, [])) for article, evidence in pairs]
    return pd.Series(found, rows.index, dtype=object)


def _voice(evidence: list[Span], speech: list[tuple[Span, str]]) -> str:
    """The voice of most of the evidence; in quotes within quotes, the inner speaker's."""
    votes: dict[str, int] = {}
    for start, end in evidence:
        around = [(s[1] - s[0], who) for s, who in speech if s[0] <= start and end <= s[1]]
        voice = min(around)[1] if around else OUTLET_VOICE
        votes[voice] = votes.get(voice, 0) + end - start
    return max(votes, key=lambda voice: votes[voice], default=OUTLET_VOICE)


def _sum_up(group: list[tuple]) -> dict:
    """Sums up judgements: tenor, score, valence, evidence each."""
    total = fsum(tenor * score for tenor, score, *_ in group)
    sign = (total > 0) - (total < 0)
    evidence = sorted({span for *_, cell in group for span in parse_spans(cell)})
    return {
        "tenor": sign,
        "tenor_score": max(score for tenor, score, *_ in group if not sign or tenor == sign),
        "valence": fsum(valence for _, _, valence, _ in group) / len(group),
        "evidence": format_spans(evidence),
    }
