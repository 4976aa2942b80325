"""The page of one training day: what, where, who comes and who came."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.training import (
    change_training_event,
    remove_training_event,
    set_register,
)
from mentordesk.features.volunteers.queries.training import DOINGS
from mentordesk.features.volunteers.queries.training_one import EventView, training_event_view
from mentordesk.features.volunteers.rules.training import room_words
from mentordesk.features.volunteers.screens.training_forms import edit_event, edit_register
from mentordesk.kernel.formats import count_of, duration, long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.training import TrainingMark
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import line
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, FactGrid
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import LinkButton, Words, button

_TONES = {
    TrainingMark.BOOKED: ("amber", "clock"),
    TrainingMark.ATTENDED: ("green", "check"),
    TrainingMark.ABSENT: ("red", "x"),
    TrainingMark.CANCELLED: ("unrated", "minus"),
}


class TrainingEventPage(RecordPage):
    """One training day."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, DOINGS)
        self._register = Body()
        self.add_tab("Register", self._register)
        self.add_panels("training_event")

    def read(self) -> None:
        """Read the day and show it."""
        view = self.desk.read(training_event_view, self.number)
        draft = view.draft
        day = draft.event_date or self.desk.today()
        taken = sum(each.mark is not TrainingMark.CANCELLED for each in view.register)
        came = sum(each.mark is TrainingMark.ATTENDED for each in view.register)
        self.show_header(
            view.training,
            over="Training day",
            chips=[Chip("Coming" if day > self.desk.today() else "Held" if came else "No register yet")],
            facts=(
                long_date(day),
                draft.place,
                f"{room_words(taken, draft.places)} booked",
                f"{came:,} came",
            ),
        )
        self.show_actions(*self._buttons(view))
        self._register.show_parts(self._card(view), _about(view))

    def _buttons(self, view: EventView) -> list[QWidget]:
        actions: list[QWidget] = []
        if self.desk.may(remove_training_event):
            actions.append(button("Remove", partial(self._remove, view), name="remove_event"))
        if self.desk.may(change_training_event):
            actions.append(button("Change", partial(edit_event, self.desk, view), name="change_event"))
        if self.desk.may(set_register):
            press = partial(edit_register, self.desk, view)
            actions.append(button("Register", press, kind="primary", name="register"))
        return actions

    def _card(self, view: EventView) -> Card:
        card = Card(f"Register, {count_of(len(view.register), 'volunteer')}")
        for row in view.register:
            made = QWidget()
            go = LinkButton(row.name, partial(self.desk.go, Link("mentor", row.volunteer_id)))
            laid = line(go, None, Chip(row.mark.label, *_TONES[row.mark]), gap=12)
            made.setLayout(laid)
            card.add(made)
        if not view.register:
            card.add(Words("Nobody is booked yet.", "muted"))
        return card

    def _remove(self, view: EventView) -> None:
        def removed() -> bool:
            self.desk.write(remove_training_event, view.id, view.version)
            return True

        def act() -> None:
            if self.desk.attempt(removed):
                self.desk.say("Training day removed.")

        says = "It goes to the bin with its register, from where it can come back for 30 days."
        ask(self, f"Remove this day of {view.training}?", says, "Remove day", act)


def _about(view: EventView) -> Card:
    draft = view.draft
    card = Card("About the day")
    card.add(
        FactGrid(
            [
                ("Place", draft.place),
                ("Trainer", view.trainer),
                ("How long", duration(draft.minutes) if draft.minutes else ""),
                ("Places", f"{draft.places:,}" if draft.places else "Not limited"),
                ("Note", displayed(draft.note)),
            ]
        )
    )
    return card
