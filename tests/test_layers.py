"""The three floors: cli stands on analyzers, analyzers on newsan, and nothing looks up."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import layers
from docs.layers import LANGUAGE

ROOT = Path(__file__).parents[1]
MAY_NOT = {
    "newsan": {"analyzers", "cli", "click", "rich", "training", "benchmarks", "tests", "torch", "transformers"},
    "analyzers": {"cli", "click", "rich", "training", "benchmarks", "tests", "torch", "transformers"},
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


@pytest.mark.parametrize("command", ["entities", "quotes", "stance"])
def test_one_article_needs_no_pandas(command: str) -> None:
    program = (
        f"import sys; import cli.start, cli.main; cli.main.exit_status(['{command}', 'sample_data/interview.txt'])"
    )
    program += "; sys.exit('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_command_imports_little_of_nltk() -> None:
    program = "import sys; import cli.start, cli.main; cli.main.exit_status(['quotes', 'sample_data/interview.txt'])"
    program += "; print([name for name in sys.modules if name.startswith(('nltk', 'sklearn'))], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0
    assert "nltk.tokenize.punkt" in done.stderr
    assert "nltk.classify" not in done.stderr and "sklearn" not in done.stderr


def test_no_layer_of_the_language_side_looks_up() -> None:
    found = [
        (file, other)
        for file, layer, other in layers.arrows()
        if layer in LANGUAGE and other in LANGUAGE[: LANGUAGE.index(layer)]
    ]
    assert found == []


def test_the_drawing_of_the_imports_is_up_to_date() -> None:
    assert layers.drawn() in (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_functions_and_files_stay_small() -> None:
    for path in [path for floor in MAY_NOT for path in (ROOT / floor).rglob("*.py")]:
        source = path.read_text("utf-8")
        assert source.count("\n") <= 400, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                assert length <= 50, f"{path}: {node.name} has {length} lines"


def nested(node: ast.AST, depth: int = 0) -> int:
    """How deep blocks stand inside one another below a node; an ``elif`` is no deeper than its ``if``."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        block = isinstance(child, ast.For | ast.While | ast.If | ast.With | ast.Try)
        deepest = max(deepest, nested(child, depth + (block and not chained)))
    return deepest


def conditions(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> int:
    """How many conditions a comprehension has, those joined by "and" and "or" counted one by one."""
    tests = [test for part in node.generators for test in part.ifs]
    joined = (inner for test in tests for inner in ast.walk(test) if isinstance(inner, ast.BoolOp))
    return len(tests) + sum(len(inner.values) - 1 for inner in joined)


def complexity(function: ast.FunctionDef) -> int:
    """The cyclomatic complexity of a function; operands of "and" and "or" and parts of comprehensions count, too."""
    branches = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.Lambda)
    nodes = list(ast.walk(function))
    joined = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    parts = sum(1 + len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    return 1 + joined + parts + sum(isinstance(node, branches) for node in nodes)


def test_no_function_has_too_many_branches() -> None:
    for path in [path for floor in MAY_NOT for path in (ROOT / floor).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert complexity(node) <= 15, f"{path}: {node.name} has too many branches: {complexity(node)}"


def test_code_is_flat() -> None:
    for path in [path for floor in MAY_NOT for path in (ROOT / floor).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert nested(node) <= 4, f"{path}: {node.name} is nested too deep"
            elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                assert conditions(node) <= 2, f"{path}:{node.lineno}: a comprehension with too many conditions"
