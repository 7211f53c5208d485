"""The trained annotator: one small encoder, heads for names, quotes and tone."""
