"""The hard outcomes of a mentee's newest time with the charity, point by point."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.rules.outcomes import (
    QUESTIONS,
    OutcomeDraft,
    may_ask,
    stage_due,
    stage_words,
    unknown_count,
)
from mentordesk.kernel.columns import Column
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import HardOutcome, Stage
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class OutcomeRow:
    """One point: what was answered, or when it is to be asked; version 0 was not asked yet."""

    stage: Stage
    version: int
    when: str
    may_ask: bool
    draft: OutcomeDraft

    @property
    def recorded(self) -> bool:
        """Whether this point was asked."""
        return self.version > 0


@dataclass(frozen=True)
class OutcomesView:
    """The four points of one time with the charity."""

    episode_id: int
    start_date: date
    exit_date: date | None
    rows: tuple[OutcomeRow, ...]


def _answer(row: OutcomeRow, name: str) -> str:
    chosen = getattr(row.draft, name)
    return str(chosen.label) if chosen else "–"


def _column(name: str, title: str) -> Column[OutcomeRow]:
    return Column(title, lambda row: _answer(row, name), width=150)


COLUMNS: tuple[Column[OutcomeRow], ...] = (
    Column("Point", lambda row: row.stage.label),
    Column("When", lambda row: row.when, width=200),
    *(_column(name, title) for name, title in QUESTIONS.items()),
    Column("Not known", lambda row: str(unknown_count(row.draft)) if row.recorded else "–", width=90),
)
"""The table of outcomes, for the screen and for paper."""


@query(needs=Permission.MENTEE_VIEW)
def outcomes_view(reading: Reading, mentee_id: int) -> OutcomesView | None:
    """The outcomes of the newest time with the charity; None when none has begun."""
    reading.find(Mentee, mentee_id)
    newest = select(Episode).where(Episode.mentee_id == mentee_id)
    episode = reading.session.scalar(newest.order_by(Episode.start_date.desc(), Episode.id.desc()).limit(1))
    if episode is None:
        return None
    found = reading.session.scalars(select(HardOutcome).where(HardOutcome.episode_id == episode.id))
    kept = {each.stage: each for each in found}
    rows = []
    for stage in Stage:
        outcome = kept.get(stage)
        due = stage_due(stage, episode.start_date, episode.exit_date)
        asked = outcome.asked_date if outcome else None
        rows.append(
            OutcomeRow(
                stage,
                outcome.version if outcome else 0,
                stage_words(due, asked, reading.today),
                may_ask(stage, episode.exit_date),
                _draft(outcome) if outcome else OutcomeDraft(),
            )
        )
    return OutcomesView(episode.id, episode.start_date, episode.exit_date, tuple(rows))


def _draft(outcome: HardOutcome) -> OutcomeDraft:
    return OutcomeDraft(
        outcome.asked_date,
        outcome.accommodation,
        outcome.work,
        outcome.benefits,
        outcome.bank_account,
        outcome.treatment,
    )
