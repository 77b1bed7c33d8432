"""Inputs by their addresses: real servers on this machine, whole files and stretches, and what goes wrong there."""

from __future__ import annotations

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import pytest

from newsan.corpus.files import documents, files
from newsan.corpus.plan import planned
from newsan.document import Document
from newsan.inputs import Found, Reading, Remark, read
from newsan.inputs.remote import is_address
from tests import exports
from tests.conftest import Newsan
from tests.corpora import RECORDS, articles
from tests.processes import environment, shell
from tests.test_corpus import rows
from tests.test_exports import zipped

GIVEN = articles(12)
HOW = Reading()


class Whole(http.server.SimpleHTTPRequestHandler):
    """A server that gives a file from its beginning only."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Ranges(Whole):
    """A server that gives any part of a file, as those of the web do."""

    def do_GET(self) -> None:
        """Answer with the bytes that were asked for."""
        path = Path(self.translate_path(self.path))
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None or not path.is_file():
            return super().do_GET()
        data = path.read_bytes()
        first, last = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(data[first : last + 1])

    def end_headers(self) -> None:
        """Say that parts are given."""
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()


@pytest.fixture(params=[Whole, Ranges])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server, and the folder that it serves."""
    folder = tmp_path / "served"
    folder.mkdir()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(request.param, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()


def corpus(folder: Path) -> None:
    """Files of several formats."""
    for name in ("jsonl", "jsonl.gz", "csv"):
        RECORDS[name](GIVEN, folder)
    (folder / "a.txt").write_text("It rained.")
    (folder / "page").write_text(exports.page(GIVEN[0]))
    (folder / "a.warc.gz").write_bytes(exports.packed(exports.warc_records(GIVEN)))
    (folder / "a.zip").write_bytes(zipped({f"{one['id']}.txt": one["text"].encode() for one in GIVEN}))


def named(found: Iterator[Found], before: str) -> list[Any]:
    """What became of the documents, with their names without what stands before them."""
    told = [one for one in found if not isinstance(one, Remark)]
    return [
        Document(one.id.removeprefix(before), one.text, one.meta)
        if isinstance(one, Document)
        else (type(one).__name__, one.input.removeprefix(before))
        for one in told
    ]


NAMES = ("news.jsonl", "packed.jsonl.gz", "news.csv", "a.txt", "page", "a.warc.gz", "a.zip")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_on_a_server_is_read_like_one_that_lies_here(served: tuple[str, Path], name: str) -> None:
    address, folder = served
    corpus(folder)
    whole = named(read([f"{address}/{name}"], HOW), f"{address}/")
    assert whole == named(read([f"{folder}/{name}"], HOW), f"{folder}/")
    assert all(isinstance(one, Document) for one in whole)
    shards = list(planned(files([f"{address}/{name}"], HOW, {}, "nowhere", 5), 5))
    assert [one for shard in shards for one in named(documents(shard, HOW), f"{address}/")] == whole
    assert shards[0].stretches[0].size == (folder / name).stat().st_size
    assert len(named(read([f"{address}/{name}?key=a.b#c"], HOW), address)) == len(whole)


def test_an_answer_and_an_annotated_folder_are_those_of_the_file(newsan: Newsan, served: tuple[str, Path]) -> None:
    address, folder = served
    corpus(folder)
    given = ("quotes", "--detail", "--id-field", "id", "--csv")
    assert newsan(*given, f"{address}/news.csv").stdout == newsan(*given, f"{folder}/news.csv").stdout
    for name, place in (("far", address), ("near", str(folder))):
        line = f"newsan annotate {place}/news.jsonl -o {name} --id-field id --shard-size 5 -j 2"
        done = shell(line, folder.parent)
        assert (done.returncode, done.stderr) == (0, "")
    assert rows(folder.parent / "far") == rows(folder.parent / "near")
    again = shell(f"newsan annotate {address}/news.jsonl -o far --id-field id --shard-size 5", folder.parent)
    assert again.stderr == "newsan: far is annotated already: nothing to do\n"


def test_what_cannot_be_reached_is_one_line_and_the_rest_is_read(newsan: Newsan, served: tuple[str, Path]) -> None:
    address, folder = served
    (folder / "a.txt").write_text("Ann Lee said it rained.")
    bad = {
        f"{address}/missing.txt": "no such file or folder",
        "http://127.0.0.1:1/a.txt": "Cannot connect to host 127.0.0.1:1",
        "nothing://a/b.txt": "is no address that can be read: Protocol not known: nothing",
        "zip://a.txt::http://127.0.0.1/a.zip": "is a chain of addresses: name the file itself",
    }
    done = newsan("quotes", "--csv", "--columns", "speaker", *bad, f"{address}/a.txt")
    assert (done.returncode, done.stdout) == (3, b"speaker\nAnn Lee\n")
    lines = done.stderr.decode().splitlines()
    assert len(lines) == len(bad)
    for line, (name, reason) in zip(lines, bad.items(), strict=True):
        assert line.startswith(f"newsan: {name}: {reason}")


def test_a_connection_that_breaks_is_told(tmp_path: Path) -> None:
    class Breaks(Whole):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b'{"text": "It rained."}\n' * 2_000)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Breaks) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = named(read([f"http://127.0.0.1:{server.server_port}/a.jsonl"], HOW), "")
        server.shutdown()
    assert found[-1][0] == "Failure"


