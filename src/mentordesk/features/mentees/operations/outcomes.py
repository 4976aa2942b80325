"""Recording the hard outcomes of a time with the charity."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.outcomes import QUESTIONS, OutcomeDraft, outcome_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import HardOutcome, Stage
from mentordesk.records.mentees import Episode
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def record_outcome(work: Work, episode_id: int, stage: Stage, version: int, draft: OutcomeDraft) -> int:
    """Record or change the outcomes at one point; `version` is 0 when nothing was recorded before."""
    episode = work.find(Episode, episode_id)
    work.refuse(outcome_problems(draft, stage, episode.start_date, episode.exit_date, work.today))
    found = select(HardOutcome.id).where(HardOutcome.episode_id == episode_id, HardOutcome.stage == stage)
    kept = work.session.scalar(found)
    outcome = (
        work.change(HardOutcome, kept, version) if kept else HardOutcome(episode_id=episode_id, stage=stage)
    )
    for name in ("asked_date", *QUESTIONS):
        setattr(outcome, name, getattr(draft, name))
    return outcome.id if kept else work.add(outcome).id
