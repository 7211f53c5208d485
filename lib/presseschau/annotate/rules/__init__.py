"""The annotator that works by rules: no model, every decision can be read and explained."""
