"""Files that are there as a whole or not at all, and tables as Parquet."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsan import __version__
from newsan.errors import NewsanError
from newsan.inputs.formats import OWN

if TYPE_CHECKING:
    import pyarrow

UNFINISHED = ".newsan-unfinished-"
"""The beginning of the name of a file that is being written: hidden, so that nothing takes it for a part."""

SURROGATE = re.compile("[\ud800-\udfff]")
LOST = "\ufffd"

Columns = Mapping[str, str]
"""The columns of a table, each with the type of its cells as rows have it: ``int``, ``str | None``."""

Cells = Mapping[str, Sequence[Any]]
"""The cells of each column of some rows."""


@contextlib.contextmanager
def writing(path: str) -> Iterator[None]:
    """A block whose errors of the operating system mean that a path cannot be written to: NewsanError."""
    try:
        yield
    except OSError as error:
        raise NewsanError(f"cannot write to {path}: {error.strerror or error}") from error


@contextlib.contextmanager
def replacing(path: str) -> Iterator[str]:
    """The name of a file to write, which takes the place of ``path`` when the block ends well; NewsanError if not."""
    with unfinished(path) as temporary:
        with writing(path):
            yield temporary
        put(temporary, path)


@contextlib.contextmanager
def unfinished(path: str) -> Iterator[str]:
    """Another name for a file that is to be ``path``; where the block ends with an error, what has it is removed."""
    temporary = os.path.join(os.path.dirname(path), f"{UNFINISHED}{os.urandom(6).hex()}")
    try:
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def put(temporary: str, path: str) -> None:
    """Give a file that is written its name; NewsanError where that cannot be done."""
    with writing(path):
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())  # so that after a power cut no empty file has the name
        os.replace(temporary, path)


def write_json(path: str, value: Any) -> None:
    """Write a value as a JSON file."""
    write_lines(path, [json.dumps(value, ensure_ascii=False, indent=1)])


def write_lines(path: str, lines: Sequence[str]) -> None:
    """Write lines of text as a file."""
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(f"{line}\n" for line in lines)


def read_json(path: str) -> Any:
    """The value in a JSON file; None if there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def parquet() -> Any:
    """The module that reads and writes Parquet; NewsanError where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise NewsanError("Parquet needs pyarrow, which is not installed: pip install 'newsan[parquet]'") from error
    return pyarrow.parquet


def write_table(path: str, columns: Columns, cells: Cells) -> None:
    """Write a table as a Parquet file: the cells of each column, whose types do not depend on what is in it."""
    with writing_table(path, columns) as write:
        write(cells)


@contextlib.contextmanager
def writing_table(path: str, columns: Columns) -> Iterator[Callable[[Cells], None]]:
    """A function that writes more rows of a table, given as the cells of each column.

    The file takes the place of ``path`` when the block ends well; NewsanError where it cannot be written.
    """
    with unfinished(path) as temporary:
        with writing(path):
            writer = parquet().ParquetWriter(temporary, schema(columns), compression="zstd")

        def write(cells: Cells) -> None:
            with writing(path):
                writer.write_table(table(columns, cells))

        try:
            yield write
        except BaseException:
            with contextlib.suppress(Exception):  # the error is the one that ended the block
                writer.close()
            raise
        with writing(path):
            writer.close()
        put(temporary, path)


def schema(columns: Columns) -> pyarrow.Schema:
    """The schema of a table of Arrow."""
    import pyarrow as pa

    from newsan.corpus.arrays import types

    return pa.schema(list(types(columns).items()), metadata={OWN: __version__})


def table(columns: Columns, cells: Cells) -> pyarrow.Table:
    """A table of Arrow.  It holds no lone surrogates: the sign of a lost character stands for each."""
    import pyarrow as pa

    from newsan.corpus.arrays import array

    kinds = schema(columns)
    return pa.Table.from_arrays([array(cells[one.name], one.type) for one in kinds], schema=kinds)


def read_columns(path: str, names: Sequence[str] | None) -> dict[str, list[Any]]:
    """The cells of some columns of a Parquet file, or of all; names that it has not are left out."""
    file = parquet().ParquetFile(path)
    wanted = [name for name in file.schema_arrow.names if names is None or name in names]
    found: dict[str, list[Any]] = file.read(columns=wanted, use_threads=False).to_pydict()
    return found
