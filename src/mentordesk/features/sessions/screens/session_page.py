"""The page of one session: what became of it, what was said of whom, and who changed it and why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.features.sessions.operations.recording import change_session, remove_session
from mentordesk.features.sessions.queries.one import AttendanceRow, SessionSheet, session_sheet
from mentordesk.features.sessions.screens.plan_form import change_plan
from mentordesk.features.sessions.screens.series_form import call_off_rest, repeat_planned
from mentordesk.features.sessions.screens.session_form import change, copy
from mentordesk.features.sessions.screens.session_words import TONES, presence_icon, when_words
from mentordesk.kernel.formats import (
    count_of,
    date_and_time,
    duration,
    long_date,
    miles,
    money,
    sentence_list,
)
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import (
    Attendance,
    MentoringSession,
    Presence,
    SessionAmendment,
    SessionStatus,
    SupervisionNote,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid, Timeline, TimelineItem
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import LinkButton, Words, button

_WATCHES = frozenset(
    {MentoringSession, Attendance, SessionAmendment, SupervisionNote, Mentee, Volunteer, Person}
)
_PRESENCE = {Presence.ATTENDED: "green", Presence.ABSENT: "red", Presence.CALLED_OFF: "amber"}


class SessionPage(RecordPage):
    """One session."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, _WATCHES)
        self._body = Body()
        self.add_tab("Session", self._body)
        self.add_panels("session")

    def read(self) -> None:
        """Read the session and show it, or say that a case must be opened first."""
        sheet = self.desk.read(session_sheet, self.number)
        names = [each.name for each in sheet.attendances]
        self.show_header(
            when_words(sheet.session_date, sheet.start_time),
            over=f"Session with {sentence_list(names)}" if names else "Session",
            chips=[Chip(sheet.status_words, TONES[sheet.status], presence_icon(sheet.status))],
            facts=(
                sheet.how.label,
                duration(sheet.minutes) if sheet.minutes else "",
                sheet.mentor or sheet.worker,
                sheet.place,
            ),
        )
        if sheet.closed_case is not None:
            go = partial(self.desk.go, Link("mentee", sheet.closed_case))
            says = "This case is not yours. Say why you open it on the mentee's page; then come back here."
            self.show_actions()
            self._body.show_parts()
            self.show_instead(EmptyState("lock", says, "Open the case", go))
            return
        self.show_instead(None)
        self.show_actions(*self._actions_for(sheet))
        parts: list[QWidget] = [self._what(sheet)]
        parts += [self._person(sheet, each) for each in sheet.attendances]
        if sheet.journey or sheet.miles_tenths or sheet.fares_pence or sheet.travel_minutes:
            parts.append(_travel(sheet))
        if sheet.amendments:
            parts.append(_changes(sheet))
        self._body.show_parts(*parts)

    def _actions_for(self, sheet: SessionSheet) -> list[QWidget]:
        desk = self.desk
        if not desk.may(change_session):
            return []
        planned = sheet.status is SessionStatus.PLANNED
        come = sheet.session_date <= desk.today()
        more = QMenu(self)
        for label, press in (
            ("Copy…", self._opens(partial(copy, desk, sheet.id))),
            *((("Change the plan…", partial(change_plan, desk, sheet.id)),) if planned and come else ()),
            *self._series_acts(sheet),
            ("Remove", partial(desk.attempt, partial(self._remove, sheet))),
        ):
            more.addAction(label, press)
        opener = button("More", name="more")
        opener.setMenu(more)
        actions: list[QWidget] = [opener]
        if planned:
            cancel = self._opens(partial(change, desk, sheet.id, SessionStatus.CANCELLED))
            actions.append(button("Cancel session", cancel, name="cancel_session"))
        if planned and come:
            held = self._opens(partial(change, desk, sheet.id, SessionStatus.HELD))
            actions.append(button("Record what happened", held, kind="primary", name="happened"))
        else:
            act = change_plan if planned else change
            edit = self._opens(partial(act, desk, sheet.id))
            actions.append(button("Change", edit, kind="primary", name="change"))
        return actions

    def _series_acts(self, sheet: SessionSheet) -> list[tuple[str, Callable[[], object]]]:
        if sheet.status is not SessionStatus.PLANNED:
            return []
        if sheet.in_series:
            return [("Call off this and all that follow…", partial(call_off_rest, self.desk, sheet.id))]
        return [("Repeat…", partial(repeat_planned, self.desk, sheet.id))]

    def _opens(self, act: Callable[[], object]) -> Callable[[], object]:
        return partial(self.desk.attempt, act)

    def _remove(self, sheet: SessionSheet) -> None:
        self.desk.write(remove_session, sheet.id, sheet.version)
        self.desk.say("Session removed. It stays in the bin for a while.")

    def _what(self, sheet: SessionSheet) -> Card:
        card = Card("What became of it")
        facts: list[tuple[str, str | QWidget]] = [("Did it happen", sheet.status.label)]
        if sheet.caller:
            facts += [("By whom", sheet.caller.label), ("Reason", sheet.reason)]
            facts += [("More about it", displayed(sheet.reason_words))] if sheet.reason_words else []
        mentor: str | QWidget = sheet.mentor
        if sheet.mentor_id and sheet.mentor:
            mentor = LinkButton(sheet.mentor, partial(self.desk.go, Link("mentor", sheet.mentor_id)))
        facts += [("Mentor", mentor), ("Member of staff", sheet.worker), ("Where", sheet.place)]
        facts += [("The group", displayed(sheet.topic))] if sheet.topic else []
        if sheet.later_hour:
            facts.append(("Time", "The second of the two equal hours, when the clocks went back"))
        if sheet.unmatched_reason:
            facts.append(("Why they met without a match", displayed(sheet.unmatched_reason)))
        if sheet.recorded_at:
            facts.append(("Recorded", f"{date_and_time(sheet.recorded_at)}, by {sheet.recorded}"))
        for label, other in (("In place of", sheet.replaces), ("Moved to", sheet.replaced_by)):
            if other:
                go = partial(self.desk.go, Link("session", other[0]))
                facts.append((label, LinkButton(long_date(other[1]), go)))
        card.add(FactGrid(facts))
        return card

    def _person(self, sheet: SessionSheet, row: AttendanceRow) -> Card:
        go = LinkButton(f"Go to {row.name}", partial(self.desk.go, Link("mentee", row.mentee_id)))
        card = Card(row.name)
        head = QWidget()
        flow = Flow(head, gap=8)
        if row.presence in _PRESENCE:
            flow.addWidget(Chip(row.presence.label, _PRESENCE[row.presence]))
        if row.late_minutes:
            flow.addWidget(Chip(f"{count_of(row.late_minutes, 'minute')} late", "amber"))
        flow.addWidget(go)
        card.add(head)
        if not row.shown:
            card.add(Words("This case is not yours. Open it on their page to see what was noted.", "muted"))
            return card
        said = [
            ("What you did", displayed(row.summary)),
            ("How they responded", displayed(row.response)),
            ("Strengths you saw", displayed(row.strengths)),
            ("Plans for next time", displayed(row.next_plans)),
            ("Pathways", "\n".join(row.pathways)),
            ("Goals worked on", "\n".join(row.goals)),
            ("Steps that moved", "\n".join(row.steps)),
            ("For supervision only", displayed(row.supervision_note)),
        ]
        if row.notify_officer:
            done = f"Told on {long_date(row.notified_date)}" if row.notified_date else "Not told yet"
            said.append(("For the statutory officer", f"{displayed(row.notify)}\n{done}".strip()))
        blocks = [
            column(Words(label, "muted"), Words(words), gap=2) for label, words in said if words.strip()
        ]
        for each in blocks:
            holder = QWidget()
            holder.setLayout(each)
            card.add(holder)
        if not blocks and sheet.status is SessionStatus.HELD:
            card.add(Words("Nothing was noted.", "muted"))
        return card


def _travel(sheet: SessionSheet) -> Card:
    card = Card("The mentor's journey")
    card.add(
        FactGrid(
            [
                ("From and to", sheet.journey),
                ("Miles", miles(sheet.miles_tenths) if sheet.miles_tenths else ""),
                ("Fares", money(sheet.fares_pence) if sheet.fares_pence else ""),
                ("Travel time", duration(sheet.travel_minutes) if sheet.travel_minutes else ""),
            ]
        )
    )
    return card


def _changes(sheet: SessionSheet) -> Card:
    card = Card("Changed since it was recorded")
    items = [
        TimelineItem(
            f"{date_and_time(each.at)}, by {each.by or 'MentorDesk'}",
            "Session changed",
            displayed(each.reason) or "No reason was needed.",
            "pencil",
        )
        for each in sheet.amendments
    ]
    card.add(Timeline(items))
    return card
