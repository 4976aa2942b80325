"""The forms of checks, and of the settings that they go by."""

from collections.abc import Callable
from typing import Any

from mentordesk.features.volunteers.operations.checks import add_check, change_check
from mentordesk.features.volunteers.operations.settings import change_volunteer_settings, set_volunteer_lists
from mentordesk.features.volunteers.queries.checks import (
    CheckRow,
    checks_sheet,
    interview_start,
    paper_choices,
    volunteer_lists,
    volunteer_settings,
)
from mentordesk.features.volunteers.rules.checks import DRAFTS, Check, CheckDraft, ScoreDraft, check_problems
from mentordesk.features.volunteers.rules.settings import (
    ListsDraft,
    PaperDraft,
    SettingsDraft,
    lists_problems,
    settings_problems,
)
from mentordesk.records.clearances import DbsLevel, TalkDecision, Workforce
from mentordesk.records.volunteers import DbsDecision
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    ListField,
    MoneyField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

NOUNS = {
    Check.DBS: "DBS check",
    Check.PRISON: "prison clearance",
    Check.REFERENCE: "reference",
    Check.INTERVIEW: "interview",
    Check.PAPER: "signed paper",
}
_NOTES = {
    Check.DBS: "Never write here what stands on the certificate, and keep no copy of it.",
    Check.PRISON: "Whoever is not cleared for the prison where somebody is cannot be matched with them.",
    Check.REFERENCE: "Two references are usual, from people who are not relatives.",
    Check.INTERVIEW: "Score each answer from 0 to 5, or leave it empty.",
    Check.PAPER: "",
}


def new_check(desk: Desk, volunteer_id: int, check: Check) -> FormDialog:
    """Open the form of a new check."""
    form = _form(
        desk,
        f"new_check_{check}",
        volunteer_id,
        check,
        lambda draft, _version: desk.write(add_check, volunteer_id, draft),
    )
    form.fill(desk.read(interview_start) if check is Check.INTERVIEW else DRAFTS[check]())
    noun = NOUNS[check]
    return _open(desk, form, f"Add {noun}", f"{noun[0].upper()}{noun[1:]} added.")


def edit_check(desk: Desk, volunteer_id: int, row: CheckRow) -> FormDialog:
    """Open the form of a check that is there."""

    def fresh() -> tuple[CheckDraft, int]:
        rows = desk.read(checks_sheet, volunteer_id).of(row.check)
        found = next((each for each in rows if each.id == row.id), row)
        return found.draft, found.version

    form = _form(
        desk,
        f"check_{row.check}",
        row.id,
        row.check,
        lambda draft, version: desk.write(change_check, row.id, version, draft),
        fresh,
    )
    form.fill(*fresh())
    noun = NOUNS[row.check]
    return _open(desk, form, f"Save {noun}", f"{noun[0].upper()}{noun[1:]} saved.")


def edit_settings(desk: Desk) -> FormDialog:
    """Open the form of how often checks and support fall due."""

    def fresh() -> tuple[SettingsDraft, int]:
        version, draft = desk.read(volunteer_settings)
        return draft, version

    form = Form(
        desk,
        "volunteer_settings",
        title="When things fall due",
        draft=SettingsDraft,
        save=lambda draft, version: desk.write(change_volunteer_settings, version, draft),
        problems=settings_problems,
        fresh=fresh,
    )
    form.section(
        "",
        WholeField("dbs_months", "Review a DBS check after how many months"),
        WholeField("references_needed", "References needed"),
        WholeField("support_weeks", "Weeks between two talks of support"),
        WholeField("support_late_weeks", "Overdue after how many weeks"),
        WholeField("plan_months", "Review a development plan after how many months"),
        MoneyField("hour_pence", "What an hour counts for as match funding", note="£0 while none is agreed."),
        note="No law sets these. They are what is usual; your own policy goes before.",
    )
    form.fill(*fresh())
    return _open(desk, form, "Save settings", "Settings saved.")


def edit_lists(desk: Desk) -> FormDialog:
    """Open the form of the questions of interviews and the papers that are signed."""
    form = Form(
        desk,
        "volunteer_lists",
        title="Questions and papers",
        draft=ListsDraft,
        save=lambda draft, _version: desk.write(set_volunteer_lists, draft),
        problems=lists_problems,
    )
    form.section(
        "",
        TextField("questions", "Questions of the interview, one in each line", optional=True, lines=8),
        ListField(
            "papers",
            "Papers that volunteers sign",
            lambda: [
                LineField("title", "Title", hint="Code of conduct"),
                LineField("edition", "Edition", optional=True, hint="2026"),
                CheckField("in_use", "Is signed now"),
            ],
            make=PaperDraft,
            item="paper",
            carry=("id",),
            optional=True,
        ),
    )
    form.fill(desk.read(volunteer_lists))
    return _open(desk, form, "Save", "Questions and papers saved.")


