"""The folder of the model that is in use: the shipped one, or the one that a caller named.

Several steps read a file of it, some of them deep inside the rules.  The folder is a context variable, set while one
document is annotated, so that two models in one process never mix.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "files"

MODELS = 4
"""Models of which the files are held, the shipped one among them; each has some 50 MB with its session."""

_in_use: ContextVar[Path] = ContextVar("folder", default=SHIPPED)


def folder() -> Path:
    """The folder of the model that is in use."""
    return _in_use.get()


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Use the model in another folder inside the block."""
    before = _in_use.set(path)
    try:
        yield
    finally:
        _in_use.reset(before)


@lru_cache(maxsize=4 * MODELS)
def numbers(path: Path, name: str) -> Any:
    """What a file of fitted numbers in a folder holds; None where there is no such file."""
    file = path / name
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
