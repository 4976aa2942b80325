"""Merging two records of one person: nothing is lost, and it can be undone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.base import Record
from mentordesk.records.justice import NonAssociation
from mentordesk.records.mentees import AgeBand, Mentee, MenteeStatus
from mentordesk.records.merges import Merge, MergeField, MergeMove
from mentordesk.store.work import Work, operation


@dataclass(frozen=True)
class MergeDraft:
    """What the kept mentee says after the merge, where the two differed; None keeps what it says."""

    preferred_name: str | None = None
    first_names: str | None = None
    last_name: str | None = None
    birth_date: date | None = None
    age_band: AgeBand | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    postcode: str | None = None
    safe_contact: str | None = None
    language: str | None = None


_OWNER = "mentee_id"
MERGED = tuple(each.name for each in fields(MergeDraft))


@operation(needs=Permission.MENTEE_DECIDE)
def merge_mentees(work: Work, kept_id: int, gone_id: int, draft: MergeDraft) -> int:
    """Move everything of one mentee to another; the first one stays, hidden, so that it can come back."""
    kept, gone = work.find(Mentee, kept_id), work.find(Mentee, gone_id)
    if kept_id == gone_id:
        raise Invalid({"other": "These are the same record."})
    if gone.merged_into_id or kept.merged_into_id:
        raise Invalid({"other": "One of these records was merged already."})
    merge = work.add(Merge(kept_id=kept_id, gone_id=gone_id, merged_at=work.now))
    for name in MERGED:
        value = getattr(draft, name)
        if value is not None and value != getattr(kept, name):
            before = getattr(kept, name)
            work.session.add(
                MergeField(merge_id=merge.id, field=name, before=_text(before), after=_text(value))
            )
            setattr(kept, name, value)
    _rename(kept)
    for record in list(_belongings(work, gone_id)):
        if _moved(work, record, gone_id, kept_id):
            move = MergeMove(merge_id=merge.id, subject=record.__tablename__, subject_id=record.id)
            work.session.add(move)
    if kept.status in {MenteeStatus.CLOSED, MenteeStatus.NOT_TAKEN_UP} and gone.status is MenteeStatus.ACTIVE:
        work.session.add(
            MergeField(merge_id=merge.id, field="status", before=_text(kept.status), after=_text(gone.status))
        )
        kept.status = gone.status
    gone.merged_into_id = kept_id
    work.session.flush()
    return merge.id


@operation(needs=Permission.MENTEE_DECIDE)
def undo_merge(work: Work, merge_id: int, version: int) -> None:
    """Put back what a merge moved; a field that was changed since keeps its newer words."""
    merge = work.change(Merge, merge_id, version)
    if merge.undone_at is not None:
        raise Invalid({"other": "This merge was undone already."})
    kept, gone = work.find(Mentee, merge.kept_id), work.find(Mentee, merge.gone_id)
    kinds = {kind.__tablename__: kind for kind in _kinds()}
    moves = select(MergeMove).where(MergeMove.merge_id == merge_id)
    for move in work.session.scalars(moves):
        record = work.session.get(kinds[move.subject], move.subject_id)
        if record is not None:
            _moved(work, record, merge.kept_id, merge.gone_id)
    changed = select(MergeField).where(MergeField.merge_id == merge_id)
    for each in work.session.scalars(changed):
        if _text(getattr(kept, each.field)) == each.after:
            setattr(kept, each.field, _value(each.field, each.before))
    _rename(kept)
    gone.merged_into_id = None
    merge.undone_at = work.now


def _rename(mentee: Mentee) -> None:
    mentee.name_key = fold(f"{mentee.last_name} {mentee.first_names} {mentee.preferred_name}")


def _kinds() -> Iterator[type[Record]]:
    """Return every kind of record that belongs to a mentee; a new one is found by its `mentee_id`."""
    for mapper in Record.registry.mappers:
        kind = mapper.class_
        if hasattr(kind, _OWNER) or kind is NonAssociation:
            yield kind


def _belongings(work: Work, mentee_id: int) -> Iterator[Record]:
    for kind in _kinds():
        if kind is NonAssociation:
            both = (NonAssociation.first_id == mentee_id) | (NonAssociation.second_id == mentee_id)
            yield from work.session.scalars(select(NonAssociation).where(both))
        else:
            yield from work.session.scalars(select(kind).filter_by(mentee_id=mentee_id))


def _moved(work: Work, record: Record, before: int, after: int) -> bool:
    """Give a record to another mentee, unless that one has its own; return whether it went."""
    try:
        with work.session.begin_nested():
            if isinstance(record, NonAssociation):
                pair = {record.first_id, record.second_id} - {before} | {after}
                if len(pair) < 2:
                    return False
                record.first_id, record.second_id = sorted(pair)
            elif getattr(record, _OWNER, None) == before:
                setattr(record, _OWNER, after)
            work.session.flush()
    except IntegrityError:
        return False
    return True


def _text(value: Any) -> str:
    return json.dumps(value.isoformat() if isinstance(value, date) else value)


def _value(field: str, text: str) -> Any:
    value = json.loads(text)
    if field == "birth_date":
        return date.fromisoformat(value) if value else None
    if field == "status":
        return MenteeStatus(value)
    return AgeBand(value) if field == "age_band" and value else value
