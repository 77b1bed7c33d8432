"""Texts that are not prose: data, pages, mail and exports, known by how they begin, whatever the file is called."""

from __future__ import annotations

import re

from newsan.inputs import formats
from newsan.inputs.delimited import delimiter_of, is_own
from newsan.inputs.formats import Format

HEAD = 65_536  # characters that are looked at: a container shows itself long before

STRING = r'"(?:[^"\\\n]|\\.)*"'
# What a text begins with, after white space.  Each pattern goes on until prose cannot be meant any more: an article may
# begin with a brace, a bracket, a quotation in one of them, "From London", or a tag.
STARTS = (
    (formats.JSON, rf"\{{\s*{STRING}\s*:"),
    (formats.JSON, r"\{\s*'[^'\n]*'\s*:\s*['\"\[{\dNTF-]"),  # as Python prints a dict
    (formats.JSON, rf"\[\s*(?:\{{\s*(?:{STRING}|'[^'\n]*')\s*:|{STRING}\s*(?:,\s*{STRING}\s*[,\]]|\]\s*\Z))"),
    (formats.JSON, rf"\[\s*(?:{STRING}\s*,\s*)*\"(?:[^\"\\\n]|\\.)*?\\[nu\"/]"),  # a string with escapes
    (formats.JSON, rf"\[\s*\[\s*(?:{STRING}|-?\d+(?:\.\d+)?|null)\s*,"),
    (formats.JSON, rf"(?:(?:var|let|const)\s+)?[\w.$]+\s*(?:=\s*|\()[\[{{]\s*(?:\{{\s*)?{STRING}\s*:"),
    (formats.HTML, r"(?i:(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|style|meta|title)\b)"),
    (formats.HTML, r"HTTP/\d(?:\.\d)? \d{3}\b"),
    (formats.XML, r"<\?xml\b|<!DOCTYPE\s"),
    (formats.WARC, r"WARC/\d\.\d\s|filedesc://"),
    (formats.MAILBOX, r"From \S+ +(?:\w{3},? +)?(?:\w{3} +\d+|\d+ \w{3}) +(?:\d\d:\d\d(?::\d\d)?|\d{4})\b.*\n[\w-]+: "),
    (formats.SUBTITLES, r"WEBVTT\b|\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> "),
    (formats.REFERENCES, r"TY  - [A-Z]+\s|@(?i:article|misc|book|online|inproceedings)\s*\{[^\s,]+,\s*\w+\s*="),
    (formats.POINTER, r"version https://git-lfs\.github\.com/spec/"),
    (formats.PROQUEST, r"(?:Report Information from ProQuest|ProQuest(?: Dialog)?\s*\r?\n_{20,})"),
    (
        formats.OUTPUT,
        r"(?:Who|What|How) [a-z ,]+  [^\n]*\n\n(?: ?[^\n]+\n){1,3} ?─{20,}",
    ),
)
KNOWN_STARTS = tuple((format, re.compile(rf"\s*(?:{pattern})", re.DOTALL)) for format, pattern in STARTS)

# What lines of an export say, wherever they stand; an article quotes none of them on a line of its own.
LINES = (
    (formats.NEXIS, re.compile(r"^\s*\d+ of \d+ DOCUMENTS\s*$", re.MULTILINE)),
    (formats.NEXIS, re.compile(r"^Job Number: .*\n+Documents? \(\d+\)\s*$", re.MULTILINE)),
    (formats.NEXIS, re.compile(r"^(?:LOAD-DATE|Load-Date): .*\d{4}\s*$(?:.|\n)*^\s*End of Document\s*$", re.MULTILINE)),
    (formats.FACTIVA, re.compile(r"^Document [A-Z][A-Z0-9]{5,}20\d{6}[a-z0-9]{6,}\s*$", re.MULTILINE)),
    (formats.FACTIVA, re.compile(r"^WC\s+[\d,]+ words\s*$", re.MULTILINE)),
    (formats.PROQUEST, re.compile(r"^(?:ProQuest document ID|Document URL): \S+\s*$", re.MULTILINE)),
)

