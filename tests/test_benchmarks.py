"""The definitions of the accuracy figures on small examples counted by hand, the floors, calibration and speed."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks import accuracy, cold, floors, read_texts, records, rows, stages
from benchmarks.calibration import calibration_error, report
from benchmarks.fits import fit, unseen
from benchmarks.outcomes import Finding, judged, logit, uncalibrated
from benchmarks.predictions import PREDICTIONS, around, five_class
from benchmarks.scores import SCORES, directed, entities, quotes, tone
from benchmarks.scores.marked import holds_mark
from benchmarks.scores.tokens import Tokens
from newsan.document import AnnotatedDocument, Attribution, Document
from newsan.language.model.calibration import CLOSEST, Head, calibrated, platt

ARTICLE = "Prime Minister Ana Ruiz met the Senate in Lima. Ruiz's aide, a Peruvian, said: “We lost.”"


def spans(text: str, *strings: str) -> list[list[int]]:
    """Where each of the strings first stands."""
    return [[text.index(string), text.index(string) + len(string)] for string in strings]


def named(text: str, **labels: str) -> list[list[Any]]:
    """Entities by label; several strings of a label are joined by a bar."""
    return [[*span, label] for label, strings in labels.items() for span in spans(text, *strings.split("|"))]


def said(text: str, content: str, source: str = "", kind: str = "indirect") -> dict[str, Any]:
    """An attribution by its strings; pieces of content are joined by a bar."""
    parts = {"source": spans(text, source) if source else [], "content": spans(text, *content.split("|"))}
    return {**parts, "cue": [], "kind": kind}


def test_entities_exact_normalised_and_spans_alone() -> None:
    gold = [
        {"id": "a", "text": ARTICLE, "entities": named(ARTICLE, PERSON="Ana Ruiz|Ruiz", ORG="Senate", PLACE="Lima")}
    ]
    given = named(ARTICLE, PERSON="Prime Minister Ana Ruiz", ORG="the Senate|Lima", GROUP="Peruvian")
    figures = entities.score(gold, [{"id": "a", "entities": given}])
    assert figures["exact"]["micro"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "pred": 3, "gold": 4}
    assert figures["normalised"]["micro"] == {"p": 66.67, "r": 50.0, "f1": 57.14, "tp": 2, "pred": 3, "gold": 4}
    assert figures["exact"]["span_only"]["tp"] == 1
    assert figures["exact"]["per_label"]["PLACE"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "pred": 0, "gold": 1}
    assert figures["other_labels"]["GROUP_OR_OTHER"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "pred": 1, "gold": 0}


@pytest.mark.parametrize(
    ("string", "label", "left"),
    [
        ("the Senate", "ORG", "Senate"),
        ("Senate's", "ORG", "Senate"),
        ("The Hague’s", "PLACE", "Hague"),
        ("Workers'", "ORG", "Workers"),
        ("President Ruiz", "PERSON", "Ruiz"),
        ("President Ruiz", "ORG", "President Ruiz"),
        ("Secretary of State John Kerry", "PERSON", "John Kerry"),
        ("King of Spain", "PERSON", "of Spain"),
        ("Pope", "PERSON", "Pope"),
        ("The", "ORG", "The"),
    ],
)
def test_what_normalising_cuts(string: str, label: str, left: str) -> None:
    start, end, _ = entities.normalised(string, (0, len(string), label))
    assert string[start:end] == left


def test_an_entity_outside_the_text_is_an_error() -> None:
    gold = [{"id": "a", "text": "Lima", "entities": []}]
    with pytest.raises(ValueError, match="outside"):
        entities.score(gold, [{"id": "a", "entities": [[0, 5, "PLACE"]]}])


def test_tokens_belong_to_spans_that_they_touch() -> None:
    tokens = Tokens("The minister said the bridge is safe")
    assert tokens.within([(0, 5), (5, 5)]) == {0, 1}
    assert tokens.content([(18, 36)]) == {4, 6}
    assert tokens.content([(18, 21)]) == {3}
    assert tokens.source([(0, 12)]) == {1}


@pytest.mark.parametrize(
    ("text", "content", "marked"),
    [
        ("He said “no way” again", "no way", True),
        ("He said “no way” again", "again", False),
        ('He said "no way," again', "no way", True),
        ("He called it ``bold'' then", "bold", True),
        ("It's the dogs' day", "the dogs", False),
        ('a 5" pipe burst', "pipe burst", False),
        ("He said that “no way” held", "that “no way” held", True),
    ],
)
def test_content_that_holds_or_touches_a_mark(text: str, content: str, marked: bool) -> None:
    assert holds_mark(text, [(s, e) for s, e in spans(text, content)]) is marked


STORY = "Ana Ruiz said the old bridge would fall soon. “Nobody listened,” the mayor added. Experts fear a flood."


def test_quotes_by_hand() -> None:
    gold = [
        said(STORY, "the old bridge would fall soon", "Ana Ruiz"),
        said(STORY, "“Nobody listened,”", "the mayor", "direct"),
        said(STORY, "a flood", "Experts"),
    ]
    found = [said(STORY, "bridge would fall soon", "the mayor"), said(STORY, "“Nobody listened,”", "mayor")]
    figures = quotes.score([{"id": "a", "text": STORY, "attributions": gold}], [{"id": "a", "attributions": found}])
    assert figures["all"]["content_tokens"] == {"p": 100.0, "r": 71.43, "f1": 83.33, "tp": 5, "pred": 5, "gold": 7}
    assert figures["all"]["attribution"] == {"p": 100.0, "r": 66.67, "f1": 80.0, "tp": 2, "pred": 2, "gold": 3}
    assert figures["all"]["end_to_end"]["tp"] == 1
    assert figures["direct"]["end_to_end"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "tp": 1, "pred": 1, "gold": 1}
    assert figures["recall_by_kind"]["indirect"] == {"gold": 2, "attribution": 50.0, "end_to_end": 0.0}
    assert figures["recall_by_kind"]["mixed"] == {"gold": 0, "attribution": None, "end_to_end": None}


def test_overlap_below_a_half_is_no_match() -> None:
    gold = [said(STORY, "the old bridge would fall soon", "Ana Ruiz")]
    for content, n in (("old bridge", 1), ("soon", 0)):
        found = [said(STORY, content, "Ana Ruiz")]
        figures = quotes.score([{"id": "a", "text": STORY, "attributions": gold}], [{"id": "a", "attributions": found}])
        assert figures["all"]["attribution"]["tp"] == n


@pytest.mark.parametrize(
    ("gold", "given", "n"), [("", "", 1), ("", "Experts", 0), ("Experts", "", 0), ("Experts", "Experts", 1)]
)
def test_no_source_agrees_with_no_source(gold: str, given: str, n: int) -> None:
    wanted = [{"id": "a", "text": STORY, "attributions": [said(STORY, "a flood", gold)]}]
    found = [{"id": "a", "attributions": [said(STORY, "a flood", given)]}]
    assert quotes.score(wanted, found)["all"]["end_to_end"]["tp"] == n


def test_a_marked_prediction_inside_gold_of_another_kind_is_dropped_only_leniently() -> None:
    text = "Ana Ruiz said it was “a very long mistake” by the council."
    gold = [{"id": "a", "text": text, "attributions": [said(text, text[14:-1], "Ana Ruiz", "mixed")]}]
    found = [{"id": "a", "attributions": [said(text, "“a very long mistake”", "Ana Ruiz")]}]
    figures = quotes.score(gold, found)
    assert figures["direct"]["attribution"]["pred"] == 1
    assert figures["direct_lenient"]["attribution"]["pred"] == 0


def test_ignored_regions_are_cut_out_of_predictions() -> None:
    gold = [{"id": "a", "text": STORY, "attributions": [], "ignore": [[0, len(STORY)]]}]
    found = [{"id": "a", "attributions": [said(STORY, "a flood", "Experts")]}]
    assert quotes.score(gold, found)["all"]["attribution"]["pred"] == 0


def test_tone_by_hand() -> None:
    labels = ["positive", "positive", "neutral", "negative"]
    gold = [{"id": str(i), "label": label} for i, label in enumerate(labels)]
    figures = tone.score(
        gold, [{"id": "0", "label": "positive"}, {"id": "1", "label": "neutral"}, {"id": "2", "label": "neutral"}]
    )
    assert (figures["accuracy"], figures["without_prediction"]) == (50.0, 1)
    assert figures["macro_f1"] == round((66.67 + 66.67 + 0) / 3, 2)
    assert figures["avg_recall"] == 50.0
    assert figures["f1_pos_neg"] == pytest.approx(33.33, abs=0.02)


def pair_record(number: int, label: str, source: list[int], target: list[int], five: int) -> dict[str, Any]:
    """A gold pair of a sentence of its own."""
    return {
        "id": str(number),
        "text": f"A {number} B",
        "source": source,
        "target": target,
        "label": label,
        "dse_label": five,
    }


def test_directed_counts_the_reverse_of_polar_pairs_as_neutral() -> None:
    gold = [pair_record(0, "positive", [0, 1], [4, 5], 1), pair_record(1, "neutral", [0, 1], [4, 5], 0)]
    blind = {"label": "positive", "reversed": "positive", "dse_label": 1}
    figures = directed.score(
        gold, [{"id": "0", **blind}, {"id": "1", "label": "neutral", "reversed": "negative", "dse_label": 0}]
    )
    assert figures["directed"]["accuracy"] == 100.0
    assert figures["with_reversed"]["accuracy"] == 66.67
    assert figures["with_reversed"]["per_class"]["positive"]["f1"] == 66.67
    assert figures["five_class"]["micro_f1"] == 100.0
    assert figures["five_class"]["macro_f1"] == 40.0


def test_a_reverse_that_is_a_record_of_its_own_is_not_counted_again() -> None:
    gold = [pair_record(0, "positive", [0, 1], [4, 5], 1), pair_record(1, "neutral", [4, 5], [0, 1], 0)]
    gold[1]["text"] = gold[0]["text"]
    found = [
        {"id": "0", "label": "positive", "reversed": "neutral"},
        {"id": "1", "label": "neutral", "reversed": "positive"},
    ]
    assert directed.score(gold, found)["with_reversed"]["confusion"] == {"neutral->neutral": 1, "positive->positive": 1}


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ((0.1, 0.8, 0.1), (0.1, 0.8, 0.1), 0),
        ((0.1, 0.2, 0.7), (0.1, 0.8, 0.1), 1),
        ((0.1, 0.8, 0.1), (0.1, 0.3, 0.6), 2),
        ((0.9, 0.0, 0.1), (0.2, 0.0, 0.8), 3),
        ((0.7, 0.2, 0.1), (0.8, 0.1, 0.1), 4),
    ],
)
def test_five_classes_out_of_two_directions(
    first: tuple[float, float, float], second: tuple[float, float, float], number: int
) -> None:
    assert five_class(first, second) == number


def test_ids_are_checked() -> None:
    gold = [{"id": "a", "label": "neutral"}]
    with pytest.raises(ValueError, match="not in gold"):
        tone.score(gold, [{"id": "b", "label": "neutral"}])
    with pytest.raises(ValueError, match="twice"):
        tone.score(gold * 2, [])
    with pytest.raises(ValueError, match="unknown label"):
        tone.score(gold, [{"id": "a", "label": "fine"}])


def test_records_are_read_gzipped_or_plain(tmp_path: Path) -> None:
    rows = [{"id": "ä"}, {"id": "b"}]
    records.write(tmp_path / "a.jsonl", rows)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    assert records.read(tmp_path / "a.jsonl") == records.read(tmp_path / "a.jsonl.gz") == rows
    assert records.read(tmp_path / "a.jsonl", limit=1) == rows[:1]


def test_spans_in_two_sentences_are_asked_about_in_both() -> None:
    lines = [(0, 10), (11, 20), (21, 30)]
    assert around([(12, 14)], lines) == (11, 20)
    assert around([(22, 24), (12, 14)], lines) == (11, 30)


@pytest.mark.parametrize("task", SCORES)
def test_predictions_have_the_form_of_their_gold(task: str, tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    text = "Norway warned Belarus. “We will not wait,” Hanna Moe said in Oslo."
    empty: dict[str, Any] = {"quotes": [], "stance": [], "speakers": []}
    asked: dict[str, Any] = {"source": [0, 6], "target": [14, 21], "label": "negative"}
    if task == "stances":
        asked |= {"layer": "directed", "sentence": [0, 22], "holder_span": [0, 6], "target_span": [14, 21]}
        asked |= {"doc": "a", "article": text, "holder": "Norway", "target": "Belarus"}
    records.write(gold, [{"id": "a", "text": text, "entities": [], "attributions": [], **empty, **asked}])
    result = CliRunner().invoke(accuracy.main, [task, str(gold), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == SCORES[task](records.read(gold), records.read(out))
    assert records.read(out) == list(PREDICTIONS[task](records.read(gold)))


def test_a_drop_is_told_and_a_rise_is_not() -> None:
    pinned: floors.Floors = {"dev": {"tone": {"accuracy": 80.0, "macro_f1": 79.0}}}
    assert floors.drops({"dev": {"tone": {"accuracy": 80.0, "macro_f1": 90.0}}}, pinned) == []
    assert floors.drops({"dev": {"tone": {"accuracy": 79.9}}}, pinned) == [
        "dev tone: accuracy is 79.9, the floor is 80.0"
    ]


def test_floors_rise_by_themselves_and_fall_only_when_told() -> None:
    old: floors.Floors = {"dev": {"tone": {"accuracy": 80.0}}, "sample": {"tone": {"accuracy": 70.0}}}
    new: floors.Floors = {"dev": {"tone": {"accuracy": 75.0, "macro_f1": 60.0}}}
    assert floors.merged(old, new)["dev"]["tone"] == {"accuracy": 80.0, "macro_f1": 60.0}
    assert floors.merged(old, new, lower=True)["dev"]["tone"] == {"accuracy": 75.0, "macro_f1": 60.0}
    assert floors.merged(old, new)["sample"] == old["sample"]


def test_a_fit_recovers_what_was_scaled_and_shifted() -> None:
    random = np.random.default_rng(3)
    honest = random.normal(0, 2, 4000)
    right = random.random(4000) < 1 / (1 + np.exp(-honest))
    scale, shift = fit(honest * 3 - 1, right)
    assert scale == pytest.approx(1 / 3, abs=0.05)
    assert shift == pytest.approx(1 / 3, abs=0.1)


def test_the_report_tells_before_from_after() -> None:
    told = report([Finding(i, logit(0.9), i % 2 == 0) for i in range(40)])
    assert (told["n"], told["right"]) == (40, 50.0)
    assert told["raw"] == {"ece": pytest.approx(40), "sure": 100.0, "right_of_sure": 50.0}
    assert told["calibrated"]["ece"] < 5
    assert told["calibrated"]["sure"] == 0


def test_an_unseen_document_has_no_part_in_its_own_fit() -> None:
    logits, groups = np.zeros(10), np.arange(10) % 5
    assert list(unseen(logits, groups == 0, groups)[groups == 0]) == pytest.approx([0.1] * 2, abs=0.01)


def test_a_head_that_is_always_right_has_a_finite_fit() -> None:
    assert all(map(math.isfinite, fit(np.linspace(1, 5, 30), np.ones(30, bool))))


def test_calibration_error_by_hand() -> None:
    assert calibration_error(np.full(10, 0.9), np.array([True] * 9 + [False])) == pytest.approx(18.0)
    assert calibration_error(np.array([0.5]), np.array([True])) == 50.0


def test_calibration_keeps_order_and_range() -> None:
    ps = [0.0, 1e-9, 0.2, 0.5, 0.9, 1.0]
    heads: tuple[Head, ...] = ("entity", "attribution", "expressed", "directed", "portrayal")
    for head in heads:
        out = [calibrated(p, head) for p in ps]
        assert out == sorted(out)
        assert all(0 <= p <= 1 for p in out)
        assert uncalibrated(calibrated(0.7, head), head) == pytest.approx(logit(0.7))
    assert platt(platt(0.7, 0.4, 0.2), 1 / 0.4, -0.2 / 0.4) == pytest.approx(0.7)
    assert platt(1.0, 1.0, 0.0) == pytest.approx(1 - CLOSEST)


def test_an_attribution_is_right_if_matched_end_to_end() -> None:
    (source,), content = spans(STORY, "Experts"), spans(STORY, "a flood")
    gold = {"id": "a", "text": STORY, "attributions": [said(STORY, "a flood", "Experts")]}
    spoken = [
        Attribution(wanted, None, ((content[0][0], content[0][1]),), "indirect", "thought", 0.9, "model")
        for wanted in ((0, 3), (source[0], source[1]))
    ]
    assert judged(gold, AnnotatedDocument(Document("a", STORY), attributions=tuple(spoken))) == {0: False, 1: True}


def test_stages_share_all_the_time() -> None:
    figures = stages.shares(["Norway warned Belarus.\n\n“We will not wait,” Hanna Moe said in Oslo."])
    assert sum(figures["shares"].values()) == pytest.approx(100, abs=1)
    assert {"model", "sentences", "marks", "speakers"} <= figures["shares"].keys()


def test_reading_is_measured() -> None:
    figures = read_texts.measured("entities", ["Norway warned Belarus."], 2)
    assert figures["words"] == 6
    assert isinstance(figures["cpu_s"], float)


def test_whole_processes_are_timed_in_turns(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("“We will not wait,” Hanna Moe said in Oslo.", encoding="utf-8")
    figures = cold.times(article, 1, None)
    assert figures["quotes"]["wall_s"] > figures["click"]["wall_s"] > 0
    assert set(figures["ratios"]) == {"help/click"}


def test_rows_that_differ_are_told_apart_and_new_columns_are_not() -> None:
    def text(**row: Any) -> dict[str, Any]:
        return {"id": "a", "entities": [{"entity": "Ruiz", "start": 4} | row], "quotes": [], "stance": []}

    assert list(rows.differences([text()], [text(part="body")])) == []
    assert list(rows.differences([text()], [text(entity="Ana Ruiz")])) == [
        ("a", "entities", '- {"entity": "Ruiz", "start": 4}'),
        ("a", "entities", '+ {"entity": "Ana Ruiz", "start": 4}'),
    ]


def test_the_rows_of_a_corpus_are_written_whole(tmp_path: Path) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    records.write(folder / "wikinews_dev.jsonl", [{"id": "one", "text": ARTICLE}])
    [found] = rows.rows(rows.documents(tmp_path, rows.CORPORA))
    assert found["id"] == "actors/wikinews_dev.jsonl/one"
    assert [row["text"] for row in found["quotes"]] == ["“We lost.”"]
