"""The referral register of a period, as its report prints it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.queries.lists import ReferralRow, decision_word, referral_page
from mentordesk.features.mentees.queries.sessions import first_days
from mentordesk.kernel.dates import Period
from mentordesk.kernel.exports import Export
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.organisation import Organisation
from mentordesk.records.referrals import Decision
from mentordesk.store.work import Reading, query

_ALL = 1_000_000


@dataclass(frozen=True)
class RegisterSheet:
    """Referrals of a period with their counts; people are counted once however often they were referred."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    period: Period | None
    trail_head: str
    rows: tuple[ReferralRow, ...]
    people: int
    decided: int
    median_days: int | None
    """Days from referral to decision, of the referrals that were decided; None when none was."""
    median_first_days: int | None
    """Days from referral to first session, of the accepted ones that had one; None when none had."""
    by_decision: tuple[tuple[str, int], ...]
    by_route: tuple[tuple[str, int], ...]


@query(needs=Permission.MENTEE_EXPORT)
def register_sheet(reading: Reading, period: Period | None = None) -> RegisterSheet:
    """The referral register of a period, or of all time."""
    filters = (("first", period.first), ("last", period.last)) if period else ()
    ask = ListAsk(filters=filters, sort="referred", limit=_ALL)
    rows = referral_page(reading, ask).rows
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    decided = [row for row in rows if row.decision not in {None, Decision.WAITING_LIST}]
    first = first_days(reading, [row.id for row in rows if row.decision is Decision.ACCEPTED])
    return RegisterSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        period=period,
        trail_head=reading.trail_head(),
        rows=rows,
        people=len({row.mentee_id for row in rows}),
        decided=len(decided),
        median_days=_middle([row.days for row in decided]) if decided else None,
        median_first_days=_middle(list(first.values())) if first else None,
        by_decision=_counted(decision_word(row.decision) for row in rows),
        by_route=_counted(row.route.label for row in rows),
    )


def register_export(sheet: RegisterSheet, kind: str, *, names: bool) -> Export:
    """Return what the trail says when a register leaves."""
    period, named = ("Period",) if sheet.period else (), ("With names",) if names else ()
    return Export("report:referrals", kind, rows=len(sheet.rows), filters=(*period, *named))


def _middle(days: list[int]) -> int:
    """Return the median of whole numbers, a half rounded up."""
    ordered = sorted(days)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (low + high + 1) // 2


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(words).most_common())
