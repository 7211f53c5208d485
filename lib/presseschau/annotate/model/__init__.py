"""The trained annotator: one small encoder, heads for names and quotes, tone by rules."""
