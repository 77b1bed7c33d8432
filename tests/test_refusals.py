"""What is not an article, and what is not an option: refused by its name, in real processes, before any work."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from newsan.inputs.decode import decode
from tests.conftest import Newsan
from tests.container_texts import PROSE, exports, pages
from tests.processes import on_a_terminal
from tests.test_cli import ARTICLE

JSON_LINES = b'{"id": 1, "text": "The pier will hold, Lind said."}\n{"id": 2, "text": "So it did."}\n'
AS_TEXT = "or say that it is an article with --input-format text"


def folder(path: Path) -> Path:
    """A folder with an article and eight files that are none."""
    path.mkdir()
    (path / "a.txt").write_text(ARTICLE, "utf-8")
    (path / "README.md").write_text("# What this is\n")
    (path / "LICENSE").write_text("MIT\n")
    (path / "list.csv").write_text("id,title\n1,Pier\n")
    (path / "list.json").write_text("[]")
    (path / "packed.mbox.gz").write_bytes(b"\x1f\x8b")
    (path / "sheet.xlsx").write_bytes(b"PK\x03\x04\0\0")
    (path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (path / "piped").write_text("speaker,speaker_status,quotes\nMaya Lind,named,2\n")
    return path


def test_files_in_a_folder_that_are_not_articles_are_counted(newsan: Newsan, tmp_path: Path) -> None:
    folder(tmp_path / "news")
    alone = newsan("quotes", "--csv", "news/a.txt", cwd=tmp_path)
    done = newsan("quotes", "--csv", "news", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, alone.stdout)
    assert done.stderr.decode() == (
        "newsan: 8 files are not articles and were left out: documentation 2, CSV without texts 1, "
        "JSON without texts 1, mailbox 1, PNG image 1, earlier output of newsan 1, spreadsheet 1\n"
    )
    assert newsan("quotes", "-q", "news", cwd=tmp_path).stderr == b""
    named = newsan("quotes", "-v", "news", cwd=tmp_path).stderr.decode().splitlines()
    assert len([line for line in named if "left out (" in line]) == 8
    assert "newsan: news/a.txt: is read as plain text" in named
    assert "newsan: news/README.md: left out (documentation)" in named
    assert "newsan: news/sheet.xlsx: left out (spreadsheet)" in named


def test_a_folder_without_an_article_is_a_failure(newsan: Newsan, tmp_path: Path) -> None:
    folder(tmp_path / "news")
    (tmp_path / "news" / "a.txt").unlink()
    done = newsan("quotes", "news", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"newsan: news: no articles in this folder\n" in done.stderr
    assert b"8 files are not articles" in done.stderr


def test_a_text_file_in_a_folder_that_is_a_container_is_a_failure(newsan: Newsan, tmp_path: Path) -> None:
    folder(tmp_path / "news")
    (tmp_path / "news" / "b.txt").write_text(next(text for called, _, text in pages() if called == "XML"))
    done = newsan("quotes", "news", cwd=tmp_path)
    assert done.returncode == 3
    assert b"newsan: news/b.txt: is XML, not plain text: " in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list.csv", "has no field text, maintext, content, body or article, only id, title: "),
        ("list.json", "holds no articles, or say "),
        ("packed.mbox.gz", "is a mailbox, not plain text: "),
        ("sheet.xlsx", "is a spreadsheet, not plain text: "),
        ("picture", "is a PNG image, not plain text: "),
        ("piped", "is an earlier output of newsan, not plain text: "),
    ],
)
def test_a_file_that_was_named_is_refused_by_its_name(newsan: Newsan, tmp_path: Path, name: str, said: str) -> None:
    folder(tmp_path / "news")
    done = newsan("entities", f"news/{name}", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"newsan: news/{name}: {said}")


def test_markdown_is_an_article_also_a_readme_that_was_named(newsan: Newsan, tmp_path: Path) -> None:
    for name in ("README.md", "pier.md"):
        (tmp_path / name).write_text(f"# {name}\n\n{ARTICLE}", "utf-8")
    done = newsan("quotes", "--by", "doc", "--json", "README.md", "pier.md", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {row["doc_id"] for row in json.loads(done.stdout)} == {"README.md", "pier.md"}


UNREAD = ("an e-mail", "a mailbox", "a subtitle file", "XML", "a list of references")


@pytest.mark.parametrize(
    "made", [made for made in [*pages(), *exports()] if made[0] in UNREAD], ids=lambda made: made[0]
)
def test_standard_input_is_refused_too(newsan: Newsan, made: tuple[str, str, str]) -> None:
    called, _, text = made
    done = newsan("stance", input=text.encode())
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.decode().startswith(f"newsan: -: is {called}, not plain text: ")
    assert AS_TEXT in done.stderr.decode()


def test_whoever_knows_better_has_anything_read(newsan: Newsan, tmp_path: Path) -> None:
    (tmp_path / "pier.csv").write_text(ARTICLE, "utf-8")
    done = newsan("quotes", "--input-format", "text", "pier.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Maya Lind" in done.stdout
    assert newsan("quotes", "--input-format", "text", ".", cwd=tmp_path).stdout == done.stdout
    assert newsan("quotes", "--input-format", "text", "-e", input=JSON_LINES).returncode in (0, 1)


def test_prose_that_looks_a_little_like_data_is_read(newsan: Newsan, tmp_path: Path) -> None:
    for number, text in enumerate(PROSE.values()):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    done = newsan("entities", str(tmp_path))
    assert done.returncode == 0
    assert all(line.endswith("read as what they stand for") for line in done.stderr.decode().splitlines())


# Outputs


@pytest.mark.parametrize("name", ["x.xls", "x.html", "x.duckdb", "x.pdf", "x.docx", "x.csv.gz", "x.XLS"])
@pytest.mark.parametrize("format", [(), ("-f", "csv")], ids=["", "-f csv"])
def test_an_ending_that_is_not_written_is_refused(
    newsan: Newsan, tmp_path: Path, name: str, format: tuple[str, ...]
) -> None:
    done = newsan("quotes", "-o", name, *format, "missing.txt", cwd=tmp_path)
    assert (done.returncode, os.listdir(tmp_path)) == (2, [])
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"newsan: {name}: newsan does not write ")
    assert ".csv, .tsv, .json" in line


def test_an_ending_that_says_nothing_needs_a_format(newsan: Newsan, tmp_path: Path) -> None:
    done = newsan("quotes", "-o", "x.dat", input=ARTICLE.encode(), cwd=tmp_path)
    assert (done.returncode, os.listdir(tmp_path)) == (2, [])
    assert b"x.dat: .dat says no format: " in done.stderr
    assert newsan("quotes", "-o", "x.dat", "--json", input=ARTICLE.encode(), cwd=tmp_path).stderr == b""
    assert json.loads((tmp_path / "x.dat").read_text("utf-8"))
    assert newsan("quotes", "-o", "speakers", input=ARTICLE.encode(), cwd=tmp_path).stderr == b""
    assert (tmp_path / "speakers").read_text("utf-8").startswith("speaker,")


def test_an_ending_that_contradicts_the_format_is_named(newsan: Newsan, tmp_path: Path) -> None:
    done = newsan("quotes", "-o", "x.json", "--csv", input=ARTICLE.encode(), cwd=tmp_path)
    assert done.stderr == b"newsan: x.json: is written as csv, though its ending says json\n"
    assert (tmp_path / "x.json").read_text("utf-8").startswith("speaker,")


# The right word for a wrong value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("quots", "a.txt"),
            "unknown command 'quots': did you mean 'quotes'? The commands are: entities, quotes",
        ),
        (("a.txt",), "'a.txt' is a file or a folder: say what you ask of it, for example newsan quotes a.txt"),
        (("quotes", "--colums", "speaker", "a.txt"), "'--columns'"),
        (("--verison",), "'--version'"),
        (("quotes", "-f", "jsno", "a.txt"), "unknown format 'jsno': did you mean 'json'? The formats are: table, csv"),
        (("quotes", "--by", "docs", "a.txt"), "unknown grouping 'docs': did you mean 'doc'?"),
        (("quotes", "--color", "nver", "a.txt"), "unknown value 'nver': did you mean 'never'?"),
        (("quotes", "--input-format", "txt", "a.txt"), "unknown format 'txt': did you mean 'text'?"),
        (("quotes", "--kind", "direct,indrect", "a.txt"), "unknown kind 'indrect': did you mean 'indirect'?"),
        (("entities", "--type", "Person", "a.txt"), "unknown type 'Person': did you mean 'person'?"),
        (("stance", "--layer", "expresed", "a.txt"), "unknown layer 'expresed': did you mean 'expressed'?"),
        (("quotes", "--columns", "speakr", "a.txt"), "unknown column 'speakr': did you mean 'speaker'?"),
        (("quotes", "--sort", "-wrods", "a.txt"), "unknown column 'wrods': did you mean 'words'?"),
        (("quotes", "--sort", "", "a.txt"), "unknown column ''. The columns are: speaker, "),
        (("quotes", "--columns", "", "a.txt"), "expected at least one name"),
        (("quotes", "--encoding", "uft-8", "missing.txt"), "unknown encoding 'uft-8': did you mean utf-8?"),
        (("quotes", "--encoding", "", "a.txt"), "unknown encoding '': try utf-8, "),
        (("quotes", "--min-confidence", "nan", "a.txt"), "a confidence is a number from 0 to 1, not nan"),
        (("quotes", "--min-confidence", "inf", "a.txt"), "inf is not in the range 0<=x<=1"),
        (("quotes", "-o", "", "a.txt"), "expected the name of a file"),
        (("quotes", "--aliases", "", "a.txt"), "expected the name of a file"),
        (("quotes", "--aliases", "-", "a.txt"), "name a file: standard input is for the texts"),
        (("stance", "--target", " ", "a.txt"), "expected a name, not an empty text"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_right_word_for_a_wrong_value(
    newsan: Newsan, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    done = newsan(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode().splitlines()[-1]
    assert b"Traceback" not in done.stderr


def test_a_huge_number_is_a_number(newsan: Newsan) -> None:
    value = str(2**63)
    plain = newsan("quotes", input=ARTICLE.encode())
    limited = newsan("quotes", "-n", value, input=ARTICLE.encode())
    assert (limited.returncode, limited.stdout, limited.stderr) == (0, plain.stdout, b"")
    none = newsan("quotes", "--min-count", value, "--csv", input=ARTICLE.encode())
    assert (none.returncode, none.stdout) == (0, plain.stdout.splitlines(keepends=True)[0])


def test_a_file_without_a_name_is_a_failure(newsan: Newsan) -> None:
    done = newsan("quotes", "")
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr == b"newsan: '': a file needs a name\n"


@pytest.mark.parametrize("value", ["²", "nonsense", "9" * 30])
def test_nonsense_in_the_environment_is_as_if_it_were_not_there(newsan: Newsan, value: str) -> None:
    plain = {name: text for name, text in os.environ.items() if name not in ("COLUMNS", "LINES")}
    odd = {**plain, "COLUMNS": value, "LINES": value}
    done = newsan("quotes", "-f", "table", input=ARTICLE.encode(), env=odd)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == newsan("quotes", "-f", "table", input=ARTICLE.encode(), env=plain).stdout
    assert newsan("quotes", "--help", env=odd).returncode == 0


def test_nonsense_in_the_environment_does_not_stop_progress() -> None:
    work = "import time, cli.progress\nwith cli.progress.progress(lambda: '7 documents read', True): time.sleep(2.9)"
    status, shown = on_a_terminal(sys.executable, "-c", work, env={"LINES": "²", "COLUMNS": "²"})
    assert (status, "7 documents read" in shown, "Traceback" in shown) == (0, True, False)


def test_a_target_that_no_text_names_is_said(newsan: Newsan) -> None:
    done = newsan("stance", "--pairs", "--target", "Norlnad", "--target", "Sudland", input=ARTICLE.encode())
    assert done.returncode == 0
    assert done.stderr == b"newsan: no text names 'Norlnad': did you mean 'Norland'?\n"
    stopped = newsan(
        "stance", "--detail", "--target", "Norlnad", "--target", "Sudland", "-n", "0", input=ARTICLE.encode()
    )
    assert stopped.stderr == b"", "what was not read to its end may name it still"
    assert newsan("stance", "--target", "Norlnad", "-q", input=ARTICLE.encode()).stderr == b""
    assert newsan("stance", "--target", "the harbour  UNION", "-v", input=ARTICLE.encode()).returncode == 0


# Encodings

WORDS = "The pier will hold, said Maya Lind."


@pytest.mark.parametrize(
    ("bytes_", "encoding", "said"),
    [
        (WORDS.encode("utf-16-le"), "utf-8", "looks like UTF-16: try --encoding utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-8", "looks like UTF-16: try --encoding utf-16-be"),
        (WORDS.encode("utf-16-be"), "cp1252", "looks like UTF-16: try --encoding utf-16-be"),
        (WORDS.encode("utf-16-be"), "utf-16", "is not utf-16 but looks like utf-16-be: try --encoding utf-16-be"),
        (WORDS.encode("utf-16-le"), "utf-16-be", "looks like utf-16-le: try --encoding utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-le", "by its byte order mark: try --encoding utf-16"),
        (WORDS.encode("utf-32"), "utf-8", "looks like UTF-32: try --encoding utf-32"),
        (WORDS.encode("utf-32"), "utf-16", "looks like utf-32: try --encoding utf-32"),
        (WORDS.encode() + b"!", "utf-16", "is not utf-16: its characters are single bytes"),
        (b"\xef\xbb\xbfcaf\xe9 au lait", "utf-8-sig", "byte 0xE9 at byte offset 6 is not utf-8-sig: "),
        (b"caf\xe9 au lait", "utf-8-sig", "byte 0xE9 at byte offset 3 is not utf-8-sig: "),
        ("Café".encode(), "cp1252", "is not cp1252 but UTF-8: try --encoding utf-8"),
        ("Café".encode(), "latin-1", "is not latin-1 but UTF-8: try --encoding utf-8"),
        (
            "Café".encode(),
            "ascii",
            "byte 0xC3 at byte offset 3 is not ascii: name the file's encoding, for example",
        ),
        (b"caf\x81", "cp1252", "for example --encoding iso-8859-1"),
    ],
)
def test_the_right_word_for_a_wrong_encoding(newsan: Newsan, bytes_: bytes, encoding: str, said: str) -> None:
    done = newsan("quotes", "--encoding", encoding, input=bytes_)
    assert (done.returncode, done.stdout) == (4, b"")
    [line] = done.stderr.decode().splitlines()
    assert said in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("text", [WORDS, "港口将继续开放。市长说她不会改变。", "Порт открыт, сказала мэр.", "é", ""])
def test_a_right_encoding_is_read(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding) == text
