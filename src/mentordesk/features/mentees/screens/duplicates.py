"""Doubles: said while somebody is written down, merged side by side, and parted again."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.merging import MERGED, MergeDraft, merge_mentees, undo_merge
from mentordesk.features.mentees.queries.duplicates import (
    MergeRow,
    merges_into,
    suspects,
)
from mentordesk.features.mentees.queries.one import MenteeView, mentee_of_reference, mentee_view
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.kernel.errors import Invalid, NotFound, UserError
from mentordesk.kernel.formats import date_and_time, long_date
from mentordesk.kernel.links import Link
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, LineField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import clear, column, put
from mentordesk.ui.panels import Banner, Card
from mentordesk.ui.words import Words, button

_PAUSE = 400
_LABELS = {
    "preferred_name": "Preferred name",
    "first_names": "First names",
    "last_name": "Last name",
    "birth_date": "Date of birth",
    "age_band": "Age band",
    "phone": "Phone",
    "email": "E-mail",
    "address": "Address",
    "postcode": "Postcode",
    "safe_contact": "What is safe",
    "language": "Language",
}


class DoubleNotice(QWidget):
    """Says who may be the same person while a form about somebody new is filled in."""

    def __init__(self, desk: Desk, form: Form[Any]) -> None:
        """Look again a moment after each change of the form."""
        super().__init__()
        self._desk, self._form = desk, form
        self._said = column(gap=8)
        self.setLayout(self._said)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        form.dirtied.connect(self._pause.start)

    def look(self) -> None:
        """Read who may be the same person, and say so."""
        self._pause.stop()
        names = set(self._form.blocks) & set(MenteeDraft.__dataclass_fields__)
        given: dict[str, Any] = {name: self._form.field(name).value() for name in names}
        draft = MenteeDraft(**given)
        found = self._desk.attempt(lambda: self._desk.read(suspects, draft)) or []
        clear(self._said)
        for row in found:
            words = f"You may know this person: {row.name}, {row.reference}. {row.why}"
            opener = button("Open", partial(self._go, row.id), kind="link")
            opener.setAccessibleName(f"Open {row.reference}")
            put(self._said, Banner(words, "warning", opener))

    def _go(self, mentee_id: int) -> None:
        """Leave the form, which keeps its draft, for the page of somebody known."""
        form = self.window()
        if isinstance(form, FormDialog):
            form.reject()
        self._desk.go(Link("mentee", mentee_id))


def merge_with(desk: Desk, view: MenteeView) -> FormDialog:
    """Open the form that asks which record is the same person."""

    def problems(typed: dict[str, Any]) -> dict[str, str]:
        return {} if typed["other"].strip() else {"other": "Give the reference of the other record."}

    def save(typed: dict[str, Any], _version: int) -> int:
        try:
            number = desk.read(mentee_of_reference, typed["other"])
        except NotFound as error:
            raise Invalid({"other": str(error)}) from error
        if number == view.id:
            raise Invalid({"other": "This is the reference of this very record."})
        return number

    form: Form[dict[str, Any]] = Form(
        desk, "merge", view.id, title=f"Merge with {view.reference}", draft=dict, save=save, problems=problems
    )
    alike = desk.read(suspects, view.mentee, view.id)
    says = "; ".join(f"{row.reference} {row.name} ({row.why.rstrip('.')})" for row in alike)
    form.section(
        "",
        LineField("other", "Reference of the same person’s other record", hint="M-00014"),
        note=f"May be the same: {says}." if says else "Nobody else looks like the same person.",
    )
    form.settle()
    if alike:
        form.field("other").set_value(alike[0].reference)
    dialog = FormDialog(form, desk.window, verb="Compare")
    form.saved.connect(lambda number: _compare(desk, view, number))
    dialog.open()
    return dialog


def _compare(desk: Desk, view: MenteeView, other_id: int) -> FormDialog:
    other = desk.read(mentee_view, other_id)
    differing = [
        name for name in MERGED if getattr(view.mentee, name) != getattr(other.mentee, name)
    ]  # fmt: skip

    def draft(**chosen: Any) -> MergeDraft:
        return MergeDraft(
            **{name: getattr((view, other)[place].mentee, name) for name, place in chosen.items()}
        )

    form: Form[MergeDraft] = Form(
        desk,
        "merge_fields",
        view.id,
        title=f"{other.reference} becomes part of {view.reference}",
        draft=draft,
        save=lambda made, _version: desk.write(merge_mentees, view.id, other_id, made),
    )
    fields = [
        ChoiceField(
            name,
            _LABELS[name],
            [(0, _shown(getattr(view.mentee, name))), (1, _shown(getattr(other.mentee, name)))],
        )
        for name in differing
    ]
    form.section(
        f"{view.name} and {other.name}",
        *fields,
        note="Choose what is right where they differ. Referrals, notes, ratings and everything else "
        "go over. Nothing is lost, and it can be undone.",
    )
    form.fill({name: 1 if not getattr(view.mentee, name) else 0 for name in differing})
    words = "Merged. It can be undone on this page."
    dialog = FormDialog(form, desk.window, verb="Merge", saved_words=words)
    dialog.open()
    return dialog


def _shown(value: Any) -> str:
    if not value:
        return "(nothing)"
    if hasattr(value, "label"):
        return str(value.label)
    return long_date(value) if hasattr(value, "year") else " ".join(str(value).split())[:80]


def merges_card(desk: Desk, mentee_id: int) -> Card | None:
    """Return what was merged into a mentee, each with its way back; None when there is nothing."""
    rows = desk.read(merges_into, mentee_id)
    if not rows:
        return None
    card = Card("Merged records")
    for row in rows:
        when = date_and_time(row.merged_at)
        card.add(Words(f"{row.reference} became part of this record on {when}."))
        if desk.may(undo_merge):
            back = button(
                "Undo the merge", partial(_undo, desk, row), kind="link", name=f"undo_merge_{row.id}"
            )
            card.body.addLayout(column(back))
    return card


def _undo(desk: Desk, row: MergeRow) -> None:
    try:
        desk.write(undo_merge, row.id, row.version)
    except UserError as error:
        desk.fail(error)
    else:
        desk.say(f"{row.reference} is a record of its own again.")
