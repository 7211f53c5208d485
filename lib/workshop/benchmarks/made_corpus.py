"""A corpus of any size, made of the sentences of a small one, so that no two texts are alike."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from presseschau.core.text import split_sentences

OUTLETS = 12
FIRST_DAY = date(2020, 1, 1)
_DAYS = 2000
_BLOCKS, _BLOCK = 4, 3  # of so many sentences, so that two articles are hardly ever wire copies
_NAME = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{3,}\b")
_CHANGED = 0.3


def make_corpus(texts: Sequence[str], count: int, folder: Path, seed: int = 1) -> Path:
    """Writes articles as JSON Lines, one file per outlet.

    An article is made of four passages of three sentences from different texts; of the nouns and
    names inside of sentences a third is exchanged for others, drawn as often as they are used.
    The same arguments give the same bytes, and fewer articles are the first of more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [
        (folder / f"blatt-{number:02}.jsonl").open("w", encoding="utf-8")
        for number in range(OUTLETS)
    ]
    try:
        for number, text in enumerate(_texts(texts, count, seed)):
            day = FIRST_DAY + timedelta(days=number * 7919 % _DAYS)
            row = {"title": f"Meldung {number}", "text": text, "date": day.isoformat()}
            row["outlet"] = f"Blatt {number % OUTLETS:02}"
            files[number % OUTLETS].write(json.dumps(row, ensure_ascii=False) + "\n")
    finally:
        for file in files:
            file.close()
    return folder


def _texts(texts: Sequence[str], count: int, seed: int) -> Iterator[str]:
    sentences = [
        [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
        for text in texts
    ]
    sentences = [own for own in sentences if len(own) >= _BLOCK]
    names = [name for own in sentences for sentence in own for name in _NAME.findall(sentence)]
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        blocks = []
        for _ in range(_BLOCKS):
            own = chance.choice(sentences)
            first = chance.randrange(len(own) - _BLOCK + 1)
            blocks.append(" ".join(own[first : first + _BLOCK]))

        def other(match: re.Match, chance: random.Random = chance) -> str:
            return chance.choice(names) if chance.random() < _CHANGED else match[0]

        yield _NAME.sub(other, "\n\n".join(blocks))
