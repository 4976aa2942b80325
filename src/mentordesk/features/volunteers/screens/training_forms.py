"""The forms of training: the catalogue, training days with their register, offers, the roles."""

from collections.abc import Callable
from typing import Any

from mentordesk.features.volunteers.operations.training import (
    add_course,
    add_offer,
    add_training_event,
    change_course,
    change_offer,
    change_training_event,
    set_register,
    set_roles,
)
from mentordesk.features.volunteers.queries.training import course_choices, training_roles
from mentordesk.features.volunteers.queries.training_one import (
    EventView,
    people_to_train,
    training_event_view,
)
from mentordesk.features.volunteers.queries.training_rows import CourseRow, OfferRow
from mentordesk.features.volunteers.rules.training import (
    MOST_MONTHS,
    MOST_PLACES,
    CourseDraft,
    EventDraft,
    OfferDraft,
    PlaceDraft,
    RegisterDraft,
    RoleDraft,
    RolesDraft,
    course_problems,
    event_problems,
    offer_problems,
    register_problems,
)
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.links import Link
from mentordesk.records.training import TrainingMark
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DurationField,
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


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
