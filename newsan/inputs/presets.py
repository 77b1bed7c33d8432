"""Where records keep their text and metadata: what the user says, what a preset says, and what most corpora call it."""

from __future__ import annotations

from dataclasses import dataclass

from newsan.choices import unknown
from newsan.errors import NewsanError
from newsan.inputs.reading import Reading

TEXT_FIELDS = ("text", "maintext", "content", "body", "article")
"""The fields that hold the text, the first of them that a record has: those of public news corpora and crawlers."""

OWN_TEXT = "text"
"""What readers of pages, documents and exports call the text."""

KNOWN = ("title", "date", "outlet", "author", "section", "url")
"""What pages and exports of databases say of an article; readers of such formats use these names."""

Meta = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record that are used: for its text, in order of preference; for metadata, by column.

    ``asked`` are those that the user named, which ought to be there.
    """

    text: tuple[str, ...]
    title: str | None
    id: str | None
    meta: Meta
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """What a program or a database calls the parts of its records."""

    text: str
    meta: Meta
    id: str | None = None


SAME = tuple((name, name) for name in KNOWN)
PRESETS = {
    "news-please": Preset(  # the JSON of news-please, and CC-News made with it
        "maintext",
        (
            ("title", "title"),
            ("date", "date_publish"),
            ("outlet", "source_domain"),
            ("author", "authors"),
            ("url", "url"),
        ),
    ),
    "trafilatura": Preset(  # trafilatura --json
        "text",
        (("title", "title"), ("date", "date"), ("outlet", "hostname"), ("author", "author"), ("url", "source")),
    ),
    "mediacloud": Preset(  # stories of the Media Cloud API and of its CSV
        "text",
        (
            ("title", "title"),
            ("date", "publish_date"),
            ("outlet", "media_name"),
            ("url", "url"),
        ),
        id="id",
    ),
    "nexis": Preset("text", SAME),
    "factiva": Preset("text", SAME),
    "proquest": Preset("text", SAME),
}


def fields_of(how: Reading, own: tuple[str, ...] | None = None) -> Fields:
    """The fields to use.

    ``own`` is the metadata that a format brings where nothing is said about metadata; such a format has one text, and
    options about fields of texts are not about it.
    """
    preset = preset_of(how.preset)
    text = (how.text_field,) if how.text_field else (preset.text,) if preset else TEXT_FIELDS
    text = text if own is None else (OWN_TEXT,)
    given = {**dict(preset.meta if preset else ()), **dict(how.meta)}
    meta = tuple(given.items()) or tuple((name, name) for name in own or ())
    asked = [how.title_field, *dict(how.meta).values()]
    return Fields(
        text, how.title_field, how.id_field or (preset.id if preset else None), meta, tuple(filter(None, asked))
    )


def preset_of(name: str | None) -> Preset | None:
    """The preset of this name; NewsanError for one that there is not."""
    if name is None:
        return None
    if name not in PRESETS:
        raise NewsanError(unknown("preset", name, tuple(PRESETS)))
    return PRESETS[name]
