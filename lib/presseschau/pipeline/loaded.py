"""What workers need, to be loaded once, before they are forked; it takes most of their start."""

import gc

import presseschau.annotate.rules.rules_annotator
import presseschau.pipeline.readings  # noqa: F401
from presseschau.annotate.lexicon import load_lexicon

load_lexicon()  # with simplemma's dictionary
gc.set_threshold(20_000)  # as the command does, and what is loaded stays
gc.freeze()