def test_a_folder_elsewhere_is_read_like_one_here(tmp_path: Path) -> None:
    (tmp_path / "news" / ".git").mkdir(parents=True)
    corpus(tmp_path / "news")
    (tmp_path / "news" / "README.md").write_text("# About")
    (tmp_path / "news" / ".git" / "a.txt").write_text("It rained.")
    memory = fsspec.filesystem("memory")
    memory.put(str(tmp_path / "news"), "/news", recursive=True)
    here = named(read([str(tmp_path / "news")], HOW), f"{tmp_path}/")
    for place, start in ((f"file://{tmp_path}/news", f"file://{tmp_path}/"), ("memory://news", "memory://")):
        assert named(read([place], HOW), start) == here
        shards = list(planned(files([place], HOW, {}, "nowhere", 5), 5))
        assert [one for shard in shards for one in named(documents(shard, HOW), start)] == here
    assert named(read(["memory://nothing"], HOW), "") == [("Failure", "memory://nothing")]


def test_a_bucket_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.environ.get("CI"):  # there nobody would notice that it never runs
        pytest.importorskip("s3fs", reason="no s3fs (pip install s3fs)")
        pytest.importorskip("moto.server", reason="no server of buckets (pip install 'moto[server]')")
    from moto import server

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": f"http://{host}:{port}"})
    try:
        bucket = fsspec.filesystem("s3")
        bucket.mkdir("news")
        for one in GIVEN:
            bucket.pipe(f"news/2024/{one['id']}.txt", one["text"].encode())
        bucket.pipe("news/lines.jsonl", "".join(json.dumps(one) + "\n" for one in GIVEN).encode())
        texts = [one.text for one in named(read(["s3://news/2024"], HOW), "")]
        shards = list(planned(files(["s3://news/lines.jsonl"], HOW, {}, "nowhere", 5), 5))
        assert shards[1].stretches[0].at
        assert shards[0].stretches[0].modified is not None
        lines = [one.text for shard in shards for one in named(documents(shard, HOW), "")]
        assert texts == lines == [one["text"] for one in GIVEN]
        assert named(read(["s3://news/nothing.txt"], HOW), "") == [("Failure", "s3://news/nothing.txt")]
    finally:
        running.stop()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "newsan annotate a.txt -o s3://news/annotated",
            "s3://news/annotated: newsan does not write to other machines",
        ),
        ("newsan quotes a.txt -o https://example.org/a.csv", "newsan does not write to other machines"),
    ],
)
def test_nothing_is_written_to_an_address(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee said it rained.")
    done = shell(line, tmp_path)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("missing", "address", "extra"), [("fsspec", "https://a/b", "remote"), ("s3fs", "s3://a", "s3")]
)
def test_a_missing_package_is_named(missing: str, address: str, extra: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "quotes", address], capture_output=True, text=True, env=environment()
    )
    said = f"newsan: {address}: is an address, which needs another package: pip install 'newsan[{extra}]'\n"
    assert (done.returncode, done.stderr) == (4, said)


def test_a_file_that_is_called_like_an_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:" / "a").mkdir(parents=True)
    (tmp_path / "http:" / "a" / "b.txt").write_text("It rained.")
    assert not is_address("http://a/b.txt")
    assert named(read(["http://a/b.txt"], HOW), "") == [Document("http://a/b.txt", "It rained.")]


def test_nothing_that_connects_is_imported_without_an_address() -> None:
    code = "import sys; from newsan.inputs import read; list(read(sys.argv[1:])); print('aiohttp' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "sample_data"], capture_output=True, text=True, env=environment()
    )
    assert done.stdout == "False\n"
