"""Planning and recording talks of support, what is agreed there, and debriefs."""

from secrets import token_hex

from sqlalchemy import select

from mentordesk.features.volunteers.rules.support import (
    THE_VOLUNTEER,
    GroupDraft,
    TalkDraft,
    TalkPlanDraft,
    group_problems,
    plan_talk_problems,
    talk_problems,
)
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.people import Person
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.support import (
    SupportAction,
    SupportLine,
    SupportNote,
    SupportTalk,
    TalkKind,
    TalkStatus,
    sees_note,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SUPPORT_ALL)  # whoever is named reads confidential notes
def set_supporter(work: Work, volunteer_id: int, version: int, person_id: int | None) -> None:
    """Say who is there for a volunteer; the version is 0 while nobody was named."""
    work.find(Volunteer, volunteer_id)
    if person_id is not None:
        work.find(Person, person_id)
    known = work.session.scalar(select(SupportLine).where(SupportLine.volunteer_id == volunteer_id))
    if known is None:
        work.add(SupportLine(volunteer_id=volunteer_id, person_id=person_id))
        return
    if version == 0:
        message = "Somebody else named a person while you were choosing. Nothing was changed."
        raise Conflict(message)
    work.change(SupportLine, known.id, version).person_id = person_id


@operation(needs=Permission.VOLUNTEER_EDIT)
def plan_talk(work: Work, volunteer_id: int, draft: TalkPlanDraft) -> int:
    """Plan a talk with a volunteer."""
    work.refuse(plan_talk_problems(draft, work.today))
    work.find(Volunteer, volunteer_id)
    return work.add(
        SupportTalk(
            volunteer_id=volunteer_id,
            kind=draft.kind or TalkKind.ONE_TO_ONE,
            status=TalkStatus.PLANNED,
            talk_date=draft.talk_date or work.today,
            person_id=_person(work, draft.person_id),
        )
    ).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def move_talk(work: Work, talk_id: int, version: int, draft: TalkPlanDraft) -> None:
    """Move a talk that is planned."""
    work.refuse(plan_talk_problems(draft, work.today))
    talk = work.change(SupportTalk, talk_id, version)
    if talk.status is not TalkStatus.PLANNED:
        raise Invalid({"talk_date": "This talk is no longer planned, so it cannot be moved."})
    talk.kind = draft.kind or talk.kind
    talk.talk_date = draft.talk_date or talk.talk_date
    talk.person_id = _person(work, draft.person_id)


@operation(needs=Permission.VOLUNTEER_EDIT)
def record_talk(work: Work, volunteer_id: int, draft: TalkDraft, session_id: int | None = None) -> int:
    """Write down a talk that was held, after a session when it is a debrief."""
    work.refuse(talk_problems(draft, work.today))
    work.find(Volunteer, volunteer_id)
    talk = SupportTalk(volunteer_id=volunteer_id, session_id=_session(work, session_id))
    _hold(work, talk, None, draft, may=work.holds(Permission.SUPPORT_NOTE))
    return talk.id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_talk(work: Work, talk_id: int, version: int, draft: TalkDraft) -> None:
    """Put a talk right, or write down that one which was planned was held."""
    talk = work.change(SupportTalk, talk_id, version)
    work.refuse(talk_problems(draft, work.today))
    note = _note_of(work, talk)  # its line as it was before, lest somebody writes themselves into it
    _hold(work, talk, note, draft, may=_may_note(work, talk, note))


@operation(needs=Permission.VOLUNTEER_EDIT)
def record_group_talk(work: Work, draft: GroupDraft) -> int:
    """Write down a talk of a group on the page of each who was there; how many they were."""
    work.refuse(group_problems(draft, work.today))
    token = token_hex(16)
    everybody = tuple(dict.fromkeys(draft.volunteer_ids))
    for number in everybody:
        work.find(Volunteer, number)
        work.add(
            SupportTalk(
                volunteer_id=number,
                kind=TalkKind.GROUP,
                status=TalkStatus.HELD,
                talk_date=draft.talk_date or work.today,
                minutes=draft.minutes,
                topic=clean(draft.topic).strip(),
                group_token=token,
                person_id=_person(work, draft.person_id),
            )
        )
    return len(everybody)


