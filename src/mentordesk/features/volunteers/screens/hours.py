"""Hours that volunteers give: the tab of one, the list of everybody, the sessions and duties behind it."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.queries.hours import (
    GIVEN_COLUMNS,
    HOURS_COLUMNS,
    GivenRow,
    HoursView,
    HoursWhen,
    given_page,
    hours_of,
    hours_page,
)
from mentordesk.features.volunteers.rules.hours import (
    DEFINITION,
    HoursKind,
    in_hours,
    value_says,
    value_words,
)
from mentordesk.kernel.formats import count_of, date_range
from mentordesk.kernel.links import Link
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.duties import Duty
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters
from mentordesk.ui.fields.choice import Combo, pairs_of
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words

WATCHES = frozenset({MentoringSession, Duty, Volunteer, VolunteerSettings})
LATELY: Filters = (("when", HoursWhen.TWELVE_MONTHS),)


def hours_listing(filters: Filters = LATELY, *, in_tab: bool = True) -> Listing[Any]:
    """Return what the list of hours shows, with filters in force."""
    return Listing(
        name="hours",
        title="Hours",
        noun=("volunteer", "volunteers"),
        query=hours_page,
        columns=HOURS_COLUMNS,
        watches=WATCHES,
        empty="Nobody gave hours in this period. They come from sessions that were held and from duties.",
        icon="clock",
        sort="total",
        descending=True,
        open=lambda row: Link("mentor", row.id),
        filters=(Filter("when", "Period", lambda _desk: pairs_of(HoursWhen)),),
        start_filters=filters,
        in_tab=in_tab,
    )


def given_listing(filters: Filters = ()) -> Listing[Any]:
    """Return what the list behind hours shows: every session and duty that is counted."""
    return Listing(
        name="given_hours",
        title="Hours, one by one",
        noun=("entry", "entries"),
        query=given_page,
        columns=GIVEN_COLUMNS,
        watches=WATCHES,
        empty="Nothing was given in this period.",
        icon="clock",
        sort="date",
        descending=True,
        open=_open,
        filters=(
            Filter("when", "Period", lambda _desk: pairs_of(HoursWhen)),
            Filter("kind", "Given to", lambda _desk: pairs_of(HoursKind)),
        ),
        start_filters=filters,
    )


def _open(row: GivenRow) -> Link:
    if row.kind is HoursKind.MENTORING:
        return Link("session", row.record)
    return Link("mentor", row.volunteer_id)


class HoursTab(Watching):
    """What one volunteer gave in a period; each figure opens its sessions and duties."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, WATCHES)
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Hours")
        self.combo = Combo()
        self._periods = [each for each, _ in pairs_of(HoursWhen)]
        self.combo.addItems([label for _, label in pairs_of(HoursWhen)])
        self.combo.setAccessibleName("Period")
        self.combo.currentIndexChanged.connect(lambda _place: self.refresh())
        self._body = Body()
        self.setLayout(
            column(line(Words("Period", "label", wrap=False), self.combo, None), self._body, gap=8)
        )

    def refresh(self) -> None:
        """Read again."""
        when = self._periods[self.combo.currentIndex()]
        view = self.desk.attempt(lambda: self.desk.read(hours_of, self.volunteer_id, when))
        if view is not None:
            self._body.show_parts(
                hours_card(self.desk, view, "Hours", (("volunteer", self.volunteer_id), ("when", when)))
            )


def hours_card(desk: Desk, view: HoursView, title: str, filters: Filters) -> Card:
    """Return a card of hours and their value; each figure opens what it counts."""
    card = Card(title)
    card.add(Words(date_range(view.period.first, view.period.last), "muted"))
    for kind in HoursKind:
        go = partial(desk.go, Link("given_hours", filters=(*filters, ("kind", kind))))
        card.add(_figure(kind.label, in_hours(view.hours.of(kind)), go))
    total = partial(desk.go, Link("given_hours", filters=filters))
    card.add(_figure("Altogether", in_hours(view.hours.total), total))
    if view.hours.without_length:
        missing = count_of(view.hours.without_length, "held session has", "held sessions have")
        card.add(Words(f"{missing} no length, and so add nothing.", "muted"))
    card.add(Words(DEFINITION, "muted"))
    card.add(_figure("Value as match funding", value_words(view.hours.total, view.hour_pence), None))
    card.add(Words(value_says(view.hours.total, view.hour_pence), "muted"))
    return card


def _figure(label: str, value: str, go: Any) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    flow.addWidget(Words(f"{label}:", "label", wrap=False))
    if go is None:
        flow.addWidget(Words(value, wrap=False))
    else:
        link = LinkButton(value, go)
        link.setAccessibleName(f"{label}: {value}. Open what is counted")
        flow.addWidget(link)
    made.setLayout(column(flow, gap=0))
    return made
