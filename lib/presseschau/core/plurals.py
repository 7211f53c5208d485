"""Plurals: numbers of things in the program's own messages, which are English."""


def counted(n: int, one: str, many: str = "") -> str:
    """How many of what: "1 article", "2 articles"; ``many`` where an s is not all it takes."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"