@operation(needs=Permission.VOLUNTEER_EDIT)
def decline_debrief(work: Work, volunteer_id: int, session_id: int) -> int:
    """Write down that a debrief was offered after a session, and not wanted."""
    work.find(Volunteer, volunteer_id)
    return work.add(
        SupportTalk(
            volunteer_id=volunteer_id,
            kind=TalkKind.DEBRIEF,
            status=TalkStatus.DECLINED,
            talk_date=work.today,
            session_id=_session(work, session_id),
            person_id=work.actor.person_id,
        )
    ).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_talk(work: Work, talk_id: int, version: int) -> None:
    """Put a talk with what was agreed there in the bin."""
    talk = work.change(SupportTalk, talk_id, version)
    noted = _note_of(work, talk)
    if noted is not None and not _may_note(work, talk, noted):
        raise Invalid(
            {"talk_date": "This talk has a confidential note. Ask somebody of its line to remove it."}
        )
    work.remove(talk)


@operation(needs=Permission.VOLUNTEER_EDIT)
def finish_action(work: Work, action_id: int, version: int) -> None:
    """Write down that what was agreed is done today."""
    action = work.change(SupportAction, action_id, version)
    if action.done_date is None:
        action.done_date = work.today


@operation(needs=Permission.VOLUNTEER_EDIT)
def reopen_action(work: Work, action_id: int, version: int) -> None:
    """Take back that what was agreed is done."""
    work.change(SupportAction, action_id, version).done_date = None


def _may_note(work: Work, talk: SupportTalk, note: SupportNote | None) -> bool:
    return sees_note(work.session, talk, note, work.actor.person_id, work.holds)


def _note_of(work: Work, talk: SupportTalk) -> SupportNote | None:
    return work.session.scalar(select(SupportNote).where(SupportNote.talk_id == talk.id))


def _hold(work: Work, talk: SupportTalk, note: SupportNote | None, draft: TalkDraft, *, may: bool) -> None:
    talk.kind, talk.status = draft.kind or TalkKind.ONE_TO_ONE, TalkStatus.HELD
    talk.talk_date, talk.minutes = draft.talk_date or work.today, draft.minutes
    talk.topic = clean(draft.topic).strip()
    if note is None or may:
        talk.person_id = _person(work, draft.person_id)
    kept = {each.id: each for each in talk.actions}
    fitted = []
    for place, each in enumerate(draft.actions):
        action = (kept.get(each.id) if each.id else None) or SupportAction()
        action.position, action.wording = place, clean(each.wording).strip()
        action.owner_id = None if each.owner_id == THE_VOLUNTEER else _person(work, each.owner_id)
        action.due_date, action.done_date = each.due_date or work.today, each.done_date
        fitted.append(action)
    talk.actions[:] = fitted
    work.add(talk)
    _note(work, talk, note, draft, may=may)
    if draft.next_date is not None:
        person = _person(work, draft.person_id)
        plan_talk(work, talk.volunteer_id, TalkPlanDraft(draft.next_date, TalkKind.ONE_TO_ONE, person))


def _note(work: Work, talk: SupportTalk, note: SupportNote | None, draft: TalkDraft, *, may: bool) -> None:
    """Keep the confidential note; whoever may not read it leaves it as it is."""
    said = (clean(draft.note).strip(), draft.wellbeing, clean(draft.wellbeing_note).strip())
    if not may:
        if any(said):
            raise Invalid({"note": "The confidential note of this talk is for its line. Nothing was saved."})
        return
    if note is None and not any(said):
        return
    if note is None:
        note = SupportNote(talk_id=talk.id, author_id=work.actor.person_id)
    note.note, note.wellbeing, note.wellbeing_note = said
    work.add(note)


def _person(work: Work, number: int | None) -> int | None:
    return work.find(Person, number).id if number else None


def _session(work: Work, number: int | None) -> int | None:
    return work.find(MentoringSession, number).id if number else None
