"""A process under strace: what it says to the network, what it writes, which programs it starts.

strace is a package of every Linux distribution (``apt-get install strace``).  A test that needs it is skipped where
it is missing, but fails where ``CI`` is set: there nobody would notice that it never runs.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

WRITING = (
    "open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat symlink symlinkat"
    " truncate unlink unlinkat rmdir chmod fchmodat fchmodat2 chown lchown fchownat utimensat setxattr"
)
WRITES = frozenset(WRITING.split())
STARTS = frozenset({"execve", "execveat", "memfd_create"})
RING = "io_uring_setup"
"""Linux's other way to send and write, which would not show as calls."""

READING = re.compile(r"\bO_RDONLY\b(?!.*\b(?:O_CREAT|O_TRUNC)\b)")
INSIDE = re.compile(r'AF_UNIX, SOCK_|.*sun_path="/var/run/nscd/socket"')
"""Sockets between processes of one machine, and the C library's question whose home is where, to the name cache."""

CALL = re.compile(r"^\d+ +((\w+)\(.*)$", re.MULTILINE)


def under_strace(trace: Path) -> list[str]:
    """What goes before a command line, so that its calls, and those of all that it starts, land in a file."""
    kinds = ["%network", *(f"?{call}" for call in sorted(WRITES | STARTS | {RING}))]
    return ["strace", "-f", "-y", "-qq", "--seccomp-bpf", "-e", f"trace={','.join(kinds)}", "-o", str(trace), "--"]


@functools.cache
def obstacle() -> str:
    """Why strace cannot be used here; empty if it can."""
    if not shutil.which("strace"):
        return "strace is not installed (Debian: apt-get install strace)"
    done = subprocess.run([*under_strace(Path(os.devnull)), "true"], capture_output=True, text=True)
    return f"strace cannot trace here: {done.stderr.strip()}" if done.returncode else ""


def need_strace() -> None:
    """Skip a test where strace cannot be used; fail it in CI."""
    if reason := obstacle():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@dataclass(frozen=True, slots=True)
class Calls:
    """The traced calls of a process and of all that it started, in the words of strace."""

    trace: Path

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """The calls in order: each one's name and the whole of it."""
        return ((name, whole) for whole, name in CALL.findall(self.trace.read_text("utf-8", "replace")))

    @property
    def outward(self) -> list[str]:
        """The calls that might reach another machine, or a program that would."""
        files = WRITES | STARTS
        return [whole for name, whole in self if name not in files and not INSIDE.match(whole.partition("(")[2])]

    @property
    def writing(self) -> list[str]:
        """The calls that make, change or remove a file, or try to."""
        return [whole for name, whole in self if name in WRITES and not READING.search(whole)]

    @property
    def starting(self) -> list[str]:
        """The programs that were started, beginning with the process itself."""
        return [whole for name, whole in self if name in STARTS]
