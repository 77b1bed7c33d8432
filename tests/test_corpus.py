"""A corpus annotated into a folder: shards, resuming, what is refused, and who may work in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from newsan.corpus.folder import Folder
from newsan.corpus.parts import read_columns
from newsan.corpus.plan import File, Shard, Stretch, planned, starts_of
from newsan.inputs.reading import Mark
from tests.processes import environment, shell

SENTENCES = (
    "“The ferry will sail,” said {}.",
    "{} said that Norland had doubts.",
    "Norland condemned Sudland, and {} praised Acme Corp.",
)
NAMES = ("Maya Lind", "Tom Okafor", "Ann Lee", "Kim Berg", "Rosa Vidal")


def article(number: int) -> str:
    return (
        " ".join(sentence.format(NAMES[(number + at) % 5]) for at, sentence in enumerate(SENTENCES)) + f" {number}.\n"
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a dozen articles."""
    (tmp_path / "texts").mkdir()
    for number in range(12):
        (tmp_path / "texts" / f"{number:02d}.txt").write_text(article(number))
    return tmp_path


def rows(folder: Path) -> dict[str, str]:
    """The hash of each table's rows, in order."""
    hashes = {}
    for table in ("documents", "entities", "quotes", "stance"):
        digest = sha256()
        for shard in Folder(str(folder)).shards:
            cells = read_columns(Folder(str(folder)).part(table, shard.name), None)
            for row in zip(*cells.values(), strict=True):
                digest.update(repr(row).encode())
        hashes[table] = digest.hexdigest()
    return hashes


def annotate(place: Path, options: str = "", **given: str) -> subprocess.CompletedProcess[str]:
    return shell(f"newsan annotate texts -o out --shard-size 3 {options}", place, env={**environment(), **given})


# The plan


def files(sizes: dict[str, int]) -> Iterator[File]:
    marks = {number: Mark(number) for number in range(10)}
    return (File(Stretch(name, True, 100, 1), count, marks if count > 1 else {}) for name, count in sizes.items())


def begins(shards: list[Shard]) -> list[list[tuple[str, int]]]:
    return [[(one.path, one.start) for one in shard.stretches] for shard in shards]


def test_small_files_share_a_shard_and_a_large_one_is_split() -> None:
    shards = list(planned(files({"a": 1, "b": 1, "c": 5, "d": 1}), 2))
    assert begins(shards) == [[("a", 0), ("b", 0)], [("c", 0)], [("c", 2)], [("c", 4), ("d", 0)]]
    assert [one.stop for shard in shards for one in shard.stretches] == [None, None, 2, 4, 5, None]
    assert [Shard.made(json.loads(json.dumps(shard.plain()))) for shard in shards] == shards


def test_a_new_file_changes_only_the_shard_that_it_comes_into() -> None:
    old = list(planned(files(dict.fromkeys("acegikm", 1)), 2))
    new = list(planned(files(dict.fromkeys("acdegikm", 1)), 2, starts_of(old)))
    assert begins(new) == [[("a", 0), ("c", 0)], [("d", 0)], [("e", 0), ("g", 0)], [("i", 0), ("k", 0)], [("m", 0)]]
    assert {shard.key for shard in old} <= {shard.key for shard in new}


def test_many_bytes_end_a_shard_too() -> None:
    large = [File(Stretch(name, False, 1_500_000, 1)) for name in "abc"]
    assert [len(shard.stretches) for shard in planned(large)] == [1, 1, 1]


# One run


