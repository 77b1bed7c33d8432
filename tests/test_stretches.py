"""Large files in stretches: read by several, each from where it begins, they are what one reads."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newsan.corpus.files import documents, files, known_files
from newsan.corpus.plan import File, Shard, Stretch, planned, starts_of, step_of
from newsan.document import Document, Failure
from newsan.inputs import Found, Reading, Remark, read
from newsan.inputs.readers import archive
from newsan.inputs.reading import Mark
from tests import exports
from tests.corpora import RECORDS, articles
from tests.processes import shell
from tests.test_corpus import rows
from tests.test_exports import tarred, zipped

GIVEN = articles(20)
SIZE = 3
HOW = Reading()


def members(place: Path) -> dict[str, bytes]:
    """What an archive holds: texts, a table with many articles, archives, a picture, and what is passed over."""
    table = RECORDS["csv"](GIVEN, place).read_bytes()
    texts = {f"texts/{one['id']}.txt": one["text"].encode() for one in GIVEN}
    inside = {
        "e.zip": zipped(texts),
        "f.tar.gz": tarred(texts, "w:gz"),
        "picture.png": b"\x89PNG\r\n\x1a\n\0",
        "README.md": b"# About",
    }
    return {"a.csv": table, **texts, **inside, "z.csv": table}


def lines(place: Path) -> bytes:
    """JSON lines, two of which are broken."""
    good = RECORDS["jsonl"](GIVEN, place).read_bytes()
    return b"\xef\xbb\xbf" + good + b'{"text": \n\n' + good + b'{"text": "caf\xe9"}\n' + good


def spoilt_records() -> bytes:
    """A packed web archive in which the first record of a shard is damaged, one elsewhere, and two in a row."""
    records = [gzip.compress(one) for one in exports.warc_records([*GIVEN, *GIVEN[:2]])]
    for at in (SIZE, 3 * SIZE + 1, 4 * SIZE + 1, 4 * SIZE + 2):
        records[at] = records[at][:60] + bytes(40) + records[at][100:]
    return b"".join(records)


CORPORA: Mapping[str, tuple[Callable[[Path], bytes], bool]] = {
    "a.jsonl": (lines, True),
    "a.jsonl.gz": (lambda place: gzip.compress(lines(place)), False),
    "a.warc": (lambda _: b"".join(exports.warc_records(GIVEN)), True),
    "a.warc.gz": (lambda _: exports.packed(exports.warc_records(GIVEN)), True),
    "bad.warc.gz": (lambda _: spoilt_records(), True),
    "one.warc.gz": (lambda _: gzip.compress(b"".join(exports.warc_records(GIVEN))), False),
    "a.zip": (lambda place: zipped(members(place)), True),
    "a.tar": (lambda place: tarred(members(place), "w"), True),
    "a.tar.gz": (lambda place: tarred(members(place), "w:gz"), False),
    "a.csv": (lambda place: RECORDS["csv"](GIVEN, place).read_bytes(), False),
}
"""How each file is made, and whether it can be entered in the middle."""


def shards_of(path: Path, old: list[Shard] | None = None) -> list[Shard]:
    found = files([str(path)], HOW, known_files(old or []), "nowhere", SIZE)
    return list(planned(found, SIZE, starts_of(old or [])))


def told(found: Iterator[Found]) -> list[Any]:
    """What became of the documents, but for remarks."""
    return [one for one in found if not isinstance(one, Remark)]


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose tables count as large ones."""
    monkeypatch.setattr(archive, "LARGE", 1_000)
    (tmp_path / "parts").mkdir()
    path = tmp_path / str(request.param)
    path.write_bytes(CORPORA[path.name][0](tmp_path / "parts"))
    return path


def test_the_stretches_of_a_file_are_the_whole_file(corpus: Path) -> None:
    shards = shards_of(corpus)
    assert len(shards) >= len(GIVEN) / SIZE / 2
    whole = told(read([str(corpus)], HOW))
    assert [one for shard in shards for one in told(documents(shard, HOW))] == whole
    assert sum(isinstance(one, Document) for one in whole) >= len(GIVEN)
    entered = [one.at is not None for shard in shards for one in shard.stretches if one.start % SIZE == 0 < one.start]
    assert all(entered) == CORPORA[corpus.name][1] == any(entered)
    assert [Shard.made(json.loads(json.dumps(shard.plain()))) for shard in shards] == shards
    assert shards_of(corpus, shards) == shards


