"""The choice of the volunteer whose paper is made."""

from collections.abc import Callable
from dataclasses import dataclass

from mentordesk.features.volunteers.queries.development import volunteers_to_report
from mentordesk.features.volunteers.queries.standards import standard_choices
from mentordesk.features.volunteers.screens.printing import show_development, show_training
from mentordesk.features.volunteers.screens.standards import show_standard
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, SearchField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog


@dataclass(frozen=True)
class PaperChoice:
    """Whose paper, and how it is printed."""

    volunteer_id: int | None = None
    large_print: bool = False


class PaperDialog(FormDialog):
    """Whose paper; Preview shows it."""

    def reject(self) -> None:
        """Close; the choice is quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()


def make_development(desk: Desk) -> PaperDialog:
    """Open the choice of a volunteer whose development plan is printed."""
    return _choose(
        desk,
        "Personal development plan",
        lambda chosen: show_development(desk, chosen.volunteer_id or 0, large_print=chosen.large_print),
    )


def make_training(desk: Desk) -> PaperDialog:
    """Open the choice of a volunteer whose training record is printed."""
    return _choose(
        desk,
        "Training record",
        lambda chosen: show_training(desk, chosen.volunteer_id or 0, large_print=chosen.large_print),
    )


def _choose(desk: Desk, title: str, make: Callable[[PaperChoice], None]) -> PaperDialog:
    form: Form[PaperChoice] = Form(
        desk,
        "volunteer_paper",
        title=title,
        draft=PaperChoice,
        save=lambda chosen, _version: make(chosen),
        problems=lambda chosen: {} if chosen.volunteer_id else {"volunteer_id": "Choose a volunteer."},
    )
    form.section(
        "",
        SearchField("volunteer_id", "Volunteer", desk.read(volunteers_to_report)),
        CheckField("large_print", "Large print"),
    )
    form.fill(PaperChoice())
    dialog = PaperDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog


@dataclass(frozen=True)
class StandardChoice:
    """The standard that is chosen."""

    standard_id: int | None = None


def make_standard(desk: Desk) -> PaperDialog | None:
    """Open the choice of a standard whose progress is printed; when there is none, say so."""
    found = desk.read(standard_choices)
    if not found:
        desk.say("There is no quality standard yet. Add one under Volunteers, Standards.")
        return None
    form: Form[StandardChoice] = Form(
        desk,
        "standard_paper",
        title="Progress towards a quality standard",
        draft=StandardChoice,
        save=lambda chosen, _version: show_standard(desk, chosen.standard_id or 0),
        problems=lambda chosen: {} if chosen.standard_id else {"standard_id": "Choose a standard."},
    )
    form.section("", SearchField("standard_id", "Standard", found))
    form.fill(StandardChoice(found[0][0]))
    dialog = PaperDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog
