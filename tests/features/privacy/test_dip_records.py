"""Drawing, answering, following up and concluding a sample on real records."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentordesk.app import cli
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
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
from mentordesk.features.privacy.queries.dip import checklist_view, dip_sheet, sample_view
from mentordesk.features.privacy.queries.dip_lists import DipStage, dip_findings_due, dip_page
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.reports.dip import dip_pdf
from mentordesk.features.privacy.rules.dip import (
    QUESTIONS,
    AnswerDraft,
    CheckDraft,
    ChecklistDraft,
    ConclusionDraft,
    FindingDraft,
    RecheckDraft,
    SampleDraft,
    drawn,
)
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.dip_samples import CaseKind, DipWord
from mentordesk.records.mentees import Mentee
from mentordesk.store.bin import bin_page, bring_back
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import PASSPHRASE, TODAY, Casebook
from tests.features.mentees.worlds import begin
from tests.reporting.reading import text_of
from tests.trails import exports

QUARTER = SampleDraft(date(2026, 7, 1), date(2026, 9, 30), CaseKind.ALL, 4)
STILL = ("Ada", "Ben", "Col", "Dee")
CLOSED = ("Eve", "Fay")


def people(store: Store) -> dict[str, int]:
    """Four who were still with us when the quarter ended, two who left in it, and three outside it."""
    made = {name: store.write(begin, name, date(2026, 2, 1)) for name in STILL[:3]}
    made["Dee"] = store.write(begin, "Dee", date(2026, 9, 30), date(2026, 10, 9))
    made |= {name: store.write(begin, name, date(2026, 2, 1), date(2026, 8, 3)) for name in CLOSED}
    made["Gus"] = store.write(begin, "Gus", date(2026, 2, 1), date(2026, 6, 30))
    made["Hal"] = store.write(begin, "Hal", date(2026, 10, 1))
    made["Ian"] = store.write(begin, "Ian", None)
    return made


def answers(word: DipWord = DipWord.YES, note: str = "") -> CheckDraft:
    """The same answer to every question."""
    return CheckDraft(tuple(AnswerDraft(each, word, note) for each in range(1, len(QUESTIONS) + 1)))


def check_all(store: Store, number: int) -> None:
    """Answer yes to everything in every case."""
    for case in store.read(sample_view, number).cases:
        store.write(check_case, case.id, case.version, answers())


@pytest.mark.parametrize(
    ("kinds", "names"),
    [(CaseKind.ALL, STILL + CLOSED), (CaseKind.ACTIVE, STILL), (CaseKind.CLOSED, CLOSED)],
)
def test_the_whole_is_the_cases_of_the_period(store: Store, kinds: CaseKind, names: tuple[str, ...]) -> None:
    people(store)
    number = store.write(draw_sample, replace(QUARTER, kinds=kinds, wanted=50))
    view = store.read(sample_view, number)
    assert view.draw.frame == tuple(f"M-{name}" for name in names)
    assert (view.row.whole, view.row.cases) == (len(names), len(names))
    assert {each.reference for each in view.cases} == set(view.draw.frame)


def test_a_sample_is_drawn_by_its_seed_and_a_second_person_draws_the_same(store: Store) -> None:
    people(store)
    view = store.read(sample_view, store.write(draw_sample, QUARTER))
    assert [each.reference for each in view.cases] == drawn(view.draw.frame, 4, view.draw.seed)
    assert view.draw.same
    assert (view.draw.added, view.draw.gone) == ((), ())
    again = store.read(sample_view, store.write(draw_sample, QUARTER, view.draw.seed))
    assert [each.reference for each in again.cases] == [each.reference for each in view.cases]
    seeds = {store.read(sample_view, store.write(draw_sample, QUARTER)).draw.seed for _ in range(5)}
    assert len(seeds) == 5


def test_a_draw_cannot_be_taken_back_and_tried_again(store: Store) -> None:
    people(store)
    newest = store.newest_deed()
    number = store.write(draw_sample, QUARTER)
    assert store.newest_deed() is newest
    case = store.read(sample_view, number).cases[0]
    store.write(check_case, case.id, case.version, answers())
    assert store.newest_deed() is not newest


def test_who_was_left_out_or_went_since_is_said(store: Store) -> None:
    made = people(store)
    number = store.write(draw_sample, QUARTER)
    store.write(begin, "Zoe", date(2026, 8, 1))
    store.write(merge_mentees, made["Ada"], made["Ben"], MergeDraft())
    draw = store.read(sample_view, number).draw
    assert draw.added == ("M-Zoe",)
    assert draw.gone == ("M-Ben",)


def test_no_case_is_no_sample(store: Store) -> None:
    with pytest.raises(Invalid, match="There is no such case in this period"):
        store.write(draw_sample, QUARTER)
    assert store.read(dip_page, ListAsk()).total == 0


def test_a_sample_keeps_the_questions_it_was_drawn_with(store: Store) -> None:
    people(store)
    first = store.write(draw_sample, QUARTER)
    view = store.read(checklist_view)
    assert (view.version, view.draft.questions) == (0, QUESTIONS)
    store.write(change_checklist, 0, ChecklistDraft(("Is it  dated?", "Is it kind?")))
    view = store.read(checklist_view)
    assert view.draft.questions == ("Is it dated?", "Is it kind?")
    with pytest.raises(Conflict):
        store.write(change_checklist, 0, ChecklistDraft(("Other?",)))
    store.write(change_checklist, view.version, ChecklistDraft(("Is it kind?",)))
    second = store.write(draw_sample, QUARTER)
    assert [each.wording for each in store.read(sample_view, first).questions] == list(QUESTIONS)
    assert [each.wording for each in store.read(sample_view, second).questions] == ["Is it kind?"]


def test_answers_are_counted_question_by_question(store: Store) -> None:
    people(store)
    number = store.write(draw_sample, QUARTER)
    one, two, *_ = store.read(sample_view, number).cases
    with pytest.raises(Invalid, match="Answer question 10"):
        store.write(check_case, one.id, one.version, CheckDraft(answers().answers[:9]))
    store.write(check_case, one.id, one.version, answers())
    store.write(check_case, two.id, two.version, answers(DipWord.NO, "Nothing is dated."))
    with pytest.raises(Conflict):
        store.write(check_case, two.id, two.version, answers())
    view = store.read(sample_view, number)
    first = view.questions[0]
    assert [first.count(word) for word in DipWord] == [1, 0, 1, 0]
    assert (first.unanswered, first.lacking) == (2, (two.reference,))
    assert (view.row.checked, view.row.stage) == (2, DipStage.CHECKING)
    now = view.case(two.id)
    store.write(check_case, two.id, now.version, answers())
    assert store.read(sample_view, number).questions[0].count(DipWord.YES) == 2


def test_a_finding_goes_from_due_to_put_right_and_the_sample_is_concluded(store: Store) -> None:
    people(store)
    number = store.write(draw_sample, QUARTER)
    check_all(store, number)
    assert store.read(sample_view, number).row.stage is DipStage.READY
    case = store.read(sample_view, number).cases[0]
    late = FindingDraft("Date the decision.", 2, TODAY - timedelta(days=1))
    finding = store.write(add_finding, case.id, late)
    view = store.read(sample_view, number)
    assert (view.row.stage, view.row.overdue) == (DipStage.PUTTING_RIGHT, 1)
    assert store.read(dip_findings_due) == 1
    with pytest.raises(Invalid, match="1 finding is not put right"):
        store.write(conclude_sample, number, view.version, ConclusionDraft("We date more."))
    version = view.findings[0].version
    store.write(change_finding, finding, version, replace(late, what="Date the decision and sign it."))
    later = TODAY + timedelta(days=7)
    not_yet = RecheckDraft(TODAY, put_right=False, recheck_note="No date yet.", due_date=later)
    version = store.read(sample_view, number).findings[0].version
    store.write(recheck_finding, finding, version, not_yet)
    row = store.read(sample_view, number).findings[0]
    assert (row.put_right, row.due_date, row.overdue, row.owner) == (False, later, False, "Tom Ellery")
    store.write(recheck_finding, finding, row.version, RecheckDraft(TODAY, put_right=True))
    view = store.read(sample_view, number)
    store.write(conclude_sample, number, view.version, ConclusionDraft("We date more."))
    view = store.read(sample_view, number)
    assert (view.row.stage, view.conclusion, view.concluded_by) == (
        DipStage.CONCLUDED,
        "We date more.",
        "Asha Karim",
    )
    for act in (
        lambda: store.write(add_finding, case.id, late),
        lambda: store.write(check_case, case.id, case.version, answers()),
    ):
        with pytest.raises(Invalid, match="concluded"):
            act()
    store.write(reopen_sample, number, view.version)
    assert store.read(sample_view, number).row.stage is DipStage.READY


def test_the_list_is_filtered_by_stage_kind_and_words(store: Store) -> None:
    people(store)
    first = store.write(draw_sample, QUARTER)
    second = store.write(draw_sample, replace(QUARTER, kinds=CaseKind.CLOSED))
    check_all(store, second)

    def listed(search: str = "", **filters: object) -> list[int]:
        ask = ListAsk(search=search, filters=tuple(filters.items()), sort="number")
        return [row.id for row in store.read(dip_page, ask).rows]

    assert listed() == [first, second]
    assert listed(stage=DipStage.READY) == [second]
    assert listed(stage="checking") == [first]
    assert listed(kinds=CaseKind.CLOSED) == [second]
    assert listed(drawn_by=1) == [first, second]
    assert listed(drawn_by=2) == []
    assert listed("asha") == [first, second]
    assert listed("nothing") == []
    assert second in listed("M-Eve")


@operation(needs=Permission.MENTEE_EDIT)
def remove_mentee(work: Work, mentee_id: int) -> None:
    """Remove a mentee with everything that belongs to them."""
    work.remove(work.find(Mentee, mentee_id))


def test_a_case_goes_with_its_mentee_and_comes_back_with_them(store: Store) -> None:
    people(store)
    number = store.write(draw_sample, QUARTER)
    check_all(store, number)
    case = store.read(sample_view, number).cases[1]
    store.write(add_finding, case.id, FindingDraft("Date the decision.", 2, TODAY))
    store.write(remove_mentee, case.mentee_id)
    view = store.read(sample_view, number)
    assert (view.row.cases, view.row.whole, view.draw.same, view.findings) == (3, 6, False, ())
    assert view.draw.gone == (case.reference,)
    entry = store.read(bin_page, ListAsk()).rows[0]
    store.write(bring_back, entry.id, entry.version)
    view = store.read(sample_view, number)
    assert (view.row.cases, view.draw.same, len(view.findings)) == (4, True, 1)


def test_a_coordinator_answers_and_neither_draws_nor_concludes(casebook: Casebook) -> None:
    with casebook.open() as store:
        people(store)
        number = store.write(draw_sample, QUARTER)
    with casebook.open(Role.COORDINATOR) as store:
        check_all(store, number)
        assert store.read(sample_view, number).cases[0].checked_by == "Tom Ellery"
        assert not store.may(draw_sample)
        assert not store.may(conclude_sample)


def test_what_was_answered_stands_in_the_history_of_the_mentee(store: Store) -> None:
    people(store)
    number = store.write(draw_sample, QUARTER)
    case = store.read(sample_view, number).cases[0]
    store.write(add_finding, case.id, FindingDraft("Date the decision.", 2, TODAY))
    told = [row.did for row in store.read(history, "mentee", case.mentee_id)]
    assert "Finding of a dip sample added" in told
    assert "Case of a dip sample added" in told


def test_the_report_counts_and_names_nobody(store: Store) -> None:
    people(store)
    number = store.write(draw_sample, QUARTER, 7)
    check_all(store, number)
    case = store.read(sample_view, number).cases[0]
    store.write(add_finding, case.id, FindingDraft("Date the decision.", 2, TODAY + timedelta(days=3)))
    sheet = store.read(dip_sheet, number)
    content = dip_pdf(sheet)
    said = " ".join(text_of(content).split())
    for words in ("4 of 6", "Seed: 7", "Date the decision.", "July to September 2026", "Tom Ellery"):
        assert words in said
    assert case.reference in said
    assert "nobody was left out" in said
    assert not [name for name in STILL + CLOSED if f" {name} " in said]
    assert dip_pdf(sheet) == content


def test_the_command_line_writes_the_report_and_the_trail_says_so(capsys, casebook, tmp_path) -> None:
    with casebook.open() as store:
        people(store)
        number = store.write(draw_sample, QUARTER)
    secret = tmp_path / "passphrase.txt"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    start = ["--casebook", str(casebook.folder), "--passphrase-file", str(secret), "report", "dip-sample"]
    out = tmp_path / "sample.pdf"
    assert cli.run([*start, "--sample", str(number), "--output", str(out)]) == 0
    assert "Dip sample" in text_of(out.read_bytes())
    capsys.readouterr()
    assert cli.run([*start, "--sample", "99", "--output", str(tmp_path / "none.pdf")]) == 1
    assert capsys.readouterr().err.startswith("This dip sample is no longer there.")
    with casebook.open() as store:
        assert exports(store) == [
            ("exported", "report:dip-sample", number, {"format": "pdf", "rows": "4"}),
        ]
        with pytest.raises(NotFound):
            store.read(sample_view, 99)
