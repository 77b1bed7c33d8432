"""The outputs that the documentation shows, made for real.

    python -m docs.build            say which pages are out of step with the program; exit status 1 if any is
    python -m docs.build --write    run everything again and mend the pages and the picture

A fenced ``console`` block holds command lines, each after ``$ `` (a trailing backslash goes on in the next line), and
what they print; a ``pycon`` block holds a part of the page's Python session.  A page's blocks run one after another in
one temporary folder that holds ``sample_data``, on a terminal of 96 columns without colours.  A block that pipes into a
program that is not installed here is left as it is.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from doctest import DocTestParser, Example
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "newsan-quotes.svg"
PICTURED = "newsan quotes sample_data/sports_transfer.txt"

WIDTH = 96
"""Columns: what fits the column of text in which code hosts show a page."""

TOLERANCE = 0.02
"""How far a decimal figure may lie off and still be in step: processors differ in how they round."""

BUG = "newsan: this is a bug in newsan"

OPTIONAL = ("jq", "duckdb")
"""Programs that a reader may have and a test machine need not."""

FENCE = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DECIMAL = re.compile(r"\d+\.\d+")
FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
CLIPPED = re.compile(r' clip-path="url\(#([^)]+)\)"')
SHIM = '#!/bin/sh\nexec "{python}" -m newsan "$@"\n'


def pages() -> list[Path]:
    """The pages whose blocks are kept in step."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def page(path: Path) -> str:
    """A page's text with all its blocks as they come out today."""
    with workshop() as folder:
        return FENCE.sub(partial(block, folder=folder, names={}), path.read_text("utf-8"))


@contextlib.contextmanager
def workshop() -> Iterator[Path]:
    """A temporary folder where a reader might stand: it has ``sample_data``, and ``newsan`` runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sample_data").symlink_to(ROOT / "sample_data")
        shim = folder / ".bin" / "newsan"
        shim.parent.mkdir()
        shim.write_text(SHIM.format(python=sys.executable))
        shim.chmod(0o755)
        yield folder


def block(match: re.Match[str], folder: Path, names: dict[str, Any]) -> str:
    """A fenced block with its outputs made anew; ``names`` are what the page's sessions have bound so far."""
    language, body = match.groups()
    if language == "console" and any(f"| {name}" in body and not shutil.which(name) for name in OPTIONAL):
        return match.group()
    fresh = console(body, folder) if language == "console" else session(body, folder, names)
    return f"```{language}\n{fresh}```"


def console(body: str, folder: Path) -> str:
    """The commands of a console block, each followed by what it prints."""
    return "".join(f"$ {command}\n{terminal(command, folder)}" for command in commands(body))


def commands(body: str) -> Iterator[str]:
    """The command lines of a console block."""
    lines = iter(body.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command += "\n" + next(lines, "")
            yield command


def terminal(command: str, folder: Path, kind: str = "dumb") -> str:
    """What a terminal shows of a command line, both streams in their order; without colours if it is a dumb one."""
    import pty

    environment = {
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(WIDTH),
        "TERM": kind,
        "LC_ALL": "C.UTF-8",
    }
    reader, writer = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=writer, stderr=writer
    ):
        os.close(writer)
        said = b"".join(iter(partial(received, reader), b""))
    os.close(reader)
    text = said.decode().replace("\r\n", "\n")
    if BUG in text:  # nobody wants that in the documentation
        raise RuntimeError(f"{command}\n{text}")
    return text


def received(reader: int) -> bytes:
    """The next bytes from a pseudo-terminal; none when nobody writes to it any more."""
    try:
        return os.read(reader, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""


def session(body: str, folder: Path, names: dict[str, Any]) -> str:
    """The inputs of a Python session, each followed by what it prints."""
    with contextlib.chdir(folder):
        return "".join(prompted(example) + answer(example, names) for example in DocTestParser().get_examples(body))


def prompted(example: Example) -> str:
    """An input of a session with its prompts."""
    first, *more = example.source.splitlines()
    return "".join(f"{line}\n" for line in (f">>> {first}", *(f"... {line}".rstrip() for line in more)))


def answer(example: Example, names: dict[str, Any]) -> str:
    """What an input of a session prints; what it binds stays in ``names``."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example.source, "<documentation>", "single"), names)
    return said.getvalue()


def picture() -> str:
    """The README's picture: a terminal after ``PICTURED``, in colours, as SVG without any font to fetch."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.text import Text

    with workshop() as folder:
        said = terminal(f"{PICTURED} --no-progress", folder, "xterm")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bright_black"), PICTURED), soft_wrap=True)
    console.print(Text.from_ansi(said), soft_wrap=True)
    svg = console.export_svg(title="newsan", code_format=FONT_FACE.sub("", CONSOLE_SVG_FORMAT), unique_id="newsan")
    shapes = set(re.findall(r'id="([^"]+)"', svg))
    svg = CLIPPED.sub(lambda match: match[0] if match[1] in shapes else "", svg)  # rich gives the last line no shape
    return svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono") + "\n"


def alike(one: str, other: str) -> bool:
    """Whether two texts are equal but for decimal figures that lie no further than ``TOLERANCE`` from each other.

    >>> alike("share 0.25 of 4", "share 0.26 of 4"), alike("share 0.25 of 4", "share 0.25 of 5")
    (True, False)
    """
    if DECIMAL.split(one) != DECIMAL.split(other):
        return False
    figures = zip(DECIMAL.findall(one), DECIMAL.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= TOLERANCE + 1e-9 for a, b in figures)


def difference(old: str, new: str, name: str) -> str:
    """What would change in a page, as a unified diff."""
    names = f"{name} (pasted)", f"{name} (today)"
    return "\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), *names, lineterm="", n=1))


def main(arguments: list[str]) -> int:
    """Compare or, with ``--write``, mend; the exit status."""
    status = 0
    for path in [*pages(), PICTURE]:
        name, old = path.relative_to(ROOT).as_posix(), path.read_text("utf-8") if path.exists() else ""
        new = picture() if path == PICTURE else page(path)
        if "--write" in arguments and new != old:
            path.write_text(new, "utf-8")
            print(f"{name}: written")
        elif not alike(old, new):
            print(f"{name} is out of step" if path == PICTURE else difference(old, new, name))
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
