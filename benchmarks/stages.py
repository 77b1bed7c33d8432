"""Where newsan's time goes, stage by stage."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from time import process_time
from typing import Any

from newsan.document import Document
from newsan.language import annotate

PIPELINE, PAGE, FINDINGS, ENCODER = (
    import_module(f"newsan.language.{name}") for name in ("pipeline", "layout.page", "findings", "model.encoder")
)
"""The modules whose stages are timed; the package's own ``annotate`` is the function."""

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("paragraphs", PAGE, "paragraphs"),
    ("sentences", PAGE, "sentences"),
    ("pieces", ENCODER, "encode"),
    ("model", FINDINGS, "read"),
    ("mentions", FINDINGS, "mentions"),
    ("links", FINDINGS, "links"),
    ("stances", FINDINGS, "first_answers"),
    ("entities", PIPELINE, "link"),
    ("marks", PAGE, "quotations"),
    ("furniture", PAGE, "furniture"),
    ("turns", PAGE, "turns"),
    ("attributions", PIPELINE, "attributions"),
    ("speakers", PIPELINE, "resolve"),
    ("judgements", PIPELINE, "judgements"),
    ("stances again", PIPELINE, "read_again"),
)
"""A stage's name, and the module and name by which its function is called."""


class Clock:
    """Seconds of CPU of each stage; the time of a stage within a stage counts for the inner one alone."""

    def __init__(self) -> None:
        """A clock that starts now."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.running: list[str] = []
        self.since = process_time()

    def switch(self) -> None:
        """Book the time since the last switch on the stage that runs."""
        now = process_time()
        self.seconds[self.running[-1] if self.running else "rest"] += now - self.since
        self.since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Run what stands inside as this stage."""
        self.switch()
        self.running.append(name)
        try:
            yield
        finally:
            self.switch()
            self.running.pop()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function as a stage; its results are gathered, so that their time counts for it."""
        gathers = inspect.isgeneratorfunction(function)

        def run(*arguments: Any, **options: Any) -> Any:
            with self.stage(name):
                result = function(*arguments, **options)
                return list(result) if gathers else result

        return run


@contextmanager
def stages(clock: Clock) -> Iterator[None]:
    """Time the stages while the block runs."""
    before = [(module, name, getattr(module, name)) for _, module, name in STAGES]
    try:
        for (stage, _, _), (module, name, function) in zip(STAGES, before, strict=True):
            setattr(module, name, clock.timed(stage, function))
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)


def shares(texts: Sequence[str]) -> dict[str, Any]:
    """Seconds of CPU, words per second and each stage's share in per cent; all commands' parts, loading left out."""
    list(annotate([Document("", text) for text in texts[:1]]))
    clock = Clock()
    with stages(clock):
        list(annotate([Document("", text) for text in texts]))
    clock.switch()
    total = sum(clock.seconds.values())
    by_share = sorted(clock.seconds.items(), key=lambda item: -item[1])
    return {
        "words": sum(len(text.split()) for text in texts),
        "cpu_s": round(total, 3),
        "words_per_cpu_s": round(sum(len(text.split()) for text in texts) / total),
        "shares": {name: round(100 * seconds / total, 1) for name, seconds in by_share},
    }
