"""The lists of mentees: everybody, and the referral register."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.queries.lists import (
    MENTEE_COLUMNS,
    REFERRAL_COLUMNS,
    View,
    mentee_page,
    referral_page,
    source_rows,
)
from mentordesk.features.mentees.queries.people import worker_choices
from mentordesk.features.mentees.queries.register import register_sheet
from mentordesk.features.mentees.screens.forms import new_referral
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.justice import Sentence
from mentordesk.records.mentees import Episode, Flag, Identifier, Mentee, MenteeStatus
from mentordesk.records.people import Person
from mentordesk.records.referrals import Decision, Referral, Route
from mentordesk.records.sessions import Attendance
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import Flow
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.tabbed_place import TabbedPlace
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words

NEW_REFERRAL = New("New referral", "user-plus", new_referral, refer, keys="Ctrl+Shift+R")

MENTEES: Listing[Any] = Listing(
    name="mentees",
    title="All mentees",
    noun=("mentee", "mentees"),
    query=mentee_page,
    columns=MENTEE_COLUMNS,
    watches=frozenset({Mentee, Identifier, Flag, Episode, Sentence, Referral, Person, Attendance}),
    empty="Nobody yet. A referral brings the first person.",
    icon="users",
    sort="name",
    in_tab=True,
    open=lambda row: Link("mentee", row.id),
    new=NEW_REFERRAL,
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(View)),
        Filter("status", "Status", lambda _desk: pairs_of(MenteeStatus)),
        Filter("worker", "Worker", lambda desk: desk.read(worker_choices)),
    ),
    export_needs=register_sheet,
)

REFERRALS: Listing[Any] = Listing(
    name="referrals",
    title="Referral register",
    noun=("referral", "referrals"),
    query=referral_page,
    columns=REFERRAL_COLUMNS,
    watches=frozenset({Mentee, Referral}),
    empty="No referral yet.",
    icon="clipboard-list",
    sort="referred",
    descending=True,
    in_tab=True,
    open=lambda row: Link("mentee", row.mentee_id),
    new=NEW_REFERRAL,
    filters=(
        Filter("decision", "Decision", lambda _desk: [("none", "To be decided"), *pairs_of(Decision)]),
        Filter("route", "Route", lambda _desk: pairs_of(Route)),
    ),
    export_needs=register_sheet,
)


class SourcesPanel(Watching):
    """The sources of referrals, quiet ones first."""

    def __init__(self, desk: Desk) -> None:
        """Make the panel; it reads when it is shown."""
        super().__init__(desk, frozenset({Referral}))
        self._body = Body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(self._body))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(source_rows)) or []
        card = Card("Where referrals come from, last 24 months")
        for row in rows:
            each = QWidget()
            says = f"{count_of(row.referrals, 'referral')}, the last on {long_date(row.last_date)}"
            flow = Flow(gap=12)
            flow.addWidget(Words(row.source, "label", wrap=False))
            flow.addWidget(Words(says, "muted", wrap=False))
            if row.quiet:
                flow.addWidget(Chip("Gone quiet", "amber", "triangle"))
            each.setLayout(flow)
            card.add(each)
        if not rows:
            card.add(Words("No source yet.", "muted"))
        else:
            card.add(
                Words(
                    "A source has gone quiet when it sent nothing for twice its own usual time, "
                    "and for at least 30 days.",
                    "muted",
                )
            )
        self._body.show_parts(card)


class MenteeList(TabbedPlace):
    """The place of mentees: everybody, the register, the sources."""

    def __init__(self, desk: Desk) -> None:
        """Make the lists."""
        super().__init__(
            "MenteeList",
            "Mentees or referrals",
            ("Mentees", ListPage(desk, MENTEES)),
            ("Referral register", ListPage(desk, REFERRALS)),
            ("Sources", SourcesPanel(desk)),
        )
