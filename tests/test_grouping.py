"""Metadata in detail rows, and summaries by it: ``--meta``, ``--meta-from-name``, ``--meta-file``, ``--by``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.grouping import keys_of
from newsan.document import Document
from newsan.inputs import Reading, Remark, read
from newsan.inputs.about import pattern_of
from newsan.periods import UNITS, iso_date, period
from tests.conftest import Newsan
from tests.corpora import RECORDS, articles


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV output."""
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_metadata_stands_behind_the_columns_of_every_detail_row(newsan: Newsan, tmp_path: Path) -> None:
    given = {one["id"]: one for one in articles(8)}
    path = RECORDS["csv"](list(given.values()), tmp_path)
    for question in ("entities", "quotes", "stance"):
        done = newsan(question, "--detail", "--id-field", "id", "--meta", "outlet,when=date", str(path))
        assert done.returncode == 0
        assert done.stdout.decode().split("\n", 1)[0].endswith(",outlet,when")
        found = rows(done.stdout)
        assert found or question == "stance"
        assert all(
            (row["outlet"], row["when"]) == (given[row["doc_id"]]["outlet"], given[row["doc_id"]]["date"])
            for row in found
        )


@pytest.mark.parametrize("by", ["outlet", "outlet,date:month", "date:year", "doc,outlet", "date:week"])
def test_a_summary_by_metadata_adds_up_the_detail_rows(newsan: Newsan, tmp_path: Path, by: str) -> None:
    path = RECORDS["jsonl"](articles(12), tmp_path)
    options = ("--meta", "outlet,date", "--id-field", "id", str(path))
    summary, detail = (
        rows(newsan("quotes", "--by", by, *options).stdout),
        rows(newsan("quotes", "--detail", *options).stdout),
    )
    keys = keys_of(tuple(by.split(",")))
    counted: dict[tuple[str, ...], int] = {}
    for row in detail:
        group = keys.group(Document(row["doc_id"], "", {"outlet": row["outlet"], "date": row["date"]}))
        counted[(*group, row["speaker"])] = counted.get((*group, row["speaker"]), 0) + 1
    found = {(*(row[name] for name in keys.columns()), row["speaker"]): int(row["quotes"]) for row in summary}
    assert found == counted
    groups = [tuple(row[name] for name in keys.columns()) for row in summary]
    assert groups == sorted(groups)


def test_each_group_is_sorted_and_limited_by_itself(newsan: Newsan, tmp_path: Path) -> None:
    path = RECORDS["tsv"](articles(12), tmp_path)
    done = newsan("entities", "--by", "outlet", "--meta", "outlet", "-n", "2", "--sort", "-entity", str(path))
    outlets = [row["outlet"] for row in rows(done.stdout)]
    assert outlets == ["Courier"] * 2 + ["Ledger"] * 2 + ["Post"] * 2
    table = newsan(
        "entities", "--by", "outlet", "--meta", "outlet", "-n", "2", "-f", "table", str(path)
    ).stdout.decode()
    assert " Outlet   Entity" in table


