"""Development plans of invented volunteers: in place, to be reviewed, just begun; most have none yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.features.volunteers.operations.development import (
    add_objective,
    begin_development,
    finish_objective,
    review_development,
    sign_development,
)
from mentordesk.features.volunteers.queries.development import development_view
from mentordesk.features.volunteers.rules.development import (
    DevelopmentDraft,
    DevelopmentReviewDraft,
    DoneDraft,
    ObjectiveDraft,
    SigningDraft,
)
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.text import fold
from mentordesk.records.development import DevelopmentSource, Objective
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work


@dataclass(frozen=True)
class _Plan:
    """An invented plan: begun so many months ago, and how far it came."""

    name: str
    begun: int
    strengths: str
    hopes: str
    objectives: tuple[tuple[str, str, str, str, int, int], ...]
    """What, why, action, support, which way of learning, and in which month it is wanted."""
    signed: bool = True
    reached: int = 0
    review: tuple[str, str] = ("", "")


_PLANS = (
    _Plan(
        "Grace Omondi",
        10,
        "Knows the housing offices and how to fill in a budget with somebody.",
        "To train new mentors one day.",
        (
            (
                "Hold a difficult talk without falling out",
                "Two talks about money went wrong in spring.",
                "- Go to the free day of the college\n- Try it out in supervision",
                "Asha Karim, in supervision",
                0,
                3,
            ),
            (
                "Lead the welcome evening for new volunteers",
                "She is good with people who are new, and we need somebody.",
                "Lead it once together, then alone.",
                "Tom Ellery leads the first one with her.",
                1,
                9,
            ),
            (
                "Know how universal credit is worked out",
                "",
                "Read the guide, then sit with the adviser.",
                "",
                2,
                12,
            ),
        ),
        reached=1,
        review=("She is surer of herself. The college day helped.", "The welcome evening moves to autumn."),
    ),
    _Plan(
        "Martin Heald",
        8,
        "Has been through prison himself, and says so when it helps.",
        "Paid work with people who leave prison.",
        (
            (
                "Write session notes that another mentor can use",
                "His are short.",
                "Look at five together.",
                "",
                4,
                4,
            ),
            (
                "A level 2 certificate in advice and guidance",
                "It is asked for in the jobs he wants.",
                "Evening course at the college, ten weeks",
                "We pay the bus; the college gives the place.",
                0,
                10,
            ),
        ),
        reached=1,
    ),
    _Plan(
        "Ewa Nowak",
        1,
        "Patient. Speaks Polish.",
        "",
        (("Mentor in prison as well", "Two Polish speakers wait there.", "Go along with Martin.", "", 3, 6),),
        signed=False,
    ),
)


def add_demo_development(work: Work) -> None:
    """Add the plans, dated back from today."""
    sources = list(work.session.scalars(select(DevelopmentSource).order_by(DevelopmentSource.position)))
    for each in _PLANS:
        found = select(Volunteer).where(Volunteer.name_key == fold(each.name))
        _plan(work, work.session.scalars(found).one(), each, [source.id for source in sources])


def _plan(work: Work, volunteer: Volunteer, each: _Plan, sources: list[int]) -> None:
    begun = add_months(work.today, -each.begun)
    first_review = add_months(begun, 6)
    plan = begin_development(
        work, volunteer.id, DevelopmentDraft(begun, 6, first_review, each.strengths, each.hopes)
    )
    for what, why, action, support, source, month in each.objectives:
        draft = ObjectiveDraft(what, why, action, support, sources[source], None, add_months(begun, month))
        work.find(Objective, add_objective(work, plan, draft)).added_date = begun
    work.session.flush()
    if not each.signed:
        return
    signed = SigningDraft(volunteer.name, begun + timedelta(days=7), "Asha Karim", begun + timedelta(days=9))
    sign_development(work, plan, development_view(work, volunteer.id).version, signed)
    for row in development_view(work, volunteer.id).objectives[: each.reached]:
        day = row.draft.due_date or begun
        finish_objective(work, row.id, row.version, DoneDraft(day, "Seen in two sessions afterwards."))
    if each.review[0]:
        _review(work, volunteer, plan, first_review, each)


def _review(work: Work, volunteer: Volunteer, plan: int, day: date, each: _Plan) -> None:
    draft = DevelopmentReviewDraft(
        day, each.review[0], each.review[1], volunteer.name, "Asha Karim", add_months(day, 6)
    )
    review_development(work, plan, development_view(work, volunteer.id).version, draft)
