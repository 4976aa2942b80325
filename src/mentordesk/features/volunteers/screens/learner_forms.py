"""The forms of what one volunteer learns: training done, certificates, needs, and the roles they have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mentordesk.features.volunteers.operations.training import (
    add_need,
    add_training,
    change_need,
    change_training,
    keep_certificate,
    set_holdings,
)
from mentordesk.features.volunteers.queries.training import course_choices, training_roles
from mentordesk.features.volunteers.queries.training_one import DoneView, NeedView, TrainingView
from mentordesk.features.volunteers.rules.certificates import (
    LARGEST,
    CertificateDraft,
    certificate_problems,
)
from mentordesk.features.volunteers.rules.training import (
    HoldingsDraft,
    NeedDraft,
    TrainingDraft,
    need_problems,
    training_problems,
)
from mentordesk.kernel.errors import BadFile
from mentordesk.records.training import NeedSource
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    FileField,
    LineField,
    SearchField,
    TextField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words


def new_training(desk: Desk, volunteer_id: int, course_id: int | None = None) -> FormDialog:
    """Open the form of a training that a volunteer did."""
    form = _training_form(
        desk,
        "new_training",
        volunteer_id,
        lambda draft, _version: desk.write(add_training, volunteer_id, draft),
    )
    form.fill(TrainingDraft(course_id, desk.today()))
    return _open(desk, form, "Add training", "Training added.")


def edit_training(desk: Desk, row: DoneView) -> FormDialog:
    """Open the form of a training that was done."""
    form = _training_form(
        desk,
        "training_done",
        row.id,
        lambda draft, version: desk.write(change_training, row.id, version, draft),
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save training", "Training saved.")


def _training_form(
    desk: Desk, key: str, subject: int, save: Callable[[TrainingDraft, int], Any]
) -> Form[TrainingDraft]:
    form = Form(
        desk,
        key,
        subject,
        title="Training done",
        draft=TrainingDraft,
        save=save,
        problems=lambda draft: training_problems(draft, desk.today()),
    )
    today = desk.today()
    form.section(
        "",
        SearchField("course_id", "Training", desk.read(course_choices)),
        DateField("done_date", "Done on", today=today),
        DateField(
            "expiry_date",
            "Runs out on",
            today=today,
            optional=True,
            note="Nothing means what the catalogue says.",
        ),
        LineField("certificate_number", "Number of the certificate", optional=True),
        CheckField("can_train", "Could train others in it"),
        TextField("note", "Note", optional=True, lines=2),
    )
    return form


def attach_certificate(desk: Desk, row: DoneView) -> FormDialog:
    """Open the form that keeps a certificate as a file."""
    form: Form[CertificateDraft | None] = Form(
        desk,
        "certificate",
        row.id,
        title="Keep a certificate",
        draft=_read,
        save=lambda draft, _version: desk.write(keep_certificate, row.id, draft) if draft else None,
        problems=lambda draft: certificate_problems(draft) if draft else {"path": "Choose a file."},
    )
    form.add_widget(Words(row.training, "label"))
    note = "A PDF or a picture, up to 25 MB. It is kept encrypted; the one on your disk stays as it is."
    kinds = "Certificates (*.pdf *.png *.jpg *.jpeg)"
    form.section("", FileField("path", "File", kinds=kinds, note=note))
    return _open(desk, form, "Keep certificate", "Certificate kept.")


def new_need(desk: Desk, volunteer_id: int) -> FormDialog:
    """Open the form of a need for training."""
    form = _need_form(
        desk, "new_need", volunteer_id, lambda draft, _version: desk.write(add_need, volunteer_id, draft)
    )
    form.fill(NeedDraft(source=NeedSource.SUPERVISION, noted_date=desk.today()))
    return _open(desk, form, "Note need", "Need noted.")


def edit_need(desk: Desk, row: NeedView) -> FormDialog:
    """Open the form of a need that was noted."""
    form = _need_form(
        desk, "training_need", row.id, lambda draft, version: desk.write(change_need, row.id, version, draft)
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save need", "Need saved.")


def _need_form(desk: Desk, key: str, subject: int, save: Callable[[NeedDraft, int], Any]) -> Form[NeedDraft]:
    form = Form(
        desk,
        key,
        subject,
        title="Need for training",
        draft=NeedDraft,
        save=save,
        problems=lambda draft: need_problems(draft, desk.today()),
    )
    today = desk.today()
    form.section(
        "",
        LineField("wording", "What they should learn"),
        ChoiceField("source", "Where it was noticed", NeedSource),
        DateField("noted_date", "Noticed on", today=today),
        SearchField(
            "course_id", "Training that would meet it", desk.read(course_choices), optional=True, empty="None"
        ),
        DateField("met_date", "Met on", today=today, optional=True),
    )
    return form


def edit_holdings(desk: Desk, view: TrainingView) -> FormDialog:
    """Open the form of the roles of one volunteer."""
    roles = desk.read(training_roles).roles

    def made(**values: Any) -> HoldingsDraft:
        return HoldingsDraft(tuple(each.id for each in roles if each.id and values[f"role_{each.id}"]))

    form = Form(
        desk,
        "role_holding",
        view.volunteer_id,
        title=f"Roles of {view.name}",
        draft=made,
        save=lambda draft, _version: desk.write(set_holdings, view.volunteer_id, draft),
    )
    fields: list[Field[Any]] = [CheckField(f"role_{each.id}", each.name) for each in roles]
    form.section("", *fields, note="Some training is required only for some roles.")
    form.fill({f"role_{each.id}": each.id in view.roles for each in roles})
    return _open(desk, form, "Save roles", "Roles saved.")


def _read(path: Path | None) -> CertificateDraft | None:
    if path is None:
        return None
    try:
        if not path.is_file():
            return CertificateDraft(path.name)
        with path.open("rb") as file:
            return CertificateDraft(path.name, file.read(LARGEST + 1))
    except OSError as problem:
        message = f"{path.name} cannot be read ({problem.strerror}). Nothing was kept."
        raise BadFile(message) from problem


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
