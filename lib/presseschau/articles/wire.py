"""Wire copy: articles that print the same text with small changes or cut short."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

#: Words in a shingle. Three still match between the changes of a sub-editor.
SHINGLE = 3
#: Two texts with this share of equal shingles, of both or of the shorter one, are one copy.
MIN_JACCARD = 0.5
MIN_CONTAINMENT = 0.5
#: Fewer common shingles than this are a stock phrase, not a copy.
MIN_SHINGLES = 30
#: Bands and rows of the index: a pair with a Jaccard index of .3 is met with probability .98, one
#: of .01 with .004. Candidates are then compared in full, so a low bar costs time, not precision.
BANDS, ROWS = 40, 2
SEED = 20260304
BATCH = 10_000

_WORD = re.compile(r"\w+")


def wire_groups(texts: Sequence[str]) -> list[int]:
    """Groups near-duplicate texts.

    Candidates come from MinHash signatures, hashed in bands by locality (Broder 1997; Indyk and
    Motwani 1998) and are verified by the real overlap of their word shingles; a copy cut short
    counts by the share of the shorter text that the longer one contains.

    Returns:
        For each text the position of the first text of its group; its own if it stands alone.
    """
    from scipy.sparse import coo_matrix  # over a second that only this step should cost
    from scipy.sparse.csgraph import connected_components

    shingles = [_shingles(text) for text in texts]
    same = [(a, b) for a, b in _candidates(shingles) if _same(shingles[a], shingles[b])]
    low, high = np.array(same, dtype=int).reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(same)), (low, high)), shape=(len(texts),) * 2)
    _, group = connected_components(graph, directed=False)
    _, first = np.unique(group, return_index=True)
    return first[group].tolist()


def _candidates(shingles: list[np.ndarray]) -> list[tuple[int, int]]:
    """The pairs whose signatures agree in a band; of many alike, neighbours only.

    Sorting each band keeps time and memory linear where an index of buckets does not.
    """
    from datasketch import MinHash  # brings SciPy, too

    long = np.array([i for i, own in enumerate(shingles) if len(own) >= MIN_SHINGLES], dtype=int)
    empty = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)
    signatures = np.zeros((len(long), BANDS, ROWS), dtype=np.uint64)
    for row, position in enumerate(long):
        own, signature = shingles[position], empty.copy()
        for part in range(0, len(own), BATCH):  # keeps the memory of a huge text bounded
            signature.update_batch(own[part : part + BATCH].tolist())
        signatures[row] = signature.hashvalues.reshape(BANDS, ROWS)
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        keys = (signatures[:, band, 0] << np.uint64(32)) | signatures[:, band, 1]
        order = np.argsort(keys, kind="stable")
        alike = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        pairs.update(zip(order[alike].tolist(), order[alike + 1].tolist(), strict=True))
    return [(int(long[one]), int(long[other])) for one, other in sorted(pairs)]


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    common = len(np.intersect1d(one, other, assume_unique=True))
    shorter, union = min(len(one), len(other)), len(one) + len(other) - common
    if common < MIN_SHINGLES:
        return False
    return common >= MIN_CONTAINMENT * shorter or common >= MIN_JACCARD * union


def _shingles(text: str) -> np.ndarray:
    """The distinct hashes (32 bits) of a text's overlapping word triples, sorted."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    codes = np.array(words, dtype=np.uint64)
    count = max(0, len(codes) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count]
    mixed ^= mixed >> np.uint64(29)
    return np.unique((mixed * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32)).astype(np.uint32)
