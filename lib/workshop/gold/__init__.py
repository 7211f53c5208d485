"""Annotated data sets: how they are read, and how an annotator scores on them."""
