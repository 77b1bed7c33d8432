"""Damaged spelling: what is read, and that every offset still points into the text as it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan import entities, quotes
from newsan.language.layout.legible import Offsets, mended, repairs, shown
from tests.conftest import Newsan

CRUMBS = [
    "&quot;",
    "&amp;",
    "&amp;#39;",
    "<p>",
    "</i>",
    "<br/>",
    "Ã©",
    "â€œ",
    "â€\ufffd",
    "\ufffd",
    "\u00ad",
    "a",
    " ",
    "&",
    "<",
]


def read(text: str) -> str:
    return mended(text, repairs(text))


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("&ldquo;No,&rdquo; said Lund.", "“No,” said Lund."),
        ("&#8220;No,&#x201d; said Lund of Marks &amp; Sons.", "“No,” said Lund of Marks & Sons."),
        ("She&amp;rsquo;s late.", "She’s late."),
        ("<p>The <b>dam</b> holds.</p><p>It leaks.</p>", "\nThe dam holds.\n\nIt leaks.\n"),
        ("<tr><td>Ann Hall</td><td>41</td></tr>", "\n\tAnn Hall\t\t41\t\n"),
        ("<q>No</q>, she said.", "“No”, she said."),
        ("â€œThe cafÃ© is Zoëâ€™s,â€\x9d she said.", "“The café is Zoëâ€™s,” she said.".replace("â€™", "’")),
        ("â\x80\x9cThe cafÃ© is shutâ\x80\x9d", "“The café is shut”"),
        ("\ufffdIt isn\ufffdt,\ufffd she said.", "“It isn’t,” she said."),
        ("The har\u00adbour\u200b is shut.", "The harbour is shut."),
    ],
)
def test_damage_is_read_as_what_it_stands_for(given_text: str, expected: str) -> None:
    assert read(given_text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rooms from &nbsp220; to &ampere; and &fjord;.",
        "“CAFÉ” and “SÃO” are signs; AT&T; R&D; 3 < 4 > 2; a <- b; <unknown tag>.",
        "The Ä and the Ã stand alone; “IRMÔ too; 5 € â la carte.",
        "Nothing is wrong here: “It’s fine,” she said.",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert read(text) == text


@given(st.lists(st.sampled_from(CRUMBS), max_size=25).map("".join), st.data())
def test_offsets_lead_back(text: str, data: st.DataObject) -> None:
    found = repairs(text)
    legible = mended(text, found)
    start = data.draw(st.integers(0, len(legible)))
    end = data.draw(st.integers(start, len(legible)))
    first, last = Offsets(found).span((start, end))
    assert 0 <= first <= last <= len(text)
    assert shown(text, found, (first, last)).replace("\u00ad", "") == legible[start:end]


def test_rows_point_into_the_text_as_it_was_given() -> None:
    text = "<p>&quot;The roof was leaking,&quot; said Maud Ellery of Marks &amp; Sons.</p>"
    row = quotes(text, detail=True).iloc[0]
    assert (row.speaker, row.kind, row.text) == ("Maud Ellery", "direct", '"The roof was leaking,"')
    assert text[row.start : row.end] == "&quot;The roof was leaking,&quot;"
    mentions = entities(text, detail=True)
    assert [text[a:b] for a, b in zip(mentions.start, mentions.end, strict=True)] == ["Maud Ellery", "Marks &amp; Sons"]
    assert list(mentions.mention) == ["Maud Ellery", "Marks & Sons"]


def test_the_command_line_names_the_damage_once(newsan: Newsan) -> None:
    done = newsan("quotes", "--csv", input="&quot;No,&quot; said Ann Hall. Caf\ufffd&amp;bar.".encode())
    assert done.stderr.count(b"\n") == 1
    assert b"3 HTML escapes and tags" in done.stderr and b"U+FFFD" in done.stderr
    assert newsan("quotes", "--csv", "--quiet", input=b"&quot;No,&quot; said Ann Hall.").stderr == b""
    assert newsan("quotes", "--csv", input="“No,” said Ann Hall.".encode()).stderr == b""
