"""Training of invented volunteers: a catalogue, registers, what runs out, needs, offers; a standard."""

from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.volunteers.operations.standards import set_evidence
from mentordesk.features.volunteers.operations.training import (
    add_course,
    add_need,
    add_offer,
    add_training,
    add_training_event,
    change_course,
    set_holdings,
    set_register,
)
from mentordesk.features.volunteers.queries.standards import standard_choices, standard_view
from mentordesk.features.volunteers.queries.training import course_page, training_roles
from mentordesk.features.volunteers.rules.standards import EvidenceDraft
from mentordesk.features.volunteers.rules.training import (
    CourseDraft,
    EventDraft,
    HoldingsDraft,
    NeedDraft,
    OfferDraft,
    PlaceDraft,
    RegisterDraft,
    TrainingDraft,
    expiry_of,
)
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag
from mentordesk.kernel.text import fold
from mentordesk.records.pipeline import SERVING, Stage
from mentordesk.records.training import NeedSource, TrainingDone, TrainingMark
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work

_MARTIN, _GRACE, _EWA, _PETER = "Martin Heald", "Grace Omondi", "Ewa Nowak", "Peter Sandham"
_CORE = ("Boundaries", "Confidentiality", "Lone working", "Safeguarding")


def add_demo_training(work: Work) -> None:
    """Add the catalogue, then a core day for those who serve, then what runs out and what is missing."""
    volunteers = {each.name: each.id for each in work.session.scalars(select(Volunteer))}
    courses = _catalogue(work)
    serving = select(Volunteer.id).join(Stage, Volunteer.stage_id == Stage.id)
    people = list(work.session.scalars(serving.where(Stage.kind.in_(SERVING)).order_by(Volunteer.id)))
    day = add_months(work.today, -11)
    for title in _CORE[:3]:
        _day(work, courses[title], day, people, TrainingMark.ATTENDED)
    _safeguarding(work, courses["Safeguarding"], people)
    roles = [each.id or 0 for each in training_roles(work).roles]
    set_holdings(work, volunteers[_MARTIN], HoldingsDraft((roles[0], roles[1])))
    for name in (_GRACE, _EWA, _PETER):
        set_holdings(work, volunteers[name], HoldingsDraft((roles[0],)))
    for name in (_EWA, _MARTIN):
        done = select(TrainingDone).where(
            TrainingDone.volunteer_id == volunteers[name], TrainingDone.course_id == courses["Boundaries"]
        )
        work.session.scalars(done).one().can_train = name == _MARTIN
    coming = work.today + timedelta(days=26)
    booked = [volunteers[each] for each in (_MARTIN, _PETER)]
    _day(work, courses["Going into a prison"], coming, booked, TrainingMark.BOOKED)
    _needs(work, volunteers, courses)
    add_offer(
        work,
        OfferDraft(
            "Northbridge College",
            "Holding difficult conversations",
            None,
            work.today - timedelta(days=20),
            work.today + timedelta(days=70),
            4,
            "Ring the front desk and say you volunteer with us.",
        ),
    )
    add_offer(
        work,
        OfferDraft(
            "Drug and alcohol service", "Naloxone in an hour", None, None, work.today - timedelta(days=9)
        ),
    )


def add_demo_evidence(work: Work) -> None:
    """Say how the charity stands with the first standard."""
    (number, _name) = standard_choices(work)[0]
    view = standard_view(work, number)
    soon = add_months(work.today, 3)
    for place, draft in (
        (0, EvidenceDraft(Rag.GREEN, "The plan of this year, agreed by trustees in April.", "", 1, soon)),
        (
            2,
            EvidenceDraft(
                Rag.AMBER,
                "Safeguarding policy, lone working rules.",
                "Renew the safeguarding training of four mentors.",
                2,
                soon,
            ),
        ),
        (
            5,
            EvidenceDraft(
                Rag.GREEN, "- Interview notes\n- Two references and a DBS check for everybody", "", 2
            ),
        ),
        (
            6,
            EvidenceDraft(
                Rag.RED,
                "",
                "Nobody who applied this year has had the core training.",
                1,
                work.today - timedelta(days=6),
            ),
        ),
    ):
        row = view.requirements[place]
        set_evidence(work, row.id, row.version, draft)


def _catalogue(work: Work) -> dict[str, int]:
    roles = {fold(each.name): each.id or 0 for each in training_roles(work).roles}
    for row in course_page(work, ListAsk(sort="title")).rows:
        months = 36 if row.draft.title == "Safeguarding" else None
        draft = CourseDraft(
            row.draft.title, "In house", 0, accredited=False, validity_months=months, everybody=True
        )
        change_course(work, row.id, row.version, draft)
    more = (
        CourseDraft(
            "Going into a prison",
            "HMP Northbridge",
            0,
            validity_months=24,
            roles=(roles["mentor in prison"],),
        ),
        CourseDraft("Level 2 in advice and guidance", "Northbridge College", 18_500, accredited=True),
        CourseDraft(
            "Mental health first aid", "County volunteers", 4_500, accredited=True, validity_months=36
        ),
    )
    for each in more:
        add_course(work, each)
    return {row.draft.title: row.id for row in course_page(work, ListAsk(sort="title")).rows}


def _day(work: Work, course: int, day: date, people: list[int], mark: TrainingMark) -> None:
    draft = EventDraft(course, day, "Meeting room", "Asha Karim", None, 150, 12)
    event = add_training_event(work, draft)
    set_register(work, event, 1, RegisterDraft(tuple(PlaceDraft(each, mark) for each in people)))


def _safeguarding(work: Work, course: int, people: list[int]) -> None:
    """Have safeguarding run out step by step: over, within 7, 30 and 60 days, later; one lacks it."""
    left = (-12, 5, 24, 52, 300)
    for number, days in zip(people, left, strict=False):
        ends = work.today + timedelta(days=days)
        done = add_months(ends, -36)
        draft = TrainingDraft(course, done, max(ends, expiry_of(done, 36) or ends), f"SG-{number:04}")
        add_training(work, number, draft)


def _needs(work: Work, volunteers: dict[str, int], courses: dict[str, int]) -> None:
    noted = work.today - timedelta(days=33)
    add_need(
        work,
        volunteers[_PETER],
        NeedDraft("What to do when a mentee has been drinking", NeedSource.SUPERVISION, noted),
    )
    add_need(
        work,
        volunteers[_GRACE],
        NeedDraft(
            "First help when somebody is in despair",
            NeedSource.CONCERN,
            noted,
            courses["Mental health first aid"],
        ),
    )
    add_need(
        work,
        volunteers[_MARTIN],
        NeedDraft("Using the phone list", NeedSource.ASKED, noted, None, work.today - timedelta(days=4)),
    )
