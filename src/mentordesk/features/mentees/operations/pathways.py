"""Rating a mentee's pathways at a date, correcting such a rating, and the status of each pathway."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.rules.ratings import (
    Answer,
    RatingDraft,
    StatusDraft,
    rating_problems,
    status_problems,
    taken_problems,
)
from mentordesk.kernel.errors import Conflict, NotFound
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.records.pathways import Pathway, PathwayProgress, PathwayState, Rated, Rating
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def rate_pathways(work: Work, mentee_id: int, draft: RatingDraft) -> None:
    """Rate all pathways at a date in one go."""
    work.find(Mentee, mentee_id)
    names = _names(work)
    work.refuse(rating_problems(draft, names, work.today))
    day = draft.rating_date or work.today
    taken = {rating.pathway_id for rating in _ratings_of(work, mentee_id, day)}
    again = [names[line.pathway_id] for line in draft.ratings if line.pathway_id in taken]
    work.refuse(taken_problems(again, day))
    for line in draft.ratings:
        work.find(Pathway, line.pathway_id)
        rated, score = _parts(line.answer)
        work.add(
            Rating(
                mentee_id=mentee_id,
                pathway_id=line.pathway_id,
                rating_date=day,
                rated=rated,
                score=score,
                agreed=draft.agreed,
                note=clean(line.note).strip(),
            )
        )


@operation(needs=Permission.MENTEE_EDIT)
def correct_ratings(work: Work, mentee_id: int, day: date, version: int, draft: RatingDraft) -> None:
    """Correct the ratings of a date; `version` is the sum of the versions that were read."""
    names = _names(work)
    work.refuse(rating_problems(draft, names, work.today))
    kept = {rating.pathway_id: rating for rating in _ratings_of(work, mentee_id, day)}
    if not kept:
        message = "This rating is no longer there. Somebody may have given it another date."
        raise NotFound(message)
    if sum(rating.version for rating in kept.values()) != version:
        message = "Somebody else saved this rating while you were writing. Your text is still here."
        raise Conflict(message)
    to = draft.rating_date or day
    if to != day:
        taken = {rating.pathway_id for rating in _ratings_of(work, mentee_id, to)}
        work.refuse(taken_problems([names[each] for each in kept if each in taken], to))
    for line in draft.ratings:
        if line.pathway_id in kept:
            rating = kept[line.pathway_id]
            rating.rated, rating.score = _parts(line.answer)
            rating.note = clean(line.note).strip()
    for rating in kept.values():
        rating.rating_date, rating.agreed = to, draft.agreed


@operation(needs=Permission.MENTEE_EDIT)
def set_pathway_status(work: Work, mentee_id: int, pathway_id: int, version: int, draft: StatusDraft) -> None:
    """Say where a mentee is on one pathway; `version` is 0 when nothing was said before."""
    work.refuse(status_problems(draft))
    work.find(Mentee, mentee_id)
    work.find(Pathway, pathway_id)
    kept = work.session.scalar(
        select(PathwayProgress).where(
            PathwayProgress.mentee_id == mentee_id, PathwayProgress.pathway_id == pathway_id
        )
    )
    state, note = draft.state or PathwayState.NOT_STARTED, clean(draft.note).strip()
    if kept is None:
        work.add(PathwayProgress(mentee_id=mentee_id, pathway_id=pathway_id, state=state, note=note))
        return
    progress = work.change(PathwayProgress, kept.id, version)
    progress.state, progress.note = state, note


def _names(work: Work) -> dict[int, str]:
    return {row.id: row.name for row in work.session.execute(select(Pathway.id, Pathway.name))}


def _ratings_of(work: Work, mentee_id: int, day: date) -> Iterable[Rating]:
    found = select(Rating).where(Rating.mentee_id == mentee_id, Rating.rating_date == day)
    return work.session.scalars(found.order_by(Rating.pathway_id))


def _parts(answer: Answer | None) -> tuple[Rated, int | None]:
    if isinstance(answer, Rated):
        return answer, None
    return (Rated.NOT_ASKED, None) if answer is None else (Rated.SCORE, answer)
