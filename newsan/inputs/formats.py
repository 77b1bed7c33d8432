"""The one table of formats: what each file format is called, how it is known, and what reads it.

A format without a reader stands here so that it is refused by its name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsan.errors import NewsanError
from newsan.inputs.packed import without_ending
from newsan.inputs.remote import without_query

if TYPE_CHECKING:
    from newsan.document import Document, Failure
    from newsan.inputs.opened import Opened
    from newsan.inputs.reading import LeftOut, Mark, Remark

    Read = Callable[[Opened], Iterator[Document | Failure | LeftOut | Remark]]
    Marks = Callable[[Opened], Iterator[Mark]]

SAVE = "save it as plain text first"
SAVE_EACH = "save each article as a plain text file"
UNPACK = "unpack it first"
NO_ARTICLE = "name a text file"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    ``called`` stands in "is …, not plain text", ``advice`` says what to do where there is no reader, ``endings`` are
    those of file names, and ``starts`` are a file's first bytes (each format's own specification).  ``reader`` is the
    module of ``newsan/inputs/readers`` that reads it, ``name`` what ``--input-format`` calls it, and ``extra`` the
    extra of the package that the reader needs.
    """

    called: str
    advice: str = ""
    endings: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    name: str = ""
    reader: str = ""
    extra: str = ""

    @property
    def kind(self) -> str:
        """The name without its article, as it stands in counts."""
        return re.sub(r"^an? ", "", self.called)

    def load(self) -> Read:
        """The function that reads the format; its module is imported only now.

        Raises NotTextError where nothing reads it, and where a package is missing that does.
        """
        read: Read = self.module().read
        return read

    def marks(self) -> Marks | None:
        """The function that tells where the records are, if that costs next to nothing."""
        return getattr(self.module(), "marks", None)

    def module(self) -> Any:
        """The module that reads the format, imported only now; NotTextError as above."""
        if not self.reader:
            raise NotTextError(self)
        try:
            return import_module(f"newsan.inputs.readers.{self.reader}")
        except ImportError as error:
            raise NotTextError(self, f"needs another package: pip install 'newsan[{self.extra}]'") from error


