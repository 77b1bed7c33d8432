"""What can go wrong while a corpus is annotated: real processes that end, hang, or meet a full disk."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Timer

import pytest

from tests.processes import NEWSAN, SHELL, environment, shell, spoilt
from tests.test_corpus import annotate, article, place, rows

__all__ = ["place"]

ENDS = """
import os, re, signal, time
link = annotate.link

def spoil(text, *given, **options):
    if text.startswith("ENDS"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("HANGS"):
        re.match(r"(a+)+$", "a" * 60 + "b")  # which holds the interpreter all the while
    if text.startswith("WAITS"):
        time.sleep(0.3)
    return link(text, *given, **options)

annotate.link = spoil
"""
"""A document that ends the process, one that hangs in it, and one that takes its time."""

COMMAND = (*NEWSAN, "annotate", "texts", "-o", "out", "--shard-size", "3")
ENGINES = ("", "-j 2", "--scheduler local:2")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hashes of the rows of an undisturbed run."""
    folder = tmp_path_factory.mktemp("expected")
    write_texts(folder)
    assert annotate(folder).returncode == 0
    return rows(folder / "out")


def write_texts(place: Path, start: str = "") -> None:
    (place / "texts").mkdir(exist_ok=True)
    for number in range(12):
        (place / "texts" / f"{number:02d}.txt").write_text(start + article(number))


def failures(place: Path) -> list[tuple[str, str]]:
    """What failed, and why."""
    lines = (place / "out" / "errors.jsonl").read_text().splitlines()
    return [(one["doc_id"], one["reason"]) for one in map(json.loads, lines)]


def begun(place: Path, *options: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """A run under way."""
    return subprocess.Popen(
        [*COMMAND, *options],
        cwd=place,
        env=env or environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def done_in(place: Path, out: str = "out") -> int:
    """How many shards are done."""
    return len(list((place / out / "shards").glob("part-*.json"))) if (place / out / "shards").is_dir() else 0


def is_further(process: subprocess.Popen[str], place: Path, least: int) -> bool:
    """Whether more shards are done, or the run has ended."""
    return done_in(place) > least or process.poll() is not None


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("options", ENGINES)
def test_every_engine_gives_the_same_rows(place: Path, expected: dict[str, str], options: str) -> None:
    done = annotate(place, options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert rows(place / "out") == expected


def test_a_run_that_is_killed_three_times_is_ended_by_another_engine(place: Path, expected: dict[str, str]) -> None:
    for number, options in enumerate((["-j", "2"], ["-j", "1"], ["--scheduler", "local:1"])):
        process = begun(place, *options)
        wait_for(partial(is_further, process, place, number))
        process.kill()
        process.communicate()
    assert done_in(place)
    done = annotate(place, "--scheduler local:2")
    assert (done.returncode, done.stdout) == (0, "")
    assert rows(place / "out") == expected
    left = [path.name for path in (place / "out").rglob("*") if "unfinished" in path.name]
    assert left == []


def test_runs_share_the_plan(place: Path, expected: dict[str, str]) -> None:
    shares = [begun(place, "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert [one.communicate()[1] for one in shares] == ["", "", ""]
    assert not (place / "out" / "_SUCCESS").exists()
    asked = shell("newsan quotes out -q", place)
    assert asked.returncode == 3
    assert "newsan annotate out --finish puts the mark\n" in shell("newsan status out", place).stdout
    assert shell("newsan annotate out --finish", place).returncode == 0
    assert rows(place / "out") == expected
    assert shell("newsan quotes out", place).stdout == asked.stdout


def test_what_is_missing_is_told_before_the_end(place: Path) -> None:
    assert annotate(place, "--shard 2/2").returncode == 0
    done = shell("newsan annotate out --finish", place)
    said = "newsan: out cannot be finished: 2 of 4 shards are missing, the first is 1\n"
    assert (done.returncode, done.stderr) == (2, said)
    status = shell("newsan status out", place)
    assert status.returncode == 3
    assert status.stdout.startswith("2 of 4 shards are done: 6 documents")
    asked = shell("newsan quotes out", place)
    assert asked.returncode == 3
    assert "out is not finished, and this is the answer of a part of it" in asked.stderr


@pytest.mark.parametrize("options", ["-j 2", "--scheduler local:1"])
def test_a_document_that_ends_its_process_is_set_apart_alone(place: Path, options: str) -> None:
    (place / "texts" / "04.txt").write_text("ENDS " + article(4))
    done = shell(f"{' '.join(COMMAND)} {options}", place, env=spoilt(place, ENDS))
    assert (done.returncode, done.stdout) == (3, "")
    [(name, reason)] = failures(place)
    assert (name, reason.startswith("the process that was reading it ended")) == ("texts/04.txt", True)
    assert shell("newsan status out", place).stdout.startswith("4 of 4 shards are done: 12 documents")


@pytest.mark.parametrize("options", ["", "--scheduler local:1"])
def test_a_document_that_hangs_is_set_apart_alone(place: Path, options: str) -> None:
    (place / "texts" / "07.txt").write_text("HANGS " + article(7))
    done = shell(f"{' '.join(COMMAND)} --timeout 4 {options}", place, env=spoilt(place, ENDS))
    assert (done.returncode, done.stdout) == (3, "")
    assert failures(place) == [("texts/07.txt", "took longer than 4 seconds")]


def test_a_document_that_ends_its_process_is_not_taken_for_one_that_hangs(place: Path) -> None:
    for number, word in enumerate(("WAITS", "WAITS", "HANGS", "ENDS")):
        (place / "texts" / f"{number:02}.txt").write_text(f"{word} {article(number)}")
    done = shell(f"{' '.join(COMMAND)} --timeout 4 -j 2", place, env=spoilt(place, ENDS))
    assert (done.returncode, done.stdout) == (3, "")
    [hangs, (name, reason)] = failures(place)
    assert hangs == ("texts/02.txt", "took longer than 4 seconds")
    assert (name, reason.startswith("the process that was reading it ended")) == ("texts/03.txt", True)


@contextmanager
def dask(env: dict[str, str], *given: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask, which ends with the block."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-m", "dask", *given], env=env, stdout=nowhere, stderr=nowhere) as process:
        yield process
        process.terminate()


def test_a_cluster_that_is_started_by_hand_serves_several_and_may_end_early(tmp_path: Path) -> None:
    write_texts(tmp_path, "WAITS ")
    env, told = spoilt(tmp_path, ENDS), tmp_path / "scheduler.json"
    known = ("--no-dashboard", "--scheduler-file", str(told))
    with dask(env, "scheduler", "--port", "0", *known) as scheduler:
        wait_for(told.exists)
        address = json.loads(told.read_text())["address"]
        runs = [on_cluster(tmp_path, name, address, env) for name in ("out", "other")]
        for run in runs:
            said = f"newsan: the scheduler at {address} has no workers yet: dask worker {address} starts one\n"
            assert run.stderr is not None
            assert run.stderr.readline() == said
        with dask(env, "worker", "--nthreads", "1", *known):
            for name in ("out", "other"):  # whose shards have the same names
                wait_for(partial(done_in, tmp_path, name))
            scheduler.kill()
            ends = {run.communicate()[1] or run.returncode for run in runs}
    assert f"newsan: the Dask scheduler at {address} has ended: the same command goes on with another\n" in ends
    assert len(ends - {0}) == 1
    for name in ("out", "other"):
        shell(f"newsan annotate {tmp_path}/texts -o {name} --shard-size 3", tmp_path)
    assert rows(tmp_path / "out") == rows(tmp_path / "other")


def test_a_run_whose_workers_are_lost_says_so_and_goes_on_with_others(tmp_path: Path) -> None:
    write_texts(tmp_path, "WAITS ")
    env, told = spoilt(tmp_path, ENDS), tmp_path / "scheduler.json"
    known = ("--no-dashboard", "--scheduler-file", str(told))
    with dask(env, "scheduler", "--port", "0", *known):
        wait_for(told.exists)
        address = json.loads(told.read_text())["address"]
        run = on_cluster(tmp_path, "out", address, env)
        end = Timer(120, run.kill)  # else a line that is never said is waited for
        end.start()
        assert run.stderr is not None
        assert "has no workers yet" in run.stderr.readline()
        with dask(env, "worker", "--nthreads", "1", *known):
            wait_for(partial(done_in, tmp_path, "out"))
        said = f"newsan: the scheduler at {address} has lost its workers: dask worker {address} starts one\n"
        assert run.stderr.readline() == said
        with dask(env, "worker", "--nthreads", "1", *known):
            assert run.communicate()[1] == ""
        end.cancel()
    assert run.returncode == 0


def on_cluster(place: Path, out: str, address: str, env: dict[str, str]) -> subprocess.Popen[str]:
    """A run under way whose shards the scheduler at an address gives out."""
    given = [str(place / "texts"), "-o", str(place / out), "--shard-size", "3", "--scheduler", address]
    return subprocess.Popen([*NEWSAN, "annotate", *given], env=env, stderr=subprocess.PIPE, text=True)


def test_a_worker_that_is_killed_costs_nothing(place: Path, expected: dict[str, str]) -> None:
    process = begun(place, "-j", "2")
    wait_for(lambda: list((place / "out" / "shards").glob(".newsan-unfinished-part-*")))
    os.kill(children(process.pid)[0], signal.SIGKILL)
    assert process.communicate()[1] == ""
    assert process.returncode == 0
    assert rows(place / "out") == expected


def test_a_full_disk_ends_the_run_and_it_goes_on_later(place: Path, expected: dict[str, str]) -> None:
    done = shell(f"ulimit -f 4; {' '.join(COMMAND)}", place)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("newsan: cannot write to out/")
    assert [path for path in (place / "out").rglob(".newsan-unfinished-*") if "part-" not in path.name] == []
    assert annotate(place).returncode == 0
    assert rows(place / "out") == expected


SMALL_DISK = """
mkdir disk && mount -t tmpfs -o size=56k tmpfs disk
newsan annotate texts -o disk/out --shard-size 3; echo "status $?"
find disk/out -name '.newsan-unfinished-*' ! -name '*part-*'
mount -o remount,size=50m disk
newsan annotate texts -o disk/out --shard-size 3; echo "status $?"
cp -r disk/out out
"""


def test_a_small_disk_that_is_full_ends_the_run_and_it_goes_on_when_there_is_room(
    place: Path, expected: dict[str, str]
) -> None:
    command = ["unshare", "--map-root-user", "--mount"]  # a place of its own, in which anybody may mount a disk
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(
        [*command, "bash", "-c", SHELL + SMALL_DISK], cwd=place, env=environment(), capture_output=True, text=True
    )
    assert done.stdout == "status 2\nstatus 0\n"
    [said] = done.stderr.splitlines()
    assert said.startswith("newsan: cannot write to disk/out/")
    assert "No space left on device" in said
    assert rows(place / "out") == expected


def test_a_second_run_is_told_who_is_at_work(tmp_path: Path) -> None:
    write_texts(tmp_path, "WAITS ")
    first = begun(tmp_path, env=spoilt(tmp_path, ENDS))
    wait_for(lambda: (tmp_path / "out" / "plan.jsonl").exists())
    second, status = annotate(tmp_path), shell("newsan status out", tmp_path)
    assert (second.returncode, second.stdout) == (2, "")
    assert f"out is being annotated by process {first.pid} on " in second.stderr
    assert f"process {first.pid} on " in status.stdout
    assert annotate(tmp_path, "--shard 1/2").returncode == 2
    assert first.communicate()[1] == ""
    assert first.returncode == 0
    assert "at work" not in shell("newsan status out", tmp_path).stdout


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("options", [("-j", "2"), ("--scheduler", "local:1")])
def test_ctrl_c_ends_a_run_at_once_and_it_goes_on_later(tmp_path: Path, times: int, options: tuple[str, ...]) -> None:
    write_texts(tmp_path, "WAITS ")
    process = begun(tmp_path, *options, env=spoilt(tmp_path, ENDS))
    wait_for(lambda: done_in(tmp_path))
    for _ in range(times):
        process.send_signal(signal.SIGINT)
    begin = time.monotonic()
    assert process.communicate() == ("", "")
    assert (process.returncode, time.monotonic() - begin < 3) == (130, True)
    before = done_in(tmp_path)
    time.sleep(1)
    assert done_in(tmp_path) <= before + 1
    assert annotate(tmp_path).returncode == 0


def test_a_cluster_of_this_machine_is_silent_beside_another(tmp_path: Path) -> None:
    write_texts(tmp_path)
    with socket.socket() as other:
        with suppress(OSError):  # another program may have taken the usual port
            other.bind(("127.0.0.1", 8787))
            other.listen()
        done = annotate(tmp_path, "--scheduler local:1")
    assert (done.returncode, done.stderr) == (0, "")
