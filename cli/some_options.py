"""Some of the shared options, with the same meaning, for commands that read inputs and do not answer a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cli.options import READING, Settings, shared_options
from cli.options import settings as all_settings

INPUTS = ("inputs", "input_format", "lang", *READING, "processes", "aliases", "quiet", "verbose", "progress")
"""What says which documents are read, and how."""


def shared() -> list[click.Parameter]:
    """All shared options."""

    def nothing() -> None:
        """Nothing."""

    shared_options(nothing)
    found: list[click.Parameter] = nothing.__click_params__  # type: ignore[attr-defined]
    return found


def some_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that gives a command the shared options of these names."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        chosen = [parameter for parameter in shared() if parameter.name in names]
        command.__dict__.setdefault("__click_params__", []).extend(chosen)
        return command

    return decorated


def settings(given: dict[str, Any]) -> Settings:
    """The settings with these options, and the defaults of all others."""
    defaults = click.Command("newsan", params=shared()[::-1]).make_context("newsan", [], resilient_parsing=False).params
    return all_settings({**{name: value for name, value in defaults.items() if name != "inputs"}, **given})
