"""Printing sheets, keying one back in, and saying that one is lost or was not used."""

import secrets

from sqlalchemy import select

from mentordesk.features.sessions.operations.recording import change_session, record_session
from mentordesk.features.sessions.rules.drafts import SessionDraft
from mentordesk.features.sessions.rules.sheets import (
    CODES,
    MOST,
    BlankDraft,
    SettleDraft,
    WeekDraft,
    blank_problems,
    code_of,
    settle_problems,
    week_of,
    week_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.sessions import MentoringSession, SessionStatus
from mentordesk.records.sheets import SessionSheet, SheetState
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SESSION_EXPORT)
def make_blank_sheets(work: Work, draft: BlankDraft) -> tuple[int, ...]:
    """Make blank sheets to be printed, each with a code of its own; return their numbers."""
    work.refuse(blank_problems(draft))
    work.final = True  # paper cannot be undone
    return tuple(_sheet(work, None, initials_only=False).id for _ in range(draft.count or 0))


@operation(needs=Permission.SESSION_EXPORT)
def make_week_sheets(work: Work, draft: WeekDraft) -> tuple[int, ...]:
    """Make a sheet of each session that is planned at a place in a week; one that is out is printed again."""
    work.refuse(week_problems(draft))
    monday, sunday = week_of(draft.week_date or work.today)
    planned = select(MentoringSession.id).where(
        MentoringSession.status == SessionStatus.PLANNED,
        MentoringSession.place_key == fold(draft.place.strip())[:300],
        MentoringSession.session_date.between(monday, sunday),
    )
    numbers = list(
        work.session.scalars(
            planned.order_by(MentoringSession.session_date, MentoringSession.start_time, MentoringSession.id)
        )
    )
    if not numbers:
        work.refuse({"place": "Nothing is planned at this place in that week."})
    if len(numbers) > MOST:
        work.refuse({"place": f"More than {MOST} sessions are planned there. Print a shorter time."})
    work.final = True
    return tuple(_sheet(work, number, initials_only=draft.initials_only).id for number in numbers)


@operation(needs=Permission.SESSION_RECORD)
def key_in(work: Work, sheet_id: int, version: int, session_version: int, draft: SessionDraft) -> int:
    """Record the session of a sheet and mark the sheet as returned, both or neither; return the session."""
    sheet = _out(work, sheet_id, version)
    if sheet.session_id is None:
        sheet.session_id = record_session(work, draft)
    else:
        change_session(work, sheet.session_id, session_version, draft)
    sheet.state, sheet.settled_date = SheetState.RETURNED, work.today
    return sheet.session_id


@operation(needs=Permission.SESSION_RECORD)
def settle_sheet(work: Work, sheet_id: int, version: int, draft: SettleDraft) -> None:
    """Say that a sheet is lost or was not used."""
    sheet = _out(work, sheet_id, version)
    work.refuse(settle_problems(draft, sheet.printed_at.astimezone().date(), work.today))
    sheet.state, sheet.settled_date = draft.state or SheetState.NOT_USED, draft.settled_date


def _out(work: Work, sheet_id: int, version: int) -> SessionSheet:
    sheet = work.change(SessionSheet, sheet_id, version)
    if sheet.state is SheetState.RETURNED:
        work.refuse({"code": "This sheet was keyed in already."})
    return sheet


def _sheet(work: Work, session_id: int | None, *, initials_only: bool) -> SessionSheet:
    if session_id is not None:
        out = select(SessionSheet).where(
            SessionSheet.session_id == session_id, SessionSheet.state == SheetState.OUT
        )
        known = work.session.scalar(out.order_by(SessionSheet.id).limit(1))
        if known is not None:
            known.initials_only = initials_only
            return known
    code = code_of(secrets.randbelow(CODES))
    while work.session.scalar(select(SessionSheet.id).where(SessionSheet.code == code)):
        code = code_of(secrets.randbelow(CODES))
    sheet = SessionSheet(
        code=code,
        session_id=session_id,
        initials_only=initials_only,
        printed_at=work.now,
        printed_by_id=work.actor.person_id,
        state=SheetState.OUT,
    )
    return work.add(sheet)
