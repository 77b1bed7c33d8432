"""Files and folders that the system does not let newsan read: named and passed over, and the others are read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from newsan.corpus.folder import Folder
from tests.processes import NEWSAN, environment
from tests.test_corpus import article

LIKE_OTHERS = ("-dac_override,-dac_read_search",) * 2
"""What root must not do for its files to be as closed to it as to others."""


def newsan(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    """What a command says to somebody who may not read everything."""
    command = [*NEWSAN, *line.split()]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything")
        command = [
            "setpriv",
            *map("".join, zip(("--inh-caps=", "--bounding-set="), LIKE_OTHERS, strict=True)),
            *command,
        ]
    return subprocess.run(command, cwd=place, env=environment(), capture_output=True, text=True)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two articles, a closed one and a closed folder."""
    (tmp_path / "news" / "below").mkdir(parents=True)
    for number, name in enumerate(("a.txt", "b.txt", "closed.txt", "below/c.txt")):
        (tmp_path / "news" / name).write_text(article(number))
    (tmp_path / "news" / "closed.txt").chmod(0)
    (tmp_path / "news" / "below").chmod(0)
    return tmp_path


DENIED = ["newsan: news/below: permission denied", "newsan: news/closed.txt: permission denied"]


@pytest.mark.parametrize("command", ["entities", "quotes -j 2", "stance"])
def test_it_is_named_and_the_others_are_answered(place: Path, command: str) -> None:
    done = newsan(place, f"{command} --by doc --columns doc_id --csv news")
    assert (done.returncode, done.stderr.splitlines()) == (3, DENIED)
    assert set(done.stdout.splitlines()) == {"doc_id", "news/a.txt", "news/b.txt"}


def test_a_file_that_was_named_fails_and_the_others_are_answered(place: Path) -> None:
    done = newsan(place, "quotes --by doc --columns doc_id --csv news/closed.txt news/a.txt news/below")
    assert (done.returncode, sorted(done.stderr.splitlines())) == (3, DENIED)
    assert set(done.stdout.splitlines()) == {"doc_id", "news/a.txt"}
    alone = newsan(place, "quotes news/closed.txt")
    assert (alone.returncode, alone.stderr.splitlines(), alone.stdout) == (4, DENIED[1:], "")


def test_check_counts_it(place: Path) -> None:
    done = newsan(place, "check --csv news")
    assert done.returncode == 3
    assert "failed,permission denied,2,news/below; news/closed.txt" in done.stdout.splitlines()


def test_annotate_lists_it_and_reads_it_once_it_may(place: Path) -> None:
    assert newsan(place, "annotate news -o out").returncode == 3
    failed = [json.loads(line) for line in (place / "out" / "errors.jsonl").read_text().splitlines()]
    assert [(one["doc_id"], one["reason"]) for one in failed] == [
        ("news/below", "permission denied"),
        ("news/closed.txt", "permission denied"),
    ]
    (place / "news" / "closed.txt").chmod(0o644)
    (place / "news" / "below").chmod(0o755)
    again = newsan(place, "annotate news -o out")
    assert (again.returncode, again.stderr) == (0, "")
    folder = Folder(str(place / "out"))
    assert [done.documents for shard in folder.shards if (done := folder.done(shard.name))] == [4]
