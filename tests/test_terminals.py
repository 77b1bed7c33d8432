"""What a real pseudo-terminal gets of an article that means to drive it, and what files and pipes get."""

from __future__ import annotations

import csv
import io
import json
import os
import unicodedata
from pathlib import Path

import pytest

from cli.formats import FORMATS
from cli.messages import clean, clean_json, clean_lines
from tests.processes import NEWSAN, on_a_terminal, shell

ODD = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\x7f\x08\x85\r\x00".replace("\x00", "")
"""A title, a wiped screen, a colour by C1, turned writing, deletes, a next line, a return."""

TEXT = f"“The ferry {ODD}\twill sail,” said Maya Lind of Port Brisa. “It is {ODD} late,” Lind said."

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with a text."""
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def acts(text: str) -> set[str]:
    """The characters in a text that a terminal acts on, but for line ends and tabs."""
    unsafe = {c for c in text if unicodedata.category(c) in ("Cc", "Cs") or "\u202a" <= c <= "\u202e"}
    return (unsafe | {c for c in text if "\u2066" <= c <= "\u2069"}) - set("\n\t")


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.text])
@pytest.mark.parametrize("output", [(), ("-o", "-"), ("-o", "/dev/stdout"), ("-o", "/dev/stderr"), ("-o", "/dev/tty")])
def test_a_terminal_is_never_driven_by_an_article(folder: Path, format: str, output: tuple[str, ...]) -> None:
    line = (*NEWSAN, "quotes", "--detail", "--color", "never", "--no-progress", "-f", format, *output, "a.txt")
    if output == ("-o", "/dev/tty"):
        line = ("setsid", "--ctty", "--wait", *line)
    status, shown = on_a_terminal(*line, cwd=folder)
    assert status == 0
    shown = shown.replace("\r\n", "\n")  # the terminal's own line ends
    assert "Maya Lind" in shown
    assert acts(shown) == set()
    assert "\\u001b]0;owned" in shown if format.startswith("json") else "\\x1b]0;owned" in shown.replace("\n", "")


def test_json_on_a_terminal_is_the_same_json(folder: Path) -> None:
    for format in ("json", "jsonl"):
        line = f"quotes --detail -f {format} a.txt"
        status, shown = on_a_terminal(*NEWSAN, *line.split(), cwd=folder)
        shell(f"newsan {line} > out", folder)
        stored = (folder / "out").read_bytes().decode("utf-8")
        shown = shown.replace("\r\n", "\n")  # the terminal's own line ends
        assert (status, "\x9b" in stored, shown == stored) == (0, True, False)
        end = "\n" if format == "jsonl" else "\0"
        assert list(map(json.loads, shown.strip().split(end))) == list(map(json.loads, stored.strip().split(end)))


@pytest.mark.parametrize("to", ["> out", "-o out.csv; mv out.csv out", "| cat > out", "-o /dev/stdout > out"])
def test_files_and_pipes_get_the_text_as_it_is(folder: Path, to: str) -> None:
    shell(f"newsan quotes --detail --csv a.txt {to}", folder)
    with open(folder / "out", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        for start, end in (span.split("-") for span in row["spans"].split(";")):
            assert TEXT[int(start) : int(end)] in row["text"]
    assert any("\x1b[2J\x9b31m\u202e\u2066\x7f\x08" in row["text"] for row in rows)


def test_errors_on_a_terminal_are_clean(folder: Path) -> None:
    for given in ("no\x1b[2J.txt", "--no\x1b[2Jsuch", "--type=\x1b[2J"):
        status, shown = on_a_terminal(*NEWSAN, "entities", given, cwd=folder, errors_only=True)
        assert status in (2, 4)
        assert acts(shown.replace("\r\n", "\n")) == set()
        assert "\\x1b[2J" in shown


def test_what_is_cleaned_and_what_is_not() -> None:
    assert clean("a\t\n\x00 b\u2067\udce9") == "a \\x00 b\\u2067\\xe9"
    assert clean_lines("é\ta\n\x1b\x9f\x7f\r\u2069\ud83d") == "é\ta\n\\x1b\\x9f\\x7f\\r\\u2069\\ud83d"
    assert clean_lines("שלום, 東京 👩‍🚀\n") == "שלום, 東京 👩‍🚀\n"
    every = "".join(map(chr, (*range(0x300), *range(0x2000, 0x2100))))
    buffer = io.StringIO()
    json.dump(every, buffer, ensure_ascii=False)
    assert acts(clean_json(buffer.getvalue())) == set()
    assert json.loads(clean_json(buffer.getvalue())) == every
