"""The list of dip samples, and the page of one: its cases, its results, its findings, how it was drawn."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.privacy.operations.dip import (
    add_finding,
    change_checklist,
    change_finding,
    check_case,
    conclude_sample,
    draw_sample,
    recheck_finding,
    reopen_sample,
)
from mentordesk.features.privacy.queries.dip import (
    CaseRow,
    FindingRow,
    QuestionRow,
    SampleView,
    dip_export,
    dip_sheet,
    sample_view,
)
from mentordesk.features.privacy.queries.dip_lists import (
    SAMPLE_COLUMNS,
    DipStage,
    dip_page,
    dip_people,
    findings_words,
)
from mentordesk.features.privacy.rules.dip import HOW_DRAWN, draw_sentences
from mentordesk.features.privacy.screens import dip_forms
from mentordesk.kernel.formats import count_of, date_and_time, date_range, long_date, sentence_list
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.dip_samples import CaseKind, DipCase, DipFinding, DipSample, DipWord
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import Flow
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.tasks import Progress
from mentordesk.ui.words import Words, button

_TONES = {
    DipStage.CHECKING: "amber",
    DipStage.PUTTING_RIGHT: "amber",
    DipStage.READY: "green",
    DipStage.CONCLUDED: "unrated",
}

SAMPLES: Listing[Any] = Listing(
    name="dip_samples",
    title="Dip samples",
    noun=("sample", "samples"),
    query=dip_page,
    columns=SAMPLE_COLUMNS,
    watches=frozenset({DipSample, DipCase, DipFinding, Mentee, Person}),
    empty="No sample yet. A sample draws a few cases by chance and checks how their records are kept.",
    icon="list-checks",
    sort="drawn",
    descending=True,
    open=lambda row: Link("dip_sample", row.id),
    new=New("Draw a sample", "list-checks", dip_forms.new_sample, draw_sample),
    filters=(
        Filter("stage", "How far", lambda _desk: pairs_of(DipStage)),
        Filter("kinds", "Which cases", lambda _desk: pairs_of(CaseKind)),
        Filter("drawn_by", "Drawn by", lambda desk: desk.read(dip_people)),
    ),
    export_needs=dip_sheet,
    in_tab=True,
)


class SampleList(ListPage[Any]):
    """Every sample, with the way to the checklist."""

    def __init__(self, desk: Desk) -> None:
        """Make the list."""
        extra: list[QWidget] = []
        if desk.may(change_checklist):
            extra.append(button("Checklist", partial(dip_forms.edit_checklist, desk), name="checklist"))
        super().__init__(desk, SAMPLES, *extra)


class SamplePage(RecordPage):
    """One sample."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, frozenset({DipSample, DipCase, DipFinding, Mentee, Person}))
        self._cases, self._results, self._findings, self._draw = Body(), Body(), Body(), Body()
        self.add_tab("Cases", self._cases)
        self.add_tab("Results", self._results)
        self.add_tab("Findings", self._findings)
        self.add_tab("How it was drawn", self._draw)
        self.add_panels("dip_sample")

    def read(self) -> None:
        """Read the sample and show it."""
        view = self.desk.read(sample_view, self.number)
        row = view.row
        self.show_header(
            f"Dip sample {row.id}",
            over=date_range(row.first_date, row.last_date),
            chips=[Chip(row.stage.label, _TONES[row.stage])],
            facts=(
                f"{row.cases:,} of {count_of(row.whole, 'case')} drawn",
                f"{row.checked:,} of {row.cases:,} checked",
                f"Findings: {findings_words(row)}",
            ),
        )
        self.show_actions(*self._actions_for(view))
        self._cases.show_parts(*self._case_cards(view))
        self._results.show_parts(*self._result_cards(view))
        self._findings.show_parts(*self._finding_cards(view))
        self._draw.show_parts(self._draw_card(view))

    def _actions_for(self, view: SampleView) -> Iterator[QWidget]:
        yield button("Report", partial(show_report, self.desk, self.number), name="report")
        concluded = view.row.stage is DipStage.CONCLUDED
        if concluded and self.desk.may(reopen_sample):
            yield button("Open again", partial(self._reopen, view), name="reopen")
        elif not concluded and self.desk.may(conclude_sample):
            ready = view.row.stage is DipStage.READY
            kind = "primary" if ready else ""
            yield button("Conclude", partial(dip_forms.conclude, self.desk, view), kind=kind, name="conclude")

    def _reopen(self, view: SampleView) -> None:
        self.desk.attempt(lambda: self.desk.write(reopen_sample, self.number, view.version))

    def _case_cards(self, view: SampleView) -> Iterator[QWidget]:
        if view.conclusion:
            by = f", by {view.concluded_by}" if view.concluded_by else ""
            learnt = Card("What we learnt")
            learnt.add(Words(displayed(view.conclusion)))
            if view.row.concluded_at:
                learnt.add(Words(f"Concluded {date_and_time(view.row.concluded_at)}{by}", "muted"))
            yield learnt
        for case in view.cases:
            yield self._case_card(view, case)

    def _case_card(self, view: SampleView, case: CaseRow) -> Card:
        card = Card(f"{case.place}. {case.reference}, {case.name}")
        chips = Flow(gap=8)
        if case.checked_at:
            chips.addWidget(Chip("Checked", "green", "check"))
            card.add(_held(chips), Words(_counted(case), ""))
            by = f", by {case.checked_by}" if case.checked_by else ""
            card.add(Words(f"{date_and_time(case.checked_at)}{by}", "muted"))
        else:
            chips.addWidget(Chip("Not checked yet", "amber", "circle-dashed"))
            card.add(_held(chips))
        acts = Flow(gap=8)
        go_on = view.row.stage is not DipStage.CONCLUDED
        if go_on and self.desk.may(check_case):
            verb = "Change answers" if case.checked_at else "Answer the checklist"
            press = partial(dip_forms.answer_case, self.desk, self.number, case.id)
            first = next((each.id for each in view.cases if not each.checked_at), 0)
            kind = "primary" if case.id == first else ""
            acts.addWidget(_named(button(verb, press, kind=kind, name=f"answer_{case.id}"), case.reference))
        opens = button("Open the case", partial(self._open, case.mentee_id), name=f"open_{case.id}")
        acts.addWidget(_named(opens, case.reference))
        if go_on and self.desk.may(add_finding):
            press = partial(dip_forms.new_finding, self.desk, case)
            acts.addWidget(_named(button("Add finding", press, name=f"find_{case.id}"), case.reference))
        card.add(_held(acts))
        return card

    def _result_cards(self, view: SampleView) -> Iterator[QWidget]:
        checked = count_of(view.row.checked, "checked case")
        yield Words(f"Counts of {checked}. A reference opens the case.", "muted")
        for each in view.questions:
            yield self._result_card(view, each)

    def _result_card(self, view: SampleView, row: QuestionRow) -> Card:
        card = Card(f"{row.position}. {row.wording}")
        told = [f"{word.label}: {row.count(word):,}" for word in DipWord]
        if row.unanswered:
            told.append(f"Not checked yet: {row.unanswered:,}")
        card.add(Words("   ·   ".join(told)))
        if row.lacking:
            flow = Flow(gap=8)
            flow.addWidget(Words("Partly or no in:", "muted", wrap=False))
            people = {each.reference: each.mentee_id for each in view.cases}
            for reference in row.lacking:
                flow.addWidget(button(reference, partial(self._open, people[reference]), kind="link"))
            card.add(_held(flow))
        return card

    def _finding_cards(self, view: SampleView) -> Iterator[QWidget]:
        found = view.findings
        if not found:
            sentence = "Nothing had to be put right so far. A finding is added to a case on the first tab."
            yield EmptyState("circle-check", sentence)
        for each in found:
            yield self._finding_card(view, each)

    def _finding_card(self, view: SampleView, row: FindingRow) -> Card:
        card = Card(f"In {row.reference}")
        chips = Flow(gap=8)
        if row.put_right:
            chips.addWidget(Chip("Put right", "green", "check"))
        elif row.overdue:
            chips.addWidget(Chip(f"Was due {long_date(row.due_date)}", "red", "circle-alert"))
        else:
            chips.addWidget(Chip(f"Due {long_date(row.due_date)}", "amber", "clock"))
        on = row.recheck.rechecked_date
        looked = f"Looked at again on {long_date(on)}" if on else "Not looked at again yet"
        card.add(_held(chips), Words(displayed(row.draft.what)))
        card.add(Words(f"To be put right by {row.owner or 'somebody'}   ·   {looked}", "muted"))
        if row.recheck.recheck_note:
            card.add(Words(displayed(row.recheck.recheck_note)))
        acts = Flow(gap=8)
        if view.row.stage is not DipStage.CONCLUDED:
            for verb, name, operation, press in (
                ("Re-check", "recheck", recheck_finding, partial(dip_forms.recheck, self.desk, view, row)),
                (
                    "Change",
                    "change",
                    change_finding,
                    partial(dip_forms.edit_finding, self.desk, self.number, row),
                ),
            ):
                if self.desk.may(operation):
                    acts.addWidget(_named(button(verb, press, name=f"{name}_{row.id}"), row.reference))
        opens = button("Open the case", partial(self._open, row.mentee_id), name=f"open_finding_{row.id}")
        acts.addWidget(_named(opens, row.reference))
        card.add(_held(acts))
        return card

    def _draw_card(self, view: SampleView) -> Card:
        draw, row = view.draw, view.row
        card = Card("How it was drawn")
        card.add(
            FactGrid(
                [
                    ("Which cases", row.kinds.label),
                    ("The whole", count_of(row.whole, "case")),
                    ("Asked for", count_of(view.wanted, "case")),
                    ("Drawn", f"{long_date(row.drawn_date)}, by {row.drawn_by}"),
                    ("Seed", str(draw.seed)),
                ]
            ),
            Words(HOW_DRAWN),
            Words(draw_sentences(draw.added, draw.gone, same=draw.same)),
            Words("The whole, by reference", "label"),
            Words(sentence_list(draw.frame)),
            Words("Drawn, in this order", "label"),
            Words(sentence_list(draw.drawn)),
        )
        return card

    def _open(self, mentee_id: int) -> None:
        self.desk.go(Link("mentee", mentee_id))


def show_report(desk: Desk, sample_id: int) -> None:
    """Make the report of a sample and show it."""
    sheet = desk.attempt(lambda: desk.read(dip_sheet, sample_id))
    if sheet is None:
        return

    def work(progress: Progress) -> bytes:
        from mentordesk.features.privacy.reports.dip import dip_pdf

        return dip_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

    def show(content: bytes) -> None:
        PreviewDialog(desk, f"Dip sample {sample_id}", content, dip_export(sheet), desk.window).open()

    desk.run("Making the report", work, show)


def _counted(case: CaseRow) -> str:
    told = "   ·   ".join(f"{word.label}: {case.count(word):,}" for word in DipWord)
    return f"{told}   ·   Findings: {len(case.findings):,}"


def _named(made: Any, reference: str) -> QWidget:
    made.setAccessibleName(f"{made.text()}: {reference}")
    widget: QWidget = made
    return widget


def _held(flow: Flow) -> QWidget:
    made = QWidget()
    made.setLayout(flow)
    return made
