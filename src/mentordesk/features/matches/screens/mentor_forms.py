"""The forms of mentors and of postcode districts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mentordesk.features.matches.operations.mentors import (
    become_mentor,
    change_mentor,
    set_districts,
)
from mentordesk.features.matches.queries.one import districts, mentee_choices, mentor_start, mentor_view
from mentordesk.features.matches.rules.mentors import (
    ConflictDraft,
    DistrictDraft,
    DistrictsDraft,
    MentorDraft,
    district_problems,
    mentor_problems,
)
from mentordesk.kernel.links import Link
from mentordesk.records.volunteers import Gender
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    LineField,
    ListField,
    SearchField,
    TextField,
    WeekField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

Fresh = Callable[[], tuple[object, int]] | None


def new_role(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of a mentor who was mentored here; when it is saved, their page opens."""
    form = _mentor_form(
        desk,
        "become_mentor",
        mentee_id,
        "New mentor, mentored here before",
        lambda draft, _version: desk.write(become_mentor, mentee_id, draft),
        MentorDraft,
    )
    form.fill(desk.read(mentor_start, mentee_id))
    form.saved.connect(lambda number: desk.go(Link("mentor", number)))
    return _open(desk, form, "Add mentor", "Mentor added.")


def edit_mentor(desk: Desk, mentor_id: int) -> FormDialog:
    """Open the form of a mentor who is there."""
    newest = [desk.read(mentor_view, mentor_id).mentor]

    def fresh() -> tuple[MentorDraft, int]:
        view = desk.read(mentor_view, mentor_id)
        newest[0] = view.mentor
        return view.mentor, view.version

    def save(draft: MentorDraft, version: int) -> None:
        desk.write(change_mentor, mentor_id, version, draft)

    def draft(**typed: Any) -> MentorDraft:
        return replace(newest[0], **typed)  # what others decide, such as clearance, stays as it is

    form = _mentor_form(desk, "mentor", mentor_id, "What matching goes by", save, draft, fresh)
    form.fill(*fresh())
    return _open(desk, form, "Save", "Saved.")


def edit_districts(desk: Desk) -> FormDialog:
    """Open the form of the postcode districts whose place is known."""
    form = Form(
        desk,
        "districts",
        title="Postcode districts",
        draft=DistrictsDraft,
        save=lambda draft, _version: desk.write(set_districts, draft),
        problems=district_problems,
    )
    form.section(
        "",
        ListField(
            "districts",
            "Districts",
            lambda: [
                LineField("code", "District", hint="NB4"),
                WholeField("northing", "Northing in metres"),
                WholeField("easting", "Easting in metres"),
            ],
            make=DistrictDraft,
            item="district",
            note="Any point in the middle of the district will do. Maps of the national grid show both.",
            optional=True,
            most=3000,
        ),
    )
    form.fill(desk.read(districts))
    return _open(desk, form, "Save districts", "Postcode districts saved.")


def _mentor_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[MentorDraft, int], Any],
    draft: Callable[..., MentorDraft],
    fresh: Fresh = None,
) -> Form[MentorDraft]:
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=draft,
        save=save,
        problems=lambda draft: mentor_problems(draft, desk.today()),
        fresh=fresh,
    )
    several = "Put a comma between them."
    form.section(
        "The mentor",
        LineField("name", "Name"),
        WholeField("caseload_limit", "How many mentees at once", least=0, most=50),
        ChoiceField("gender", "Gender", Gender, optional=True, empty="Not said"),
        ChoiceField("mentee_gender", "Wishes to mentor", _mentees(), optional=True, empty="Anybody"),
        CheckField("lone_working", "May work alone"),
    )
    form.section(
        "Where and when",
        LineField("postcode", "Home postcode", optional=True, hint="NB4 2XY"),
        TextField("area", "Area they cover", optional=True, lines=2, hint="NB1 to NB4, NB7"),
        WeekField("times", "When they can meet", optional=True),
    )
    form.section(
        "What they bring",
        LineField("languages", "Languages", optional=True, note=several, hint="English, Polish"),
        TextField("interests", "Interests", optional=True, lines=2, note=several),
        TextField("skills", "Skills", optional=True, lines=2, note=several),
        TextField(
            "lived_experience",
            "Lived experience",
            optional=True,
            lines=2,
            note="Only what they have chosen to share with people they mentor.",
        ),
    )
    form.section("Conflicts", _conflicts(desk))
    return form


def _mentees() -> list[tuple[Gender, str]]:
    return [(Gender.WOMAN, "Women"), (Gender.MAN, "Men"), (Gender.NON_BINARY, "Non-binary people")]


def _conflicts(desk: Desk) -> ListField[ConflictDraft]:
    people = desk.read(mentee_choices)
    return ListField(
        "conflicts",
        "People they must not mentor",
        lambda: [
            SearchField("mentee_id", "Mentee", people),
            LineField("reason", "Why", optional=True),
        ],
        make=_conflict,
        item="conflict",
        note="A relation, a neighbour, a past quarrel: whatever was declared.",
        optional=True,
    )


def _conflict(mentee_id: int | None, reason: str | None) -> ConflictDraft:
    return ConflictDraft(mentee_id, reason or "")


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
