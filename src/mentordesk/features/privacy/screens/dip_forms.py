"""The forms of dip samples: drawing one, the checklist, answers for a case, findings, re-checks, the end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from mentordesk.features.privacy.operations.dip import (
    add_finding,
    change_checklist,
    change_finding,
    check_case,
    conclude_sample,
    draw_sample,
    recheck_finding,
)
from mentordesk.features.privacy.queries.dip import (
    CaseRow,
    FindingRow,
    SampleView,
    checklist_view,
    sample_view,
)
from mentordesk.features.privacy.queries.dip_lists import dip_people
from mentordesk.features.privacy.rules.dip import (
    LONGEST_QUESTION,
    MOST_CASES,
    MOST_QUESTIONS,
    AnswerDraft,
    CheckDraft,
    ChecklistDraft,
    ConclusionDraft,
    FindingDraft,
    RecheckDraft,
    SampleDraft,
    check_problems,
    checklist_problems,
    conclusion_problems,
    finding_problems,
    recheck_problems,
    sample_problems,
)
from mentordesk.kernel.dates import add_months, quarter_of
from mentordesk.kernel.links import Link
from mentordesk.records.dip_samples import CaseKind, DipWord
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    LineField,
    ListField,
    SearchField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_LETTERS = {"y": DipWord.YES, "p": DipWord.PARTLY, "n": DipWord.NO, "d": DipWord.NOT_APPLICABLE}
_DAYS_TO_PUT_RIGHT = 1
"""How many months a finding is given, unless somebody says otherwise."""


class AnswerField(ChoiceField[DipWord]):
    """One answer of the checklist; its first letter chooses it: Y, P, N or D."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a letter."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            chosen = _LETTERS.get(event.text().lower())
            if chosen is not None and watched in self._inputs:
                self.set_value(chosen)
                self.setFocus()
                return True
        return super().eventFilter(watched, event)


def new_sample(desk: Desk) -> FormDialog:
    """Open the form that draws a sample; its page opens when it is drawn."""
    today = desk.today()
    form: Form[SampleDraft] = Form(
        desk,
        "dip_sample",
        title="Draw a dip sample",
        draft=SampleDraft,
        save=lambda draft, _version: desk.write(draw_sample, draft),
        problems=lambda draft: sample_problems(draft, today),
    )
    form.section(
        "",
        DateField("first_date", "Cases from", today=today),
        DateField("last_date", "Cases until", today=today),
        ChoiceField("kinds", "Which cases", CaseKind),
        WholeField("wanted", "How many", least=1, most=MOST_CASES),
        note="The cases are drawn by chance: each is as likely as any other, and nobody can choose. "
        "They are checked with the checklist as it is today.",
    )
    quarter = quarter_of(add_months(today, -3))
    form.fill(SampleDraft(quarter.first, quarter.last))
    form.saved.connect(lambda number: desk.go(Link("dip_sample", number)))
    return _open(desk, form, "Draw", "Sample drawn.")


def edit_checklist(desk: Desk) -> FormDialog:
    """Open the form of the questions that the next sample is drawn with."""

    def fresh() -> tuple[ChecklistDraft, int]:
        view = desk.read(checklist_view)
        return view.draft, view.version

    form: Form[ChecklistDraft] = Form(
        desk,
        "dip_checklist",
        title="Checklist of dip samples",
        draft=ChecklistDraft,
        save=lambda draft, version: desk.write(change_checklist, version, draft),
        problems=checklist_problems,
        fresh=fresh,
    )
    form.section(
        "",
        ListField(
            "questions",
            "Questions, in order",
            lambda: [LineField("wording", "Question")],
            lambda wording: wording or "",
            read=lambda wording, _name: wording,
            item="question",
            most=MOST_QUESTIONS,
            note=f"Answered yes, partly, no or does not apply. At most {LONGEST_QUESTION} letters each.",
        ),
        note="Samples that were drawn keep the questions they were drawn with.",
    )
    form.fill(*fresh())
    return _open(desk, form, "Save checklist", "Checklist saved.")


def answer_case(desk: Desk, sample_id: int, case_id: int) -> FormDialog:
    """Open the checklist for one case."""
    view = desk.read(sample_view, sample_id)
    case = view.case(case_id)
    positions = [each.position for each in view.questions]

    def fresh() -> tuple[dict[str, Any], int]:
        now = desk.read(sample_view, sample_id).case(case_id)
        return _flat(now, positions), now.version

    form: Form[CheckDraft] = Form(
        desk,
        "dip_case",
        case_id,
        title=f"Checklist for {case.reference}",
        draft=partial(_check_draft, positions),
        save=lambda draft, version: desk.write(check_case, case_id, version, draft),
        problems=lambda draft: check_problems(draft, positions),
        fresh=fresh,
    )
    for each in view.questions:
        form.section(
            "" if each.position > 1 else f"{case.reference}, {case.name}",
            AnswerField(f"answer_{each.position}", f"{each.position}. {each.wording}", DipWord),
            TextField(
                f"note_{each.position}",
                f"Note on question {each.position}",
                optional=True,
                lines=2,
            ),
            note="" if each.position > 1 else _HOW_TO,
        )
    form.fill(*fresh())
    return _open(desk, form, "Save answers", "Answers saved.")


