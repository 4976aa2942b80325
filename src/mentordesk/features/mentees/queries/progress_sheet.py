"""The progress of one mentee in a period, as its report prints it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mentordesk.features.mentees.queries.consents import ConsentRow, need_basis
from mentordesk.features.mentees.queries.lists import full_name
from mentordesk.features.mentees.queries.pathways import PathwayPoint, pathways_between, points_chart
from mentordesk.features.mentees.queries.sessions import SessionCounts, sessions_of
from mentordesk.features.mentees.rules.outcomes import QUESTIONS
from mentordesk.features.mentees.rules.progress import Edition
from mentordesk.features.mentees.rules.unnamed import Unnamed
from mentordesk.kernel.charts import ThenNowChart
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.permissions import Permission
from mentordesk.records.consents import Purpose
from mentordesk.records.goals import Goal, GoalStatus, HardOutcome, Stage, StepStatus
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.pathways import Pathway
from mentordesk.records.referrals import Achieved, Decision, Referral
from mentordesk.store.restrictions import refuse_restricted
from mentordesk.store.work import Reading, query

_WORKER, _SOMEBODY_CLOSE = "their worker", "somebody close"

Plain = Callable[[str], str]
"""Makes what somebody wrote fit for the reader: the same, or without names and numbers."""


@dataclass(frozen=True)
class EpisodeSheet:
    """One time with the charity."""

    start_date: date
    exit_date: date | None
    exit_reason: str


@dataclass(frozen=True)
class StepSheet:
    """One step of a goal."""

    wording: str
    status: StepStatus
    due_date: date | None


@dataclass(frozen=True)
class GoalSheet:
    """One goal with its steps."""

    title: str
    own_words: str
    pathway: str
    status: GoalStatus
    target_date: date | None
    closed_date: date | None
    archive_reason: str
    steps: tuple[StepSheet, ...]

    @property
    def next_step(self) -> StepSheet | None:
        """The first step that is not done, while the goal is worked at."""
        if self.status is not GoalStatus.ACTIVE:
            return None
        return next((each for each in self.steps if each.status is not StepStatus.COMPLETE), None)


@dataclass(frozen=True)
class OutcomeSheet:
    """What could be counted at one point: an answer to each of the questions, in their order."""

    stage: Stage
    asked_date: date
    answers: tuple[str, ...]


@dataclass(frozen=True)
class DesiredSheet:
    """What a referral hoped for, and whether it was reached."""

    wording: str
    achieved: Achieved | None


@dataclass(frozen=True)
class ProgressSheet:
    """One mentee in a period; names and the worker are empty where the edition does not print them."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    edition: Edition
    partner: str
    basis: str
    reference: str
    name: str
    called: str
    worker: str
    status: str
    period: Period
    episodes: tuple[EpisodeSheet, ...]
    pathways: tuple[PathwayPoint, ...]
    chart: ThenNowChart | None
    goals: tuple[GoalSheet, ...]
    outcomes: tuple[OutcomeSheet, ...]
    desired: tuple[DesiredSheet, ...]
    summary: str
    next_steps: str
    sessions: SessionCounts


@query(needs=Permission.MENTEE_EXPORT)
def progress_sheet(
    reading: Reading, mentee_id: int, edition: Edition, period: Period | None = None, partner: str = ""
) -> ProgressSheet:
    """A mentee's progress; without a period, in the whole of the newest time with the charity.

    The edition for a partner needs a basis for sharing with that partner, and is refused without one.
    """
    mentee = reading.find(Mentee, mentee_id)
    refuse_restricted(reading.session, mentee_id)
    basis = ""
    if edition is Edition.PARTNER:
        held = _shared(reading, mentee_id, partner.strip())
        basis = f"{held.basis.label}, from {long_date(held.given_date)}"
    named = edition is not Edition.FUNDER
    plain = str if named else _unnamed(mentee)
    within = period or _whole(mentee, reading.today)
    episodes = [each for each in mentee.episodes if _meets(each, within)]
    newest = episodes[-1] if episodes else None
    last = min(within.last, newest.exit_date or within.last) if newest else within.last
    times = Period(within.first, last)
    points = pathways_between(reading, mentee_id, newest.start_date, times) if newest else ()
    ended = newest if newest and newest.exit_date and newest.exit_date <= within.last else None
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return ProgressSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name if named else reading.actor.role.label,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        edition=edition,
        partner=partner.strip() if edition is Edition.PARTNER else "",
        basis=basis,
        reference=mentee.reference,
        name=full_name(mentee) if named else "",
        called=(mentee.preferred_name or mentee.first_names or mentee.last_name) if named else "",
        worker=mentee.worker.name if named and mentee.worker else "",
        status=mentee.status.label,
        period=within,
        episodes=tuple(_episode_sheet(each) for each in episodes),
        pathways=points,
        chart=points_chart(points),
        goals=_goals(reading, mentee_id, within, plain),
        outcomes=_outcomes(reading, newest, within) if newest else (),
        desired=_desired(reading, mentee_id, within, plain),
        summary=plain(ended.summary) if ended else "",
        next_steps=plain(ended.next_steps) if ended else "",
        sessions=sessions_of(reading, mentee_id, within),
    )