def test_a_stretch_is_read_from_where_it_begins(corpus: Path) -> None:
    """What stands before it may be damaged by then: nobody looks at it."""
    if not CORPORA[corpus.name][1] or corpus.suffix == ".zip":
        return
    shards = shards_of(corpus)
    last = told(documents(shards[-1], HOW))
    begin = shards[-1].stretches[0].at or 0
    head = 2_000 if corpus.suffix != ".tar" else 600
    data = corpus.read_bytes()
    times = corpus.stat()
    corpus.write_bytes(data[:head] + b"#" * (begin - head) + data[begin:])
    os.utime(corpus, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert begin > head
    assert told(documents(shards[-1], HOW)) == last


def test_a_table_and_an_archive_in_an_archive_are_split(corpus: Path) -> None:
    if "zip" not in corpus.name and "tar" not in corpus.name:
        return
    inner = [one for shard in shards_of(corpus) for one in shard.stretches if one.first is not None]
    assert [one.first for one in inner] == [*range(0, len(GIVEN), SIZE)] * 4
    assert all(one.last is not None and one.last - one.first <= SIZE for one in inner if one.first is not None)


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_what_is_cut_is_read_up_to_there_and_told_once(corpus: Path, cut: float) -> None:
    data = corpus.read_bytes()
    corpus.write_bytes(data[: int(len(data) * cut)])
    whole = told(read([str(corpus)], HOW))
    assert [one for shard in shards_of(corpus) for one in told(documents(shard, HOW))] == whole
    failed = any(isinstance(one, Failure) for one in whole)
    assert failed or corpus.suffix in (".csv", ".warc") or corpus.name == "a.tar"  # whose last tenth is padding


def test_a_file_that_changes_under_the_run_is_a_failure(tmp_path: Path) -> None:
    path = RECORDS["jsonl"](GIVEN, tmp_path)
    shards = shards_of(path)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[1:]))
    reason = "has changed since the run began: give the same newsan annotate again"
    assert told(documents(shards[1], HOW)) == [Failure(str(path), reason)]
    assert len(told(documents(shards_of(path, shards)[1], HOW))) == SIZE
    path.unlink()
    assert told(documents(shards[1], HOW)) == [Failure(str(path), "no such file or folder")]


def test_a_file_that_is_slow_to_read_over_has_fewer_stretches() -> None:
    def step(size: int, reader: str, name: str = "a") -> int:
        return step_of(File(Stretch(name, False, size, 0), 50_000, {}, reader), 250)

    assert step(10_000_000, "delimited") == 250
    assert step(400_000_000, "delimited") < step(400_000_000, "delimited", "a.gz") <= 2_500
    assert step(100_000_000, "export") == 2_500
    assert step_of(File(Stretch("a", False, 10**10, 0), 10**6, {n: Mark(0) for n in range(0, 10**6, 250)}), 250) == 250


def test_a_web_archive_without_pages_is_told(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    pictures = [one for one in exports.warc_records(GIVEN) if b"image/png" in one]
    (tmp_path / "news" / "a.warc").write_bytes(b"".join(pictures))
    (shard,) = planned(files([str(tmp_path / "news")], HOW, {}, "nowhere", 250), 250)
    [remark] = [one for one in documents(shard, HOW) if isinstance(one, Remark) and not one.minor]
    assert remark.says == "holds no pages in its first 20 records"


@pytest.mark.parametrize("name", ["a.zip", "a.warc.gz"])
def test_several_processes_annotate_one_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / name).write_bytes(CORPORA[name][0](tmp_path / "parts"))
    for folder, size, processes in (("one", 1000, 1), ("two", 7, 2)):
        done = shell(f"newsan annotate {name} -o {folder} -j {processes} --shard-size {size}", tmp_path)
        assert (done.returncode, done.stdout) == (0, "")
    assert rows(tmp_path / "one") == rows(tmp_path / "two")
    assert len(list((tmp_path / "two" / "quotes").iterdir())) > 3
