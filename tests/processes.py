"""newsan in processes of its own, as a shell would run it: with files, terminals, limits and signals that are real."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

NEWSAN = (sys.executable, "-m", "newsan")
SHELL = f'newsan() {{ "{sys.executable}" -m newsan "$@"; }}; '

SITE = """
import sys
import newsan.language

annotate = sys.modules["newsan.language.pipeline"]
"""
"""The beginning of a ``sitecustomize`` module, which Python imports when it starts.

There a test puts a real mistake into newsan, since there is no known one to show; everything else is as it is shipped.
"""


def environment(**given: str) -> dict[str, str]:
    """The environment of this process, with newsan to import and without what would change its messages."""
    plain = {name: value for name, value in os.environ.items() if name not in ("NEWSAN_DEBUG", "FORCE_COLOR")}
    return {**plain, "PYTHONPATH": str(ROOT), **given}


def spoilt(folder: Path, code: str) -> dict[str, str]:
    """An environment in which ``code`` runs when Python starts, with the module ``annotate`` at hand."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITE + code)
    return environment(PYTHONPATH=os.pathsep.join((str(site), str(ROOT))))


def shell(line: str, folder: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """What a line of bash does in a folder, where ``newsan`` is a command."""
    options = {"env": environment(), "capture_output": True, "text": True, **options}
    return subprocess.run(["bash", "-c", SHELL + line], cwd=folder, **options)


def on_a_terminal(
    *command: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT, errors_only: bool = False
) -> tuple[int, str]:
    """The status of a process, and what the pseudo-terminal gets that its streams, or only its errors, lead to."""
    leader, follower = pty.openpty()
    given = {**environment(COLUMNS="90", TERM="xterm", NO_COLOR=""), **(env or {})}
    out = subprocess.DEVNULL if errors_only else follower
    process = subprocess.Popen([*command], stdin=follower, stdout=out, stderr=follower, cwd=cwd, env=given)
    os.close(follower)
    received = received_from(leader, process)
    os.close(leader)
    return process.wait(), received.decode("utf-8")


def received_from(leader: int, process: subprocess.Popen[bytes]) -> bytes:
    """Everything that a process writes to its terminal until it ends."""
    received = b""
    while process.poll() is None or select.select([leader], [], [], 0)[0]:
        if select.select([leader], [], [], 0.1)[0]:
            try:
                received += os.read(leader, 65536)
            except OSError:
                break
    return received
