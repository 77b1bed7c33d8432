"""Inputs to documents, on real files."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Document
from newsan.errors import NewsanError
from newsan.inputs import Failure, Found, Reading, Remark, check_encoding, read, read_aliases
from newsan.inputs.decode import decode
from newsan.inputs.formats import by_start


def everything(*inputs: str, stdin: BinaryIO | None = None, exclude: str | None = None, **how: Any) -> list[Found]:
    """What becomes of the inputs, but for remarks that nobody asked for."""
    found = read(inputs, Reading(**how), stdin=stdin, exclude=exclude)
    return [one for one in found if not (isinstance(one, Remark) and one.minor)]


def texts(*inputs: str, **options: Any) -> dict[str, str]:
    """The texts read, by id; fails if an input does."""
    found = everything(*inputs, **options)
    assert all(isinstance(item, Document) for item in found), found
    return {item.id: item.text for item in found if isinstance(item, Document)}


def failure(*inputs: str, **options: Any) -> Failure:
    """The one failure of the inputs."""
    [found] = everything(*inputs, **options)
    assert isinstance(found, Failure)
    return found


def test_a_file_is_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne.\r\nTwo.\rThree.\n“é😀”".encode())
    assert texts(str(path)) == {str(path): "One.\r\nTwo.\rThree.\n“é😀”"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_comes_back(text: str) -> None:
    data = text.encode()
    if by_start(data) is None:
        assert decode(data) == text.removeprefix("\ufeff")
        assert decode(gzip.compress(data, mtime=0)) == text.removeprefix("\ufeff")


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    [found] = everything("-", stdin=io.BytesIO(data))
    assert isinstance(found, Document) or (isinstance(found, Failure) and found.reason)


def test_standard_input_is_read_once() -> None:
    first, second = everything("-", "-", stdin=io.BytesIO(b"Hello."))
    assert first == Document("-", "Hello.")
    assert isinstance(second, Failure)


def test_an_empty_text_is_a_document() -> None:
    assert everything("-", stdin=io.BytesIO(b"")) == [Document("-", "")]


def test_folders_are_read_sorted_recursive_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.txt.gz", ".hidden", ".git/x.txt", "~$a.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(name.encode()) if name.endswith(".gz") else name.encode())
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    names = ["a.txt", "b/10.txt", "b/2.txt", "c.txt.gz"]
    assert texts(str(tmp_path)) == {str(tmp_path / name): name for name in names}


def test_a_folder_is_read_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("A.")
    monkeypatch.chdir(tmp_path)
    assert list(texts("news")) == ["news/a.txt"]
    assert list(texts("news/")) == ["news/a.txt"]


def test_the_output_of_a_run_is_no_input_of_the_next(tmp_path: Path) -> None:
    for name in ("a.txt", "out.csv"):
        (tmp_path / name).write_text(name)
    assert list(texts(str(tmp_path), exclude=str(tmp_path / "out.csv"))) == [str(tmp_path / "a.txt")]


def test_failures_are_values_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9\0\0")
    (tmp_path / "c.txt").write_text("C.")
    found = everything(str(tmp_path), "missing.txt")
    assert [type(item).__name__ for item in found] == ["Document", "Failure", "Document", "Failure"]
    assert found[-1] == Failure("missing.txt", "no such file or folder")


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    assert failure(str(tmp_path)).reason == "no files in this folder"


def test_a_named_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert failure(str(tmp_path)) == Failure(str(tmp_path / "pipe"), "is not a regular file")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "is a PDF, not plain text"),
        (b"PK\x03\x04 ...", "is a damaged zip archive"),
        (b"abc\0def", "NUL byte at byte offset 3"),
        ("Grüße".encode("utf-16"), "--encoding utf-16"),
        (b"caf\xe9 au lait", "byte 0xE9 at byte offset 3 is not utf-8"),
        (b"\xef\xbb\xbfcaf\xe9", "byte offset 6"),
        (gzip.compress(b"hello" * 100, mtime=0)[:-20], "damaged gzip file"),
        (b"\x1f\x8bnonsense", "damaged gzip file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert reason in failure(str(path)).reason


@pytest.mark.parametrize(("encoding", "data"), [("latin-1", b"caf\xe9"), ("utf-16", "café".encode("utf-16"))])
def test_another_encoding_is_read_when_it_is_named(tmp_path: Path, encoding: str, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert texts(str(path), encoding=encoding) == {str(path): "café"}


@pytest.mark.parametrize("name", ["utf-99", "rot13", "", "zlib", "a\0b"])
def test_an_unknown_encoding_is_an_error(name: str) -> None:
    with pytest.raises(NewsanError, match="unknown encoding"):
        check_encoding(name)


def test_texts_of_a_folder_are_not_held(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * 500_000)
    tracemalloc.start()
    assert sum(isinstance(item, Document) for item in read([str(tmp_path)])) == 40
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000, "forty texts of half a megabyte pass through less than eight of them"


def test_aliases(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text('\ufeffalias,name,type\n# ours\nUN,United Nations,org\n\n"Lee, A.",Ann  Lee\n', "utf-8")
    assert read_aliases(str(path)) == {"un": ("United Nations", "org"), "lee, a.": ("Ann Lee", None)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("UN\n", "line 1: expected alias,name"),
        ("UN,United Nations\nEU,European Union,club\n", "line 2: unknown type 'club'. The types are: person, org"),
        ("UN,United Nations\nun,Universal News\n", "line 2: 'un' was given the name 'United Nations' before"),
        ("a,b,org,d\n", "line 1: expected"),
        (",b\n", "line 1: expected"),
        ('"' + "x" * 200_000, "line 1: field larger"),
    ],
)
def test_a_bad_aliases_file_is_an_error_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(content)
    with pytest.raises(NewsanError, match=message) as error:
        read_aliases(str(path))
    assert str(path) in str(error.value)


def test_a_missing_aliases_file_is_an_error() -> None:
    with pytest.raises(NewsanError, match=r"nowhere\.csv: cannot read the aliases"):
        read_aliases("nowhere.csv")
