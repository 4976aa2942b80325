"""The figures of volunteers: retention, how long people stay, why they left, how long stages take."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.volunteers.queries.board import times_at_stages
from mentordesk.features.volunteers.queries.hours import HoursWhen, hours_of_everybody
from mentordesk.features.volunteers.queries.lists import VolunteersShown
from mentordesk.features.volunteers.queries.retention import RetentionSheet, retention_sheet
from mentordesk.features.volunteers.rules.figures import (
    DEFINITION,
    Figure,
    retention_figures,
    survival_chart,
    survival_words,
)
from mentordesk.features.volunteers.rules.retention import Retention, Survival
from mentordesk.features.volunteers.rules.stage_times import StageTime
from mentordesk.features.volunteers.screens.development_list import development_card
from mentordesk.features.volunteers.screens.hours import WATCHES, hours_card
from mentordesk.kernel.columns import Column
from mentordesk.kernel.formats import NOT_AVAILABLE, count_of, long_date, percent, short_date
from mentordesk.kernel.links import Link
from mentordesk.records.development import DevelopmentPlan, DevelopmentReview
from mentordesk.records.pipeline import Stage, StageChange
from mentordesk.records.spells import ServiceBreak, Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.charts import Curve
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import DateField
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.short_table import ShortTable
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words

_WATCHES = frozenset({Volunteer, Spell, ServiceBreak, Stage, StageChange, DevelopmentPlan, DevelopmentReview})
_MONTHS: tuple[Column[Survival], ...] = (
    Column("Month", lambda row: f"{row.month}"),
    Column("At risk", lambda row: f"{len(row.at_risk):,}"),
    Column("Left in it", lambda row: f"{len(row.left):,}"),
    Column("Still here", survival_words),
)
_YEARS: tuple[Column[Retention], ...] = (
    Column("On", lambda row: short_date(row.day)),
    Column("Active a year before", lambda row: f"{len(row.base):,}"),
    Column("Retained", lambda row: f"{len(row.retained):,}"),
    Column("Rate", lambda row: percent(len(row.retained), len(row.base))),
    Column("Completed the term", lambda row: f"{len(row.completed):,}"),
)
_TIMES: tuple[Column[StageTime], ...] = (
    Column("Stage", lambda row: row.name),
    Column("Went on", lambda row: f"{row.went_on:,}"),
    Column("Median", lambda row: _days(row.median_days)),
    Column("Longest", lambda row: _days(row.longest_days)),
    Column("Should take", lambda row: _days(row.should) if row.should else "Any time"),
    Column("There now", lambda row: f"{len(row.standing):,}"),
)


class FiguresPanel(Watching):
    """Every figure opens the people whom it counts."""

    def __init__(self, desk: Desk) -> None:
        """Make the panel; it reads when it is shown."""
        super().__init__(desk, _WATCHES | WATCHES)
        self._body = Body()
        self.day = DateField("day", "Figures at", today=desk.today())
        self.day.set_value(desk.today())
        self.day.setMaximumWidth(320)
        self.day.changed.connect(self._day_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addLayout(column(Words("Figures at", "label"), self.day, gap=4))
        layout.addWidget(Scrolled(self._body))

    def refresh(self) -> None:
        """Read the figures again."""
        day = self.day.value() or self.desk.today()
        sheet = self.desk.attempt(lambda: self.desk.read(retention_sheet, day))
        times = self.desk.attempt(lambda: self.desk.read(times_at_stages))
        if sheet is None or times is None:
            return
        self._body.show_parts(
            self._retention(sheet),
            self._leavers(sheet.figures),
            self._idle(),
            development_card(self.desk, day),
            self._hours(),
            _curve(sheet),
            _stage_times(times),
        )

    def _day_changed(self) -> None:
        if self.day.value() is not None and self.isVisible():
            self.refresh()

    def _retention(self, sheet: RetentionSheet) -> Card:
        card = Card(f"Retention over twelve months, on {long_date(sheet.figures.day)}")
        card.add(Words(DEFINITION, "muted"))
        for each in retention_figures(sheet.figures):
            card.add(self._figure(each))
        card.add(Words("The years before", "label"))
        card.add(ShortTable("Retention in the years before", _YEARS, sheet.earlier))
        return card

    def _leavers(self, figures: Retention) -> Card:
        card = Card("Why people left in these twelve months")
        for why, people in figures.reasons():
            card.add(self._figure(Figure(why.label, f"{len(people):,}", people, "")))
        if not figures.leavers:
            card.add(Words("Nobody left.", "muted"))
        return card

    def _idle(self) -> Card:
        card = Card("Ready to give time, and idle")
        for view in (VolunteersShown.NO_MATCH, VolunteersShown.NO_MONEY):
            go = partial(self.desk.go, Link("some_volunteers", filters=(("view", view),)))
            card.add(LinkButton(view.label, go))
        return card

    def _hours(self) -> Card:
        when = HoursWhen.TWELVE_MONTHS
        view = self.desk.read(hours_of_everybody, when)
        return hours_card(self.desk, view, "Hours in the last 12 months", (("when", when),))

    def _figure(self, figure: Figure) -> QWidget:
        made = QWidget()
        flow = Flow(gap=8)
        flow.addWidget(Words(f"{figure.label}:", "label", wrap=False))
        if figure.people:
            people = ("people", tuple(sorted(figure.people)))
            go = partial(self.desk.go, Link("some_volunteers", filters=(people,)))
            link = LinkButton(figure.value, go)
            link.setAccessibleName(f"{figure.label}: {figure.value}. Open these people")
            flow.addWidget(link)
        else:
            flow.addWidget(Words(figure.value, wrap=False))
        parts = column(flow, gap=0)
        if figure.says:
            parts.addWidget(Words(figure.says, "muted"))
        made.setLayout(parts)
        return made


def _curve(sheet: RetentionSheet) -> Card:
    card = Card("How long volunteers stay")
    says = (
        "Of everybody who ever started, the share still here after each month. At risk are those who began "
        "the month and whose start lies far enough back to see all of it. A pause is no leaving."
    )
    card.add(Words(says, "muted"))
    if sheet.curve:
        card.add(Curve(survival_chart(sheet.curve, sheet.figures.day)))
        card.add(ShortTable("Share still here by months since the start", _MONTHS, sheet.curve))
    else:
        card.add(Words("Nobody started a whole month ago.", "muted"))
    return card


def _stage_times(times: tuple[StageTime, ...]) -> Card:
    card = Card("How long each stage takes")
    card.add(Words("Days from coming to a stage to going on from it, of everybody who went on.", "muted"))
    card.add(ShortTable("How long each stage takes", _TIMES, times))
    return card


def _days(days: int | None) -> str:
    return NOT_AVAILABLE if days is None else count_of(days, "day")
