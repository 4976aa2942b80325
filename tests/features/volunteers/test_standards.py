"""Quality standards: what they ask for, how the charity stands, the progress on screen and on paper."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.volunteers.operations.standards import (
    add_standard,
    change_standard,
    remove_standard,
    set_evidence,
)
from mentordesk.features.volunteers.queries.standards import (
    RequirementsShown,
    requirement_page,
    standard_choices,
    standard_owners,
    standard_sheet,
    standard_view,
)
from mentordesk.features.volunteers.reports.standards import standard_pdf
from mentordesk.features.volunteers.rules.standards import (
    EvidenceDraft,
    PartDraft,
    StandardDraft,
    evidence_problems,
    progress_of,
    standard_problems,
)
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag
from mentordesk.store.casebook import Store
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY
from tests.reporting.reading import structure, text_of
from tests.screens import dialog, press, says

AWARD = StandardDraft(
    "Quality in Befriending", "Seven domains", None, None, (PartDraft(None, "People", "Is it safe?"),)
)


def first(store: Store) -> int:
    return store.read(standard_choices)[0][0]


def test_every_casebook_begins_with_the_ten_requirements_in_four_areas(store: Store) -> None:
    """DOMAIN §4.4: 3 of management and operation, 2 of service users, 3 of mentors, 2 of the relationship."""
    view = store.read(standard_view, first(store))
    assert view.draft.name == "Approved Provider Standard"
    assert [len(rows) for _, rows in view.areas()] == [3, 2, 3, 2]
    assert (view.progress.whole, view.progress.unrated, view.progress.evidenced) == (10, 10, 0)


def test_evidence_is_kept_and_counted(store: Store) -> None:
    number = first(store)
    rows = store.read(standard_view, number).requirements
    good = EvidenceDraft(Rag.GREEN, "- A plan\n- Minutes\x00", "", 1, date(2026, 11, 21))
    store.write(set_evidence, rows[0].id, rows[0].version, good)
    store.write(set_evidence, rows[1].id, rows[1].version, EvidenceDraft(Rag.RED, "", "Find money"))
    view = store.read(standard_view, number)
    progress = view.progress
    assert (progress.green, progress.amber, progress.red, progress.unrated) == (1, 0, 1, 8)
    assert progress.evidenced == 1
    row = view.requirements[0]
    assert (row.draft.evidence, row.owner, row.review_due) == ("- A plan\n- Minutes", "Asha Karim", True)
    for view_of, count in (
        (RequirementsShown.TO_DO, 9),
        (RequirementsShown.REVIEW, 1),
        (RequirementsShown.NO_EVIDENCE, 9),
    ):
        assert store.read(requirement_page, ListAsk(filters=(("view", view_of),))).total == count
    assert store.read(requirement_page, ListAsk(filters=(("rag", Rag.RED),))).total == 1
    assert store.read(requirement_page, ListAsk(filters=(("rag", "none"),))).total == 8
    assert store.read(requirement_page, ListAsk(search="minutes")).total == 1
    with pytest.raises(Conflict):
        store.write(set_evidence, rows[0].id, rows[0].version, good)


def test_another_standard_is_added_changed_and_removed(store: Store) -> None:
    number = store.write(add_standard, AWARD)
    assert [name for _, name in store.read(standard_choices)][1] == "Quality in Befriending"
    view = store.read(standard_view, number)
    store.write(set_evidence, view.requirements[0].id, 1, EvidenceDraft(Rag.GREEN, "Policy"))
    view = store.read(standard_view, number)
    kept = view.draft.requirements[0]
    parts = (PartDraft(None, "People", "Is it kind?"), replace(kept, wording="Is it safe for all?"))
    store.write(change_standard, number, view.version, replace(view.draft, requirements=parts))
    view = store.read(standard_view, number)
    assert [(row.wording, row.draft.evidence) for row in view.requirements] == [
        ("Is it kind?", ""),
        ("Is it safe for all?", "Policy"),
    ]
    store.write(
        change_standard, number, view.version, replace(view.draft, requirements=view.draft.requirements[:1])
    )
    view = store.read(standard_view, number)
    assert [row.wording for row in view.requirements] == ["Is it kind?"]
    store.write(remove_standard, number, view.version)
    with pytest.raises(NotFound):
        store.read(standard_view, number)
    assert store.read(requirement_page, ListAsk()).total == 10
    assert (1, "Asha Karim") in store.read(standard_owners)


@pytest.mark.parametrize(
    ("change", "field", "says_so"),
    [
        ({"name": " "}, "name", "Give the standard a name"),
        ({"name": "x" * 201}, "name", "at most 200"),
        ({"awarded_date": date(2026, 11, 22)}, "awarded_date", "has not come yet"),
        ({"awarded_date": TODAY, "until_date": TODAY}, "until_date", "ends after"),
        ({"requirements": ()}, "requirements", "at least one"),
        ({"requirements": (PartDraft(None, "A", " "),)}, "requirements", "in every row"),
        ({"requirements": (PartDraft(wording="A"), PartDraft(wording="a "))}, "requirements", "same words"),
        ({"requirements": (PartDraft(wording="x" * 401),)}, "requirements", "at most 400"),
        ({"requirements": (PartDraft(area="x" * 101, wording="A"),)}, "requirements", "at most 100"),
    ],
)
def test_a_standard_that_cannot_be_is_refused(change, field, says_so) -> None:
    assert standard_problems(AWARD, TODAY) == {}
    assert says_so in standard_problems(replace(AWARD, **change), TODAY)[field]


@pytest.mark.parametrize(
    ("draft", "field", "says_so"),
    [
        (EvidenceDraft(Rag.GREEN), "evidence", "Green needs evidence"),
        (EvidenceDraft(Rag.AMBER, "Some"), "next_step", "still to do"),
        (EvidenceDraft(Rag.RED), "next_step", "still to do"),
        (EvidenceDraft(review_date=date(2031, 11, 22)), "review_date", "five years"),
    ],
)
def test_a_rating_explains_itself(store: Store, draft, field, says_so) -> None:
    assert says_so in evidence_problems(draft, TODAY)[field]
    row = store.read(standard_view, first(store)).requirements[0]
    with pytest.raises(Invalid):
        store.write(set_evidence, row.id, row.version, draft)


def test_nothing_asked_for_is_no_progress() -> None:
    assert progress_of(()).whole == 0
    assert progress_of([(Rag.GREEN, "A"), (None, " ")]).evidenced == 1


def test_the_progress_on_paper_says_ratings_as_words(store: Store) -> None:
    number = first(store)
    row = store.read(standard_view, number).requirements[0]
    store.write(set_evidence, row.id, row.version, EvidenceDraft(Rag.AMBER, "<i>A plan</i>", "Agree it", 1))
    pdf = standard_pdf(store.read(standard_sheet, number))
    said = text_of(pdf)
    for part in (
        "1 of 10",
        "Amber",
        "Not rated",
        "<i>A plan</i>",
        "Agree it",
        "Asha Karim",
        "21 November 2026",
    ):
        assert part in said, part
    heads = {each.text for each in structure(pdf).all("TH")}
    assert {"Requirement", "How we stand", "Evidence", "Still to do", "Owner", "Review"} <= heads


def test_the_tab_leads_to_the_standard_and_its_evidence(window: MainWindow, desk: Desk) -> None:
    window.show_place("volunteers")
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Standards"))
    listing = tabs.currentWidget()
    assert isinstance(listing, ListPage)
    assert listing.count.text() == "10 requirements"
    listing.open_row(0)
    page = window.page()
    assert page.title() == "Approved Provider Standard"
    row = desk.read(standard_view, desk.read(standard_choices)[0][0]).requirements[1]
    press(page, f"evidence_{row.id}")
    made = dialog(window)
    made.form.field("rag").set_value(Rag.GREEN)
    press(made, "save")
    assert says(made, "Say what shows it. Green needs evidence.")
    made.form.field("evidence").set_value("Budget of this year")
    press(made, "save")
    assert says(page, "Budget of this year")
    press(page, "print_standard")
    assert isinstance(dialog(window), PreviewDialog)
