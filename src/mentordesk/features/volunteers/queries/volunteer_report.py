"""The volunteer report of a period, beside the period before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.features.volunteers.queries.development import development_share_at
from mentordesk.features.volunteers.queries.hours import hour_rate, hours_in
from mentordesk.features.volunteers.queries.retention import everybodys_stays
from mentordesk.features.volunteers.rules.hours import Hours
from mentordesk.features.volunteers.rules.naming import volunteer_reference
from mentordesk.features.volunteers.rules.retention import Stays, retention_at
from mentordesk.features.volunteers.rules.volunteer_report import (
    Counted,
    Plans,
    ReportEdition,
    period_before,
    published,
    published_plans,
)
from mentordesk.kernel.dates import Period
from mentordesk.kernel.permissions import Permission
from mentordesk.records.organisation import Organisation
from mentordesk.records.pipeline import Stage, StageChange, StageKind
from mentordesk.records.support import SupportTalk, TalkStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class GiverRow:
    """What one volunteer gave, by name; inside the charity only."""

    reference: str
    name: str
    hours: Hours


@dataclass(frozen=True)
class VolunteerReportSheet:
    """The volunteer report as it is printed."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    edition: ReportEdition
    period: Period
    period_before: Period
    now: Counted
    then: Counted
    plans: Plans
    hour_pence: int
    givers: tuple[GiverRow, ...]


@query(needs=Permission.VOLUNTEER_EXPORT)
def volunteer_report(reading: Reading, period: Period, edition: ReportEdition) -> VolunteerReportSheet:
    """The volunteer report of a period; a funder's edition holds small numbers back."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    stays = everybodys_stays(reading)
    before = period_before(period)
    now, then = _counted(reading, stays, period), _counted(reading, stays, before)
    plans = _plans(reading, min(period.last, reading.today))
    if edition is ReportEdition.FUNDER:
        now, then, plans = published(now), published(then), published_plans(plans)
    return VolunteerReportSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        edition,
        period,
        before,
        now,
        then,
        plans,
        hour_rate(reading),
        _givers(reading, period) if edition is ReportEdition.INTERNAL else (),
    )


def _counted(reading: Reading, stays: Stays, period: Period) -> Counted:
    last = min(period.last, reading.today)
    found = retention_at(stays, last)
    given = hours_in(reading, period)
    ended = [
        (number, each)
        for number, own in stays.items()
        for each in own
        if each.last is not None and period.first <= each.last <= last
    ]
    return Counted(
        active=len(found.active),
        base=len(found.base),
        retained=len(found.retained),
        completed=len(found.completed),
        lost=len(found.base - found.active - found.completed),
        joined=len(found.joined),
        starters=len(found.starters),
        stayed=len(found.stayed),
        enquiries=_enquiries(reading, period),
        started=sum(bool(own) and period.first <= own[0].first <= last for own in stays.values()),
        left=len({number for number, _ in ended}),
        reasons=tuple((why.label, len(people)) for why, people in found.reasons()),
        givers=sum(each.total > 0 for each in given.values()),
        mentors=_people(given, "mentoring"),
        trained=_people(given, "training"),
        helpers=_people(given, "other"),
        mentoring=sum(each.mentoring for each in given.values()),
        training=sum(each.training for each in given.values()),
        other=sum(each.other for each in given.values()),
        total=sum(each.total for each in given.values()),
        **_talks(reading, period),
    )


def _people(given: Mapping[int, Hours], kind: str) -> int:
    return sum(getattr(each, kind) > 0 for each in given.values())


def _enquiries(reading: Reading, period: Period) -> int:
    asked = (
        select(func.count(StageChange.volunteer_id.distinct()))
        .join(Stage, Stage.id == StageChange.stage_id)
        .where(Stage.kind == StageKind.ENQUIRY, StageChange.change_date.between(period.first, period.last))
    )
    return reading.session.scalar(asked) or 0


def _talks(reading: Reading, period: Period) -> dict[str, int]:
    held = select(func.count(SupportTalk.id), func.count(SupportTalk.volunteer_id.distinct())).where(
        SupportTalk.status == TalkStatus.HELD, SupportTalk.talk_date.between(period.first, period.last)
    )
    talks, people = reading.session.execute(held).one()
    return {"talks": talks, "supported": people}


def _plans(reading: Reading, day: date) -> Plans:
    share = development_share_at(reading, day)
    parts = (share.everybody, share.in_place, share.in_progress, share.none)
    return Plans(*(len(people) for people in parts))


def _givers(reading: Reading, period: Period) -> tuple[GiverRow, ...]:
    given = hours_in(reading, period)
    named = select(Volunteer.id, Volunteer.name).order_by(Volunteer.name_key, Volunteer.id)
    return tuple(
        GiverRow(volunteer_reference(row.id), row.name, given[row.id])
        for row in reading.session.execute(named)
        if row.id in given
    )