def test_what_is_no_date_is_counted_without_one_and_told(newsan: Newsan, tmp_path: Path) -> None:
    days = ["2024-05-01", "01/05/2024", "soon", None]
    records = [{"text": f"Ann Lee said it rained {i} times.", "date": day} for i, day in enumerate(days)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    done = newsan("quotes", "--by", "date:month", "--meta", "date", "--csv", str(tmp_path / "a.jsonl"))
    assert [(row["date_month"], row["docs"]) for row in rows(done.stdout)] == [("2024-05", "1"), ("", "3")]
    assert done.stderr.decode() == (
        "newsan: 2 documents have no date whose month can be told, as '01/05/2024': write dates as 2024-05-01\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by", "outlt", "--meta", "outlet"), "unknown grouping 'outlt': did you mean 'outlet'?"),
        (
            ("--by", "outlet"),
            "unknown grouping 'outlet'. The groupings are: corpus, doc; for metadata, name its field: --meta outlet",
        ),
        (("--by", "date:moth", "--meta", "date"), "unknown unit 'moth': did you mean 'month'?"),
        (("--by", "corpus,outlet", "--meta", "outlet"), "corpus is one summary of all documents"),
        (("--meta", "words=outlet", "--detail"), "the metadata 'words' has the name of a column"),
        (("--meta", "outlet="), "'outlet=' is no NAME or NAME=FIELD"),
        (("--meta", "a=outlet,a=date"), "'a' stands there twice"),
        (
            ("--columns", "speaker,outlt", "--meta", "outlet", "--detail"),
            "unknown column 'outlt': did you mean 'outlet'?",
        ),
        (("--meta-from-name", "outlet"), "is no pattern of file names"),
        (("--meta-file", "nowhere.csv"), "nowhere.csv: cannot read the metadata: No such file"),
        (("--preset", "nexus"), "unknown preset 'nexus': did you mean 'nexis'?"),
        (("-j", "-1"), "a number of processes"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_mistakes_are_told_before_any_work(newsan: Newsan, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ann Lee said it rained.", "outlet": "Post"}\n')
    done = newsan("quotes", *options, "a.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode().splitlines()[-1]


def test_metadata_comes_from_names_and_from_a_table(newsan: Newsan, tmp_path: Path) -> None:
    for name in ("ledger_2024-05-01_1", "post_2024-06-01_2", "odd"):
        (tmp_path / f"{name}.txt").write_text(f"Ann Lee said it rained {len(name)} times.")
    (tmp_path / "meta.csv").write_text("file;section\nledger_2024-05-01_1.txt;News\nodd;Sport\ngone.txt;News\n")
    done = newsan(
        *("quotes", "--by", "outlet,section", "--columns", "outlet,section,docs", "--csv"),
        *("--meta-from-name", "{outlet}_{date}_{_}", "--meta-file", "meta.csv", "."),
        cwd=tmp_path,
    )
    assert done.stdout.decode().split() == ["outlet,section,docs", "ledger,News,1", "post,,1", ",Sport,1"]
    assert done.stderr.decode().splitlines() == [
        "newsan: --meta-from-name: does not fit 1 document (./odd.txt)",
        "newsan: meta.csv: has no row for 1 document (./post_2024-06-01_2.txt)",
        "newsan: meta.csv: has 1 row (gone.txt) without a document",
    ]


@pytest.mark.parametrize(
    ("pattern", "name", "meta"),
    [
        ("{outlet}_{date}", "a/b/ledger_2024-05-01.txt.gz", {"outlet": "ledger", "date": "2024-05-01"}),
        ("{outlet}/{date}-{n}", "news/ledger/20240501-3.txt", {"outlet": "ledger", "date": "20240501", "n": "3"}),
        ("{outlet}-{_}", "the-daily-ledger-17.jsonl#4", {"outlet": "the"}),
        ("{outlet}_{date}", "ledger.txt", None),
    ],
)
def test_patterns_of_names(pattern: str, name: str, meta: dict[str, str] | None) -> None:
    assert pattern_of(pattern).meta(name) == meta


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("id\na\n", "expected a table with a line of column names"),
        ("id,id\na,b\n", "expected a table with a line of column names"),
        ("id,outlet\na,b\na,c\n", "line 3: the id 'a' has a row already"),
        ("id,outlet\na\n", "line 2: has 1 cells where there are 2 columns"),
        ("id,outlet\na,caf\udce9\n", "cannot read the metadata: byte 0xE9"),
    ],
)
def test_a_bad_table_of_metadata_is_an_error_with_its_line(
    newsan: Newsan, tmp_path: Path, table: str, said: str
) -> None:
    (tmp_path / "meta.csv").write_bytes(table.encode("utf-8", "surrogateescape"))
    done = newsan("quotes", "--meta-file", "meta.csv", input=b"It rained.", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-01T23:10:00+02:00", "2024-05-01"),
        ("2024/5/1", "2024-05-01"),
        (20240501, "2024-05-01"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01"),
        ("May 1st, 2024 Wednesday 09:30 PM GMT", "2024-05-01"),
        ("1 September 2024", "2024-09-01"),
        ("2024-05", "2024-05"),
        (2024, "2024"),
        ("2024-02-31", None),
        ("01/05/2024", None),
        ("1714521600", None),
        ("12345", None),
        (3.5, None),
        ("", None),
        (None, None),
        ("Maybe 2024", None),
    ],
)
def test_dates(value: object, day: str | None) -> None:
    assert iso_date(value) == day
    assert period(value, "year") == (day and day[:4])
    assert (period(value, "day") is None) == (len(day or "") < 10)
    assert [period(value, unit) is not None for unit in UNITS] == sorted(
        [period(value, unit) is not None for unit in UNITS]
    )


def test_a_row_comes_before_a_name_and_a_name_before_a_record(tmp_path: Path) -> None:
    (tmp_path / "post_1.jsonl").write_text('{"text": "It rained.", "outlet": "A", "page": 1}\n')
    (tmp_path / "meta.csv").write_text("doc_id,date\npost_1.jsonl#1,2024\n")
    how = Reading(
        meta=(("outlet", "outlet"), ("page", "page")),
        meta_from_name="{outlet}_{date}",
        meta_file=str(tmp_path / "meta.csv"),
    )
    [one] = [one for one in read([str(tmp_path / "post_1.jsonl")], how) if not isinstance(one, Remark)]
    assert isinstance(one, Document)
    assert one.meta == {"outlet": "post", "page": 1, "date": "2024"}
