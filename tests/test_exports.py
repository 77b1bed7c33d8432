"""Exports of databases, pages, web archives, office documents, Parquet, zip and tar: each gives back its articles."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import newsan
from benchmarks import reading
from newsan.document import Document, Failure
from newsan.inputs import Found, LeftOut, Part, Reading, Remark, read
from newsan.inputs.formats import BY_NAME
from newsan.inputs.packed import Unpacked
from newsan.inputs.readers.html import page_text
from tests import exports
from tests.conftest import ROOT, Newsan
from tests.corpora import RECORDS, Article, articles

GIVEN = articles(4)


def found(*paths: Path | str, **how: Any) -> list[Found]:
    """What becomes of the inputs, but for remarks that only ``-v`` shows."""
    all_found = read([str(path) for path in paths], Reading(**how))
    return [one for one in all_found if not (isinstance(one, Remark) and one.minor)]


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def parquet(articles: Sequence[Article], path: Path, rows: int = 2) -> Path:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(articles)), str(path), row_group_size=rows)
    return path


EXPORTS: dict[str, Callable[[Path], Path]] = {
    "Nexis Uni, docx": lambda path: exports.docx(exports.nexis_lines(GIVEN), path / "a.docx"),
    "Nexis Uni, docx, no cover": lambda path: exports.docx(exports.nexis_lines(GIVEN, cover=False), path / "a.docx"),
    "Nexis Uni, rtf": lambda path: write(path / "a.rtf", exports.rtf(exports.nexis_lines(GIVEN))),
    "Nexis Uni, one article": lambda path: exports.docx(exports.nexis_lines(GIVEN[:1], cover=False), path / "a.docx"),
    "Nexis Uni, text": lambda path: write(path / "a.txt", "\n".join(exports.nexis_lines(GIVEN))),
    "LexisNexis Academic": lambda path: write(path / "a.txt", exports.academic(GIVEN)),
    "Factiva, rtf, indexed": lambda path: write(path / "a.rtf", exports.rtf(exports.factiva_tagged(GIVEN))),
    "Factiva, rtf": lambda path: write(path / "a.rtf", exports.rtf(exports.factiva_plain(GIVEN))),
    "Factiva, text, indexed": lambda path: write(path / "a.txt", "\n".join(exports.factiva_tagged(GIVEN, " "))),
    "Factiva, cells": lambda path: write(path / "a.txt", "\n".join(exports.factiva_tagged(GIVEN, "|"))),
    "Factiva, text": lambda path: write(path / "a.txt", "\n".join(exports.factiva_plain(GIVEN))),
    "ProQuest": lambda path: write(path / "a.txt", exports.proquest(GIVEN)),
    "ProQuest, no contents": lambda path: write(path / "a.txt", exports.proquest(GIVEN, contents=False)),
    "ProQuest, CRLF": lambda path: write(path / "a.txt", exports.proquest(GIVEN).replace("\n", "\r\n")),
    "pages in a web archive": lambda path: write(path / "a.warc", b"".join(exports.warc_records(GIVEN))),
    "pages in a packed archive": lambda path: write(path / "a.warc.gz", exports.packed(exports.warc_records(GIVEN))),
    "a page": lambda path: write(path / "a.html", exports.page(GIVEN[0])),
}


@pytest.mark.parametrize("made", EXPORTS)
def test_an_export_gives_back_its_articles(tmp_path: Path, made: str) -> None:
    path = EXPORTS[made](tmp_path)
    documents = found(path)
    assert documents, made
    for one, article in zip(documents, GIVEN, strict=False):
        assert isinstance(one, Document)
        assert one.text == article["text"].strip()
        assert (one.meta["title"], one.meta["date"]) == (article["title"], article["date"])
        assert article["outlet"] in str(one.meta["outlet"])
        assert one.meta["author"] in ("Ann Lee", "Lee, Ann.")
    assert len(documents) == (1 if "one article" in made or made == "a page" else len(GIVEN))
    names = [one.id for one in documents if isinstance(one, Document)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("made", [name for name in EXPORTS if "Nexis" in name or "Factiva" in name or "ProQ" in name])
def test_an_export_that_is_named_is_read_the_same(tmp_path: Path, made: str) -> None:
    path = EXPORTS[made](tmp_path)
    name = {"Nexis": "nexis", "Lexis": "nexis", "Facti": "factiva", "ProQu": "proquest"}[made[:5]]
    assert found(path, format=name) == found(path)
    assert found(path, preset=name) == found(path)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(exports.nexis_lines(GIVEN, announced=7)),
        "\n".join(exports.factiva_tagged(GIVEN, announced=7)),
        exports.proquest(GIVEN, announced=7),
    ],
)
def test_articles_that_are_missing_are_told(tmp_path: Path, text: str) -> None:
    remarks = [one for one in found(write(tmp_path / "a.txt", text)) if isinstance(one, Remark)]
    assert [one.says for one in remarks] == ["announces 7 articles, and 4 were found"]


def test_an_article_without_its_text_is_a_failure(tmp_path: Path) -> None:
    text = exports.proquest(GIVEN[:1]).replace("Full text: ", "Full text: Not available.\n\nCREDIT: ")
    [one] = found(write(tmp_path / "a.txt", text))
    assert isinstance(one, Failure)
    assert one.reason == "has no full text in the export"


def test_a_headline_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    one = found(EXPORTS["Nexis Uni, docx"](tmp_path), title_field="title")[0]
    assert isinstance(one, Document)
    assert one.text == f"{GIVEN[0]['title']}\n\n{GIVEN[0]['text'].strip()}"


@pytest.mark.parametrize("ending", ["docx", "rtf"])
def test_an_article_in_an_office_document(tmp_path: Path, ending: str) -> None:
    lines = GIVEN[0]["text"].strip().split("\n\n")
    path = tmp_path / f"a.{ending}"
    _ = exports.docx(lines, path) if ending == "docx" else write(path, exports.rtf(lines))
    assert found(path) == [Document(str(path), GIVEN[0]["text"].strip(), {})]


def test_parquet_gives_its_rows_and_reads_only_what_is_asked_for(tmp_path: Path) -> None:
    path = parquet(GIVEN, tmp_path / "a.parquet")
    how = Reading(id_field="id", meta=(("outlet", "outlet"),))
    given = [one for one in read([str(path)], how) if isinstance(one, Document)]
    assert given == [Document(one["id"], one["text"], {"outlet": one["outlet"]}) for one in GIVEN]
    parts = [one for part in (Part(0, 1), Part(1, 3), Part(3)) for one in read([str(path)], how, part=part)]
    assert [one for one in parts if isinstance(one, Document)] == given
    [bad] = found(path, text_field="txt")
    assert isinstance(bad, Failure)
    assert "has no field txt, only id, title, text, outlet, date: did you mean text?" in bad.reason


def test_a_damaged_row_group_costs_that_group(tmp_path: Path) -> None:
    path = parquet(articles(300), tmp_path / "a.parquet", rows=100)
    group = pyarrow.parquet.ParquetFile(str(path)).metadata.row_group(1).column(2)
    data = bytearray(path.read_bytes())
    start = group.dictionary_page_offset or group.data_page_offset
    data[start : start + group.total_compressed_size] = b"\xff" * group.total_compressed_size
    given = found(write(path, bytes(data)))
    assert sum(isinstance(one, Document) for one in given) == 200
    [bad] = [one for one in given if isinstance(one, Failure)]
    assert bad.input == f"{path}#101"
    assert bad.reason.startswith("and the 99 rows behind it are damaged: ")


def warc(records: Sequence[bytes]) -> Sequence[Found]:
    """What is read of records, packed and not packed; both have to agree."""
    plain: Sequence[Found]
    packed: Sequence[Found]
    plain, packed = (
        [one for one in read(["-"], Reading(format="warc"), stdin=io.BytesIO(data)) if not isinstance(one, Remark)]
        for data in (b"".join(records), exports.packed(records))
    )
    assert [type(one) for one in plain] == [type(one) for one in packed]
    return [*plain]


def test_a_bad_record_of_a_web_archive_costs_that_record() -> None:
    records = exports.warc_records(GIVEN)
    length = records[3].index(b"Content-Length: ") + len(b"Content-Length: ")
    for bad in (
        records[3][: len(records[3]) // 2],
        records[3][:length] + b"9" + records[3][length:],
        records[3][:length] + b"x" + records[3][length:],
        b"WARC/1.0\r\nnonsense\r\n\r\n\r\n\r\n",
    ):
        kinds = [type(one) for one in warc([*records[:3], bad, *records[4:]])]
        assert kinds == [Document, Failure, Document, Document]


def test_a_page_that_names_no_address_has_that_of_its_record() -> None:
    told = r'<link rel="canonical"[^>]*>|<meta property="og:site_name"[^>]*>|<title>.*</title>'
    [record, *_] = exports.warc_records(GIVEN[:1], lambda one: re.sub(told, "", exports.page(one)))
    asked = Reading(format="warc", meta=(("outlet", "outlet"), ("host", "hostname"), ("url", "url")))
    [one] = [one for one in read(["-"], asked, stdin=io.BytesIO(record)) if isinstance(one, Document)]
    assert one.meta["url"] == f"https://news.example.test/{GIVEN[0]['id']}"
    assert (one.meta["outlet"], one.meta["host"]) == ("example.test", "example.test")


def test_damage_in_a_packed_web_archive_costs_the_records_that_it_is_in(tmp_path: Path) -> None:
    records = exports.warc_records(GIVEN)
    members = [gzip.compress(one) for one in records]
    for bad in (members[3][:60] + bytes(40) + members[3][100:], members[3][:-30], b"\x1f\x8b\x08" + bytes(90)):
        path = write(tmp_path / "a.warc.gz", b"".join([*members[:3], bad, *members[4:]]))
        given = found(path)
        assert [type(one) for one in given] == [Document, Failure, Document, Document]
        assert [one.input for one in given if isinstance(one, Failure)] == [f"{path}#4"]
        assert [one.id for one in given if isinstance(one, Document)] == [f"{path}#{at}" for at in (1, 7, 10)]
    assert Unpacked(io.BytesIO(members[0])).read() == records[0]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<meta charset=iso-8859-1><p>\x93a\x94", "“a”"),
        ("<p>ą".encode(), "ą"),
        (b"<p>\xe9", "é"),
        ("<p>ą".encode("utf-16"), "ą"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>\xb1', "ą"),
        (b"<meta charset=nonsense><p>\xc3\xa9", "é"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(page: bytes, text: str) -> None:
    assert page_text(page, "utf-8").endswith(text)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """Files of many formats, by name."""
    return {
        "a/1.txt": b"It rained.",
        "a/2.txt.gz": gzip.compress(b"It rained."),
        "b.jsonl": RECORDS["jsonl"](GIVEN, tmp_path).read_bytes(),
        "c.csv": RECORDS["csv"](GIVEN, tmp_path).read_bytes(),
        "d.docx": exports.docx(["It rained."], tmp_path / "d.docx").read_bytes(),
        "e.zip": zipped({"f.txt": b"It rained."}),
        "README.md": b"# About",
        "picture.png": b"\x89PNG\r\n\x1a\n\0",
        ".hidden": b"It rained.",
    }


@pytest.mark.parametrize("kind", ["a.zip", "a.tar", "a.tar.gz", "a.tgz"])
def test_archives_are_read_where_they_lie(tmp_path: Path, files: dict[str, bytes], kind: str) -> None:
    data = zipped(files) if kind == "a.zip" else tarred(files, "w" if kind == "a.tar" else "w:gz")
    path = write(tmp_path / kind, data)
    before = sorted(os.listdir(tmp_path))
    given = found(path)
    assert sorted(os.listdir(tmp_path)) == before
    names = [one.id.removeprefix(f"{path}/") for one in given if isinstance(one, Document)]
    records = [f"{name}#{number}" for name in ("b.jsonl", "c.csv") for number in (1, 2, 3, 4)]
    assert names == ["a/1.txt", "a/2.txt.gz", *records, "d.docx", "e.zip/f.txt"]
    assert sorted(one.kind for one in given if isinstance(one, LeftOut)) == ["PNG image", "documentation"]
    parts = [one for part in (Part(0, 3), Part(3, 9), Part(9)) for one in read([str(path)], part=part)]
    assert [one for one in parts if isinstance(one, Document)] == [one for one in given if isinstance(one, Document)]


@pytest.mark.parametrize("kind", ["a.zip", "a.tar"])
def test_names_in_archives_may_lead_anywhere(tmp_path: Path, kind: str) -> None:
    files = dict.fromkeys(("./a.txt", "../../b.txt", "/etc/c.txt", "./d/./e.txt"), b"It rained.")
    path = write(tmp_path / kind, zipped(files) if kind == "a.zip" else tarred({**files, "./.f": b"It."}, "w"))
    given = found(path)
    assert sorted(one.id.removeprefix(f"{path}/") for one in given if isinstance(one, Document)) == sorted(files)
    assert sorted(os.listdir(tmp_path)) == [kind]


def test_a_zip_archive_behind_something_else_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", b"#!/bin/sh\n" * 9 + zipped({"a.txt": b"It rained."}))
    assert found(path) == [Document(f"{path}/a.txt", "It rained.")]
    [one] = found(write(tmp_path / "b.zip", b"It rained."))
    assert isinstance(one, Failure)
    assert one.reason == "is a damaged zip archive: File is not a zip file"


def test_a_zip_bomb_is_stopped(tmp_path: Path) -> None:
    line = b'{"text": "' + b"a" * 1_000_000 + b'"}\n'
    bomb = write(tmp_path / "a.zip", zipped({f"{n}.jsonl": line * 20 for n in range(20)}))
    given = found(bomb, max_size=2_000_000)
    assert sum(isinstance(one, Document) for one in given) < 150
    assert any(isinstance(one, Failure) and "unpacks to too much" in one.reason for one in given)
    nested = zipped({"a.txt": b"It rained."})
    for _ in range(6):
        nested = zipped({"a.zip": nested})
    [one] = found(write(tmp_path / "nested.zip", nested))
    assert isinstance(one, Failure)
    assert "archive in 3 others" in one.reason
    text = write(tmp_path / "b.zip", zipped({"a.txt": bytes(1) * 0 + b"a" * 3_000_000}))
    [one] = found(text, max_size=1_000_000)
    assert isinstance(one, Failure)


BROKEN: dict[str, bytes] = {
    "no.docx": b"This is no Word document.",
    "cut.docx": b"PK\x03\x04\0\0",
    "no.rtf": b"This is no RTF document.",
    "cut.parquet": b"PAR1" + bytes(50),
    "no.parquet": b"nonsense",
    "cut.zip": zipped({"a.txt": b"It rained."})[:40],
    "cut.tar": tarred({"a.txt": b"It rained." * 500}, "w")[:1500],
    "no.warc": b"nonsense",
    "cut.jsonl.gz": gzip.compress(b'{"text": "It rained."}\n' * 500)[:-20],
    "empty.html": b"",
    "no.html": b"<html></html>",
    "empty.docx": b"",
    "empty.zip": zipped({}),
}


def test_a_broken_input_among_good_ones_is_one_line(newsan: Newsan, tmp_path: Path) -> None:
    for name, data in BROKEN.items():
        write(tmp_path / name, data)
    write(tmp_path / "good.txt", "Ann Lee said it rained.")
    done = newsan("quotes", "--by", "doc", "--columns", "doc_id,speaker", "--csv", ".", cwd=tmp_path)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert "this is a bug" not in said
    assert "./good.txt,Ann Lee\n" in done.stdout.decode()
    for name in BROKEN:
        if not name.startswith(("empty", "no.warc")):
            assert f"newsan: ./{name}" in said, name


@pytest.mark.parametrize("format", [name for name in BY_NAME if name != "text"])
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_every_format(format: str, data: bytes) -> None:
    for start in (b"", *BY_NAME[format].starts):
        for one in read(["-"], Reading(format=format), stdin=io.BytesIO(start + data)):
            assert not (isinstance(one, Failure) and one.error)


MISSING = """
import sys
for name in ("pyarrow", "trafilatura", "docx", "striprtf", "warcio"):
    sys.modules[name] = None
