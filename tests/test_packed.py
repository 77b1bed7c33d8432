"""Packed files: gzip, bzip2, xz and Zstandard, whole, in several pieces, damaged, and without the package."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from newsan.document import Document, Failure
from newsan.inputs import LeftOut, Reading, Remark, read
from newsan.inputs.packed import ENDINGS, PACKINGS, packing_of, zstandard
from tests.corpora import articles, json_lines
from tests.processes import environment
from tests.test_exports import tarred

zstd = import_module(type(zstandard()).__module__)
PACK: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
every_packing = pytest.mark.parametrize("ending", ENDINGS)
LINES = b'{"text": "It rained in Norland on Monday, and nobody minded it."}\n'


def found(path: Path, **how: object) -> list[Document | Failure | LeftOut]:
    """What becomes of a file, but for remarks."""
    return [one for one in read([str(path)], Reading(**how)) if not isinstance(one, Remark)]  # type: ignore[arg-type]


@every_packing
def test_a_packed_file_is_what_is_in_it(tmp_path: Path, ending: str) -> None:
    (text := tmp_path / f"a.txt{ending}").write_bytes(PACK[ending](b"It rained."))
    assert found(text) == [Document(str(text), "It rained.")]
    plain = json_lines(articles(30), tmp_path)
    packed = tmp_path / f"news.jsonl{ending}"
    packed.write_bytes(PACK[ending](plain.read_bytes()))
    assert [one.text for one in found(packed) if isinstance(one, Document)] == [one["text"] for one in articles(30)]
    (unnamed := tmp_path / "unnamed").write_bytes(packed.read_bytes())
    assert len(found(unnamed)) == 30
    (tar := tmp_path / f"a.tar{ending}").write_bytes(PACK[ending](tarred({"a.txt": b"It rained."}, "w")))
    assert found(tar) == [Document(f"{tar}/a.txt", "It rained.")]


@every_packing
def test_a_packed_file_may_be_empty(tmp_path: Path, ending: str) -> None:
    (path := tmp_path / f"a.txt{ending}").write_bytes(PACK[ending](b""))
    assert found(path) == [Document(str(path), "")]


@every_packing
def test_pieces_stand_one_after_another(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACK[ending](LINES * 2) + PACK[ending](b"") + PACK[ending](LINES * 20_000) + bytes(8))
    given = found(path)
    assert len(given) == 20_002
    assert all(isinstance(one, Document) for one in given)


@every_packing
def test_a_cut_file_gives_what_comes_before(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    data = PACK[ending](LINES * 100)
    path.write_bytes(data + PACK[ending](LINES)[:-5])
    given = found(path)
    [packing] = [one for one in PACKINGS if one.ending == ending]
    assert sum(isinstance(one, Document) for one in given) in (100, 101)
    assert given[-1] == Failure(str(path), f"damaged {packing.name} file: it is cut short")


@every_packing
def test_a_damaged_file_is_one_failure(tmp_path: Path, ending: str) -> None:
    data = bytearray(PACK[ending](bytes(range(256)) * 20 + LINES * 30))
    data[len(data) // 2 :] = bytes(40)
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(data)
    [one] = found(path)
    assert isinstance(one, Failure)
    assert one.reason.startswith("damaged ")


@every_packing
def test_what_unpacks_to_too_much_is_not_held(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(PACK[ending](b"a" * 3_000_000) * 20)
    tracemalloc.start()
    [one] = found(path, max_size=1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 15_000_000
    tracemalloc.stop()
    assert isinstance(one, Failure)
    assert one.reason == "unpacks to more than 1 MB: raise --max-size to read it"


def test_frames_that_are_passed_over_and_large_windows_are_read(tmp_path: Path) -> None:
    passed_over = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"note"
    wide = zstd.compress(LINES, options={zstd.CompressionParameter.window_log: 30})
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstd.compress(LINES) + passed_over + wide)
    assert len(found(path)) == 2


def test_text_is_not_taken_for_a_packed_file() -> None:
    assert packing_of(b"BZh is how a bzip2 file begins.") is None
    assert [packing_of(PACK[one.ending](b"a")) for one in PACKINGS] == list(PACKINGS)


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt.zst").write_bytes(zstd.compress(b"It rained."))
    (tmp_path / "news" / "a.jsonl.zst").write_bytes(zstd.compress(LINES))
    code = "import sys; sys.modules['backports.zstd'] = sys.modules['compression.zstd'] = None; "
    for name, status, said in (
        ("news/a.txt.zst", 4, "news/a.txt.zst: is a packed file, needs another package: pip install 'newsan[zst]'\n"),
        ("news", 4, "left out: packed file, which needs another package: pip install 'newsan[zst]' 1\n"),
    ):
        command = [sys.executable, "-c", f"{code}from cli.main import main; main()", "quotes", name]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), cwd=tmp_path)
        assert (done.returncode, done.stderr.endswith(said)) == (status, True), done.stderr
