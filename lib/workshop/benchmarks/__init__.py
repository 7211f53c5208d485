"""Benchmarks: how fast, how large, and how both grow with the number of articles."""
