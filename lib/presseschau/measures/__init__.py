"""Measures: tables of an analysis in, tables of figures with n, interval and evidence out."""

from presseschau.measures.corpus import (
    articles_by_week,
    coverage,
    key_figures,
    outlets,
    removals,
    wire_groups,
)
from presseschau.measures.keyness import keyness, keyness_by_outlet
from presseschau.measures.presence import (
    cooccurrence,
    named_by_one,
    presence,
    presence_by,
    presence_by_week,
    roles,
)
from presseschau.measures.printings import disputed_speakers, printings
from presseschau.measures.tone import tone_by, tone_evidence, tone_voices
from presseschau.measures.voice import (
    cues,
    quote_list,
    share_of_voice,
    speech_modes,
    stances,
    voice_by_outlet,
)

__all__ = [
    "articles_by_week",
    "cooccurrence",
    "coverage",
    "cues",
    "disputed_speakers",
    "key_figures",
    "keyness",
    "keyness_by_outlet",
    "named_by_one",
    "outlets",
    "presence",
    "presence_by",
    "presence_by_week",
    "printings",
    "quote_list",
    "removals",
    "roles",
    "share_of_voice",
    "speech_modes",
    "stances",
    "tone_by",
    "tone_evidence",
    "tone_voices",
    "voice_by_outlet",
    "wire_groups",
]