_HOW_TO = "Y, P, N or D chooses an answer; Tab goes on. Partly and no need a note that says what is missing."


def new_finding(desk: Desk, case: CaseRow) -> FormDialog:
    """Open the form of something that must be put right in a case."""
    form = _finding_form(
        desk, "dip_finding", case.id, None, lambda draft, _version: desk.write(add_finding, case.id, draft)
    )
    form.title = f"Finding in {case.reference}"
    form.fill(FindingDraft(due_date=add_months(desk.today(), _DAYS_TO_PUT_RIGHT)))
    return _open(desk, form, "Save finding", "Finding saved.")


def edit_finding(desk: Desk, sample_id: int, row: FindingRow) -> FormDialog:
    """Open the form of a finding."""
    form = _finding_form(
        desk,
        "dip_finding_change",
        row.id,
        row.draft.owner_id,
        lambda draft, version: desk.write(change_finding, row.id, version, draft),
        fresh=lambda: _fresh_finding(desk, sample_id, row.id, lambda each: each.draft),
    )
    form.title = f"Finding in {row.reference}"
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save finding", "Finding saved.")


def recheck(desk: Desk, view: SampleView, row: FindingRow) -> FormDialog:
    """Open the form of a second look at a finding."""
    today = desk.today()
    form: Form[RecheckDraft] = Form(
        desk,
        "dip_recheck",
        row.id,
        title=f"Re-check in {row.reference}",
        draft=RecheckDraft,
        save=lambda draft, version: desk.write(recheck_finding, row.id, version, draft),
        problems=lambda draft: recheck_problems(draft, view.row.drawn_date, today),
        fresh=lambda: _fresh_finding(desk, view.row.id, row.id, lambda each: each.recheck),
    )
    form.section(
        "",
        DateField("rechecked_date", "Looked again on", today=today),
        ChoiceField("put_right", "Is it put right?", ((True, "Yes"), (False, "No"))),
        TextField("recheck_note", "What you saw", optional=True, lines=2),
        DateField(
            "due_date",
            "If not: by when now",
            today=today,
            optional=True,
            note="Only when it is not put right yet.",
        ),
        note=f"To be put right: {row.draft.what}",
    )
    start = row.recheck if row.recheck.rechecked_date else RecheckDraft(today, None, "", row.due_date)
    form.fill(start, row.version)
    return _open(desk, form, "Save re-check", "Re-check saved.")


def conclude(desk: Desk, view: SampleView) -> FormDialog:
    """Open the form that concludes a sample."""
    form: Form[ConclusionDraft] = Form(
        desk,
        "dip_conclusion",
        view.row.id,
        title=f"Conclude dip sample {view.row.id}",
        draft=ConclusionDraft,
        save=lambda draft, version: desk.write(conclude_sample, view.row.id, version, draft),
        problems=lambda draft: conclusion_problems(
            draft, view.row.cases - view.row.checked, view.row.open_findings
        ),
        fresh=lambda: _fresh_conclusion(desk, view.row.id),
    )
    form.section(
        "",
        TextField("conclusion", "What we learnt", lines=4),
        note="Write no names: this is printed in the report.",
    )
    form.fill(ConclusionDraft(view.conclusion), view.version)
    return _open(desk, form, "Conclude", "Sample concluded.")


def _finding_form(
    desk: Desk,
    key: str,
    subject: int,
    keep: int | None,
    save: Callable[[FindingDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[FindingDraft]:
    form: Form[FindingDraft] = Form(
        desk,
        key,
        subject,
        title="Finding",
        draft=FindingDraft,
        save=save,
        problems=finding_problems,
        fresh=fresh,
    )
    form.section(
        "",
        TextField("what", "What must be put right", note="Write no names: this is printed in the report."),
        SearchField("owner_id", "Who puts it right", desk.read(dip_people, keep)),
        DateField("due_date", "By when", today=desk.today()),
    )
    return form


def _fresh_finding(
    desk: Desk, sample_id: int, number: int, read: Callable[[FindingRow], object]
) -> tuple[object, int]:
    now = next(each for each in desk.read(sample_view, sample_id).findings if each.id == number)
    return read(now), now.version


def _fresh_conclusion(desk: Desk, sample_id: int) -> tuple[ConclusionDraft, int]:
    now = desk.read(sample_view, sample_id)
    return ConclusionDraft(now.conclusion), now.version


def _flat(case: CaseRow, positions: list[int]) -> dict[str, Any]:
    """Return the answers by the names of their fields."""
    given = {each.position: each for each in case.answers.answers}
    found: dict[str, Any] = {}
    for position in positions:
        each = given.get(position, AnswerDraft(position))
        found |= {f"answer_{position}": each.answer, f"note_{position}": each.note}
    return found


def _check_draft(positions: list[int], **values: Any) -> CheckDraft:
    return CheckDraft(
        tuple(AnswerDraft(each, values[f"answer_{each}"], values[f"note_{each}"] or "") for each in positions)
    )


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
