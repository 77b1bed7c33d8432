"""What training reads: passages, documents and batches, made without torch."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from newsan.language.model.encoder import load
from newsan.language.model.pieces import LOWER, N_PATTERNS, TITLE
from training.batches import STAND_INS, Packing, batch, names, pack, swapped
from training.labels import POLARITY, QUESTIONS
from training.prepare import NOBODY, kept_records, paired, question_examples
from training.written import written

FIRST = "Mara Quill praised Tobin Vale. He thanked her."
SECOND = "The harbour board sued Ilse Varn."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load().tokenizer


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def asked(text: str, holder: str | None, target: str, label: str | None = None) -> dict[str, Any]:
    return {
        "text": text,
        "layer": "expressed" if holder else "portrayal",
        "sentence": (0, len(text)),
        "holder_span": span(text, holder) if holder else None,
        "target_span": span(text, target),
        "label": label,
    }


def decoded(tokenizer: Tokenizer, ids: Any) -> str:
    return str(tokenizer.decode([int(piece) for piece in ids]))


def test_records_are_kept_by_text_and_only_if_holder_and_target_have_pieces(tokenizer: Tokenizer) -> None:
    good, other = asked(FIRST, "Mara Quill", "Tobin Vale"), asked(SECOND, None, "Ilse Varn")
    again = asked(FIRST, None, "Mara Quill")
    nothing = good | {"target_span": (10, 11)}  # white space
    long = asked("word " * 500 + "Ilse Varn", None, "Ilse Varn")
    kept = [some for _, some in kept_records(tokenizer, [good, other, nothing, again, long])]
    assert kept == [[good, again], [other]]


def test_a_pair_that_takes_a_side_is_neutral_the_other_way_round() -> None:
    record = {"text": FIRST, "source": [0, 10], "target": [19, 29], "label": "positive"}
    given, back = paired(record)
    assert (given["holder_span"], given["target_span"], given["label"]) == ([0, 10], [19, 29], "positive")
    assert (back["holder_span"], back["target_span"], back["label"]) == ([19, 29], [0, 10], "neutral")
    assert len(list(paired(record | {"label": "neutral"}))) == 1


def test_questions_move_with_their_passages_in_a_window(tokenizer: Tokenizer) -> None:
    passages = question_examples(
        tokenizer, [asked(FIRST, "Mara Quill", "Tobin Vale", "positive"), asked(SECOND, None, "Ilse Varn")]
    )
    made = batch("stance", list(pack(passages, 176, Random(1), alone=0.0)))
    assert made.ids.shape[0] == 1 and made.labels is not None
    ((_, first, last, _, _, *holder, t0, t1, question), (_, begin, end, _, _, h0, h1, s0, s1, _)) = made.asked.tolist()
    ids = made.ids[0]
    assert decoded(tokenizer, ids[first:last]) == FIRST.lower()
    assert decoded(tokenizer, ids[slice(*holder)]) == "mara quill"
    assert decoded(tokenizer, ids[t0:t1]) == "tobin vale"
    assert decoded(tokenizer, ids[begin:end]) == SECOND.lower()
    assert ((h0, h1), decoded(tokenizer, ids[s0:s1])) == (NOBODY, "ilse varn")
    assert QUESTIONS[question] == "expressed"
    assert made.labels.tolist() == [[0, 0, 1], [0, 0, 0]] and POLARITY[2] == "positive"


def test_a_filled_window_is_as_long_as_its_passages(tokenizer: Tokenizer) -> None:
    packing = Packing()
    passages = question_examples(tokenizer, [asked(FIRST, None, "Tobin Vale"), asked(SECOND, None, "Ilse Varn")])
    for example in passages:
        packing.add(example, Random(0))
    assert len(packing) == len(packing.window().ids) == sum(len(x["ids"]) for x in passages)


def test_another_name_stands_wherever_the_name_returns(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.batches.STANDING_IN", 0.0)
    text = "Mara praised Tobin. Tobin thanked Mara."
    twice = [asked(text, "Mara", "Tobin"), asked(text, None, "Mara") | {"target_span": (34, 38)}]
    (example,) = question_examples(tokenizer, twice)
    pool = {n: [np.full(n, 2000 + n, np.int16)] for n in names([example])}
    changed = swapped(example, pool, Random(0))["ids"]
    (_, _, (h0, h1), (t0, t1), _), (_, _, _, (a0, a1), _) = example["asked"]
    assert changed[h0:h1].tolist() == changed[a0:a1].tolist()
    renamed = np.zeros(len(changed), bool)
    for start, end in ((h0, h1), (t0, t1), (a0, a1)):
        renamed[start:end] = True
        assert (changed[start:end] == 2000 + end - start).all()
    assert (changed == example["ids"])[~renamed].all()


def test_a_pronoun_or_description_may_stand_for_a_name(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.batches.STANDING_IN", 1.0)
    (example,) = question_examples(tokenizer, [asked("Alex Lee praised Chicago.", "Alex Lee", "Chicago")])
    pool = {n: [np.full(n, 2000 + n, np.int16)] for n in names([example])}
    changed = swapped(example, pool, Random(0))
    (_, _, (h0, h1), (t0, t1), _) = example["asked"][0]
    for start, end in ((h0, h1), (t0, t1)):
        assert tuple(changed["ids"][start:end].tolist()) in STAND_INS[end - start]
        assert (changed["cases"][start:end] % N_PATTERNS == LOWER).all()
    assert example["cases"][h0] % N_PATTERNS == TITLE  # the example itself stays


def test_written_passages_say_who_takes_a_side() -> None:
    found = list(written(200))
    assert {record["layer"] for record in found} == {"expressed", "directed"}
    assert {record["label"] for record in found} == {"positive", "neutral", "negative"}
    for record in found:
        text, sentence = record["text"], record["sentence"]
        assert not set("[]{}") & set(text)
        assert sentence[0] <= record["target_span"][0] < sentence[1]
        assert record["holder_span"] != record["target_span"]
    assert found == list(written(200))