def _shared(reading: Reading, mentee_id: int, partner: str) -> ConsentRow:
    """Return the basis for sharing with a partner; Invalid at the partner when there is none."""
    try:
        return need_basis(reading, mentee_id, Purpose.SHARING, partner)
    except Invalid as error:
        raise Invalid({"partner": str(error)}) from None


def _unnamed(mentee: Mentee) -> Unnamed:
    own = f"{mentee.preferred_name} {mentee.first_names} {mentee.last_name}"
    names = {own: mentee.reference, mentee.emergency_name: _SOMEBODY_CLOSE}
    if mentee.worker:
        names[mentee.worker.name] = _WORKER
    phones = [phone for phone in (mentee.phone, mentee.emergency_phone) if phone.strip()]
    abroad = [f"44{phone.strip()[1:]}" for phone in phones if phone.strip().startswith("0")]
    address = [line for line in mentee.address.splitlines() if any(letter.isdigit() for letter in line)]
    numbers = (
        *(each.value for each in mentee.identifiers),
        *(*phones, *abroad, mentee.email, mentee.postcode, *address),
    )
    return Unnamed(names, numbers, mentee.birth_date)


def _whole(mentee: Mentee, today: date) -> Period:
    newest = mentee.episodes[-1] if mentee.episodes else None
    if newest is None:
        return Period(today, today)
    return Period(newest.start_date, max(newest.exit_date or today, newest.start_date))


def _meets(episode: Episode, period: Period) -> bool:
    return episode.start_date <= period.last and (
        episode.exit_date is None or episode.exit_date >= period.first
    )


def _episode_sheet(episode: Episode) -> EpisodeSheet:
    reason = episode.exit_reason.label if episode.exit_reason else ""
    return EpisodeSheet(episode.start_date, episode.exit_date, reason)


def _goals(reading: Reading, mentee_id: int, period: Period, plain: Plain) -> tuple[GoalSheet, ...]:
    """Return the goals of a mentee, but for those that were closed before the period."""
    found = select(Goal).where(Goal.mentee_id == mentee_id).options(selectinload(Goal.steps))
    names = {row.id: row.name for row in reading.session.execute(select(Pathway.id, Pathway.name))}
    order = list(GoalStatus)
    goals = [
        each
        for each in reading.session.scalars(found)
        if each.closed_date is None or each.closed_date >= period.first
    ]
    return tuple(
        GoalSheet(
            title=plain(goal.title),
            own_words=plain(goal.own_words),
            pathway=names.get(goal.pathway_id or 0, ""),
            status=goal.status,
            target_date=goal.target_date,
            closed_date=goal.closed_date,
            archive_reason=plain(goal.archive_reason),
            steps=tuple(StepSheet(plain(each.wording), each.status, each.due_date) for each in goal.steps),
        )
        for goal in sorted(goals, key=lambda each: (order.index(each.status), each.id))
    )


def _outcomes(reading: Reading, episode: Episode, period: Period) -> tuple[OutcomeSheet, ...]:
    found = select(HardOutcome).where(
        HardOutcome.episode_id == episode.id, HardOutcome.asked_date <= period.last
    )
    kept = {each.stage: each for each in reading.session.scalars(found)}
    return tuple(
        OutcomeSheet(
            stage,
            kept[stage].asked_date,
            tuple(getattr(kept[stage], name).label for name in QUESTIONS),
        )
        for stage in Stage
        if stage in kept
    )


def _desired(reading: Reading, mentee_id: int, period: Period, plain: Plain) -> tuple[DesiredSheet, ...]:
    """Return what the newest accepted referral up to the period's end hoped for."""
    newest = select(Referral).where(
        Referral.mentee_id == mentee_id,
        Referral.decision == Decision.ACCEPTED,
        Referral.referred_date <= period.last,
    )
    referral = reading.session.scalar(
        newest.order_by(Referral.referred_date.desc(), Referral.id.desc()).limit(1)
    )
    found = referral.outcomes if referral else []
    return tuple(DesiredSheet(plain(each.wording), each.achieved) for each in found)
