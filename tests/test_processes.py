"""Several processes: results in order, failures as values, nothing left running. Real processes, real signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from newsan import Document, Failure, Newsan, pool
from newsan.document import AnnotatedDocument
from newsan.pool import START, WINDOW, how
from newsan.processes import in_order
from tests.conftest import ROOT
from tests.processes import environment, spoilt
from tests.test_failures import BUG_IN_LINK

SAMPLES = [Document(path.name, path.read_text("utf-8")) for path in sorted((ROOT / "sample_data").glob("*.txt"))]
SHORT = "“The ferry will sail,” said Maya Lind."
LONG = Document("long", SAMPLES[0].text * 40)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")


def children(parent: int) -> set[int]:
    """The workers that a process has started and that still run; what a library has started beside them is none."""
    found = set()
    for entry in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as file:
                state, of = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(of) == parent and state != "Z" and is_worker(entry):
            found.add(int(entry))
    return found


def is_worker(pid: str) -> bool:
    """Whether a process is a worker of newsan."""
    try:
        return START.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def gone(pids: set[int], within: float = 30.0) -> bool:
    """Whether processes end within some seconds, whoever their parent is now."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not any(os.path.exists(f"/proc/{pid}") and "Z" not in state(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_results_are_those_of_one_process_and_in_order() -> None:
    documents: list[Document | Failure] = [*SAMPLES, Failure("bad", "is missing"), Document("empty", ""), *SAMPLES]
    alone = list(in_order(documents, length, 1))
    assert alone == list(in_order(documents, length, 3))
    newsan = Newsan(aliases={"MCA": "Maritime Agency"})
    one, two = (list(newsan.annotate(SAMPLES, processes=n)) for n in (1, 2))
    assert one == two
    assert [doc.document for doc in two if isinstance(doc, AnnotatedDocument)] == SAMPLES
    for function, detail in ((newsan.entities, False), (newsan.quotes, True), (newsan.stance, False)):
        assert function(SAMPLES[:4], detail=detail, processes=2).equals(function(SAMPLES[:4], detail=detail))


@linux
def test_there_are_no_more_workers_than_documents() -> None:
    results = in_order([Document("a", "1"), Document("b", "2")], length, 8)
    assert next(results) == 1
    assert len(children(os.getpid())) == 2
    assert list(results) == [1]
    assert children(os.getpid()) == set()


def length(document: Document) -> int:
    """Work that is quick."""
    return len(document.text)


def test_a_document_without_end_is_read_as_results_are_taken() -> None:
    read = 0

    def forever() -> Iterator[Document]:
        nonlocal read
        while True:
            read += 1
            yield Document(str(read), "x" * read)

    results = in_order(forever(), length, 2)
    assert list(islice(results, 100)) == list(range(1, 101))
    assert read <= 100 + 2 * WINDOW
    results.close()  # type: ignore[attr-defined]


def test_an_error_of_the_documents_comes_when_its_turn_comes() -> None:
    def some() -> Iterator[Document]:
        yield Document("a", "1")
        yield Document("b", "22")
        raise KeyError("no more")

    for n in (1, 2):
        results = in_order(some(), length, n)
        assert [next(results), next(results)] == [1, 2]
        with pytest.raises(KeyError, match="no more"):
            next(results)
        assert list(results) == []


def test_what_cannot_be_sent_is_one_failure() -> None:
    class Odd(str):
        """A string that no other process knows."""

        __slots__ = ()

    one, odd, other = in_order([Document("a", "1"), Document("b", Odd("2")), Document("c", "3")], length, 2)
    assert (one, other) == (1, 1)
    assert (odd.input, "Odd" in odd.reason) == ("b", True)
    texts = [Document("b", Odd(SHORT))]  # which the interface makes a plain string of
    assert all(isinstance(doc, AnnotatedDocument) for doc in Newsan().annotate(texts, processes=2))


@linux
def test_a_killed_worker_costs_its_document(recwarn: pytest.WarningsRecorder) -> None:
    documents = [Document("a", SHORT), LONG, *(Document(f"{n}", SHORT) for n in range(20))]
    results = Newsan().annotate(documents, processes=2)
    found = [next(results)]
    busy = reading_for(150)
    os.kill(busy, signal.SIGKILL)
    found += results
    failed = [one for one in found if isinstance(one, Failure)]
    assert len(found) == len(documents)
    assert [doc.document for doc in found if isinstance(doc, AnnotatedDocument)] == [
        document for document in documents if document.id not in {one.input for one in failed}
    ]
    assert [one.reason for one in failed] == [
        "the process that was reading it ended: SIGKILL, as when there is not enough memory"
    ]
    assert children(os.getpid()) == set()


