"""A case that is not one's own opens with a reason, and the trail says so."""

import inspect
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from mentordesk.app import cli
from mentordesk.features.matches.queries.one import matches_view
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.notes import add_note, open_sensitive_notes
from mentordesk.features.mentees.operations.opening import open_case
from mentordesk.features.mentees.queries.goals import goal_row
from mentordesk.features.mentees.queries.lists import found_mentees, mentee_page
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.queries.opening import case_gate
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.rules.goals import GoalDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.opening import (
    OpeningDraft,
    OpeningReason,
    opening_draft,
    opening_problems,
    reason_words,
)
from mentordesk.features.mentees.rules.progress import Edition
from mentordesk.features.mentees.screens.case_gate import CaseGatePanel
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.features.organisation.operations import change_organisation
from mentordesk.features.organisation.queries import organisation_sheet
from mentordesk.features.organisation.screens.settings import edit_organisation
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.queries.finding import usual_plan
from mentordesk.features.sessions.queries.recording import goal_choices, session_start
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.kernel.errors import Invalid, NotAllowed, ReasonNeeded, UserError
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.matches import Match, MatchStatus
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.work import Query, Work, operation
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import PASSPHRASE, TODAY, Casebook
from tests.conventions.test_roles import acts
from tests.features.mentees.worlds import begin
from tests.reporting.reading import text_of
from tests.screens import press, says, signed_in, told

COVERING = OpeningDraft(OpeningReason.COVERING)
ONLY_NAMING = {"case_gate", "mentee_called", "session_start", "goal_choices", "usual_plan"}
"""Queries that name somebody and tell no more of a case that asks for a reason; tried below."""
THEIRS, FREE = 2, None
"""The worker of a case: the coordinator, or nobody."""


@operation(needs=Permission.MENTEE_EDIT)
def give_worker(work: Work, mentee_id: int, person_id: int | None) -> None:
    """Say who works with a mentee."""
    work.find(Mentee, mentee_id).worker_id = person_id


@operation(needs=Permission.MENTEE_EDIT)
def rename(work: Work, mentee_id: int, reference: str) -> None:
    """Give a mentee a reference as the program writes them."""
    work.find(Mentee, mentee_id).reference = reference


@operation(needs=Permission.MATCH_EDIT)
def match_with(work: Work, mentee_id: int, person_id: int, status: MatchStatus) -> None:
    """Match a mentee with a mentor as whom somebody signs in."""
    mentor = work.add(Volunteer(name="Jo Marsh", name_key="jo marsh", person_id=person_id))
    work.add(Match(mentee_id=mentee_id, volunteer_id=mentor.id, status=status))


def ask_for_reasons(store: Store, *, on: bool = True) -> None:
    """Switch the setting."""
    sheet = store.read(organisation_sheet)
    store.write(change_organisation, sheet.id, sheet.version, replace(sheet.draft, ask_reason=on))


@pytest.fixture
def case(casebook: Casebook) -> int:
    """A case of the coordinator, in a charity that asks."""
    with casebook.open() as store:
        mentee = store.write(begin, "Sam", date(2026, 6, 1))
        store.write(give_worker, mentee, THEIRS)
        ask_for_reasons(store)
        return mentee


def opened(store: Store, mentee: int) -> list[tuple[str, str]]:
    """Who opened a case, and why, as its history says."""
    rows = store.read(history, "mentee", mentee)
    return [(row.who, row.changes[0].after) for row in rows if row.did == "Mentee opened"]


@pytest.mark.parametrize(
    ("draft", "wrong", "words"),
    [
        (OpeningDraft(), {"reason"}, ""),
        (OpeningDraft(OpeningReason.FIGURES), set(), "Checking figures"),
        (OpeningDraft(OpeningReason.FIGURES, "for  the board"), set(), "Checking figures: for the board"),
        (OpeningDraft(OpeningReason.OTHER), {"other"}, ""),
        (OpeningDraft(OpeningReason.OTHER, "A court asked"), set(), "A court asked"),
        (OpeningDraft(OpeningReason.OTHER, "x" * 301), {"other"}, "x" * 301),
    ],
)
def test_a_reason_in_words(draft: OpeningDraft, wrong: set[str], words: str) -> None:
    assert set(opening_problems(draft)) == wrong
    assert reason_words(draft) == words


def test_a_reason_is_typed_as_a_code_or_in_words() -> None:
    assert opening_draft("Safeguarding").reason is OpeningReason.SAFEGUARDING
    assert opening_draft("covering") == COVERING
    assert opening_draft("A court asked") == OpeningDraft(OpeningReason.OTHER, "A court asked")


