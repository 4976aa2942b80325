"""Writing a mentee's justice context: adding, changing and removing its parts."""

from sqlalchemy import and_, func, or_, select

from mentordesk.features.mentees.rules.justice import (
    RECORDS,
    JusticeDraft,
    NonAssociationDraft,
    Part,
    PlacementDraft,
    justice_problems,
    overlap_problems,
    part_of,
    to_be_ended,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold
from mentordesk.records.justice import NonAssociation, Placement
from mentordesk.records.mentees import Mentee
from mentordesk.store.paging import contains
from mentordesk.store.work import Work, operation

_SHOWN_OF_MANY = 5


@operation(needs=Permission.MENTEE_EDIT)
def add_justice(work: Work, mentee_id: int, draft: JusticeDraft) -> int:
    """Add a part of a mentee's justice context; a new present placement ends the old one the day before."""
    work.refuse(justice_problems(draft, work.today))
    work.find(Mentee, mentee_id)
    if isinstance(draft, NonAssociationDraft):
        first, second = _pair(work, mentee_id, draft)
        reason = clean(draft.reason).strip()
        return work.add(NonAssociation(first_id=first, second_id=second, reason=reason)).id
    if isinstance(draft, PlacementDraft):
        _make_room(work, mentee_id, draft)
    return work.add(RECORDS[part_of(draft)](mentee_id=mentee_id, **_fields(draft))).id


@operation(needs=Permission.MENTEE_EDIT)
def change_justice(work: Work, mentee_id: int, number: int, version: int, draft: JusticeDraft) -> None:
    """Change a part of a mentee's justice context."""
    work.refuse(justice_problems(draft, work.today))
    kind = RECORDS[part_of(draft)]
    record = work.change(kind, number, version)
    if isinstance(draft, NonAssociationDraft) and isinstance(record, NonAssociation):
        record.first_id, record.second_id = _pair(work, mentee_id, draft, but=number)
        record.reason = clean(draft.reason).strip()
        return
    if isinstance(draft, PlacementDraft):
        _make_room(work, mentee_id, draft, but=number)
    for name, value in _fields(draft).items():
        setattr(record, name, value)


@operation(needs=Permission.MENTEE_EDIT)
def remove_justice(work: Work, part: Part, number: int, version: int) -> None:
    """Remove a part of a mentee's justice context that was written by mistake."""
    kind = RECORDS[part]
    work.remove(work.change(kind, number, version))


def _fields(draft: JusticeDraft) -> dict[str, object]:
    return {
        name: clean(value).strip() if type(value) is str else value for name, value in vars(draft).items()
    }


def _make_room(work: Work, mentee_id: int, draft: PlacementDraft, but: int = 0) -> None:
    stays = list(
        work.session.scalars(
            select(Placement)
            .where(Placement.mentee_id == mentee_id, Placement.id != but)
            .order_by(Placement.from_date)
        )
    )
    work.refuse(overlap_problems(draft, stays))
    if taken_over := to_be_ended(draft, stays):
        number, ended = taken_over
        work.find(Placement, number).to_date = ended


def _pair(work: Work, mentee_id: int, draft: NonAssociationDraft, but: int = 0) -> tuple[int, int]:
    """Return the numbers of both mentees, the smaller first; refuse oneself and a pair that is there."""
    other = _found(work, draft.other)
    if other.id == mentee_id:
        raise Invalid({"other": "This is the mentee themself. Name somebody else."})
    first, second = sorted((mentee_id, other.id))
    same = select(func.count()).where(
        NonAssociation.first_id == first, NonAssociation.second_id == second, NonAssociation.id != but
    )
    if work.session.scalar(same):
        message = f"{_known_as(other)} is on this list already. Change that entry instead."
        raise Invalid({"other": message})
    return first, second


def _found(work: Work, words: str) -> Mentee:
    typed = " ".join(clean(words).split())
    exact = select(Mentee).where(func.upper(Mentee.reference) == typed.upper())
    if found := work.session.scalars(exact).first():
        return found
    parts = fold(typed).split()
    named = or_(
        and_(*(contains(Mentee.name_key, part) for part in parts)), contains(Mentee.preferred_name, typed)
    )
    some = select(Mentee).where(named).order_by(Mentee.name_key, Mentee.id).limit(_SHOWN_OF_MANY + 1)
    people = list(work.session.scalars(some))
    if not people:
        message = f"Nobody has the reference or name “{typed}”. Check the spelling, or add the person first."
        raise Invalid({"other": message})
    if len(people) > 1:
        listed = "; ".join(_known_as(each) for each in people[:_SHOWN_OF_MANY])
        more = " and more" if len(people) > _SHOWN_OF_MANY else ""
        raise Invalid({"other": f"Several people fit: {listed}{more}. Give the reference."})
    return people[0]


def _known_as(mentee: Mentee) -> str:
    first = mentee.preferred_name or mentee.first_names
    return f"{' '.join(part for part in (first, mentee.last_name) if part)} ({mentee.reference})"
