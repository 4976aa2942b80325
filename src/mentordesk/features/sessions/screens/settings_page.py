"""The page of Settings about sessions: days, reasons, templates."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.operations.settings import (
    move_reason,
    remove_template,
    save_reason,
    save_template,
    set_session_days,
)
from mentordesk.features.sessions.queries.settings import (
    ReasonRow,
    SessionSettingsSheet,
    TemplateRow,
    session_settings,
)
from mentordesk.features.sessions.rules.settings import (
    DaysDraft,
    ReasonDraft,
    TemplateDraft,
    days_problems,
    reason_problems,
    template_problems,
)
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.text import displayed
from mentordesk.records.sessions import NoteTemplate, ReasonClass, SessionReason, SessionSettings
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, LineField, TextField, WholeField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button, icon_button

_DAYS = (
    ("warn_days", "Warn after days without a session"),
    ("act_days", "Somebody must act after days"),
    ("first_days", "First session within days of the start"),
    ("reason_days", "Changes need a reason after days"),
)


class SessionSettingsPage(Watching):
    """What is set about sessions."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({SessionSettings, SessionReason, NoteTemplate}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(session_settings))
        if sheet is not None:
            self._body.show_parts(self._days(sheet), self._reasons(sheet), self._templates(sheet))

    def _days(self, sheet: SessionSettingsSheet) -> Card:
        change = button("Change", partial(edit_days, self.desk), name="edit_days")
        change.setAccessibleName("Change the days")
        card = Card("Days", change)
        facts = [(label, count_of(getattr(sheet.days, name), "day")) for name, label in _DAYS]
        card.add(FactGrid(facts))
        return card

    def _reasons(self, sheet: SessionSettingsSheet) -> Card:
        add = button("Add reason", partial(edit_reason, self.desk, None), name="add_reason")
        card = Card("Why a session was not held", add)
        card.add(
            Words("The order is that of the form. A reason that is not in use is no longer offered.", "muted")
        )
        for place, row in enumerate(sheet.reasons):
            card.add(self._reason(row, first=place == 0, last=place == len(sheet.reasons) - 1))
        return card

    def _reason(self, row: ReasonRow, *, first: bool, last: bool) -> QWidget:
        made, flow, name = QWidget(), Flow(gap=8), row.draft.name
        flow.addWidget(Words(name, "label", wrap=False))
        if row.draft.reason_class:
            flow.addWidget(Chip(row.draft.reason_class.label))
        if not row.draft.in_use:
            flow.addWidget(Chip("Not in use", "amber"))
        up = icon_button("arrow-up", f"Move up: {name}", partial(self._move, row.id, up=True))
        down = icon_button("arrow-down", f"Move down: {name}", partial(self._move, row.id, up=False))
        up.setEnabled(not first)
        down.setEnabled(not last)
        change = button("Change", partial(edit_reason, self.desk, row), kind="link")
        change.setAccessibleName(f"Change: {name}")
        whole = line(flow, up, down, change, gap=4)
        whole.setStretch(0, 1)
        made.setLayout(whole)
        return made

    def _move(self, reason_id: int, *, up: bool) -> None:
        self.desk.attempt(lambda: self.desk.write(move_reason, reason_id, up=up))

    def _templates(self, sheet: SessionSettingsSheet) -> Card:
        add = button("Add template", partial(edit_template, self.desk, None), name="add_template")
        card = Card("Templates for notes", add)
        if not sheet.templates:
            card.add(Words("None yet. A template gives the notes of a session their first words.", "muted"))
        for row in sheet.templates:
            change = button("Change", partial(edit_template, self.desk, row), kind="link")
            change.setAccessibleName(f"Change: {row.draft.name}")
            made = QWidget()
            words = column(
                Words(row.draft.name, "label"), Words(displayed(row.draft.wording), "muted"), gap=2
            )
            whole = line(words, change, gap=8)
            whole.setStretch(0, 1)
            made.setLayout(whole)
            card.add(made)
        return card


def edit_days(desk: Desk) -> FormDialog:
    """Open the form of the days."""

    def fresh() -> tuple[object, int]:
        sheet = desk.read(session_settings)
        return sheet.days, sheet.version

    form: Form[DaysDraft] = Form(
        desk,
        "session_days",
        title="Days",
        draft=DaysDraft,
        save=lambda draft, version: desk.write(set_session_days, version, draft),
        problems=days_problems,
        fresh=fresh,
    )
    form.section("", *(WholeField(name, label, most=366) for name, label in _DAYS))
    form.fill(*fresh())
    return _open(desk, form, "Save days", "Days saved.")


def edit_reason(desk: Desk, row: ReasonRow | None) -> FormDialog:
    """Open the form of a reason, or of a new one."""
    number = row.id if row else 0
    form: Form[ReasonDraft] = Form(
        desk,
        "session_reason",
        number,
        title="Reason" if row else "New reason",
        draft=ReasonDraft,
        save=lambda draft, version: desk.write(save_reason, number, version, draft),
        problems=reason_problems,
    )
    form.section(
        "",
        LineField("name", "Reason", hint="Prison regime"),
        ChoiceField("reason_class", "How it counts", ReasonClass),
        CheckField("in_use", "In use"),
    )
    form.fill(row.draft if row else ReasonDraft(), row.version if row else 0)
    return _open(desk, form, "Save reason", "Reason saved.")


def edit_template(desk: Desk, row: TemplateRow | None) -> FormDialog:
    """Open the form of a template, or of a new one."""
    number = row.id if row else 0
    form: Form[TemplateDraft] = Form(
        desk,
        "note_template",
        number,
        title="Template" if row else "New template",
        draft=TemplateDraft,
        save=lambda draft, version: desk.write(save_template, number, version, draft),
        problems=template_problems,
    )
    form.section("", LineField("name", "Name"), TextField("wording", "Words", lines=6))
    form.fill(row.draft if row else TemplateDraft(), row.version if row else 0)
    dialog = _open(desk, form, "Save template", "Template saved.")
    if row:
        dialog.add_second("Remove", partial(_remove_template, desk, dialog, row))
    return dialog


def _remove_template(desk: Desk, dialog: FormDialog, row: TemplateRow) -> None:
    if desk.attempt(lambda: (desk.write(remove_template, row.id, row.version), True)):
        dialog.form.settle()
        dialog.reject()
        desk.say("Template removed. It stays in the bin for 30 days.")


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
