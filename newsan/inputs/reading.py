"""How inputs become documents: everything that the options about inputs say, in one value that can be sent anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from newsan.limits import MAX_SIZE

AUTO, ANY = "auto", "any"
HIDDEN = (".", "~$")
"""How the names of hidden files begin: with ~$ those that Word puts beside a document for as long as it is open."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of inputs, and how.

    ``format`` is ``auto`` or the name of a format in ``newsan/inputs/formats.py``, which every file is taken for then.
    ``max_size`` are the bytes of one text at most.  ``text_field``, ``title_field`` and ``id_field`` are fields of
    records (columns, keys); a title is put before the text.  ``meta`` are pairs of a metadata column and the field that
    it is taken from, ``preset`` the name of a ready-made choice of all these (``newsan/inputs/presets.py``);
    ``meta_from_name`` is a pattern of file names, ``meta_file`` a table of metadata by id.  ``language`` is the one
    that is read, or ``any``.
    """

    format: str = AUTO
    encoding: str = "utf-8"
    max_size: int = MAX_SIZE
    text_field: str | None = None
    title_field: str | None = None
    id_field: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    meta_from_name: str | None = None
    meta_file: str | None = None
    preset: str | None = None
    language: str = ANY

    @property
    def plain(self) -> bool:
        """Whether every file is read as an article in plain text."""
        return self.format == "text"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file in a folder that is not an article, or a document in another language, and what kind of thing it is."""

    input: str
    kind: str
    language: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What a user should know of an input that is read, in half a line; a ``minor`` one only who asks for it."""

    input: str
    says: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one input's records: those with the numbers ``start`` to ``stop``, counted from 0, half-open.

    Where the file can be entered there, ``at`` is the byte at which the first one begins.  The records of an archive
    are its files; ``inner`` is the part that is read of the only one.
    """

    start: int = 0
    stop: int | None = None
    at: int | None = None
    inner: Part | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A record: the byte at which a file can be entered to read from it on, None where it cannot be.

    ``records`` is how many there are in it, if it is a large file of an archive that has many.
    """

    at: int | None = None
    records: int = 1


@dataclass(slots=True)
class Meter:
    """How many bytes of the inputs were read so far, as they lie on the disk."""

    before: int = 0
    here: int = 0

    @property
    def read(self) -> int:
        """All bytes so far."""
        return self.before + self.here

    def next(self) -> None:
        """Go on with the next input."""
        self.before, self.here = self.read, 0