def test_nobody_is_asked_unless_the_charity_asks(store: Store) -> None:
    mentee = store.write(begin, "Sam", date(2026, 6, 1))
    store.write(give_worker, mentee, THEIRS)
    assert not store.read(case_gate, mentee).closed
    assert store.read(mentee_view, mentee).reference == "M-Sam"
    ask_for_reasons(store)
    assert store.read(case_gate, mentee).closed
    ask_for_reasons(store, on=False)
    assert store.read(mentee_view, mentee)


def test_a_case_opens_with_a_reason_until_the_sitting_ends(casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        with pytest.raises(ReasonNeeded, match="This case is not yours"):
            store.read(mentee_view, case)
        with pytest.raises(Invalid):
            store.write(open_case, case, OpeningDraft())
        with pytest.raises(ReasonNeeded):
            store.read(mentee_view, case)
        store.write(open_case, case, COVERING)
        assert store.read(mentee_view, case).reference == "M-Sam"
        assert opened(store, case) == [("Asha Karim", "Covering for a colleague")]
    with casebook.open() as store, pytest.raises(ReasonNeeded):
        store.read(mentee_view, case)
    with casebook.open(Role.COORDINATOR) as store:
        assert opened(store, case) == [("Asha Karim", "Covering for a colleague")]


def test_one_opened_case_opens_no_other(casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        other = store.write(begin, "Ada", date(2026, 6, 1))
        store.write(give_worker, other, THEIRS)
        store.write(open_case, case, COVERING)
        with pytest.raises(ReasonNeeded):
            store.read(mentee_view, other)


def test_the_worker_and_a_case_without_a_worker_are_not_asked(casebook: Casebook, case: int) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        assert store.read(mentee_view, case)
    with casebook.open() as store:
        store.write(give_worker, case, FREE)
        assert store.read(mentee_view, case)


@pytest.mark.parametrize(("status", "asked"), [(MatchStatus.ACTIVE, False), (MatchStatus.PROPOSED, True)])
def test_one_of_their_mentors_is_not_asked(
    casebook: Casebook, case: int, status: MatchStatus, *, asked: bool
) -> None:
    with casebook.open() as store:
        store.write(match_with, case, 1, status)
        assert store.read(case_gate, case).closed is asked


def test_lists_and_search_still_show_the_name(casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        assert [row.id for row in store.read(mentee_page, ListAsk()).rows] == [case]
        assert [row.title for row in store.read(found_mentees, "sam")] == ["Sam"]
        gate = store.read(case_gate, case)
        assert (gate.name, gate.worker) == ("Sam", "Tom Ellery")


def test_what_belongs_to_the_case_is_closed_with_it(casebook: Casebook, case: int) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        goal = store.write(add_goal, case, GoalDraft("A flat", steps=()))
        store.write(add_note, case, NoteDraft(text="Met at the library."))
    with casebook.open() as store:
        for ask in (
            lambda: store.read(goal_row, goal),
            lambda: store.read(matches_view, case),
            lambda: store.read(history, "mentee", case),
            lambda: store.read(progress_sheet, case, Edition.FUNDER),
            lambda: store.write(open_sensitive_notes, case),
        ):
            with pytest.raises(ReasonNeeded):
                ask()
        store.write(open_case, case, COVERING)
        assert store.read(goal_row, goal).draft.title == "A flat"
        assert store.write(open_sensitive_notes, case) == ()


def test_every_query_about_one_mentee_refuses(casebook: Casebook, case: int) -> None:
    """Also one that is written tomorrow: whatever asks for a `mentee_id` finds the mentee first."""
    values = {"int": 0, "date": date(2026, 11, 1), "str": "", "Edition": Edition.FUNDER}
    asked = []
    with casebook.open() as store:
        for name, act in acts().items():
            takes = list(inspect.signature(act.function).parameters.values())[1:]
            if not isinstance(act, Query) or not takes or takes[0].name != "mentee_id" or name in ONLY_NAMING:
                continue
            more = [values.get(getattr(each.annotation, "__name__", str(each.annotation)))
                    for each in takes[1:] if each.default is each.empty]  # fmt: skip
            with pytest.raises(ReasonNeeded):
                store.read(act, case, *more)
            asked.append(name)
    assert {"mentee_view", "timeline", "progress_sheet", "attachments", "photo_view"} <= set(asked)
    assert len(asked) > 15


def test_a_form_tells_nothing_of_a_case_that_asks_for_a_reason(casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        store.write(add_goal, case, GoalDraft("Quillfeather Court"))
        held = SessionDraft(
            (AttendanceDraft(case),),
            SessionStatus.HELD,
            TODAY,
            minutes=45,
            how=How.IN_PERSON,
            place="Quillfeather Hall",
        )
        store.write(record_session, held)

        def answers() -> list[str]:
            forms = (store.read(session_start, case), store.read(goal_choices, case))
            return [repr(each) for each in (*forms, store.read(usual_plan, case, TODAY))]

        assert not any("Quillfeather" in each for each in answers())
        store.write(open_case, case, COVERING)
        assert all("Quillfeather" in each for each in answers())


def test_a_refusal_is_a_refusal_that_people_can_read() -> None:
    assert issubclass(ReasonNeeded, NotAllowed)
    assert issubclass(ReasonNeeded, UserError)


def test_a_casebook_that_cannot_be_written_opens_no_case_of_others(casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        store.read_only = True
        assert not store.may(open_case)
        with pytest.raises(ReasonNeeded):
            store.read(mentee_view, case)


def test_the_page_asks_first_and_then_opens(qtbot, casebook: Casebook, case: int) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        store.write(add_note, case, NoteDraft(text="Met at the library."))
    with signed_in(casebook) as window:
        window.desk.go(Link("mentee", case))
        page = window.page()
        assert page.title() == "Sam"
        assert says(page, "This case is not yours")
        assert says(page, "Tom Ellery works with this person.")
        assert not page.tabs.isVisible()
        assert not says(page, "library")
        shown = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
        assert shown == ["Open this case"]
        press(page, "open_case")
        assert says(page, "Choose why you open this case.")
        panel = page.findChild(CaseGatePanel)
        panel.form.field("reason").set_value(OpeningReason.OTHER)
        qtbot.keyClicks(panel.form.field("other").edit, "A court asked")
        press(page, "open_case")
        assert told(window) == "Case opened."
        assert page.tabs.isVisible()
        assert says(page, "Reaching them safely")
        window.show_place("mentees")
        window.desk.go(Link("mentee", case))
        assert window.page().tabs.isVisible()
        assert opened(window.desk.store, case) == [("Asha Karim", "A court asked")]


def test_the_report_of_a_closed_case_is_refused_in_the_window(qtbot, casebook: Casebook, case: int) -> None:
    with casebook.open() as store:
        store.write(rename, case, "M-SAM")
    with signed_in(casebook) as window:
        chosen = make_progress(window.desk, "M-SAM")
        chosen.save()
        assert chosen.isVisible()
        assert says(chosen, "This case is not yours.")
        assert not window.findChildren(PreviewDialog)
        window.desk.write(open_case, case, COVERING)
        chosen.save()
        assert not chosen.isVisible()
        assert [each.isVisible() for each in window.findChildren(PreviewDialog)] == [True]


def test_a_case_that_is_given_to_somebody_else_closes_on_the_page(
    qtbot, casebook: Casebook, case: int
) -> None:
    with signed_in(casebook, Role.COORDINATOR) as window:
        window.desk.go(Link("mentee", case))
        assert window.page().tabs.isVisible()
        window.desk.write(give_worker, case, 1)
        assert says(window.page(), "This case is not yours")
        assert not window.page().tabs.isVisible()
        window.desk.write(give_worker, case, THEIRS)
        assert window.page().tabs.isVisible()


def test_the_setting_stands_in_the_form_of_the_organisation(qtbot, casebook: Casebook) -> None:
    with signed_in(casebook) as window:
        dialog = edit_organisation(window.desk)
        dialog.form.field("ask_reason").set_value(True)
        dialog.save()
        assert not dialog.isVisible()
        assert window.desk.read(organisation_sheet).draft.ask_reason


def test_the_command_line_takes_a_reason(capsys, casebook: Casebook, case: int, tmp_path) -> None:
    secret, out = tmp_path / "passphrase.txt", tmp_path / "progress.pdf"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    start = ["--casebook", str(casebook.folder), "--passphrase-file", str(secret)]
    reference = "M-SAM"
    with casebook.open() as store:
        store.write(rename, case, reference)
    report = [*start, "report", "mentee-progress", "--mentee", reference, "--edition", "funder"]
    assert cli.run([*report, "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("This case is not yours. Say with --reason why")
    assert not out.exists()
    assert cli.run([*report, "--reason", "figures", "--out", str(out)]) == 0
    assert reference in text_of(out.read_bytes())
    with casebook.open(Role.COORDINATOR) as store:
        assert opened(store, case) == [("Asha Karim", "Checking figures")]
