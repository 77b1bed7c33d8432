"""The language of a text: what is not English is told and set apart, so that it is never counted as English.

An article in English is known by its most common words.  All other texts are put to py3langid (BSD licence, 5 MB,
offline), which is loaded for the first of them only.
"""

from __future__ import annotations

import lzma
import re
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from newsan.document import Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

HEAD = 3_000  # characters that are looked at
COMMON = """
    the and of to that is was for said with from has have will they it by are were been who which had not but this she
    be would he his her their at on as its an after
"""
"""Words that make up 11 % or more of each of 1,809 English articles and pieces of prose, and 7 % at most of others."""

ENGLISH_WORDS = frozenset(COMMON.split())
SHARE = 0.15  # of common words in English: twice what Norwegian has; all but 2 of those 1,809 have more
LEAST_WORDS = 20  # below which a share says nothing

LIKELY = 0.5
"""The probability from which another language is believed: with it, and for texts of LEAST_BYTES, 1 of 513 headlines
and first lines in English is taken for something else, and 69 of 74 headlines in 13 languages are told."""

LEAST_BYTES = 20  # of letters in UTF-8: in fewer, no language can be told

NAMES = {
    **{"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch"},
    **{"pt": "Portuguese", "sv": "Swedish", "no": "Norwegian", "da": "Danish", "fi": "Finnish", "is": "Icelandic"},
    **{"pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian", "bg": "Bulgarian"},
    **{"hr": "Croatian", "sr": "Serbian", "sl": "Slovene", "bs": "Bosnian", "mk": "Macedonian", "sq": "Albanian"},
    **{"el": "Greek", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "lt": "Lithuanian"},
    **{"lv": "Latvian", "et": "Estonian", "ca": "Catalan", "gl": "Galician", "eu": "Basque", "ga": "Irish"},
    **{"cy": "Welsh", "mt": "Maltese", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "ur": "Urdu", "hi": "Hindi"},
    **{"bn": "Bengali", "ta": "Tamil", "te": "Telugu", "mr": "Marathi", "gu": "Gujarati", "kn": "Kannada"},
    **{"ml": "Malayalam", "pa": "Punjabi", "ne": "Nepali", "si": "Sinhala", "th": "Thai", "vi": "Vietnamese"},
    **{"id": "Indonesian", "ms": "Malay", "tl": "Tagalog", "km": "Khmer", "lo": "Lao", "my": "Burmese"},
    **{"zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ka": "Georgian", "hy": "Armenian", "az": "Azerbaijani"},
    **{"kk": "Kazakh", "uz": "Uzbek", "mn": "Mongolian", "sw": "Swahili", "ha": "Hausa", "so": "Somali"},
    **{"am": "Amharic", "af": "Afrikaans", "zu": "Zulu", "yo": "Yoruba", "ig": "Igbo"},
}
"""The languages that are told apart, by their ISO 639-1 codes: those in which there is much news, so that a headline of
names is not taken for a creole."""

STRETCH = 16  # numbers: of stretches of 8, 16 and 32, 7, 6 and 7.5 MB are left of 39
BLOCK = 1 << 14  # stretches that are read at once: a megabyte

LETTERS = re.compile(r"[^\W\d_]+")
HEADER = struct.Struct("<26xHH")  # of a file in a zip archive: the bytes of its name, and of what stands behind that


def language_of(text: str) -> str | None:
    """The language of a text as its ISO 639-1 code; None where it cannot be told.

    >>> language_of("Die Bürgermeisterin hat den Plan für die neue Brücke verteidigt."), language_of("Ann Lee: 3")
    ('de', None)
    """
    head = text[:HEAD]
    words = LETTERS.findall(head.lower())
    if len(words) >= LEAST_WORDS and sum(word in ENGLISH_WORDS for word in words) >= SHARE * len(words):
        return "en"
    if sum(len(word.encode("utf-8", "ignore")) for word in words) < LEAST_BYTES:
        return None
    language, probability = identifier().classify(head.encode("utf-8", "ignore").decode("utf-8"))
    return str(language) if probability >= LIKELY else None


@cache
def identifier() -> LanguageIdentifier:
    """What tells languages; it is loaded once, and takes 30 MB.

    py3langid's own way to load it takes 90 MB, 190 for a moment, and a place for a temporary file, which a read-only
    disk has not.  So the arrays of its file are read one after another, of the figures those of NAMES are kept, and of
    the table of moves each stretch once.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    found: dict[str, Any] = {}
    with lzma.open(MODEL_DIR / MODEL_FILE) as file:
        for name, values in arrays(file):
            found[name] = values
            if name == "classes":
                kept = [at for at, code in enumerate(values) if code in NAMES]
                found.update({one: found[one][..., kept] for one in ("ptc", "pc", "classes")})
    return LanguageIdentifier(
        found["ptc"],
        found["pc"],
        found["classes"].tolist(),
        found["nextmove"],
        memoryview(found["out_feat"]),
        norm_probs=True,
        tk_row=memoryview(found["nextmove_row"]),
    )


@dataclass(frozen=True, slots=True)
class Stretches:
    """A long row of numbers in which most stretches of STRETCH numbers come again: each of them is held once.

    ``numbers`` are those of all different stretches, ``places`` which of these stands where.
    """

    numbers: memoryview
    places: array[int]

    @classmethod
    def read(cls, file: IO[bytes]) -> Stretches:
        """The numbers of an array of numpy's in a file, which is never held as a whole."""
        from numpy.lib import format

        format.read_magic(file)
        (count,), _, kind = format.read_array_header_1_0(file)
        size, left = STRETCH * kind.itemsize, count * kind.itemsize
        seen: dict[bytes, int] = {}
        places = array("I")
        while left > 0:
            data = file.read(min(left, BLOCK * size))
            places.extend(seen.setdefault(data[at : at + size], len(seen)) for at in range(0, len(data), size))
            left -= BLOCK * size
        numbers: Any = memoryview(b"".join(seen))
        return cls(numbers.cast(kind.char), places)

    def __getitem__(self, at: int) -> int:
        """The number at a place."""
        return int(self.numbers[self.places[at // STRETCH] * STRETCH + at % STRETCH])


def arrays(file: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The arrays of a file of numpy's (npz), which need not be read twice: a zip archive whose files are not packed."""
    from numpy.lib import format

    while (head := file.read(HEADER.size)).startswith(b"PK\3\4"):
        name, extra = HEADER.unpack(head)
        called = file.read(name + extra)[:name].decode().removesuffix(".npy")
        yield called, Stretches.read(file) if called == "nextmove" else format.read_array(file)


def other_language(document: Document, wanted: str) -> str | None:
    """The name of a document's language if it is another one than is wanted; None if it is not, or cannot be told."""
    language = language_of(document.text)
    return None if language in (None, wanted) else NAMES[str(language)]
