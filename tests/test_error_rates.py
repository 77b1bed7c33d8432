"""The error rates that an audit and a report tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.error_rates import error_rates
from newsan.errors import NewsanError
from tests.conftest import ROOT
from tests.processes import shell

FIGURE = {"part": "stance", "of": "stance", "measure": "precision", "group": "all", "value": 0.8}
METHODS = "We coded 9 of 53 documents."


def written(folder: Path, **changed: object) -> str:
    """A file as ``newsan evaluate --json`` writes it."""
    path = folder / "evaluation.json"
    path.write_text(
        json.dumps({"figures": [FIGURE], "warnings": ["the sample is small"], "methods": METHODS, **changed})
    )
    return str(path)


def test_what_was_evaluated_is_told_and_our_figures_stand_for_the_rest(tmp_path: Path) -> None:
    told = error_rates(written(tmp_path, figures=[{**FIGURE, "low": 0.7, "high": 0.9}, {**FIGURE, "group": "Ledger"}]))
    assert told.startswith(f"Measured on texts that were coded by hand (evaluation.json). {METHODS}")
    assert "Quotations were not evaluated. Measured on public corpora" in told
    assert told.count("Stance, precision") == 1
    assert "Stance, precision: 80 % (70–90)." in told
    assert told.endswith("Mind: the sample is small.")


def test_stance_that_was_not_evaluated_is_told(tmp_path: Path) -> None:
    told = error_rates(written(tmp_path, figures=[{**FIGURE, "part": "quotes"}]))
    assert "Stance was not evaluated." in told
    assert "Quotations were not" not in told


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[[", '{"figures": []}', '{"figures": [1], "methods": "", "warnings": []}', "a,b\n1,2\n"]
)
def test_another_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(NewsanError, match=r"other\.json: is not what newsan evaluate --json writes"):
        error_rates(str(path))


def test_figures_of_another_type_are_named(tmp_path: Path) -> None:
    with pytest.raises(NewsanError, match="is not what"):
        error_rates(written(tmp_path, figures=[{**FIGURE, "value": "much"}]))
    with pytest.raises(NewsanError, match="cannot read the evaluation"):
        error_rates(str(tmp_path / "nothing.json"))


def test_the_user_gets_the_rates_of_their_own_evaluation(tmp_path: Path) -> None:
    corpus, gold = "sample_data/corpus", "sample_data/coding/first.csv"
    made = f"newsan evaluate {corpus} --gold {gold} -q --json -o {tmp_path}/own.json"
    shell(made, ROOT)
    methods = json.loads((tmp_path / "own.json").read_text("utf-8"))["methods"]
    told = shell(f"newsan audit {corpus} --resamples 0 --evaluation {tmp_path}/own.json", ROOT)
    assert methods in told.stderr
    shell(f"newsan report {corpus} --resamples 0 --evaluation {tmp_path}/own.json -o {tmp_path}/report.html", ROOT)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "coded by hand (own.json)" in page
    assert "newsan finds 77" not in page
