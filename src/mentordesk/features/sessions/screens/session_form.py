"""Recording a session from anywhere, changing one, and going on with one that was left unfinished."""

from collections.abc import Mapping
from datetime import date, time
from functools import partial
from typing import Any

from mentordesk.features.sessions.queries.one import kept_session
from mentordesk.features.sessions.queries.recording import mentee_of_match, mentor_named, people_named
from mentordesk.features.sessions.screens.session_editor import KEY, SessionForm
from mentordesk.features.sessions.screens.session_values import picked
from mentordesk.kernel.formats import count_of, short_moment
from mentordesk.records.sessions import SessionStatus
from mentordesk.store.drafts import DraftRow
from mentordesk.ui.desk import Desk
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.words import button


def record(
    desk: Desk,
    mentee_id: int | None = None,
    volunteer_id: int | None = None,
    day: date | None = None,
    start_time: time | None = None,
) -> FormDialog:
    """Open the form of a new session, with whom and when as far as that is known."""
    values: dict[str, Any] = {}
    if day is not None:
        values["session_date"] = day
        values["status"] = SessionStatus.PLANNED if day > desk.today() else SessionStatus.HELD
    if mentee_id is not None:
        values["people"] = tuple(map(picked, desk.read(people_named, (mentee_id,))))
    if volunteer_id is not None and (mentor := desk.read(mentor_named, volunteer_id)):
        values["mentor"] = (picked(mentor),)
    if start_time is not None:
        values["start_time"] = start_time
    return _new(desk, values, _free_subject(desk))


def record_match(desk: Desk, match_id: int) -> FormDialog:
    """Open the form of a new session of two who are matched."""
    return record(desk, *desk.read(mentee_of_match, match_id))


def record_with_mentor(desk: Desk, volunteer_id: int) -> FormDialog:
    """Open the form of a new session with a mentor."""
    return record(desk, volunteer_id=volunteer_id)


def change(desk: Desk, session_id: int, status: SessionStatus | None = None) -> FormDialog:
    """Open the form of a session that is kept; `status` is what became of it, where that is known."""
    kept = desk.read(kept_session, session_id)
    form = SessionForm(desk, session_id, session_id)
    form.show_kept(kept)
    if status is not None:
        form.field("status").set_value(status)
    title = "Change the session" if kept.recorded else "Record what happened"
    return _open(desk, form, title if status is None or kept.recorded else _TITLES.get(status, title))


def copy(desk: Desk, session_id: int) -> FormDialog:
    """Open the form of a new session that begins as another one was."""
    kept = desk.read(kept_session, session_id)
    form = SessionForm(desk, _free_subject(desk))
    values = {"people": tuple(map(picked, kept.people))}
    form.begin(values)
    form.copy_last(session_id)
    form.settle()
    return _open(desk, form, "Record a session")


def go_on(desk: Desk, subject: int) -> FormDialog:
    """Open the form of a draft again: of a session that is kept, or of a new one."""
    return change(desk, subject) if subject > 0 else _new(desk, {}, subject)


def _new(desk: Desk, values: Mapping[str, Any], subject: int) -> FormDialog:
    waiting = [] if subject in _known(desk) else _unfinished(desk)
    form = SessionForm(desk, subject)
    form.begin(values)
    dialog = _open(desk, form, "Record a session")
    if waiting:
        form.add_first(_waiting(desk, dialog, waiting))
    return dialog


def _unfinished(desk: Desk) -> list[DraftRow]:
    """Return the drafts of new sessions whose form is not open, the newest first."""
    open_now = {each.subject for each in _open_forms(desk)}
    mine = [each for each in desk.store.drafts() if each.form == KEY and each.subject < 0]
    return [each for each in mine if each.subject not in open_now]


def _known(desk: Desk) -> set[int]:
    return {each.subject for each in desk.store.drafts() if each.form == KEY}


def _open_forms(desk: Desk) -> list[SessionForm]:
    if desk.window is None:
        return []
    found = desk.window.findChildren(SessionForm)
    return [each for each in found if isinstance(each, SessionForm) and each.isVisible()]


def _waiting(desk: Desk, dialog: FormDialog, drafts: list[DraftRow]) -> Banner:
    """Say that other sessions were left unfinished, with the way to the newest."""
    newest = drafts[0]
    more = f" {count_of(len(drafts) - 1, 'other')} as well: see Sessions." if len(drafts) > 1 else ""
    says = f"{newest.title} was not finished, {short_moment(newest.saved_at)}.{more}"
    go = button("Continue that one", partial(_leave_for, desk, dialog, newest), name="continue_other")
    return Banner(says, "notice", go)


def _leave_for(desk: Desk, dialog: FormDialog, draft: DraftRow) -> None:
    dialog.reject()
    desk.open_draft(draft)


def _free_subject(desk: Desk) -> int:
    """Return a number for the draft of a new session that no other unfinished one has."""
    return min([0, *_known(desk), *(each.subject for each in _open_forms(desk))]) - 1


def _open(desk: Desk, form: SessionForm, title: str) -> FormDialog:
    dialog = FormDialog(
        form, desk.window, verb="Save session", title=title, saved_words=partial(_saved_words, form)
    )
    form.wanted.connect(partial(_instead, desk, dialog))
    dialog.open()
    return dialog


def _saved_words(form: SessionForm) -> str:
    return "Session saved, and the concern was raised." if form.said("worried") else "Session saved."


def _instead(desk: Desk, dialog: FormDialog, session_id: int) -> None:
    """Leave a form for the planned session that was meant; what was typed is kept as a draft."""
    dialog.reject()
    desk.attempt(partial(change, desk, session_id, SessionStatus.HELD))


_TITLES = {SessionStatus.HELD: "Record what happened", SessionStatus.CANCELLED: "Cancel the session"}
