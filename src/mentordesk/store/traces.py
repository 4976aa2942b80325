"""What would still speak of somebody who is erased: the trail, drafts, the bin, and the undo list.

What belongs to somebody is found through the foreign keys (`belongings`); what belonged to them once, and was
removed or merged since, through what the trail says of it.
"""

import json
import re
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from mentordesk.kernel.text import fold
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.drafts import Draft
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.records.views import SavedView
from mentordesk.store.belongings import kind_of, references
from mentordesk.store.bin import forget
from mentordesk.store.packing import from_bytes, to_bytes, without
from mentordesk.store.trail import ERASED, blank
from mentordesk.store.work import Work

Named = tuple[str, int]
"""A record by its table and its number."""

_AT_ONCE = 200
_JUSTICE = (
    *("placement", "sentence", "supervision", "scheme", "restriction", "risk_summary", "predictor_score"),
    "non_association",
)
FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("mentee", "refer_again", "flag", "note", "exit", "equality", "attachment", "merge"),
            *("photo", "become_mentor"),
            *("merge_fields", "consent_", "new_goal", "new_justice_", "lead_plan", "rating"),
            *("pathway status", "propose_match_", "match_wish", "review_mentee"),
        ),
        ("mentee",),
    ),
    **dict.fromkeys(("change_referral", "decision"), ("referral",)),
    **dict.fromkeys(("goal", "archive_goal"), ("goal",)),
    **dict.fromkeys(
        ("mentor", "review_mentor", "volunteer", "move_volunteer", "leaving", "new_spell"), ("volunteer",)
    ),
    "spell": ("service_spell",),
    "new_check_": ("volunteer",),
    **dict.fromkeys(("new_talk", "new_debrief", "plan_talk", "supporter"), ("volunteer",)),
    **dict.fromkeys(("talk", "move_talk"), ("support_talk",)),
    "check_": ("dbs_check", "prison_clearance", "volunteer_reference", "volunteer_interview", "signed_paper"),
    **dict.fromkeys(("match", "match_", "end_match"), ("match",)),
    **dict.fromkeys(("new_development", "new_need", "new_training", "role_holding"), ("volunteer",)),
    **dict.fromkeys(
        ("development", "new_objective", "sign_development", "review_development"), ("development_plan",)
    ),
    **dict.fromkeys(("objective", "reach_objective"), ("development_objective",)),
    "development_review": ("development_review",),
    **dict.fromkeys(("training_done", "certificate"), ("training_done",)),
    "training_need": ("training_need",),
    **dict.fromkeys(("training_event", "training_register"), ("training_event",)),
    "session": ("session",),
    "change_flag": ("flag",),
    **dict.fromkeys(("concern", "new_liaison"), ("mentee",)),
    "duty": ("duty",),
    "new_duty": ("volunteer",),
    "key_in": ("session_sheet",),
    "liaison": ("liaison",),
    **dict.fromkeys(("concern_step", "concern_day", "concern_close", "concern_reopen"), ("concern",)),
    **dict.fromkeys(("change_plan", "repeat_session", "call_off"), ("session",)),
    "complaint": ("complaint",),
    "request": ("data_request",),
    **dict.fromkeys(("dip_case", "dip_finding"), ("dip_case",)),
    **dict.fromkeys(("dip_finding_change", "dip_recheck"), ("dip_finding",)),
    "correct_ratings": ("mentee", "rating"),
    "justice_": _JUSTICE,
    "outcome ": ("episode",),
    "withdrawal": ("consent",),
}
"""Which records a form is about, by how its key begins; the longest beginning that fits is taken."""
NEW_PEOPLE = (
    *("referral", "new_volunteer", "session", "plan_session", "change_plan"),
    *("key_in", "concern", "new_liaison", "new_duty", "group_talk"),
)
"""The forms of somebody who is not written down yet, and of sessions, which name whom they are with."""


def spoken_of(session: Session, records: Iterable[Record]) -> set[Named]:
    """Return every record that the trail may speak of when these go, also those that went before."""
    here = {(each.__tablename__, each.id) for each in records}
    found: set[Named] = set()
    waiting = list(here)
    while waiting:
        found.update(waiting)
        earlier = _owned_once(session, waiting) - found
        waiting = [each for each in earlier if each in here or not _stands(session, each)]
    return found | _binned_once(session, found)