def test_a_folder_has_what_its_page_says(place: Path) -> None:
    done = annotate(place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    names = {path.name for path in (place / "out").iterdir() if not path.name.startswith(".")}
    tables = {"documents", "entities", "quotes", "stance"}
    files = {"errors.jsonl", "manifest.json", "plan.jsonl", "duplicates.json", "_SUCCESS"}
    assert names == {*tables, "duplicates", "shards", *files}
    assert all(len(list((place / "out" / table).iterdir())) == 4 for table in tables)
    [first, *_] = sorted((place / "out" / "documents").iterdir())
    cells = read_columns(str(first), None)
    assert cells["doc_id"] == ["texts/00.txt", "texts/01.txt", "texts/02.txt"]
    assert cells["text"][1] == article(1)
    assert cells["quotes_rows"][0] > 0
    again = annotate(place)
    assert (again.returncode, again.stderr) == (0, "newsan: out is annotated already: nothing to do\n")


def test_what_fails_is_listed_with_the_reason(place: Path) -> None:
    (place / "texts" / "05.txt").write_bytes(b"caf\xe9")
    (place / "texts" / "list.csv").write_text("id,price\n1,5\n2,7\n")
    done = annotate(place, "--no-text")
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "newsan: 1 file is not an article and was left out: CSV without texts 1",
        "newsan: 1 of 12 documents failed: out/errors.jsonl says why",
    ]
    [line] = (place / "out" / "errors.jsonl").read_text().splitlines()
    assert json.loads(line)["doc_id"] == "texts/05.txt"
    assert json.loads(line)["reason"].startswith("byte 0xE9 at byte offset 3 is not utf-8")
    [second] = [path for path in (place / "out" / "documents").iterdir() if "part-00001" in path.name]
    assert read_columns(str(second), ["status", "text"]) == {"status": ["read", "read", "failed"], "text": [None] * 3}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--encoding cp1252", "--encoding was utf-8 and is cp1252 now"),
        ("--no-text", "--no-text was False and is True now"),
        ("--shard-size 5", "--shard-size was 3 and is 5 now"),
        ("--aliases names.csv", "--aliases was not given and is "),
    ],
)
def test_other_options_are_refused(place: Path, options: str, said: str) -> None:
    (place / "names.csv").write_text("alias,name\nUN,United Nations\n")
    shutil.copytree(place / "texts", place / "few", ignore=lambda *_: [f"{number:02d}.txt" for number in range(2, 12)])
    assert shell("newsan annotate few -o out --shard-size 3", place).returncode == 0
    done = shell(f"newsan annotate few -o out --shard-size 3 {options}", place)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"out was annotated otherwise: {said}" in done.stderr
    other = shell("newsan annotate names.csv -o out --shard-size 3", place)
    assert (other.returncode, "from other inputs (as few/00.txt)" in other.stderr) == (2, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("newsan annotate texts", "with -o the folder"),
        ("newsan annotate - -o out < texts/00.txt", "standard input cannot be annotated into a folder"),
        ("newsan annotate texts -o texts", "texts has something else in it"),
        ("newsan annotate texts -o texts/00.txt", "is no folder"),
        ("newsan annotate texts --finish", "texts is no annotated folder"),
        ("newsan status texts", "texts is no annotated folder"),
        ("newsan annotate texts -o out --shard 4/3", "'4/3' is no part of a plan"),
        ("newsan annotate nothing -o /proc/out", "/proc/out"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(place: Path, line: str, said: str) -> None:
    done = shell(line, place)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_changed_and_new_files_redo_only_their_shards(place: Path) -> None:
    annotate(place)
    before = {path.name: path.stat().st_mtime_ns for path in (place / "out" / "quotes").iterdir()}
    (place / "texts" / "04.txt").write_text("“It is late,” said Rosa Vidal.\n")
    (place / "texts" / "99.txt").write_text(article(99))
    os.unlink(place / "texts" / "11.txt")
    done = annotate(place)
    assert (done.returncode, done.stderr) == (0, "")
    after = {path.name: path.stat().st_mtime_ns for path in (place / "out" / "quotes").iterdir()}
    assert len(after) == 4
    assert len(before.items() & after.items()) == 2
    fresh = shell("newsan annotate texts -o fresh --shard-size 3", place)
    assert fresh.returncode == 0
    assert rows(place / "out") == rows(place / "fresh")


def test_shards_move_with_their_files(place: Path) -> None:
    annotate(place)
    for number in range(3):
        os.unlink(place / "texts" / f"{number:02d}.txt")
    kept = {path.name[-20:]: path.stat().st_mtime_ns for path in (place / "out" / "quotes").iterdir()}
    assert annotate(place).returncode == 0
    names = sorted(path.name for path in (place / "out" / "quotes").iterdir())
    assert [name[:10] for name in names] == ["part-00000", "part-00001", "part-00002"]
    assert all(path.stat().st_mtime_ns == kept[path.name[-20:]] for path in (place / "out" / "quotes").iterdir())
    assert shell("newsan quotes out", place).stdout == shell("newsan quotes texts", place).stdout


def test_an_annotated_folder_is_no_part_of_a_corpus(place: Path) -> None:
    os.unlink(place / "texts" / "11.txt")
    for _ in range(2):
        done = shell("newsan annotate texts -o texts/out --shard-size 4", place)
        assert (
            done.returncode,
            done.stderr.replace("newsan: texts/out is annotated already: nothing to do\n", ""),
        ) == (0, "")
    assert shell("newsan status texts/out", place).stdout.startswith("3 of 3 shards are done: 11 documents")
    asked = shell("newsan quotes texts", place)
    assert asked.stderr == "newsan: 1 file is not an article and was left out: annotated folder 1\n"
    assert asked.stdout == shell("newsan quotes texts/out", place).stdout
    (place / "more").mkdir()
    (place / "more" / "a.txt").write_text(article(1))
    shutil.move(place / "texts" / "out", place / "more" / "out")
    assert shell("newsan annotate more -o out", place).returncode == 0
    assert shell("newsan status out", place).stdout.startswith("1 of 1 shards are done: 1 documents")


def test_a_large_file_is_split_and_metadata_has_columns(place: Path) -> None:
    records = [{"id": f"n{number}", "text": article(number), "paper": "Post", "page": number} for number in range(7)]
    (place / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    options = "--id-field id --meta outlet=paper,page"
    done = shell(f"newsan annotate news.jsonl -o out --shard-size 3 {options}", place)
    assert (done.returncode, done.stderr) == (0, "")
    parts = sorted((place / "out" / "quotes").iterdir())
    assert len(parts) == 3
    cells = read_columns(str(parts[2]), ["doc_id", "outlet", "page"])
    assert {name: set(column) for name, column in cells.items()} == {
        "doc_id": {"n6"},
        "outlet": {"Post"},
        "page": {"6"},
    }
    for question in ("quotes --by outlet", "entities --detail --json", "stance --by page --json"):
        there, here = shell(f"newsan {question} out", place), shell(f"newsan {question} news.jsonl {options}", place)
        assert (there.stdout, there.stderr) == (here.stdout, here.stderr)
        assert there.stdout.count("\n") > 3
    clash = shell("newsan annotate news.jsonl -o new --meta words=page", place)
    assert (clash.returncode, "'words' has the name of a column" in clash.stderr) == (2, True)


def test_metadata_without_a_document_is_told_of_the_whole_corpus(place: Path) -> None:
    rows = "".join(f"{number:02d}.txt,Post\n" for number in range(11))
    (place / "meta.csv").write_text(f"file,outlet\n{rows}ghost.txt,Echo\n")
    said = (
        "newsan: meta.csv: has no row for 1 document (texts/11.txt)\n"
        "newsan: meta.csv: has 1 row (ghost.txt) without a document\n"
    )
    assert annotate(place, "--meta-file meta.csv").stderr == said
    assert annotate(place, "--meta-file meta.csv").stderr == "newsan: out is annotated already: nothing to do\n"
    for part in (1, 2):
        done = shell(f"newsan annotate texts -o parts --shard-size 3 --meta-file meta.csv --shard {part}/2", place)
        assert (done.returncode, done.stderr) == (0, "")
    assert shell("newsan annotate parts --finish", place).stderr == said
    (place / "meta.csv").unlink()
    assert "meta.csv: is not what it was" in shell("newsan annotate parts --finish", place).stderr
    fitting = annotate(place, "-o names --meta-from-name {outlet}_{_}")
    assert fitting.stderr.startswith("newsan: --meta-from-name: does not fit 12 documents (texts/00.txt, ")
