"""Requests, complaints and breaches in a casebook: kept, listed, counted; and a restriction that bites."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from mentordesk.features.mentees.operations.attachments import attach
from mentordesk.features.mentees.operations.goals import add_goal, tick_step
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import add_mentee, change_mentee, raise_flag
from mentordesk.features.mentees.queries.attachments import attachment_copy
from mentordesk.features.mentees.queries.goals import goals_view
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, MenteeDraft
from mentordesk.features.mentees.rules.progress import Edition
from mentordesk.features.privacy.operations.breaches import change_breach, record_breach
from mentordesk.features.privacy.operations.complaints import change_complaint, record_complaint
from mentordesk.features.privacy.operations.requests import answer_request, change_request, record_request
from mentordesk.features.privacy.queries.breaches import BreachesShown, breach_page, breach_row
from mentordesk.features.privacy.queries.complaints import ComplaintsShown, complaint_page, complaint_row
from mentordesk.features.privacy.queries.requests import (
    NOBODY,
    RequestsShown,
    privacy_due,
    request_page,
    request_view,
)
from mentordesk.features.privacy.rules.breaches import BreachDraft
from mentordesk.features.privacy.rules.complaints import ComplaintDraft
from mentordesk.features.privacy.rules.requests import AnswerDraft, RequestDraft, Standing
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.breaches import BreachRisk, Reporting
from mentordesk.records.complaints import ComplaintOutcome
from mentordesk.records.goals import StepStatus
from mentordesk.records.mentees import FlagKind, Mentee
from mentordesk.records.notes import NoteKind
from mentordesk.records.requests import Came, Identity, RequestKind, RequestOutcome
from mentordesk.records.trail import TrailEntry
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import TODAY, Casebook
from tests.digests import rows

DONE = AnswerDraft(RequestOutcome.DONE, TODAY)


@operation(needs=Permission.MENTEE_EDIT)
def remove_mentee(work: Work, number: int) -> None:
    """Remove a mentee."""
    work.remove(work.find(Mentee, number))


@pytest.fixture
def mentee(store: Store) -> int:
    return store.write(
        add_mentee, MenteeDraft(preferred_name="Ada", last_name="Quill", phone="0117 496 0000")
    )


def asked(store: Store, mentee: int, kind=RequestKind.ACCESS, received=TODAY, **more) -> int:
    return store.write(
        record_request, RequestDraft(kind, mentee, received_date=received, came=Came.EMAIL, **more)
    )


def listed(store: Store, **filters) -> list[int]:
    return [row.id for row in store.read(request_page, ListAsk(filters=tuple(filters.items()))).rows]


def test_a_request_is_kept_with_its_due_date_and_listed_where_it_stands(store: Store, mentee: int):
    late = asked(store, mentee, received=date(2026, 10, 1))
    soon = asked(store, mentee, received=date(2026, 10, 26))
    far = asked(store, mentee)
    stopped = asked(
        store, mentee, received=date(2026, 10, 1), pause_date=date(2026, 10, 5), pause_reason="Which years?"
    )
    shown = store.read(request_page, ListAsk(sort="due")).rows
    assert [(row.id, row.due_date, row.standing) for row in shown] == [
        (late, date(2026, 11, 2), Standing.OVERDUE),
        (stopped, date(2026, 11, 2), Standing.PAUSED),
        (soon, date(2026, 11, 26), Standing.SOON),
        (far, date(2026, 12, 21), Standing.OPEN),
    ]
    assert listed(store, shown=RequestsShown.DUE) == [late, soon]
    assert store.read(privacy_due) == 2
    assert {row.who for row in shown} == {"Ada Quill"}
    found = store.read(request_page, ListAsk(search="quil")).rows
    assert len(found) == 4
    assert store.read(request_page, ListAsk(search="harrow")).rows == ()


def test_a_request_that_is_changed_is_due_on_another_day(store: Store, mentee: int):
    number = asked(store, mentee, received=date(2026, 10, 1), identity=Identity.ASKED)
    view = store.read(request_view, number)
    assert view.clock_date is None
    checked = replace(
        view.draft,
        identity=Identity.CHECKED,
        identity_date=date(2026, 10, 8),
        identity_by="Tom Ellery",
        identity_how="Passport seen",
    )
    store.write(change_request, number, view.version, checked)
    again = store.read(request_view, number)
    assert (again.clock_date, again.due_date) == (date(2026, 10, 8), date(2026, 11, 9))
    with pytest.raises(Conflict):
        store.write(change_request, number, view.version, checked)
    store.write(change_request, number, again.version, replace(checked, identity=Identity.KNOWN))
    assert store.read(request_view, number).draft.identity_how == ""


def test_an_answered_or_withdrawn_request_asks_for_nothing(store: Store, mentee: int):
    first, second = (asked(store, mentee, received=date(2026, 10, 1)) for _ in range(2))
    store.write(answer_request, first, 1, DONE)
    assert store.read(request_view, first).standing is Standing.OVERDUE
    store.write(answer_request, first, 2, replace(DONE, sent_date=TODAY))
    store.write(answer_request, second, 1, AnswerDraft(RequestOutcome.WITHDRAWN, TODAY))
    assert listed(store, shown=RequestsShown.OPEN) == []
    assert listed(store, shown=RequestsShown.CLOSED) == [first, second]
    assert store.read(privacy_due) == 0


def test_coordinators_record_and_managers_decide(casebook: Casebook):
    with casebook.open(Role.COORDINATOR) as store:
        number = store.write(
            record_request,
            RequestDraft(RequestKind.ACCESS, name="Nell Harrow", received_date=TODAY, came=Came.PHONE),
        )
        with pytest.raises(NotAllowed):
            store.write(answer_request, number, 1, DONE)
        made = ComplaintDraft(name="Nell Harrow", received_date=TODAY, came=Came.PHONE, about="A lost card.")
        complaint = store.write(record_complaint, made)
        store.write(change_complaint, complaint, 1, replace(made, acknowledged_date=TODAY))
        closed = replace(made, outcome=ComplaintOutcome.UPHELD, reasons="It was ours.", closed_date=TODAY)
        with pytest.raises(NotAllowed):
            store.write(change_complaint, complaint, 2, closed)
        assert store.read(privacy_due) == 0


def test_who_asks_stays_a_request_when_they_are_removed(store: Store, mentee: int):
    number = asked(store, mentee)
    store.write(remove_mentee, mentee)
    assert store.read(request_view, number).who == NOBODY


def test_complaints_and_breaches_are_counted_until_they_are_dealt_with(store: Store, mentee: int):
    made = ComplaintDraft(mentee, received_date=date(2026, 10, 25), came=Came.LETTER, about="Too much.")
    complaint = store.write(record_complaint, made)
    aware = BreachDraft(date(2026, 11, 20), time(18, 30), "A list was left on a bus.", how_many=12)
    breach = store.write(record_breach, aware)
    assert store.read(privacy_due) == 2
    row = store.read(breach_row, breach)
    assert row.due_at == datetime(2026, 11, 23, 18, 30).astimezone(UTC)
    assert row.draft == aware
    ask = ListAsk(filters=(("shown", BreachesShown.UNDECIDED),))
    assert [each.id for each in store.read(breach_page, ask).rows] == [breach]
    decided = replace(
        aware,
        risk=BreachRisk.LIKELY,
        risk_reasons="Names",
        reporting=Reporting.REPORTED,
        reported_date=date(2026, 11, 20),
        reported_time=time(20),
    )
    store.write(change_breach, breach, 1, decided)
    assert store.read(breach_row, breach).draft == decided
    due = ListAsk(filters=(("shown", ComplaintsShown.DUE),))
    assert [each.id for each in store.read(complaint_page, due).rows] == [complaint]
    store.write(change_complaint, complaint, 1, replace(made, acknowledged_date=TODAY))
    assert store.read(complaint_row, complaint).standing is Standing.OPEN
    assert store.read(privacy_due) == 0
    with pytest.raises(Invalid):
        store.write(change_breach, breach, 2, replace(decided, happened=""))


RESTRICTED = "The use of this person's data is restricted"


@pytest.mark.parametrize("kind", [RequestKind.RESTRICTION, RequestKind.OBJECTION])
def test_while_a_restriction_is_in_force_nothing_is_done_with_the_data(store: Store, mentee: int, kind):
    goal = store.write(add_goal, mentee, GoalDraft("A door", "", None, None, (StepDraft("Ask"),)))
    kept = store.write(attach, mentee, AttachmentDraft("letter.txt", b"Dear all"))
    step = store.read(goals_view, mentee).goals[0].steps[0]
    other = store.write(add_mentee, MenteeDraft(preferred_name="Ada", last_name="Quil"))
    number = asked(store, mentee, kind)
    store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, text="Not decided yet."))
    store.write(answer_request, number, 1, DONE)
    view = store.read(mentee_view, mentee)
    assert view.restricted.startswith(RESTRICTED)
    before = rows(store)
    for act in (
        lambda: store.write(change_mentee, mentee, view.version, replace(view.mentee, phone="")),
        lambda: store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, text="No.")),
        lambda: store.write(tick_step, step.id, 1, StepStatus.COMPLETE),
        lambda: store.read(attachment_copy, kept),
        lambda: store.write(merge_mentees, mentee, other, MergeDraft()),
        lambda: store.write(merge_mentees, other, mentee, MergeDraft()),
        lambda: store.write(remove_mentee, mentee),
        lambda: store.read(progress_sheet, mentee, Edition.FUNDER),
    ):
        with pytest.raises(NotAllowed, match=RESTRICTED):
            act()
    assert rows(store) == before
    assert goal

    store.write(raise_flag, mentee, FlagDraft(FlagKind.SAFEGUARDING, TODAY))
    request = store.read(request_view, number)
    store.write(change_request, number, request.version, replace(request.draft, notes="Told them."))
    free = store.read(mentee_view, other)
    store.write(change_mentee, other, free.version, replace(free.mentee, phone="0117 496 0001"))

    view = store.read(request_view, number)
    store.write(answer_request, number, view.version, replace(view.answer, lifted_date=TODAY))
    assert store.read(mentee_view, mentee).restricted == ""
    store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, text="Again."))


@pytest.mark.parametrize("outcome", [RequestOutcome.REFUSED, RequestOutcome.WITHDRAWN, None])
def test_a_restriction_that_was_not_upheld_stops_nothing(store: Store, mentee: int, outcome):
    number = asked(store, mentee, RequestKind.OBJECTION)
    if outcome:
        store.write(answer_request, number, 1, AnswerDraft(outcome, TODAY, "There are legal claims."))
    assert store.read(mentee_view, mentee).restricted == ""
    store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, text="Goes on."))


def test_the_trail_says_what_was_done_with_a_request(store: Store, mentee: int):
    number = asked(store, mentee)
    store.write(answer_request, number, 1, replace(DONE, sent_date=TODAY))
    with store.connection() as connection:
        entry = TrailEntry.__table__.c
        said = connection.execute(select(entry.operation).where(entry.subject == "data_request")).scalars()
        assert list(said) == ["record_request", "answer_request"]
    assert timedelta(0) == TODAY - store.read(request_view, number).received_date
