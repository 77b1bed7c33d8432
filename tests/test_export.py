"""Coding formats: what is written and read back is the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from analyzers.readings import Read, Reader
from newsan.coding import brat
from newsan.coding.codes import CodedDocument, CodedMention, CodedQuote, CodedStance
from newsan.coding.files import write_coding
from newsan.coding.places import in_corpus
from newsan.coding.tools import TOOLS, read_gold
from newsan.document import Document
from newsan.language import annotate
from tests.conftest import ROOT
from tests.test_cli import Out

HOSTILE = (
    "=1+1 ran the headline 😀.\n\n“We [will] not_pay 1|2; ever\\,” said Ann Lee 😀, “nor\n\nwill they.”\n\n"
    "  2026-01-09\n-3\n“No.”\r\n* She -> said it was late.\t“Yes,” he said."
)
TARGETS = {"sheet.csv": "sheet", "sheet.xlsx": "sheet", **{name: name for name in TOOLS}}


def hostile() -> CodedDocument:
    """Quotations in pieces, over paragraphs, beside emoji, and with every sign that a format gives a meaning to."""

    def span(words: str) -> tuple[int, int]:
        start = HOSTILE.index(words)
        return start, start + len(words)

    return CodedDocument(
        "2026-01-09",
        HOSTILE,
        (
            CodedQuote(
                (span("“We [will] not_pay 1|2; ever\\,”"), span("“nor\n\nwill they.”")),
                "Ann Lee",
                "named",
                "direct",
                span("Ann Lee"),
                span("said"),
                source_type="person",
            ),
            CodedQuote((span("“No.”"),), None, "unattributed", "direct"),
            CodedQuote((span("it was late"),), "She", "unresolved", "indirect", span("She"), span("-> said")),
            CodedQuote((span("“Yes,”"),), "=a [1] | b_c; d", "unnamed", "direct", source_type="group"),
        ),
        (CodedMention(*span("Ann Lee"), "person", "Ann Lee"),),
        (
            CodedStance("Ann Lee", "a [1] | b_c; d", "negative", *span("nor\n\nwill they")),
            CodedStance("=Cy", "Ann Lee", "positive", *span("nor\n\nwill they"), "directed"),
            CodedStance("Ann Lee", "Acme: now", "negative", *span("Ann Lee")),
        ),
        ("quotes", "entities", "stance"),
        0.25,
        "outlet=a b",
    )


@pytest.fixture(scope="module")
def reads() -> list[Read]:
    """The sample articles as newsan reads them, and a hostile text."""
    paths = [
        *sorted((ROOT / "sample_data").glob("*.txt")),
        *sorted((ROOT / "sample_data" / "corpus").glob("*.txt"))[:6],
    ]
    docs = annotate([Document(str(path), path.read_text("utf-8")) for path in paths])
    reader = Reader()
    found = [replace(read, coded=replace(read.coded, probability=0.5)) for read in map(reader, docs)]
    lines = [(0, HOSTILE.index("\n")), (HOSTILE.index("“"), len(HOSTILE))]
    return [*found, Read(hostile(), tuple(lines))]


def said(quotes: Sequence[CodedQuote]) -> list[tuple[object, ...]]:
    """What a coder says of quotations."""
    return sorted(
        (one.spans, one.speaker or "", one.status or "", one.kind or "", one.source_type or "") for one in quotes
    )


def on_lines(read: Read) -> CodedDocument:
    """What brat can say: there a piece that ends with its line goes on in the next one."""
    joined = [replace(one, spans=tuple(brat.joined(read.coded.text, one.spans))) for one in read.coded.quotes]
    return replace(read.coded, quotes=tuple(joined))


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_written_is_read_back(reads: list[Read], tmp_path: Path, target: str) -> None:
    path = tmp_path / target
    write_coding(str(path), TARGETS[target], [(read.coded, read.sentences) for read in reads], suggested=False)
    texts = {read.coded.id: read.coded.text for read in reads}
    placed = in_corpus(read_gold(str(path)), texts)
    assert [one for one in placed.remarks if "nothing was corrected" not in one] == []
    assert set(placed.documents) == set(texts)
    for read in reads:
        back = placed.documents[read.coded.id]
        wanted = on_lines(read) if target == "brat" else read.coded
        assert said(back.quotes) == said(wanted.quotes), read.coded.id
        assert (back.probability, back.stratum) == (read.coded.probability, read.coded.stratum)
        if target in TOOLS:
            assert back.layers == ("quotes", "entities", "stance")
            given = {(one.start, one.end, one.type, one.name) for one in read.coded.mentions}
            assert {(one.start, one.end, one.type, one.name) for one in back.mentions} == given
            assert sorted(map(astuple, back.stances)) == sorted(map(astuple, read.coded.stances))
            sources = {quote.spans: (quote.source, quote.cue) for quote in wanted.quotes}
            assert {quote.spans: (quote.source, quote.cue) for quote in back.quotes} == sources


@pytest.mark.parametrize("tool", ["sheet", *TOOLS])
def test_an_export_agrees_with_newsan_in_everything(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, tool: str
) -> None:
    corpus, path = (
        str(ROOT / "sample_data" / "interview.txt"),
        str(tmp_path / ("gold.csv" if tool == "sheet" else "gold")),
    )
    assert Out(capsys, "export", corpus, "--tool", tool, "-o", path).status == 0
    done = Out(capsys, "evaluate", corpus, "--gold", path, "--json")
    found = json.loads(done.out)
    values = {(one["of"], one["measure"]): one["value"] for one in found["figures"] if one["part"] == "quotes"}
    assert {value for (_, measure), value in values.items() if measure != "share error"} - {None} == {1.0}
    assert values["speakers", "share error"] == 0
    assert found["errors"] == []


def test_label_studio_counts_in_code_units_where_it_says_so(tmp_path: Path) -> None:
    text = "😀 “Yes,” said Ann Lee."
    result = [
        {"id": "a", "type": "labels", "value": {"start": 3, "end": 9, "text": "“Yes,”", "labels": ["direct"]}},
        {"id": "a", "type": "textarea", "value": {"start": 3, "end": 9, "text": ["Ann Lee"]}},
    ]
    path = tmp_path / "export.json"
    tasks = [
        {"id": 1, "data": {"text": text}, "annotations": [{"result": result}]},
        {"id": 2, "data": {"text": "Nobody read this."}, "predictions": [{"result": result}]},
        {"id": 3, "data": {"text": "Skipped."}, "annotations": [{"result": [], "was_cancelled": True}]},
    ]
    path.write_text(json.dumps(tasks), "utf-8")
    (coded,) = read_gold(str(path)).documents
    assert [(text[slice(*one.spans[0])], one.speaker, one.status) for one in coded.quotes] == [
        ("“Yes,”", "Ann Lee", "named")
    ]


def test_a_folder_that_is_not_empty_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    corpus = str(ROOT / "sample_data" / "interview.txt")
    done = Out(capsys, "export", corpus, "--tool", "brat", "-o", str(tmp_path))
    assert (done.status, "is not empty" in done.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
