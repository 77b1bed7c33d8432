"""The entities that the labels of an interview name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsan.document import Entity
from newsan.language.entities.names import PersonName, name_words, person_name
from newsan.language.layout.interviews import Turn
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words

LONGEST = 20
"""Most words of a name in a label, initials among them: a label has up to 40 characters."""


class Labels:
    """The entities of an interview, to be found by the labels of its turns."""

    def __init__(self, entities: Sequence[Entity], turns: Sequence[Turn]) -> None:
        self.interviewee = _interviewee(entities, turns)
        self._by_end: dict[tuple[str, ...], int] = {}
        self._by_name: dict[str, int] = {}
        self._by_letters: dict[str, int] = {}
        for i, entity in enumerate(entities):
            if entity.type == "person":
                self._by_name.setdefault(entity.name.casefold(), i)
                for end in _ends(person_name(entity.name)):
                    self._by_end.setdefault(end, i)
            self._by_letters.setdefault("".join(part[0] for part in name_words(entity.name)), i)

    def entity(self, label: str) -> int | None:
        """The number of the entity that a label names: by surname in any case or by name, else by initials.

        >>> Labels([Entity("Natasha Gownaris", "person", ())], ()).entity("NG")
        0
        """
        name, letters = person_name(label), fold(label).replace(".", "")
        has_particle = len(name.words) > 1 and name.words[0] in words("names", "particle")
        named = [self._by_end.get((name.generation, *name.words[has_particle:])), self._by_name.get(label.casefold())]
        entity = min((i for i in named if i is not None), default=None)
        return self._by_letters.get(letters) if entity is None and len(letters) > 1 else entity


def _ends(name: PersonName) -> Iterator[tuple[str, ...]]:
    """The last words of a name that a label may have, each behind the name's generation and behind none."""
    for length in range(1, min(len(name.words), LONGEST) + 1):
        for generation in {"", name.generation}:
            yield generation, *name.words[-length:]


def _interviewee(entities: Sequence[Entity], turns: Sequence[Turn]) -> int | None:
    """The person whom an interview is with: the one named most before it begins, else the one named first."""
    begins = turns[0].label[0] if turns else 0
    people = [i for i, entity in enumerate(entities) if entity.type == "person"]
    counts = {i: sum(mention.start < begins for mention in entities[i].mentions) for i in people}
    return max(people, key=lambda i: (counts[i], len(entities[i].mentions), -i), default=None)
