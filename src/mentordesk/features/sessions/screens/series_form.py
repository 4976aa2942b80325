"""The forms of a series: repeating a planned session, and calling it off with those that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentordesk.features.sessions.operations.series import call_off_following, repeat_session
from mentordesk.features.sessions.queries.finding import planned_sheet, reason_choices
from mentordesk.features.sessions.rules.planning import CallOffDraft, call_off_problems
from mentordesk.features.sessions.rules.recurrence import Repeat, RepeatDraft, ShortMonth, repeat_problems
from mentordesk.features.sessions.screens.repeat_fields import RepeatPart
from mentordesk.kernel.formats import clock, count_of, day_name, long_date, sentence_list
from mentordesk.records.sessions import Caller
from mentordesk.ui.fields import ChoiceField, LineField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words

if TYPE_CHECKING:
    from mentordesk.features.sessions.queries.finding import PlannedSheet
    from mentordesk.ui.desk import Desk


def repeat_planned(desk: Desk, session_id: int) -> FormDialog | None:
    """Open the form that plans more sessions like a planned one."""
    sheet = desk.attempt(lambda: desk.read(planned_sheet, session_id))
    if sheet is None:
        return None
    first = sheet.draft.session_date

    def draft(**values: Any) -> RepeatDraft:
        return RepeatDraft(**values | {"short_month": values["short_month"] or ShortMonth.LAST})

    def problems(made: RepeatDraft) -> dict[str, str]:
        missing = {} if made.repeat else {"repeat": "Choose how often."}
        return missing | repeat_problems(made, first, desk.today())

    def save(made: RepeatDraft, version: int) -> None:
        planned = desk.write(repeat_session, session_id, version, made)
        desk.say(f"The series has {count_of(planned.count, 'session')} now.")

    form: Form[RepeatDraft] = Form(
        desk,
        "repeat_session",
        session_id,
        title="Repeat the session",
        draft=draft,
        save=save,
        problems=problems,
    )
    form.add_widget(Words(_told(sheet), "heading"))
    repeats = RepeatPart(form, always=True)
    form.fill({"repeat": Repeat.WEEKLY, "short_month": ShortMonth.LAST}, sheet.version)
    repeats.look_again(first, form.draft())
    form.dirtied.connect(lambda: repeats.look_again(first, form.draft()))
    dialog = FormDialog(form, desk.window, verb="Plan sessions")
    dialog.open()
    return dialog


def call_off_rest(desk: Desk, session_id: int) -> FormDialog | None:
    """Open the form that calls a planned session off, with those that follow in its series."""
    sheet = desk.attempt(lambda: desk.read(planned_sheet, session_id))
    if sheet is None:
        return None

    def save(made: CallOffDraft, version: int) -> None:
        off = desk.write(call_off_following, session_id, version, made)
        desk.say(f"{count_of(off, 'session')} called off.")

    form: Form[CallOffDraft] = Form(
        desk,
        "call_off",
        session_id,
        title="Call off the series",
        draft=CallOffDraft,
        save=save,
        problems=call_off_problems,
    )
    form.add_widget(Words(_told(sheet), "heading"))
    many = count_of(sheet.following + 1, "planned session")
    form.section(
        "",
        ChoiceField("caller", "Who calls it off", Caller),
        ChoiceField("reason_id", "Why", desk.read(reason_choices)),
        LineField("reason_words", "More about it", optional=True),
        note=f"{many} of this series will be marked as cancelled, from this one on. They stay to be seen.",
    )
    form.fill({}, sheet.version)
    dialog = FormDialog(form, desk.window, verb="Call off")
    dialog.open()
    return dialog


def _told(sheet: PlannedSheet) -> str:
    draft = sheet.draft
    who = sentence_list(name for _, name in sheet.mentees) or "Session"
    day = f"{day_name(draft.session_date)} {long_date(draft.session_date)}" if draft.session_date else ""
    at = f", {clock(draft.start_time)}" if draft.start_time else ""
    return f"{who}: {day}{at}"
