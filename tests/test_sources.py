"""What the text says of its sources: titles, kinds, reasons, joint speakers; whole texts, read by the real model."""

from __future__ import annotations

from typing import Any

import pytest

from analyzers.quotes import quotes
from newsan import annotate
from tests.cases_of import load

CASES = load("sources")


def test_there_are_enough_cases() -> None:
    labels = {case["label"] if isinstance(case, dict) else case.values[0]["label"] for case in CASES}
    assert len(labels) == len(CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    rows = list(quotes(annotate(case["text"])))
    wanted = case["rows"]
    found = [
        {name: getattr(row, name) for name in cells if name != "words"} | {"words": cells["words"]}
        for cells in wanted
        for row in rows
        if cells["words"] in row.text
    ]
    assert found == wanted
    for row in rows:
        for name in ("speaker_title", "reason"):
            start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
            assert getattr(row, name) == (None if start is None else case["text"][start:end])
