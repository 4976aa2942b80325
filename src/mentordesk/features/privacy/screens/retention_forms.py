"""The review of one file, and the form of a period."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.privacy.operations.erasure import anonymise, erase
from mentordesk.features.privacy.operations.retention import keep_file, lift_keeping, set_period
from mentordesk.features.privacy.queries.retention import FileSheet, file_sheet, pieces_said
from mentordesk.features.privacy.queries.retention_policy import PolicyRow
from mentordesk.features.privacy.rules.retention import PeriodDraft, keep_problems, period_problems
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.links import Link
from mentordesk.records.retention import Cause, KeepKind, RetentionAct, Subject
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, LineField, TextField, WholeField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Banner, FactGrid
from mentordesk.ui.words import button


class Decide(Choice):
    """What a review decides."""

    ANONYMISE = "anonymise", "Anonymise, keep the figures"
    ERASE = "erase", "Erase everything"
    HOLD = "hold", "Put on hold"
    UNTIL = "until", "Keep until a date"


_ENDING = {Decide.ANONYMISE, Decide.ERASE}
_CAUSES = [(each, each.label) for each in Cause if each is not Cause.RESTORED]
_MARKS = {Subject.MENTEE: "mentee", Subject.MENTOR: "mentor"}


@dataclass(frozen=True)
class ReviewDraft:
    """What was decided about one file."""

    decision: Decide | None = None
    cause: Cause | None = None
    until_date: date | None = None
    reason: str = ""


def review_problems(draft: ReviewDraft, today: date) -> dict[str, str]:
    """Return what is missing in a review, by field."""
    if draft.decision is None:
        return {"decision": "Choose what happens to this file."}
    if draft.decision in _ENDING:
        return {} if draft.cause else {"cause": "Choose why."}
    return keep_problems(draft.until_date, draft.reason, today)


def review_file(desk: Desk, subject: Subject, number: int) -> FormDialog:
    """Open the review of one file: what is kept, and the four things that can be decided."""
    sheet = desk.read(file_sheet, subject, number)
    form = Form(
        desk,
        f"review_{_MARKS[subject]}",
        number,
        title=f"Review {sheet.name}",
        draft=ReviewDraft,
        save=lambda draft, _version: _decide(desk, sheet, draft),
        problems=lambda draft: review_problems(draft, desk.today()),
    )
    form.add_widget(_facts(sheet))
    dialog = FormDialog(form, desk.window, verb="Decide")
    if sheet.kept is not None:
        lift = button("Lift it", partial(_lift, desk, sheet, dialog), name="lift")
        since = long_date(sheet.kept.decided_at.astimezone().date())
        words = f"{sheet.kept.kind.label} since {since}, by {sheet.kept.by}: {sheet.kept.reason}"
        form.add_widget(Banner(words, "warning", lift))
    form.section(
        "What happens to this file",
        ChoiceField(
            "decision",
            "Decision",
            Decide,
            note="Erasing and anonymising have no way back. On hold: a dispute or a claim is open.",
        ),
        ChoiceField("cause", "Why it is erased or anonymised", _CAUSES),
        DateField(
            "until_date", "Keep until, or look at the hold again on", today=desk.today(), optional=True
        ),
        TextField("reason", "Reason for keeping", optional=True, lines=2),
    )
    over = sheet.row is not None and sheet.row.is_due
    form.fill(ReviewDraft(cause=Cause.TIME_OVER if over else Cause.ASKED))
    dialog.open()
    return dialog


def edit_period(desk: Desk, row: PolicyRow) -> FormDialog:
    """Open the form of how long one rule keeps records."""
    rule = row.rule
    form: Form[PeriodDraft] = Form(
        desk,
        f"retention_period {row.code}",
        title="Set the period",
        draft=PeriodDraft,
        save=lambda draft, version: desk.write(set_period, row.code, version, draft),
        problems=lambda draft: period_problems(rule, draft),
    )
    label = "Until which age, in years" if rule.to_birthday else "How many months"
    form.section(
        rule.who,
        WholeField("span", label, note=f"Counted from {rule.counts_from}."),
        ChoiceField("act", "What is suggested then", RetentionAct),
        LineField("reason", "Who decided this, and when", hint="Trustees, 3 September 2026"),
        note=rule.why,
    )
    form.fill(row.draft, row.version)
    dialog = FormDialog(form, desk.window, verb="Save period", saved_words="Period saved.")
    dialog.open()
    return dialog


def _facts(sheet: FileSheet) -> QWidget:
    facts: list[tuple[str, str | QWidget]] = [("Reference", sheet.reference)]
    if sheet.row is not None:
        row = sheet.row
        facts += [
            ("Ended", long_date(row.end_date)),
            ("Rule", row.rule.who),
            ("Kept for", row.rule.period),
            ("Time over on", long_date(row.due_date)),
            ("Suggested", row.rule.act.label),
        ]
    else:
        facts.append(("How it stands", "Anonymised" if sheet.anonymised else "Still with us"))
    facts.append(("Belongs to it", pieces_said(sheet.pieces)))
    return FactGrid(facts)


def _decide(desk: Desk, sheet: FileSheet, draft: ReviewDraft) -> None:
    if draft.decision in _ENDING:
        _ask(desk, sheet, draft)
        return
    kind = KeepKind.HOLD if draft.decision is Decide.HOLD else KeepKind.UNTIL
    desk.write(keep_file, sheet.subject, sheet.number, kind, draft.until_date, draft.reason)
    held = "is on hold" if kind is KeepKind.HOLD else "is kept"
    desk.say(f"{sheet.name}'s file {held}.")


def _ask(desk: Desk, sheet: FileSheet, draft: ReviewDraft) -> None:
    gone = f"{sheet.name} and what belongs to the file ({pieces_said(sheet.pieces)})"
    if draft.decision is Decide.ERASE:
        title, verb = f"Erase {sheet.name} for ever?", "Erase"
        says = (
            f"{gone} go for ever, with drafts, things in the bin and what the trail says of them. "
            "A line without a name stays in the destruction log. There is no way back; an older backup that "
            "is put back is erased again when it is opened."
        )
    else:
        title, verb = f"Anonymise {sheet.name} for ever?", "Anonymise"
        says = (
            f"Everything that says who {sheet.name} is goes for ever: names, birth date, contacts, notes, "
            "files, and what the trail says. Referral routes and dates, decisions, ratings and outcomes stay "
            "as figures. There is no way back."
        )
    ask(
        desk.window,
        title,
        says,
        verb,
        lambda: _destroy(desk, sheet, draft),
        typed=sheet.reference,
    )


def _destroy(desk: Desk, sheet: FileSheet, draft: ReviewDraft) -> None:
    act, done = (erase, "Erased") if draft.decision is Decide.ERASE else (anonymise, "Anonymised")
    rule = sheet.row.rule.code if sheet.row and draft.cause is Cause.TIME_OVER else ""
    desk.go(Link("retention"))  # first, because the page of the file has nothing to show afterwards
    try:
        desk.write(act, sheet.subject, sheet.number, draft.cause or Cause.ASKED, rule, sheet.reference)
    except UserError as error:
        desk.fail(error)
        return
    desk.say(f"{done}: {sheet.reference}. It stands in the destruction log.")


def _lift(desk: Desk, sheet: FileSheet, dialog: FormDialog) -> None:
    kept = sheet.kept
    if kept is None:
        return
    dialog.form.settle()
    dialog.reject()
    try:
        desk.write(lift_keeping, kept.id, kept.version)
    except UserError as error:
        desk.fail(error)
    else:
        desk.say(f"Lifted: {sheet.name}'s file may be decided about again.")
