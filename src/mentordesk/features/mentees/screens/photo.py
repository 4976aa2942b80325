"""The photo of a mentee: chosen and removed in a small dialog, shown in the head of the page."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.photos import remove_photo, set_photo
from mentordesk.features.mentees.queries.photos import PhotoView, photo_view
from mentordesk.features.mentees.rules.consent import no_basis
from mentordesk.features.mentees.rules.photos import LARGEST_SIDE, PhotoDraft, photo_problems
from mentordesk.kernel.errors import UserError
from mentordesk.records.consents import Purpose
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.fields import PhotoField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import column, line
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Banner
from mentordesk.ui.pictures import Portrait
from mentordesk.ui.words import Words, button


def portrait(photo: PhotoView, name: str) -> QWidget | None:
    """Return the photo for the head of the page, or None when there is none to show."""
    return Portrait(photo.content, f"Photo of {name}") if photo.content else None


def hidden_line(desk: Desk, photo: PhotoView) -> QWidget | None:
    """Return the line that says why a photo is not shown, with the act that removes it; None when it is."""
    if not photo.hidden:
        return None
    made = QWidget()
    whole = column(Words(photo.hidden, "muted"), gap=4)
    if desk.may(remove_photo):
        away = button("Remove the photo", partial(_ask_remove, desk, photo), kind="link", name="remove_photo")
        whole.addLayout(line(away, None))
    made.setLayout(whole)
    return made


def choose_photo(desk: Desk, mentee_id: int) -> HouseDialog | None:
    """Open the dialog of a mentee's photo; without a basis it says so and offers nothing but removal."""
    photo = desk.attempt(lambda: desk.read(photo_view, mentee_id))
    if photo is None:
        return None
    return _form(desk, mentee_id, photo) if photo.allowed else _refusal(desk, photo)


def _form(desk: Desk, mentee_id: int, photo: PhotoView) -> FormDialog:
    form: Form[PhotoDraft] = Form(
        desk,
        "photo",
        mentee_id,
        title="Photo",
        draft=lambda content: PhotoDraft(content or b""),
        save=lambda draft, version: desk.write(set_photo, mentee_id, version, draft),
        problems=photo_problems,
    )
    note = "PNG or JPEG, up to 5 MB. It is made small; where and when it was taken is left out."
    form.section("", PhotoField("content", "Photo", side=LARGEST_SIDE, note=note))
    form.fill(photo, photo.version)
    dialog = FormDialog(form, desk.window, verb="Save photo", saved_words="Photo saved.")
    if photo.id:
        dialog.add_second("Remove the photo", partial(_instead, dialog, desk, photo))
    dialog.open()
    return dialog


def _refusal(desk: Desk, photo: PhotoView) -> HouseDialog:
    dialog = HouseDialog("Photo", desk.window, width=520)
    dialog.set_body(Banner(photo.hidden or no_basis(Purpose.PHOTO), "warning"))
    dialog.add_button("Close", dialog.reject, kind="primary", name="close")
    if photo.id:
        dialog.add_button("Remove the photo", partial(_instead, dialog, desk, photo))
    dialog.open()
    return dialog


def _instead(dialog: HouseDialog, desk: Desk, photo: PhotoView) -> None:
    dialog.reject()
    _ask_remove(desk, photo)


def _ask_remove(desk: Desk, photo: PhotoView) -> None:
    ask(
        desk.window,
        "Remove the photo?",
        "The photo is removed from the casebook for good.",
        "Remove photo",
        lambda: _remove(desk, photo),
    )


def _remove(desk: Desk, photo: PhotoView) -> None:
    try:
        desk.write(remove_photo, photo.id, photo.version)
    except UserError as error:
        desk.fail(error)
    else:
        desk.say("Photo removed.")
