"""The documentation in step with the program: outputs are real, options have their place, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.main import COMMANDS, QUESTIONS, newsan
from docs import build
from tests.conftest import ROOT

PAGES = [
    *build.pages(),
    *sorted(ROOT.glob("[A-Z]*.md")),
    *sorted((ROOT / "training").glob("*.md")),
    *sorted((ROOT / "sample_data").glob("*.md")),
    *sorted((ROOT / "newsan").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^(?:\$ )?(newsan (?!.*(?:--help|-h\b|--version)).+)$", re.MULTILINE)
CELL_EXAMPLE = re.compile(r"`(newsan [a-z]+ [^`]+)`")
FIRST_CELL = re.compile(r"^\| (`-.*?`) \|", re.MULTILINE)
SPELLING = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
LOCATION = re.compile(r"`((?:newsan|analyzers|cli|docs|tests|training|sample_data|benchmarks)/[\w./-]+)`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def slug(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", build.pages(), ids=name_of)
def test_pasted_outputs_are_what_the_commands_print(path: Path) -> None:
    pasted, today = path.read_text("utf-8"), build.page(path)
    assert build.alike(pasted, today), build.difference(pasted, today, name_of(path))


def test_the_picture_shows_what_the_command_prints() -> None:
    pasted = build.PICTURE.read_text("utf-8")
    assert build.alike(pasted, build.picture()), "out of step: python -m docs.build --write"
    assert "http" not in pasted.replace("http://www.w3.org/2000/svg", "").replace("https://www.textualize.io", "")
    assert len(pasted) < 60_000


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("score 0.25, 3 of 4", "score 0.26, 3 of 4", True),
        ("score 0.25", "score 0.28", False),
        ("score 0.25", "score −0.25", False),
        ("3 of 4", "2 of 4", False),
        ("a 0.5 b", "a b", False),
    ],
)
def test_only_decimal_figures_may_differ_and_only_a_little(one: str, other: str, same: bool) -> None:
    assert build.alike(one, other) is same


def test_a_block_is_run_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "A.\n\n```console\n$ echo a \\\n  b\nold\n$ (exit 3); echo $?\n```\n\n```pycon\n>>> 1 + 1\n3\n```\n"
    )
    fresh = "A.\n\n```console\n$ echo a \\\n  b\na b\n$ (exit 3); echo $?\n3\n```\n\n```pycon\n>>> 1 + 1\n2\n```\n"
    assert build.page(page) == fresh


def test_a_bug_is_never_pasted(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo 'newsan: this is a bug in newsan 0'\n```\n")
    with pytest.raises(RuntimeError, match="this is a bug"):
        build.page(page)


def options_of(command: click.Command) -> set[str]:
    """All spellings of a command's options."""
    context = click.Context(command, parent=click.Context(newsan, **newsan.context_settings))
    return {
        spelling
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for spelling in [*parameter.opts, *parameter.secondary_opts]
    }


def sections() -> dict[str, str]:
    """The sections of the page on the command line by heading."""
    _, *parts = re.split(r"^## (.+)$", (ROOT / "docs" / "cli.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def documented(section: str) -> set[str]:
    """The options that stand in the first cells of a section's tables."""
    return {spelling for cell in FIRST_CELL.findall(section) for spelling in SPELLING.findall(cell)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_its_place(name: str) -> None:
    command = newsan.get_command(click.Context(newsan), name)
    assert command is not None
    page = sections()
    shared, own = documented(page["Options of every command"]), documented(page[f"newsan {name}"])
    if name in QUESTIONS:
        assert options_of(command) == shared | own
    else:  # these have only some of the shared options
        assert own <= options_of(command) <= shared | own


def test_every_option_row_has_an_example() -> None:
    for heading, section in sections().items():
        for line in section.splitlines():
            if FIRST_CELL.match(line):
                example = line.rstrip(" |").rpartition("| ")[2]
                spellings = re.findall(r"`(--?[a-z][a-z-]*)", line.partition(" | ")[0])
                assert any(f" {spelling}" in example for spelling in spellings), f"{heading}: {line}"


def examples() -> Iterator[tuple[str, str]]:
    """Every command line of the pages, up to the first pipe, with the page."""
    for path in PAGES:
        text = path.read_text("utf-8")
        for code in CODE.findall(text):
            block = code.startswith("```")
            found = EXAMPLE.findall(code.replace("\\\n", " ")) if block else CELL_EXAMPLE.findall(code)
            yield from ((name_of(path), re.split(r"[|<;]", line)[0]) for line in found)


def test_every_example_is_a_command_line_that_parses() -> None:
    seen = 0
    for page, line in examples():
        _, name, *arguments = shlex.split(line, comments=True)
        command = newsan.get_command(click.Context(newsan), name)
        assert command is not None, f"{page}: {line}"
        try:
            command.make_context(name, arguments)
        except click.exceptions.Exit:  # --help
            pass
        except click.ClickException as error:
            pytest.fail(f"{page}: {line}: {error.format_message()}")
        seen += 1
    assert seen > 30


@pytest.mark.parametrize("path", dict.fromkeys(PAGES), ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for link in LINK.findall(CODE.sub("", text)):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), f"{name_of(path)}: {link}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), f"{name_of(path)}: {link}"


@pytest.mark.parametrize("path", dict.fromkeys(PAGES), ids=name_of)
def test_files_that_are_named_exist(path: Path) -> None:
    missing = [name for name in LOCATION.findall(path.read_text("utf-8")) if not (ROOT / name).exists()]
    assert missing == []


def test_the_architecture_names_real_modules() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = [ROOT / "newsan" / "language", ROOT / "cli", ROOT / "analyzers", ROOT]
    for name in re.findall(r"`((?:\w+/)?\w+\.py)`", text):
        assert any((folder / name).exists() for folder in folders), name
