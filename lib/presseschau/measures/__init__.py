"""Measures: tables of an analysis in, tables of figures with n, interval and evidence out."""

from presseschau.measures.corpus import (
    articles_by_week,
    key_figures,
    outlets,
    removals,
    wire_groups,
)
from presseschau.measures.keyness import keyness
from presseschau.measures.presence import cooccurrence, presence, presence_by, presence_by_week
from presseschau.measures.tone import tone_by, tone_evidence, tone_voices
from presseschau.measures.voice import cues, quote_list, share_of_voice, speech_modes, stances

__all__ = [
    "articles_by_week",
    "cooccurrence",
    "cues",
    "key_figures",
    "keyness",
    "outlets",
    "presence",
    "presence_by",
    "presence_by_week",
    "quote_list",
    "removals",
    "share_of_voice",
    "speech_modes",
    "stances",
    "tone_by",
    "tone_evidence",
    "tone_voices",
    "wire_groups",
]
