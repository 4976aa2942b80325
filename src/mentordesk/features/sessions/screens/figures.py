"""Figures of a period, each with what it counts, and each opening the sessions behind it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mentordesk.features.sessions.queries.figures import FiguresSheet, figures_sheet
from mentordesk.features.sessions.rules.figures import (
    ATTENDANCES_ARE,
    EXPECTED_ARE,
    HOURS_ARE,
    NOT_HELD_ARE,
    PEOPLE_ARE,
    SESSIONS_ARE,
    MentorTally,
    hours,
    reason_word,
)
from mentordesk.features.sessions.rules.periods import NamedPeriod, coded, named_period, period_words
from mentordesk.kernel.dates import Period, parse_period
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.matches import Match, MatchChange
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import (
    Attendance,
    MentoringSession,
    Presence,
    SessionReason,
    SessionStatus,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters
from mentordesk.ui.fields.choice import Combo, pairs_of
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, button

_MEMORY = "figures.period"
_MOST_MENTORS = 25
_HELD = ("status", SessionStatus.HELD.value)
_WATCHED = frozenset({MentoringSession, Attendance, Mentee, Volunteer, Match, MatchChange, SessionReason})

Fact = tuple[str, Filters | None, str]
"""A name, the filters of the list that it opens, and what is counted."""


class FiguresTab(Watching):
    """Sessions, attendances, people and hours of a period, and what they are made of."""

    def __init__(self, desk: Desk) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _WATCHED)
        self.setObjectName("figures")
        self.setAccessibleName("Figures")
        self.sheet: FiguresSheet | None = None
        self._named = Combo()
        self._named.name("Period")
        for name, label in pairs_of(NamedPeriod):
            self._named.addItem(label, name)
        self._named.activated.connect(self._name_chosen)
        self._typed = QLineEdit()
        self._typed.setPlaceholderText("Or type: Q3 2026, 2025/26, 1 July to 30 September 2026")
        self._typed.setAccessibleName("Any period, such as Q3 2026 or 1 July to 30 September 2026")
        self._typed.setMinimumWidth(scaled(260))
        self._typed.setMaximumWidth(scaled(460))
        self._typed.returnPressed.connect(self._read_typed)
        self._problem = Words("", "problem")
        self._problem.hide()
        self._body = Body()
        self.period = self._remembered()
        whole = column(self._tools(), self._problem, Scrolled(self._body), gap=8, margins=(0, 16, 0, 0))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _tools(self) -> QWidget:
        made = QWidget()
        flow = Flow()
        for each in (self._named, self._typed, button("Show", self._read_typed, name="show_period")):
            flow.addWidget(each)
        made.setLayout(flow)
        return made

    def _remembered(self) -> Period:
        kept = self.desk.memory.recall(_MEMORY)
        name = kept if kept in set(NamedPeriod) else NamedPeriod.QUARTER
        self._named.setCurrentIndex(self._named.findData(name))
        return named_period(NamedPeriod(name), self.desk.today())

    def _name_chosen(self, place: int) -> None:
        name = NamedPeriod(self._named.itemData(place))
        self.desk.memory.keep(_MEMORY, name.value)
        self._typed.clear()
        self.show_period(named_period(name, self.desk.today()))

    def _read_typed(self) -> None:
        words = self._typed.text().strip()
        period = parse_period(words, self.desk.today()) if words else self.period
        if period is None:
            self._problem.setText(f"“{words}” is not a period. Try “Q3 2026” or “2025/26”.")
            self._problem.show()
            return
        self.show_period(period)

    def show_period(self, period: Period) -> None:
        """Show the figures of a period."""
        self._problem.hide()
        self.period = period
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        found = self.desk.attempt(lambda: self.desk.read(figures_sheet, self.period))
        if found is None:
            return
        self.sheet = found
        self._body.show_parts(
            Words(f"{period_words(found.period)}, as it stands on {long_date(found.as_at)}", "heading"),
            self._four_card(found),
            self._not_held_card(found),
            self._how_card(found),
            self._mentor_card(found),
            self._cadence_card(found),
        )

    def _go(self, *filters: tuple[str, str]) -> None:
        period = ("period", coded(self.period))
        self.desk.go(Link("sessions", filters=(period, *filters)))

    def _four_card(self, found: FiguresSheet) -> Card:
        four = found.four
        came = ("presence", Presence.ATTENDED.value)
        card = Card("What was done")
        card.add(
            self._facts(
                (f"{four.sessions:,}", "sessions", SESSIONS_ARE, (_HELD,)),
                (f"{four.attendances:,}", "attendances", ATTENDANCES_ARE, (came,)),
                (f"{four.people:,}", "people", PEOPLE_ARE, (came,)),
                (hours(four.minutes), "hours", HOURS_ARE, (_HELD,)),
            )
        )
        return card

    def _not_held_card(self, found: FiguresSheet) -> Card:
        card = Card("What did not happen")
        missed, cancelled = (
            ("status", each.value) for each in (SessionStatus.MISSED, SessionStatus.CANCELLED)
        )
        facts = [
            (f"{found.missed:,}", "missed", "", (missed,)),
            (f"{found.cancelled:,}", "cancelled", "", (cancelled,)),
        ]
        if found.not_recorded:
            not_recorded = (("view", "not_recorded"),)
            facts.append((f"{found.not_recorded:,}", "not recorded yet", "Planned, and past.", not_recorded))
        card.add(self._facts(*facts))
        rows: list[Fact] = [
            (
                reason_word(row.reason_class),
                (("reason_class", row.reason_class.value),) if row.reason_class else None,
                f"{row.missed:,} missed, {row.cancelled:,} cancelled",
            )
            for row in found.by_reason
        ]
        card.add(*self._rows(rows), Words(NOT_HELD_ARE, "muted"))
        return card

    def _how_card(self, found: FiguresSheet) -> Card:
        card = Card("How sessions were held")
        rows: list[Fact] = [
            (row.how.label, (_HELD, ("how", row.how.value)), _sessions_and_hours(row.sessions, row.minutes))
            for row in found.by_how
        ]
        card.add(*(self._rows(rows) or [Words("No session was held in this period.", "muted")]))
        return card

    def _mentor_card(self, found: FiguresSheet) -> Card:
        card = Card("Who held them")
        shown = found.by_mentor[:_MOST_MENTORS]
        rows: list[Fact] = [
            (each.name, _filters_of(each), _sessions_and_hours(each.sessions, each.minutes)) for each in shown
        ]
        card.add(*(self._rows(rows) or [Words("Nobody held a session in this period.", "muted")]))
        if more := len(found.by_mentor) - len(shown):
            card.add(Words(f"And {count_of(more, 'other')}. The list of sessions has them all.", "muted"))
        return card

    def _cadence_card(self, found: FiguresSheet) -> Card:
        card = Card("As often as agreed")
        kept = found.kept
        card.add(
            Words(f"{kept.held:,} held of {kept.expected:,} expected: {kept.share}", "label"),
            Words(EXPECTED_ARE, "muted"),
        )
        return card

    def _facts(self, *facts: tuple[str, str, str, Filters]) -> QWidget:
        """Return large figures beside each other; each opens the sessions behind it."""
        shown = []
        for number, words, definition, filters in facts:
            opener = button(number, partial(self._go, *filters), kind="link")
            opener.setAccessibleName(f"{number} {words}. Open these sessions")
            each = QWidget()
            each.setLayout(
                column(line(opener, None), *([Words(definition, "muted")] if definition else []), gap=2)
            )
            shown.append((words.capitalize(), each))
        return FactGrid(shown)

    def _rows(self, rows: Sequence[Fact]) -> list[QWidget]:
        """Return one line for each: its name, which opens the list where it can, and its counts."""
        if not rows:
            return []
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(24))
        grid.setColumnStretch(1, 1)
        for place, (name, filters, says) in enumerate(rows):
            opener: QWidget = Words(name, wrap=False)
            if filters is not None:
                opener = LinkButton(name, partial(self._go, *filters))
                opener.setAccessibleName(f"{name}: {says}. Open these sessions")
            grid.addWidget(opener, place, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Words(says), place, 1)
        return [made]


def _filters_of(tally: MentorTally) -> Filters:
    if tally.volunteer_id is None:
        return (_HELD, ("view", "staff"))
    return (_HELD, ("mentor", tally.volunteer_id))


def _sessions_and_hours(sessions: int, minutes: int) -> str:
    return f"{count_of(sessions, 'session')}, {hours(minutes)} hours"
