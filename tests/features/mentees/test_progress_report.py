from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPushButton

from mentordesk.features.mentees.operations.consents import withdraw_consent
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.queries.consents import consent_sheet
from mentordesk.features.mentees.queries.one import mentee_of_reference, mentee_view
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.reports import progress_pdf
from mentordesk.features.mentees.rules.consent import WithdrawalDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.progress import Edition, ProgressChoice, progress_problems
from mentordesk.features.mentees.rules.unnamed import Unnamed
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Invalid, NotFound
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import fold
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY
from tests.features.mentees.progress_worlds import (
    BORN,
    GOALS,
    SECRETS,
    START,
    ash,
    finish_first_goal,
    share_with,
)
from tests.features.mentees.worlds import begin
from tests.reporting.reading import reader, structure, text_of
from tests.screens import choose, dialogs, named

PARTNER = "Northbridge Probation"


@pytest.fixture
def mentee(store):
    return ash(store)


def words_of(store, mentee, edition=Edition.FUNDER, period=None, partner=""):
    return text_of(progress_pdf(store.read(progress_sheet, mentee, edition, period, partner)))


def test_the_edition_for_a_funder_says_nothing_that_names_the_person(store, mentee):
    pdf = progress_pdf(store.read(progress_sheet, mentee, Edition.FUNDER))
    everything = fold(
        f"{text_of(pdf)} {structure(pdf).text} {reader(pdf).metadata} {reader(pdf).xmp_metadata}"
    )
    assert [secret for secret in SECRETS if fold(secret) in everything] == []
    assert " ash " not in everything
    assert "asha karim" not in everything
    assert "m-00001 finds a flat of his own" in everything


def test_the_sheet_for_a_funder_holds_nothing_that_names_the_person(store, mentee):
    sheet = store.read(progress_sheet, mentee, Edition.FUNDER)
    assert (sheet.name, sheet.called, sheet.worker) == ("", "", "")
    assert [secret for secret in SECRETS if fold(secret) in fold(repr(sheet))] == []


def test_the_edition_for_a_partner_needs_a_basis_with_that_partner(store, mentee):
    with pytest.raises(Invalid, match="There is no basis for sharing with Northbridge Probation"):
        store.read(progress_sheet, mentee, Edition.PARTNER, None, PARTNER)
    share_with(store, mentee, PARTNER)
    said = words_of(store, mentee, Edition.PARTNER, partner=" northbridge  probation ")
    assert "Ash O’Quillan" in said
    assert "Consent, from" in said
    assert "4 March 1988" not in said.replace(GOALS[0].own_words, "")
    with pytest.raises(Invalid, match="sharing with the council"):
        store.read(progress_sheet, mentee, Edition.PARTNER, None, "the council")


def test_a_basis_that_was_withdrawn_refuses_the_edition_for_a_partner(store, mentee):
    share_with(store, mentee, PARTNER)
    (row,) = store.read(consent_sheet, mentee).in_force
    store.write(withdraw_consent, row.id, row.version, WithdrawalDraft(TODAY))
    with pytest.raises(Invalid, match="no basis"):
        store.read(progress_sheet, mentee, Edition.PARTNER, None, PARTNER)


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.MENTEE])
def test_every_word_of_a_goal_is_printed_as_it_was_written(store, mentee, edition):
    share_with(store, mentee, PARTNER)
    said = words_of(store, mentee, edition, partner=PARTNER if edition is Edition.PARTNER else "")
    for goal in GOALS:
        for wording in (goal.title, goal.own_words, *(step.wording for step in goal.steps)):
            assert " ".join(wording.split()) in said


def test_hostile_words_stay_words_for_a_funder_too(store, mentee):
    said = words_of(store, mentee)
    assert "Work <b>again</b> & %s {0}" in said
    assert "says: =cmd|' /C calc'!A0 \\ <script>" in said


def test_pathways_are_printed_then_and_now_with_their_distance(store, mentee):
    pdf = progress_pdf(store.read(progress_sheet, mentee, Edition.FUNDER))
    said = text_of(pdf)
    for words in (
        "+3, improved",
        "+1, about the same",
        "+1, maintained",
        "-2, worse",
        "None: not applicable",
    ):
        assert words in said
    assert "2 of 5" in said
    assert "not a validated clinical measure" in said
    figures = structure(pdf).all("Figure")
    assert any("then 3, now 6 (+3, improved)" in each.alt for each in figures)


def test_a_period_ends_what_is_told(store, mentee):
    period = Period(START, START + timedelta(days=60))
    sheet = store.read(progress_sheet, mentee, Edition.FUNDER, period)
    assert {each.standing.words for each in sheet.pathways} == {"Rated once", "None: not applicable"}
    later = Period(START + timedelta(days=60), TODAY)
    points = store.read(progress_sheet, mentee, Edition.FUNDER, later).pathways
    assert points[0].before == points[0].standing.baseline
    early = store.read(
        progress_sheet, mentee, Edition.FUNDER, Period(START - timedelta(9), START - timedelta(2))
    )
    assert (early.episodes, early.pathways, early.chart) == ((), (), None)
    assert "They were not with us in this period." in text_of(progress_pdf(early))


