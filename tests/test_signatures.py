"""Whose a quotation is by its place on the page."""

from __future__ import annotations

import pytest

import newsan

SAID = "“It will run by the end of spring and not one day later.”"


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID} — Eva Lund",
        f"{SAID}\n— Eva Lund (@evalund) May 3, 2024\n\nThe council meets on Monday.",
        f"{SAID}\nEva Lund, harbour chief\n\nThe council meets on Monday.",
        f"{SAID}\nEva Lund\nHarbour chief\n\nThe council meets on Monday.",
        f"{SAID}\n(Eva Lund, harbour chief)\n\nThe council meets on Monday.",
        f"From the desk of Eva Lund, chief analyst, Bay Research.\n\n{SAID}",
        f"The quotes of the week: {SAID} (engineer Eva Lund).",
        f"Eva Lund, 34: {SAID}\n\nUdo Berg, 61: “They should pay.”",
        f"Eva Lund, commuter: {SAID}\n\nUdo Berg, retired: “They should pay.”",
    ],
)
def test_signed(text: str) -> None:
    rows = newsan.quotes(text, detail=True)
    speakers = dict(zip(rows.text, zip(rows.speaker, rows.speaker_status, strict=True), strict=True))
    assert speakers[SAID] == ("Eva Lund", "named")


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID}\nHarbour News\n\nThe council meets on Monday.",
        f"{SAID}\nBy Eva Lund\n\nThe council meets on Monday.",
        f"{SAID} (Music by Tap)",
    ],
)
def test_other_lines_sign_nothing(text: str) -> None:
    assert "signature" not in set(newsan.quotes(text, detail=True).rule)


def test_a_post_is_its_authors() -> None:
    text = "We did it! The tram is coming. pic.twitter.com/Ab3x\n\n— Eva Lund (@evalund) May 3, 2024\n\nIt rained."
    row = newsan.quotes(text, detail=True).iloc[0]
    assert (row.speaker, row.text) == ("Eva Lund", "We did it! The tram is coming.")
