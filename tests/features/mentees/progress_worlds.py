"""A mentee with everything that a progress report prints, written through the real operations."""

from dataclasses import replace
from datetime import date, timedelta

from mentordesk.features.mentees.operations.consents import give_consent
from mentordesk.features.mentees.operations.goals import add_goal, complete_goal
from mentordesk.features.mentees.operations.outcomes import record_outcome
from mentordesk.features.mentees.operations.pathway_lists import ensure_pathways
from mentordesk.features.mentees.operations.people import change_mentee
from mentordesk.features.mentees.operations.referrals import decide, refer
from mentordesk.features.mentees.queries.goals import goals_view
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.queries.outcomes import outcomes_view
from mentordesk.features.mentees.rules.consent import ConsentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.outcomes import OutcomeDraft
from mentordesk.features.mentees.rules.people import IdentifierDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import DecisionDraft, ReferralDraft
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.goals import Accommodation, Stage, StepStatus, Work, YesNo
from mentordesk.records.pathways import Rated
from mentordesk.records.referrals import Decision, Route
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.mentees.worlds import rate

START = TODAY - timedelta(days=120)
BORN = date(1988, 3, 4)
PERSON = MenteeDraft(
    preferred_name="Ash",
    first_names="Ashraf Jamil",
    last_name="O’Quillan",
    birth_date=BORN,
    phone="01632 960417",
    email="ash.oq@example.org",
    postcode="NB1 4QQ",
    address="17 Tanner Row\nNorthbridge",
    emergency_name="Zuleika Farouk",
    emergency_phone="01632 960888",
    identifiers=(
        IdentifierDraft(IdentifierKind.CRN, "X654321"),
        IdentifierDraft(IdentifierKind.PRISON, "A1234BC"),
    ),
)
SECRETS = (
    *("Ashraf", "Jamil", "Quillan", "Zuleika", "Farouk", "X654321", "X 654321", "A1234BC", "A 1234 BC"),
    *("1988", "04/03/88", "01632", "960417", "960 417", "ash.oq", "NB1", "Tanner"),
)
GOALS = (
    GoalDraft(
        "Ash finds a flat of his own",
        "I, Ashraf O'Quillan, born 4 March 1988 (04/03/88), want my own front door.",
        None,
        TODAY + timedelta(days=30),
        (
            StepDraft("Ring the council, CRN x 654321", None, StepStatus.COMPLETE),
            StepDraft("Ask Zuleika Farouk (01632 960 888) for a letter", TODAY + timedelta(days=9)),
        ),
    ),
    GoalDraft(
        "Work <b>again</b> & %s {0}",
        "ASHRAF says: =cmd|' /C calc'!A0 \\ <script>",
        None,
        None,
        (StepDraft("Write to A 1234 BC at 17 Tanner Row, NB1 4QQ", None),),
    ),
)


def ash(store: Store) -> int:
    """Somebody with ratings, goals, outcomes and a desired outcome."""
    store.write(ensure_pathways)
    asked = ReferralDraft(
        route=Route.PRISON, referred_date=START, outcomes=("A home for Ash", "A bank account")
    )
    mentee = store.write(refer, replace(PERSON, worker_id=None), asked)
    view = store.read(mentee_view, mentee)
    referral = view.referrals[0]
    store.write(decide, referral.id, referral.version, DecisionDraft(Decision.ACCEPTED, START, ""))
    view = store.read(mentee_view, mentee)
    store.write(change_mentee, mentee, view.version, replace(view.mentee, worker_id=1))
    rate(store, mentee, START + timedelta(days=5), 3, 5, 8, 6, Rated.NOT_APPLICABLE, Rated.NOT_ASKED, 4)
    rate(store, mentee, START + timedelta(days=100), 6, 6, 9, 4, 5, Rated.NOT_ASKED, 4)
    for draft in GOALS:
        store.write(add_goal, mentee, draft)
    outcomes = store.read(outcomes_view, mentee)
    first = OutcomeDraft(START, Accommodation.NONE, Work.NEITHER, YesNo.NO, YesNo.NOT_KNOWN, YesNo.YES)
    store.write(record_outcome, outcomes.episode_id, Stage.START, 0, first)
    return mentee


def finish_first_goal(store: Store, mentee: int) -> None:
    """Complete the goal that was written first."""
    goal = next(each for each in store.read(goals_view, mentee).goals if "flat" in each.draft.title)
    store.write(complete_goal, goal.id, goal.version)


def share_with(store: Store, mentee: int, partner: str, given: date = START) -> None:
    """Write down a consent to share with a partner."""
    consent = ConsentDraft(
        Purpose.SHARING, partner, Basis.CONSENT, wording="Version 3", given_date=given, taken_by="Asha Karim"
    )
    store.write(give_consent, mentee, consent)
