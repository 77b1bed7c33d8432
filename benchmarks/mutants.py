"""``python -m benchmarks.mutants``: which changes of a weight, a threshold or a condition the tests notice.

    python -m benchmarks.mutants              every change of mutants.json, one at a time
    python -m benchmarks.mutants --only TEXT  those whose module or source holds the text

Each change is made in a copy of the tree, and the narrow tests of the module's folder run there until one fails.  Tests
that compare pasted output are left out, and so are cases that are known to fail: they notice that something changed,
and not that it is wrong.  A line tells which test noticed; the last one counts.  Ends with status 1 if fewer than
``LEAST`` of all changes are noticed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.gold import ROOT

FILE = Path(__file__).with_name("mutants.json")
LANGUAGE = Path("newsan", "language")
COPIED = ("newsan", "analyzers", "cli", "benchmarks", "tests", "sample_data", "setup.cfg")

LEAST = 0.9
"""Share of the changes that the tests have to notice."""

LONGEST = 300
"""Seconds after which tests that do not end count as noticing."""

_NOTICED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: ``source`` stands once in a module or data file, whose path begins in ``newsan/language``."""

    module: str
    source: str
    changed: str

    @property
    def path(self) -> Path:
        """The module's file, from the root of the tree."""
        return LANGUAGE / self.module

    @property
    def folder(self) -> str:
        """The folder of ``newsan/language`` whose tests should notice."""
        return Path(self.module).parts[0]


def listed() -> tuple[list[Mutant], dict[str, list[str]]]:
    """The changes, and the tests by the folder of the module, the quickest to notice first."""
    given = json.loads(FILE.read_text(encoding="utf-8"))
    return [Mutant(*one) for one in given["mutants"]], given["tests"]


def mutated(text: str, mutant: Mutant) -> str:
    """A module's text with the change; ValueError if its source does not stand there once."""
    if (n := text.count(mutant.source)) != 1:
        raise ValueError(f"{mutant.module}: {mutant.source!r} stands there {n} times, not once")
    return text.replace(mutant.source, mutant.changed)


def noticing(root: Path, tests: Sequence[str]) -> str | None:
    """The first test that fails in a tree, None if all pass."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--tb=no",
        "-rfE",
        "-p",
        "no:cacheprovider",
        "-m",
        "not xfail",
    ]
    try:
        done = subprocess.run([*command, *tests], cwd=root, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return "no test ends"
    found = _NOTICED.search(done.stdout)
    return None if done.returncode == 0 else found[1] if found else f"status {done.returncode}"


def noticed(root: Path, mutant: Mutant, tests: Sequence[str]) -> str | None:
    """The first test that notices a change in the tree, which is put right again."""
    path = root / mutant.path
    text = path.read_text(encoding="utf-8")
    path.write_text(mutated(text, mutant), encoding="utf-8")
    try:
        return noticing(root, tests)
    finally:
        path.write_text(text, encoding="utf-8")


def copied(root: Path) -> None:
    """Copy what the tests need into an empty folder."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, root / name)


def outcomes(root: Path, mutants: Sequence[Mutant], tests: dict[str, list[str]]) -> Iterator[tuple[Mutant, str | None]]:
    """Each change with the test that notices it; UsageError if a test fails without any change."""
    folders = {mutant.folder for mutant in mutants}
    wanted = dict.fromkeys(test for folder in sorted(folders) for test in tests[folder])
    if failing := noticing(root, list(wanted)):
        raise click.UsageError(f"{failing} fails without any change")
    for mutant in mutants:
        yield mutant, noticed(root, mutant, tests[mutant.folder])


@click.command()
@click.option("--only", default="", help="Make only the changes whose module or source holds this text.")
def main(only: str) -> None:
    """Change one constant or condition at a time, and see which test notices."""
    mutants, tests = listed()
    chosen = [one for one in mutants if only in one.module or only in one.source]
    n_noticed = 0
    with TemporaryDirectory() as folder:
        copied(Path(folder))
        for mutant, test in outcomes(Path(folder), chosen, tests):
            n_noticed += test is not None
            click.echo(f"{mutant.module}: {mutant.source!r} -> {mutant.changed!r}: {test or 'NOT NOTICED'}")
    click.echo(f"{n_noticed} of {len(chosen)} changes noticed")
    sys.exit(0 if n_noticed >= LEAST * len(chosen) else 1)


if __name__ == "__main__":
    main()
