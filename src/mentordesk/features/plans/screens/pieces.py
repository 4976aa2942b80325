"""Pieces that the pages of plans share: the three columns of a review, a target's card, a review to read."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mentordesk.features.plans.queries.one import ReviewRow, TargetView
from mentordesk.features.plans.rules.drafts import EntryDraft, ReviewDraft
from mentordesk.features.plans.rules.report_words import PROGRESS_COLUMNS
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.rag import TRAVEL_SHAPES
from mentordesk.kernel.text import displayed, shortened
from mentordesk.records.plans import ReviewStatus
from mentordesk.ui.chips import Chip, RagChip
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Body, Card, FactGrid, TimelineItem
from mentordesk.ui.words import Words

_TONES = {
    ReviewStatus.OPEN: "amber",
    ReviewStatus.FINISHED: "green",
    ReviewStatus.REPLACED: "unrated",
}


SHORT_HEADINGS = {name: heading.partition(" (")[0] for name, heading in PROGRESS_COLUMNS} | {
    "lessons": "Lessons"
}
"""The headings of the progress form, as short as a screen needs them."""


def entries_part(draft: ReviewDraft, *, whole_rated: bool = True) -> QWidget:
    """Return what a review says, part by part; without `whole_rated` only named parts show a rating."""
    made = QWidget()
    parts = [_entry_part(entry, rated=whole_rated or bool(entry.part)) for entry in draft.entries]
    made.setLayout(column(*parts, gap=16))
    return made


def _entry_part(entry: EntryDraft, *, rated: bool) -> QWidget:
    made = QWidget()
    head = Flow(gap=8)
    if entry.part:
        head.addWidget(Words(entry.part, "label", wrap=False))
    if rated and not entry.continues:
        head.addWidget(RagChip(entry.rag))
    rows = column(*([head] if head.count() else []), gap=8)
    if entry.rag_reason:
        rows.addWidget(Words(f"Why this rating: {entry.rag_reason}", "muted"))
    texts = [(heading, displayed(getattr(entry, name)) or "–") for name, heading in SHORT_HEADINGS.items()]
    rows.addWidget(FactGrid(texts))
    made.setLayout(rows)
    return made


def target_card(view: TargetView, *actions: QWidget) -> Card:
    """Return a target on its plan's page: rating, direction, what the newest review says."""
    card = Card(f"{view.number}. {shortened(view.target.achieve, 200)}", *actions)
    stands = line(RagChip(view.rag), Words(f"{TRAVEL_SHAPES[view.travel]} {view.direction}", "muted"), gap=8)
    stands.setStretch(1, 1)
    card.body.addLayout(stands)
    newest = next((row for row in view.reviews if row.status is ReviewStatus.FINISHED), None)
    if newest:
        card.add(entries_part(newest.draft, whole_rated=False))
        card.add(Words(f"{newest.when}{f', by {newest.prepared_by}' if newest.prepared_by else ''}", "muted"))
    else:
        card.add(Words("No review yet.", "muted"))
    if view.review_is_due:
        card.add(Words(f"Review due since {short_date(view.review_due_date)}.", "label"))
    return card


def history_items(
    rows: tuple[ReviewRow, ...], open_row: Callable[[ReviewRow], None], prefix: str = ""
) -> list[TimelineItem]:
    """Return reviews as items of a timeline, newest first."""
    items = []
    for row in rows:
        chips: list[QWidget] = [RagChip(row.rag)]
        if row.status is not ReviewStatus.FINISHED:
            chips.append(Chip(row.status.label, _TONES[row.status]))
        says = row.direction
        if row.correction_reason:
            says = f"{says}\nCorrected: {row.correction_reason}"
        by = f"by {row.prepared_by}" if row.prepared_by else ""
        items.append(
            TimelineItem(
                by or row.status.label,
                f"{prefix}{row.when}",
                says,
                "history",
                tuple(chips),
                _opener(open_row, row),
            )
        )
    return items


def _opener(open_row: Callable[[ReviewRow], None], row: ReviewRow) -> Callable[[], None]:
    return lambda: open_row(row)


class ReviewReader(HouseDialog):
    """A review to read, as it was written."""

    def __init__(self, parent: QWidget | None, number: int, row: ReviewRow) -> None:
        """Show one review of a target."""
        super().__init__(f"Review of target {number}, {row.when}", parent, width=880)
        chips = QWidget()
        flow = Flow(gap=8)
        flow.addWidget(Chip(row.status.label, _TONES[row.status]))
        flow.addWidget(RagChip(row.rag))
        chips.setLayout(flow)
        facts = [
            ("Target", row.draft.target_wording),
            ("Action required", row.draft.action_required),
            ("Prepared by", row.prepared_by),
            ("Direction of travel", row.direction),
        ]
        if row.correction_reason:
            facts.append(("Why it was corrected", row.correction_reason))
        if row.draft.evidence:
            facts.append(("Evidence notes", displayed(row.draft.evidence)))
        card = Card("Progress")
        card.add(entries_part(row.draft))
        self.set_body(Body(chips, FactGrid(facts), card))