HEADER = re.compile(r"([A-Za-z][\w-]*):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
OF_MAIL = {"from", "to", "subject", "date", "received", "newsgroups", "path"}
ONLY_OF_MAIL = {"message-id", "mime-version", "received", "content-type", "return-path", "x-mailer"}  # RFC 5322, 2045

TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/?>")
# Tags that stand in running text; a piece of text with some of them left in it is still read.
INLINE = "a abbr b big blockquote br center cite code em font h1 h2 h3 i li p q s small strong sub sup u"
PAGES = "article aside div footer header main nav section span table tbody td tr"
IN_PROSE, OF_PAGES = frozenset(INLINE.split()), frozenset(PAGES.split())
LEAST_NAMES, LEAST_TAGS = 3, 4  # an article may begin with embedded posts, each in a tag of one name
TAG_EVERY = 1_500  # characters: a text with fewer tags is prose with some tags in it


def container(text: str) -> Format | None:
    """The format of a text that holds articles instead of being one; None for prose.

    Only the head of the text is looked at.
    """
    head = text[:HEAD]
    for format, start in KNOWN_STARTS:
        if start.match(head):
            return json_of(head) if format is formats.JSON else format
    for format, line in LINES:
        if line.search(head):
            return format
    return markup(head) or mail(head) or table(head)


def json_of(head: str) -> Format:
    """What a text in JSON is, by the names in its first object.

    >>> json_of('{"speaker": "Ana Lind", "quotes": 1}').called, json_of('{"doc_id": 1, "text": "It will hold."}').called
    ('an earlier output of newsan', 'JSON')
    """
    if is_own(re.findall(r'"(\w+)":', head[: head.find("}")])):
        return formats.OUTPUT
    return formats.JSON_LINES if one_a_line(head) else formats.JSON


def one_a_line(head: str) -> bool:
    """Whether a text that begins as JSON has a value on each line.

    >>> one_a_line('{"id": 1}\\n{"id": 2}\\n'), one_a_line('{\\n"id": 1}')
    (True, False)
    """
    lines = [line.strip() for line in head.splitlines() if line.strip()][:2]
    return len(lines) == 2 and all(line[0] + line[-1] in ("{}", "[]") for line in lines)


def markup(head: str) -> Format | None:
    """XML or HTML, when a text begins with a tag and goes on in tags that do not belong in running text."""
    start = head.lstrip()
    if not TAG.match(start):
        return None
    tags = [tag for _, tag, _ in TAG.findall(start) if tag.lower() not in IN_PROSE]
    if len(tags) * TAG_EVERY < len(start):
        return None
    if sum(tag in OF_PAGES for tag in tags) >= LEAST_TAGS:
        return formats.HTML
    return formats.XML if len(set(tags)) >= LEAST_NAMES else None


def mail(head: str) -> Format | None:
    """An e-mail, when a text begins with a header as programs write it; "From:" and "Date:" alone are prose."""
    names, at = set(), len(head) - len(head.lstrip())
    while found := HEADER.match(head, at):
        names.add(found[1].lower())
        at = found.end()
    written = bool(names & ONLY_OF_MAIL) and len(names & (OF_MAIL | ONLY_OF_MAIL)) > 2
    return formats.MAIL if written else None


def table(head: str) -> Format | None:
    """CSV, TSV or the like, or what newsan wrote, also in Markdown; None for all else."""
    delimiter = delimiter_of(head)
    if delimiter is None:
        return None
    if is_own(head.split("\n", 1)[0].strip("\r|").split(delimiter)):
        return formats.OUTPUT
    return {",": formats.CSV, ";": formats.CSV, "\t": formats.TSV}.get(delimiter, formats.DELIMITED)
