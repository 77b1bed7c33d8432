"""Evaluations on the coded sample, as tests run them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.test_cli import Out

CORPUS = ROOT / "sample_data" / "corpus"
CODING = ROOT / "sample_data" / "coding"
METADATA = ("--meta-file", str(CORPUS / "metadata.csv"))
FIRST, SECOND = str(CODING / "first.csv"), str(CODING / "second.csv")

Rows = list[dict[str, str]]


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    done = Out(capsys, "evaluate", *arguments, "--json")
    assert done.status == 0, done.err
    return dict(json.loads(done.out))


def values(found: dict[str, Any], part: str, group: str = "all") -> dict[tuple[str, str], float]:
    rows = [one for one in found["figures"] if (one["part"], one["group"]) == (part, group)]
    return {(one["of"], one["measure"]): one["value"] for one in rows}
