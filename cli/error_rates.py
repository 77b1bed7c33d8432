"""The error rates that an audit and a report tell: the user's own, from ``newsan evaluate --json``, or ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os.path import basename
from typing import Any

from analyzers.errors_by_cause import CAUSES, ErrorRow
from newsan.errors import NewsanError
from newsan.inputs.aliases import lines_of

QUOTES = (
    "of 100 quotations newsan finds 78, and 91 of 100 rows are quotations; where one is found, its speaker is right in "
    "88 of 100."
)
STANCE = "of 100 rows of stance 79 are right, but only 60 of 100 stances are found."
"""The figures of README.md, which a test compares."""

PUBLIC = "Measured on public corpora (the model card has all figures):"
OURS = f"{PUBLIC} {QUOTES} {STANCE.capitalize()}"
ERROR_TEXTS = tuple(
    f"{side}_{name}" for side in ("newsan", "coder") for name in ("text", "speaker", "kind", "source_type")
)
EVERY = "all"
"""The group of an evaluation that holds all documents."""


def error_rates(path: str) -> str:
    """How often newsan is wrong on the user's texts, of the file that ``newsan evaluate --json`` wrote.

    What the user did not evaluate is told by our figures.  Raises NewsanError, which names the file, for another file.
    """
    found = evaluation(path)
    told = [f"Measured on texts that were coded by hand ({basename(path)}). {found['methods']}"]
    if not has(found, "quotes"):
        told.append(f"Quotations were not evaluated. {PUBLIC} {QUOTES}")
    told.append(" ".join(stance(found)) or f"Stance was not evaluated. {PUBLIC} {STANCE}")
    told += [f"Mind: {warning}." for warning in found["warnings"]]
    return " ".join(told)


@dataclass(frozen=True, slots=True)
class Measured:
    """How often newsan is wrong, in sentences, and the errors one by one where the user has coded a sample."""

    rates: str = OURS
    errors: tuple[ErrorRow, ...] = ()


def measured_by(path: str | None) -> Measured:
    """What the user's own evaluation says; without one, our figures."""
    if path is None:
        return Measured()
    found = evaluation(path)
    names = tuple(ErrorRow.__dataclass_fields__)
    errors = tuple(ErrorRow(**{name: one.get(name) for name in names}) for one in found.get("errors", ()))
    return Measured(error_rates(path), errors)


def evaluation(path: str) -> dict[str, Any]:
    """What ``newsan evaluate --json`` wrote to a file."""
    text = "\n".join(lines_of(path, "the evaluation"))
    try:
        found = json.loads(text)
        whole = bool(found["figures"]) and all(map(is_figure, found["figures"]))
        whole = whole and all(map(is_error, found.get("errors", ())))
        texts = [found["methods"], *found["warnings"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole, texts = False, []
    if not whole or not all(isinstance(text, str) for text in texts):
        raise NewsanError(f"{path}: is not what newsan evaluate --json writes")
    return dict(found)


def is_figure(one: Mapping[str, Any]) -> bool:
    """Whether a row of the file is a figure: four names, and numbers or nothing."""
    names = [one["part"], one["of"], one["measure"], one["group"]]
    numbers = [one["value"], one.get("low"), one.get("high")]
    return all(isinstance(name, str) for name in names) and all(
        number is None or isinstance(number, int | float) for number in numbers
    )


def is_error(one: Mapping[str, Any]) -> bool:
    """Whether a row of the file is an error: its place and its cause, and words or nothing."""
    texts = (one.get(name) for name in ERROR_TEXTS)
    return (
        one["cause"] in CAUSES
        and all(isinstance(one[name], str) for name in ("doc_id", "text"))
        and all(type(one[name]) is int and one[name] >= 0 for name in ("start", "end"))
        and all(text is None or isinstance(text, str) for text in texts)
    )


def has(found: Mapping[str, Any], part: str) -> bool:
    """Whether a part was evaluated."""
    return any(one["part"] == part and one["value"] is not None for one in found["figures"])


def stance(found: Mapping[str, Any]) -> Iterator[str]:
    """What was found out about stance."""
    for one in found["figures"]:
        if one["part"] == "stance" and one["group"] == EVERY and one["value"] is not None:
            yield f"{one['of'].capitalize()}, {one['measure']}: {100 * one['value']:.0f} %{between(one)}."


def between(one: Mapping[str, Any]) -> str:
    """The interval of a figure in brackets."""
    low, high = one.get("low"), one.get("high")
    return "" if low is None or high is None else f" ({100 * low:.0f}–{100 * high:.0f})"
