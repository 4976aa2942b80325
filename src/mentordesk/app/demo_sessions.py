"""Two years of invented sessions, with what was planned, missed and called off, and the duties beside them.

Everything is counted back from today and follows from the place of a person in the list, so that the same
day always gives the same sessions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from sqlalchemy import select

from mentordesk.app.demo_duties import add_demo_duties
from mentordesk.app.demo_session_words import GROUP_TOPICS, PLACES, notes_of
from mentordesk.features.matches.operations.mentors import become_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.kernel.dates import add_months, is_working_day
from mentordesk.kernel.text import fold
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.goals import Goal
from mentordesk.records.justice import Placement, Setting
from mentordesk.records.matches import Frequency, Match, MatchEnd, MatchStatus
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.pathways import Pathway, PathwayList
from mentordesk.records.sessions import (
    Attendance,
    AttendanceGoal,
    AttendancePathway,
    Caller,
    How,
    MentoringSession,
    Presence,
    SessionReason,
    SessionSeries,
    SessionStatus,
    SupervisionNote,
)
from mentordesk.records.volunteers import DbsDecision, Gender, SettingLevel, Volunteer
from mentordesk.store.work import Work

_STAFF = ""
_OFTEN = {7: Frequency.WEEKLY, 14: Frequency.FORTNIGHTLY, 28: Frequency.MONTHLY}
FORMER = "Liam Ashworth"
"""Who was mentored here, and mentors now."""


@dataclass(frozen=True)
class _Pair:
    """Who meets whom: every how many days, at what time, since when, and for how long not any more."""

    mentee: str
    mentor: str
    every: int
    at: time
    quiet: int = 0
    """Days ago of the last session; 0 when they still meet."""
    since: int = 0
    """Days ago of the first session; 0 for a few days after the referral was accepted."""
    unrecorded: bool = False
    """Whether nobody said yet what became of the last session that was planned."""


_PAIRS = (
    _Pair("Adeyemi", "Martin Heald", 14, time(14)),
    _Pair("Ashworth", "Grace Omondi", 7, time(10)),
    _Pair("Begum", "Dilys Pryce", 14, time(10, 30)),
    _Pair("Bellamy", "Dilys Pryce", 14, time(11)),
    _Pair("Bùi", _STAFF, 28, time(13, 30)),
    _Pair("Czarnecki", _STAFF, 28, time(15, 15), unrecorded=True),
    _Pair("D’Arcy", "Martin Heald", 14, time(18)),
    _Pair("Fitzgerald", "Martin Heald", 14, time(14), since=238),
    _Pair("Gruffydd", "Dilys Pryce", 7, time(11)),
    _Pair("Hussain", _STAFF, 14, time(9, 30)),
    _Pair("Ivanova", "Dilys Pryce", 14, time(14, 30), unrecorded=True),
    _Pair("Jeffers", "Martin Heald", 14, time(15), quiet=20),
    _Pair("Kavanagh", _STAFF, 28, time(16, 30)),
    _Pair("Kowalczyk", "Ewa Nowak", 7, time(18, 30)),
    _Pair("Lindsay", _STAFF, 28, time(11, 15)),
    _Pair("McAllister", "Rashid Anwar", 14, time(14), quiet=41),
    _Pair("Mirza", "Grace Omondi", 7, time(10), unrecorded=True),
    _Pair("Nkemelu", _STAFF, 28, time(9, 45)),
    _Pair("Papadakis", "Peter Sandham", 28, time(17, 45)),
    _Pair("Quigley", "Rashid Anwar", 14, time(13, 45)),
    _Pair("Ramnarine", _STAFF, 28, time(14, 15)),
    _Pair("Sargeant", _STAFF, 7, time(12)),
    _Pair("Soares", _STAFF, 14, time(10, 15)),
    _Pair("Tyldesley", _STAFF, 14, time(13), quiet=33),
    _Pair("Veasey", FORMER, 7, time(18, 15), since=70),
)
_MISSES_LAST = frozenset({"Quigley"})
_TO_TELL = {
    "Sargeant": "Missed two appointments with the housing office.",
    "Papadakis": "Has moved in with his brother.",
}


def add_demo_sessions(work: Work) -> None:
    """Add the sessions, and the duties and contacts with partners beside them."""
    _Diary(work).fill()
    add_demo_duties(work)


class _Diary:
    """What is known while the sessions are written."""

    def __init__(self, work: Work) -> None:
        self.work, self.today = work, work.today
        found = work.session
        self.mentees = {each.last_name: each for each in found.scalars(select(Mentee))}
        self.former = self._former_mentee()
        self.volunteers = {each.name: each.id for each in found.scalars(select(Volunteer))}
        self.reasons = {each.name: each.id for each in found.scalars(select(SessionReason))}
        self.episodes = {each.mentee_id: each for each in found.scalars(select(Episode))}
        held = select(Placement.mentee_id).where(Placement.setting == Setting.CUSTODY)
        self.in_custody = set(found.scalars(held))
        self.goals = {each.mentee_id: each.id for each in found.scalars(select(Goal))}
        self.pathways = found.scalars(
            select(Pathway.id).join(PathwayList).where(PathwayList.in_use.is_(True)).order_by(Pathway.number)
        ).all()

    def fill(self) -> None:
        """Write the sessions of every pair, and of the group."""
        written: list[MentoringSession] = []
        for place, pair in enumerate(_PAIRS):
            written += self._meetings(place, pair)
        written += self._group()
        self._new_match()
        self.work.session.add_all(sorted(written, key=attrgetter("session_date")))
        self.work.session.flush()
        last = written[-len(GROUP_TOPICS)].attendances[0]
        wording = "Spoke about where the evening left the volunteer. Offer a longer talk next month."
        self.work.add(SupervisionNote(attendance_id=last.id, wording=wording, author_id=1))

    def _former_mentee(self) -> int:
        """Let somebody whose time as a mentee was completed mentor others."""
        draft = MentorDraft(
            FORMER,
            postcode="NB2 2AA",
            times=(PartOfWeek.MON_EVE, PartOfWeek.WED_EVE),
            languages="English",
            interests="five-a-side football",
            lived_experience="Was mentored here.",
            gender=Gender.MAN,
            dbs_decision=DbsDecision.CLEARED,
            dbs_date=add_months(self.today, -6),
            references_date=add_months(self.today, -6),
            training_date=add_months(self.today, -5),
            setting_level=SettingLevel.COMMUNITY,
            caseload_limit=2,
        )
        return become_mentor(self.work, self.mentees["Ashworth"].id, draft)

    def _meetings(self, place: int, pair: _Pair) -> Iterator[MentoringSession]:
        mentee = self.mentees[pair.mentee]
        episode = self.episodes[mentee.id]
        first = _workday(self.today - timedelta(pair.since) if pair.since else episode.start_date, place)
        match = self._match(pair, mentee.id, first, episode)
        if match:
            begun = (each.change_date for each in match.changes if each.status is MatchStatus.ACTIVE)
            first = max([first, *(_workday(day, place) for day in begun if day > first)])
        last = episode.exit_date or self.today - timedelta(pair.quiet)
        ahead = not pair.quiet and episode.exit_date is None
        days = list(_days(first, last, pair.every))
        for count, day in enumerate(days):
            status = self._status(pair, place, count, len(days))
            yield self._session(pair, place, count, day, status, match)
        if ahead and days:
            yield from self._planned(pair, place, days[-1], match)

    def _status(self, pair: _Pair, place: int, count: int, total: int) -> SessionStatus:
        if count == total - 1:
            if pair.unrecorded:
                return SessionStatus.PLANNED
            return SessionStatus.MISSED if pair.mentee in _MISSES_LAST else SessionStatus.HELD
        if count == total - 2 and pair.mentee in _MISSES_LAST:
            return SessionStatus.MISSED
        drawn = (place * 5 + count * 7) % 20
        if drawn < 15:
            return SessionStatus.HELD
        return SessionStatus.MISSED if drawn < 17 else SessionStatus.CANCELLED

    def _planned(
        self, pair: _Pair, place: int, last: date, match: Match | None
    ) -> Iterator[MentoringSession]:
        days = [last + timedelta(pair.every * count) for count in range(1, 5 if pair.every == 7 else 3)]
        series = None
        if pair.every == 7:
            rule = f"FREQ=WEEKLY;COUNT={len(days)}"
            series = self.work.add(SessionSeries(rule=rule, first_date=days[0])).id
        for count, day in enumerate(days):
            planned = self._session(pair, place, count, day, SessionStatus.PLANNED, match)
            planned.series_id = series
            yield planned

    def _session(
        self, pair: _Pair, place: int, count: int, day: date, status: SessionStatus, match: Match | None
    ) -> MentoringSession:
        mentee = self.mentees[pair.mentee]
        how, where = self._how(mentee.id, place, count, staff=pair.mentor == _STAFF)
        worker = 1 + place % 2
        made = MentoringSession(
            status=status,
            session_date=day,
            start_time=pair.at,
            minutes=(60, 45, 75, 60, 90)[(place + count) % 5] if how is not How.PHONE else 20 + count % 3 * 5,
            how=how,
            place=where,
            place_key=fold(where),
            volunteer_id=self.volunteers.get(pair.mentor),
            worker_id=worker if pair.mentor == _STAFF else None,
        )
        attendance = Attendance(mentee_id=mentee.id, session_date=day, match_id=match.id if match else None)
        made.attendances = [attendance]
        if status is SessionStatus.PLANNED:
            attendance.presence = Presence.EXPECTED
            return made
        made.recorded_at, made.recorded_by_id = _evening(day), worker
        if status is SessionStatus.HELD:
            self._held(made, attendance, pair, place, count)
        else:
            self._not_held(made, attendance, place + count)
        return made

    def _how(self, mentee_id: int, place: int, count: int, *, staff: bool) -> tuple[How, str]:
        if (place + count) % 6 == 5:
            return How.PHONE, ""
        if mentee_id in self.in_custody:
            return How.PRISON_VISIT, "HMP Aldermoor, visits hall"
        if staff and count % 9 == 4:
            return How.VIDEO, ""
        return How.IN_PERSON, PLACES[(place + count // 4) % len(PLACES)]

    def _held(
        self, made: MentoringSession, attendance: Attendance, pair: _Pair, place: int, count: int
    ) -> None:
        attendance.presence = Presence.ATTENDED
        number = place * 3 + count
        attendance.summary, attendance.response, attendance.strengths, attendance.next_plans = notes_of(
            number
        )
        if number % 11 == 4:
            attendance.late_minutes = 10 + number % 3 * 5
        touched = {self.pathways[(place + count // 3) % len(self.pathways)]}
        if number % 3 == 0:
            touched.add(self.pathways[(place + count + 2) % len(self.pathways)])
        attendance.pathways = [AttendancePathway(pathway_id=each) for each in sorted(touched)]
        if number % 4 == 0 and attendance.mentee_id in self.goals:
            attendance.goals = [AttendanceGoal(goal_id=self.goals[attendance.mentee_id])]
        if made.volunteer_id and made.how in {How.IN_PERSON, How.PRISON_VISIT} and number % 2:
            made.journey = "Home to the meeting and back"
            made.miles_tenths = 34 + place * 7 % 60 + (180 if made.how is How.PRISON_VISIT else 0)
            made.travel_minutes = 25 + place % 3 * 10
        elif made.volunteer_id and made.how is How.IN_PERSON and number % 3 == 0:
            made.journey, made.fares_pence = "Bus 14 and back", 400
        days_ago = (self.today - made.session_date).days
        if pair.mentee in _TO_TELL and days_ago < 30:
            attendance.notify_officer, attendance.notify_words = True, _TO_TELL[pair.mentee]
            attendance.notified_date = made.session_date if days_ago > 15 else None

    def _not_held(self, made: MentoringSession, attendance: Attendance, number: int) -> None:
        missed = made.status is SessionStatus.MISSED
        attendance.presence = Presence.ABSENT if missed else Presence.CALLED_OFF
        made.caller, reason = (_MISSED if missed else _CALLED_OFF)[number % (4 if missed else 6)]
        if made.how is How.PRISON_VISIT and number % 2:
            made.caller, reason = Caller.PRISON, "Prison regime or lockdown"
        made.reason_id = self.reasons[reason]

    def _match(self, pair: _Pair, mentee_id: int, first: date, episode: Episode) -> Match | None:
        """Return the match of a pair; those that the demonstration has not yet are made."""
        if pair.mentor == _STAFF:
            return None
        volunteer = self.volunteers[pair.mentor]
        known = self.work.session.scalar(
            select(Match).where(Match.mentee_id == mentee_id, Match.volunteer_id == volunteer)
        )
        if known is not None:
            return known
        match = Match(
            mentee_id=mentee_id,
            volunteer_id=volunteer,
            frequency=_OFTEN[pair.every],
            agreement_date=first,
            review_date=None if episode.exit_date else add_months(self.today, 2),
        )
        match.step(MatchStatus.PROPOSED, first - timedelta(5), "", 2)
        match.step(MatchStatus.INTRODUCED, first - timedelta(2), "", 2)
        match.step(MatchStatus.ACTIVE, first, "", 2)
        if episode.exit_date:
            match.end(MatchEnd.COMPLETED, episode.exit_date, "", 2)
        return self.work.add(match)

    def _new_match(self) -> None:
        """Begin a match three weeks ago in which nobody has met yet."""
        episode = self.episodes[self.mentees["Umarji"].id]
        pair = _Pair("Umarji", FORMER, 7, time(18))
        self._match(pair, episode.mentee_id, self.today - timedelta(22), episode)

    def _group(self) -> Iterator[MentoringSession]:
        """Write the Thursday group: once in four weeks for two years, and once ahead."""
        first = _workday(add_months(self.today, -23), 3)
        days = list(_days(first, self.today + timedelta(28), 28))
        for count, day in enumerate(days):
            ahead = day >= self.today
            made = MentoringSession(
                status=SessionStatus.PLANNED if ahead else SessionStatus.HELD,
                session_date=day,
                start_time=time(12, 30),
                minutes=120,
                how=How.GROUP,
                place=PLACES[0],
                place_key=fold(PLACES[0]),
                volunteer_id=self.volunteers["Grace Omondi"] if count % 2 else None,
                worker_id=2,
                topic=GROUP_TOPICS[count % len(GROUP_TOPICS)],
                unmatched_reason="A group that is open to everybody" if count % 2 else "",
                recorded_at=None if ahead else _evening(day),
                recorded_by_id=None if ahead else 2,
            )
            for place, mentee_id in enumerate(self._members(day)):
                absent = (place + count) % 5 == 4
                presence = Presence.ABSENT if absent else Presence.ATTENDED
                attendance = Attendance(mentee_id=mentee_id, session_date=day)
                attendance.presence = Presence.EXPECTED if ahead else presence
                made.attendances.append(attendance)
            yield made

    def _members(self, day: date) -> list[int]:
        """Return who comes to the group: the last six who had begun by a day and live at home."""
        there = [
            each.mentee_id
            for each in self.episodes.values()
            if each.start_date < day
            and (each.exit_date is None or each.exit_date > day)
            and each.mentee_id not in self.in_custody
            and each.mentee_id != self.mentees["Umarji"].id
        ]
        return there[-6:]


_MISSED = (
    (Caller.MENTEE, "Did not come, no reason given"),
    (Caller.MENTEE, "Forgot"),
    (Caller.MENTEE, "Unwell or medical appointment"),
    (Caller.MENTEE, "Did not come, no reason given"),
)
_CALLED_OFF = (
    (Caller.MENTEE, "Unwell or medical appointment"),
    (Caller.MENTEE, "Probation or police appointment"),
    (Caller.MENTOR, "Mentor not available"),
    (Caller.MENTEE, "Work, training or a job interview"),
    (Caller.CHARITY, "Room or line not available"),
    (Caller.OTHER, "Transport"),
)


def _days(first: date, last: date, every: int) -> Iterator[date]:
    """Give the days from the first to the last, but for holidays."""
    day = first
    while day <= last:
        if is_working_day(day):
            yield day
        day += timedelta(every)


def _workday(day: date, weekday: int) -> date:
    """Return the first of a day of the week, from Monday to Friday, after a day."""
    return day + timedelta(7 + (weekday % 5 - day.weekday()) % 7)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17, 30), UTC)
