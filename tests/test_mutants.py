"""The run that changes one constant at a time: its list fits the code, and it knows what a test has noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import mutants
from benchmarks.gold import ROOT

LISTED, TESTS = mutants.listed()


def test_there_are_enough_changes() -> None:
    assert len(set(LISTED)) == len(LISTED) >= 40


@pytest.mark.parametrize("mutant", LISTED, ids=lambda one: f"{one.module}: {one.source}")
def test_every_change_can_be_made(mutant: mutants.Mutant) -> None:
    text = (ROOT / mutant.path).read_text(encoding="utf-8")
    changed = mutants.mutated(text, mutant)
    assert changed != text
    assert mutant.path.suffix != ".py" or compile(changed, mutant.module, "exec")


def test_every_folder_has_tests_and_no_pasted_output() -> None:
    assert {mutant.folder for mutant in LISTED} <= set(TESTS)
    files = {test for tests in TESTS.values() for test in tests}
    assert all((ROOT / test).exists() for test in files)
    assert not files & {"tests/test_docs.py", "tests/test_output.py"}


def tree(root: Path) -> Path:
    """A small tree with a constant that one of its tests watches, and one that only a known failure watches."""
    module = root / mutants.LANGUAGE / "stance" / "sides.py"
    module.parent.mkdir(parents=True)
    module.write_text("LEAST = 3\nMOST = 5\n", encoding="utf-8")
    (root / "test_sides.py").write_text(
        "import pytest\nfrom newsan.language.stance.sides import LEAST, MOST\n\n"
        "def test_least(): assert LEAST == 3\n\n"
        "@pytest.mark.xfail(strict=True)\ndef test_most(): assert MOST == 6\n",
        encoding="utf-8",
    )
    (root / "setup.cfg").write_text("[tool:pytest]\npythonpath = .\n", encoding="utf-8")
    return root


def test_a_change_is_noticed_by_a_test_that_passed_before(tmp_path: Path) -> None:
    made = [
        mutants.Mutant("stance/sides.py", "LEAST = 3", "LEAST = 4"),
        mutants.Mutant("stance/sides.py", "MOST = 5", "MOST = 6"),
    ]
    root = tree(tmp_path)
    found = mutants.outcomes(root, made, {"stance": ["test_sides.py"]})
    assert [test for _, test in found] == ["test_sides.py::test_least", None]
    assert (root / made[0].path).read_text(encoding="utf-8") == "LEAST = 3\nMOST = 5\n"


def test_a_source_that_is_not_there_once_is_an_error() -> None:
    for text in ("", "LEAST = 3\nLEAST = 3\n"):
        with pytest.raises(ValueError, match="not once"):
            mutants.mutated(text, mutants.Mutant("stance/sides.py", "LEAST = 3", "LEAST = 4"))
