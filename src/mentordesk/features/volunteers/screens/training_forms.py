"""The forms of training: the catalogue, training days and registers, what was done, needs, offers, roles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mentordesk.features.volunteers.operations.training import (
    add_course,
    add_need,
    add_offer,
    add_training,
    add_training_event,
    change_course,
    change_need,
    change_offer,
    change_training,
    change_training_event,
    keep_certificate,
    set_holdings,
    set_register,
    set_roles,
)
from mentordesk.features.volunteers.queries.training import course_choices, training_roles
from mentordesk.features.volunteers.queries.training_one import (
    DoneView,
    EventView,
    NeedView,
    TrainingView,
    people_to_train,
    training_event_view,
)
from mentordesk.features.volunteers.queries.training_rows import CourseRow, OfferRow
from mentordesk.features.volunteers.rules.certificates import (
    LARGEST,
    CertificateDraft,
    certificate_problems,
)
from mentordesk.features.volunteers.rules.training import (
    MOST_MONTHS,
    MOST_PLACES,
    CourseDraft,
    EventDraft,
    HoldingsDraft,
    NeedDraft,
    OfferDraft,
    PlaceDraft,
    RegisterDraft,
    RoleDraft,
    RolesDraft,
    TrainingDraft,
    course_problems,
    event_problems,
    need_problems,
    offer_problems,
    register_problems,
    training_problems,
)
from mentordesk.kernel.errors import BadFile
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.links import Link
from mentordesk.records.training import NeedSource, TrainingMark
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DurationField,
    Field,
    FileField,
    LineField,
    ListField,
    MoneyField,
    SearchField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words


def new_course(desk: Desk) -> FormDialog:
    """Open the form of a new training."""
    form = _course_form(desk, "new_course", 0, lambda draft, _version: desk.write(add_course, draft))
    form.fill(CourseDraft())
    return _open(desk, form, "Add training", "Training added to the catalogue.")


def edit_course(desk: Desk, row: CourseRow) -> FormDialog:
    """Open the form of a training of the catalogue."""
    form = _course_form(
        desk, "course", row.id, lambda draft, version: desk.write(change_course, row.id, version, draft)
    )
    values = {**vars(row.draft), **{f"role_{number}": True for number in row.draft.roles}}
    form.fill(values, row.version)
    return _open(desk, form, "Save training", "Training saved.")


def _course_form(
    desk: Desk, key: str, subject: int, save: Callable[[CourseDraft, int], Any]
) -> Form[CourseDraft]:
    roles = desk.read(training_roles).roles

    def made(**values: Any) -> CourseDraft:
        chosen = [(each.id, values.pop(f"role_{each.id}")) for each in roles]
        return CourseDraft(**values, roles=tuple(number for number, on in chosen if number and on))

    form = Form(
        desk,
        key,
        subject,
        title="New training" if key == "new_course" else "Training",
        draft=made,
        save=save,
        problems=lambda draft: course_problems(draft, ()),
    )
    form.section(
        "",
        LineField("title", "Title"),
        LineField("provider", "Provider", optional=True),
        MoneyField("cost_pence", "What a place costs", optional=True, note="Nothing means that it is free."),
        CheckField("accredited", "Accredited"),
        WholeField(
            "validity_months",
            "For how many months it counts",
            optional=True,
            least=1,
            most=MOST_MONTHS,
            note="Nothing means always.",
        ),
        TextField("covers", "What it is about", optional=True, lines=2),
        CheckField("offered", "Offered at present"),
    )
    form.section(
        "Required for",
        CheckField("everybody", "Everybody"),
        *(CheckField(f"role_{each.id}", each.name) for each in roles),
        note="Whoever lacks a required training is not ready for a match.",
    )
    return form


def new_event(desk: Desk) -> FormDialog:
    """Open the form of a new training day; when it is saved, its page opens."""
    form = _event_form(
        desk, "new_training_event", 0, 0, lambda draft, _version: desk.write(add_training_event, draft)
    )
    form.fill(EventDraft(event_date=desk.today()))
    form.saved.connect(lambda number: desk.go(Link("training_event", number)))
    return _open(desk, form, "Add day", "Training day added.")


def edit_event(desk: Desk, view: EventView) -> FormDialog:
    """Open the form of a training day."""

    def fresh() -> tuple[EventDraft, int]:
        found = desk.read(training_event_view, view.id)
        return found.draft, found.version

    form = _event_form(
        desk,
        "training_event",
        view.id,
        view.id,
        lambda draft, version: desk.write(change_training_event, view.id, version, draft),
        fresh,
    )
    form.fill(view.draft, view.version)
    return _open(desk, form, "Save day", "Training day saved.")


def _event_form(
    desk: Desk,
    key: str,
    subject: int,
    event_id: int,
    save: Callable[[EventDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[EventDraft]:
    form = Form(
        desk,
        key,
        subject,
        title="Training day",
        draft=EventDraft,
        save=save,
        problems=lambda draft: event_problems(draft, desk.today()),
        fresh=fresh,
    )
    people = desk.read(people_to_train, event_id)
    form.section(
        "",
        SearchField("course_id", "Training", desk.read(course_choices)),
        DateField("event_date", "Day", today=desk.today()),
        LineField("place", "Place", optional=True),
        DurationField("minutes", "How long", optional=True),
        WholeField("places", "Places", optional=True, least=1, most=MOST_PLACES),
    )
    form.section(
        "Trainer",
        LineField("trainer", "Trainer's name", optional=True),
        SearchField("trainer_id", "Or one of our volunteers", people, optional=True, empty="Nobody of ours"),
        TextField("note", "Note", optional=True, lines=2),
    )
    return form


def edit_register(desk: Desk, view: EventView) -> FormDialog:
    """Open the register of a training day."""
    day = view.draft.event_date or desk.today()

    def fresh() -> tuple[RegisterDraft, int]:
        found = desk.read(training_event_view, view.id)
        return RegisterDraft(found.places), found.version

    form = Form(
        desk,
        "training_register",
        view.id,
        title="Register",
        draft=RegisterDraft,
        save=lambda draft, version: desk.write(set_register, view.id, version, draft),
        problems=lambda draft: register_problems(draft, day, desk.today()),
        fresh=fresh,
    )
    form.add_widget(Words(f"{view.training}, {long_date(day)}", "label"))
    people = desk.read(people_to_train, view.id)
    form.section(
        "",
        ListField(
            "register",
            "Who comes",
            lambda: [
                SearchField("volunteer_id", "Volunteer", people),
                ChoiceField("mark", "How they stand", TrainingMark),
            ],
            make=PlaceDraft,
            item="volunteer",
            optional=True,
            stacked=True,
            most=MOST_PLACES,
            note="Whoever attended has done the training on that day.",
        ),
    )
    form.fill(RegisterDraft(view.places), view.version)
    return _open(desk, form, "Save register", "Register saved.")


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


def new_offer(desk: Desk) -> FormDialog:
    """Open the form of a partner's offer."""
    form = _offer_form(desk, "new_offer", 0, lambda draft, _version: desk.write(add_offer, draft))
    form.fill(OfferDraft())
    return _open(desk, form, "Add offer", "Offer added.")


