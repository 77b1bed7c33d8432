"""Stand-ins for the encoder: findings that the model would never give, to see what the rules make of them.

A stand-in takes the place of the encoder's session alone; the tokenizer, the heads and every rule are the real ones.
It draws outputs of the right shapes at random, or replaces a share of the encoder's own outputs by drawn ones.  The
same seed gives the same outputs for the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from newsan.language.model.encoder import Model, Reading, load
from newsan.language.model.pieces import N_PATTERNS, TITLE
from newsan.language.model.stances import Probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PIPELINE, FINDINGS = import_module("newsan.language.pipeline"), import_module("newsan.language.findings")
"""The module that loads the model; the package's own ``annotate`` is the function."""

DEVIATION = 0.6
"""The standard deviation of the states that the encoder gives for the sample articles."""

SURE = 7.0
"""How much likelier, in nats, the drawn tag of a piece is than another: about what the encoder gives for a name."""

LONGEST = {"entity": 5, "attribution": 3}
"""Most pieces in a drawn span."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a stand-in finds things.

    ``replaced`` is the share of the encoder's outputs that give way to drawn ones; with 1 the encoder never runs.
    ``names`` and ``cues`` are the shares of pieces at which a span is drawn, ``capitals`` keeps the names to words
    that begin with a capital letter.  ``heads`` is how much the weights of the heads are changed, in shares of their
    own deviation.  ``polarities`` draws the answers of the stance head, too.
    """

    replaced: float = 1.0
    names: float = 0.15
    cues: float = 0.08
    capitals: bool = True
    heads: float = 0.0
    polarities: bool = False


MANY = Habit(names=0.5, cues=0.1, heads=0.3)
"""Half of the words with a capital begin a name, a tenth of all pieces a cue."""


class StandIn:
    """A session that draws the encoder's outputs."""

    def __init__(self, model: Model, habit: Habit, seed: int) -> None:
        """A stand-in for the session of a model."""
        self.model, self.habit = model, habit
        self.random = np.random.default_rng(seed)

    def get_outputs(self) -> Sequence[Any]:
        """The encoder's own outputs, for their shapes."""
        return cast("Sequence[Any]", self.model.session.get_outputs())

    def run(self, names: None, feed: Mapping[str, NDArray[np.int64]]) -> list[Floats]:
        """States and scores of tags for the pieces of one window."""
        drawn = [one[None] for one in self._drawn(feed["cases"][0])]
        if self.habit.replaced >= 1:
            return drawn
        given = self.model.session.run(names, dict(feed))
        at = self.random.random((1, feed["cases"].shape[1], 1)) < self.habit.replaced
        return [np.where(at, ours, theirs) for ours, theirs in zip(drawn, given, strict=True)]

    def polarities(
        self, model: Model, reading: Reading, questions: Sequence[Any]
    ) -> tuple[dict[Any, Probabilities], dict[Any, Any]]:
        """Probabilities of the three sides for each question, mostly sure ones; none is left open."""
        odds = np.exp(self.random.normal(0, 3, (len(questions), 3)))
        drawn = ((a, b, c) for a, b, c in (odds / odds.sum(axis=1, keepdims=True)).tolist())
        return dict(zip(questions, drawn, strict=True)), {}

    def _drawn(self, cases: NDArray[np.int64]) -> Iterator[Floats]:
        """States, entity scores, attribution scores and embedded pieces [pieces, width]."""
        yield self.random.normal(0, DEVIATION, (len(cases), self.get_outputs()[0].shape[-1])).astype(np.float32)
        wanted = np.flatnonzero(self.random.random(len(cases)) < self.habit.names).tolist()
        names = [i for i in wanted if cases[i] % N_PATTERNS == TITLE or not self.habit.capitals]
        yield self._tagged("entity", len(cases), names)
        cues = np.flatnonzero(self.random.random(len(cases)) < self.habit.cues)
        yield self._tagged("attribution", len(cases), cues.tolist())
        yield self.random.normal(0, DEVIATION, (len(cases), self.get_outputs()[3].shape[-1])).astype(np.float32)

    def _tagged(self, head: str, n: int, begins: Sequence[int]) -> Floats:
        """Scores of ``n`` pieces that make spans of any label begin at some of them."""
        tags = self.model.labels[head]
        scores: Floats = self.random.normal(0, 1, (n, len(tags))).astype(np.float32)
        chosen = np.zeros(n, dtype=np.intp)
        for i in begins:
            end = min(n, i + int(self.random.integers(1, LONGEST[head] + 1)))
            label = tags[int(self.random.integers(1, len(tags)))][2:]
            chosen[i:end] = [tags.index(tag) for tag in _span(label, end - i, f"S-{label}" in tags)]
        scores[np.arange(n), chosen] += SURE
        return scores


def _span(label: str, n: int, ends: bool) -> list[str]:
    """The tags of a span of ``n`` pieces."""
    if ends and n == 1:
        return [f"S-{label}"]
    inner = [f"I-{label}"] * (n - 1)
    return [f"B-{label}", *inner[1:], f"E-{label}"] if ends else [f"B-{label}", *inner]


def standing_in(habit: Habit, seed: int) -> Model:
    """The shipped model with a stand-in for its encoder, and its heads changed if the habit says so."""
    model = load()
    stand_in = cast(Any, StandIn(model, habit, seed))
    return replace(model, session=stand_in, heads=dict(_changed(model.heads, habit.heads, seed)))


def _changed(heads: Mapping[str, Floats], share: float, seed: int) -> Iterator[tuple[str, Floats]]:
    """The weights of the heads, each with noise; only those of the last step, which decide."""
    random = np.random.default_rng(seed)
    for name, weights in heads.items():
        if not share or ".out." not in name:
            yield name, weights
        else:
            noise = random.normal(0, share * float(weights.std()) + share, weights.shape)
            yield name, (weights + noise).astype(np.float32)


@contextmanager
def found_by(model: Model) -> Iterator[None]:
    """Annotate with another model while the block runs."""
    pipeline, found = vars(PIPELINE), vars(FINDINGS)
    before = pipeline["load"], found["first_answers"]
    session: object = model.session
    pipeline["load"] = lambda: model
    if isinstance(session, StandIn) and session.habit.polarities:
        found["first_answers"] = session.polarities
    try:
        yield
    finally:
        pipeline["load"] = before[0]
        found["first_answers"] = before[1]
