"""Answers as Parquet, SQLite and Excel: other programs read back what JSON has."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest

from cli.formats import FORMATS
from tests.test_cli import ARTICLE, Out
from tests.views import plain

QUESTIONS = (
    "entities",
    "entities --detail",
    "quotes --detail --columns doc_id,words,confidence,cue",
    "stance --pairs --by doc",
)
RECORDS = (
    {"id": "a", "text": ARTICLE, "outlet": "Ledger", "page": 3},
    {"id": "b", "text": "=SUM(A1) “We wait,” said Ann Lee.", "outlet": "Post", "page": None},
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(one) + "\n" for one in RECORDS))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], question: str, output: str) -> list[dict[str, Any]]:
    """The rows of an answer in JSON, after the same was written to a file."""
    line = [*question.split(), "--id-field", "id", "--meta", "outlet,page", "news.jsonl"]
    done = Out(capsys, *line, "-o", output)
    assert (done.status, done.out, done.err) == (0, "", "")
    rows: list[dict[str, Any]] = json.loads(Out(capsys, *line, "--json").out)
    assert rows
    return rows


def known(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without the cells that have no value."""
    return [{name: cell for name, cell in row.items() if cell is not None and cell == cell} for row in rows]


@pytest.mark.parametrize("question", QUESTIONS)
def test_parquet_has_the_rows_and_their_types(capsys: pytest.CaptureFixture[str], question: str) -> None:
    rows = answer(capsys, question, "out.parquet")
    table = pyarrow.parquet.read_table("out.parquet")
    assert table.to_pylist() == rows
    kinds = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert {kinds[name] for name in ("count", "start", "words", "n", "page") if name in kinds} <= {"int64"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_workbook_has_the_rows(capsys: pytest.CaptureFixture[str], question: str) -> None:
    rows = answer(capsys, question, "out.xlsx")
    [sheet] = openpyxl.load_workbook("out.xlsx").worksheets
    header, *cells = sheet.iter_rows(values_only=True)
    assert known([dict(zip(header, row, strict=True)) for row in cells]) == known(rows)
    assert sheet.freeze_panes == "A2"


def test_no_cell_of_a_workbook_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ("=1+1",),
        ("http://x.org",),
        ("5",),
        ("\x00\x1b",),
        ("\ud800",),
        ("x" * 40_000,),
        (None,),
        (True,),
        (0.5,),
        (10**18,),
    ]
    [data] = FORMATS["xlsx"].load()(plain({"cell": "str"}, rows))
    assert isinstance(data, bytes)
    [sheet] = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    found = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [one.value for one in found[:3]] == ["=1+1", "http://x.org", "5"]
    assert [one.data_type for one in found] == [*"sssss", "s", "n", "b", "n", "s"]
    assert not any(one.hyperlink for one in found)
    assert found[4].value == "\ufffd"
    assert len(str(found[5].value)) == 32_767
    assert "1 cells were cut to 32,767 characters" in capsys.readouterr().err


def test_a_database_has_a_table_for_each_question_beside_its_documents(capsys: pytest.CaptureFixture[str]) -> None:
    asked = {
        "quotes": "quotes --detail",
        "entities": "entities --detail",
        "stance_summary": "stance",
        "quotes_by_outlet": "quotes --by outlet",
    }
    expected = {table: answer(capsys, question, "out.db") for table, question in asked.items()}
    expected["quotes"] = answer(capsys, "quotes --detail --min-confidence 0.5", "out.db")  # in place of the first
    with closing(sqlite3.connect("out.db")) as database:
        database.row_factory = sqlite3.Row
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {*asked, "documents"}
        for table, rows in expected.items():
            assert [dict(row) for row in database.execute(f"SELECT * FROM {table}")] == rows
        documents = [tuple(row) for row in database.execute("SELECT * FROM documents")]
        assert documents == [("a", "Ledger", 3), ("b", "Post", None)]
        refers = database.execute("PRAGMA foreign_key_list(quotes)").fetchone()
        assert (refers["table"], refers["from"], refers["to"]) == ("documents", "doc_id", "doc_id")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        joined = "SELECT outlet, count(*) FROM entities JOIN documents USING (doc_id) GROUP BY 1"
        with pytest.raises(sqlite3.OperationalError, match="ambiguous"):
            database.execute(joined)  # the rows have their metadata themselves
        assert database.execute(joined.replace("outlet", "documents.outlet")).fetchall()


def test_what_a_database_cannot_hold_is_written_otherwise() -> None:
    [data] = FORMATS["sqlite"].load()(plain({'na"me': "str", "big": "int"}, [("\ud800 a\0b", 10**30)], by=("outlet",)))
    assert isinstance(data, bytes)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        [[table]] = database.execute("SELECT name FROM sqlite_master").fetchall()
        assert database.execute(f'SELECT * FROM "{table}"').fetchall() == [("\ufffd a\0b", 10.0**30)]


def test_a_file_that_is_no_database_stays_as_it_is(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    (place / "out.db").write_text("my notes, which are longer than a header of SQLite, and not a database at all" * 9)
    done = Out(capsys, "quotes", "news.jsonl", "-o", "out.db")
    assert (done.status, done.err) == (2, "newsan: out.db is no SQLite database: file is not a database\n")
    assert (place / "out.db").read_text().startswith("my notes")


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("out.xlsx", "xlsxwriter", "xlsx"), ("out.parquet", "pyarrow", "parquet")]
)
def test_a_missing_package_is_named_before_any_work(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: Path,
    name: str,
    package: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = Out(capsys, "quotes", "missing.txt", "-o", name)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"newsan: {name[3:]} needs another package: pip install 'newsan[{extra}]'\n"


def test_pandas_reads_the_parquet_of_no_rows(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    (place / "empty.txt").write_text("")
    assert Out(capsys, "quotes", "empty.txt", "-o", "out.parquet").status == 0
    frame = pd.read_parquet("out.parquet")
    assert (len(frame), str(frame["quotes"].dtype)) == (0, "int64")


def test_an_answer_in_parquet_is_no_input(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    (place / "news").mkdir()
    (place / "news.jsonl").rename(place / "news" / "news.jsonl")
    assert Out(capsys, "quotes", "--detail", "news", "-o", "news/out.parquet").status == 0
    done = Out(capsys, "quotes", "news")
    assert done.err == "newsan: 1 file is not an article and was left out: earlier output of newsan 1\n"
    assert Out(capsys, "quotes", "news/out.parquet").status == 4
