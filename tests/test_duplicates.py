"""Copies of a text: told by their words, left out where that was asked for, and the same from folders."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from newsan.corpus.folder import Folder
from newsan.corpus.parts import read_columns
from newsan.duplicates import Copies, mark_of, signature
from tests.conftest import ROOT
from tests.test_cli import Out

REPORT = (ROOT / "sample_data" / "storm_wire.txt").read_text("utf-8")
OTHER = (ROOT / "sample_data" / "interview.txt").read_text("utf-8")


def changed(text: str, sentences: int) -> str:
    """A text in which some sentences at the end are others."""
    return ". ".join(
        [*text.split(". ")[:-sentences], *(f"Reader number {n} wrote to us on that day" for n in range(sentences))]
    )


def first(*texts: str) -> list[tuple[str | None, str | None]]:
    copies = Copies(near=True)
    return [copies.first(str(at), mark_of(text, near=True)) for at, text in enumerate(texts)]


def test_the_same_words_are_a_copy_whatever_stands_between_them() -> None:
    spaced = REPORT.upper().replace(". ", "…\n\n").replace("“", '"')
    assert first(REPORT, OTHER, spaced) == [(None, None), (None, None), ("0", "0")]
    assert first("", " \n", "—", "a", "A.") == [(None, None)] * 4 + [("3", "3")]


def test_nearly_the_same_words_are_a_near_copy_of_the_first() -> None:
    assert first(REPORT, changed(REPORT, 1), OTHER, changed(REPORT, 2)) == [
        (None, None),
        (None, "0"),
        (None, None),
        (None, "0"),
    ]
    half = " ".join(REPORT.split()[: len(REPORT.split()) // 2])
    assert first(REPORT, half) == [(None, None), (None, None)]


def test_the_mark_of_a_book_takes_little_memory_and_is_the_least_hash_of_all_its_runs() -> None:
    words = [str(number) for number in range(50_000)]
    tracemalloc.start()
    whole = signature(words)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
    parts = [np.frombuffer(signature(words[at : at + 10_004]), "<u4") for at in range(0, 50_000, 10_000)]
    assert (np.minimum.reduce(parts) == np.frombuffer(whole, "<u4")).all()


def test_texts_of_the_same_kind_are_no_copies() -> None:
    chosen = random.Random(1)
    words = REPORT.split()
    texts = [" ".join(chosen.sample(words, 100)) for _ in range(200)]
    assert first(*texts) == [(None, None)] * 200


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("copies")
    texts = (REPORT, OTHER, REPORT.upper(), "", changed(REPORT, 1), "", changed(REPORT, 1))
    lines = (json.dumps({"text": text, "outlet": "AB"[at % 2]}) for at, text in enumerate(texts) if text)
    (place / "news.jsonl").write_text("\n".join(lines))
    (place / "empty.txt").write_text("")
    return place


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("all", "newsan: 2 documents are copies of others and counted too: --duplicates once leaves them out\n"),
        ("once", "newsan: 2 documents are copies of others and left out (--duplicates once)\n"),
        ("once-near", "newsan: 3 documents are copies of others and left out (--duplicates once-near)\n"),
    ],
)
def test_a_folder_leaves_out_the_copies_that_its_texts_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: Path, way: str, said: str
) -> None:
    monkeypatch.chdir(place)
    given = ("empty.txt", "news.jsonl", "--meta", "outlet")
    Out(capsys, "annotate", *given, "-o", "out", "--shard-size", "2")
    for question in ("quotes", "entities --by outlet", "stance --detail --json"):
        folder = Out(capsys, *question.split(), "out", "--duplicates", way)
        texts = Out(capsys, *question.split(), *given, "--duplicates", way)
        assert (folder.out, folder.status, folder.err) == (texts.out, 0, texts.err)
        assert texts.err == said
    parts = [Folder("out").part("duplicates", shard.name) for shard in Folder("out").shards]
    groups = [group for part in parts for group in read_columns(part, ["dup_group"])["dup_group"]]
    assert groups == [None, None, None, "news.jsonl#1", "news.jsonl#1", "news.jsonl#1"]


def test_copies_are_told_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.chdir(place)
    Out(capsys, "annotate", "news.jsonl", "-o", "part", "--shard-size", "2", "--shard", "1/2")
    done = Out(capsys, "quotes", "part", "--duplicates", "once")
    assert (done.status, done.out) == (2, "")
    assert "--duplicates once asks one folder that is finished" in done.err
