"""The forms of mentees: referred, changed, decided, flagged, noted."""

from collections.abc import Callable
from functools import partial
from typing import Any

from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import (
    change_flag,
    change_mentee,
    raise_flag,
)
from mentordesk.features.mentees.operations.referrals import change_referral, decide, refer, refer_again
from mentordesk.features.mentees.queries.one import FlagRow, ReferralView, mentee_view
from mentordesk.features.mentees.queries.people import worker_choices
from mentordesk.features.mentees.rules.notes import NoteDraft, note_problems
from mentordesk.features.mentees.rules.people import (
    FlagDraft,
    IdentifierDraft,
    MenteeDraft,
    flag_problems,
    mentee_problems,
)
from mentordesk.features.mentees.rules.referrals import (
    DecisionDraft,
    ReferralDraft,
    decision_problems,
    referral_problems,
)
from mentordesk.features.mentees.screens.duplicates import DoubleNotice
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import AgeBand, FlagKind
from mentordesk.records.notes import NoteKind
from mentordesk.records.referrals import Complexity, Decision, Route
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    ListField,
    SearchField,
    TextField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_PERSON = set(MenteeDraft.__dataclass_fields__)
_REFERRAL = set(ReferralDraft.__dataclass_fields__)


def new_referral(desk: Desk) -> FormDialog:
    """Open the form of somebody new and their referral; when it is saved, their page opens."""
    today = desk.today()

    def split(**values: Any) -> tuple[MenteeDraft, ReferralDraft]:
        person = MenteeDraft(**{name: value for name, value in values.items() if name in _PERSON})
        asked = ReferralDraft(**{name: value for name, value in values.items() if name in _REFERRAL})
        return person, asked

    def problems(drafts: tuple[MenteeDraft, ReferralDraft]) -> dict[str, str]:
        return mentee_problems(drafts[0], today) | referral_problems(drafts[1], today)

    form = Form(
        desk,
        "referral",
        title="New referral",
        draft=split,
        save=lambda drafts, _version: desk.write(refer, *drafts),
        problems=problems,
    )
    form.section("The person", *_name_fields(desk))
    form.add_widget(DoubleNotice(desk, form))
    form.section("The referral", *_referral_fields(desk))
    form.section("Reaching them safely", *_contact_fields())
    form.section("Identifiers", _identifiers_field())
    form.fill({"referred_date": today})
    form.saved.connect(lambda number: desk.go(Link("mentee", number)))
    return _open(desk, form, "Save referral", "Referral saved.")


def edit_mentee(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of what is known of a mentee."""

    def fresh() -> tuple[MenteeDraft, int]:
        view = desk.read(mentee_view, mentee_id)
        return view.mentee, view.version

    def save(draft: MenteeDraft, version: int) -> None:
        desk.write(change_mentee, mentee_id, version, draft)

    form = Form(
        desk,
        "mentee",
        mentee_id,
        title="Change the person",
        draft=MenteeDraft,
        save=save,
        problems=lambda draft: mentee_problems(draft, desk.today()),
        fresh=fresh,
    )
    form.section("The person", *_name_fields(desk))
    form.section("Reaching them safely", *_contact_fields())
    form.section("In an emergency", *_emergency_fields())
    form.section("Language and access", *_access_fields())
    form.section("Identifiers", _identifiers_field())
    form.section("Who works with them", _worker_field(desk))
    form.fill(*fresh())
    return _open(desk, form, "Save person", "Person saved.")


def another_referral(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of another referral of a mentee."""
    return _referral_form(
        desk, "refer_again", mentee_id, "New referral", partial(_again, desk, mentee_id), ReferralDraft(), 0
    )


def _again(desk: Desk, mentee_id: int, draft: ReferralDraft, _version: int) -> int:
    return desk.write(refer_again, mentee_id, draft)


def edit_referral(desk: Desk, referral: ReferralView) -> FormDialog:
    """Open the form of a referral that is there."""

    def save(draft: ReferralDraft, version: int) -> None:
        desk.write(change_referral, referral.id, version, draft)

    return _referral_form(
        desk, "change_referral", referral.id, "Change the referral", save, referral.draft, referral.version
    )


def _referral_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[ReferralDraft, int], Any],
    start: ReferralDraft,
    version: int,
) -> FormDialog:
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=ReferralDraft,
        save=save,
        problems=lambda draft: referral_problems(draft, desk.today()),
    )
    form.section("", *_referral_fields(desk))
    form.fill(start, version)
    if start.referred_date is None:
        form.fill({"referred_date": desk.today()}, version)
    return _open(desk, form, "Save referral", "Referral saved.")


def decide_referral(desk: Desk, referral: ReferralView) -> FormDialog:
    """Open the form that decides a referral."""
    form = Form(
        desk,
        "decision",
        referral.id,
        title="Decide the referral",
        draft=DecisionDraft,
        save=lambda draft, version: desk.write(decide, referral.id, version, draft),
        problems=lambda draft: decision_problems(draft, referral.referred_date, desk.today()),
    )
    form.section(
        "",
        ChoiceField("decision", "Decision", Decision),
        DateField("decision_date", "Decided on", today=desk.today()),
        TextField("decision_reason", "Reason", note="Needed when the answer is no.", optional=True, lines=2),
        _worker_field(desk),
    )
    start = DecisionDraft(referral.decision, referral.decision_date or desk.today(), referral.decision_reason)
    form.fill(start, referral.version)
    return _open(desk, form, "Save decision", "Decision saved.")


