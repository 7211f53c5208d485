"""What workers need, to be loaded once, before they are forked; it takes most of their start."""

import gc

import presseschau.annotate.rules.rules_annotator
import presseschau.pipeline.readings  # noqa: F401
from presseschau.annotate.lexicon import load_lexicon

load_lexicon()  # with simplemma's dictionary
gc.freeze()  # what is loaded stays
