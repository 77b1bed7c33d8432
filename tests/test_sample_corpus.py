"""The sample corpus and its coding are sound: files, metadata, declared copies, offsets, one reading beside another."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from newsan.values import SourceType
from tests.sample_gold import SAMPLES

CORPUS = SAMPLES / "corpus"
CODING = SAMPLES / "coding"
OUTLETS = ("concord", "courier", "gazette", "thrum")
SPANISH = "gazette_2026-06-30_1"
COPIES = {
    frozenset({"concord_2026-02-11_1", "gazette_2026-02-12_1"}),
    frozenset({"concord_2026-04-08_1", "courier_2026-04-08_1"}),
    frozenset({"concord_2026-05-20_1", "thrum_2026-05-20_1"}),
}
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))}
QUOTATIONS = ("first", "second")
STANCES = ("first_stance", "second_stance")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sentences(text: str) -> set[str]:
    """The sentences of five words or more, without marks and capitals; shorter ones ("she said") are anybody's."""
    pieces = (re.findall(r"\w+", piece.lower()) for piece in re.split(r"(?<=[.?!])\W*\s+|\n+", text))
    return {" ".join(words) for words in pieces if len(words) >= 5}


METADATA = {row["id"]: row for row in table(CORPUS / "metadata.csv")}


def test_every_article_has_its_metadata() -> None:
    assert list(METADATA) == list(TEXTS)
    assert all(value for row in METADATA.values() for value in row.values())
    assert len({row["url"] for row in METADATA.values()}) == len(METADATA)


@pytest.mark.parametrize("name", TEXTS)
def test_metadata_agrees_with_the_article(name: str) -> None:
    row, text = METADATA[name], TEXTS[name]
    outlet, day, number = name.split("_")
    assert (row["outlet"], row["date"]) == (outlet, day) and number.isdigit()
    assert row["headline"] == text.splitlines()[0]
    assert re.fullmatch(rf"https://[\w.-]+\.example/{day.replace('-', '/')}/[a-z0-9-]+", row["url"])
    assert 150 <= len(text.split()) <= 350


def test_every_outlet_prints_in_every_month() -> None:
    english = [row for name, row in METADATA.items() if name != SPANISH]
    assert len(english) >= 48
    printed = {(row["outlet"], date.fromisoformat(row["date"]).month) for row in english}
    assert printed == {(outlet, month) for outlet in OUTLETS for month in range(1, 7)}


def test_only_declared_copies_share_a_sentence() -> None:
    others = {path.stem: path.read_text("utf-8") for path in SAMPLES.glob("*.txt")}
    found = {name: sentences(text) for name, text in (TEXTS | others).items()}
    assert {frozenset(pair) for pair in combinations(found, 2) if found[pair[0]] & found[pair[1]]} == COPIES


def test_one_copy_is_exact() -> None:
    assert [TEXTS[a] == TEXTS[b] for a, b in sorted(map(sorted, COPIES))] == [False, True, False]


def test_gideon_strake_is_named_everywhere_and_heard_nowhere() -> None:
    named = {name.split("_")[0] for name, text in TEXTS.items() if "Strake" in text}
    assert named == set(OUTLETS)
    after = r"Strake,? (?:has |had )?(?:said|told|says|insisted|added|wrote)\b"
    before = r"(?:[”’\"] said|according to) (?:Mr |Gideon )*Strake\b"
    speaks = re.compile(f"{after}|{before}")
    assert not [name for name, text in TEXTS.items() if speaks.search(text)]


def test_people_and_name_variants_stand_in_the_corpus() -> None:
    whole = "\n".join(TEXTS.values())
    people, variants = table(SAMPLES / "people.csv"), table(SAMPLES / "names.csv")
    assert not [row["name"] for row in people if row["name"] not in whole]
    assert not [row for row in variants if row["alias"] not in whole or row["name"] not in whole]
    assert {row["name"] for row in variants if row["type"] == "person"} <= {row["name"] for row in people}


def test_the_draw_can_be_repeated() -> None:
    draw = random.Random(2026)
    strata = [[name for name in TEXTS if name.startswith(outlet) and name != SPANISH] for outlet in OUTLETS]
    drawn = {name for stratum in strata for name in draw.sample(stratum, 3)}
    assert {row["doc_id"] for row in table(CODING / "first.csv")} == drawn


@pytest.mark.parametrize("name", QUOTATIONS + STANCES)
def test_coded_offsets_give_the_coded_words(name: str) -> None:
    rows = table(CODING / f"{name}.csv")
    places = [(row["doc_id"], int(row["start"]), -int(row["end"])) for row in rows]
    assert places == sorted(places) and len(rows) > 20
    for row in rows:
        assert TEXTS[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["text"]


@pytest.mark.parametrize("name", QUOTATIONS)
def test_coded_quotations_are_whole(name: str) -> None:
    for row in table(CODING / f"{name}.csv"):
        text = TEXTS[row["doc_id"]]
        spans = [tuple(map(int, span.split("-"))) for span in row["spans"].split(";")]
        assert (spans[0][0], spans[-1][1]) == (int(row["start"]), int(row["end"]))
        assert row["kind"] in {"direct", "mixed", "indirect"}
        marked = any(re.search(r"[“‘\"]", text[start:end]) for start, end in spans)
        assert (row["kind"] == "indirect") == (not marked)
        assert row["source"] in text and row["cue"] in text and row["cue"]
        assert row["speaker_status"] in {"named", "unnamed", "unattributed"}
        assert (row["speaker_status"] == "unattributed") == (not row["speaker"]) == (not row["source"])


@pytest.mark.parametrize("name", QUOTATIONS)
def test_coded_sources_have_a_kind(name: str) -> None:
    for row in table(CODING / f"{name}.csv"):
        assert row["source_type"] in {*get_args(SourceType), ""}
        assert (row["speaker_status"] == "unattributed") == (not row["source_type"])
        assert row["source_type"] != "person" or row["speaker_status"] == "named"
        assert row["source_type"] != "unnamed person" or row["speaker_status"] == "unnamed"


def test_coded_stances_take_a_side() -> None:
    for row in (row for name in STANCES for row in table(CODING / f"{name}.csv")):
        assert row["layer"] in {"expressed", "directed"} and row["stance"] in {"positive", "negative"}
        assert row["holder"] and row["target"] and row["holder"] != row["target"]


def test_the_two_readings_agree_mostly_and_not_wholly() -> None:
    read: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in QUOTATIONS:
        for row in table(CODING / f"{name}.csv"):
            read[row["doc_id"], row["spans"]].add(name)
    both = sum(len(names) == 2 for names in read.values())
    assert 0.7 < both / len(read) < 0.95
