"""``newsan check`` and ``newsan text``: what a corpus holds, and the text that offsets point into."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests import exports, sample_exports
from tests.conftest import Newsan
from tests.corpora import RECORDS, articles
from tests.languages import ARTICLES
from tests.sample_exports import EXPORTS
from tests.test_duplicates import OTHER, REPORT, changed


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with something of everything that is counted."""
    folder = tmp_path / "news"
    folder.mkdir()
    records = [
        {"text": "Ann Lee said it rained in Norland on Monday.", "date": "2024-05-01"},
        {"text": "ANN LEE said, it  rained in Norland on Monday!", "date": "01/05/2024"},
        {"text": "Lind said that Mr. L\ufffdpez was angry about the caf\u00c3\u00a9 and the pier."},
        {"text": ""},
        {"text": ARTICLES["fr"], "date": "2024-05-02"},
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    (folder / "empty.txt").write_text(" \n")
    (folder / "README.md").write_text("# About\n")
    (folder / "bad.txt").write_bytes(b"caf\xe9")
    return folder


def test_everything_is_counted(newsan: Newsan, corpus: Path) -> None:
    done = newsan("check", "--meta", "date", "--csv", "news", cwd=corpus.parent)
    assert (done.returncode, done.stderr) == (3, b"")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    found = {(row["check"], row["value"]): (int(row["count"]), row["examples"]) for row in rows}
    assert found[("documents", "")][0] == 5
    assert found[("language", "English")][0] == 3
    assert found[("other language", "French")] == (1, "news/a.jsonl#5")
    assert found[("empty", "")] == (1, "news/empty.txt")
    assert found[("duplicates", "")] == (1, "news/a.jsonl#2 = news/a.jsonl#1")
    assert found[("no date", "")] == (1, "news/a.jsonl#3")
    assert found[("date not read", "")] == (1, "news/a.jsonl#2: 01/05/2024")
    assert found[("lost characters", "")] == found[("mojibake", "")] == (1, "news/a.jsonl#3")
    assert found[("failed", "has no text")] == (1, "news/a.jsonl#4")
    assert found[("left out", "documentation")] == (1, "news/README.md")
    assert found[("inputs", "JSON lines")][0] == 1
    assert sum(row["check"] == "longest" for row in rows) == 3
    said = "byte … at byte offset … is not utf-8: name the file's encoding, for example --encoding cp1252"
    assert found[("failed", said)] == (1, "news/bad.txt")


def test_a_table_says_what_to_look_at(newsan: Newsan, corpus: Path) -> None:
    shown = newsan("check", "-f", "table", str(corpus)).stdout.decode()
    assert " What the corpus holds  5 documents" in shown
    assert "Look at: other language, duplicates, failed, left out." in shown


def test_near_copies_are_counted_apart_from_copies(newsan: Newsan, tmp_path: Path) -> None:
    texts = (REPORT, OTHER, REPORT.upper(), changed(REPORT, 1), changed(REPORT, 1))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": one}) + "\n" for one in texts))
    rows = json.loads(newsan("check", "--json", "a.jsonl", cwd=tmp_path).stdout)
    found = {row["check"]: (row["count"], row["examples"]) for row in rows}
    assert found["duplicates"] == (2, "a.jsonl#3 = a.jsonl#1; a.jsonl#5 = a.jsonl#4")
    assert found["near copies"] == (1, "a.jsonl#4 ≈ a.jsonl#1")
    shown = newsan("check", "-f", "table", "a.jsonl", cwd=tmp_path).stdout.decode()
    assert "Look at: duplicates, near copies." in shown


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.txt"])
def test_the_text_is_the_one_that_offsets_point_into(newsan: Newsan, tmp_path: Path, name: str) -> None:
    one = articles(1)[0]
    path = tmp_path / name
    if name == "a.docx":
        exports.docx(one["text"].split("\n"), path)
    else:
        path.write_text(exports.page(one) if name == "a.html" else one["text"], "utf-8")
    text = newsan("text", str(path)).stdout.decode()
    rows = json.loads(newsan("entities", "--detail", "--json", str(path)).stdout)
    assert rows
    assert all(text[row["start"] : row["end"]] == row["mention"] for row in rows)


def test_one_text_of_many(newsan: Newsan, tmp_path: Path) -> None:
    given = articles(3)
    RECORDS["csv"](given, tmp_path)
    assert newsan("text", "--doc", "news.csv#2", "news.csv", cwd=tmp_path).stdout.decode() == given[1]["text"]
    several = newsan("text", "news.csv", cwd=tmp_path)
    assert (several.returncode, several.stdout) == (2, b"")
    assert b"there are several documents, news.csv#1 and news.csv#2: name one with --doc" in several.stderr
    missing = newsan("text", "--doc", "x", "news.csv", cwd=tmp_path)
    assert (missing.returncode, missing.stderr) == (4, b"newsan: no document has the id 'x'\n")
    lines = newsan("text", "--jsonl", "--meta", "outlet", "news.csv", cwd=tmp_path).stdout.decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"doc_id": f"news.csv#{number}", "text": one["text"], "outlet": one["outlet"]}
        for number, one in enumerate(given, 1)
    ]


def test_the_sample_exports_hold_the_sample_articles(newsan: Newsan) -> None:
    texts = {one["id"]: one["text"].strip() for one in sample_exports.articles()}
    assert len(texts) == 53
    table = newsan("text", "--jsonl", "--text-field", "article_text", "--id-field", "id", f"{EXPORTS}/archive.csv")
    found = {row["doc_id"]: row["text"].strip() for row in map(json.loads, table.stdout.splitlines())}
    assert found == texts
    export = newsan("text", "--jsonl", f"{EXPORTS}/nexis", f"{EXPORTS}/crawl.warc.gz")
    rows = [json.loads(line) for line in export.stdout.splitlines()]
    assert [" ".join(row["text"].split()) for row in rows] == [
        " ".join(one.split()) for one in list(texts.values())[:28]
    ]


def test_a_text_is_read_from_standard_input(newsan: Newsan) -> None:
    done = newsan("text", input="Zoë said “no”.\r\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Zoë said “no”.\r\n", b"")


def test_an_annotated_folder_is_checked_and_gives_its_texts(newsan: Newsan, corpus: Path) -> None:
    place = corpus.parent
    newsan("annotate", "news", "--meta", "date", "-o", "out", cwd=place)
    kinds = ("duplicates", "no date", "date not read", "failed", "other language")
    texts, folder = (
        [row for row in csv.reader(io.StringIO(done.stdout.decode())) if row[0] in kinds]
        for done in (newsan("check", "news", "--meta", "date", cwd=place), newsan("check", "out", cwd=place))
    )
    assert folder == texts
    assert {row[0] for row in folder} == set(kinds)
    given, stored = newsan("text", "news/a.jsonl", "--doc", "news/a.jsonl#2", cwd=place), "news/a.jsonl#2"
    assert newsan("text", "out", "--doc", stored, cwd=place).stdout == given.stdout != b""
    newsan("annotate", "news", "-o", "bare", "--no-text", cwd=place)
    done = newsan("check", "bare", cwd=place)
    assert (done.returncode, done.stderr) == (
        2,
        b"newsan: bare: the texts were not stored: annotate without --no-text\n",
    )
