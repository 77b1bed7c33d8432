"""The ``newsan`` command: its sub-commands, each loaded when it is called, and the exit statuses."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from cli.messages import PLEASE_REPORT, clean_lines, say, trace, wants_traceback, write_message
from newsan import __version__
from newsan.errors import NewsanError, lacks_memory, told
from newsan.threads import keep_to_one_thread

QUESTIONS = ("entities", "quotes", "stance")
COMMANDS = (*QUESTIONS, "check", "text", "annotate", "status", "show", "audit", "report")
COMPLETION = "_NEWSAN_COMPLETE"  # click's variable for shell completion
USAGE, BUG, INTERRUPTED, BROKEN_PIPE = 2, 70, 130, 141  # 70: EX_SOFTWARE of sysexits.h; the others: 128 + signal


class Commands(click.Group):
    """A group that imports a command's module only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; a usage error for a misspelt one and for a file in its place."""
        name = args[0]
        if name not in COMMANDS and os.path.exists(name):
            ctx.fail(f"{name!r} is a file or a folder: say what you ask of it, for example newsan quotes {name}")
        if name not in COMMANDS and not name.startswith("-"):
            from newsan.choices import unknown

            ctx.fail(unknown("command", name, COMMANDS))
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    options_metavar="[--version] [-h|--help]",
    subcommand_metavar="COMMAND [OPTIONS] [INPUT]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command reads files, folders or standard input, and writes a table to a terminal and CSV to a pipe."
    '  Shell completion: eval "$(_NEWSAN_COMPLETE=bash_source newsan)", or zsh_source, fish_source.',
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def newsan(context: click.Context) -> None:
    """Answers three questions about news text: who is in it, who gets to speak, who stands where."""
    if context.invoked_subcommand is None:
        write_message(f"{context.get_help()}\n")
        context.exit(USAGE)


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit status."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:  # Its number would go to the next file that is opened, and a library's messages into that.
            os.open(os.devnull, os.O_RDONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a stream that is closed, or was replaced by something simpler
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    keep_to_one_thread(os.environ)
    if COMPLETION in os.environ:
        newsan.main(prog_name="newsan")
    leave(exit_status(sys.argv[1:]))


def exit_status(arguments: Sequence[str]) -> int:
    """Run the command line ``arguments`` and return the exit status; errors become one line on standard error."""
    try:
        with newsan.make_context("newsan", list(arguments)) as context:
            newsan.invoke(context)
            return 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        write_message(clean_lines(shown.getvalue()))
        return error.exit_code
    except NewsanError as error:
        say(str(error))
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return BROKEN_PIPE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return report(error, arguments)
        say("cannot write to standard output: no space left on the device")  # the help; all else is told by cli.output
        return USAGE
    except Exception as error:  # whatever is left is our own mistake
        if lacks_memory(error):
            say("there is not enough memory to run")
            return USAGE
        return report(error, arguments)


def report(error: Exception, arguments: Sequence[str]) -> int:
    """Say that this is a bug and how to report it, with the traceback only where it was asked for; its exit status."""
    if wants_traceback(not {"-v", "--verbose"}.isdisjoint(arguments)):
        trace(error)
    say(f"this is a bug in newsan {__version__} ({told(error)}): {PLEASE_REPORT}")
    return BUG


def leave(status: int) -> NoReturn:
    """Flush what was written and end the process.

    Nothing is left to tidy up then, so the interpreter is not asked to: taking the model and its libraries apart again
    costs about 0.1 s of processor time, a tenth of a short article's whole run.  (mypy ends in the same way.)
    """
    for stream in (sys.stdout, sys.stderr):
        # A stream may be closed, its reader gone or its disk full; whoever wrote to it has said so already.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(status)
