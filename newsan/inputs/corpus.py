"""Corpora on disk for Python programs: files and folders to documents, with the options of the command line."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsan.choices import unknown
from newsan.document import Document, Failure
from newsan.errors import NewsanError, NewsanWarning
from newsan.inputs.decode import check_encoding
from newsan.inputs.formats import BY_NAME
from newsan.inputs.language import NAMES
from newsan.inputs.paths import read
from newsan.inputs.presets import preset_of
from newsan.inputs.reading import ANY, AUTO, LeftOut, Reading, Remark
from newsan.inputs.texts import outside
from newsan.limits import size_in_bytes

Path = str | os.PathLike[str]


def documents_in(paths: Path | Iterable[Path], how: Reading) -> Iterator[Document | Failure]:
    """Each document of files and folders, in order, or the Failure that it is.

    A NewsanWarning says what a user should know, and at the end what was left out.
    """
    names = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    left_out: Counter[str] = Counter()
    for found in read([os.fspath(name) for name in names], how):
        if isinstance(found, LeftOut):
            left_out[found.kind] += 1
        elif isinstance(found, Remark):
            if not found.minor:
                warn(f"{found.input}: {found.says}")
        else:
            yield found
    if left_out:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in left_out.most_common())
        warn(f"{left_out.total():,} left out: {kinds}")


def warn(message: str) -> None:
    """A NewsanWarning at the place that called newsan."""
    warnings.warn(message, NewsanWarning, stacklevel=outside())


def reading(meta: Any, max_size: int | str, **options: Any) -> Reading:
    """The options as one value; NewsanError for an unknown name, TypeError for a value of another type."""
    size = size_in_bytes(str(max_size))
    if size is None:
        raise NewsanError(f"{max_size!r} is not a size: try 10MB, 1.5GiB or a number of bytes")
    how = Reading(meta=pairs(meta), max_size=size, **options)
    for what, value, choices in (("format", how.format, (AUTO, *BY_NAME)), ("language", how.language, (ANY, *NAMES))):
        if value not in choices:
            raise NewsanError(unknown(what, value, choices))
    check_encoding(how.encoding)
    preset_of(how.preset)
    return how


def pairs(meta: Any) -> tuple[tuple[str, str], ...]:
    """Columns of metadata and their fields, from a mapping, from names or from one name.

    >>> pairs({"date": "date_publish"}), pairs(["author", "url"]), pairs(None)
    ((('date', 'date_publish'),), (('author', 'author'), ('url', 'url')), ())
    """
    names = () if meta is None else (meta,) if isinstance(meta, str) else meta
    given = dict(names) if isinstance(names, Mapping) else {name: name for name in names}
    if not all(isinstance(one, str) for pair in given.items() for one in pair):
        raise TypeError(f"meta is a mapping of columns to fields, or names of fields, not {meta!r}")
    return tuple(given.items())
