"""What a plan report calls things: its title, period and people, as the reader's options want them."""

from dataclasses import dataclass

from mentordesk.features.plans.queries.sheet import PlanSheet, ReviewSheet, TargetSheet
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions
from mentordesk.kernel.formats import date_range, initials, long_date

_TITLES = {
    Edition.PLAN: "",
    Edition.PROGRESS: ": progress",
    Edition.FULL: ": full report",
}


@dataclass(frozen=True)
class Words:
    """A sheet with the options of one report."""

    sheet: PlanSheet
    options: ReportOptions

    @property
    def title(self) -> str:
        """The report's title: the plan's own, with what the report shows of it."""
        return f"{self.sheet.title}{_TITLES[self.options.edition]}"

    @property
    def subtitle(self) -> str:
        """The plan's area or project."""
        return self.sheet.area

    @property
    def funder(self) -> str:
        """The funder that the report is for."""
        return self.options.funder or self.sheet.funder

    @property
    def acknowledgement(self) -> str:
        """The funder's line on every page."""
        return self.options.acknowledgement or self.sheet.acknowledgement

    @property
    def period(self) -> str:
        """Which reviews the report covers."""
        if self.sheet.period:
            return date_range(self.sheet.period.first, self.sheet.period.last)
        return f"All reviews up to {long_date(self.sheet.as_at)}"

    def person(self, name: str) -> str:
        """Return a person's name, or initials if the reader wants them."""
        return initials(name) if self.options.initials else name

    def reviews(self, target: TargetSheet) -> tuple[ReviewSheet, ...]:
        """Return the reviews of a target that are printed: all of the period, or only the newest."""
        return target.reviews if self.options.every_review else target.reviews[-1:]

    def facts(self) -> list[tuple[str, str]]:
        """Return what the first page says about the report."""
        sheet = self.sheet
        return [
            ("Period of the report", self.period),
            ("Period of the plan", sheet.plan_period),
            ("Partners", sheet.partners),
            ("Funder", self.funder),
            ("Owner of the plan", self.person(sheet.owner)),
            ("Prepared by", self.person(sheet.prepared_by)),
            ("Prepared on", long_date(sheet.as_at)),
            ("Edition", self.options.edition.label),
        ]
