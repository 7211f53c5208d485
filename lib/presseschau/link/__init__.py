"""Across articles: who is who, who speaks, what is one story. A text was annotated before."""
