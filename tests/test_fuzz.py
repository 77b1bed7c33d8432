"""The fuzzer: a few inputs of every kind, and that it sees what is wrong and says how to see it again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from click.testing import CliRunner

from newsan.document import AnnotatedDocument
from tests.example import example
from tests.fuzz.__main__ import FINDINGS, annotated, input_of, main, report
from tests.fuzz.checks import OUTPUTS, check, same


@pytest.mark.parametrize("findings", FINDINGS)
def test_a_few_inputs(findings: str) -> None:
    done = CliRunner().invoke(main, ["--seed", "1", "--inputs", "12", "--findings", findings])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("seed 1\n")
    assert "12 inputs" in done.output


def test_the_same_number_gives_the_same_input_and_the_same_rows() -> None:
    one = input_of(3, 8, "drawn")
    assert one == input_of(3, 8, "drawn") != input_of(3, 9, "drawn")
    assert same(annotated(one, {}), annotated(one, {}))


def test_a_sound_document_passes_with_every_output() -> None:
    for number in range(len(OUTPUTS)):
        check(example(), number)


def without_name(doc: AnnotatedDocument) -> AnnotatedDocument:
    return replace(doc, entities=(replace(doc.entities[0], name=" "), *doc.entities[1:]))


def with_content_twice(doc: AnnotatedDocument) -> AnnotatedDocument:
    return replace(doc, attributions=(doc.attributions[0], *doc.attributions))


def with_content_outside(doc: AnnotatedDocument) -> AnnotatedDocument:
    size = len(doc.document.text)
    return replace(doc, attributions=(*doc.attributions, replace(doc.attributions[-1], content=((size, size + 1),))))


def without_holder(doc: AnnotatedDocument) -> AnnotatedDocument:
    return replace(doc, judgements=(replace(doc.judgements[0], holder=""), *doc.judgements[1:]))


@pytest.mark.parametrize("spoil", [without_name, with_content_twice, with_content_outside, without_holder])
def test_a_document_that_is_wrong_is_seen(spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(AssertionError):
        check(spoil(example()), 0)


def test_a_failure_says_how_to_see_it_again(capsys: pytest.CaptureFixture[str]) -> None:
    failed = Counter[str]()
    for _ in range(2):
        report(ValueError("too odd"), failed, "--seed 5 --first 7 --inputs 1 --findings drawn", input_of(5, 7, "drawn"))
    shown = capsys.readouterr().out
    assert shown.count("python -m tests.fuzz --seed 5 --first 7 --inputs 1 --findings drawn") == 1
    assert failed.total() == 2
