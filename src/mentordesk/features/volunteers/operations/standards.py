"""Keeping quality standards: what each asks for, and how the charity stands with it."""

from sqlalchemy import func, select

from mentordesk.features.volunteers.rules.standards import (
    EvidenceDraft,
    StandardDraft,
    evidence_problems,
    standard_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, one_line
from mentordesk.records.people import Person
from mentordesk.records.standards import QualityStandard, StandardRequirement
from mentordesk.store.work import Work, operation


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_standard(work: Work, draft: StandardDraft) -> int:
    """Add a standard with what it asks for."""
    work.refuse(standard_problems(draft, work.today))
    last = work.session.scalar(select(func.max(QualityStandard.position)))
    standard = QualityStandard(position=0 if last is None else last + 1)
    _fill(work, standard, draft)
    return work.add(standard).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_standard(work: Work, standard_id: int, version: int, draft: StandardDraft) -> None:
    """Change a standard; a requirement that stays keeps its evidence, one that goes lies in the bin."""
    standard = work.change(QualityStandard, standard_id, version)
    work.refuse(standard_problems(draft, work.today))
    _fill(work, standard, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_standard(work: Work, standard_id: int, version: int) -> None:
    """Remove a standard with its evidence; it stays in the bin for a while."""
    work.remove(work.change(QualityStandard, standard_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_evidence(work: Work, requirement_id: int, version: int, draft: EvidenceDraft) -> None:
    """Say how the charity stands with one requirement."""
    requirement = work.change(StandardRequirement, requirement_id, version)
    work.refuse(evidence_problems(draft, work.today))
    if draft.owner_id is not None:
        work.find(Person, draft.owner_id)
    requirement.rag, requirement.review_date = draft.rag, draft.review_date
    requirement.evidence = clean(draft.evidence).strip()
    requirement.next_step = clean(draft.next_step).strip()
    requirement.owner_id = draft.owner_id


def _fill(work: Work, standard: QualityStandard, draft: StandardDraft) -> None:
    standard.name, standard.note = one_line(draft.name), clean(draft.note).strip()
    standard.awarded_date, standard.until_date = draft.awarded_date, draft.until_date
    kept = {each.id: each for each in standard.requirements}
    for place, each in enumerate(draft.requirements):
        requirement = kept.pop(each.id, None) if each.id else None
        if requirement is None:
            requirement = StandardRequirement(evidence="", next_step="")
            standard.requirements.append(requirement)
        requirement.position = place
        requirement.area, requirement.wording = one_line(each.area), one_line(each.wording)
    for gone in kept.values():
        work.session.flush()
        work.remove(gone)