def blank_traces(work: Work, subjects: Iterable[Named]) -> None:
    """Blank what the trail says of some records, and have it say so."""
    told = sorted(subjects)
    work.session.flush()
    blank(work.session.connection(), told)
    for subject, number in told:
        work.say_that(subject, number, ERASED)


def drop_drafts(session: Session, subjects: set[Named], words: Iterable[str], names: Iterable[str]) -> None:
    """Throw away every draft about some records, and every saved view that holds one of the words or names.

    A draft is about them when its form ties it to them, when it holds one of some words, which must tell
    them from everybody else, or when it is one of somebody new and holds one of some names.
    """
    telling, called = any_of(words), any_of(names)
    for draft in session.scalars(select(Draft)):
        told = fold(f"{draft.title} {json.loads(draft.fields)}")
        begins = max((each for each in FORMS if draft.form.startswith(each)), key=len, default="")
        tied = any((table, draft.subject) in subjects for table in FORMS.get(begins, ()))
        if tied or telling.search(told) or (draft.form in NEW_PEOPLE and called.search(told)):
            session.delete(draft)
    for view in session.scalars(select(SavedView)):
        told = fold(f"{view.name} {view.what}")
        if telling.search(told) or called.search(told):
            session.delete(view)
    session.flush()


def thin_bin(work: Work, subjects: set[Named]) -> None:
    """Take out of the bin whatever is, belongs to or names one of some records."""
    for entry in list(work.session.scalars(select(BinEntry))):
        pack = from_bytes(entry.content)
        left, gone = without(pack, subjects)
        if not gone and left == pack:
            continue
        if left is None:
            forget(work, entry)
            continue
        entry.content, entry.pieces = to_bytes(left), len(left.records) - 1
        blank_traces(work, gone)


def _owned_once(session: Session, owners: list[Named]) -> set[Named]:
    """Return the records that the trail says belonged to one of some records at some time."""
    found: set[Named] = set()
    by_table: dict[str, list[int]] = {}
    for table, number in owners:
        by_table.setdefault(table, []).append(number)
    for table, numbers in by_table.items():
        for reference in references(kind_of(table)):
            if not reference.owned or not reference.kind.audited:
                continue
            for start in range(0, len(numbers), _AT_ONCE):
                some = [str(each) for each in numbers[start : start + _AT_ONCE]]
                told = or_(TrailChange.before.in_(some), TrailChange.after.in_(some))
                subject = reference.kind.__tablename__
                entries = (
                    select(TrailEntry.subject_id)
                    .join(TrailChange, TrailChange.entry_id == TrailEntry.id)
                    .where(TrailEntry.subject == subject, TrailChange.field == reference.field, told)
                )
                found |= {(subject, number) for number in session.scalars(entries)}
    return found


def _binned_once(session: Session, subjects: set[Named]) -> set[Named]:
    """Return the entries of the bin, past ones too, that held one of some records first."""
    table, number = aliased(TrailChange), aliased(TrailChange)
    told = (
        select(TrailEntry.subject_id, table.before, table.after, number.before, number.after)
        .join(table, _says(table, "subject"))
        .join(number, _says(number, "subject_id"))
        .where(TrailEntry.subject == BinEntry.__tablename__)
    )
    found = set()
    for entry, *words in session.execute(told):
        kept, place = words[0] or words[1], words[2] or words[3]
        if kept and place and (kept, int(place)) in subjects:
            found.add((BinEntry.__tablename__, entry))
    return found


def _says(change: type[TrailChange], field: str) -> ColumnElement[bool]:
    return and_(change.entry_id == TrailEntry.id, change.field == field)


def _stands(session: Session, named: Named) -> bool:
    return session.get(kind_of(named[0]), named[1]) is not None


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of some words as a whole; nothing when there are none."""
    folded = [re.escape(fold(each)) for each in words if len(fold(each)) >= 3]
    return re.compile(rf"(?<!\w)(?:{'|'.join(folded)})(?!\w)" if folded else r"(?!)")
