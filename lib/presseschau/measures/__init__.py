"""Measures: tables of an analysis in, tables of figures with n, interval and evidence out."""

from presseschau.measures.choice import Choice, find_actor, find_story
from presseschau.measures.context import kwic, strongest_word
from presseschau.measures.corpus import (
    articles_by_period,
    articles_of,
    corrections,
    coverage,
    of_story,
    outlets,
    removals,
    stories,
    wire_groups,
)
from presseschau.measures.correction import corrected, error_rates
from presseschau.measures.difference import difference, sides
from presseschau.measures.evidence import evidence
from presseschau.measures.groups import balance, group_of, grouped, heard, women_among_known
from presseschau.measures.keyness import keyness, keyness_by_outlet
from presseschau.measures.manner import manner, speaks_about
from presseschau.measures.outlet_groups import by_outlet_group, weighted, with_outlets
from presseschau.measures.person import (
    names_of,
    outlets_of,
    periods_of,
    roles_over_time,
    speakers_about,
)
from presseschau.measures.presence import (
    cooccurrence,
    named_by_one,
    presence,
    presence_by,
    presence_by_period,
    roles,
)
from presseschau.measures.printings import disputed_speakers, printings, retellings
from presseschau.measures.private import bystanders
from presseschau.measures.statements import findings
from presseschau.measures.tone import (
    judged_speech,
    signed_pairs,
    tone_by,
    tone_evidence,
    tone_voices,
)
from presseschau.measures.voice import (
    cues,
    quote_list,
    share_of_voice,
    speech_modes,
    spoken,
    stances,
    timeline,
    voice_by,
    voice_by_outlet,
    without_marks,
)

__all__ = [
    "Choice", "articles_by_period", "articles_of", "balance", "by_outlet_group", "bystanders",
    "cooccurrence",
    "corrected", "corrections", "coverage", "cues", "difference", "disputed_speakers",
    "error_rates", "evidence", "find_actor", "find_story", "findings", "group_of", "grouped",
    "heard", "judged_speech", "keyness", "keyness_by_outlet", "kwic", "manner", "named_by_one",
    "names_of", "of_story", "outlets", "outlets_of", "periods_of", "presence", "presence_by",
    "presence_by_period", "printings", "quote_list", "removals", "retellings", "roles",
    "roles_over_time", "share_of_voice", "sides", "signed_pairs", "speakers_about", "speaks_about",
    "speech_modes", "spoken", "stances", "stories", "strongest_word", "timeline", "tone_by",
    "tone_evidence", "tone_voices", "voice_by", "voice_by_outlet", "weighted", "wire_groups",
    "with_outlets", "without_marks", "women_among_known",
]  # fmt: skip
