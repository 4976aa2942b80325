"""People who may be one person twice, and merges that can be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mentordesk.features.mentees.queries.lists import listed_name
from mentordesk.features.mentees.rules.duplicates import Known, suspicion
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.kernel.identifiers import check_identifier
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.mentees import Identifier, Mentee
from mentordesk.records.merges import Merge
from mentordesk.store.work import Reading, query

SHOWN = 5


@dataclass(frozen=True)
class SuspectRow:
    """Somebody who may be the same person, and why."""

    id: int
    reference: str
    name: str
    why: str


@dataclass(frozen=True)
class MergeRow:
    """A merge that can be undone."""

    id: int
    version: int
    reference: str
    merged_at: datetime


@query(needs=Permission.MENTEE_VIEW)
def suspects(reading: Reading, draft: MenteeDraft, but: int = 0) -> list[SuspectRow]:
    """The first few mentees who may be the person of a draft, the surest first."""
    asked = Known(
        fold(f"{draft.last_name} {draft.first_names} {draft.preferred_name}"),
        draft.birth_date,
        frozenset(
            check_identifier(each.kind, each.value, reading.today).value
            for each in draft.identifiers
            if each.kind and each.value.strip()
        ),
    )
    numbers: dict[int, set[str]] = {}
    if asked.numbers:
        shared = select(Identifier.mentee_id, Identifier.value).where(Identifier.value.in_(asked.numbers))
        for mentee_id, value in reading.session.execute(shared):
            numbers.setdefault(mentee_id, set()).add(value)
    people = select(Mentee.id, Mentee.name_key, Mentee.birth_date).where(
        Mentee.id != but, Mentee.merged_into_id.is_(None)
    )
    found: list[tuple[int, str]] = []
    for number, name, born in reading.session.execute(people):
        why = suspicion(asked, Known(name, born, frozenset(numbers.get(number, ()))))
        if why:
            found.append((number, why))
    found.sort(key=lambda each: (not each[1].startswith("The same number"), "birth" not in each[1]))
    return [_suspect(reading, number, why) for number, why in found[:SHOWN]]


@query(needs=Permission.MENTEE_VIEW)
def merges_into(reading: Reading, mentee_id: int) -> list[MergeRow]:
    """The merges into a mentee that were not undone."""
    reading.find(Mentee, mentee_id)
    rows = reading.session.execute(
        select(Merge, Mentee.reference)
        .join(Mentee, Merge.gone_id == Mentee.id)
        .where(Merge.kept_id == mentee_id, Merge.undone_at.is_(None))
        .order_by(Merge.id.desc())
    )
    return [MergeRow(merge.id, merge.version, reference, merge.merged_at) for merge, reference in rows]


def _suspect(reading: Reading, number: int, why: str) -> SuspectRow:
    mentee = reading.mention(Mentee, number)
    return SuspectRow(mentee.id, mentee.reference, listed_name(mentee), why)
