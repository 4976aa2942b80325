"""Eight more invented volunteers, to make sixteen, with three years of coming and going."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func, select

from mentordesk.app.demo_checks import add_demo_checks
from mentordesk.features.volunteers.operations.pipeline import (
    add_volunteer,
    change_volunteer,
    leave,
    move_volunteers,
)
from mentordesk.features.volunteers.operations.spells import change_spell
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.rules.pipeline import EnquiryDraft, LeaveDraft, MoveDraft, VolunteerDraft
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.text import fold
from mentordesk.records.matches import Match, MatchChange
from mentordesk.records.pipeline import Stage, follow_matches
from mentordesk.records.spells import BreakReason, LeaveReason
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work

_DAYS = (0, 6, 20, 27, 55, 70, 84)
"""Days from the enquiry to each stage up to Training."""


@dataclass(frozen=True)
class _Life:
    """An invented volunteer: how many months ago they asked, and how far they came."""

    name: str
    asked: int
    stage: str
    heard_from: str = ""
    left: int | None = None
    why: LeaveReason | None = None
    words: str = ""


_LIVES = (
    _Life("Bronwen Tandy", 36, "Left", "A poster", 20, LeaveReason.MOVED, "Her son needs her."),
    _Life("Desmond Achebe", 33, "Left", "A friend who mentors", 14, LeaveReason.COMPLETED_TERM),
    _Life(
        "Kirsty Aldous",
        27,
        "Left",
        "Volunteer centre",
        9,
        LeaveReason.TRAVEL_MONEY,
        "£9 a week for the bus.",
    ),
    _Life("Femi Oduya", 16, "Paused", "Was mentored elsewhere"),
    _Life("Sheila Marchbank", 1, "Enquiry", "Church newsletter"),
    _Life("Gwen Pritchett", 2, "Interview", "Volunteer centre"),
    _Life("Yusuf Demir", 4, "DBS", "University fair"),
    _Life("Alan Corbishley", 5, "Not taken on", "Website"),
)


def add_demo_volunteers(work: Work) -> None:
    """Add the volunteers, and give those who mentor already a way to be reached and a longer service."""
    stages = {each.name: each.id for each in work.session.scalars(select(Stage))}
    for place, each in enumerate(_LIVES):
        _live(work, stages, place, each)
    for place, volunteer in enumerate(work.session.scalars(select(Volunteer).order_by(Volunteer.id)).all()):
        if not volunteer.phone:
            _reach(work, volunteer, place)
    hilary = work.session.scalars(select(Volunteer).where(Volunteer.name_key == fold("Hilary Booth"))).one()
    paused = work.today - timedelta(days=120)
    rest = MoveDraft(stages["Paused"], paused, "Starts again in spring.", BreakReason.NO_MATCH)
    _move(work, hilary.id, rest)
    _serve_as_long_as_matched(work)
    add_demo_checks(work)


def _serve_as_long_as_matched(work: Work) -> None:
    """Let the service of mentors begin with their first match, and their stage follow the matches."""
    first = (
        select(Match.volunteer_id, func.min(MatchChange.change_date))
        .join(MatchChange, MatchChange.match_id == Match.id)
        .group_by(Match.volunteer_id)
    )
    for number, day in work.session.execute(first).all():
        for row in volunteer_view(work, number).spells:
            if row.draft.start_date is not None and day < row.draft.start_date:
                change_spell(work, row.id, row.version, replace(row.draft, start_date=day))
        follow_matches(work.session, [number], day, work.actor.person_id)


def _live(work: Work, stages: dict[str, int], place: int, life: _Life) -> None:
    asked = add_months(work.today, -life.asked) + timedelta(days=3 * place)
    number = add_volunteer(
        work,
        EnquiryDraft(
            name=life.name,
            phone=f"01632 961{place:03}",
            email=f"{life.name.split()[0].lower()}@example.org",
            postcode=f"NB{1 + place % 4} {1 + place}AA",
            heard_from=life.heard_from,
            emergency_name=f"Sam {life.name.split()[1]}",
            emergency_relation="Partner",
            emergency_phone=f"01632 962{place:03}",
            asked_date=asked,
        ),
    )
    names = list(stages)[:7]
    serves = life.stage in {"Left", "Paused"}
    reached = len(names) if serves else names.index(life.stage) + 1 if life.stage in names else 3
    for name, days in list(zip(names, _DAYS, strict=True))[1:reached]:
        _move(work, number, MoveDraft(stages[name], asked + timedelta(days=days)))
    if serves:
        _move(work, number, MoveDraft(stages["Ready"], asked + timedelta(days=100)))
    if life.stage == "Paused":
        why = BreakReason.TRAVEL_MONEY
        day = work.today - timedelta(days=40)
        _move(work, number, MoveDraft(stages["Paused"], day, "Two buses each way since the move.", why))
    if life.stage == "Not taken on":
        reason = "Wanted to counsel people; that is not what mentors do. Named two courses instead."
        _move(work, number, MoveDraft(stages["Not taken on"], asked + timedelta(days=40), reason))
    if life.left is not None:
        _leave(work, number, life)


def _leave(work: Work, number: int, life: _Life) -> None:
    day = add_months(work.today, -(life.left or 0))
    view = volunteer_view(work, number)
    draft = LeaveDraft(day, life.why, life.words, day, reference_given=True, property_returned=True)
    leave(work, number, view.version, draft)


def _move(work: Work, number: int, draft: MoveDraft) -> None:
    move_volunteers(work, ((number, work.find(Volunteer, number).version),), draft)


def _reach(work: Work, volunteer: Volunteer, place: int) -> None:
    draft = VolunteerDraft(
        name=volunteer.name,
        phone=f"01632 963{place:03}",
        postcode=volunteer.postcode,
        travel="By bus; a day ticket when it is far." if place % 2 else "With a car.",
        emergency_name="Robin Ashdown",
        emergency_relation="Friend",
        emergency_phone=f"01632 964{place:03}",
    )
    change_volunteer(work, volunteer.id, volunteer.version, draft)
