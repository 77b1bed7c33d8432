"""How wrong newsan is on a coded sample: figures, shares and agreement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

import newsan
from benchmarks.coded_gold import write as write_corpus
from benchmarks.predictions import PREDICTIONS
from benchmarks.records import read as read_records
from benchmarks.scores.actors import score
from cli.main import exit_status
from newsan.values import SourceType
from tests.conftest import ROOT
from tests.evaluations import CORPUS, FIRST, METADATA, SECOND, evaluated, values
from tests.test_cli import Out

# The same figures as the benchmarks'


def test_the_figures_are_those_of_the_benchmarks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    records = read_records(ROOT / "tests" / "accuracy_sample" / "actors.jsonl")
    write_corpus(records, tmp_path / "gold")
    wanted = score(records, PREDICTIONS["actors"](records))
    golds = [str(tmp_path / "gold" / name) for name in ("gold.csv", "gold_entities.csv", "gold_stance.csv")]
    found = evaluated(capsys, str(tmp_path / "gold" / "texts"), *[part for gold in golds for part in ("--gold", gold)])
    quotes, entities, stance = (values(found, part) for part in ("quotes", "entities", "stance"))
    for figure, name in {
        ("quotations", "precision"): "p",
        ("quotations", "recall"): "r",
        ("quotations", "F1"): "f1",
        ("speakers", "right"): "speaker_lenient",
        ("speakers", "right to the letter"): "speaker_strict",
        ("speakers", "status right"): "status",
        ("speakers", "top speaker right"): "top_speaker_right",
    }.items():
        assert round(100 * quotes[figure], 2) == wanted["quotes"][name], figure
    assert round(quotes["speakers", "share error"], 4) == wanted["quotes"]["share_mae"]
    assert round(100 * entities["entities", "F1"], 2) == wanted["entities"]["mention_f1"]
    assert round(100 * (stance["stance", "recall"] or 0), 2) == wanted["stance"]["recall"]


# The sample corpus, coded twice


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The evaluation of the sample corpus with both coders."""
    path = tmp_path_factory.mktemp("both") / "found.json"
    golds = ("--gold", FIRST, "--gold", SECOND)
    options = (*METADATA, "--stratify", "outlet", "--by", "outlet", "-q", "-o", str(path))
    assert exit_status(["evaluate", str(CORPUS), *golds, *options]) == 0
    return dict(json.loads(path.read_text("utf-8")))


def test_precision_recall_and_speakers_have_intervals(both: dict[str, Any]) -> None:
    figures = [one for one in both["figures"] if (one["part"], one["group"]) == ("quotes", "all")]
    assert all(one["low"] <= one["value"] <= one["high"] for one in figures)
    (recall,) = (one for one in figures if (one["of"], one["measure"]) == ("quotations", "recall"))
    assert 0.8 < recall["value"] < 1 and recall["n"] == 102


def test_groups(both: dict[str, Any]) -> None:
    groups = {one["group"] for one in both["figures"] if one["part"] == "quotes"}
    assert groups == {"all", "concord", "courier", "gazette", "thrum"}


def test_coders_agree_more_with_each_other_than_with_newsan(both: dict[str, Any]) -> None:
    found = values(both, "agreement")
    for task in ("speaker", "status", "source type"):
        assert found[f"{task}: first – second", "Cohen's κ"] > found[f"{task}: first – newsan", "Cohen's κ"]


def test_the_named_share_is_corrected(both: dict[str, Any]) -> None:
    found = {one["measure"]: one for one in both["figures"] if one["of"] == "named speakers"}
    corrected = found["corrected"]
    assert corrected["low"] < corrected["value"] < corrected["high"]
    assert found["bias"]["value"] == pytest.approx(found["newsan"]["value"] - corrected["value"])
    assert found["code so many more"]["value"] >= 1
    assert any("fewer than 20" in warning for warning in both["warnings"])
    assert f"{100 * corrected['value']:.0f} %" in both["methods"]


def test_the_shares_of_kinds_of_sources_are_corrected(both: dict[str, Any]) -> None:
    """By hand, weighted as drawn: 70 of the 102 quotations that the first coder has come from persons with names."""
    found = {one["measure"]: one for one in both["figures"] if one["of"] == "source type: person"}
    assert found["coder"]["value"] == pytest.approx(70 / 102, abs=0.01)
    assert found["newsan"]["value"] < found["corrected"]["value"] < found["coder"]["value"]
    assert found["corrected"]["low"] < found["corrected"]["value"] < found["corrected"]["high"]
    names = {one["of"] for one in both["figures"] if one["of"].startswith("source type: ") and one["part"] == "shares"}
    assert names == {f"source type: {name}" for name in get_args(SourceType)}
    wrong = [one for one in both["errors"] if one["cause"] == "wrong source type"]
    assert wrong and all(one["newsan_source_type"] != one["coder_source_type"] for one in wrong)


def test_errors_have_both_readings(both: dict[str, Any]) -> None:
    by_cause = {one["cause"]: one for one in both["errors"]}
    assert {"missed", "no quotation", "wrong border", "wrong speaker"} <= set(by_cause)
    assert by_cause["wrong speaker"]["newsan_speaker"] != by_cause["wrong speaker"]["coder_speaker"]
    assert by_cause["missed"]["newsan_text"] is None and by_cause["missed"]["coder_text"]
    assert by_cause["no quotation"]["coder_text"] is None and by_cause["no quotation"]["newsan_text"]


def test_a_terminal_gets_a_report_and_a_pipe_rows(capsys: pytest.CaptureFixture[str]) -> None:
    few = [str(path) for path in sorted(CORPUS.glob("concord_2026-0[1-4]*.txt"))]
    done = Out(capsys, "evaluate", *few, "--gold", FIRST, "--gold", SECOND, "-f", "table")
    for heading in ("Quotations", "Agreement", "Published shares", "Confidence", "Errors", "For the methods section"):
        assert f"\n{heading}" in f"\n{done.out}"
    assert "9 articles are not in the corpus" in done.err
    done = Out(capsys, "evaluate", *few, "--gold", FIRST, "--csv")
    assert done.out.startswith("part,of,measure,group,value,low,high,n\n")
    assert "taken for a random sample" in done.err


def test_all_coders_have_one_alpha(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    third = tmp_path / "third.csv"
    third.write_bytes(Path(SECOND).read_bytes())
    golds = [part for gold in (FIRST, SECOND, str(third)) for part in ("--gold", gold)]
    figures = evaluated(capsys, str(CORPUS), *golds)["figures"]
    alphas = {one["of"]: one["value"] for one in figures if one["measure"] == "Krippendorff's α"}
    task = "sentence holds a quotation"
    pair = next(value for of, value in alphas.items() if of.startswith(f"{task}: ") and "newsan" not in of)
    assert pair < alphas[f"{task}: all 3 coders"] < 1, "two of three coders are one"


def test_python() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(CORPUS.glob("concord_2026-0[1-4]*.txt"))}
    found = newsan.Newsan().evaluate(texts, FIRST)
    assert list(found.figures.columns) == ["part", "of", "measure", "group", "value", "low", "high", "n"]
    assert set(found.errors["doc_id"]) <= set(texts)
    assert "newsan's quotations had a precision of" in found.methods and found.warnings
