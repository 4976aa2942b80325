"""A mentee with one time with the charity, added as the other features will add them, for these tests."""

from datetime import date

from mentordesk.features.mentees.operations.pathway_lists import ensure_pathways
from mentordesk.features.mentees.operations.pathways import rate_pathways
from mentordesk.features.mentees.queries.pathways import pathways_view
from mentordesk.features.mentees.rules.ratings import Answer, RatingDraft, RatingLine
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation

START = date(2026, 6, 1)


@operation(needs=Permission.MENTEE_EDIT)
def begin(work: Work, name: str, start: date | None, exit_date: date | None = None) -> int:
    """Add a mentee and, with a start, a time with the charity."""
    mentee = work.add(Mentee(reference=f"M-{name}", preferred_name=name, name_key=name.lower()))
    if start:
        work.add(Episode(mentee_id=mentee.id, start_date=start, exit_date=exit_date))
    return mentee.id


@operation(needs=Permission.MENTEE_EDIT)
def end(work: Work, mentee_id: int, exit_date: date) -> None:
    """End the newest time with the charity."""
    work.find(Mentee, mentee_id).episodes[-1].exit_date = exit_date


def somebody(store: Store, start: date | None = START) -> int:
    """A mentee in a casebook whose pathways are set up."""
    store.write(ensure_pathways)
    return store.write(begin, "Sam", start)


def rate(store: Store, mentee: int, day: date, *answers: Answer, agreed: bool = True) -> None:
    """Rate the pathways in use, in their order."""
    rows = [row for row in store.read(pathways_view, mentee).rows if not row.from_list]
    lines = tuple(RatingLine(row.id, answer) for row, answer in zip(rows, answers, strict=True))
    store.write(rate_pathways, mentee, RatingDraft(day, lines, agreed))
