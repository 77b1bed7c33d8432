"""Containers of articles are told from articles, by what they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from analyzers import ANALYZERS, columns
from benchmarks import refusals
from cli.tables import TITLES
from newsan.inputs.containers import STARTS, container
from newsan.inputs.delimited import OWN_FIRST_NAMES, OWN_NAMES
from newsan.inputs.formats import OUTPUT
from tests.conftest import ROOT
from tests.container_texts import PROSE, data, exports, pages, tables
from tests.test_cli import COMMANDS, Out

CONTAINERS = [*tables(), *data(), *pages(), *exports()]


@pytest.mark.parametrize(("called", "made", "text"), CONTAINERS, ids=[f"{one[0]}-{one[1]}" for one in CONTAINERS])
def test_a_container_is_known_by_its_content(called: str, made: str, text: str) -> None:
    for shape in (text, f" \n{text}", text.replace("\r\n", "\n"), text.replace("\r\n", "\n").replace("\n", "\r\n")):
        found = container(shape)
        assert found is not None
        assert found.called == called


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_is_never_refused(text: str) -> None:
    assert container(text) is None


def test_no_text_of_the_project_is_refused() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "sample_data").glob("*.txt")]
    for path in (ROOT / "tests" / "cases").glob("*.json"):
        texts += [case["text"] for case in json.loads(path.read_text("utf-8")) if "text" in case]
    assert len(texts) > 100
    refused = [text for text in texts if container(text)]
    assert refused == []


@given(st.text(max_size=200))
def test_any_text_is_told(text: str) -> None:
    container(text)
    for start in ("{", "[", "<a ", "From ", '"', "id,text\n", "a\tb\n"):
        container(start + text)


def test_a_long_text_is_told_by_its_head() -> None:
    article = "The pier will stay open, the mayor said on Monday, and nobody was sorry.\n" * 30_000
    assert container(article) is None
    assert container('{"id": 1, "text": "' + article.replace("\n", "\\n") + '"}') is not None


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("format", ["table", "csv", "tsv", "md"])
def test_what_newsan_wrote_is_known_again(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], format: str
) -> None:
    article = str(ROOT / "sample_data" / "council_meeting.txt")
    for by in ("corpus", "doc"):
        assert container(Out(capsys, *command, "-f", format, "--by", by, "-n", "5", article).out) is OUTPUT


def test_the_names_of_outputs_are_those_of_the_program() -> None:
    rows = [columns(row) for one in ANALYZERS.values() for row in (one.row, one.summary_row)]
    assert all(name in {column for row in rows for column in row} for name in OWN_NAMES)
    assert all(set(row) & OWN_FIRST_NAMES for row in rows)
    start = next(pattern for format, pattern in STARTS if format is OUTPUT)
    assert all(re.match(start, f"{title}  3 documents\n\n Column\n {'─' * 20}") for title in TITLES.values())


def test_refusals_are_measured(tmp_path: Path) -> None:
    records = [{"id": "a", "text": "The pier will hold."}, {"id": "b", "text": "{\\rtf1 x}"}, {"id": "c", "who": []}]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    done = CliRunner().invoke(refusals.main, ["--data", str(tmp_path)])
    assert done.output == "gold.jsonl, b: an RTF document\n1 of 2 texts refused\n"
