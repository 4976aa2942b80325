"""The list of volunteers with the state of their development plan, and the share who have one."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.development import set_sources
from mentordesk.features.volunteers.queries.development import (
    DEVELOPMENT_COLUMNS,
    WATCHES,
    DevelopmentRow,
    DevelopmentShown,
    development_page,
    development_share_at,
    development_sheet,
)
from mentordesk.features.volunteers.rules.development import DEFINITION, DevelopmentShare
from mentordesk.features.volunteers.screens.development_forms import edit_sources
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.development import DevelopmentState
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.panels import Card
from mentordesk.ui.words import LinkButton, Words, button

PRESENT: Filters = (("who", DevelopmentShown.PRESENT),)


def development_listing(filters: Filters = (), *, in_tab: bool = True) -> Listing[DevelopmentRow]:
    """Return what the list of development plans shows, with filters in force."""
    asked = dict(filters)
    more = []
    if "day" in asked:
        day = asked["day"]
        more.append(Filter("day", "As it stood on", lambda _desk: [(day, long_date(day))]))
    if "people" in asked:
        people = asked["people"]
        says = f"the {len(people):,} who were counted"
        more.append(Filter("people", "People", lambda _desk: [(people, says)]))
    return Listing(
        name="development",
        title="Development plans",
        noun=("volunteer", "volunteers"),
        query=development_page,
        columns=DEVELOPMENT_COLUMNS,
        watches=WATCHES,
        empty="No volunteer yet.",
        icon="target",
        sort="state",
        in_tab=in_tab,
        open=lambda row: Link("mentor", row.id),
        filters=(
            Filter("state", "Plan", lambda _desk: pairs_of(DevelopmentState)),
            Filter("who", "Who", lambda _desk: pairs_of(DevelopmentShown)),
            *more,
        ),
        start_filters=filters,
        export_needs=development_sheet,
    )


class DevelopmentList(ListPage[Any]):
    """Every volunteer with the state of their plan, and the way to the ways of learning."""

    def __init__(self, desk: Desk, filters: Filters = PRESENT, *, in_tab: bool = True) -> None:
        """Make the list."""
        extra: list[QWidget] = []
        if desk.may(set_sources):
            extra.append(button("Ways of learning", partial(edit_sources, desk), name="sources"))
        super().__init__(desk, development_listing(filters, in_tab=in_tab), *extra)


def development_card(desk: Desk, day: date) -> Card:
    """Return the share of volunteers with a development plan on a day; each figure opens its people."""
    card = Card(f"Personal development plans, on {long_date(day)}")
    card.add(Words(DEFINITION, "muted"))
    share = desk.attempt(lambda: desk.read(development_share_at, day))
    if share is None:
        return card
    for label, people, says in _figures(share):
        card.add(_figure(desk, day, label, share.words(people), people, says))
    return card


def _figures(share: DevelopmentShare) -> tuple[tuple[str, frozenset[int], str], ...]:
    waits = count_of(len(share.review_due), "plan waits", "plans wait")
    return (
        ("Have one or are working towards one", share.either, "In place and working towards one together."),
        ("In place", share.in_place, f"Of these, {waits} for a review." if share.review_due else ""),
        ("Working towards one", share.in_progress, ""),
        ("No plan", share.none, ""),
    )


def _figure(desk: Desk, day: date, label: str, value: str, people: frozenset[int], says: str) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    flow.addWidget(Words(f"{label}:", "label", wrap=False))
    if people:
        filters = (("people", tuple(sorted(people))), ("day", day))
        link = LinkButton(value, partial(desk.go, Link("development", filters=filters)))
        link.setAccessibleName(f"{label}: {value}. Open these people")
        flow.addWidget(link)
    else:
        flow.addWidget(Words(value, wrap=False))
    parts = column(flow, gap=0)
    if says:
        parts.addWidget(Words(says, "muted"))
    made.setLayout(parts)
    return made
