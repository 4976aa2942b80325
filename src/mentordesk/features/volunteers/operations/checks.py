"""Writing down checks; what matching goes by follows from them at once."""

from datetime import date

from sqlalchemy import select

from mentordesk.features.volunteers.rules.checks import (
    RECORDS,
    Check,
    CheckDraft,
    DbsDraft,
    InterviewDraft,
    PrisonDraft,
    ReferenceDraft,
    check_of,
    check_problems,
    dbs_number,
    references_taken,
    review_from,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold, one_line
from mentordesk.records.clearances import (
    DbsCheck,
    Interview,
    InterviewScore,
    PrisonClearance,
    VolunteerReference,
    VolunteerSettings,
)
from mentordesk.records.volunteers import DbsDecision, SettingLevel, Volunteer
from mentordesk.store.work import Work, operation

_REFERENCE = tuple(ReferenceDraft.__dataclass_fields__)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_check(work: Work, volunteer_id: int, draft: CheckDraft) -> int:
    """Add a check of a volunteer."""
    work.refuse(check_problems(draft, work.today))
    volunteer = work.find(Volunteer, volunteer_id)
    before = _references_date(work, volunteer_id)
    record = RECORDS[check_of(draft)](volunteer_id=volunteer_id)
    _fill(work, record, draft)
    number = work.add(record).id
    _settle(work, volunteer, before)
    return number


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_check(work: Work, number: int, version: int, draft: CheckDraft) -> None:
    """Change a check."""
    work.refuse(check_problems(draft, work.today))
    record = work.change(RECORDS[check_of(draft)], number, version)
    before = _references_date(work, record.volunteer_id)
    _fill(work, record, draft)
    work.session.flush()
    _settle(work, work.find(Volunteer, record.volunteer_id), before)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_check(work: Work, check: Check, number: int, version: int) -> None:
    """Remove a check that was written by mistake."""
    record = work.change(RECORDS[check], number, version)
    volunteer = work.find(Volunteer, record.volunteer_id)
    before = _references_date(work, volunteer.id)
    work.remove(record)
    _settle(work, volunteer, before)


def settings_of(work: Work) -> VolunteerSettings:
    """Return how often checks and support fall due."""
    return work.session.scalars(select(VolunteerSettings).order_by(VolunteerSettings.id).limit(1)).one()


def _fill(work: Work, record: object, draft: CheckDraft) -> None:
    for name, value in vars(draft).items():
        if name != "scores":
            setattr(record, name, clean(value).strip() if type(value) is str else value)
    if isinstance(record, DbsCheck) and isinstance(draft, DbsDraft):
        record.number = dbs_number(draft.number)
        record.review_date = review_from(draft, settings_of(work).dbs_months)
    elif isinstance(record, PrisonClearance) and isinstance(draft, PrisonDraft):
        record.establishment = one_line(draft.establishment)
        record.establishment_key = fold(record.establishment)
    elif isinstance(record, Interview) and isinstance(draft, InterviewDraft):
        del record.scores[len(draft.scores) :]
        for place, each in enumerate(draft.scores):
            if place == len(record.scores):
                record.scores.append(InterviewScore())
            kept = record.scores[place]
            kept.position, kept.question = place, one_line(each.question)[:300]
            kept.score, kept.note = each.score, clean(each.note).strip()


def _settle(work: Work, volunteer: Volunteer, before: date | None) -> None:
    """Bring what matching goes by in line with the checks; what was known before them stays."""
    checks = select(DbsCheck).where(DbsCheck.volunteer_id == volunteer.id, DbsCheck.decision.is_not(None))
    newest = work.session.scalars(checks.order_by(DbsCheck.decision_date.desc(), DbsCheck.id.desc())).first()
    if newest is not None:
        volunteer.dbs_decision, volunteer.dbs_date = newest.decision, newest.decision_date
    taken = _references_date(work, volunteer.id)
    if taken is not None or volunteer.references_date == before:
        volunteer.references_date = taken
    prisons = select(PrisonClearance).where(PrisonClearance.volunteer_id == volunteer.id)
    granted = [each.granted_date for each in work.session.scalars(prisons)]
    if any(granted):
        volunteer.setting_level = SettingLevel.CUSTODY
    elif volunteer.setting_level is None and volunteer.dbs_decision is DbsDecision.CLEARED:
        volunteer.setting_level = SettingLevel.COMMUNITY


def _references_date(work: Work, volunteer_id: int) -> date | None:
    found = select(VolunteerReference).where(VolunteerReference.volunteer_id == volunteer_id)
    drafts = [
        ReferenceDraft(**{name: getattr(each, name) for name in _REFERENCE})
        for each in work.session.scalars(found)
    ]
    return references_taken(drafts, settings_of(work).references_needed)