def reading_for(ticks: int) -> int:
    """The worker that has worked for some hundredths of a second, which is more than it takes to start."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        busy = max(children(os.getpid()), key=processor_time)
        if processor_time(busy) >= ticks:
            return busy
        time.sleep(0.05)
    raise AssertionError("no worker is at work")


def processor_time(pid: int) -> int:
    with open(f"/proc/{pid}/stat") as file:
        return sum(map(int, file.read().rpartition(")")[2].split()[11:13]))


@linux
def test_workers_end_when_the_consumer_stops_early() -> None:
    results = Newsan().annotate([Document("a", SHORT), *([LONG] * 5)], processes=2)
    next(results)
    pids = children(os.getpid())
    assert len(pids) == 2
    results.close()  # type: ignore[attr-defined]
    assert not children(os.getpid()) & pids
    forgotten = Newsan().annotate([Document("a", SHORT), *([LONG] * 5)], processes=2)
    next(forgotten)
    pids = children(os.getpid())
    del forgotten
    assert not children(os.getpid()) & pids


PROGRAM = """
import newsan, pathlib
long = pathlib.Path("sample_data/storm_wire.txt").read_text("utf-8") * 100
for doc in newsan.Newsan().annotate(["Yes, said Ann Lee.", long, long, long], processes=2):
    print("read", flush=True)
"""
"""A program without ``if __name__ == "__main__"``."""


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("to_group", [True, False], ids=["group", "process"])
def test_workers_end_with_the_program(number: signal.Signals, to_group: bool) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
        process_group=0,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"read\n"
    workers = children(program.pid)
    assert len(workers) == 2
    (os.killpg if to_group else os.kill)(program.pid, number)
    _, messages = program.communicate(timeout=60)
    assert program.returncode == -number
    assert messages.count(b"KeyboardInterrupt") == (1 if number == signal.SIGINT else 0), "no worker has a say"
    assert gone(workers)


def test_a_bug_in_a_worker_is_a_failure_with_its_traceback(tmp_path: Path) -> None:
    program = (
        "import newsan\nfor doc in newsan.Newsan().annotate(['Yes, said Ann Lee.', 'SPOIL', 'No.'], processes=2):\n"
    )
    program += "    print(type(doc).__name__)\n    if isinstance(doc, newsan.Failure):\n        failure = doc\n"
    program += "print(failure.input, failure.reason)\nraise failure.error"
    env = spoilt(tmp_path, BUG_IN_LINK)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, cwd=ROOT)
    *kinds, told = done.stdout.splitlines()
    assert kinds == ["AnnotatedDocument", "Failure", "AnnotatedDocument"]
    assert told.startswith("2 a bug in newsan (IndexError: no such")
    assert "in a process of newsan:" in done.stderr
    assert "sitecustomize.py" in done.stderr


def test_what_a_library_prints_does_not_reach_the_results(tmp_path: Path) -> None:
    noisy = (
        "link = annotate.link\n\ndef loud(*given, **options):\n    print('noise')\n    return link(*given, **options)\n"
    )
    env = spoilt(tmp_path, noisy + "\nannotate.link = loud\n")
    program = "import newsan\nprint(len(list(newsan.Newsan().annotate(['Yes.', 'No.'], processes=2))))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, cwd=ROOT)
    assert (done.stdout, done.stderr.replace("\n", "")) == ("2\n", "noisenoise")


def work_that_raises(document: Document) -> int:
    """Work that cannot begin with some documents."""
    if document.text == "odd":
        raise Unlike("a", "b")
    return len(document.text)


class Unlike(Exception):
    """An exception that is not made with the arguments that it keeps, so that no pickle of it can be read."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def test_what_the_work_raises_ends_the_run_when_its_turn_comes() -> None:
    documents = [Document("a", "1"), Document("b", "odd"), Document("c", "3")]
    for count, error in ((1, Unlike), (2, RuntimeError)):
        results = in_order(documents, work_that_raises, count)
        assert next(results) == 1
        with pytest.raises(error, match="ab"):
            next(results)
        assert list(results) == []


def test_workers_that_cannot_start_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START", "raise SystemExit(3)")
    with pytest.raises(RuntimeError, match=r"cannot be started: they end at once \(status 3\)"):
        list(in_order([Document("a", "1")], length, 2))


def test_ends_are_told_in_words() -> None:
    assert how(-signal.SIGSEGV) == "SIGSEGV"
    assert how(-123) == "signal 123"