def _form(
    desk: Desk,
    key: str,
    subject: int,
    check: Check,
    save: Callable[[CheckDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[CheckDraft]:
    noun = NOUNS[check]
    form: Form[CheckDraft] = Form(
        desk,
        key,
        subject,
        title=f"{noun[0].upper()}{noun[1:]}",
        draft=DRAFTS[check],
        save=save,
        problems=lambda draft: check_problems(draft, desk.today()),
        fresh=fresh,
    )
    form.section("", *_FIELDS[check](desk), note=_NOTES[check])
    return form


def _dbs(desk: Desk) -> list[Field[Any]]:
    today = desk.today()
    return [
        ChoiceField("level", "Level", DbsLevel, optional=True, empty="Not said"),
        ChoiceField("workforce", "Workforce", Workforce, optional=True, empty="Not said"),
        LineField("number", "Certificate number", optional=True, note="Spaces do not matter."),
        DateField("issue_date", "Issued on", today=today, optional=True),
        LineField("seen_by", "Seen by", optional=True),
        CheckField("update_service", "They are on the update service"),
        DateField("update_checked_date", "Update service checked on", today=today, optional=True),
        CheckField("disclosure", "Something was disclosed, so the risk was weighed"),
        TextField(
            "assessment",
            "What was weighed and decided",
            optional=True,
            lines=3,
            note="Without the offences. A past conviction does not rule anybody out by itself.",
        ),
        DateField("assessment_review_date", "Look at this again on", today=today, optional=True),
        ChoiceField("decision", "Decision", DbsDecision, optional=True, empty="Not yet"),
        DateField("decision_date", "Decided on", today=today, optional=True),
        LineField("decided_by", "Decided by", optional=True),
        DateField(
            "review_date",
            "Review due on",
            today=today,
            optional=True,
            note="Left empty, it follows from the settings. A certificate itself has no end.",
        ),
    ]


def _prison(desk: Desk) -> list[Field[Any]]:
    today = desk.today()
    return [
        LineField("establishment", "Prison", hint="HMP Aldermoor", note="As on a mentee's placement."),
        LineField("vetting", "Vetting level", optional=True),
        DateField("granted_date", "Granted on", today=today, optional=True),
        DateField("key_talk_date", "Key talk on", today=today, optional=True),
        LineField("pass_number", "Pass or ID card", optional=True),
        DateField("to_date", "Valid to", today=today, optional=True),
        DateField("withdrawn_date", "Withdrawn on", today=today, optional=True),
        TextField("note", "Note", optional=True, lines=2),
    ]


def _reference(desk: Desk) -> list[Field[Any]]:
    today = desk.today()
    return [
        LineField("referee", "Who is asked"),
        LineField("relation", "How they know each other", optional=True, hint="Manager for three years"),
        LineField("reach", "How to reach them", optional=True),
        CheckField("relative", "They are related", note="Then the reference does not count."),
        DateField("asked_date", "Asked on", today=today, optional=True),
        DateField("chased_date", "Chased on", today=today, optional=True),
        DateField("received_date", "Received on", today=today, optional=True),
        ChoiceField(
            "satisfactory",
            "Is it satisfactory?",
            [(True, "Yes"), (False, "No")],
            optional=True,
            empty="Not judged yet",
        ),
        TextField("note", "Note", optional=True, lines=2),
    ]


def _interview(desk: Desk) -> list[Field[Any]]:
    return [
        DateField("interview_date", "On", today=desk.today()),
        LineField("held_by", "Held by", optional=True),
        ListField(
            "scores",
            "Answers",
            lambda: [
                LineField("question", "Question"),
                WholeField("score", "Score from 0 to 5", optional=True, least=0, most=5),
                LineField("note", "Note", optional=True),
            ],
            make=ScoreDraft,
            item="question",
            optional=True,
            stacked=True,
        ),
        ChoiceField("decision", "Decision", TalkDecision, optional=True, empty="Not yet"),
        TextField("note", "Note", optional=True, lines=3),
    ]


def _paper(desk: Desk) -> list[Field[Any]]:
    papers = [(each, each) for each in desk.read(paper_choices)]
    return [
        ChoiceField("title", "Paper", [*papers, ("", "None of these")]),
        DateField("signed_date", "Signed on", today=desk.today()),
    ]


_FIELDS: dict[Check, Callable[[Desk], list[Field[Any]]]] = {
    Check.DBS: _dbs,
    Check.PRISON: _prison,
    Check.REFERENCE: _reference,
    Check.INTERVIEW: _interview,
    Check.PAPER: _paper,
}


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
