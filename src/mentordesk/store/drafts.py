"""Drafts: what somebody was typing, kept inside the casebook and offered again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.drafts import Draft
from mentordesk.store.work import Reading, Work, operation, query


@dataclass(frozen=True)
class DraftRow:
    """The unsaved fields of one form; `subject` is 0 for a new record."""

    form: str
    subject: int
    title: str
    fields: dict[str, Any]
    saved_at: datetime


@operation(needs=Permission.SIGN_IN)
def keep_draft(work: Work, form: str, subject: int, title: str, fields: dict[str, Any]) -> None:
    """Keep what the person is typing, in place of what was kept before."""
    draft = _find(work, form, subject)
    text = json.dumps(fields)
    if draft is None:
        person = work.actor.person_id
        work.add(
            Draft(
                person_id=person,
                form=form,
                subject=subject,
                title=title[:300],
                fields=text,
                saved_at=work.now,
            )
        )
        return
    draft.title, draft.fields, draft.saved_at = title[:300], text, work.now


@operation(needs=Permission.SIGN_IN)
def drop_draft(work: Work, form: str, subject: int) -> None:
    """Throw a draft away, because it was saved or is not wanted."""
    draft = _find(work, form, subject)
    if draft is not None:
        work.remove(draft)


@query(needs=Permission.SIGN_IN)
def my_draft(reading: Reading, form: str, subject: int) -> DraftRow | None:
    """The person's own draft of one form, if there is one."""
    draft = _find(reading, form, subject)
    return _row(draft) if draft else None


@query(needs=Permission.SIGN_IN)
def my_drafts(reading: Reading) -> list[DraftRow]:
    """The person's own drafts, newest first."""
    mine = select(Draft).where(Draft.person_id == reading.actor.person_id)
    return [_row(draft) for draft in reading.session.scalars(mine.order_by(Draft.saved_at.desc(), Draft.id))]


def _find(reading: Reading, form: str, subject: int) -> Draft | None:
    return reading.session.scalar(
        select(Draft).where(
            Draft.person_id == reading.actor.person_id, Draft.form == form, Draft.subject == subject
        )
    )


def _row(draft: Draft) -> DraftRow:
    return DraftRow(draft.form, draft.subject, draft.title, json.loads(draft.fields), draft.saved_at)