sys.argv = ["newsan", "quotes", *sys.argv[1:]]
from cli.main import main
main()
"""


def test_a_missing_package_is_named_with_what_to_type(tmp_path: Path) -> None:
    parquet(GIVEN, tmp_path / "a.parquet")
    write(tmp_path / "b.html", exports.page(GIVEN[0]))
    write(tmp_path / "c.rtf", exports.rtf(["It rained."]))
    write(tmp_path / "d.txt", "Ann Lee said it rained.")
    run, environment = [sys.executable, "-c", MISSING], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*run, "a.parquet"], cwd=tmp_path, capture_output=True, env=environment)
    assert done.returncode == 4
    assert b"newsan: a.parquet: is Parquet, needs another package: pip install 'newsan[parquet]'\n" in done.stderr
    done = subprocess.run([*run, "."], cwd=tmp_path, capture_output=True, env=environment)
    assert done.returncode == 0
    assert b"HTML, which needs another package: pip install 'newsan[html]' 1" in done.stderr


def pages_in(given: Sequence[Article], path: Path) -> Path:
    """The articles as pages in a folder."""
    path = path / "pages"
    path.mkdir()
    for one in given:
        write(path / f"{one['id']}.html", exports.page(one))
    return path


SEVEN: dict[str, Callable[[Sequence[Article], Path], Path]] = {
    **{name: RECORDS[name] for name in ("jsonl", "json", "csv")},
    "parquet": lambda given, path: parquet(given, path / "a.parquet"),
    "pages": pages_in,
    "nexis": lambda given, path: exports.docx(exports.nexis_lines(given), path / "a.docx"),
    "zip": lambda given, path: write(
        path / "a.zip", zipped({f"{one['id']}.txt": one["text"].encode() for one in given})
    ),
}


def test_seven_formats_give_the_same_rows_but_for_ids(tmp_path: Path) -> None:
    given: list[Article] = [{**one, "text": one["text"].strip()} for one in articles(60)]
    frames = [newsan.quotes(newsan.read(made(given, tmp_path)), detail=True) for made in SEVEN.values()]
    columns = [name for name in frames[0].columns if name != "doc_id"]
    assert len(frames[0]) > 100
    for name, frame in zip(SEVEN, frames, strict=True):
        assert frame[columns].equals(frames[0][columns]), name
        assert frame["doc_id"].nunique() == frames[0]["doc_id"].nunique()


def test_what_reading_costs_is_measured() -> None:
    done = CliRunner().invoke(reading.main, ["--documents", "60", "--analysed", "5"])
    found = json.loads(done.output)
    assert all(found[name]["share_per_cent"] <= 3 for name in ("jsonl", "csv", "parquet")), found
