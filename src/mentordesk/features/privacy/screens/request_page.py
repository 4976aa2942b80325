"""The page of one request: where it stands, the clock, the decision, and the texts of the answer."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.privacy.operations.requests import answer_request, change_request
from mentordesk.features.privacy.queries.access import answerable, redaction_queue
from mentordesk.features.privacy.queries.requests import RequestView, request_view
from mentordesk.features.privacy.rules.requests import TONES
from mentordesk.features.privacy.screens.answer_tab import AnswerTab
from mentordesk.features.privacy.screens.requests_forms import decide_request, edit_request
from mentordesk.kernel.formats import date_and_time, long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest, RequestOutcome
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.panels import Banner, Body, Card, FactGrid
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import button


class RequestPage(RecordPage):
    """One request."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, frozenset({DataRequest, Mentee, Volunteer}))
        self.tabs.setObjectName("request_tabs")
        self._overview = Body()
        self.add_tab("Request", self._overview)
        if desk.may(redaction_queue) and desk.attempt(lambda: desk.read(answerable, number)):
            self.add_tab("Answer", AnswerTab(desk, number))

    def read(self) -> None:
        """Read the request and show it."""
        view = self.desk.read(request_view, self.number)
        self.show_header(
            view.who,
            over=" · ".join(part for part in (view.kind.label, view.reference) if part),
            chips=[Chip(view.standing.label, TONES[view.standing])],
            facts=(f"Answer by {long_date(view.due_date)}", f"Came on {long_date(view.received_date)}"),
        )
        self.show_banner(_banner(view))
        self.show_actions(*self._actions_for(view))
        self._overview.show_parts(*_cards(view))

    def _actions_for(self, view: RequestView) -> list[QWidget]:
        desk, actions = self.desk, list[QWidget]()
        if view.draft.mentee_id:
            going = partial(desk.go, Link("mentee", view.draft.mentee_id))
            actions.append(button("Open the mentee", going, name="mentee"))
        if desk.may(change_request):
            actions.append(button("Change", partial(edit_request, desk, view.id), name="change"))
        if desk.may(answer_request):
            decide = partial(decide_request, desk, view)
            actions.append(button("Decide and send", decide, kind="primary", name="decide"))
        return actions


def _banner(view: RequestView) -> QWidget | None:
    if not view.restricts:
        return None
    return Banner(
        "In force: nothing about this mentee can be changed, reported or passed on until it is lifted.",
        "warning",
    )


def _cards(view: RequestView) -> list[QWidget]:
    draft, answer = view.draft, view.answer
    asked = Card("What was asked")
    identity = draft.identity.label if draft.identity else ""
    if draft.identity_date:
        identity = (
            f"{identity} on {long_date(draft.identity_date)} by {draft.identity_by}: {draft.identity_how}"
        )
    asked.add(
        FactGrid(
            [
                ("How it came", draft.came.label if draft.came else ""),
                ("Identity", identity),
                ("Notes", displayed(draft.notes)),
            ]
        )
    )
    clock = Card("The clock")
    counted = f"Counted from {long_date(view.clock_date)}" if view.clock_date else "Waits for the identity"
    clock.add(
        FactGrid(
            [
                ("Answer by", long_date(view.due_date)),
                ("The month", counted),
                ("Stopped", _span(view)),
                ("Two months more", _told(view)),
            ]
        )
    )
    decision = Card("The decision")
    decided = f", {long_date(answer.decided_date)}" if answer.decided_date else ""
    decision.add(
        FactGrid(
            [
                ("Decided", f"{answer.outcome.label}{decided}" if answer.outcome else "Not yet"),
                ("Reason", displayed(answer.refusal_reason)),
                ("Gathered", date_and_time(view.gathered_at) if view.gathered_at else "Not yet"),
                ("Sent", _sent(view)),
                *([("Lifted", long_date(answer.lifted_date))] if answer.lifted_date else []),
            ]
        )
    )
    return [asked, clock, decision]


def _sent(view: RequestView) -> str:
    if view.answer.sent_date:
        return long_date(view.answer.sent_date)
    return "Not needed" if view.answer.outcome is RequestOutcome.WITHDRAWN else "Not yet"


def _span(view: RequestView) -> str:
    draft = view.draft
    if draft.pause_date is None:
        return "Never"
    until = f" to {long_date(draft.resume_date)}" if draft.resume_date else " until now"
    return f"{long_date(draft.pause_date)}{until}: {' '.join(draft.pause_reason.split())}"


def _told(view: RequestView) -> str:
    draft = view.draft
    if draft.extended_date is None:
        return "No"
    return f"They were told on {long_date(draft.extended_date)}: {' '.join(draft.extended_reason.split())}"
