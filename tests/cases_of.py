"""Cases kept as data: a text, its annotations by hand, and the cells that must come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents import annotated

FOLDER = Path(__file__).parent / "cases"
Case = dict[str, Any]


def load(name: str) -> list[Any]:
    """The cases of an analyzer; those that are known to fail must fail."""
    cases = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert cases, f"{name} has no cases"
    failing = pytest.mark.xfail(strict=True)
    return [case if case["pass"] else pytest.param(case, marks=failing) for case in cases]


def check_case(case: Case, detail: Callable[..., Any], summary: Callable[..., Any]) -> None:
    """Compare the cells that a case names, of the detail rows and of the summary rows."""
    docs = [annotated(doc_id=f"{number}.txt", **given) for number, given in enumerate(case["documents"])]
    options = case.get("options", {})
    if "detail" in case:
        compare([row for doc in docs for row in detail(doc, **options)], case["detail"])
    if "summary" in case:
        compare(summary(docs, **options), case["summary"])


def compare(rows: list[Any], expected: list[dict[str, Any]]) -> None:
    """Every expected cell is there, row by row."""
    found = [{name: getattr(row, name) for name in cells} for row, cells in zip(rows, expected, strict=False)]
    assert found == expected
    assert len(rows) == len(expected)
