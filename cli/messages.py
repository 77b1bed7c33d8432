"""What goes to standard error, and how odd characters are kept from the terminal.

A message that cannot be written (a full disk, a pipe that nobody reads) is lost, but the rows go on.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading

# Cc: escape sequences, C1 among them; Cs: lone surrogates; and the marks that turn the direction of writing (Unicode
# UAX 9), which can make a terminal show a text that differs from what is there.
UNSAFE = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
UNSAFE_IN_LINES = "(?![\t\n])" + UNSAFE

PLEASE_REPORT = "please report it with what the same command says when NEWSAN_DEBUG=1 is set"

NARROW = 80  # columns, of a terminal that does not know how many it has

_drawing = threading.Lock()
_drawn = 0  # columns of the progress line that stands on the terminal now


def clean(text: str) -> str:
    r"""A text that is safe to print on one line: white space is one blank, control characters are spelt out.

    >>> clean("a\n b\x1b[31m")
    'a b\\x1b[31m'
    """
    text = " ".join(text.split())
    return text if text.isprintable() else re.sub(UNSAFE, _escape, text)


def clean_lines(text: str) -> str:
    r"""A text that is safe to print, with its line feeds and tabs.

    >>> clean_lines("a\tb\n\x9b31m\r")
    'a\tb\n\\x9b31m\\r'
    """
    return re.sub(UNSAFE_IN_LINES, _escape, text)


def clean_json(text: str) -> str:
    r"""The same JSON, safe to print: what a terminal would act on is escaped as JSON has it.

    >>> clean_json('{"a": "\x9b31m"}\n')
    '{"a": "\\u009b31m"}\n'
    """
    return re.sub(UNSAFE_IN_LINES, lambda match: f"\\u{ord(match.group()):04x}", text)


def _escape(match: re.Match[str]) -> str:
    from newsan.surrogates import spelt_out

    character = spelt_out(match.group())
    return character if len(character) > 1 else character.encode("unicode_escape").decode("ascii")


def say(message: str) -> None:
    """Write one line to standard error."""
    write_message(f"newsan: {clean(message)}\n")


def wants_traceback(verbose: bool) -> bool:
    """Whether the user wants to see where a bug is."""
    return verbose or bool(os.environ.get("NEWSAN_DEBUG"))


def trace(error: Exception) -> None:
    """Write the traceback of an exception to standard error."""
    import traceback

    write_message(clean_lines("".join(traceback.format_exception(error))))


def write_message(text: str) -> None:
    """Write to standard error, in place of the progress line; nothing if it is closed, full or without a reader."""
    with _drawing, contextlib.suppress(OSError, ValueError, AttributeError):
        erase()
        sys.stderr.write(text)
        sys.stderr.flush()


def show(text: str) -> None:
    """Draw the line that shows the progress, which has to be a terminal's, in place of the one before."""
    global _drawn
    with _drawing, contextlib.suppress(OSError):
        text = text[: (os.get_terminal_size(2).columns or NARROW) - 1]
        before, _drawn = _drawn, len(text)
        os.write(2, f"\r{text:{before}}".encode())


def erase() -> None:
    """Take the progress line away; no lock is asked for, since a signal may come while it is held."""
    global _drawn
    before, _drawn = _drawn, 0
    if before:
        with contextlib.suppress(OSError):
            os.write(2, f"\r{'':{before}}\r".encode())
