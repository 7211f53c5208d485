"""Facts: small JSON files in which a run leaves what later runs need to know."""

import json
from pathlib import Path
from typing import Any


def read_facts(path: Path) -> dict[str, Any]:
    """What a JSON file tells; nothing where it is missing, broken or no object."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}
