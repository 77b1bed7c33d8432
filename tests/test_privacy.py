"""No word to the outside and no file but the output: newsan watched from without, whatever it stands on.

The processes get an environment of their own, with a fresh home and without ``CI``: what a dependency does, it may
leave off where it believes to be tested.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import COMMANDS, QUESTIONS
from tests.conftest import ROOT
from tests.watched import Calls, need_strace, obstacle, under_strace

DOCUMENTS = 60
SECONDS = 15
"""How long each process lives, reading at first and then waiting: onnxruntime's first word goes out after ten."""

OUTPUT = "out/rows.csv"
"""What is run with an output file."""

HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")

FUNCTIONS = """
import pathlib, sys, newsan
texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]
answers = [newsan.entities(texts), newsan.quotes(texts, detail=True), newsan.stance(texts, pairs=True)]
answers.append(newsan.annotate(texts[0]).entities)
sys.stdin.read()
assert all(len(answer) for answer in answers)
"""

SEVERAL = """
import pathlib, sys, newsan
texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]
results = newsan.Newsan().annotate(texts * 3, processes=2)
first = next(results)
sys.stdin.read()
assert all(isinstance(one, newsan.AnnotatedDocument) for one in [first, *results])
"""

LEAK = """
import pathlib, socket, subprocess, sys, threading
def tell():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("192.0.2.1", 9))  # an address for documentation; nothing is sent
threading.Thread(target=tell).start()
pathlib.Path.home().joinpath("trace-of-a-run").touch()
subprocess.run([sys.executable, "-c", ""])
"""


def environment(home: Path | None = None) -> dict[str, str]:
    """The variables of a process: only what it needs to start, and where its home is."""
    paths = {} if home is None else {name: str(home) for name in HOMES}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | paths


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended: its status, its messages, its places and, where strace is at hand, its calls."""

    status: int
    messages: str
    home: Path
    output: Path
    calls: Calls

    @property
    def strays(self) -> list[str]:
        """What was written elsewhere than in the output's folder."""
        return [call for call in self.calls.writing if f'"{self.output.parent}/' not in call]


@dataclass(frozen=True, slots=True)
class Started:
    """A process that runs."""

    process: subprocess.Popen[bytes]
    folder: Path
    output: str

    def end(self) -> Run:
        """Close its input, and wait until it has ended."""
        _, messages = self.process.communicate()
        home, output, calls = self.folder / "home", self.folder / self.output, Calls(self.folder / "trace")
        return Run(self.process.returncode, messages.decode(), home, output, calls)


