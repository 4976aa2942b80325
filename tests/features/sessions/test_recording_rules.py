"""What a session may not be, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recording import (
    Circumstances,
    concern_subject,
    presence_of,
    session_problems,
)
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.sessions import Caller, How, Presence, SessionStatus

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
HELD = SessionDraft(
    (AttendanceDraft(1),), SessionStatus.HELD, TODAY, time(9, 30), minutes=30, how=How.IN_PERSON
)
CALLED_OFF: dict[str, Any] = {"status": SessionStatus.CANCELLED, "caller": Caller.PRISON, "reason_id": 1}
CLOSED = Circumstances(closed=("Danny",))
WORRY = ConcernDraft(ConcernKind.HEALTH, "Bruises")
TWO = (AttendanceDraft(1), AttendanceDraft(2))


def test_a_plain_session_is_right() -> None:
    assert session_problems(HELD, NOW, Circumstances()) == {}


@pytest.mark.parametrize(
    ("changes", "field", "part"),
    [
        ({"start_time": time(10, 1)}, "status", "not 10:01am yet"),
        ({"start_time": time(10, 1), "status": SessionStatus.MISSED}, "status", "not 10:01am yet"),
        ({"session_date": TODAY + timedelta(days=1)}, "status", "not come yet"),
        ({"session_date": TODAY + timedelta(days=400)}, "session_date", "more than a year"),
        ({"session_date": date(1989, 5, 1)}, "session_date", "too long ago"),
        ({"minutes": 1441}, "minutes", "24 hours"),
        ({"minutes": 0}, "minutes", "1 minute"),
        ({"session_date": date(2026, 3, 29), "start_time": time(1, 15)}, "start_time", "clocks go forward"),
        ({"attendances": (AttendanceDraft(1), AttendanceDraft(1))}, "attendances", "twice"),
        ({"attendances": (AttendanceDraft(1, Presence.ABSENT),)}, "status", "Nobody came"),
        ({**CALLED_OFF, "moved_to": TODAY - timedelta(days=1)}, "moved_to", "is past"),
        ({**CALLED_OFF, "moved_to": TODAY + timedelta(days=400)}, "moved_to", "more than a year"),
        (
            {**CALLED_OFF, "moved_to": date(2027, 3, 28), "moved_to_time": time(1, 30)},
            "moved_to_time",
            "clocks go forward",
        ),
        ({"concern": ConcernDraft()}, "concern_seen", "seen or heard|what was seen"),
        ({"concern": WORRY, "attendances": TWO}, "concern_about", "whom"),
    ],
)
def test_what_cannot_be_is_said(changes: dict[str, Any], field: str, part: str) -> None:
    found = session_problems(replace(HELD, **changes), NOW, Circumstances())
    assert field in found
    assert any(each in found[field] for each in part.split("|"))


def test_a_time_that_comes_twice_is_a_time() -> None:
    night = replace(HELD, session_date=date(2026, 10, 25), start_time=time(1, 30))
    assert session_problems(night, NOW, Circumstances()) == {}


def test_a_closed_record_is_met_late_but_planned_only_when_it_is_opened_again() -> None:
    assert session_problems(HELD, NOW, CLOSED) == {}
    planned = replace(HELD, status=SessionStatus.PLANNED)
    assert "Danny is closed" in session_problems(planned, NOW, CLOSED)["reopen"]
    assert session_problems(replace(planned, reopen=True), NOW, CLOSED) == {}


def test_a_concern_is_about_the_only_one_or_about_whom_was_said() -> None:
    assert concern_subject(replace(HELD, concern=WORRY)) == 1
    assert concern_subject(replace(HELD, attendances=TWO)) is None
    assert concern_subject(replace(HELD, attendances=TWO, concern_about=2)) == 2
    assert concern_subject(replace(HELD, attendances=TWO, concern_about=3)) is None


@pytest.mark.parametrize(
    ("status", "said", "presence"),
    [
        (SessionStatus.HELD, None, Presence.ATTENDED),
        (SessionStatus.HELD, Presence.ABSENT, Presence.ABSENT),
        (SessionStatus.MISSED, Presence.ATTENDED, Presence.ABSENT),
        (SessionStatus.CANCELLED, None, Presence.CALLED_OFF),
        (SessionStatus.PLANNED, Presence.ATTENDED, Presence.EXPECTED),
    ],
)
def test_a_presence_follows_from_what_became_of_the_session(
    status: SessionStatus, said: Presence | None, presence: Presence
) -> None:
    assert presence_of(AttendanceDraft(1, said), status) is presence
