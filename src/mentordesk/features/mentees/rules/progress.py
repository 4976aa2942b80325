"""The progress report of a mentee: its editions, and what may be chosen."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period


class Edition(Choice):
    """Who reads the report."""

    FUNDER = "funder", "For a funder"
    PARTNER = "partner", "For a partner"
    MENTEE = "mentee", "For the mentee"


@dataclass(frozen=True)
class ProgressChoice:
    """What somebody asks for: whose report, which edition, for which period and which partner."""

    reference: str = ""
    edition: Edition | None = None
    first: date | None = None
    last: date | None = None
    partner: str = ""
    large_print: bool = False

    @property
    def period(self) -> Period | None:
        """The period, or None for the whole newest time with the charity."""
        return Period(self.first, self.last) if self.first and self.last else None

    def labels(self) -> tuple[str, ...]:
        """Return what was chosen by its labels only, as the trail keeps it."""
        given = {"Period": self.period, "Partner": self.partner, "Large print": self.large_print}
        edition = (self.edition.label,) if self.edition else ()
        return (*edition, *(label for label, value in given.items() if value))


def progress_problems(chosen: ProgressChoice) -> dict[str, str]:
    """Return what is wrong with what was asked for, by field."""
    problems = {}
    if not chosen.reference.strip():
        problems["reference"] = "Give the mentee's reference, such as M-00014."
    if chosen.edition is None:
        problems["edition"] = "Choose who the report is for."
    elif chosen.edition is Edition.PARTNER and not chosen.partner.strip():
        problems["partner"] = "Name the partner who gets this report."
    elif chosen.edition is not Edition.PARTNER and chosen.partner.strip():
        problems["partner"] = "Only the edition for a partner names one. Leave this empty."
    return problems | period_problems(chosen.first, chosen.last)


def period_problems(first: date | None, last: date | None) -> dict[str, str]:
    """Return what is wrong with the two ends of a period that may be left out, by field."""
    if (first is None) != (last is None):
        return {"last" if first else "first": "Give both dates, or neither."}
    if first and last and last < first:
        return {"last": "The period ends before it starts."}
    return {}
