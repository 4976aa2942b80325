"""One match as a card: its status, what was agreed, its steps, and what can be done next."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.matches.operations.matches import change_match, end_match
from mentordesk.features.matches.queries.one import ChangeRow, MatchView
from mentordesk.features.matches.screens.match_forms import STEP_VERBS, edit_details, end, take_on
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.matches import MatchStatus
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow
from mentordesk.ui.offered import offered_actions
from mentordesk.ui.panels import Banner, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.words import LinkButton, Words, button

_TONES = {
    MatchStatus.PROPOSED: "amber",
    MatchStatus.INTRODUCED: "amber",
    MatchStatus.ACTIVE: "green",
    MatchStatus.PAUSED: "amber",
    MatchStatus.ENDED: "unrated",
}


def match_card(desk: Desk, match: MatchView, *, of_mentor: bool) -> Card:
    """Return the card of a match; on a mentor's page it is headed by the mentee, else by the mentor."""
    name = match.mentee if of_mentor else match.mentor
    link = Link("mentee", match.mentee_id) if of_mentor else Link("mentor", match.mentor_id)
    card = Card(name)
    card.add(_chips(match, LinkButton(f"Go to {name}", partial(desk.go, link))))
    if match.unsafe:
        says = " ".join(match.unsafe)
        card.add(Banner(f"Look at this match now. {says}", "danger"))
    details = match.details
    card.add(
        FactGrid(
            [
                ("How often", details.frequency.label if details.frequency else ""),
                ("Agreement signed", long_date(details.agreement_date) if details.agreement_date else ""),
                ("Next review", long_date(details.review_date) if details.review_date else ""),
                ("Boundaries", displayed(details.boundaries)),
            ]
        )
    )
    card.add(Words("Steps", "label"), Timeline([_item(match, row) for row in reversed(match.changes)]))
    actions = _actions(desk, match, name)
    if actions is not None:
        card.add(actions)
    return card


def _chips(match: MatchView, go: QWidget) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    flow.addWidget(Chip(match.status.label, _TONES[match.status]))
    if match.review:
        late = match.review_is_overdue
        flow.addWidget(Chip(match.review, "red", "circle-alert") if late else Chip(match.review))
    flow.addWidget(go)
    made.setLayout(flow)
    return made


def _item(match: MatchView, row: ChangeRow) -> TimelineItem:
    title = row.status.label
    if row.status is MatchStatus.ENDED and match.end_reason:
        title = f"{title}: {match.end_reason.label.lower()}"
    by = f", by {row.by}" if row.by else ""
    return TimelineItem(f"{long_date(row.change_date)}{by}", title, displayed(row.reason), "circle")


def _actions(desk: Desk, match: MatchView, name: str) -> QWidget | None:
    offered = offered_actions(desk, "match", match.id, name) if match.next else []
    may = bool(match.next) and desk.may(end_match)
    if not offered and not may:
        return None
    made = QWidget()
    flow = Flow(gap=8)
    for each in offered:
        flow.addWidget(each)
    if may:
        _add_steps(desk, match, name, flow)
    made.setLayout(flow)
    return made


def _add_steps(desk: Desk, match: MatchView, name: str, flow: Flow) -> None:
    for to in match.next:
        verb = STEP_VERBS[to](match)
        press = partial(end, desk, match) if to is MatchStatus.ENDED else partial(take_on, desk, match, to)
        each = button(verb, press, name=f"{to.value}_{match.id}")
        each.setAccessibleName(f"{verb}: {name}")
        flow.addWidget(each)
    if desk.may(change_match):
        each = button("Change", partial(edit_details, desk, match), name=f"change_{match.id}")
        each.setAccessibleName(f"Change: {name}")
        flow.addWidget(each)
