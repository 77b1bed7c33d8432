"""Hostile texts: each repeats one form of news writing, or of its ruins, until the text has a given length.

A rule that runs once for every mention, mark or quotation must not look at all the others each time; each pattern gives
some rule as many of both as fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

SYLLABLES = ("ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")


def name(number: int) -> str:
    """A name that no other number has.

    >>> name(0), name(1), name(300)
    ('Baba', 'Coba', 'Raduco')
    """
    syllables = ""
    while number or len(syllables) < 4:
        number, last = divmod(number, len(SYLLABLES))
        syllables += SYLLABLES[last]
    return syllables.capitalize()


Unit = Callable[[int], str]


def repeated(unit: Unit, size: int, before: str = "", after: str = "") -> str:
    """What a unit gives for 0, 1, 2 and so on until there are ``size`` characters, between two other texts."""
    return before + "".join(_until(unit, size)) + after


def _until(unit: Unit, size: int) -> Iterator[str]:
    length = 0
    for number in count():
        piece = unit(number)
        length += len(piece)
        yield piece
        if length >= size:
            return


def of(template: str) -> Unit:
    """A unit with ``{a}``, ``{b}``, ``{c}`` for names, ``{A}`` for capitals, ``{i}`` for the number."""

    def unit(i: int) -> str:
        a, b, c = name(i), name(7 * i + 3), name(13 * i + 5)
        return template.format(i=i, a=a, b=b, c=c, A=a.upper())

    return unit


UNITS: dict[str, Unit | tuple[str, Unit, str]] = {
    # layout and marks
    "words on one line": of("the harbour was closed on monday and "),
    "full stops on one line": of("a. b. "),
    "marks of punctuation": of("?!…. "),
    "blanks": ("Storm hits Porto.", of(" "), "Ann Lee said."),
    "empty lines": of("\n \n"),
    "lines that a program broke": of(
        "the harbour of Porto was closed for the whole of the week\nbecause of the storm "
    ),
    "one long word": of("abcdefgh"),
    "combining marks": of("é̂ü"),
    "opening marks": of("“ "),
    "closing marks behind others": ("", lambda i: "‹a› " if i % 2 else "x ” ", ""),
    "closing marks behind many others": ("", of("‹a› "), " x,” y”" * 2000),
    "marks of all kinds": of("“a ‘b «c \"d 'e"),
    "apostrophes": of("'tis 'n' dogs' o'clock "),
    "values of markup": of("a=\"b c\" d='e' "),
    "brackets": of("Ann Lee ([( "),
    "escapes and mojibake": of("&amp;&#8220;â€œ{a}â€\x9d&nbsp;caf\ufffd "),
    "unfinished escapes": of("&#&amp&;â€"),
    "lines that lead elsewhere": of("Also Read: {a} {b} met us\n"),
    "bullets": of("» {a} {b} said no\n• {c}\n"),
    "transcript": of("[00:01:02] {A}, HOST:\nWe met {b}.\n"),
    "letters": of("DEAR {A}: I met {b}. — {a} in Porto\n"),
    "bylines and credits": of("By {a} {b}, Staff Writer\n(Photo: {c} {a}/{b})\nPORTO (Reuters) — \n"),
    "lines of blanks": ("", lambda i: " " * 50 + "\n" * (i % 7) + "\t" * 50, ""),
    "lines of one letter": of("a\n"),
    "lost closing marks": of("“We will not pay for the {a} bridge, she said. "),
    "capitals": of("THE {A} COUNCIL OF {A} MET {A}. "),
    "names with and": of("{a} and {b} and "),
    "labels of an interview": of("{A}: We met {b} {a} in Porto?\n"),
    "questions and answers": of("Q: Did you meet {a} {b}?\nA: Yes, “we did,” I told {b}.\n"),
    "labels with names": (
        "",
        lambda i: f"{name(i)} {name(i + 1)}: Was it {name(i + 2)} {name(i + 1)}? I said no.\n" * (1 + (i == 0)),
        "",
    ),
    # quotations
    "quotations without a source": of("“We will not pay for the {a} bridge again.” "),
    "quotations without a source, line by line": of("“We will not pay for the {a} bridge again.”\n"),
    "quotations of one speaker": ("Ann Lee said it. ", of("“We will not pay for the {a} bridge now.” "), ""),
    "signed quotations": of("“We will not pay for the {a} bridge.” — {a} {b}\n"),
    "signed quotations on one line": of("“We will not pay for the {a} bridge.” — {a} {b} "),
    "a signature and blanks": ("“We will not pay for the bridge.” — Ann Lee", of(" "), "x"),
    "a source and blanks": ("“We will pay for the bridge,” Ann Lee said", of(" "), ": x\n“We will not pay for it.”"),
    "quotations with a source": of("“We will not pay for the bridge,” said {a} {b}. "),
    "cues behind one quotation": ("“We will not pay for it,” she said. ", of("{a} added that {b} asked. "), ""),
    "cues before one quotation": ("", of("{a} said {b} said "), ": “We will not pay for it.”"),
    "documents that carry": of("According to the statement, {a} said it would pay. "),
    "a speech of many paragraphs": of("“We will not pay for the {a} bridge again.\n"),
    "quotations in quotations": of("“They told us ‘we will pay’ and {a} said ‘no’,” said {b}. "),
    "reports in a report": of("{a} told {b}, “Go,” the police said. "),
    "quotations that touch": ("Ann Lee said it was ", of("“a {a} mess”“so bad”"), " and that was it."),
    "verbs behind quotations": of("“We will pay,” shrugged {a} {b}. “No,” he fumed. "),
    "paragraphs between reports": of(
        "The report found {a}.\nIt rained for a whole week in Porto.\nThe report also found it.\n"
    ),
    "words of somebody": of("In the words of {a} {b}, it was late. "),
    "cells of a table": of("| {a} | said | {b} "),
    "snippets": of("{a} called it “a mess” and “so bad”. "),
    # names
    "names with acronyms": of("The {a} Council ({A}C) met. "),
    "bodies with one first word": of("The United {a} met United. "),
    "bodies with one last word": of("The {a} Council met the Council. "),
    "bodies that grow": ("", lambda i: f"The {' '.join(map(name, range(i % 20 + 1)))} Bank met. ", ""),
    "one surname": of("{a} Lee met us. "),
    "one surname, bare among them": of("{a} Lee met us. Lee left. "),
    "one first name": of("Ann {a} met us. "),
    "one first name, bare among them": of("Ann {a} met us. Ann left. "),
    "middle names of one person": of("Ann {a} Lee met us. "),
    "surnames before all names": ("", lambda i: f"{name(i)} met. ", " Ann Baba. Bo Baba."),
    "names at birth": of("Ann {a}, born {b} {c}, met us. "),
    "titles in a row": of("President Minister "),
    "one name": of("Ann Lee met us. "),
    "names of one list": of("{a} {b}, "),
    "peoples and places": of("The Danish Foreign Ministry and Swedish officials left Russia. "),
    "points in names": of("A.B.C.-"),
    "particles in names": of("al-"),
    # speakers
    "roles of one speaker": of("Mayor Ann Lee said {a} was late. "),
    "roles of many speakers": of("“It is late,” said {a} {b}, the mayor of {c}. "),
    "she": of("Ann Lee came. She said {a} was late. "),
    "the minister": of("Foreign Minister {a} {b} came. The minister said it was late. "),
    "the official": of("An official said {a} was late. The official said it. "),
    "the report": of("A report by {a} {b} came. The report said it was late. "),
    "who": of("{a} {b}, a lawyer who said it was late, left. "),
    "spokesmen of a country": of("American {a} spokesman {b} {c} said the American {a} was late. "),
    "possessives": of("{a}'s brother's "),
    "who said that who said": of("{a} said that {b} told "),
    "names in one long quotation": ("“", of("{a} warned {b} and {c} in {a}. "), "” Ann Lee said."),
    # stance
    "praise": of("{a} praised {b} and {c}. "),
    "praise of a list": ("Ann Lee praised ", of("{a}, "), "Bo Ek."),
    "praise on one line": of("{a} praised {b} and "),
    "he and she": of("he praised her and she thanked him "),
    "denials": of("{a} denied that {b} had attacked {c}. "),
    "fears": of("{a} was worried that the {b} would attack. "),
    "aid": of("{a} is sending {b} weapons to {c}. "),
}
"""What a pattern repeats, with what stands before and behind it if anything does."""


def text_of(pattern: str, size: int) -> str:
    """A text of about ``size`` characters."""
    unit = UNITS[pattern]
    if isinstance(unit, tuple):
        before, repeats, after = unit
        return repeated(repeats, size, before, after)
    return repeated(unit, size)
