"""The values that options take, in one list each, and how a value is checked: by the commands and by the functions."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

from newsan.errors import NewsanError
from newsan.values import EntityType, Kind, Layer

TYPES: tuple[str, ...] = get_args(EntityType)
KINDS: tuple[str, ...] = get_args(Kind)
LAYERS: tuple[str, ...] = get_args(Layer)
TOPICS = ("voices", "concentration", "structure", "kinds", "functions", "people", "position")
LISTS = ("sources", "single-source", "no-reply", "unnamed", "missing", "months")
"""The topics and the lists of an audit."""


def chosen(what: str, values: str | Iterable[str] | None, choices: Sequence[str]) -> tuple[str, ...] | None:
    """The values, each of which is one of the choices; one string is one value, and None stands for all.

    Raises NewsanError for a value that is not among the choices, and TypeError for anything but strings.

    >>> chosen("kind", "indirect", KINDS)
    ('indirect',)
    """
    given = strings(what, values)
    for value in given or ():
        if value not in choices:
            raise NewsanError(unknown(what, value, choices))
    return given


def types(values: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Types of entities, checked; None for all."""
    return chosen("type", values, TYPES)


def kinds(values: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Kinds of quotations, checked; None for all."""
    return chosen("kind", values, KINDS)


def layers(values: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Layers of stance, checked; None for all."""
    return chosen("layer", values, LAYERS)


def strings(what: str, values: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The strings of an option that takes one or several; None for None, TypeError for anything else."""
    if values is None:
        return None
    given = (values,) if isinstance(values, str) else tuple(values)
    for value in given:
        if not isinstance(value, str):
            raise TypeError(f"a {what} is a string, not {type(value).__name__}: {value!r}")
    return given


def names(values: str | Iterable[str] | None) -> tuple[str, ...]:
    """The names of actors, without blanks around them; NewsanError for an empty one, TypeError for anything else."""
    given = tuple(" ".join(name.split()) for name in strings("name", values) or ())
    if "" in given:
        raise NewsanError("expected a name, not an empty text")
    return given


def confidence(value: Any) -> float:
    """A confidence as a float; NewsanError for anything but a number from 0 to 1.

    >>> confidence(1)
    1.0
    """
    try:
        number = math.nan if isinstance(value, str | bytes) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not 0 <= number <= 1:  # nan is neither
        raise NewsanError(f"a confidence is a number from 0 to 1, not {value!r}")
    return number


def processes(value: Any) -> int:
    """A number of processes; TypeError for anything but a whole number, NewsanError for one below 0.

    0 is as many as there are cores that this process may use.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"processes is a whole number, not {type(value).__name__}: {value!r}")
    if value < 0:
        raise NewsanError(f"processes is a number of processes, or 0 for one for each core, not {value}")
    if value:
        return value
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


CHECKS: dict[str, Callable[[Any], Any]] = {
    "types": types,
    "kinds": kinds,
    "layers": layers,
    "targets": names,
    "min_confidence": confidence,
}


def checked(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of an analyzer with their values checked, each after its own rule if it has one."""
    return {name: CHECKS[name](value) if name in CHECKS else value for name, value in options.items()}


def unknown(what: str, name: str, choices: Sequence[str]) -> str:
    """A message of one line about a name that is not among the choices.

    >>> unknown("kind", "indrect", KINDS)
    "unknown kind 'indrect': did you mean 'indirect'? The kinds are: direct, mixed, indirect"
    """
    return f"unknown {what} {name!r}{did_you_mean(name, choices)} The {what}s are: {', '.join(choices)}"


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """The end of a message about an unknown name: the choice it resembles, or a full stop if it resembles none.

    >>> did_you_mean("Malat", ["Malta", "Rome"]), did_you_mean("x", ["Malta"])
    (": did you mean 'Malta'?", '.')
    """
    like = closest(name, choices)
    return f": did you mean {like!r}?" if like else "."


def closest(name: str, choices: Iterable[str]) -> str | None:
    """The choice that a misspelt name resembles most, capitals aside; None if it resembles none."""
    from difflib import get_close_matches  # only for mistakes: nobody else waits for its import

    folded = {choice.casefold(): choice for choice in choices}
    matches = get_close_matches(name.casefold(), folded, 1)
    return folded[matches[0]] if matches else None