def test_a_goal_closed_before_the_period_is_left_out(store, mentee):
    finish_first_goal(store, mentee)
    assert len(store.read(progress_sheet, mentee, Edition.FUNDER).goals) == 2
    after = Period(TODAY + timedelta(days=1), TODAY + timedelta(days=5))
    assert len(store.read(progress_sheet, mentee, Edition.FUNDER, after).goals) == 1


def test_the_edition_for_the_mentee_is_large_and_begins_with_their_words(store, mentee):
    pdf = progress_pdf(store.read(progress_sheet, mentee, Edition.MENTEE))
    sizes = []

    def measure(text, _cm, tm, _font, size):
        if text.strip():
            sizes.append(size * abs(tm[3]))

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=measure)
    assert sorted(sizes)[len(sizes) // 2] >= 14
    said = text_of(pdf)
    order = [
        said.index(each) for each in ("What you said", "Your goals", "How things are", "What comes next")
    ]
    assert order == sorted(order)
    assert "first you said 3. Now you say 6. That is better." in said


def test_somebody_without_anything_has_a_report(store):
    mentee = store.write(begin, "Sam", None)
    for edition in (Edition.FUNDER, Edition.MENTEE):
        assert "M-Sam" in words_of(store, mentee, edition) or edition is Edition.MENTEE


def test_long_words_flow_over_pages_and_none_is_lost(store, mentee):
    said = " ".join(f"word{number}" for number in range(9000))
    wording = " ".join(f"t{number}" for number in range(60))
    store.write(add_goal, mentee, GoalDraft(wording, said, None, None, (StepDraft(wording, None),)))
    for edition in (Edition.FUNDER, Edition.MENTEE):
        pdf = progress_pdf(store.read(progress_sheet, mentee, edition))
        whole = structure(pdf).text.split()
        assert {f"word{number}" for number in range(9000)} - {each.strip() for each in whole} == set()
        assert len(reader(pdf).pages) > 10


def test_the_same_sheet_gives_the_same_bytes(store, mentee):
    sheet = store.read(progress_sheet, mentee, Edition.MENTEE)
    assert progress_pdf(sheet) == progress_pdf(sheet)


def test_a_mentee_is_found_by_reference_in_any_case(store, mentee):
    assert store.read(mentee_of_reference, " m-00001 ") == mentee
    with pytest.raises(NotFound, match='There is no mentee with the reference "M-9"'):
        store.read(mentee_of_reference, "M-9")


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        (ProgressChoice(), {"reference", "edition"}),
        (ProgressChoice("M-1", Edition.PARTNER), {"partner"}),
        (ProgressChoice("M-1", Edition.FUNDER, partner="A"), {"partner"}),
        (ProgressChoice("M-1", Edition.FUNDER, first=START), {"last"}),
        (ProgressChoice("M-1", Edition.FUNDER, TODAY, START), {"last"}),
        (ProgressChoice("M-1", Edition.MENTEE), set()),
    ],
)
def test_what_is_asked_for_is_checked(chosen, fields):
    assert set(progress_problems(chosen)) == fields


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Zofia Zielińska", "ZOFIA ZIELINSKA's flat", "R's flat"),
        ("Sean D’Arcy", "Sean D'Arcy and D’Arcy", "R and R"),
        ("Will May", "I will ask Will whether he may come", "I will ask R whether he may come"),
        ("李明", "李明想工作", "R想工作"),
        ("明 李", "我是李明。", "我是R。"),
        ("김민수", "김민수 씨", "R 씨"),
        ("Al", "Also", "Also"),
        ("Ann-Marie Fox", "Ann Marie Fox, ann-marie.", "R, R."),
    ],
)
def test_names_are_taken_out(name, text, left):
    assert Unnamed({name: "R"})(text) == left


@pytest.mark.parametrize(
    "written",
    ["4/3/1988", "04.03.88", "1988-03-04", "4th March 1988", "4 Mar 88", "March 4, 1988", "04 of march 1988"],
)
def test_a_date_of_birth_is_taken_out_however_it_is_written(written):
    assert Unnamed({}, (), BORN)(f"born {written}.") == "born [left out]."


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_whole_name_never_stays(before, after):
    said = Unnamed({"Dariusz Czarnecki": "M-1"})(f"{before} dariusz CZARNECKI {after}")
    assert "dariusz czarnecki" not in fold(said)


def test_the_report_is_reached_from_the_page_and_previewed(window, desk):
    desk.go(Link("mentee", 1))
    page = window.page()
    choose(named(page, "more", QPushButton).menu(), "Progress report…")
    (made,) = dialogs(window)
    assert made.form.field("reference").value() == desk.read(mentee_view, 1).reference
    made.save()
    assert any(isinstance(each, PreviewDialog) for each in dialogs(window))


def test_a_refusal_stands_in_the_dialog(window, desk):
    made = make_progress(desk, desk.read(mentee_view, 1).reference)
    made.form.field("edition").set_value(Edition.PARTNER)
    made.form.field("partner").set_value("The council")
    made.save()
    assert made.isVisible()
    assert "no basis for sharing with The council" in made.form.blocks["partner"].problem
