"""The actors that the labels of an interview name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsan.document import Actor
from newsan.language.actors.names import PersonName, fold, name_words, person_name
from newsan.language.text.interviews import Turn
from newsan.language.wordlists import words

LONGEST = 20
"""Most words of a name in a label, initials among them: a label has up to 40 characters."""


class Labels:
    """The actors of an interview, to be found by the labels of its turns."""

    def __init__(self, actors: Sequence[Actor], found: Sequence[Turn]) -> None:
        self.interviewee = _interviewee(actors, found)
        self._by_end: dict[tuple[str, ...], int] = {}
        self._by_name: dict[str, int] = {}
        self._by_letters: dict[str, int] = {}
        for i, actor in enumerate(actors):
            if actor.type == "person":
                self._by_name.setdefault(actor.name.casefold(), i)
                for end in _ends(person_name(actor.name)):
                    self._by_end.setdefault(end, i)
            self._by_letters.setdefault("".join(part[0] for part in name_words(actor.name)), i)

    def actor(self, label: str) -> int | None:
        """The number of the actor that a label names: by surname in any case or by name, else by initials.

        >>> Labels([Actor("Natasha Gownaris", "person", ())], ()).actor("NG")
        0
        """
        name, letters = person_name(label), fold(label).replace(".", "")
        has_particle = len(name.words) > 1 and name.words[0] in words("names", "particle")
        named = [self._by_end.get((name.generation, *name.words[has_particle:])), self._by_name.get(label.casefold())]
        found = min((i for i in named if i is not None), default=None)
        return self._by_letters.get(letters) if found is None and len(letters) > 1 else found


def _ends(name: PersonName) -> Iterator[tuple[str, ...]]:
    """The last words of a name that a label may have, each behind the name's generation and behind none."""
    for n in range(1, min(len(name.words), LONGEST) + 1):
        for generation in {"", name.generation}:
            yield generation, *name.words[-n:]


def _interviewee(actors: Sequence[Actor], found: Sequence[Turn]) -> int | None:
    """The person whom an interview is with: the one named most before it begins, else the one named first."""
    begins = found[0].label[0] if found else 0
    people = [i for i, actor in enumerate(actors) if actor.type == "person"]
    counts = {i: sum(mention.start < begins for mention in actors[i].mentions) for i in people}
    return max(people, key=lambda i: (counts[i], len(actors[i].mentions), -i), default=None)
