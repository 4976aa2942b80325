"""The page of one concern, and the tab of those about a mentee."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.operations.concerns import (
    add_concern_step,
    change_act_by,
    close_concern,
    raise_concern,
    reopen_concern,
)
from mentordesk.features.sessions.queries.concerns import (
    URGENCY_TONES,
    ConcernRow,
    ConcernView,
    concern_view,
    concerns_about,
)
from mentordesk.features.sessions.screens.concern_forms import (
    another_day,
    close,
    new_concern,
    new_step,
    open_again,
)
from mentordesk.features.sessions.screens.concern_papers import print_concern
from mentordesk.kernel.errors import ReasonNeeded
from mentordesk.kernel.formats import date_and_time, long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.kernel.urgency import Urgency
from mentordesk.records.concerns import Concern, ConcernStep
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, FactGrid, Timeline, TimelineItem
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, button

WATCHES = frozenset({Concern, ConcernStep, Mentee, Person})


class ConcernPage(RecordPage):
    """One concern with everything that was done about it."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, WATCHES)
        self._overview = Body()
        self.add_tab("Concern", self._overview)

    def read(self) -> None:
        """Read the concern and show it; somebody else's case is opened on the mentee's page first."""
        try:
            view = self.desk.read(concern_view, self.number)
        except ReasonNeeded as error:
            self.show_instead(EmptyState("lock", f"{error} Open it on the page of the mentee."))
            return
        self.show_instead(None)
        row = view.row
        self.show_header(
            row.kind.label,
            over="Concern",
            chips=chips_of(row),
            facts=(row.mentee, row.reference, f"Raised {date_and_time(row.raised_at)}"),
        )
        pressing = row.immediate_risk and row.urgency is not None
        says = "Somebody could come to harm. If anybody is in danger now, ring 999."
        self.show_banner(Banner(says, "danger") if pressing else None)
        self.show_actions(*self._actions_for(view))
        self._overview.show_parts(_what(self.desk, view), _done(view), *_end(view))

    def _actions_for(self, view: ConcernView) -> list[QWidget]:
        desk, acts = self.desk, list[QWidget]()
        if view.row.urgency is None:
            if desk.may(reopen_concern):
                acts.append(button("Open again", partial(open_again, desk, view), name="reopen"))
            return acts
        if desk.may(change_act_by):
            acts.append(button("Another day", partial(another_day, desk, view), name="another_day"))
        if desk.may(close_concern):
            acts.append(button("Close", partial(close, desk, view), name="close_concern"))
        if desk.may(add_concern_step):
            acts.append(button("Add step", partial(new_step, desk, view), kind="primary", name="add_step"))
        return acts


class ConcernsTab(Watching):
    """The concerns about a mentee, as a tab on their page."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, WATCHES)
        self.mentee_id = mentee_id
        self.setAccessibleName("Concerns")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(concerns_about, self.mentee_id))
        if rows is None:
            return
        actions = []
        if self.desk.may(raise_concern):
            start = partial(new_concern, self.desk, self.mentee_id)
            actions.append(button("Raise concern", start, name="raise_concern"))
        card = Card("Concerns", *actions)
        if not rows:
            card.add(Words("No concern has been raised about this person.", "muted"))
        for row in rows:
            card.add(self._line(row))
        self._body.show_parts(card)

    def _line(self, row: ConcernRow) -> QWidget:
        made, flow = QWidget(), Flow(gap=8)
        name = f"{row.kind.label}, {long_date(row.raised_at.astimezone().date())}"
        flow.addWidget(LinkButton(name, partial(self.desk.go, Link("concern", row.id))))
        for chip in chips_of(row):
            flow.addWidget(chip)
        made.setLayout(column(flow, Words(row.seen), gap=4))
        return made


def chips_of(row: ConcernRow) -> list[QWidget]:
    """Return where a concern stands as chips."""
    if row.urgency is None:
        return [Chip(row.stands)]
    chips: list[QWidget] = [Chip("Immediate risk", "red", "circle-alert")] if row.immediate_risk else []
    tone = URGENCY_TONES[row.urgency]
    late = row.urgency in {Urgency.OVERDUE, Urgency.WEEK}
    return [*chips, Chip(row.stands, tone, "circle-alert") if late else Chip(row.stands, tone)]


def _what(desk: Desk, view: ConcernView) -> Card:
    row = view.row
    told = displayed(view.told)
    if told and view.told_at:
        told = f"{told}\n{date_and_time(view.told_at)}"
    paper = button("PDF", partial(print_concern, desk, row.id), name="pdf")
    paper.setAccessibleName("This concern as PDF")
    card = Card("What was seen or said", paper)
    card.add(Words(displayed(view.seen)))
    facts: list[tuple[str, str | QWidget]] = [
        ("About", LinkButton(row.mentee, partial(desk.go, Link("mentee", row.mentee_id)))),
        ("Raised by", row.raised_by),
        ("Told at once", told),
        ("Look at it by", long_date(row.act_by_date) if row.urgency else ""),
    ]
    if view.session_date:
        facts.append(("At the session of", long_date(view.session_date)))
    card.add(FactGrid([each for each in facts if each[1] or each[0] != "Look at it by"]))
    return card


def _done(view: ConcernView) -> Card:
    card = Card("What was done")
    items = []
    for number, each in reversed(list(enumerate(view.steps, start=1))):
        by = f", by {each.by}" if each.by else ""
        told = f"\nTold: {displayed(each.told)}" if each.told else ""
        when = f"{date_and_time(each.taken_at)}{by}"
        items.append(TimelineItem(when, f"Step {number}", f"{displayed(each.wording)}{told}", "circle"))
    card.add(Timeline(items, "Nothing was done yet."))
    return card


def _end(view: ConcernView) -> list[QWidget]:
    if not view.outcome:
        return []
    card = Card("What came of it")
    card.add(Words(displayed(view.outcome)))
    if view.row.closed_at:
        by = f" by {view.closed_by}" if view.closed_by else ""
        closed = f"Closed {date_and_time(view.row.closed_at)}{by}: {displayed(view.close_reason)}"
        card.add(Words(closed, "muted"))
    return [card]
