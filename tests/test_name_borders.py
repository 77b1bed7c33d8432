"""Where names end, and what stands beside them and names nobody: whole texts through the real model."""

from __future__ import annotations

import pytest

from newsan.document import Document
from newsan.language.model.party_words import with_party_words
from newsan.language.pipeline import annotate


def entities(text: str) -> dict[str, tuple[str, int]]:
    """The actors of a text: name, type and how often each is named."""
    (doc,) = annotate([Document("text", text)], parts=("entities",))
    return {entity.name: (entity.type, len(entity.mentions)) for entity in doc.entities}


def speakers(text: str) -> list[tuple[str | None, str]]:
    """The speakers of a text with their status."""
    (doc,) = annotate([Document("text", text)], parts=("entities", "quotes"))
    return [(one.speaker.name, one.speaker.status) for one in doc.attributions if one.speaker]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "Castell cuts forecast for Tamarin\nNordlicht reports profit\nHollis sues Brenner",
            "Tamarin Nordlicht",
        ),
        ("Nadia Ferro\tHarbour Alliance\tLeeds\nJohn Quill\tMeadow Party\tBath", "Nadia Ferro Harbour Alliance"),
        ("Nadia Ferro | Harbour Alliance | Leeds", "Nadia Ferro Harbour Alliance"),
        ("He runs a unit of Castell Marine Inc. Quill's desk is in Leeds.", "Castell Marine Inc. Quill"),
        ("They moved back to the U.S. John Quill stayed.", "U.S. John Quill"),
    ],
)
def test_no_name_crosses_a_line_a_cell_or_the_end_of_a_name(text: str, apart: str) -> None:
    assert not any(apart in name for name in entities(text))


@pytest.mark.parametrize("letters", ["MP", "MSP", "TD", "KC", "OBE", "PhD", ", Ph.D.,", ", CBE,"])
def test_letters_behind_a_name_are_no_part_of_it(letters: str) -> None:
    text = (
        f"Nadia Ferro{'' if letters[0] == ',' else ' '}{letters} said the pier was shut. Ferro said it would stay shut."
    )
    assert entities(text)["Nadia Ferro"] == ("person", 2)
    assert speakers(text) == [("Nadia Ferro", "named")] * 2


def test_letters_in_capitals_may_be_a_name() -> None:
    assert "JACK MA" in entities(
        "JACK MA\n\nThe founder, Jack Ma, was seen in Tokyo on Friday."
    ) or "Jack Ma" in entities("JACK MA\n\nThe founder, Jack Ma, was seen in Tokyo on Friday.")


@pytest.mark.parametrize("title", ["Det Supt", "Cpl", "Chief Supt", "Datuk Seri", "Mx", "Lt Cdr", "Supt"])
def test_short_ranks_are_titles(title: str) -> None:
    text = f"{title} Nadia Ferro said on Monday that the lane was shut. Ferro said the bridge was open."
    assert entities(text)["Nadia Ferro"] == ("person", 2)


def test_an_age_is_no_part_of_the_speaker() -> None:
    text = "Nadia Ferro, 52, told the court that she saw the van. “It was white,” said Ferro, 52."
    assert speakers(text) == [("Nadia Ferro", "named")] * 2


def test_a_party_tag_names_nobody() -> None:
    found = entities(
        "Rep. Nadia Ferro, D-Minn., Sen. John Quill (R-Ohio) and Sen. Ada Moss, D-N.Y., met on D-Day beach."
    )
    assert [name for name, (kind, _) in found.items() if kind in ("person", "org")] == [
        "Nadia Ferro",
        "John Quill",
        "Ada Moss",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("House Republicans left the talks, while Democrats stayed.", {"Republicans", "Democrats"}),
        ("Tories and Lib Dems voted together on Monday.", {"Tories", "Lib Dems"}),
        ("A Republican aide said that Democratic leaders knew.", {"Republican", "Democratic"}),
        ("Nothing liberal or conservative about it: liberals and conservatives agree.", set()),
        ("Liberal amounts of salt ruined the soup.", set()),
    ],
)
def test_party_words_are_groups(text: str, expected: set[str]) -> None:
    found = entities(text)
    assert {name for name, (kind, _) in found.items() if kind == "group"} == expected
    assert expected or not found


def test_a_party_word_inside_a_name_stays_there() -> None:
    words = ["The", "Republican", "National", "Committee", "and", "the", "Democratic", "Party", "met", "Republicans"]
    assert with_party_words(words, [(6, 8, "ORG")]) == [(6, 8, "ORG"), (9, 10, "GROUP")]


def test_a_party_word_before_a_full_name_is_no_part_of_it() -> None:
    words = ["fans", "of", "Republican", "Ann", "Lee", "and", "of", "the", "Republican", "Tarn", "Caucus"]
    found = with_party_words(words, [(2, 5, "ORG"), (8, 11, "ORG")])
    assert found == [(2, 3, "GROUP"), (3, 5, "PERSON"), (8, 11, "ORG")]


def test_greens_are_the_party() -> None:
    assert with_party_words(["The", "Greens", "agreed"], [(1, 2, "ORG")]) == [(1, 2, "ORG")]
    assert with_party_words(["The", "Greens", "agreed"], [(1, 2, "PERSON")]) == [(1, 2, "ORG")]


def test_the_grand_old_party_is_an_organisation_wherever_it_stands() -> None:
    words = ["Many", "GOP", "voters", "like", "the", "GOP", "nominee"]
    assert with_party_words(words, []) == [(1, 2, "ORG"), (5, 6, "ORG")]


