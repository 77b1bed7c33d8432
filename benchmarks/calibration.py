"""``python -m benchmarks.calibration [--data FOLDER] [--fit] [--limit N]``: does confidence mean what it says?

For each head, on its dev set: the expected calibration error (Guo et al., ICML 2017; ten bins of equal mass), and of
the findings with confidence 0.8 or more the share that is right.  ``raw`` is the model by itself, ``calibrated`` what a
fit makes of it, measured on documents that the fit has not seen (five folds).  ``--fit`` writes the fit over all
documents to ``newsan/language/model/files/calibration.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.fits import fit, probabilities, unseen
from benchmarks.gold import DEV, FOLDER, STANCE_DEV, folder_of
from benchmarks.outcomes import OUTCOMES, Finding, by_marks
from benchmarks.records import Record, read
from benchmarks.scores.ratios import percent
from newsan.language.model.calibration import FILE
from newsan.language.model.folder import SHIPPED

if TYPE_CHECKING:
    from benchmarks.fits import Bools, Floats

BINS = 10
SURE = 0.8
"""The confidence from which on at least four findings in five should be right."""


def calibration_error(confidence: Floats, right: Bools) -> float:
    """The mean distance between confidence and share of right findings over bins of equal mass, in per cent."""
    import numpy as np

    bins = [b for b in np.array_split(np.argsort(confidence, kind="stable"), BINS) if len(b)]
    return percent(sum(len(b) * abs(confidence[b].mean() - right[b].mean()) for b in bins), len(right))


def figures(confidence: Floats, right: Bools) -> Record:
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

    logits, right = np.array([f.logit for f in findings]), np.array([f.right for f in findings])
    return {
        "n": len(findings),
        "right": percent(right.sum(), len(right)),
        "raw": figures(probabilities(logits, 1.0, 0.0), right),
        "calibrated": figures(unseen(logits, right, np.array([f.group for f in findings])), right),
        "parameters": [round(value, 4) for value in fit(logits, right)],
    }


def measured(head: str, folder: Path, limit: int | None) -> Record:
    """The report on one head."""
    task, findings = OUTCOMES[head]
    records = read(folder / (STANCE_DEV if task == "stance" else DEV[task]), limit)
    out = report(list(findings(records)))
    if head == "attribution":
        alone = by_marks(records)
        out["by_marks"] = {"n": len(alone), "right": percent(sum(alone), len(alone))}
    return out


@click.command()
@FOLDER
@click.option("--fit", "keep", is_flag=True, help="Write the fit into the model's folder.")
@click.option("--limit", type=click.IntRange(1), help="Take the first N records of each set only.")
def main(data: Path | None, keep: bool, limit: int | None) -> None:
    """Measure, and with --fit set, how far confidence can be trusted; JSON to stdout."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("no dev sets; name their folder with --data")
    reports = {head: measured(head, folder, limit) for head in OUTCOMES}
    if keep:
        shipped = {head: one["parameters"] for head, one in reports.items()}
        (SHIPPED / FILE).write_text(json.dumps(shipped) + "\n", encoding="utf-8")
    click.echo(json.dumps(reports, indent=1))


if __name__ == "__main__":
    main()
