"""The options that every command shares; one option means the same on each of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from cli.formats import FORMATS
from newsan.choices import chosen, confidence, processes, unknown
from newsan.duplicates import CHOICES as DUPLICATES
from newsan.errors import NewsanError
from newsan.inputs.formats import BY_NAME
from newsan.inputs.presets import PRESETS, TEXT_FIELDS
from newsan.inputs.reading import ANY, AUTO, Reading

if TYPE_CHECKING:
    Choice = click.Choice[str]
else:
    Choice = click.Choice  # which click before 8.2 cannot subscribe

LANGUAGES = ("en", ANY)
FORMAT_KEY = "newsan.format"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the shared options say, as they were given; a command may have only some of them."""

    reading: Reading
    format: str | None = None
    output: str | None = None
    detail: bool = False
    by: tuple[str, ...] = ("corpus",)
    columns: tuple[str, ...] | None = None
    sort: str | None = None
    limit: int | None = None
    min_count: int = 0
    min_confidence: float = 0.0
    body: bool = False
    duplicates: str = "all"
    aliases: str | None = None
    corrections: str | None = None
    processes: int = 1
    no_header: bool = False
    bom: bool = False
    excel_safe: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    progress: bool = True
    exit_status: bool = False


class OneOf(Choice):
    """A choice among names that suggests the right one for a misspelt one; ``what`` is what they are names of."""

    def __init__(self, what: str, choices: Sequence[str]) -> None:
        super().__init__(choices)
        self.what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value; a usage error when it is not among the choices."""
        if value not in self.choices:
            self.fail(unknown(self.what, value, self.choices), param, ctx)
        return value


def checked(check: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A click callback that hands on what ``check`` makes of a value; its NewsanError becomes a usage error."""

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        try:
            return None if value is None else check(value)
        except NewsanError as error:
            raise click.BadParameter(str(error), ctx, param) from error

    return callback


def listed(what: str, choices: Sequence[str] = ()) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A click callback that splits a comma-separated list; a usage error for a name that is not among the choices."""

    def split(value: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
        if not names:
            raise NewsanError("expected at least one name")
        return chosen(what, names, choices or names) or ()

    return checked(split)


def file_name(value: str) -> str:
    """The name of a file; NewsanError for an empty one."""
    if not value:
        raise NewsanError("expected the name of a file")
    return value


def file_only(value: str) -> str:
    """The name of a file that is not standard input, which the texts may come from."""
    if value == "-":
        raise NewsanError("name a file: standard input is for the texts")
    return file_name(value)


def file_option(*names: str, help: str) -> Callable[..., Any]:
    """The option that names a file of the user's own."""
    return click.option(*names, type=click.Path(), callback=checked(file_only), metavar="FILE", help=help)


def at_most(value: int) -> int:
    """A limit, as large as a sequence can be at most."""
    return min(value, sys.maxsize)


def byte_size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """The bytes that a size such as ``10MB`` means; a usage error for anything else."""
    from newsan.limits import size_in_bytes

    size = size_in_bytes(value)
    if size is None:
        raise click.BadParameter(f"{value!r} is not a size: try 10MB, 1.5GiB or a number of bytes.", ctx, param)
    return size


