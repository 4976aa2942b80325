"""Sessions, attendances, people and hours agree with a count by hand over sessions of all kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.queries.figures import figures_sheet
from mentordesk.features.sessions.queries.lists import session_page
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.periods import coded
from mentordesk.kernel.dates import Period
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import (
    Caller,
    How,
    MentoringSession,
    Presence,
    ReasonClass,
    SessionReason,
    SessionStatus,
)
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, Work, operation, query
from tests.casebooks import TODAY

PEOPLE, DAYS = 5, 40


@dataclass(frozen=True)
class Meeting:
    """A session as the test draws it: days ago, what became of it, minutes, how, who came."""

    ago: int
    status: SessionStatus
    minutes: int
    how: How
    came: tuple[tuple[int, bool], ...]
    reason: int


def meetings() -> st.SearchStrategy[list[Meeting]]:
    people = st.dictionaries(st.integers(0, PEOPLE - 1), st.booleans(), min_size=1)
    one = st.builds(
        Meeting,
        st.integers(0, DAYS),
        st.sampled_from(
            [SessionStatus.HELD, SessionStatus.HELD, SessionStatus.MISSED, SessionStatus.CANCELLED]
        ),
        st.integers(1, 300),
        st.sampled_from(How),
        people.map(lambda found: tuple(found.items())),
        st.integers(0, 13),
    )
    return st.lists(one, max_size=12)


@query(needs=Permission.SESSION_VIEW)
def reasons(reading: Reading) -> list[tuple[int, ReasonClass]]:
    """The reasons, in their order."""
    found = reading.session.query(SessionReason).order_by(SessionReason.position)
    return [(each.id, each.reason_class) for each in found]


@operation(needs=Permission.SESSION_RECORD)
def clear_sessions(work: Work) -> None:
    """Begin again without sessions."""
    for each in work.session.query(MentoringSession):
        work.session.delete(each)


@pytest.fixture
def people(store: Store) -> list[int]:
    return [
        store.write(add_mentee, MenteeDraft(first_names=f"Mentee {n}", last_name="X")) for n in range(PEOPLE)
    ]


def draft_of(each: Meeting, people: Sequence[int], known: list[tuple[int, ReasonClass]]) -> SessionDraft:
    held = each.status is SessionStatus.HELD
    nobody = not any(there for _, there in each.came)
    attendances = tuple(
        AttendanceDraft(
            people[number],
            (Presence.ATTENDED if there or (nobody and not place) else Presence.ABSENT) if held else None,
        )
        for place, (number, there) in enumerate(each.came)
    )
    return SessionDraft(
        attendances=attendances,
        status=each.status,
        session_date=TODAY - timedelta(days=each.ago),
        minutes=each.minutes,
        how=each.how,
        caller=None if held else Caller.MENTEE,
        reason_id=None if held else known[each.reason][0],
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=meetings(), first=st.integers(0, DAYS), length=st.integers(0, DAYS))
def test_four_figures_agree_with_a_count_by_hand(
    store: Store, people: list[int], drawn: list[Meeting], first: int, length: int
) -> None:
    store.write(clear_sessions)
    known = store.read(reasons)
    drafts = [draft_of(each, people, known) for each in drawn]
    for each in drafts:
        store.write(record_session, each)
    begin = TODAY - timedelta(days=first)
    period = Period(begin, begin + timedelta(days=length))
    inside = [each for each in drafts if within(each.session_date, period)]
    held = [each for each in inside if each.status is SessionStatus.HELD]
    came = [one.mentee_id for each in held for one in each.attendances if one.presence is Presence.ATTENDED]
    found = store.read(figures_sheet, period)
    assert found.four.sessions == len(held)
    assert found.four.attendances == len(came)
    assert found.four.people == len(set(came))
    assert found.four.minutes == sum(each.minutes or 0 for each in held)
    assert found.missed == sum(each.status is SessionStatus.MISSED for each in inside)
    assert found.cancelled == sum(each.status is SessionStatus.CANCELLED for each in inside)
    classes = dict(known)
    for row in found.by_reason:
        alike = [each for each in inside if each.reason_id and classes[each.reason_id] is row.reason_class]
        assert row.missed == sum(each.status is SessionStatus.MISSED for each in alike)
        assert row.cancelled == sum(each.status is SessionStatus.CANCELLED for each in alike)
    assert sum(row.sessions for row in found.by_how) == len(held)
    assert sum(row.minutes for row in found.by_mentor) == found.four.minutes
    listed = store.read(session_page, ListAsk(filters=(("period", coded(period)), ("status", "held"))))
    assert listed.total == len(held), "the list that a figure opens holds what the figure counts"


def within(day: date | None, period: Period) -> bool:
    return day is not None and period.first <= day <= period.last
