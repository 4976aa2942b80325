"""How often two were to meet, who has lapsed, and the list of what needs seeing to."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mentordesk.features.sessions.queries.cadence import cadence_page, to_do_count, to_do_owners, to_do_page
from mentordesk.features.sessions.rules.cadence import active_days, expected
from mentordesk.kernel.dates import Period
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.cadence import Patience, ToDoKind, patience
from mentordesk.records.matches import Frequency, Match, MatchEnd, MatchStatus
from mentordesk.records.mentees import Episode, Mentee, MenteeStatus
from mentordesk.records.sessions import Attendance, How, MentoringSession, Presence, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import TODAY, Casebook

JULY = Period(date(2026, 7, 1), date(2026, 7, 31))
ACTIVE, PAUSED, ENDED = MatchStatus.ACTIVE, MatchStatus.PAUSED, MatchStatus.ENDED


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        ((), 0),
        (((ACTIVE, date(2026, 7, 1)),), 31),
        (((ACTIVE, date(2025, 1, 1)),), 31),
        (((ACTIVE, date(2026, 7, 31)),), 1),
        (((ACTIVE, date(2026, 8, 1)),), 0),
        (((MatchStatus.PROPOSED, date(2026, 6, 1)),), 0),
        (((ACTIVE, date(2026, 7, 1)), (ENDED, date(2026, 7, 11))), 10),
        (((ACTIVE, date(2026, 6, 1)), (PAUSED, date(2026, 7, 6)), (ACTIVE, date(2026, 7, 26))), 11),
        (((ACTIVE, date(2026, 5, 1)), (ENDED, date(2026, 6, 1))), 0),
    ],
)
def test_a_match_is_active_from_its_start_but_for_pauses(steps: Any, days: int) -> None:
    assert active_days(steps, JULY) == days


@pytest.mark.parametrize(
    ("frequency", "days", "sessions"),
    [
        (Frequency.WEEKLY, 31, 4),
        (Frequency.WEEKLY, 6, 0),
        (Frequency.FORTNIGHTLY, 91, 6),
        (Frequency.MONTHLY, 365, 12),
        (Frequency.MONTHLY, 92, 3),
        (Frequency.AS_NEEDED, 365, 0),
        (None, 365, 0),
    ],
)
def test_what_is_expected_follows_from_the_frequency(frequency: Any, days: int, sessions: int) -> None:
    assert expected(frequency, days) == sessions


def test_those_who_meet_less_often_are_given_longer() -> None:
    assert patience(Frequency.WEEKLY, 14, 28) == patience(None, 14, 28) == Patience(14, 28)
    assert patience(Frequency.FORTNIGHTLY, 14, 28) == Patience(21, 35)
    assert patience(Frequency.MONTHLY, 14, 28) == Patience(38, 69)
    assert patience(Frequency.AS_NEEDED, 14, 28) == Patience(28, 56)
    assert patience(Frequency.MONTHLY, 60, 90) == Patience(60, 90), "what is set is never shortened"


@operation(needs=Permission.SESSION_RECORD)
def made(work: Work, make: Callable[[Work], Any]) -> Any:
    """Add whatever a test needs."""
    return make(work)


def somebody(work: Work, name: str, accepted: int = 200, status: MenteeStatus = MenteeStatus.ACTIVE) -> int:
    mentee = work.add(
        Mentee(reference=f"M-{name}", first_names=name, name_key=name.lower(), status=status, worker_id=1)
    )
    work.add(Episode(mentee_id=mentee.id, start_date=TODAY - timedelta(days=accepted)))
    return mentee.id


def matched(work: Work, mentee_id: int, frequency: Frequency | None, *, begun: int = 150) -> int:
    mentor = work.add(Volunteer(name=f"Mentor of {mentee_id}", name_key=f"mentor of {mentee_id}"))
    match = Match(mentee_id=mentee_id, volunteer_id=mentor.id, frequency=frequency)
    match.step(ACTIVE, TODAY - timedelta(days=begun), "", 1)
    return work.add(match).id


def met(
    work: Work,
    mentee_id: int,
    ago: int,
    presence: Presence = Presence.ATTENDED,
    match_id: int | None = None,
    **said: Any,
) -> int:
    becomes = {
        Presence.ATTENDED: SessionStatus.HELD,
        Presence.ABSENT: SessionStatus.MISSED,
        Presence.CALLED_OFF: SessionStatus.CANCELLED,
        Presence.EXPECTED: SessionStatus.PLANNED,
    }
    day = TODAY - timedelta(days=ago)
    session = MentoringSession(status=becomes[presence], session_date=day, how=How.PHONE, minutes=30)
    session.attendances = [
        Attendance(mentee_id=mentee_id, match_id=match_id, session_date=day, presence=presence, **said)
    ]
    return work.add(session).id


def listed(store: Store, **asked: Any) -> list[tuple[ToDoKind, str]]:
    return [(row.kind, row.mentee) for row in store.read(to_do_page, ListAsk(**asked)).rows]


@pytest.mark.parametrize(
    ("frequency", "ago", "kind"),
    [
        (Frequency.WEEKLY, 13, None),
        (Frequency.WEEKLY, 14, ToDoKind.LAPSING),
        (Frequency.WEEKLY, 27, ToDoKind.LAPSING),
        (Frequency.WEEKLY, 28, ToDoKind.LAPSED),
        (Frequency.FORTNIGHTLY, 20, None),
        (Frequency.FORTNIGHTLY, 21, ToDoKind.LAPSING),
        (Frequency.FORTNIGHTLY, 35, ToDoKind.LAPSED),
        (Frequency.MONTHLY, 37, None),
        (Frequency.MONTHLY, 69, ToDoKind.LAPSED),
    ],
)
def test_a_match_lapses_by_how_often_it_meets(store: Store, frequency: Any, ago: int, kind: Any) -> None:
    def make(work: Work) -> None:
        mentee = somebody(work, "Ann")
        met(work, mentee, ago, match_id=matched(work, mentee, frequency))

    store.write(made, make)
    assert listed(store) == ([(kind, "Ann")] if kind else [])


def test_each_kind_is_listed_the_gravest_first_and_the_count_agrees(store: Store) -> None:
    def make(work: Work) -> None:
        lapsed, lapsing, missing, told, planned, new = (
            somebody(work, name) for name in ("Lapsed", "Lapsing", "Missing", "Telling", "Planned", "New")
        )
        met(work, lapsed, 40, match_id=matched(work, lapsed, Frequency.WEEKLY))
        met(work, lapsing, 20, match_id=matched(work, lapsing, Frequency.WEEKLY))
        met(work, missing, 30)
        met(work, missing, 20, Presence.ABSENT)
        met(work, missing, 15, Presence.CALLED_OFF)
        met(work, missing, 10, Presence.ABSENT)
        met(work, told, 5, notify_officer=True)
        met(work, told, 6, notify_officer=True, notified_date=TODAY)
        met(work, planned, 60)
        met(work, planned, 1, Presence.EXPECTED)
        met(work, planned, 0, Presence.EXPECTED)
        assert new

    store.write(made, make)
    assert listed(store) == [
        (ToDoKind.NOT_TOLD, "Telling"),
        (ToDoKind.FIRST, "New"),
        (ToDoKind.LAPSED, "Lapsed"),
        (ToDoKind.MISSES, "Missing"),
        (ToDoKind.UNRECORDED, "Planned"),
        (ToDoKind.LAPSING, "Lapsing"),
    ]
    assert store.read(to_do_count) == 6
    assert listed(store, filters=(("kind", "misses"),)) == [(ToDoKind.MISSES, "Missing")]
    assert listed(store, search="laps") == [(ToDoKind.LAPSED, "Lapsed"), (ToDoKind.LAPSING, "Lapsing")]
    assert len(listed(store, filters=(("owner", 1),))) == 6
    assert listed(store, filters=(("owner", "none"),)) == []
    assert store.read(to_do_owners)[-1] == ("none", "Nobody")
    (row,) = store.read(to_do_page, ListAsk(filters=(("kind", "unrecorded"),))).rows
    assert (row.act, row.next_date) == ("Record it", TODAY)
    (row,) = store.read(to_do_page, ListAsk(filters=(("kind", "misses"),))).rows
    assert row.says == "2 missed in a row", "what was called off before is not missed"


@pytest.mark.parametrize("sort", ["rank", "day"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_without_a_gap(store: Store, sort: str, descending: bool) -> None:
    def make(work: Work) -> None:
        for number in range(7):
            mentee = somebody(work, f"Ann {number}", accepted=100)
            met(work, mentee, 50 - number % 3)
            met(work, mentee, 3 + number % 2, Presence.EXPECTED)

    store.write(made, make)
    whole = store.read(to_do_page, ListAsk(sort=sort, descending=descending))
    assert whole.total == len(whole.rows) == 7
    got, after = [], None
    for _ in range(4):
        page = store.read(to_do_page, ListAsk(sort=sort, descending=descending, limit=2, after=after))
        assert page.total == (7 if after is None else None)
        got += page.rows
        after = page.after
    assert not page.more
    assert got == list(whole.rows)


def test_who_needs_nothing_is_not_listed(store: Store) -> None:
    def make(work: Work) -> None:
        somebody(work, "Fresh", accepted=14)
        somebody(work, "Gone", status=MenteeStatus.CLOSED)
        once = somebody(work, "Once")
        met(work, once, 20)
        met(work, once, 10, Presence.ABSENT)
        rests = somebody(work, "Rests")
        match = matched(work, rests, Frequency.WEEKLY)
        met(work, rests, 90, match_id=match)
        work.find(Match, match).step(PAUSED, TODAY - timedelta(days=60), "Away", 1)
        back = somebody(work, "Back")
        match = matched(work, back, Frequency.WEEKLY)
        met(work, back, 90, match_id=match)
        work.find(Match, match).step(PAUSED, TODAY - timedelta(days=60), "Away", 1)
        work.find(Match, match).step(ACTIVE, TODAY - timedelta(days=5), "", 1)

    store.write(made, make)
    assert listed(store) == []


def test_a_mentor_sees_what_concerns_their_own_mentees(casebook: Casebook) -> None:
    def make(work: Work) -> None:
        mine, other = somebody(work, "Mine"), somebody(work, "Other")
        match = work.find(Match, matched(work, mine, Frequency.WEEKLY))
        work.find(Volunteer, match.volunteer_id).person_id = 3
        for mentee in (mine, other):
            met(work, mentee, 60)
            met(work, mentee, 1, Presence.EXPECTED)

    with casebook.open() as store:
        store.write(made, make)
        assert len(listed(store)) == 3
    with casebook.open(Role.MENTOR) as store:
        assert {name for _, name in listed(store)} == {"Mine"}
        assert store.read(to_do_count) == 2


def test_expected_stands_beside_held_for_each_match(store: Store) -> None:
    def make(work: Work) -> None:
        mentee = somebody(work, "Ann")
        match = matched(work, mentee, Frequency.WEEKLY, begun=27)
        for ago in (27, 20, 6):
            met(work, mentee, ago, match_id=match)
        met(work, mentee, 13, Presence.ABSENT, match)
        met(work, mentee, 3)
        ended = matched(work, somebody(work, "Bob"), Frequency.WEEKLY, begun=400)
        work.find(Match, ended).end(MatchEnd.COMPLETED, TODAY - timedelta(days=380), "", 1)

    store.write(made, make)
    period = f"{TODAY - timedelta(days=27)} {TODAY}"
    (row,) = store.read(cadence_page, ListAsk(filters=(("period", period),))).rows
    assert (row.mentee, row.kept.expected, row.kept.held, row.kept.share) == ("Ann", 4, 3, "75.0%")
    assert row.last_date == TODAY - timedelta(days=6)
