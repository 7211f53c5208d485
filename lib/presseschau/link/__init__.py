"""Across articles: who is who, who speaks, what is one story. Nothing here reads raw text."""
