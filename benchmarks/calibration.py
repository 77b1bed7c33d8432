"""``python -m benchmarks.calibration [--data FOLDER] [--fit] [--limit N]``: does confidence mean what it says?

For each head, on its dev set: the expected calibration error (Guo et al., ICML 2017; ten bins of equal mass), and of
the findings with confidence 0.8 or more the share that is right.  ``raw`` is the model by itself, ``calibrated`` what a
fit makes of it, measured on documents that the fit has not seen (five folds).  ``--fit`` writes the fit over all
documents to ``newsan/language/model/calibration.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchmarks.gold import DEV, FOLDER, folder_of
from benchmarks.outcomes import OUTCOMES, Finding, by_marks
from benchmarks.records import Record, read
from benchmarks.scores.ratios import percent
from newsan.language.calibration import FILE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BINS, FOLDS, STEPS = 10, 5, 30
SURE = 0.8
"""The confidence from which on at least four findings in five should be right."""

FLATTEST = 1e-3
"""Least scale of a fit: a fit never turns the order of findings round."""


def fit(logits: Floats, truth: Floats) -> tuple[float, ...]:
    """The calibration that makes the truth most probable: scale and shift of one logit, a temperature of several."""
    return _platt(logits[:, 0], truth) if logits.shape[1] == 1 else (_temperature(logits, truth),)


def _platt(x: Floats, truth: Floats) -> tuple[float, float]:
    """Scale and shift by Newton's method, with Platt's (1999) softened targets, which keep a perfect head finite."""
    import numpy as np

    n = len(truth)
    target = np.where(truth == 1, (truth.sum() + 1) / (truth.sum() + 2), 1 / (n - truth.sum() + 2))
    design, weights = np.stack([x, np.ones(n)], axis=1), np.array([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        curvature = (design.T * (p * (1 - p))) @ design + 1e-6 * np.eye(2)
        weights = weights - np.clip(np.linalg.solve(curvature, design.T @ (p - target)), -1, 1)
    return max(float(weights[0]), FLATTEST), float(weights[1])


def _temperature(logits: Floats, truth: Floats) -> float:
    """The temperature by Newton's method on its inverse, in which the loss is convex."""
    import numpy as np

    inverse = 1.0
    taken = logits[np.arange(len(logits)), truth]
    for _ in range(STEPS):
        p = _softmax(logits * inverse)
        expected = (p * logits).sum(axis=1)
        slope = (expected - taken).mean()
        curvature = ((p * logits**2).sum(axis=1) - expected**2).mean() + 1e-9
        inverse = max(inverse - float(np.clip(slope / curvature, -0.5, 0.5)), FLATTEST)
    return 1 / inverse


def confidences(logits: Floats, parameters: tuple[float, ...]) -> tuple[Floats, Floats]:
    """The confidence of each finding under a calibration, and the number of what it says (1 where it just says yes)."""
    import numpy as np

    if logits.shape[1] == 1:
        scale, shift = parameters
        return 1 / (1 + np.exp(-scale * logits[:, 0] - shift)), np.ones(len(logits), np.intp)
    p = _softmax(logits / parameters[0])
    return p.max(axis=1), p.argmax(axis=1)


def _softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    import numpy as np

    e: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
    e /= e.sum(axis=1, keepdims=True)
    return e


def calibration_error(confidence: Floats, right: Floats) -> float:
    """The mean distance between confidence and share of right findings over bins of equal mass, in per cent."""
    import numpy as np

    bins = [b for b in np.array_split(np.argsort(confidence, kind="stable"), BINS) if len(b)]
    return percent(sum(len(b) * abs(confidence[b].mean() - right[b].mean()) for b in bins), len(right))


def figures(confidence: Floats, right: Floats) -> Record:
    """Calibration error, the share of findings that are sure, and the share of these that is right."""
    sure = confidence >= SURE
    return {
        "ece": calibration_error(confidence, right),
        "sure": percent(sure.sum(), len(sure)),
        "right_of_sure": percent(right[sure].sum(), sure.sum()),
    }


def report(findings: list[Finding]) -> Record:
    """The figures of a head before and after calibration, and the fit over all its findings."""
    import numpy as np

    logits, truth = np.array([f.logits for f in findings]), np.array([f.truth for f in findings])
    fold = np.array([f.group for f in findings]) % FOLDS
    neutral = (1.0, 0.0) if logits.shape[1] == 1 else (1.0,)
    confidence, says = confidences(logits, neutral)
    right, unseen = says == truth, np.empty(len(findings))
    for number in range(FOLDS):
        inside = fold == number
        unseen[inside] = confidences(logits[inside], fit(logits[~inside], truth[~inside]))[0]
    return {
        "n": len(findings),
        "right": percent(right.sum(), len(right)),
        "raw": figures(confidence, right),
        "calibrated": figures(unseen, right),
        "parameters": [round(value, 4) for value in fit(logits, truth)],
    }


def shipped(reports: dict[str, Record]) -> dict[str, Any]:
    """What the product reads: ``[scale, shift]`` or a temperature for each head."""
    return {head: r["parameters"] if len(r["parameters"]) > 1 else r["parameters"][0] for head, r in reports.items()}


@click.command()
@FOLDER
@click.option("--fit", "keep", is_flag=True, help="Write the fit into the model's folder.")
@click.option("--limit", type=click.IntRange(1), help="Take the first N records of each set only.")
def main(data: Path | None, keep: bool, limit: int | None) -> None:
    """Measure, and with --fit set, how far confidence can be trusted; JSON to stdout."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no dev sets; name their folder with --data")
    reports: dict[str, Record] = {}
    for head, (task, findings) in OUTCOMES.items():
        records = read(folder / DEV[task], limit)
        reports[head] = report(list(findings(records)))
        if head == "attribution":
            alone = by_marks(records)
            reports[head]["by_marks"] = {"n": len(alone), "right": percent(sum(alone), len(alone))}
    if keep:
        FILE.write_text(json.dumps(shipped(reports)) + "\n", encoding="utf-8")
    click.echo(json.dumps(reports, indent=1))


if __name__ == "__main__":
    main()
