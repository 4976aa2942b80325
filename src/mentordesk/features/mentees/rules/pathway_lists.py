"""The three lists of pathways with their crosswalk to the first one, and what a pathway may be called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NAME = 200


@dataclass(frozen=True)
class NamedPathway:
    """A pathway as a list prints it; `goes_on_from` is the number in the first list, None in that list."""

    number: int
    name: str
    goes_on_from: int | None = None


@dataclass(frozen=True)
class NamedList:
    """One version of the list of pathways."""

    name: str
    pathways: tuple[NamedPathway, ...]


@dataclass(frozen=True)
class PathwayDraft:
    """What somebody calls a pathway."""

    name: str = ""


@dataclass(frozen=True)
class ListChoice:
    """Which list is to be in use."""

    list_id: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a pathway stands in the crosswalk: its list and the pathway of the first list it goes on from."""

    pathway_id: int
    list_id: int
    maps_to: int | None

    @property
    def root(self) -> int:
        """The pathway that it goes back to, itself when there is none before it."""
        return self.maps_to or self.pathway_id


def _list(name: str, *pathways: tuple[str, int | None]) -> NamedList:
    return NamedList(
        name, tuple(NamedPathway(number, *each) for number, each in enumerate(pathways, start=1))
    )


LISTS = (
    _list(
        "Seven pathways (2009)",
        ("Accommodation", None),
        ("Education, training and employment", None),
        ("Mental and physical health", None),
        ("Drugs and alcohol", None),
        ("Finance, benefit and debt", None),
        ("Children and families of offenders", None),
        ("Attitudes, thinking and behaviour", None),
    ),
    _list(
        "Seven pathways (today)",
        ("Accommodation", 1),
        ("Attitudes, thinking and behaviour", 7),
        ("Children, families and communities", 6),
        ("Drugs and alcohol", 4),
        ("Education, skills and work", 2),
        ("Finance and ID", 5),
        ("Health", 3),
    ),
    _list(
        "Eight needs",
        ("Accommodation", 1),
        ("Employment and education", 2),
        ("Finance", 5),
        ("Personal relationships and community", 6),
        ("Drug use", 4),
        ("Alcohol use", 4),
        ("Health and wellbeing", 3),
        ("Thinking, behaviour and attitudes", 7),
    ),
)
"""The lists of DOMAIN §3.1 and §12; the first one is in use until somebody chooses another."""


def pathway_problems(draft: PathwayDraft, others: Iterable[str]) -> dict[str, str]:
    """Return what is wrong with a pathway's name; `others` are the names beside it in its list."""
    name = " ".join(draft.name.split())
    if not name:
        return {"name": "Give the pathway a name."}
    if len(name) > LONGEST_NAME:
        return {"name": f"Use at most {LONGEST_NAME} characters."}
    if name.casefold() in {each.casefold() for each in others}:
        return {"name": "This list has a pathway of that name already. Choose another name."}
    return {}


def choice_problems(draft: ListChoice) -> dict[str, str]:
    """Return what is wrong with the choice of a list."""
    return {} if draft.list_id else {"list_id": "Choose a list."}


def carried(pathway_id: int, places: Iterable[Place]) -> frozenset[int]:
    """Return the pathways whose ratings count for one: itself, and those that the crosswalk joins to it.

    They are joined only one to one: where a list parts a need in two (drug use, alcohol use), a rating
    of the whole is no rating of either part.
    """
    known = {place.pathway_id: place for place in places}
    own = known[pathway_id]
    shares = Counter((place.list_id, place.root) for place in known.values())
    if shares[own.list_id, own.root] > 1:
        return frozenset({pathway_id})
    return frozenset(
        place.pathway_id
        for place in known.values()
        if place.root == own.root and shares[place.list_id, place.root] == 1
    )
