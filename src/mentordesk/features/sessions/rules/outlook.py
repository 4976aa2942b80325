"""What an exported calendar says of people: nothing, initials, or first names."""

from dataclasses import dataclass

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import initials


class Naming(Choice):
    """How people are called in an exported calendar."""

    NONE = "none", "No names"
    INITIALS = "initials", "Initials"
    FIRST = "first", "First names"


@dataclass(frozen=True)
class ExportChoice:
    """What leaves with a calendar besides days and times."""

    naming: Naming = Naming.NONE
    places: bool = False


def named(name: str, naming: Naming) -> str:
    """Return a name as it may leave: nothing, "DR" or "Danny"."""
    if naming is Naming.INITIALS:
        return initials(name)
    return name.strip().partition(" ")[0] if naming is Naming.FIRST else ""


def ics_export(rows: int, choice: ExportChoice, filters: tuple[str, ...] = ()) -> Export:
    """Return how the trail says that a calendar left."""
    told = [*filters]
    if choice.naming is not Naming.NONE:
        told.append(choice.naming.label)
    if choice.places:
        told.append("Places")
    return Export("list:calendar", "ics", rows=rows, filters=tuple(told))
