"""``python -m docs.layers`` draws the imports: every package with those that it imports, from the top to the bottom.

``python -m docs.layers --write`` also brings the drawing in ARCHITECTURE.md up to date.
What stands higher may import what stands lower, never the other way; ``tests/test_layers.py`` asserts it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

LANGUAGE = (
    "newsan.language",
    "newsan.language.stance",
    "newsan.language.speakers",
    "newsan.language.coreference",
    "newsan.language.quotations",
    "newsan.language.entities",
    "newsan.language.syntax",
    "newsan.language.index",
    "newsan.language.model",
    "newsan.language.layout",
    "newsan.language.syntax.subjects",
    "newsan.language.syntax.titles",
    "newsan.language.syntax.verbs",
    "newsan.language.syntax.words",
    "newsan.language.lexicon",
    "newsan.language.spans",
)
"""The language side from the top to the bottom; a module that stands alone is a layer, too."""

LAYERS = ("cli", "analyzers", *LANGUAGE, "newsan.inputs", "newsan")
"""All layers; ``newsan`` are the types and limits that all use.  Its ``__init__``, the door to all, is left out."""


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def layer_of(module: str) -> str | None:
    """The layer that a module belongs to, None for a module of another project."""
    found = [layer for layer in LAYERS if module == layer or module.startswith(f"{layer}.")]
    return max(found, key=len, default=None)


def arrows() -> Iterator[tuple[str, str, str]]:
    """Each import from one layer into another: the file, its layer, the other layer."""
    for path in sorted(path for top in ("cli", "analyzers", "newsan") for path in (ROOT / top).rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        layer = layer_of(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        if layer and file not in ("newsan/__init__.py", "newsan/__main__.py"):
            found = {other for name in imports(path) if (other := layer_of(name)) and other != layer}
            yield from ((file, layer, other) for other in sorted(found))


def drawn() -> str:
    """One line for each layer; ``*``, the modules of ``newsan`` itself, is left out of the imports: all import it."""
    below = {(layer, other) for _, layer, other in arrows()}
    lines = []
    for layer in LAYERS:
        names = [name.removeprefix("newsan.") for name in LAYERS[:-1] if (layer, name) in below]
        names = [name.removeprefix("language.") for name in names]
        title = "*" if layer == "newsan" else layer.removeprefix("newsan.")
        lines.append(f"{title:24}→ {' · '.join(names) or '–'}")
    return "\n".join(lines)


def write() -> None:
    """Put today's drawing in the place of the one in ARCHITECTURE.md."""
    path = ROOT / "ARCHITECTURE.md"
    before, _, rest = path.read_text("utf-8").partition(f"```\n{LAYERS[0]}  ")
    path.write_text(f"{before}```\n{drawn()}\n```{rest.partition('```')[2]}", "utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    print(drawn())