def remember_format(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Nothing; the last format option on the command line wins, since click calls back in their order."""
    if value:
        ctx.meta[FORMAT_KEY] = value if isinstance(value, str) else param.name


def groupings(value: str) -> tuple[str, ...]:
    """The names that ``--by`` was given, checked as far as that can be done before a document is read."""
    from cli.grouping import keys_of

    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if not names:
        raise NewsanError("expected at least one name")
    keys_of(names)
    return names


def pairs(value: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a field, from a list as ``date=date_publish,author``.

    >>> pairs("date=date_publish, author")
    (('date', 'date_publish'), ('author', 'author'))
    """
    found = []
    for one in filter(None, map(str.strip, value.split(","))):
        name, equals, source = (part.strip() for part in one.partition("="))
        if not name or (equals and not source):
            raise NewsanError(f"{one!r} is no NAME or NAME=FIELD")
        found.append((name, source or name))
    names = [name for name, _ in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if not found or twice:
        raise NewsanError(f"{twice!r} stands there twice" if twice else "expected at least one name")
    return tuple(found)


def pattern(value: str) -> str:
    """A pattern of file names, checked."""
    from newsan.inputs.about import pattern_of

    pattern_of(value)
    return value


def shorthand(name: str) -> Callable[..., Any]:
    """The option that is short for ``-f NAME``."""
    return click.option(
        f"--{name}", is_flag=True, expose_value=False, callback=remember_format, help=f"Short for -f {name}."
    )


INPUT_OPTIONS = (
    click.argument("inputs", nargs=-1, metavar="[INPUT]...", type=click.Path(readable=False)),  # each may fail
    click.option(
        "--input-format",
        type=OneOf("format", (AUTO, *BY_NAME)),
        default=AUTO,
        show_default=True,
        metavar="NAME",
        help=f"What the inputs are, instead of what they seem to be: {', '.join(BY_NAME)}.",
    ),
    click.option("--encoding", default="utf-8", show_default=True, metavar="NAME", help="Encoding of the inputs."),
    click.option(
        "--max-size",
        default="100MB",
        show_default=True,
        callback=byte_size,
        metavar="SIZE",
        help="Refuse texts that are larger than this or unpack to more.",
    ),
    click.option(
        "--text-field",
        metavar="FIELD",
        help="The field of a record (column, key) that holds the text.  [default: the first of "
        f"{', '.join(TEXT_FIELDS)}]",
    ),
    click.option("--title-field", metavar="FIELD", help="The field of a headline to read before the text."),
    click.option(
        "--id-field",
        metavar="FIELD",
        help="The field to take doc_id from.  [default: the file and the record's number]",
    ),
    click.option(
        "--meta",
        default="",
        callback=checked(lambda value: pairs(value) if value else ()),
        metavar="NAME=FIELD,…",
        help="Metadata to take from fields of the records: date=date_publish,author.",
    ),
    click.option(
        "--meta-from-name",
        callback=checked(pattern),
        metavar="PATTERN",
        help="Metadata to take from the names of files: '{outlet}_{date}_{n}'.",
    ),
    click.option(
        "--meta-file",
        type=click.Path(),
        callback=checked(file_only),
        metavar="FILE",
        help="A table (CSV) with metadata: a row for each doc_id or file name.",
    ),
    click.option(
        "--preset",
        type=OneOf("preset", tuple(PRESETS)),
        metavar="NAME",
        help=f"The fields of a well-known source: {', '.join(PRESETS)}.",
    ),
    click.option(
        "--lang",
        type=OneOf("language", LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        help="en leaves out documents in other languages and counts them; any reads them all the same.",
    ),
)
READING = (
    *("encoding", "max_size", "text_field", "title_field", "id_field"),
    *("meta", "meta_from_name", "meta_file", "preset"),
)
OUTPUT_OPTIONS = (
    click.option(
        "-f",
        "--format",
        type=OneOf("format", tuple(FORMATS)),
        expose_value=False,
        callback=remember_format,
        help="Output format. Default: a table on a terminal, else CSV.",
    ),
    *(shorthand(name) for name, format in FORMATS.items() if format.shorthand),
    click.option(
        "-o",
        "--output",
        type=click.Path(),
        callback=checked(file_name),
        metavar="FILE",
        help="Write to FILE, all of it or nothing; without -f, its ending gives the format.",
    ),
    click.option("--no-header", is_flag=True, help="CSV, TSV: no line of column names."),
    click.option("--bom", is_flag=True, help="CSV, TSV: begin with a byte order mark, for spreadsheets."),
    click.option("--excel-safe", is_flag=True, help="CSV, TSV: put ' before text that a spreadsheet would run."),
    click.option(
        "--color",
        type=OneOf("value", ("auto", "always", "never")),
        default="auto",
        show_default=True,
        help="Colours in tables; auto follows NO_COLOR and FORCE_COLOR.",
    ),
)
MESSAGE_OPTIONS = (
    click.option("-q", "--quiet", is_flag=True, help="No messages and no progress."),
    click.option("-v", "--verbose", is_flag=True, help="Say what was read; show the traceback of a bug."),
    click.option(
        "--progress/--no-progress",
        default=True,
        help="Show progress on a terminal if the work takes more than two seconds.  [default: on]",
    ),
)
OPTIONS = (
    *OUTPUT_OPTIONS,
    click.option("--detail", is_flag=True, help="One row per finding instead of the summary."),
    click.option(
        "--by",
        default="corpus",
        show_default=True,
        callback=checked(groupings),
        metavar="corpus|doc|NAME[:UNIT],…",
        help="One summary over all inputs, or one per document or per value of metadata, each sorted and limited "
        "separately; UNIT of a date is day, week, month, quarter or year.",
    ),
    click.option("--columns", callback=listed("column"), metavar="A,B", help="Only these columns, in this order."),
    click.option("--sort", metavar="COL", help="Sort by a column; -COL sorts in descending order."),
    click.option(
        "-n", "--limit", type=click.IntRange(min=0), callback=checked(at_most), metavar="N", help="At most N rows."
    ),
    click.option(
        "--min-count",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Leave out anything that was found fewer than N times.",
    ),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        callback=checked(confidence),  # which refuses nan too
        default=0.0,
        metavar="X",
        help="Drop findings with a confidence below X (from 0 to 1).",
    ),
    click.option(
        "--body", is_flag=True, help="Only the story: leave out bylines, datelines, photo credits and the like."
    ),
    click.option(
        "--duplicates",
        type=OneOf("way", DUPLICATES),
        default=DUPLICATES[0],
        show_default=True,
        help="Count every document, each text once, or near copies once too.",
    ),
    file_option("--aliases", help="Your own name variants: a CSV file alias,name[,type]."),
    file_option("--corrections", help="Your own corrections: a coding sheet, or detail rows with right_ columns."),
    click.option(
        "-j",
        "--processes",
        type=click.INT,
        default=1,
        show_default=True,
        callback=checked(processes),
        metavar="N",
        help="Read with so many processes; 0 is one for each core.",
    ),
    click.option("-e", "--exit-status", is_flag=True, help="Exit with 1 if nothing was found."),
    *INPUT_OPTIONS,
    *MESSAGE_OPTIONS,
)


def with_options(*options: Callable[..., Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What gives a command's function these options, which it hands on to ``settings``."""

    def given(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return given


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command's function with the options that all questions share."""
    return with_options(*OPTIONS)(command)


def shared_options_but(*names: str, formats: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``shared_options`` without those of these names, or of any format, which say nothing to the command."""
    left_out = {*names, *(() if formats else ("format", *FORMATS))}

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        command = shared_options(command)
        kept = [one for one in command.__click_params__ if one.name not in left_out]  # type: ignore[attr-defined]
        command.__click_params__ = kept  # type: ignore[attr-defined]
        return command

    return decorated


def reading(options: dict[str, Any]) -> Reading:
    """What the options say of the inputs, which are taken out of them."""
    format, language = options.pop("input_format"), options.pop("lang")
    return Reading(format=format, language=language, **{name: options.pop(name) for name in READING})


def settings(options: dict[str, Any]) -> Settings:
    """The shared options as Settings, with the format that was asked for last."""
    how = reading(options)
    given = Settings(format=click.get_current_context().meta.get(FORMAT_KEY), reading=how, **options)
    if given.output:
        from cli.endings import check_ending

        check_ending(given.output, given.format, given.quiet)
    return given
