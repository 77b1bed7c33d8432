"""The three floors: cli stands on analyzers, analyzers on newsan, and nothing looks up."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_NOT = {
    "newsan": {"analyzers", "cli", "click", "rich", "training", "benchmarks", "tests", "torch", "transformers"},
    "analyzers": {"cli", "click", "rich", "pandas", "training", "benchmarks", "tests", "torch", "transformers"},
    "cli": {"training", "benchmarks", "tests", "torch", "transformers", "pandas"},
}
# The door into the program, and the public functions, which answer with the analyzers' rows.
DOORS = {("newsan/__main__.py", "cli"), ("newsan/api.py", "analyzers")}
HEAVY = {"analyzers", "nltk", "numpy", "onnxruntime", "pandas", "rich", "tokenizers"}


def imports(path: Path) -> Iterator[str]:
    """The top names of all imports in a file, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("floor", MAY_NOT)
def test_no_floor_looks_up(floor: str) -> None:
    paths = sorted((ROOT / floor).rglob("*.py"))
    assert paths
    upward = {
        (path.relative_to(ROOT).as_posix(), name) for path in paths for name in imports(path) if name in MAY_NOT[floor]
    }
    assert upward - DOORS == set()


def test_the_package_imports_next_to_nothing() -> None:
    tree = ast.parse((ROOT / "newsan" / "__init__.py").read_text("utf-8"))
    at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {getattr(node, "module", None) for node in at_once} <= {
        "__future__",
        "collections.abc",
        "typing",
        "newsan.errors",
    }


@pytest.mark.parametrize(
    "code",
    [
        "import newsan",
        "import newsan.document",
        "import newsan.api; newsan.api.Newsan(aliases={'UN': 'United Nations'})",
        "import cli.main; cli.main.exit_status(['--help'])",
        "import cli.main; cli.main.exit_status(['--version'])",
        "import cli.main; cli.main.exit_status(['quotes', '--help'])",
    ],
)
def test_nothing_heavy_is_imported_before_there_is_work(code: str) -> None:
    program = f"import sys; {code}; print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


def test_functions_and_files_stay_small() -> None:
    for path in [path for floor in MAY_NOT for path in (ROOT / floor).rglob("*.py")]:
        source = path.read_text("utf-8")
        assert source.count("\n") <= 400, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                assert length <= 50, f"{path}: {node.name} has {length} lines"