def edit_offer(desk: Desk, row: OfferRow) -> FormDialog:
    """Open the form of a partner's offer that is known."""
    form = _offer_form(
        desk, "offer", row.id, lambda draft, version: desk.write(change_offer, row.id, version, draft)
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save offer", "Offer saved.")


def _offer_form(
    desk: Desk, key: str, subject: int, save: Callable[[OfferDraft, int], Any]
) -> Form[OfferDraft]:
    form = Form(
        desk,
        key,
        subject,
        title="Free training from a partner",
        draft=OfferDraft,
        save=save,
        problems=offer_problems,
    )
    today = desk.today()
    form.section(
        "",
        LineField("title", "What they offer"),
        LineField("partner", "Partner"),
        SearchField(
            "course_id", "In the catalogue as", desk.read(course_choices), optional=True, empty="Not there"
        ),
        DateField("from_date", "From", today=today, optional=True),
        DateField("until_date", "Until", today=today, optional=True),
        WholeField("places", "Places", optional=True, least=1, most=MOST_PLACES),
        TextField("booking", "How to book", optional=True, lines=3),
    )
    return form


def edit_roles(desk: Desk) -> FormDialog:
    """Open the form of the roles that volunteers have here."""
    form = Form(
        desk,
        "volunteer_roles",
        title="Roles of volunteers",
        draft=RolesDraft,
        save=lambda draft, _version: desk.write(set_roles, draft),
    )
    form.section(
        "",
        ListField(
            "roles",
            "Roles",
            lambda: [LineField("name", "Name")],
            make=RoleDraft,
            item="role",
            carry=("id",),
            note="The catalogue says which training is required for each role.",
        ),
    )
    form.fill(desk.read(training_roles))
    return _open(desk, form, "Save roles", "Roles saved.")


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
