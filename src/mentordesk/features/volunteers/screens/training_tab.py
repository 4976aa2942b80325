"""The tab of a volunteer's training: what is missing, what they did, what they should learn."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mentordesk.features.volunteers.operations.training import (
    add_need,
    add_training,
    change_need,
    change_training,
    keep_certificate,
    remove_certificate,
    remove_training,
    set_holdings,
)
from mentordesk.features.volunteers.queries.training import DOINGS
from mentordesk.features.volunteers.queries.training_one import (
    CertificateRow,
    DoneView,
    NeedView,
    TrainingView,
    certificate_copy,
    training_sheet,
    training_view,
)
from mentordesk.features.volunteers.rules.certificates import size_words
from mentordesk.features.volunteers.rules.training import LADDER_TONES, Ladder, expiry_words, not_ready_for
from mentordesk.features.volunteers.screens import learner_forms as forms
from mentordesk.features.volunteers.screens.printing import show_training
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import long_date, sentence_list
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed, shortened
from mentordesk.records.training import TrainingCertificate
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_where
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, box, button

_SHAPES = {
    Ladder.OVER: "circle-alert",
    Ladder.DAYS_7: "clock",
    Ladder.DAYS_30: "clock",
    Ladder.DAYS_60: "clock",
}


class TrainingTab(Watching):
    """The training of one volunteer."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, DOINGS | {TrainingCertificate})
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Training")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the training and show it."""
        view = self.desk.attempt(partial(self.desk.read, training_view, self.volunteer_id))
        if view is not None:
            self._body.show_parts(self._required(view), self._done(view), self._needs(view))

    def _required(self, view: TrainingView) -> Card:
        actions: list[QWidget] = []
        if self.desk.may(set_holdings):
            press = partial(forms.edit_holdings, self.desk, view)
            actions.append(button("Roles", press, name="holdings"))
        if self.desk.may(training_sheet):
            show = partial(show_training, self.desk, view.volunteer_id)
            actions.append(button("Print", show, icon_name="printer", name="print_training"))
            actions[-1].setAccessibleName("Print the training record")
        card = Card("Required training", *actions)
        roles = sentence_list(view.role_names)
        card.add(Words(f"Their roles: {roles}." if roles else "They have no role of their own yet.", "muted"))
        missing = not_ready_for(view.lacking)
        for each, says in zip(view.lacking, missing, strict=True):
            chip = Chip("Run out", "amber", "clock") if each.over_since else Chip("Missing", "red", "x")
            parts: list[QWidget] = [chip]
            if self.desk.may(add_training):
                press = partial(forms.new_training, self.desk, view.volunteer_id, each.course_id)
                parts.append(_named("They did it", each.title, press, f"did_{each.course_id}"))
            card.add(Words(says), _flow(*parts))
        if not view.required:
            says = "Nothing is required of them. The catalogue says what is required of whom."
            card.add(Words(says, "muted"))
        elif not missing:
            card.add(_flow(Chip("All in date", "green", "check")))
        for row in view.booked:
            go = partial(self.desk.go, Link("training_event", row.event_id))
            where = f", {row.place}" if row.place else ""
            card.add(LinkButton(f"Booked: {row.training}, {long_date(row.event_date)}{where}", go))
        return card

    def _done(self, view: TrainingView) -> Card:
        actions = []
        if self.desk.may(add_training):
            press = partial(forms.new_training, self.desk, view.volunteer_id)
            actions.append(button("Add training", press, name="add_training"))
        card = Card("Training done, newest first", *actions)
        for place, row in enumerate(view.done):
            if place:
                card.add(box("line"))
            card.add(self._one(row))
        if not view.done:
            card.add(Words("No training yet.", "muted"))
        return card

    def _one(self, row: DoneView) -> QWidget:
        draft = row.draft
        on = long_date(draft.done_date) if draft.done_date else ""
        chips: list[QWidget] = []
        if row.newest:
            says = expiry_words(draft.expiry_date, self.desk.today())
            chips.append(Chip(says, LADDER_TONES[row.ladder], _SHAPES.get(row.ladder, "check")))
        else:
            chips.append(Chip("Done again since"))
        if draft.can_train:
            chips.append(Chip("Could train others", "green", "users"))
        made = QWidget()
        parts: list[QWidget] = [Words(f"{row.training}, {on}", "label"), _flow(*chips)]
        if draft.certificate_number:
            parts.append(Words(f"Certificate {draft.certificate_number}", "muted"))
        if draft.note:
            parts.append(Words(displayed(draft.note)))
        parts += [self._certificate(each) for each in row.certificates]
        acts = self._acts(row)
        if acts:
            parts.append(_flow(*acts))
        made.setLayout(column(*parts, gap=8))
        return made

    def _acts(self, row: DoneView) -> list[QWidget]:
        acts: list[QWidget] = []
        if row.event_id is not None:
            acts.append(
                _named("Open the day", row.training, partial(self._go_to, row.event_id), f"event_{row.id}")
            )
        if self.desk.may(change_training):
            edit = partial(forms.edit_training, self.desk, row)
            acts.append(_named("Change", row.training, edit, f"training_{row.id}"))
        if self.desk.may(keep_certificate):
            keep = partial(forms.attach_certificate, self.desk, row)
            acts.append(_named("Keep a certificate", row.training, keep, f"keep_{row.id}"))
        if self.desk.may(remove_training) and row.event_id is None:
            acts.append(_named("Remove", row.training, partial(self._remove, row), f"remove_{row.id}"))
        return acts

    def _go_to(self, event_id: int) -> None:
        self.desk.go(Link("training_event", event_id))

    def _certificate(self, row: CertificateRow) -> QWidget:
        parts: list[QWidget] = [
            Words(shortened(row.name, 60), "label", wrap=False),
            Words(size_words(row.size), "muted", wrap=False),
        ]
        if self.desk.may(certificate_copy):
            parts.append(_named("Save a copy", row.name, partial(self._copy, row), f"copy_{row.id}", "link"))
        if self.desk.may(remove_certificate):
            away = partial(self._remove_certificate, row)
            parts.append(_named("Remove", row.name, away, f"away_{row.id}", "link"))
        return _flow(*parts)

    def _needs(self, view: TrainingView) -> Card:
        actions = []
        if self.desk.may(add_need):
            press = partial(forms.new_need, self.desk, view.volunteer_id)
            actions.append(button("Note a need", press, name="add_need"))
        card = Card("What they should learn", *actions)
        for row in view.needs:
            card.add(self._need(row))
        if not view.needs:
            card.add(Words("Nothing was noted. Supervision is a good time to ask.", "muted"))
        return card

    def _need(self, row: NeedView) -> QWidget:
        draft = row.draft
        made = QWidget()
        noted = long_date(draft.noted_date) if draft.noted_date else ""
        where = draft.source.label if draft.source else ""
        by = f". It would be met by {row.training}" if row.training else ""
        met = (
            Chip(f"Met on {long_date(draft.met_date)}", "green", "check")
            if draft.met_date
            else Chip("Open", "amber")
        )
        parts: list[QWidget] = [met]
        if self.desk.may(change_need):
            edit = partial(forms.edit_need, self.desk, row)
            parts.append(_named("Change", shortened(draft.wording, 60), edit, f"need_{row.id}"))
        made.setLayout(
            column(
                Words(draft.wording, "label"), Words(f"{where}, {noted}{by}.", "muted"), _flow(*parts), gap=4
            )
        )
        return made

    def _copy(self, row: CertificateRow) -> None:
        export = Export("training_certificate", "file", row.id)
        content = partial(self.desk.read, certificate_copy, row.id)
        ask_where(self, self.desk, row.name, "All files (*)", export, content)

    def _remove(self, row: DoneView) -> None:
        ask(
            self,
            f"Remove {row.training}?",
            "It goes to the bin with its certificates, from where it can come back for 30 days.",
            "Remove training",
            lambda: self._removed("Training removed.", remove_training, row.id, row.version),
        )

    def _remove_certificate(self, row: CertificateRow) -> None:
        ask(
            self,
            f"Remove {shortened(row.name, 60)}?",
            "The file goes to the bin, from where it can come back for 30 days.",
            "Remove certificate",
            lambda: self._removed("Certificate removed.", remove_certificate, row.id, row.version),
        )

    def _removed(self, said: str, operation: Any, number: int, version: int) -> None:
        def act() -> bool:
            self.desk.write(operation, number, version)
            return True

        if self.desk.attempt(act):
            self.desk.say(said)


def _named(verb: str, whose: str, press: Any, name: str, kind: str = "") -> QPushButton:
    made = button(verb, press, kind=kind, name=name)
    made.setAccessibleName(f"{verb}: {whose}")
    return made


def _flow(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    for each in parts:
        flow.addWidget(each)
    made.setLayout(flow)
    return made
