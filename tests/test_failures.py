"""One input that fails never costs the others: bugs, memory, sizes, names. Real processes, real mistakes."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.entities import entities
from cli.main import exit_status
from newsan.document import Document, Failure
from newsan.errors import NO_MEMORY
from newsan.inputs import Reading, Remark, read
from newsan.language import annotate, annotate_or_fail
from newsan.limits import MAX_SIZE, size_as_text, size_in_bytes
from tests.processes import NEWSAN, environment, shell, spoilt

GOOD = "“The ferry will sail,” said Maya Lind. Norland condemned Sudland.\n"
BAD = "SPOIL “The ferry is late,” said Tom Okafor.\n"

BUG_IN_LINK = """
link = annotate.link

def spoil(text, *given, **options):
    if text.startswith("SPOIL"):
        raise IndexError("no such \\x1b[31m actor")
    return link(text, *given, **options)

annotate.link = spoil
"""
BUG_IN_ROWS = """
from dataclasses import replace
from analyzers import ANALYZERS

def check(doc):
    if doc.document.text.startswith("SPOIL"):
        raise ZeroDivisionError
    return doc

def spoil(analyzer):
    def rows(doc, **options):
        yield from analyzer.rows(doc, **options)
        check(doc)

    class Counts(analyzer.counts):
        def add(self, doc):
            super().add(check(doc))

    return replace(analyzer, rows=rows, counts=Counts)

ANALYZERS.update({name: spoil(analyzer) for name, analyzer in ANALYZERS.items()})
"""
LITTLE_MEMORY = """
import resource
load = annotate.load

def load_and_limit():
    model = load()
    [size] = [int(line.split()[1]) << 10 for line in open("/proc/self/status") if line.startswith("VmSize")]
    resource.setrlimit(resource.RLIMIT_AS, (size + (160 << 20), resource.RLIM_INFINITY))
    return model

annotate.load = load_and_limit
"""


def newsan(*arguments: str, env: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*NEWSAN, *arguments], capture_output=True, text=True, env=env, cwd=cwd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with three texts: the second meets the mistake."""
    for name, text in (("a.txt", GOOD), ("b.txt", BAD), ("c.txt", f"{GOOD} It rained.")):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


THREE = ("a.txt", "b.txt", "c.txt")
TWO = ("a.txt", "c.txt")


@pytest.mark.parametrize("mistake", [BUG_IN_LINK, BUG_IN_ROWS], ids=["annotating", "analysing"])
@pytest.mark.parametrize("view", ["quotes --detail", "entities --by doc", "stance"])
def test_a_document_that_meets_a_bug_is_one_failed_document(folder: Path, view: str, mistake: str) -> None:
    env = spoilt(folder, mistake)
    done = newsan(*view.split(), "--json", *THREE, "missing.txt", env=env, cwd=folder)
    alone = newsan(*view.split(), "--json", *TWO, env=env, cwd=folder)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert (done.returncode, done.stdout) == (3, alone.stdout)
    bug, missing, last = done.stderr.splitlines()
    assert re.fullmatch(
        r"newsan: b\.txt: a bug in newsan \((IndexError: no such \\x1b\[31m actor|ZeroDivisionError)\)", bug
    )
    assert missing == "newsan: missing.txt: no such file or folder"
    assert last.startswith("newsan: this is a bug in newsan 0")
    assert "NEWSAN_DEBUG=1" in last


def test_the_traceback_of_a_bug_is_there_for_the_asking(folder: Path) -> None:
    env = spoilt(folder, BUG_IN_LINK)
    for given, variables in (("-v",), {}), ((), {"NEWSAN_DEBUG": "1"}):
        done = newsan("quotes", *given, *THREE, env={**env, **variables}, cwd=folder)
        assert done.returncode == 3
        assert "\nTraceback (most recent call last):\n" in done.stderr
        assert "sitecustomize.py" in done.stderr
        assert "\x1b" not in done.stderr
    quiet = newsan("quotes", "-q", *THREE, env=env, cwd=folder)
    assert (quiet.returncode, quiet.stderr) == (3, "")


def test_an_output_file_has_what_the_others_gave(folder: Path) -> None:
    env = spoilt(folder, BUG_IN_LINK)
    assert newsan("entities", "-o", "out.csv", *THREE, env=env, cwd=folder).returncode == 3
    assert "Maya Lind" in (folder / "out.csv").read_text("utf-8")
    (folder / "out.csv").write_text("as it was")
    only = newsan("entities", "-o", "out.csv", "b.txt", env=env, cwd=folder)
    assert (only.returncode, len(only.stderr.splitlines())) == (4, 2)
    assert (folder / "out.csv").read_text() == "as it was"
    assert newsan("entities", "--csv", "b.txt", env=env, cwd=folder).stdout == ""


def test_annotating_gives_failures_as_values(monkeypatch: pytest.MonkeyPatch) -> None:
    class Spoilt(str):
        """A text that breaks whatever looks at a part of it."""

        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            raise ValueError("this text cannot be read")

    given = [Document("a", GOOD), Document("b", Spoilt(GOOD)), Document("c", GOOD)]
    one, failure, other = annotate_or_fail(given)
    assert isinstance(failure, Failure)
    assert (failure.input, type(failure.error)) == ("b", ValueError)
    assert not isinstance(one, Failure)
    assert not isinstance(other, Failure)
    assert one.entities == other.entities != ()
    with pytest.raises(ValueError, match="cannot be read"):
        list(annotate(given))