def test_a_brand_may_begin_with_small_letters() -> None:
    found = entities(
        "my7news, a small ad platform, is hiring. Clients of my7news agree, said Ada Rubin, CEO of my7news."
    )
    assert found["my7news"][1] >= 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United Nations and European Union signed on Monday.", {"United Nations", "European Union"}),
        ("The World Bank and International Monetary Fund lent more.", {"World Bank", "International Monetary Fund"}),
        ("Bosnia and Herzegovina voted on Monday.", {"Bosnia and Herzegovina"}),
        ("Johnson and Johnson recalled forty products.", {"Johnson and Johnson"}),
        ("The Department of Health and Human Services agreed.", {"Department of Health and Human Services"}),
        ("A letter of the Department for Culture, Media and Sport came.", {"Department for Culture, Media and Sport"}),
        ("The Ministry of Defence, France and Germany agreed.", {"Ministry of Defence", "France", "Germany"}),
    ],
)
def test_and_between_names_and_inside_them(text: str, expected: set[str]) -> None:
    assert set(entities(text)) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Subscribers of Quillo complained. Quillo said it was sorry.", "Quillo", ("org", 2)),
        ("Analysts at Tamarin expect a loss. Tamarin cut its rating.", "Tamarin", ("org", 2)),
        ("Ada Crane runs the paper. Crane said she was sorry. Readers of Crane agree.", "Ada Crane", ("person", 3)),
        ("The Northern Music Awards are on Sunday. She will sing at the NMAs.", "Northern Music Awards", ("other", 2)),
        (
            "Silver Reel Records sued. Ferro left Silver Reel in May, said an agent. Silver Reel Label Group runs it.",
            "Silver Reel Records",
            ("org", 2),
        ),
    ],
)
def test_what_stands_beside_a_name_anywhere_decides(text: str, name: str, expected: tuple[str, int]) -> None:
    assert entities(text)[name] == expected


def test_a_court_has_its_district() -> None:
    court = "United States District Court for the Western District of Virginia"
    assert court in entities(f"He sued in the {court} on Monday.")


def test_a_currency_does_not_speak_against_a_country() -> None:
    text = "The United States said it would cost US$40 million and US$50 million more. The US has paid US$3 million."
    assert entities(text)["United States"] == ("place", 2)


def test_a_people_with_a_hyphen_is_one_and_two_countries_are_two() -> None:
    found = entities(
        "African-Americans and African-American voters, a survey said, worry about Saudi-American relations."
    )
    assert {name for name in found if "African" in name} == {"African-Americans"}
    assert {"Saudi", "American"} <= set(found)


def test_somebody_is_no_part_of_the_body_that_follows_of() -> None:
    found = entities("It was led by Petra Holm of the Marsh School and Nadia Ferro of Castell Marine. Ferro spoke.")
    assert found["Petra Holm"] == ("person", 1)
    assert found["Nadia Ferro"] == ("person", 2)


def test_a_nickname_in_brackets_stays_inside_the_name() -> None:
    found = entities("The nominee, James (Jim) Holm, came second. Jim Holm said he was pleased, and Holm left.")
    assert found == {"James (Jim) Holm": ("person", 3)}


def test_an_adjective_before_a_us_office_is_no_part_of_its_country() -> None:
    found = entities("MARSTON — Democratic U.S. Rep. Nadia Ferro said on Monday that she would run for governor.")
    assert "Democratic U.S." not in found
    assert found["U.S."][0] == "place"


def test_a_known_country_body_or_state_is_found_where_the_model_doubts() -> None:
    found = entities("Nadia Ferro, the GOP nominee, has a house in Vermont, and begged Russia to hack her rival.")
    assert {"GOP", "Vermont", "Russia"} <= found.keys()


@pytest.mark.parametrize("words", ["Hansen’s disease", "Ferro’s syndrome", "a Molotov cocktail", "French fries"])
def test_what_is_called_after_somebody_names_nobody(words: str) -> None:
    assert list(entities(f"John Quill said on Monday that he was treated after {words}.")) == ["John Quill"]


def test_only_a_given_name_takes_the_surname_behind_and() -> None:
    found = entities("Abu Karim and Nadia Ferro came as tenants. Abu Karim paid, police said.")
    assert list(found) == ["Abu Karim", "Nadia Ferro"]


def test_an_initial_does_not_end_a_name() -> None:
    found = entities("He asked for national security adviser John R. Holm's resignation. Holm and John Holm left.")
    assert found["John R. Holm"] == ("person", 3)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The research ship Kolandra left Porto on Monday.", "Kolandra", "other"),
        ("The navy retired INS Varuna on Monday.", "INS Varuna", "other"),
        ("Nadia Ferro is ill, newspaper The Hindu reported.", "Hindu", "org"),
        ("Two were hurt in an attack at the Porto Police Prefecture.", "Porto Police Prefecture", "org"),
    ],
)
def test_the_words_of_a_name_or_beside_it_tell_its_type(text: str, name: str, kind: str) -> None:
    assert entities(text)[name][0] == kind


def test_well_known_bodies_are_one_under_all_their_names() -> None:
    found = entities("The G7 met in Porto. The Group of Seven agreed, and the G-7 was glad. CIA agents came.")
    assert found["Group of Seven"] == ("org", 3)
    found = entities("A former United States Central Intelligence Agency officer said the CIA had paid him.")
    assert found["United States Central Intelligence Agency"] == ("org", 2)
