"""Scripts: the few of ours that a page may run, and what they read in it."""

import json
import zlib
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from presseschau.reports.rendering import TEMPLATES


@cache
def script_of(name: str) -> dict[str, str]:
    """What ``render`` needs so that a page runs one of our scripts, allowed by its hash alone."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return {"script": Markup(text), "script_source": f"'sha256-{digest}'"}


def packed(held: Any) -> str:
    """What a page holds for its script: JSON, compressed, in letters that HTML leaves alone."""
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode()
