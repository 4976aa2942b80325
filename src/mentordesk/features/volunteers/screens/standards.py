"""Quality standards in the place of volunteers: every requirement, a page for each standard, its forms."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.standards import (
    add_standard,
    change_standard,
    remove_standard,
    set_evidence,
)
from mentordesk.features.volunteers.queries.standards import (
    REQUIREMENT_COLUMNS,
    RequirementsShown,
    RequirementView,
    StandardView,
    requirement_page,
    standard_choices,
    standard_owners,
    standard_sheet,
    standard_view,
)
from mentordesk.features.volunteers.rules.standards import (
    EvidenceDraft,
    PartDraft,
    StandardDraft,
    evidence_problems,
    standard_problems,
)
from mentordesk.features.volunteers.screens.printing import show
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import NOT_RATED, Rag
from mentordesk.kernel.text import displayed, shortened
from mentordesk.records.people import Person
from mentordesk.records.standards import QualityStandard, StandardRequirement
from mentordesk.ui.chips import Chip, RagChip
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import New
from mentordesk.ui.fields import (
    DateField,
    LineField,
    ListField,
    RagField,
    SearchField,
    TextField,
)
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, FactGrid
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.tasks import Progress
from mentordesk.ui.words import Words, box, button

WATCHES = frozenset({QualityStandard, StandardRequirement, Person})


def new_standard(desk: Desk) -> FormDialog:
    """Open the form of a new standard; when it is saved, its page opens."""
    form = _standard_form(desk, "new_standard", 0, lambda draft, _version: desk.write(add_standard, draft))
    form.fill(StandardDraft())
    form.saved.connect(lambda number: desk.go(Link("standard", number)))
    return _open(desk, form, "Add standard", "Standard added.")


def edit_standard(desk: Desk, view: StandardView) -> FormDialog:
    """Open the form of a standard and of what it asks for."""

    def fresh() -> tuple[StandardDraft, int]:
        found = desk.read(standard_view, view.id)
        return found.draft, found.version

    form = _standard_form(
        desk,
        "standard",
        view.id,
        lambda draft, version: desk.write(change_standard, view.id, version, draft),
        fresh,
    )
    form.fill(view.draft, view.version)
    return _open(desk, form, "Save standard", "Standard saved.")


def edit_evidence(desk: Desk, view: StandardView, row: RequirementView) -> FormDialog:
    """Open the form of how the charity stands with one requirement."""

    def fresh() -> tuple[EvidenceDraft, int]:
        rows = desk.read(standard_view, view.id).requirements
        found = next((each for each in rows if each.id == row.id), row)
        return found.draft, found.version

    form = Form(
        desk,
        "standard_evidence",
        row.id,
        title="How we stand",
        draft=EvidenceDraft,
        save=lambda draft, version: desk.write(set_evidence, row.id, version, draft),
        problems=lambda draft: evidence_problems(draft, desk.today()),
        fresh=fresh,
    )
    form.add_widget(Words(row.wording, "label"))
    form.section(
        "",
        RagField("rag", "How we stand", optional=True),
        TextField(
            "evidence", "Evidence", optional=True, lines=4, note="What shows it, and where it is kept."
        ),
        TextField("next_step", "What is still to do", optional=True, lines=3),
        SearchField("owner_id", "Owner", desk.read(standard_owners), optional=True, empty="Nobody yet"),
        DateField("review_date", "Look at it again on", today=desk.today(), optional=True),
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save", "Saved.")


def _standard_form(
    desk: Desk,
    key: str,
    subject: int,
    save: Callable[[StandardDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[StandardDraft]:
    form = Form(
        desk,
        key,
        subject,
        title="Quality standard",
        draft=StandardDraft,
        save=save,
        problems=lambda draft: standard_problems(draft, desk.today()),
        fresh=fresh,
    )
    today = desk.today()
    form.section(
        "",
        LineField("name", "Name"),
        TextField("note", "Note", optional=True, lines=2),
        DateField("awarded_date", "Awarded on", today=today, optional=True),
        DateField("until_date", "Until", today=today, optional=True),
    )
    form.section(
        "What it asks for",
        ListField(
            "requirements",
            "Requirements",
            lambda: [LineField("wording", "Requirement"), LineField("area", "Area", optional=True)],
            make=PartDraft,
            item="requirement",
            carry=("id",),
            stacked=True,
            note="One that you take away goes to the bin with its evidence.",
        ),
    )
    return form


REQUIREMENTS: Listing[Any] = Listing(
    name="standard_requirements",
    title="Quality standards",
    noun=("requirement", "requirements"),
    query=requirement_page,
    columns=REQUIREMENT_COLUMNS,
    watches=WATCHES,
    empty="No standard yet. Add one with what it asks for.",
    icon="shield-check",
    sort="place",
    in_tab=True,
    open=lambda row: Link("standard", row.standard_id),
    new=New("New standard", "shield-check", new_standard, add_standard),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(RequirementsShown)),
        Filter("standard", "Standard", lambda desk: desk.read(standard_choices)),
        Filter("rag", "How we stand", lambda _desk: [*pairs_of(Rag), ("none", NOT_RATED)]),
    ),
    export_needs=standard_sheet,
)


class StandardPage(RecordPage):
    """One standard: how far the charity has come, and each requirement with its evidence."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, WATCHES)
        self._body = Body()
        self.add_tab("Requirements", self._body)

    def read(self) -> None:
        """Read the standard and show it."""
        view = self.desk.read(standard_view, self.number)
        draft, progress = view.draft, view.progress
        chips: list[QWidget] = []
        for rag in (*Rag, None):
            if progress.count(rag):
                made = QWidget()
                flow = Flow(gap=4)
                flow.addWidget(RagChip(rag))
                flow.addWidget(Words(f"{progress.count(rag):,}", wrap=False))
                made.setLayout(flow)
                chips.append(made)
        self.show_header(
            draft.name,
            over="Quality standard",
            chips=chips,
            facts=(
                f"{progress.evidenced:,} of {progress.whole:,} with evidence",
                f"Awarded on {long_date(draft.awarded_date)}" if draft.awarded_date else "Not awarded yet",
                f"Until {long_date(draft.until_date)}" if draft.until_date else "",
            ),
        )
        self.show_actions(*self._buttons(view))
        note = [Words(displayed(draft.note), "muted")] if draft.note else []
        self._body.show_parts(*note, *(self._area(view, area, rows) for area, rows in view.areas()))

    def _buttons(self, view: StandardView) -> list[QWidget]:
        actions: list[QWidget] = []
        if self.desk.may(remove_standard):
            actions.append(button("Remove", partial(self._remove, view), name="remove_standard"))
        if self.desk.may(change_standard):
            actions.append(button("Change", partial(edit_standard, self.desk, view), name="change_standard"))
        if self.desk.may(standard_sheet):
            press = partial(show_standard, self.desk, view.id)
            actions.append(button("Print", press, icon_name="printer", name="print_standard"))
        return actions

    def _area(self, view: StandardView, area: str, rows: tuple[RequirementView, ...]) -> Card:
        card = Card(area or "Requirements")
        for place, row in enumerate(rows):
            if place:
                card.add(box("line"))
            card.add(self._requirement(view, row))
        return card

    def _requirement(self, view: StandardView, row: RequirementView) -> QWidget:
        draft = row.draft
        number = [each.id for each in view.requirements].index(row.id) + 1
        made, head = QWidget(), QWidget()
        flow = Flow(gap=8)
        flow.addWidget(RagChip(draft.rag))
        if row.review_due and draft.review_date:
            flow.addWidget(Chip(f"Review was due {long_date(draft.review_date)}", "amber", "clock"))
        if self.desk.may(set_evidence):
            edit = partial(edit_evidence, self.desk, view, row)
            each = button("How we stand", edit, name=f"evidence_{row.id}")
            each.setAccessibleName(f"How we stand: {shortened(row.wording, 80)}")
            flow.addWidget(each)
        head.setLayout(flow)
        parts: list[QWidget] = [Words(f"{number}. {row.wording}", "label"), head]
        said: list[tuple[str, str | QWidget]] = [
            (label, words)
            for label, words in (
                ("Evidence", displayed(draft.evidence)),
                ("Still to do", displayed(draft.next_step)),
                ("Owner", row.owner),
                ("Look at it again on", long_date(draft.review_date) if draft.review_date else ""),
            )
            if words
        ]
        if said:
            parts.append(FactGrid(said))
        made.setLayout(column(*parts, gap=8))
        return made

    def _remove(self, view: StandardView) -> None:
        def removed() -> bool:
            self.desk.write(remove_standard, view.id, view.version)
            return True

        def act() -> None:
            if self.desk.attempt(removed):
                self.desk.say("Standard removed.")

        says = "Its requirements and their evidence go with it. It lies in the bin for 30 days."
        ask(self, f"Remove {shortened(view.draft.name, 80)}?", says, "Remove standard", act)


def show_standard(desk: Desk, standard_id: int) -> None:
    """Make the paper of a standard's progress and show it."""
    sheet = desk.attempt(lambda: desk.read(standard_sheet, standard_id))
    if sheet is None:
        return

    def work(progress: Progress) -> bytes:
        from mentordesk.features.volunteers.reports.standards import standard_pdf

        return standard_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

    name = f"Progress {shortened(sheet.view.draft.name, 60)}"
    show(desk, name, Export("report:quality-standard", "pdf", standard_id), work)


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
