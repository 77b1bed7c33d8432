"""The antecedent head in numpy, against the same sums written out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from newsan.language.model.antecedent_head import Seen, joined, scores, seen
from newsan.language.model.encoder import Model, load, read

TEXT = "Ada Moor met Tom Voss in Hull. He smiled."
ADA, TOM, HE = (0, 8), (13, 21), (31, 33)
FEATURES = [{"nobody: always": 1.0}, {"nearer ones": 2.0, "no such feature": 9.0}, {"subject": 1.0}]


def seen_in(text: str) -> tuple[Model, Seen]:
    """What the head keeps of a text, by the shipped model."""
    model = load()
    return model, seen(model, read(model, text, (0, len(text)), [(0, len(text))], [(0, len(text))]))


def test_the_scores_are_those_of_the_network() -> None:
    model, text = seen_in(TEXT)
    heads = {name.removeprefix("antecedent."): array for name, array in model.heads.items()}
    width = heads["own.weight"].shape[1]

    def mean(span: tuple[int, int]) -> Any:
        inside = (text.ends > span[0]) & (text.starts < span[1])
        return text.states[inside].astype(np.float32).mean(axis=0)

    own, nothing = mean(HE)[:width], np.zeros(width)
    near, average = mean(TOM)[width:], (mean(TOM)[width:] + mean(ADA)[width:]) / 2
    ada = mean(ADA)[width:]
    expected = []
    for features, one, several in zip(FEATURES, (nothing, near, ada), (nothing, average, ada), strict=True):
        known = sum(
            value * heads["features.weight"][model.labels["feature"].index(name)]
            for name, value in features.items()
            if name in model.labels["feature"]
        )
        states = known + heads["features.bias"] + own @ heads["anaphor.weight"] + heads["kind.weight"][0]
        states = states + np.concatenate((one, several, own * one)) @ heads["candidate.weight"]
        inner = np.maximum(np.maximum(states, 0) @ heads["inner.weight"] + heads["inner.bias"], 0)
        expected.append(float((inner @ heads["out.weight"] + heads["out.bias"])[0]))
    found = scores(model, text, "he or she", HE, [[TOM, ADA], [ADA]], FEATURES)
    assert found == pytest.approx(expected, abs=1e-4)
    assert len({round(one, 3) for one in found}) == 3


def test_nobody_is_scored_where_nobody_was_spoken_of() -> None:
    model, text = seen_in(TEXT)
    (one,) = scores(model, text, "he or she", HE, [], FEATURES[:1])
    assert np.isfinite(one)


def test_sections_are_joined_in_order() -> None:
    _, text = seen_in(TEXT)
    later = replace_places(text, 100)
    whole = joined([text, later])
    assert whole.starts.tolist() == [*text.starts, *later.starts]
    assert len(whole.states) == 2 * len(text.states)


def replace_places(text: Seen, by: int) -> Seen:
    """The same pieces some characters further on."""
    return text._replace(starts=text.starts + by, ends=text.ends + by)


def test_what_is_far_down_a_text_is_told_as_well() -> None:
    model, text = seen_in(TEXT)
    moved = joined([text, replace_places(text, 100)])
    places = [[(113, 121)], [(100, 108)]]
    assert scores(model, moved, "he or she", (131, 133), places, FEATURES) == pytest.approx(
        scores(model, text, "he or she", HE, [[TOM], [ADA]], FEATURES), abs=1e-4
    )
