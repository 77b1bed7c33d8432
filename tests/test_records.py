"""Corpora in files of records: JSON lines, JSON, CSV and the like; what is wrong in one record costs that record."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Document, Failure
from newsan.errors import NewsanError
from newsan.inputs import Found, Meter, Part, Reading, Remark, read
from tests.conftest import Newsan
from tests.corpora import RECORDS, articles

LATIN = "--encoding cp1252"
FIELDS = Reading(id_field="id", meta=(("outlet", "outlet"), ("date", "date")))


def found(*paths: Path | str, **how: Any) -> list[Found]:
    """What becomes of the inputs, but for remarks that only ``-v`` shows."""
    all_found = read([str(path) for path in paths], Reading(**how))
    return [one for one in all_found if not (isinstance(one, Remark) and one.minor)]


def one_failure(*paths: Path | str, **how: Any) -> str:
    """The reason of the only thing that is found."""
    [one] = found(*paths, **how)
    assert isinstance(one, Failure)
    return one.reason


@pytest.mark.parametrize("format", RECORDS)
def test_the_same_articles_in_every_format(tmp_path: Path, format: str) -> None:
    given = articles(60)
    read_back = [one for one in read([str(RECORDS[format](given, tmp_path))], FIELDS) if not isinstance(one, Remark)]
    assert read_back == [
        Document(one["id"], one["text"], {"outlet": one["outlet"], "date": one["date"]}) for one in given
    ]


@pytest.mark.parametrize("format", RECORDS)
def test_standard_input_holds_them_too(tmp_path: Path, format: str) -> None:
    given = articles(3)
    data = RECORDS[format](given, tmp_path).read_bytes()
    read_back = [one for one in read(["-"], stdin=io.BytesIO(data)) if isinstance(one, Document)]
    assert [one.text for one in read_back] == [one["text"] for one in given]
    assert [one.id for one in read_back] == ["-#1", "-#2", "-#3"]


@pytest.mark.parametrize(
    ("record", "options", "text"),
    [
        ({"maintext": "It rained.", "title": "Rain"}, {}, "It rained."),
        ({"text": None, "body": "It rained."}, {}, "It rained."),
        ({"Article": "It rained."}, {}, "It rained."),
        ({"body": ["It rained.", "It stopped."]}, {}, "It rained.\n\nIt stopped."),
        ({"a": {"b": "It rained."}}, {"text_field": "a.b"}, "It rained."),
        ({"text": "It rained.", "head": "Rain"}, {"title_field": "head"}, "Rain\n\nIt rained."),
        ({"text": "It rained.", "head": None}, {"title_field": "head"}, "It rained."),
        ({"maintext": "It rained.", "text": "Cookies!"}, {"preset": "news-please"}, "It rained."),
    ],
)
def test_where_the_text_is(tmp_path: Path, record: Any, options: dict[str, str], text: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    [one] = found(tmp_path / "a.jsonl", **options)
    assert isinstance(one, Document)
    assert one.text == text


def test_metadata_is_carried_and_flattened(tmp_path: Path) -> None:
    record = {"text": "It rained.", "authors": ["Ann Lee", None, "Tom"], "source": {"name": "Ledger"}, "n": 3, "x": " "}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    names = (("author", "authors"), ("outlet", "source.name"), ("page", "n"), ("x", "x"), ("source", "source"))
    [one] = found(tmp_path / "a.jsonl", meta=names)
    assert isinstance(one, Document)
    assert one.meta == {
        "author": "Ann Lee|Tom",
        "outlet": "Ledger",
        "page": 3,
        "x": None,
        "source": '{"name": "Ledger"}',
    }


def test_what_is_wrong_in_a_record_costs_that_record(tmp_path: Path) -> None:
    good = json.dumps({"text": "It rained."}).encode()
    lines = [good, b'{"text": "caf\xe9"}', b'{"text": ', b"[1]", b'{"text": ""}', b"", good, b'{"text": "<html><p>a"}']
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    name = str(tmp_path / "a.jsonl")
    assert [(one.id, "") if isinstance(one, Document) else (one.input, one.reason) for one in found(name)] == [  # type: ignore[union-attr]
        (f"{name}#1", ""),
        (
            f"{name}#2",
            "byte 0xE9 at byte offset 13 is not utf-8: name the file's encoding, for example --encoding cp1252",
        ),
        (f"{name}#3", "is not valid JSON: Expecting value: line 1 column 9 (char 8)"),
        (f"{name}#4", "is JSON, but no object with fields"),
        (f"{name}#5", "has no text"),
        (f"{name}#6", ""),
        (f"{name}#7", "its text is HTML, not plain text"),
    ]


def test_a_broken_row_costs_that_row(tmp_path: Path) -> None:
    rows = (
        b'id,text\n1,It rained.\n2,It,rained\n3\n4,caf\xe9\n5,"It ""rained""."\n6,"It" rained.\n7,It stopped.\n8,"It\n'
    )
    (tmp_path / "a.csv").write_bytes(rows)
    name = str(tmp_path / "a.csv")
    assert [one.text if isinstance(one, Document) else one.reason for one in found(name)] == [  # type: ignore[union-attr]
        "It rained.",
        "has 3 cells where there are 2 columns",
        "has 1 cells where there are 2 columns",
        "byte 0xE9 is not utf-8: name the encoding, for example --encoding cp1252",
        'It "rained".',
        "is not valid CSV: ',' expected after '\"'",
        "It stopped.",
        "is not valid CSV: unexpected end of data",
    ]


def test_an_array_that_breaks_is_read_up_to_there(tmp_path: Path) -> None:
    whole = json.dumps([{"text": "It rained."}, {"text": "It stopped."}, {"text": "It snowed."}])
    for cut in range(30, len(whole) - 1):
        (tmp_path / "a.json").write_text(whole[:cut])
        *read_well, last = found(tmp_path / "a.json")
        assert [type(one) for one in read_well] == [Document] * len(read_well)
        assert isinstance(last, Failure)
        assert last.input.endswith(f"#{len(read_well) + 1}")
        assert len(read_well) == whole[:cut].count('."}')


@pytest.mark.parametrize("size", [22, 300_000, 3_000_000])
def test_cells_and_values_may_be_long(tmp_path: Path, size: int) -> None:
    text = "It rained. " * (size // 11)
    before = csv.field_size_limit()
    for name, data in (("a.csv", f'id,text\n1,"{text}"\n'), ("a.json", json.dumps([{"text": text}] * 2))):
        (tmp_path / name).write_text(data)
        assert all(isinstance(one, Document) and one.text == text for one in found(tmp_path / name))
        assert all(
            (isinstance(one, Failure) and "--max-size" in one.reason) or "limit" in one.reason  # type: ignore[union-attr]
            for one in found(tmp_path / name, max_size=9)
        )
    assert csv.field_size_limit() == before


def test_tables_that_are_read_by_turns_leave_the_limit_of_cells_alone(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("id,text\n" + '1,"It rained."\n' * 300)
    one, other = (read([str(tmp_path / f"{name}.csv")]) for name in "ab")
    for _ in range(3):
        assert isinstance([next(one), next(other)][0], Document | Remark)
        assert csv.field_size_limit() == before
    del one
    assert sum(isinstance(last, Document) for last in other) > 297 - 3
    assert csv.field_size_limit() == before


def test_ids_are_unique_and_those_that_come_again_are_named(tmp_path: Path) -> None:
    records = [{"id": id, "text": "It rained."} for id in ("a", "b", "a", None, 7)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    name = str(tmp_path / "a.jsonl")
    given = found(name, id_field="id")
    assert [one.id for one in given if isinstance(one, Document)] == ["a", "b", "a#3", f"{name}#4", "7"]
    assert [one.says for one in given if isinstance(one, Remark)] == [
        "the id 'a' stood in an earlier record: this one is called a#3"
    ]


def test_what_is_misspelt_is_told_with_the_right_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,story,date_publish\n1,It rained.,2024-05-01\n")
    assert one_failure(tmp_path / "a.csv") == (
        "has no field text, maintext, content, body or article, only id, story, date_publish: "
        "name the one for the text with --text-field, or say that it is an article with --input-format text"
    )
    assert "did you mean story?" in one_failure(tmp_path / "a.csv", text_field="stroy")
    assert "has no field ids" in one_failure(tmp_path / "a.csv", text_field="story", id_field="ids")
    remark, document = found(tmp_path / "a.csv", text_field="story", meta=(("date", "date_publsh"),))
    assert isinstance(remark, Remark)
    assert remark.says == "no record has the field 'date_publsh': did you mean 'date_publish'?"
    assert isinstance(document, Document)
    with pytest.raises(NewsanError, match="did you mean 'mediacloud'"):
        found(tmp_path / "a.csv", preset="media-cloud")


def test_a_format_that_is_named_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("id|text\n1|It rained.\n")
    (tmp_path / "b.csv").write_text('{"text": "It rained."}\n')
    assert len([one for one in found(tmp_path / "a.txt", format="csv") if isinstance(one, Document)]) == 1
    assert len([one for one in found(tmp_path / "b.csv", format="jsonl") if isinstance(one, Document)]) == 1
    [prose] = found(tmp_path / "b.csv", format="text")
    assert isinstance(prose, Document)
    assert prose.text.startswith("{")


def test_wide_characters_are_read_where_they_are_named(tmp_path: Path) -> None:
    for name, text in (("a.jsonl", '{"text": "Grüße"}\n{"text": "Zwei"}\n'), ("a.csv", "id,text\n1,Grüße\n2,Zwei\n")):
        (tmp_path / name).write_bytes(text.encode("utf-16"))
        assert "try --encoding utf-16" in one_failure(tmp_path / name)
        read_back = found(tmp_path / name, encoding="utf-16")
        assert [one.text for one in read_back if isinstance(one, Document)] == ["Grüße", "Zwei"]


def test_a_part_of_a_file_is_read_alone(tmp_path: Path) -> None:
    path = RECORDS["csv"](articles(10), tmp_path)
    whole = [one for one in read([str(path)], FIELDS) if isinstance(one, Document)]
    parts = [
        one
        for part in (Part(0, 4), Part(4, 9), Part(9))
        for one in read([str(path)], FIELDS, part=part)
        if isinstance(one, Document)
    ]
    assert parts == whole


def test_bytes_are_counted_as_they_lie_on_the_disk(tmp_path: Path) -> None:
    paths = [RECORDS[name](articles(200), tmp_path) for name in ("jsonl", "jsonl.gz", "csv")]
    meter = Meter()
    for _ in read(map(str, paths), meter=meter):
        pass
    assert meter.read == sum(path.stat().st_size for path in paths)


def test_a_damaged_gzip_file_gives_what_comes_before(tmp_path: Path) -> None:
    path = RECORDS["jsonl.gz"](articles(2_000), tmp_path)
    path.write_bytes(path.read_bytes()[:-2_000])
    (tmp_path / "good.txt").write_text("It rained.")
    given = found(path, tmp_path / "good.txt")
    assert len(given) > 1_000
    assert [one for one in given if isinstance(one, Failure)] == [
        Failure(str(path), "damaged gzip file: it is cut short")
    ]
    assert isinstance(given[-1], Document)


def test_a_large_file_is_not_held(tmp_path: Path) -> None:
    line = json.dumps({"text": "It rained in Norland. " * 200})
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(line + "\n" for _ in range(20_000)).encode(), 1))
    (tmp_path / "a.json").write_text("[" + ",".join([line] * 5_000) + "]")
    tracemalloc.start()
    number = sum(isinstance(one, Document) for one in found_lazily(tmp_path / "a.jsonl.gz", tmp_path / "a.json"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 25_000
    assert peak < 6_000_000, "a hundred megabytes pass through six"


def found_lazily(*paths: Path) -> Any:
    return read(map(str, paths))


@given(st.binary(max_size=200), st.sampled_from(["jsonl", "json", "csv", "tsv"]))
def test_any_bytes_are_read_or_refused_in_any_format(data: bytes, format: str) -> None:
    for one in read(["-"], Reading(format=format), stdin=io.BytesIO(data)):
        assert isinstance(one, Document | Remark) or (isinstance(one, Failure) and one.reason)


def test_files_of_a_folder_are_read_in_any_format(newsan: Newsan, tmp_path: Path) -> None:
    RECORDS["jsonl"](articles(2), tmp_path)
    RECORDS["csv"](articles(2), tmp_path)
    (tmp_path / "list.csv").write_text("id,title\n1,Rain\n")
    (tmp_path / "a.txt").write_text("It rained.")
    done = newsan("entities", "-v", str(tmp_path), "--csv")
    assert done.returncode == 0
    assert b"5 documents read" in done.stderr
    assert b"1 file is not an article and was left out: CSV without texts 1" in done.stderr
    assert f"{tmp_path}/news.csv: is read as CSV".encode() in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="os.sched_getaffinity")
def test_several_processes_write_the_same_to_the_byte(newsan: Newsan, tmp_path: Path) -> None:
    path = RECORDS["jsonl"](articles(12), tmp_path)
    path.write_text(path.read_text("utf-8") + '{"x": 1}\n', "utf-8")
    for options in (["--detail"], ["--by", "outlet,date:quarter"], ["--by", "doc", "-f", "table"]):
        line = ["quotes", *options, "--meta", "outlet,date", str(path)]
        alone, several = newsan(*line), newsan(*line, "-j", "2")
        assert (alone.returncode, several.returncode) == (3, 3)
        assert (alone.stdout, alone.stderr) == (several.stdout, several.stderr)
        assert alone.stdout.count(b"\n") > 12
