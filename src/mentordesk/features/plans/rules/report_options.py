"""What a reader can choose about a SMART plan report."""

from dataclasses import dataclass, field

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period


class Edition(Choice):
    """Which report of a plan."""

    PLAN = "plan", "Plan: the SMART table"
    PROGRESS = "progress", "Progress: target by target"
    FULL = "full", "Full report"


class Section(Choice):
    """A section of the full report; each can be left out."""

    COVER = "cover", "Cover"
    SUMMARY = "summary", "Summary"
    CHART = "chart", "Ratings and direction of travel"
    PLAN = "plan", "The SMART plan"
    PROGRESS = "progress", "Progress against targets"
    LESSONS = "lessons", "Lessons"
    ISSUES = "issues", "Enduring issues"
    DECLARATION = "declaration", "Declaration"


@dataclass(frozen=True)
class ReportOptions:
    """The choices of one report; empty text means what the plan itself says."""

    edition: Edition = Edition.FULL
    period: Period | None = None
    funder: str = ""
    acknowledgement: str = ""
    sections: frozenset[Section] = field(default_factory=lambda: frozenset(Section))
    initials: bool = False
    large_print: bool = False
    every_review: bool = False
    """Print every finished review of the period, not only the newest of each target."""

    def labels(self) -> tuple[str, ...]:
        """Return what was chosen by its labels only, as the trail keeps it."""
        given = {
            "Period": self.period,
            "Funder": self.funder,
            "Acknowledgement line": self.acknowledgement,
            "Fewer sections": self.sections != frozenset(Section),
            "Initials": self.initials,
            "Large print": self.large_print,
            "Every review": self.every_review,
        }
        return (self.edition.label, *(label for label, value in given.items() if value))
