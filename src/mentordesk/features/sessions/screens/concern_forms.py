"""The forms of concerns: raising one, what was done, another day, closing, opening again."""

from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar

from mentordesk.features.sessions.operations.concerns import (
    add_concern_step,
    change_act_by,
    close_concern,
    raise_concern,
    reopen_concern,
)
from mentordesk.features.sessions.queries.concerns import ConcernView, concern_view
from mentordesk.features.sessions.rules.concerns import (
    ActByDraft,
    CloseDraft,
    ConcernDraft,
    ConcernStepDraft,
    ReopenDraft,
    act_by_problems,
    close_problems,
    concern_problems,
    reopen_problems,
    step_problems,
)
from mentordesk.features.sessions.screens.finding import mentee_field
from mentordesk.kernel.local_time import instant
from mentordesk.records.concerns import ConcernKind
from mentordesk.store.work import Operation
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, Picked, TextField, TimeField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

D = TypeVar("D")
RAISED = "Concern raised. Those who look after concerns see it now."


def new_concern(desk: Desk, mentee_id: int = 0, session_id: int | None = None) -> FormDialog:
    """Open the form that raises a concern, about a mentee or about somebody to be chosen."""
    chosen: dict[str, int] = {"mentee": mentee_id}

    def draft(mentee: tuple[Picked, ...] = (), **said: Any) -> ConcernDraft:
        chosen["mentee"] = mentee_id or (mentee[0].number if mentee else 0)
        return _concern(**said)

    def problems(drafted: ConcernDraft) -> dict[str, str]:
        found = concern_problems(drafted, desk.store.clock())
        if "told_at" in found:
            found["told_date"] = found.pop("told_at")
        return found if chosen["mentee"] else {"mentee": "Choose who it is about.", **found}

    form: Form[ConcernDraft] = Form(
        desk,
        "concern",
        mentee_id,
        title="Raise a concern",
        draft=draft,
        save=lambda drafted, _version: desk.write(raise_concern, chosen["mentee"], drafted, session_id),
        problems=problems,
    )
    if not mentee_id:
        form.section("", mentee_field(desk, "Who it is about"))
    form.section(
        "",
        ChoiceField("kind", "What it is about", ConcernKind),
        TextField("seen", "What was seen or said", note="Their own words, where you remember them."),
        CheckField("immediate_risk", "Somebody could come to harm today"),
        note="If somebody is in danger now, ring 999 first, then tell a manager, then write it down here.",
    )
    form.section(
        "Who was told",
        TextField("told", "Who was told already", optional=True, lines=2),
        DateField("told_date", "On", today=desk.today(), optional=True),
        TimeField("told_time", "At", optional=True),
    )
    form.settle()
    return _open(desk, form, "Raise concern", RAISED)


def new_step(desk: Desk, view: ConcernView) -> FormDialog:
    """Open the form that says what was done about a concern."""
    form = _form(
        desk,
        "concern_step",
        view,
        "What was done",
        ConcernStepDraft,
        add_concern_step,
        lambda draft: step_problems(draft, desk.today()),
    )
    form.section(
        "",
        TextField("wording", "What was done"),
        TextField("told", "Who was told", optional=True, lines=2),
        DateField(
            "act_by_date",
            "Look at it next by",
            today=desk.today(),
            optional=True,
            note="Empty: in 3 days after the first step, in 7 days after later ones.",
        ),
    )
    form.settle()
    return _open(desk, form, "Save step", "Step saved.")


def another_day(desk: Desk, view: ConcernView) -> FormDialog:
    """Open the form that gives a concern another day to be looked at by."""
    form = _form(
        desk,
        "concern_day",
        view,
        "Look at it by another day",
        ActByDraft,
        change_act_by,
        lambda draft: act_by_problems(draft, desk.today()),
    )
    form.section(
        "",
        DateField("act_by_date", "Look at it by", today=desk.today()),
        TextField("reason", "Why", lines=3),
    )
    form.settle()
    return _open(desk, form, "Save day", "Day saved.")


def close(desk: Desk, view: ConcernView) -> FormDialog:
    """Open the form that closes a concern."""
    form = _form(desk, "concern_close", view, "Close the concern", CloseDraft, close_concern, close_problems)
    form.section(
        "",
        TextField("outcome", "What came of it"),
        TextField("close_reason", "Why it can be closed", lines=3),
        note="It stays in the register, and can be opened again.",
    )
    form.fill({"outcome": view.outcome}, view.version)
    return _open(desk, form, "Close concern", "Concern closed.")


def open_again(desk: Desk, view: ConcernView) -> FormDialog:
    """Open the form that opens a closed concern again."""
    form = _form(
        desk, "concern_reopen", view, "Open the concern again", ReopenDraft, reopen_concern, reopen_problems
    )
    form.section("", TextField("reason", "Why", lines=3))
    form.settle()
    return _open(desk, form, "Open again", "Concern opened again. It is to be looked at today.")


def _form(
    desk: Desk,
    key: str,
    view: ConcernView,
    title: str,
    draft: type[D],
    act: Operation[[int, int, D], None],
    problems: Callable[[D], dict[str, str]],
) -> Form[D]:
    """Return the form of an act on a concern; after somebody else's change it is saved again."""
    number = view.row.id
    form: Form[D] = Form(
        desk,
        key,
        number,
        title=title,
        draft=draft,
        save=lambda drafted, version: desk.write(act, number, version, drafted),
        problems=problems,
        fresh=lambda: ({}, desk.read(concern_view, number).version),
    )
    form.version = view.version
    return form


def _concern(told_date: date | None, told_time: time | None, **said: Any) -> ConcernDraft:
    moment = instant(told_date, told_time or time(12)) if told_date else None
    return ConcernDraft(told_at=moment, **said)


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
