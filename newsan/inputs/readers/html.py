"""Web pages: the article in a page, without menus, comments and adverts, and what the page says about it."""

from __future__ import annotations

import codecs
import contextlib
import logging
import re
import socket
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from newsan.inputs.opened import Opened
from newsan.inputs.presets import KNOWN
from newsan.inputs.records import Broken, Found, Record, documents
from newsan.inputs.remote import is_address

socket_had_ipv6 = socket.has_ipv6
socket.has_ipv6 = False  # else urllib3, which trafilatura brings along, opens a socket while it is imported
try:
    import trafilatura
    import trafilatura.external
    import urllib3.util.connection
    from courlan import extract_domain
    from justext.utils import get_stoplist, get_stoplists
finally:
    socket.has_ipv6 = socket_had_ipv6
urllib3.util.connection.HAS_IPV6 = socket_had_ipv6  # for whoever else uses it in this process

DECLARED = re.compile(rb"<(?:meta[^>]*?|\?xml[^>]*?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
BEFORE_TEXT = 1024  # bytes in which a page has to declare its encoding (HTML standard, 13.2.3.2)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NOTHING = "no article was found in the page"

DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""Only dates that a page declares are taken: one that was guessed from its text may be any date."""


class StopWords:
    """The stop words of all languages, one after another: what trafilatura makes its set of.

    It would hold them as a tuple too (12 MB), which it hashes for each page.
    """

    def __iter__(self) -> Iterator[str]:
        """Every word."""
        return (word for language in get_stoplists() for word in get_stoplist(language))


trafilatura.external.JT_STOPLIST = StopWords()  # type: ignore[assignment]  # any iterable does


def read(opened: Opened) -> Iterator[Found]:
    """The document in a page."""
    address = opened.name if is_address(opened.name) else None
    fields = article(page_text(opened.all(), opened.how.encoding), address)
    return documents(opened, iter([Record(0, fields) if fields else Broken(0, NOTHING)]), KNOWN)


def page_text(data: bytes, fallback: str, declared: str | None = None) -> str:
    """The text of a page in the encoding that it declares, else in UTF-8, else as browsers read it.

    >>> page_text(b'<meta charset="iso-8859-2"><p>\\xb1', "utf-8")[-1]
    'ą'
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = DECLARED.search(data[:BEFORE_TEXT])
    names = [declared, found[1].decode("ascii", "replace") if found else None, fallback, "utf-8"]
    for name in filter(None, names):
        try:
            return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1") else name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")  # what the HTML standard prescribes where nothing is declared


def host_of(address: str | None) -> str | None:
    """The name of the machine that an address leads to, without www.

    >>> host_of("https://www.post.example/2026/pier"), host_of("http://localhost:80/"), host_of(None)
    ('post.example', 'localhost', None)
    """
    with contextlib.suppress(ValueError):  # what is no address
        host = extract_domain(address, fast=True) or urlsplit(address).hostname if address else None
        return host.removeprefix("www.") if host else None
    return None


def article(page: str, address: str | None = None) -> Mapping[str, str | None] | None:
    """The article in a page with what the page says about it; None where there is none.

    The address that it was found at is its own where the page names none.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say, newsan says itself
    try:
        found: Any = trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=DATES
        )
    except Exception:  # whatever a damaged page leads to
        return None
    text = found and found.text
    if not text or not text.strip():
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and lines[0] == found.title:  # which stands in the metadata
        del lines[0]
    host = found.hostname or host_of(address)
    return {
        "text": "\n\n".join(lines),
        "title": found.title,
        "date": found.date,
        "outlet": found.sitename or host,
        "author": found.author,
        "section": "|".join(found.categories or ()) or None,
        "url": found.url or address,
        "hostname": host,
        "language": found.language,
    }
