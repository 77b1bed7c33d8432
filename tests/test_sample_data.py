"""The sample articles, their gold and the accuracy sample are sound: every string is found, every count adds up."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from tests import sample_gold

NAMES = sample_gold.names()
TYPES = {"PERSON", "ORG", "PLACE", "GROUP", "OTHER"}
KINDS = {"direct", "mixed", "indirect"}
STATUSES = {"named", "unnamed", "unresolved", "unattributed"}
LAYERS = {"portrayal", "expressed", "directed"}
POLARITIES = {"positive", "neutral", "negative"}

OPENING = re.compile(r"[“‘\"]|``|(?<!\w)'(?=\w)")
CLOSING = re.compile(r"(?:[”’\"']|'')$")


def accuracy(task: str) -> list[dict[str, Any]]:
    path = sample_gold.ACCURACY / f"{task}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(a: sample_gold.Span, b: sample_gold.Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def kind_by_marks(pieces: list[str]) -> str:
    if not any(OPENING.search(piece) for piece in pieces):
        return "indirect"
    marked = all(OPENING.match(piece) for piece in pieces) and CLOSING.search(pieces[-1])
    return "direct" if marked else "mixed"


def test_every_article_has_gold() -> None:
    assert sorted(path.stem for path in sample_gold.SAMPLES.glob("*.txt")) == NAMES
    assert len(NAMES) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_length(name: str) -> None:
    assert 250 <= len(sample_gold.article(name).split()) <= 600


@pytest.mark.parametrize("name", NAMES)
def test_entities(name: str) -> None:
    gold = sample_gold.record(name)
    assert {entity["type"] for entity in gold["entities"]} <= TYPES
    assert len({(entity["name"], entity["type"]) for entity in gold["entities"]}) == len(gold["entities"])
    spans = sorted(span for entity in gold["entities"] for span in entity["mentions"])
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
def test_quotes(name: str) -> None:
    text, gold, written = sample_gold.article(name), sample_gold.record(name), sample_gold.raw(name)["quotes"]
    starts = [quote["content"][0][0] for quote in gold["quotes"]]
    assert starts == sorted(starts)
    contents = sorted(span for quote in gold["quotes"] for span in quote["content"])
    assert all(a[1] <= b[0] for a, b in pairwise(contents))
    for quote, strings in zip(gold["quotes"], written, strict=True):
        assert quote["act"] in {"speech", "thought"}
        assert [text[s:e] for s, e in quote["content"]] == strings["content"]
        assert kind_by_marks(strings["content"]) == quote["kind"], strings["content"]
        for part in (quote["source"], quote["cue"]):
            assert part is None or not any(overlap(part, span) for span in contents)


@pytest.mark.parametrize("name", NAMES)
def test_speakers(name: str) -> None:
    text, gold = sample_gold.article(name), sample_gold.raw(name)
    entities = {entity["name"] for entity in gold["entities"]}
    for quote in gold["quotes"]:
        status, speaker = quote["speaker_status"], quote["speaker"]
        assert status in STATUSES and quote["kind"] in KINDS
        if status == "unattributed":
            assert speaker is None and quote["source"] is None
        else:
            assert speaker in entities if status == "named" else speaker in text


@pytest.mark.parametrize("name", NAMES)
def test_counts_per_speaker_are_the_sum_of_the_quotes(name: str) -> None:
    gold = sample_gold.raw(name)
    counts: dict[str, Counter[str]] = {}
    for quote in gold["quotes"]:
        if quote["act"] == "speech":
            counts.setdefault(quote["speaker"] or "(unattributed)", Counter()).update(["quotes", quote["kind"]])
    assert gold["speakers"] == {
        speaker: {key: count[key] for key in ("quotes", "direct", "mixed", "indirect")}
        for speaker, count in counts.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_stance(name: str) -> None:
    gold = sample_gold.record(name)
    entities = {entity["name"] for entity in gold["entities"]}
    seen = [(s["holder"], s["target"], s["layer"], s["polarity"]) for s in gold["stance"]]
    assert len(set(seen)) == len(seen) <= 12
    for entry in gold["stance"]:
        said_by = {q["speaker"] for q in gold["quotes"] if any(overlap(entry["evidence"], c) for c in q["content"])}
        assert entry["layer"] in LAYERS and entry["polarity"] in POLARITIES
        assert entry["target"] in entities
        assert (entry["holder"] == "(author)") == (entry["layer"] == "portrayal")
        assert entry["holder"] in entities | {"(author)"}
        assert entry["layer"] != "expressed" or entry["holder"] in said_by
        assert entry["layer"] != "portrayal" or not said_by


def test_the_articles_carry_what_is_hard() -> None:
    texts = {name: sample_gold.article(name) for name in NAMES}
    quotes = [quote for name in NAMES for quote in sample_gold.raw(name)["quotes"]]
    openings = {match.group() for text in texts.values() for match in OPENING.finditer(text)}
    assert openings == {"“", "‘", '"', "'", "``"}
    assert any(len(quote["content"]) > 2 for quote in quotes)
    assert any(quote["source"] is None for quote in quotes)
    assert texts["election_night"].count("“") == texts["election_night"].count("”") + 1
    kinds = Counter(quote["kind"] for quote in quotes)
    assert kinds["indirect"] > kinds["mixed"] > 0 and kinds["indirect"] > kinds["direct"] > 0
    assert {quote["speaker_status"] for quote in quotes} >= {"named", "unnamed", "unattributed"}
    assert {quote["act"] for quote in quotes} == {"speech", "thought"}


def test_a_wrong_count_in_the_gold_is_noticed() -> None:
    entries = [{"name": "Ann Lee", "type": "PERSON", "forms": {"Ann Lee": 1, "Lee": 2}}]
    with pytest.raises(sample_gold.GoldError, match="'Lee' stands 1 times, not 2"):
        sample_gold.entities("Ann Lee spoke. Lee left; Leeds did not.", entries)


def test_brackets_choose_one_of_two() -> None:
    entry = {"source": "[She] left", "cue": "said", "content": ["it rained"]}
    quote = sample_gold.quote("She left. She said it rained.", entry)
    assert (quote["source"], quote["cue"], quote["content"]) == ((0, 3), (14, 18), [(19, 28)])


def test_the_accuracy_sample_is_derived_from_the_gold() -> None:
    stale = "stale: run python -m tests.sample_gold"
    for task, records in sample_gold.DERIVED.items():
        written = (sample_gold.ACCURACY / f"{task}.jsonl").read_text(encoding="utf-8")
        assert written == sample_gold.lines(records()), stale


@pytest.mark.parametrize("task, marked", [("tone", ["target"]), ("directed", ["source", "target"])])
def test_sentences_of_the_accuracy_sample(task: str, marked: list[str]) -> None:
    records = accuracy(task)
    assert Counter(record["label"] for record in records) == dict.fromkeys(POLARITIES, 20)
    assert len({record["id"] for record in records}) == len(records)
    for record in records:
        for start, end in (record[part] for part in marked):
            assert (start, end) in sample_gold.occurrences(record["text"], record["text"][start:end])
            assert record["text"][start:end].strip() == record["text"][start:end] != ""


def test_reversed_pairs_are_neutral() -> None:
    records = accuracy("directed")
    labels = {(r["text"], tuple(r["source"]), tuple(r["target"])): r["label"] for r in records}
    assert len(labels) == len(records)
    reversals = [(label, labels[text, b, a]) for (text, a, b), label in labels.items() if (text, b, a) in labels]
    assert len(reversals) >= 20
    assert all((one == "neutral") != (other == "neutral") for one, other in reversals)
