"""Where the output goes, in real shells: opened before the work, whole or not at all, and never over an input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import NEWSAN, environment, shell, spoilt

TEXT = "“The ferry will sail,” said Maya Lind. Norland condemned Sudland.\n"
HEADER = "entity,type,count,share,docs,first_start,aliases\n"

NO_MODEL = "annotate.load = None  # whatever loads the model ends in a TypeError\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="bash, links and devices")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with a text."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def rows(folder: Path) -> str:
    """What ``newsan entities a.txt`` answers."""
    done = shell("newsan entities a.txt", folder)
    assert done.stdout.startswith(HEADER)
    assert (done.returncode, done.stderr, "Maya Lind" in done.stdout) == (0, "", True)
    return done.stdout


def left(folder: Path) -> set[str]:
    """The names in a folder, hidden ones too."""
    return set(os.listdir(folder))


@pytest.mark.parametrize(
    ("prepare", "output", "reason"),
    [
        ("", "nowhere/out.csv", "No such file or directory"),
        ("mkdir out.csv", "out.csv", "Is a directory"),
        ("", "new/", "Is a directory"),
        ("", "a.txt/out.csv", "Not a directory"),
        ("echo old > out.csv; chmod a-w out.csv", "out.csv", "the file is read-only"),
        ("echo old > old; chmod a-w old; ln -s old out.csv", "out.csv", "the file is read-only"),
        ("ln -s out.csv out.csv", "out.csv", "Too many levels of symbolic links"),
        ("", "o" * 300 + ".csv", "File name too long"),
        ("", "/proc/out.csv", "No such file or directory"),
    ],
)
def test_an_output_that_cannot_be_is_told_before_any_work(folder: Path, prepare: str, output: str, reason: str) -> None:
    shell(prepare, folder)
    before = left(folder)
    done = shell(f"newsan entities a.txt -o {output}", folder, env=spoilt(folder, NO_MODEL))
    assert done.stderr == f"newsan: cannot write to {output}: {reason}\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert left(folder) == before | {"site"}


def test_a_folder_that_may_not_be_written_to_is_told_before_any_work(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o555)
    if os.access(folder / "closed", os.W_OK):
        pytest.skip("a superuser may write anywhere")
    done = shell("newsan entities a.txt -o closed/out.csv", folder, env=spoilt(folder, NO_MODEL))
    assert (done.returncode, done.stderr) == (2, "newsan: cannot write to closed/out.csv: Permission denied\n")


def test_the_hook_of_these_tests_finds_whatever_loads_the_model(folder: Path) -> None:
    done = shell("newsan entities a.txt -o out.csv", folder, env=spoilt(folder, NO_MODEL))
    assert (done.returncode, "TypeError" in done.stderr) == (70, True)
    assert left(folder) == {"a.txt", "site"}


@pytest.mark.parametrize(
    "line",
    [
        "newsan entities a.txt >> log",
        "newsan entities a.txt -o - >> log",
        "newsan entities a.txt -o /dev/stdout >> log",
        "newsan entities a.txt -o /dev/fd/1 >> log",
        "newsan entities a.txt -o /proc/self/fd/1 >> log",
        "newsan entities a.txt -o /dev/stderr 2>> log",
        "newsan entities a.txt -o /dev/fd/7 7>> log",
        "ln -s /dev/stdout link; ln -s link other; newsan entities a.txt -o other >> log",
        "newsan entities a.txt -o /dev/stdout | cat >> log",
    ],
)
def test_what_is_open_already_is_added_to(folder: Path, rows: str, line: str) -> None:
    (folder / "log").write_text("before\n")
    done = shell(line, folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "log").read_text("utf-8") == "before\n" + rows


@pytest.mark.parametrize(
    "line",
    [
        "newsan entities a.txt -o a.txt",
        "newsan entities -o a.txt < a.txt",
        "newsan entities - -o a.txt < a.txt",
        "newsan entities /dev/stdin -o a.txt < a.txt",
        "ln -s a.txt link; newsan entities link -o a.txt",
        "ln -s a.txt link; newsan entities a.txt -o link",
        "ln a.txt hard; newsan entities a.txt -o hard",
        "ln -s /dev/stdout link; newsan entities a.txt -o link >> a.txt",
        "newsan entities a.txt >> a.txt",
        "newsan entities < a.txt >> a.txt",
        "newsan entities < a.txt 1<> a.txt",
        "newsan entities . -o a.txt",
        "newsan entities $PWD -o ./a.txt",
        "ln -s a.txt link; newsan entities . -o link",
        "mkdir sub; ln a.txt sub/b.txt; newsan entities sub -o a.txt",
        "newsan entities . >> a.txt",
        "newsan entities . --input-format text -o a.txt",
        "mv a.txt a; newsan entities . --csv -o a; status=$?; mv a a.txt; exit $status",
    ],
)
def test_an_input_is_never_written_to(folder: Path, line: str) -> None:
    done = shell(line, folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(" is an input: write to another file\n")
    assert (folder / "a.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("options", ["-o out.txt", "--jsonl -o out.txt", "--json -o out", "-o out.csv", "-f md -o out"])
def test_an_earlier_output_in_the_folder_that_is_read_is_no_input(folder: Path, options: str) -> None:
    for more in ("", "", " --input-format text"):
        done = shell(f"touch empty.csv; newsan entities . {options}{more}", folder)
        assert (done.returncode, "is an input" in done.stderr) == (0, False), done.stderr
    assert shell("newsan entities a.txt -n 0 -o b.txt; newsan entities . -o b.txt", folder).returncode == 0


def test_standard_output_in_the_folder_that_is_read_is_no_input(folder: Path, rows: str) -> None:
    assert shell("newsan entities . > out.csv", folder).returncode == 0
    assert (folder / "out.csv").read_text("utf-8") == rows


@pytest.mark.parametrize("closed", ["2>/dev/full", "2>&-", "2> >(true)", "2</dev/null", "<&- 2>&-"])
def test_messages_that_cannot_be_written_cost_no_rows(folder: Path, rows: str, closed: str) -> None:
    done = shell(f"newsan entities -v missing.txt a.txt {closed}", folder)
    assert (done.returncode, done.stdout, done.stderr) == (3, rows, "")
    done = shell(f"newsan entities -v missing.txt a.txt -o out.csv {closed} >&-", folder)
    assert done.returncode == 3
    assert (folder / "out.csv").read_text("utf-8") == rows


@pytest.mark.parametrize("closed", ["2>/dev/full", "2>&-", "2> >(true)"])
@pytest.mark.parametrize(
    "line", ["newsan entities a.txt --nonsense", "newsan entities a.txt -o nowhere/x.csv", "newsan"]
)
def test_a_mistake_has_its_status_though_nobody_can_be_told(folder: Path, line: str, closed: str) -> None:
    done = shell(f"{line} {closed}", folder)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("newsan entities a.txt >&-", "standard output is closed"),
        ("newsan entities a.txt -o /dev/stdout >&-", "standard output is closed"),
        ("newsan entities a.txt 1</dev/null", "cannot write to standard output: Bad file descriptor"),
        ("newsan entities a.txt > /dev/full", "cannot write to standard output: No space left on device"),
        ("newsan entities a.txt -o /dev/full", "cannot write to /dev/full: No space left on device"),
        ("newsan entities a.txt -o /dev/stdout > /dev/full", "cannot write to /dev/stdout: No space left on device"),
        ("newsan entities a.txt -o /dev/fd/9", "cannot write to /dev/fd/9: Bad file descriptor"),
    ],
)
def test_an_output_that_fails_is_one_line(folder: Path, line: str, message: str) -> None:
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("no such device")
    done = shell(line, folder)
    assert (done.returncode, done.stderr) == (2, f"newsan: {message}\n")
    assert left(folder) == {"a.txt"}


def test_closed_standard_input_is_a_failed_input(folder: Path, rows: str) -> None:
    done = shell("newsan entities - a.txt <&-", folder)
    assert (done.returncode, done.stdout, done.stderr) == (3, rows, "newsan: -: standard input is closed\n")


@pytest.mark.parametrize("old", [True, False])
def test_a_file_that_grows_too_large_is_not_there_in_part(folder: Path, old: bool) -> None:
    (folder / "big.txt").write_text(TEXT * 100, "utf-8")
    if old:
        (folder / "out.csv").write_text("old")
    before = left(folder)
    done = shell("ulimit -f 4; newsan entities --detail big.txt -o out.csv", folder)
    assert (done.returncode, done.stderr) == (2, "newsan: cannot write to out.csv: File too large\n")
    assert left(folder) == before
    assert not old or (folder / "out.csv").read_text() == "old"


def test_a_disk_that_runs_full_midway(folder: Path) -> None:
    (folder / "disk").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder / "disk"], capture_output=True)
    if mounted.returncode:
        pytest.skip("only a superuser may mount a small disk")
    try:
        (folder / "big.txt").write_text(TEXT * 200, "utf-8")
        done = shell("newsan entities --detail big.txt -o disk/out.csv", folder)
        assert (done.returncode, done.stderr) == (2, "newsan: cannot write to disk/out.csv: No space left on device\n")
        assert left(folder / "disk") == set()
    finally:
        subprocess.run(["umount", folder / "disk"], check=True)


def test_a_named_pipe_gets_the_rows(folder: Path, rows: str) -> None:
    done = shell("mkfifo pipe; cat pipe & newsan entities a.txt -o pipe; wait; test -p pipe", folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, rows, "")


def test_a_named_pipe_whose_reader_leaves_is_silent(folder: Path) -> None:
    (folder / "big.txt").write_text(TEXT * 600, "utf-8")
    line = "mkfifo pipe; head -c 1 pipe > /dev/null & newsan entities --detail big.txt -o pipe; echo $?; wait"
    done = shell(line, folder)
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_a_folder_that_vanishes_midway_is_one_line(folder: Path) -> None:
    (folder / "gone").mkdir()
    command = [*NEWSAN, "entities", "-", "-o", "gone/out.csv"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=folder
    )
    unfinished = waited_for(folder / "gone", process)
    assert unfinished.startswith(".newsan-unfinished-")
    (folder / "gone" / unfinished).unlink()
    (folder / "gone").rmdir()
    out, err = process.communicate(TEXT.encode(), timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert err == b"newsan: cannot write to gone/out.csv: No such file or directory\n"


def waited_for(folder: Path, process: subprocess.Popen[bytes]) -> str:
    """The name of the first file that a process makes in a folder."""
    while not left(folder):
        assert process.poll() is None
    [name] = left(folder)
    return name


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="SIGKILL as Linux has it")
def test_what_a_killed_run_leaves_is_hidden_and_no_input_of_the_next(folder: Path, rows: str) -> None:
    command = [*NEWSAN, "entities", "-", "-o", "out/out.csv"]
    (folder / "out").mkdir()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment(), cwd=folder)
    name = waited_for(folder / "out", process)
    process.kill()
    process.communicate()
    assert left(folder / "out") == {name}
    assert shell("newsan entities .", folder).stdout == rows