TEXT = Format("plain text", name="text", reader="text")
CSV = Format("CSV", endings=(".csv",), name="csv", reader="delimited")
TSV = Format("TSV", endings=(".tsv", ".tab"), name="tsv", reader="delimited")
DELIMITED = Format("a table with delimiters", reader="delimited")
JSON = Format("JSON", endings=(".json", ".geojson", ".jsonld"), name="json", reader="json_whole")
JSON_LINES = Format("JSON lines", endings=(".jsonl", ".ndjson", ".jl", ".ldjson"), name="jsonl", reader="json_lines")
HTML = Format("HTML", endings=(".html", ".htm", ".xhtml", ".shtml"), name="html", reader="html", extra="html")
XML = Format("XML", SAVE_EACH, (".xml", ".rss", ".atom", ".nitf", ".newsml", ".tei", ".sgml", ".sgm", ".xsl", ".dtd"))
WARC = Format("a web archive", endings=(".warc",), name="warc", reader="warc", extra="warc")
PARQUET = Format(
    "Parquet", endings=(".parquet", ".pq"), starts=(b"PAR1",), name="parquet", reader="parquet", extra="parquet"
)
DOCX = Format("a Word document", endings=(".docx",), name="docx", reader="docx", extra="office")
RTF = Format("an RTF document", endings=(".rtf",), starts=(b"{\\rtf",), name="rtf", reader="rtf", extra="office")
ZIP = Format(
    "a zip archive",
    endings=(".zip",),
    starts=(b"PK\x03\x04", b"PK\x05\x06"),
    name="zip",
    reader="archive",
)
TAR = Format("a tar archive", endings=(".tar", ".tgz", ".tbz2", ".txz", ".tzst"), name="tar", reader="archive")
SPREADSHEET = Format("a spreadsheet", SAVE_EACH, (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"))
OFFICE = Format("an office document", SAVE, (".doc", ".docm", ".odt", ".pptx", ".ppt", ".odp"))
MAIL = Format("an e-mail", "save its text as a plain text file", (".eml", ".msg", ".emlx"))
MAILBOX = Format("a mailbox", SAVE_EACH, (".mbox", ".pst"))
SUBTITLES = Format("a subtitle file", SAVE, (".srt", ".vtt", ".sbv"))
REFERENCES = Format("a list of references", SAVE_EACH, (".ris", ".bib", ".enw", ".nbib"))
NEXIS = Format("a Nexis export", name="nexis", reader="export")
FACTIVA = Format("a Factiva export", name="factiva", reader="export")
PROQUEST = Format("a ProQuest export", name="proquest", reader="export")
OUTPUT = Format("an earlier output of newsan", NO_ARTICLE)
POINTER = Format("a Git LFS pointer", "fetch the file itself with git lfs pull")
DOCUMENTATION = Format("documentation", NO_ARTICLE)
PACKED = Format("a packed file", UNPACK)

# Text in another shape: a user who knows better can have it read as an article.
TEXTUAL = (
    *(CSV, TSV, DELIMITED, JSON, JSON_LINES, HTML, XML, WARC, MAIL, MAILBOX, SUBTITLES, REFERENCES),
    *(NEXIS, FACTIVA, PROQUEST, OUTPUT, POINTER),
    Format("annotations", SAVE_EACH, (".ann", ".conll", ".conllu", ".iob")),
    Format("YAML", SAVE_EACH, (".yaml", ".yml")),
    Format("LaTeX", SAVE, (".tex",)),
    Format("settings", NO_ARTICLE, (".toml", ".ini", ".cfg", ".conf", ".lock", ".properties", ".plist", ".cff")),
    Format(
        "source code",
        NO_ARTICLE,
        (".py", ".js", ".css", ".sh", ".sql", ".java", ".cpp", ".php", ".ipynb", ".rmd", ".qmd", ".bat"),
    ),
    Format("a log file", NO_ARTICLE, (".log",)),
    Format("a checksum", NO_ARTICLE, (".sha256", ".sha1", ".md5")),
)
BINARY = (
    Format("a PDF", SAVE, (".pdf",), (b"%PDF-",)),
    Format("a PostScript file", SAVE, (".ps", ".eps"), (b"%!PS",)),
    *(PARQUET, DOCX, RTF, ZIP, TAR, SPREADSHEET, OFFICE),
    Format("an old office document", SAVE, (), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("an e-book", SAVE, (".epub", ".mobi")),
    Format(
        "an archive",
        UNPACK,
        (".7z", ".rar", ".lzma", ".lz", ".z", ".wacz", ".arc"),
        (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"),
    ),
    Format("a saved web page", SAVE, (".mhtml", ".mht")),
    Format("Arrow", SAVE_EACH, (".arrow", ".feather"), (b"ARROW1", b"FEA1")),
    Format("a database", SAVE_EACH, (".db", ".sqlite", ".sqlite3", ".duckdb"), (b"SQLite format 3\0",)),
    Format(
        "a data file",
        SAVE_EACH,
        (".rds", ".rdata", ".dta", ".sav", ".h5", ".hdf5", ".npy", ".npz", ".pkl", ".pickle", ".avro", ".orc"),
        (b"\x89HDF", b"\x93NUMPY"),
    ),
    Format("a PNG image", NO_ARTICLE, (".png",), (b"\x89PNG\r\n\x1a\n",)),
    Format("a JPEG image", NO_ARTICLE, (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Format(
        "an image",
        NO_ARTICLE,
        (".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".ico", ".svg", ".psd"),
        (b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"),
    ),
    Format(
        "a sound or film file",
        NO_ARTICLE,
        (".mp3", ".wav", ".m4a", ".ogg", ".flac", ".aac", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v"),
        (b"OggS\0", b"fLaC\0"),
    ),
    Format("a font", NO_ARTICLE, (".ttf", ".otf", ".woff", ".woff2")),
    Format("a program", NO_ARTICLE, (".exe", ".dll", ".so", ".dylib", ".jar", ".whl", ".bin", ".pyc"), (b"\x7fELF",)),
)
FORMATS = (TEXT, *TEXTUAL, *BINARY)
BY_NAME = {format.name: format for format in FORMATS if format.name}
BY_ENDING = {ending: format for format in FORMATS for ending in format.endings}
TAR_AT, TAR_START = 257, b"ustar"  # POSIX.1, pax
BY_START = tuple((start, format) for format in FORMATS for start in format.starts)
TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown")

# Files that lie beside articles in a folder.  Names that an article may well have count only in capitals, as projects
# write them, and not before ".txt".
BESIDE = re.compile(
    r"""(?:(?i:readme|license|licence|changelog|contributing)(?:[-_.]\w+)?|COPYING|INSTALL|CITATION|CODE_OF_CONDUCT)
        (?i:\.(?:txt|md|markdown|rst))?
    |(?:AUTHORS|CHANGES|CONTRIBUTORS|HISTORY|MANIFEST|MODEL_CARD|NEWS|NOTICE|SECURITY|TODO|VERSION)(?:\.(?:md|rst))?
    |Makefile|Dockerfile|requirements\.txt|robots\.txt|(?:SHA256|SHA1|MD5)SUMS(?:\.txt)?|_SUCCESS""",
    re.VERBOSE,
)


OWN = "newsan"
"""The metadata by which a Parquet file says that newsan wrote it."""


class NotTextError(NewsanError):
    """An input in a format that newsan does not read, or of which it can read nothing; ``format`` says which."""

    def __init__(self, format: Format, why: str = "") -> None:
        super().__init__(f"is {format.called}, {why or f'not plain text: {format.advice}'}")
        self.format = format
        self.why = why


def by_ending(path: str) -> Format | None:
    """The format that a file's name claims; None for plain text and for endings that say nothing.

    >>> by_ending("articles.CSV.gz").called, by_ending("article.txt")
    ('CSV', None)
    """
    return BY_ENDING.get(ending(path))


def ending(path: str) -> str:
    """The ending of a file's name in small letters, the one before ``.gz`` and the like for a packed file."""
    return os.path.splitext(without_ending(without_query(path.lower())))[1]


def beside(path: str) -> Format | None:
    """Documentation, when that is what a file in a folder is by its name: README.md, LICENSE."""
    return DOCUMENTATION if BESIDE.fullmatch(without_ending(os.path.basename(path))) else None


def by_start(data: bytes) -> Format | None:
    """The format of a file's first bytes; None when they may be text."""
    if data[TAR_AT : TAR_AT + len(TAR_START)] == TAR_START:
        return TAR
    return next((format for start, format in BY_START if data.startswith(start)), None)