def start(folder: Path, *arguments: str) -> Started:
    """Python with arguments, in a folder with a fresh home; under strace where that is at hand."""
    for name in ("home", "out"):
        (folder / name).mkdir()
    watch = [] if obstacle() else under_strace(folder / "trace")
    process = subprocess.Popen(
        [*watch, sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(folder / "home"),
        cwd=folder / "home",
    )
    output = f"out/{name}" if (name := Path(arguments[-1]).name).startswith("rows.") else OUTPUT
    return Started(process, folder, output)


def documents(folder: Path) -> Path:
    """A folder with short documents: paragraphs of the sample articles."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "sample_data").glob("*.txt"))]
    paragraphs = [block for text in texts for block in text.split("\n\n") if len(block) > 100]
    assert len(paragraphs) >= DOCUMENTS
    folder.mkdir()
    for number, block in enumerate(paragraphs[:DOCUMENTS]):
        (folder / f"{number:02}.txt").write_text(block, "utf-8")
    return folder


def lines(read: Path, output: Path) -> Mapping[str, list[str]]:
    """Python's arguments for everything that is watched: each command in two forms, its help, the functions;
    and training, whose other packages are an extra, with the one that the product has too."""
    newsan = ["-m", "newsan"]
    return {
        **{name: [*newsan, name, str(read), "-", "-o", str(output)] for name in QUESTIONS},
        "audit": [*newsan, "audit", str(read), "-", "-o", str(output)],
        "report": [*newsan, "report", str(read), "-", "-o", str(output.with_suffix(".html"))],
        "show": [*newsan, "show", str(read), "-"],
        **{f"{name} -f table": [*newsan, name, str(read), "-", "-f", "table"] for name in QUESTIONS},
        "check": [*newsan, "check", str(read), "-", "-o", str(output)],
        "text": [*newsan, "text", "--jsonl", str(read), "-"],
        "exports": [*newsan, "check", str(ROOT / "sample_data"), "-", "-f", "table"],
        **{f"{name} --help": [*newsan, name, "--help"] for name in COMMANDS},
        "annotate": [*newsan, "annotate", str(read), "-o", str(output)],
        **{name: [*newsan, name, str(read), *more, "-o", str(output)] for name, more in CODING.items()},
        "--version": [*newsan, "--version"],
        "functions": ["-c", FUNCTIONS, str(read)],
        "processes": ["-c", SEVERAL, str(read)],
        "training": ["-c", "import training, onnxruntime, sys; sys.stdin.read()"],
    }


CODING: Mapping[str, list[str]] = {
    "sample": ["-", "-q", "-n", "20", "--tool", "prodigy"],
    "export": ["-", "-q", "--tool", "prodigy"],
    "evaluate": ["-", "-q", "--gold", str(ROOT / "tests" / "watched_gold.csv")],
}
"""What the commands about coding are given besides the documents."""

WATCHED = tuple(lines(Path("read"), Path("rows")))
WRITING = (*QUESTIONS, "check", "annotate", "audit", "report", *CODING)
STARTED = {"processes": 3, "annotate": 2}
"""How many processes of Python there are, where it is not one."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Run]:
    """Everything that is watched, run side by side: 60 documents each, then a while of waiting for the last input."""
    folder = tmp_path_factory.mktemp("watched")
    read = documents(folder / "documents")
    begun = time.monotonic()
    running = {}
    for number, name in enumerate(WATCHED):
        (place := folder / str(number)).mkdir()
        running[name] = start(place, *lines(read, place / OUTPUT)[name])
    if not obstacle():
        time.sleep(max(0.0, begun + SECONDS - time.monotonic()))
    return {name: one.end() for name, one in running.items()}


@pytest.mark.parametrize("name", WATCHED)
def test_a_fresh_home_stays_empty(runs: Mapping[str, Run], name: str) -> None:
    run = runs[name]
    assert (run.status, run.messages) == (0, "")
    assert [path.relative_to(run.home).as_posix() for path in run.home.rglob("*")] == []
    assert [path for path in run.output.parent.iterdir() if path != run.output] == []
    assert run.output.exists() == (name in WRITING)


@pytest.mark.parametrize("name", WATCHED)
def test_no_connection_is_opened(runs: Mapping[str, Run], name: str) -> None:
    need_strace()
    assert runs[name].calls.outward == []


@pytest.mark.parametrize("name", WATCHED)
def test_nothing_is_written_but_the_output(runs: Mapping[str, Run], name: str) -> None:
    need_strace()
    assert runs[name].strays == []
    assert bool(runs[name].calls.writing) == (name in WRITING)


@pytest.mark.parametrize("name", WATCHED)
def test_no_other_program_is_started(runs: Mapping[str, Run], name: str) -> None:
    need_strace()
    assert len(runs[name].calls.starting) == STARTED.get(name, 1)
    assert all(f'"{sys.executable}"' in call for call in runs[name].calls.starting)


def test_the_watch_sees_what_goes_out(tmp_path: Path) -> None:
    run = start(tmp_path, "-c", LEAK).end()
    assert (run.status, run.messages) == (0, "")
    assert [path.name for path in run.home.iterdir()] == ["trace-of-a-run"]
    need_strace()
    assert [call.partition("(")[0] for call in run.calls.outward] == ["socket", "connect"]
    assert run.strays and all("trace-of-a-run" in call for call in run.strays)
    assert len(run.calls.starting) == 2


PLACES = {"no home": None, "a home that is a file": Path(os.devnull), "a read-only disk": Path("/proc")}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_home_is_not_needed(name: str, place: str) -> None:
    home = PLACES[place]
    if home and not home.exists():
        pytest.skip(f"{home} is Linux's")
    done = subprocess.run(
        [sys.executable, "-m", "newsan", name, str(ROOT / "sample_data" / "interview.txt")],
        capture_output=True,
        env=environment(home),
        cwd=home if home and home.is_dir() else None,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") > 1


def test_only_the_reader_and_the_training_import_onnxruntime() -> None:
    """Elsewhere nobody would have told it before to keep quiet."""
    folders = ("newsan", "analyzers", "cli", "benchmarks", "docs", "tests")
    importing = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            importing |= {path.relative_to(ROOT).as_posix() for name in names if name.split(".")[0] == "onnxruntime"}
    assert importing == {"newsan/language/model/encoder.py"}