@pytest.mark.parametrize("name", ["???", "...", "—", "’", "-", "& &"])
def test_a_name_of_signs_only_is_a_name(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    turns = ("Times: Why?", "Calder: We promised it.", "Times: And now?", "Calder: We wait.")
    text = "\n\n".join(("An interview with Rosa Calder.", *turns))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "names.csv").write_text(f"Rosa Calder,{name}\n", "utf-8")
    for question in ("entities", "quotes", "stance"):
        capsys.readouterr()
        status = exit_status([question, "--json", "--aliases", str(tmp_path / "names.csv"), str(tmp_path / "a.txt")])
        assert (status, capsys.readouterr().err) == (0, "")


# Memory and sizes


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is set by what /proc tells")
def test_too_little_memory_is_that_inputs_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    with open(tmp_path / "b.txt", "wb") as sparse:
        sparse.truncate(600 << 20)  # too large to be read
    (tmp_path / "c.txt").write_text("a\n\n" * 4_000_000)  # fits, but not with what is to be known of it
    (tmp_path / "d.txt").write_text(f"{GOOD} It rained.", "utf-8")
    env = spoilt(tmp_path, LITTLE_MEMORY)
    done = newsan("entities", "--json", "--max-size", "1G", "a.txt", "b.txt", "c.txt", "d.txt", env=env, cwd=tmp_path)
    assert done.stderr.splitlines() == [f"newsan: {name}.txt: {NO_MEMORY}" for name in "bc"]
    assert done.returncode == 3
    assert {row["docs"] for row in json.loads(done.stdout)} == {2}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss has another unit elsewhere")
def test_what_unpacks_to_too_much_is_never_unpacked(tmp_path: Path) -> None:
    layer = gzip.compress(b" " * 10_000_000)
    (tmp_path / "bomb.txt.gz").write_bytes(
        layer * 100
    )  # one gigabyte in one megabyte: gzip files may be strung together
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    code = "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True);" + (
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.stderr.decode())"
    )
    command = [*NEWSAN, "entities", "bomb.txt.gz", "a.txt", "--max-size", "20MB"]
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, env=environment(), cwd=tmp_path
    )
    status, kilobytes, message = done.stdout.split(maxsplit=2)
    assert status == "3"
    assert message.strip() == "newsan: bomb.txt.gz: unpacks to more than 20 MB: raise --max-size to read it"
    assert int(kilobytes) < 500_000


@pytest.mark.parametrize("name", ["/dev/zero", "-"])
def test_an_input_without_an_end_has_one(tmp_path: Path, name: str) -> None:
    done = shell(f"newsan entities --max-size 1kB {name} < /dev/zero", tmp_path)
    assert done.returncode == 4
    assert done.stderr == f"newsan: {name}: is larger than 1 kB: raise --max-size to read it\n"


def test_the_limit_is_exact(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_000)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"a" * 1_000_000))
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt.gz")]
    for size, kind in ((1_000_000, Document), (999_999, Failure)):
        found = [one for one in read(names, Reading(max_size=size)) if not isinstance(one, Remark)]
        assert [type(one) for one in found] == [kind, kind]


@pytest.mark.parametrize(
    ("text", "size"),
    [("10MB", 10_000_000), ("1G", 10**9), ("1.5 kB", 1_500), ("2KiB", 2_048), ("7", 7), ("7B", 7), ("3Mi", 3 << 20)]
    + [(text, None) for text in ("0", "", "-1", "1e9", "10 MB x", "MB", "nan", "inf", "²", "1PB", "0.0001k")],
)
def test_sizes(text: str, size: int | None) -> None:
    assert size_in_bytes(text) == size
    if size:
        assert size_in_bytes(size_as_text(size).replace(",", "").removesuffix("ytes").removesuffix(" b")) == size


def test_the_default_of_the_command_line_is_that_of_reading() -> None:
    [default] = [option.default for option in entities.params if option.name == "max_size"]
    assert size_in_bytes(str(default)) == MAX_SIZE


def test_a_size_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_status(["quotes", "--max-size", "much", "a.txt"]) == 2
    assert "'much' is not a size: try 10MB" in capsys.readouterr().err


# Names of files

NAME = b"caf\xe9\x1b[31m.txt"
SPELT = "caf\\xe9\x1b[31m.txt"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems refuse such names")
def test_a_name_that_is_not_utf8_is_spelt_out_everywhere(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    with open(os.fsencode(news) + b"/" + NAME, "w") as file:
        file.write(GOOD)
    for inputs in ("news", "news/caf*"):
        rows = json.loads(shell(f"newsan entities --detail --json {inputs}", tmp_path).stdout)
        assert {row["doc_id"] for row in rows} == {f"news/{SPELT}"}
        lines = shell(f"newsan entities --detail --csv {inputs}", tmp_path).stdout.splitlines()
        assert {row["doc_id"] for row in csv.DictReader(lines)} == {f"news/{SPELT}"}
    assert "caf\\xe9\\x1b[31m.txt" in shell("newsan entities -f table news", tmp_path).stdout
    message = shell("newsan entities $'caf\\xe9\\x1b[31m.txt'", tmp_path).stderr
    assert message == "newsan: caf\\xe9\\x1b[31m.txt: no such file or folder\n"
    message = shell("newsan entities news -o $'n\\xe9/a.csv'", tmp_path).stderr
    assert message == "newsan: cannot write to n\\xe9/a.csv: No such file or directory\n"
