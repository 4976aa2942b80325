"""The review form: a dated report on a target, quick to write because it starts from the last one."""

from typing import Any

from mentordesk.features.plans.operations.reviews import (
    change_review,
    correct_review,
    finish_review,
    record_review,
    start_review,
)
from mentordesk.features.plans.queries.one import ReviewStart, correction_start, review_start
from mentordesk.features.plans.rules.drafts import EntryDraft, ReviewDraft, review_problems
from mentordesk.features.plans.rules.rating import Proposal
from mentordesk.features.plans.rules.report_words import PROGRESS_COLUMNS
from mentordesk.features.plans.screens.pieces import SHORT_HEADINGS
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.text import shortened
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import LineField, RagField, ReviewDateField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_GONE = (
    "Somebody else finished this review or threw it away while you were writing. Close this form, "
    "open it again and press Continue: your text goes on in a new review."
)
_EDITED = ("rag", "rag_reason", "met", "not_met", "lessons")


def new_review(desk: Desk, target_id: int) -> "ReviewDialog":
    """Open the form of a new review, or of the one that is in progress."""
    dialog = ReviewDialog(desk, desk.read(review_start, target_id), correcting=False)
    dialog.open()
    return dialog


def correction(desk: Desk, review_id: int) -> "ReviewDialog":
    """Open the form that corrects a finished review by a new version."""
    dialog = ReviewDialog(desk, desk.read(correction_start, review_id), correcting=True)
    dialog.open()
    return dialog


class ReviewDialog(FormDialog):
    """The review form over its page: Ctrl+Enter finishes, "Save for later" keeps it in progress."""

    def __init__(self, desk: Desk, start: ReviewStart, *, correcting: bool) -> None:
        """Build one group of fields for each part of the target."""
        self._start, self._correcting, self._finishing = start, correcting, True
        self._desk = desk
        title = f"{'Correct the review' if correcting else 'Review'} of target {start.number}"
        form = Form(
            desk,
            "correct_review" if correcting else "review",
            (start.review_id or 0) if correcting else start.target_id,
            title=title,
            draft=self._draft_of,
            save=self._save,
            problems=self._problems,
            fresh=self._fresh,
        )
        form.section(shortened(start.achieve, 300), *self._first_fields())
        for index, (entry, proposal) in enumerate(zip(start.draft.entries, start.proposals, strict=True)):
            form.section(entry.part or "Progress", *_entry_fields(index, proposal))
        form.section(
            "Evidence",
            TextField("evidence", "Evidence notes", note="Where the figures come from.", optional=True),
        )
        form.fill(_values(start.draft), start.version)
        verb = "Save correction" if correcting else "Finish review"
        super().__init__(form, desk.window, verb=verb, saved_words="")
        if not correcting:
            self.add_second("Save for later", self.save_for_later)
        form.saved.connect(lambda _answer: desk.say(self._saved_sentence()))
        form.dirtied.connect(self._show_reasons)
        self._show_reasons()

    def _first_fields(self) -> list[Any]:
        fields: list[Any] = []
        if self._correcting:
            fields.append(
                TextField(
                    "correction_reason",
                    "Why it is corrected",
                    note="The finished review is kept; this becomes its new version.",
                    lines=2,
                )
            )
        fields += [
            ReviewDateField(
                "review_date",
                "Date or quarter",
                today=self._desk.today(),
                note="A day, a month or a quarter: 3 Sep 2026, Aug 2026, Q3 2026.",
            ),
            LineField("prepared_by", "Prepared by"),
            TextField("action_required", "Action required", optional=True, lines=2),
        ]
        return fields

    def save_for_later(self) -> None:
        """Keep the review in progress; nothing needs to be complete."""
        self._finishing = False
        try:
            self.save()
        finally:
            self._finishing = True

    def _draft_of(self, **values: Any) -> ReviewDraft:
        day, precision = values["review_date"] or (None, Precision.DAY)
        entries = []
        for index, entry in enumerate(self._start.draft.entries):
            typed = {name: values[f"{name}_{index}"] for name in _EDITED}
            entries.append(EntryDraft(part=entry.part, note=entry.note, page=entry.page, **typed))
        return ReviewDraft(
            review_date=day,
            precision=precision,
            prepared_by=values["prepared_by"],
            target_wording=self._start.draft.target_wording,
            action_required=values["action_required"],
            evidence=values["evidence"],
            correction_reason=values.get("correction_reason", ""),
            entries=tuple(entries),
        )

    def _problems(self, draft: ReviewDraft) -> dict[str, str]:
        if not self._finishing:
            return {}
        rags = tuple(proposal.rag for proposal in self._start.proposals)
        return review_problems(draft, rags, self._desk.today(), correcting=self._correcting)

    def _save(self, draft: ReviewDraft, version: int) -> Any:
        start, desk = self._start, self._desk
        if self._correcting and start.review_id is not None:
            return desk.write(correct_review, start.review_id, version, draft)
        if start.review_id is None:
            act = record_review if self._finishing else start_review
            return desk.write(act, start.target_id, draft)
        return desk.write(
            finish_review if self._finishing else change_review, start.review_id, version, draft
        )

    def _fresh(self) -> tuple[dict[str, Any], int]:
        """Read the review again after somebody else saved it."""
        start = self._start
        if self._correcting and start.review_id is not None:
            again = self._desk.read(correction_start, start.review_id)
        else:
            again = self._desk.read(review_start, start.target_id)
        if again.review_id != start.review_id:
            raise Conflict(_GONE)
        return _values(again.draft), again.version

    def _saved_sentence(self) -> str:
        if self._correcting:
            return "Review corrected. The earlier version is kept."
        return (
            "Review finished." if self._finishing else "Review saved. It is in progress until you finish it."
        )

    def _show_reasons(self) -> None:
        """Ask for a reason only where the rating is not the proposed one."""
        for index, proposal in enumerate(self._start.proposals):
            rag = self.form.field(f"rag_{index}").value()
            block = self.form.blocks[f"rag_reason_{index}"]
            block.setVisible(proposal.rag is not None and rag != proposal.rag)


def _entry_fields(index: int, proposal: Proposal) -> list[Any]:
    says = f"Proposed: {proposal.sentence}" if proposal.rag else proposal.sentence
    return [
        RagField(
            f"rag_{index}",
            "Rating",
            note=says,
            optional=True,
        ),
        TextField(
            f"rag_reason_{index}", "Reason for the rating", note="It differs from the proposed one.", lines=2
        ),
        *(
            TextField(
                f"{name}_{index}",
                SHORT_HEADINGS[name],
                note=_note(heading),
                optional=True,
            )
            for name, heading in PROGRESS_COLUMNS
        ),
    ]


def _note(heading: str) -> str:
    """Return what the form's heading adds to its first words, as a sentence."""
    more = heading.partition("(")[2].rstrip(")") or heading
    return f"{more[:1].upper()}{more[1:]}."


def _values(draft: ReviewDraft) -> dict[str, Any]:
    values: dict[str, Any] = {
        "review_date": (draft.review_date, draft.precision) if draft.review_date else None,
        "prepared_by": draft.prepared_by,
        "action_required": draft.action_required,
        "evidence": draft.evidence,
        "correction_reason": "",
    }
    for index, entry in enumerate(draft.entries):
        values |= {f"{name}_{index}": getattr(entry, name) for name in _EDITED}
    return values
