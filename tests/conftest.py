"""Settings for all tests, and newsan run as a user runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("newsan", max_examples=50, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "newsan"))

# Where the tests run in the background or under nohup, these signals are ignored, and every process that they start
# would inherit that; what is handled here is not.
for number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)

ROOT = Path(__file__).parents[1]
Newsan = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def newsan() -> Newsan:
    """``python -m newsan`` in a process of its own, with its input, environment and working directory."""

    def run(
        *arguments: str, input: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**(os.environ if env is None else env), "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "newsan", *arguments], input=input, capture_output=True, env=environment, cwd=cwd
        )

    return run
