"""What mentees came to and what they missed, and how long the first session took to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.kernel.dates import Period
from mentordesk.records.referrals import Referral
from mentordesk.records.sessions import Attendance, How, MentoringSession, Presence, SessionReason
from mentordesk.store.work import Reading


@dataclass(frozen=True)
class SessionCounts:
    """One mentee's sessions in a period: those they came to by how, and the others by kind of reason."""

    attended: tuple[tuple[str, int], ...] = ()
    missed: tuple[tuple[str, int], ...] = ()
    called_off: tuple[tuple[str, int], ...] = ()
    minutes: int = 0
    """How long the sessions took that they came to."""

    @property
    def came(self) -> int:
        """How many sessions they came to."""
        return sum(count for _, count in self.attended)

    @property
    def did_not_come(self) -> int:
        """How many sessions they missed."""
        return sum(count for _, count in self.missed)


def sessions_of(reading: Reading, mentee_id: int, period: Period) -> SessionCounts:
    """Return what a mentee came to and missed in a period."""
    one = MentoringSession
    found = (
        select(
            Attendance.presence,
            one.how,
            SessionReason.reason_class,
            func.count(Attendance.id),
            func.sum(one.minutes),
        )
        .join(one, one.id == Attendance.session_id)
        .outerjoin(SessionReason, SessionReason.id == one.reason_id)
        .where(Attendance.mentee_id == mentee_id, Attendance.session_date.between(period.first, period.last))
        .group_by(Attendance.presence, one.how, SessionReason.reason_class)
    )
    rows = reading.session.execute(found).all()
    held = [row for row in rows if row[0] is Presence.ATTENDED]
    return SessionCounts(
        _added((row[1].label, row[3]) for row in sorted(held, key=lambda row: list(How).index(row[1]))),
        _added((_why(row[2]), row[3]) for row in rows if row[0] is Presence.ABSENT),
        _added((_why(row[2]), row[3]) for row in rows if row[0] is Presence.CALLED_OFF),
        sum(row[4] or 0 for row in held),
    )


def first_days(reading: Reading, referrals: Iterable[int]) -> dict[int, int]:
    """Return for some referrals the days until their mentee first came to a session, where they did."""
    first = (
        select(Referral.id, Referral.referred_date, func.min(Attendance.session_date))
        .join(Attendance, Attendance.mentee_id == Referral.mentee_id)
        .where(
            Referral.id.in_(list(referrals)),
            Attendance.presence == Presence.ATTENDED,
            Attendance.session_date >= Referral.referred_date,
        )
        .group_by(Referral.id, Referral.referred_date)
    )
    return {number: _days(asked, met) for number, asked, met in reading.session.execute(first)}


def _days(asked: date, met: date) -> int:
    return (met - asked).days


def _why(reason_class: object) -> str:
    return getattr(reason_class, "label", "") or "No reason given"


def _added(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for name, count in pairs:
        counted[name] = counted.get(name, 0) + count
    return tuple(counted.items())
