"""A format is one entry in a registry: its option, its ending, what it writes, what a terminal gets of it."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import Any

import pytest

from cli.formats import FORMATS, by_ending, endings
from tests.processes import NEWSAN, on_a_terminal, shell, spoilt

TEXT = "“The ferry will sail,” said Maya Lind. Norland condemned Sudland.\n"

ENTRY = """
from cli.formats import FORMATS, Format

FORMATS["packed"] = Format(("packed", "written"), (".pack",), shorthand=True)
"""
WRITER = """
import json
import zlib


def written(view):
    groups = list(view.groups)
    found = {
        "documents": [[group.doc.document.id, group.doc.document.text] for group in groups if group.doc is not None],
        "columns": list(view.names),
        "rows": [list(cells) for group in groups for cells in group.rows],
        "of": [group.doc is not None for group in groups for _ in group.rows],
    }
    yield b"PACK"
    yield zlib.compress(json.dumps(found).encode())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with two texts, the second of which holds nothing."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text("It rained.", "utf-8")
    return tmp_path


@pytest.fixture
def plugged(folder: Path) -> dict[str, str]:
    """An environment in which there is one more format: an entry in the registry, and the module that it names."""
    environment = spoilt(folder, ENTRY)
    (folder / "site" / "packed.py").write_text(WRITER)
    return environment


def unpacked(data: bytes) -> dict[str, Any]:
    assert data.startswith(b"PACK")
    found: dict[str, Any] = json.loads(zlib.decompress(data[4:]))
    return found


def test_every_format_has_endings_of_its_own() -> None:
    every = [ending for format in FORMATS.values() for ending in format.endings]
    assert len(every) == len(set(every))
    assert endings() == ", ".join(every)
    for name, format in FORMATS.items():
        assert format.endings
        assert all(by_ending(f"x{ending.upper()}") == name for ending in format.endings)
    assert by_ending("x.html") is by_ending("x") is None


@pytest.mark.parametrize("options", ["-f packed", "--packed", "-o out.pack", "--csv --packed -o out.pack"])
def test_one_entry_is_a_format_of_every_command(folder: Path, plugged: dict[str, str], options: str) -> None:
    for command in ("entities", "quotes", "stance"):
        line = f"newsan {command} --detail {options} a.txt b.txt"
        done = shell(line if "-o" in options else f"{line} > out.pack", folder, env=plugged)
        assert (done.returncode, done.stderr) == (0, "")
        found = unpacked((folder / "out.pack").read_bytes())
        rows = json.loads(shell(f"newsan {command} --detail --json a.txt b.txt", folder).stdout)
        assert [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]] == rows
        assert found["documents"] == [["a.txt", TEXT], ["b.txt", "It rained."]]
        assert all(found["of"])


@pytest.mark.parametrize("options", ["", "--detail --sort -start", "--detail --min-count 1"])
def test_rows_of_no_single_document_come_after_all_documents(
    folder: Path, plugged: dict[str, str], options: str
) -> None:
    assert shell(f"newsan entities {options} -o out.pack a.txt b.txt", folder, env=plugged).returncode == 0
    found = unpacked((folder / "out.pack").read_bytes())
    assert [name for name, _ in found["documents"]] == ["a.txt", "b.txt"]
    rows = json.loads(shell(f"newsan entities {options} --json a.txt b.txt", folder).stdout)
    assert [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]] == rows != []
    assert not any(found["of"])


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
def test_a_terminal_gets_no_bytes(folder: Path, plugged: dict[str, str]) -> None:
    status, shown = on_a_terminal(*NEWSAN, "entities", "--packed", "--no-progress", "a.txt", env=plugged, cwd=folder)
    assert status == 2
    assert shown == "newsan: packed is not text: name a file with -o, or send it to another program\r\n"


def test_a_format_is_named_where_an_ending_is_unknown(folder: Path, plugged: dict[str, str]) -> None:
    done = shell("newsan quotes -o out.xyz a.txt", folder, env=plugged)
    assert (done.returncode, ".pack" in done.stderr, ".pack" in shell("newsan quotes -o x.y a", folder).stderr) == (
        2,
        True,
        False,
    )
    assert "packed" in shell("newsan quotes -f packd a.txt", folder, env=plugged).stderr