def new_flag(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form that raises a flag."""
    return _flag_form(
        desk,
        "flag",
        mentee_id,
        "Raise a flag",
        partial(_raise, desk, mentee_id),
        FlagDraft(from_date=desk.today()),
    )


def _raise(desk: Desk, mentee_id: int, draft: FlagDraft, _version: int) -> int:
    return desk.write(raise_flag, mentee_id, draft)


def edit_flag(desk: Desk, flag: FlagRow) -> FormDialog:
    """Open the form that changes or ends a flag."""

    def save(draft: FlagDraft, version: int) -> None:
        desk.write(change_flag, flag.id, version, draft)

    return _flag_form(desk, "change_flag", flag.id, "Change or end the flag", save, flag.draft, flag.version)


def _flag_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[FlagDraft, int], Any],
    start: FlagDraft,
    version: int = 0,
) -> FormDialog:
    today = desk.today()
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=FlagDraft,
        save=save,
        problems=lambda draft: flag_problems(draft, today),
    )
    form.section(
        "",
        ChoiceField("kind", "What must be known", FlagKind),
        DateField("from_date", "From", today=today),
        DateField("to_date", "Until", today=today, note="Leave empty while it holds.", optional=True),
        TextField("note", "What to do about it", optional=True, lines=2),
    )
    form.fill(start, version)
    return _open(desk, form, "Save flag", "Flag saved.")


def new_note(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of a note."""
    form = Form(
        desk,
        "note",
        mentee_id,
        title="Write a note",
        draft=_note,
        save=lambda draft, _version: desk.write(add_note, mentee_id, draft),
        problems=note_problems,
    )
    fields: list[Field[Any]] = [
        ChoiceField("kind", "About", NoteKind),
        TextField("text", "Note", lines=6),
    ]
    if desk.store.actor.may(Permission.NOTE_SENSITIVE):
        fields.append(
            CheckField(
                "sensitive", "Sensitive", note="Only managers open it, and each opening is written down."
            )
        )
    form.section("", *fields)
    form.fill(NoteDraft())
    return _open(desk, form, "Save note", "Note saved.")


def _note(**values: Any) -> NoteDraft:
    return NoteDraft(values["kind"], values["text"] or "", bool(values.get("sensitive")))


def _name_fields(desk: Desk) -> list[Field[Any]]:
    return [
        LineField("preferred_name", "Preferred name", note="What they want to be called.", optional=True),
        LineField("first_names", "First names", optional=True),
        LineField("last_name", "Last name", optional=True),
        DateField("birth_date", "Date of birth", today=desk.today(), optional=True),
        ChoiceField("age_band", "Or age band", AgeBand, optional=True, empty="Not given"),
    ]


def _contact_fields() -> list[Field[Any]]:
    return [
        CheckField("never_mention_us", "Never mention us"),
        CheckField("no_letters", "No letters"),
        CheckField("no_calls", "No calls"),
        CheckField("no_messages", "No messages"),
        TextField("safe_contact", "What else is safe", hint="Do not call after 6pm", optional=True, lines=2),
        LineField("phone", "Phone", optional=True),
        LineField("email", "E-mail", optional=True),
        TextField("address", "Address", optional=True, lines=2),
        LineField("postcode", "Postcode", optional=True),
    ]


def _emergency_fields() -> list[Field[Any]]:
    return [
        LineField("emergency_name", "Name", optional=True),
        LineField("emergency_relation", "Relation", optional=True),
        LineField("emergency_phone", "Phone", optional=True),
    ]


def _access_fields() -> list[Field[Any]]:
    return [
        LineField("language", "Language", optional=True),
        CheckField("interpreter", "Needs an interpreter"),
        TextField("access_needs", "Access needs", optional=True, lines=2),
        TextField("reading_needs", "Reading and writing", optional=True, lines=2),
    ]


def _identifiers_field() -> Field[Any]:
    return ListField(
        "identifiers",
        "Numbers that others know them by",
        lambda: [ChoiceField("kind", "Kind", IdentifierKind), LineField("value", "Number")],
        IdentifierDraft,
        item="number",
        note="Numbers are checked softly: one that does not fit is kept, and said so on the page.",
        optional=True,
    )


def _worker_field(desk: Desk) -> Field[Any]:
    return SearchField("worker_id", "Who works with them", desk.read(worker_choices), optional=True)


def _referral_fields(desk: Desk) -> list[Field[Any]]:
    return [
        DateField("referred_date", "Referred on", today=desk.today()),
        ChoiceField("route", "Route", Route),
        LineField("source", "Organisation that refers", optional=True),
        LineField("source_person", "Person who refers", optional=True),
        TextField("reason", "Reason", optional=True),
        LineField("service", "Service asked for", optional=True),
        ChoiceField("complexity", "Complexity", Complexity, optional=True, empty="Not given"),
        TextField("unavailable", "When they are not available", optional=True, lines=2),
        ListField(
            "outcomes",
            "Desired outcomes",
            lambda: [LineField("wording", "Outcome")],
            _wording,
            read=lambda wording, _name: wording,
            item="outcome",
            optional=True,
        ),
    ]


def _wording(wording: str | None) -> str:
    return wording or ""


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
