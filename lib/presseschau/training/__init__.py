"""Readers of data sets, scoring and training; never imported by the rest of the library."""
