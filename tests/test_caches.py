"""What newsan keeps in memory does not grow with the texts it has read."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from inspect import signature
from types import ModuleType
from typing import Any

import analyzers
import cli
import newsan
from benchmarks.outputs import outputs
from newsan.document import Document
from newsan.language import annotate

UNBOUNDED = {
    "newsan.language.model.tags._shapes",
    "newsan.language.model.tags.grammar",
    "newsan.language.speakers.documents._patterns",
    "newsan.language.stance.acts._phrases",
    "newsan.language.lexicon.lookup.lookup",
    "newsan.language.lexicon.lookup.table",
    "newsan.language.lexicon.lookup.words",
}
"""The caches without a bound that take something: the name of a word list, the model's tags, or a word of a list."""


def modules() -> Iterator[ModuleType]:
    """All modules of the three packages."""
    for package in (newsan, analyzers, cli):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def own(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a module and its classes define, by full name."""
    for holder in (module, *(one for one in vars(module).values() if isinstance(one, type))):
        for name, value in vars(holder).items():
            if getattr(holder, "__module__", module.__name__) == module.__name__ and not name.startswith("__"):
                yield f"{module.__name__}.{name}", value


def test_no_cache_that_takes_words_of_a_text_is_without_a_bound() -> None:
    caches = {
        name: value.cache_parameters()["maxsize"]
        for module in modules()
        for name, value in own(module)
        if hasattr(value, "cache_parameters") and value.__module__ == module.__name__ and signature(value).parameters
    }
    assert {name for name, bound in caches.items() if bound is None} == UNBOUNDED
    assert all(bound <= 4096 for bound in caches.values() if bound is not None)


def sizes() -> dict[str, int]:
    """How much every module holds at its top."""
    return {
        name: len(value) for module in modules() for name, value in own(module) if isinstance(value, dict | list | set)
    }


def read(name: str) -> None:
    text = (
        f"“The {name} report is late,” said {name} Lee, the {name} minister of {name}. "
        f"According to the {name} statement, {name}'s {name} Council ({name[:1]}C) praised {name} Ek. She denied it."
    )
    assert list(outputs(list(annotate([Document(name, text)]))))


def test_nothing_grows_with_the_names_of_texts() -> None:
    read("Baroli")
    before = sizes()
    for name in ("Cedano", "Dufelo", "Gihajo", "Kulemi"):
        read(name)
    assert sizes() == before
