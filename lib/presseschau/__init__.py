"""German news as data: who acts, who says what, in which tone."""

__version__ = "0.1.0"
