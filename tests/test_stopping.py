"""Signals end newsan silently, at any moment, and leave nothing behind: real processes, real signals."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import NEWSAN, environment, received_from, shell

TEXT = "“The ferry will sail,” said Maya Lind. Norland condemned Sudland.\n"
SENDS = 120
LATEST = 0.4  # seconds after its first line: by then a short text is read, or the model is at work
ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")

# The command as installed, but for a byte that says when its first line has run; what comes before is Python's start.
STARTED = "import os, sys, cli.start; os.write(1, b'.'); sys.argv[0] = 'newsan'; cli.start.main()"


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A newsan process that has begun just now."""
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=folder,
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"."
    return process


def test_a_signal_at_any_moment_is_silent_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 100, "utf-8")
    moments = random.Random(9)
    seen = set()
    for number in range(SENDS):
        chosen = ENDING[number % 4] if number % 3 else signal.SIGINT
        process = started(tmp_path, "stance", "a.txt", "-o", "out.csv")
        time.sleep(moments.random() * (0.05 if number % 2 else LATEST))
        process.send_signal(chosen)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) in ((128 + chosen, b"", b""), (0, b"", b""))
        assert set(os.listdir(tmp_path)) <= {"a.txt", "out.csv"}
        seen.add(process.returncode)
    assert {128 + number for number in ENDING} <= seen


def waiting(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A newsan process that has opened its output and waits for its standard input."""
    process = subprocess.Popen(
        [*NEWSAN, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=folder,
    )
    assert process.stderr is not None
    assert b"missing.txt" in process.stderr.readline()
    return process


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_takes_the_unfinished_file_away(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "out.csv").write_text("old")
    process = waiting(tmp_path, "quotes", "missing.txt", "-", "-o", "out.csv")
    assert len(os.listdir(tmp_path)) == 2
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + number, b"", b"")
    assert os.listdir(tmp_path) == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "old"


def test_a_limit_of_processor_time_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 20_000, "utf-8")
    done = shell("ulimit -S -t 2; newsan entities a.txt -o out.csv", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGXCPU, "", "")
    assert os.listdir(tmp_path) == ["a.txt"]


def test_rows_that_were_found_are_written_before_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    os.mkfifo(tmp_path / "later.txt")
    command = [*NEWSAN, "entities", "--detail", "--csv", "a.txt", "later.txt"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path)
    with open(tmp_path / "later.txt", "w"):  # opens when newsan has done with the first text and opens the other end
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (128 + signal.SIGTERM, b"")
    assert b"Maya Lind" in out


def test_a_signal_that_the_caller_ignores_stays_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    line = "trap '' HUP INT; newsan entities a.txt missing.txt & sleep 0.2; kill -HUP $!; kill -INT $!; wait $!"
    done = shell(line, tmp_path)
    assert (done.returncode, "Maya Lind" in done.stdout) == (3, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, None])
def test_a_terminal_keeps_its_cursor_and_a_clean_line(tmp_path: Path, number: signal.Signals | None) -> None:
    os.mkfifo(tmp_path / "later.txt")
    leader, follower = os.openpty()
    process = subprocess.Popen(
        [*NEWSAN, "entities", "--csv", "later.txt"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env=environment(TERM="xterm"),
        cwd=tmp_path,
    )
    os.close(follower)
    with open(tmp_path / "later.txt", "w") as later:
        received = b""
        while b"0 documents read" not in received:
            received += os.read(leader, 65536)
        if number is None:
            later.write(TEXT)
        else:
            process.send_signal(number)
            process.wait(timeout=60)
    received += received_from(leader, process)
    os.close(leader)
    assert b"\x1b" not in received, "nothing is hidden, so nothing can stay hidden"
    if number is not signal.SIGKILL:
        assert received.decode().split("\r")[-2].strip() == received.decode().split("\r")[-1] == ""
