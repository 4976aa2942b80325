"""Changing the settings of volunteers."""

from sqlalchemy import select

from mentordesk.features.volunteers.operations.checks import settings_of
from mentordesk.features.volunteers.rules.settings import (
    ListsDraft,
    SettingsDraft,
    lists_problems,
    settings_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import one_line, paragraphs
from mentordesk.records.clearances import InterviewQuestion, VolunteerPaper, VolunteerSettings
from mentordesk.store.work import Work, operation


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_volunteer_settings(work: Work, version: int, draft: SettingsDraft) -> None:
    """Change how often checks and support fall due, and what an hour counts for."""
    work.refuse(settings_problems(draft))
    kept = work.change(VolunteerSettings, settings_of(work).id, version)
    for name, value in vars(draft).items():
        setattr(kept, name, value)


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_volunteer_lists(work: Work, draft: ListsDraft) -> None:
    """Change the questions of interviews and the papers that volunteers sign; what was signed stays."""
    work.refuse(lists_problems(draft))
    asked = list(work.session.scalars(select(InterviewQuestion).order_by(InterviewQuestion.position)))
    wanted = [one_line(each) for each in paragraphs(draft.questions)]
    for place, wording in enumerate(wanted):
        if place < len(asked):
            asked[place].wording = wording
        else:
            work.add(InterviewQuestion(position=place, wording=wording))
    for gone in asked[len(wanted) :]:
        work.remove(gone)
    kept = {each.id: each for each in work.session.scalars(select(VolunteerPaper))}
    for place, each in enumerate(draft.papers):
        paper = kept.pop(each.id, None) if each.id else None
        paper = paper or VolunteerPaper()
        paper.position, paper.in_use = place, each.in_use
        paper.title, paper.edition = one_line(each.title)[:200], one_line(each.edition)[:60]
        work.session.add(paper)
    for left in kept.values():
        work.remove(left)
