"""From the enquiry to the end, in a real casebook."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.matches.operations.matches import end_match, introduce_match
from mentordesk.features.matches.queries.one import match_view, matches_view
from mentordesk.features.matches.rules.matches import EndDraft, StepDraft
from mentordesk.features.volunteers.operations.pipeline import (
    change_volunteer,
    leave,
    move_volunteers,
    set_stages,
)
from mentordesk.features.volunteers.operations.spells import add_spell, change_spell, remove_spell
from mentordesk.features.volunteers.queries.board import board, stages_sheet, times_at_stages
from mentordesk.features.volunteers.queries.lists import (
    VolunteersShown,
    found_volunteers,
    volunteer_page,
    volunteers_waiting,
)
from mentordesk.features.volunteers.queries.retention import retention_sheet
from mentordesk.features.volunteers.rules.pipeline import (
    HandOver,
    LeaveDraft,
    MoveDraft,
    StageDraft,
    StagesDraft,
    VolunteerDraft,
)
from mentordesk.features.volunteers.rules.spells import BreakDraft, SpellDraft
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.matches import MatchEnd, MatchStatus
from mentordesk.records.pipeline import StageKind
from mentordesk.records.spells import BreakReason, LeaveReason
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.matches.facts import CHECKED, a_mentor, paused, proposed, somebody
from tests.features.volunteers.people import ASKED, asked, moved, seen, stage

BEGAN = date(2026, 6, 1)


def names(store: Store, view: VolunteersShown | None = None, **more) -> list[str]:
    filters = (("view", view),) if view else ()
    return [
        row.name for row in store.read(volunteer_page, ListAsk(filters=filters, sort="name", **more)).rows
    ]


def test_an_enquiry_is_kept_as_typed_and_found(store: Store) -> None:
    number = asked(
        store, "  Ola   Brandt ", phone=" 01632 960001", postcode="nb42xy", email="ola@example.org"
    )
    view = seen(store, number)
    assert view.draft == VolunteerDraft("Ola Brandt", "01632 960001", "ola@example.org", postcode="NB4 2XY")
    assert (view.stage, view.kind, view.since) == ("Enquiry", StageKind.ENQUIRY, ASKED)
    assert [(step.stage, step.change_date, step.by) for step in view.steps] == [
        ("Enquiry", ASKED, "Asha Karim")
    ]
    (found,) = store.read(found_volunteers, "bran")
    assert (found.title, found.detail) == ("Ola Brandt", "Volunteer, enquiry, NB4 2XY")
    assert names(store, search="960001") == ["Ola Brandt"]


def test_what_is_wrong_is_said_beside_the_field(store: Store) -> None:
    with pytest.raises(Invalid) as refused:
        asked(store, "", date(2027, 1, 1), postcode="nowhere", email="ola", emergency_phone="1")
    assert set(refused.value.problems) == {"name", "asked_date", "postcode", "email", "emergency_name"}


def test_a_volunteer_goes_through_the_stages_and_service_begins_when_ready(store: Store) -> None:
    number = asked(store)
    for day, name in ((8, "Application"), (20, "Interview"), (22, "References")):
        moved(store, number, name, date(2026, 3, day), reason="Came along well.")
    assert seen(store, number).spells == ()
    moved(store, number, "Ready", BEGAN)
    view = seen(store, number)
    assert [step.stage for step in view.steps] == [
        *("Ready", "References", "Interview", "Application", "Enquiry")
    ]
    assert [row.draft for row in view.spells] == [SpellDraft(BEGAN)]
    moved(store, number, "Paused", date(2026, 8, 1), break_reason=BreakReason.TRAVEL_MONEY)
    assert names(store, VolunteersShown.NO_MONEY) == ["Ola Brandt"]
    moved(store, number, "Ready", date(2026, 9, 1))
    (spell,) = seen(store, number).spells
    ((rest),) = spell.draft.breaks
    assert (rest.start_date, rest.end_date, rest.reason) == (
        *(date(2026, 8, 1), date(2026, 8, 31)),
        BreakReason.TRAVEL_MONEY,
    )
    assert names(store, VolunteersShown.NO_MONEY) == []
    assert names(store, VolunteersShown.NO_MATCH) == ["Ola Brandt"]


@pytest.mark.parametrize(
    ("to", "day", "more", "part"),
    [
        ("Application", date(2026, 3, 1), {}, "The step before was on 2 March 2026"),
        ("Application", date(2027, 3, 1), {}, "has not come yet"),
        ("Left", date(2026, 4, 1), {}, "Use Leave on their page"),
        ("Not taken on", date(2026, 4, 1), {}, "Say why they are not taken on"),
        ("Paused", date(2026, 4, 1), {"break_reason": BreakReason.WORK}, "Only somebody who serves"),
        ("Paused", date(2026, 4, 1), {}, "Choose why they pause"),
        ("Matched", date(2026, 4, 1), {}, "no match that has begun"),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_words(store: Store, to, day, more, part) -> None:
    number = asked(store)
    with pytest.raises(Invalid, match=part):
        moved(store, number, to, day, **more)
    assert seen(store, number).stage == "Enquiry"


def test_several_are_moved_together_or_none(store: Store) -> None:
    one, two = asked(store, "Ana Reyes"), asked(store, "Bo Lind", date(2026, 5, 1))
    pairs = tuple((each, seen(store, each).version) for each in (one, two))
    with pytest.raises(Invalid, match="The step before of Bo Lind was on 1 May 2026"):
        store.write(move_volunteers, pairs, MoveDraft(stage(store, "Interview"), date(2026, 4, 1)))
    assert {seen(store, each).stage for each in (one, two)} == {"Enquiry"}
    store.write(move_volunteers, pairs, MoveDraft(stage(store, "Interview"), date(2026, 5, 2)))
    assert {seen(store, each).stage for each in (one, two)} == {"Interview"}
    with pytest.raises(Conflict):
        store.write(move_volunteers, pairs, MoveDraft(stage(store, "DBS"), date(2026, 5, 3)))
    done = store.newest_deed()
    assert done is not None
    store.undo(done)
    assert {seen(store, each).stage for each in (one, two)} == {"Enquiry"}


def test_a_match_that_begins_and_ends_moves_the_volunteer(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store, name="Ray")
    assert seen(store, ray).stage == "Ready"
    assert [row.draft.start_date for row in seen(store, ray).spells] == [CHECKED]
    number = proposed(store, sam, ray, BEGAN)
    assert seen(store, ray).stage == "Ready"
    store.write(introduce_match, number, 1, StepDraft(BEGAN))
    assert (seen(store, ray).stage, seen(store, ray).since) == ("Matched", BEGAN)
    with pytest.raises(Invalid, match="They have a match"):
        moved(store, ray, "Ready", TODAY)
    version = store.read(match_view, number).version
    store.write(end_match, number, version, EndDraft(TODAY, MatchEnd.COMPLETED))
    assert (seen(store, ray).stage, seen(store, ray).since) == ("Ready", TODAY)


def test_a_leaver_hands_matches_over_or_ends_them(store: Store) -> None:
    sam, kit = somebody(store), somebody(store, "Kit")
    ray, una = a_mentor(store, name="Ray"), a_mentor(store, name="Una")
    proposed(store, sam, ray, BEGAN)
    proposed(store, kit, ray, BEGAN)
    view = seen(store, ray)
    with pytest.raises(Invalid, match="They have 2 open matches"):
        store.write(leave, ray, view.version, LeaveDraft(TODAY, LeaveReason.WORK))
    handed = (HandOver(view.matches[0].id, 1, una), HandOver(view.matches[1].id, 1))
    draft = LeaveDraft(
        TODAY, LeaveReason.WORK, "A job in Leeds.", TODAY, reference_given=True, matches=handed
    )
    store.write(leave, ray, view.version, draft)
    gone = seen(store, ray)
    assert (gone.stage, gone.matches, gone.active) == ("Left", (), False)
    assert gone.spells[0].draft == SpellDraft(
        CHECKED, None, TODAY, LeaveReason.WORK, "A job in Leeds.", TODAY, reference_given=True
    )
    new, old = store.read(matches_view, sam).matches
    assert (new.mentor, new.status, new.changes[0].reason) == (
        *("Una", MatchStatus.PROPOSED),
        "Handed over by Ray.",
    )
    assert (old.status, old.end_reason) == (MatchStatus.ENDED, MatchEnd.MENTOR_LEFT)
    assert old.changes[-1].reason == "Handed over to Una."
    (ended,) = store.read(matches_view, kit).matches
    assert (ended.status, ended.changes[-1].reason) == (MatchStatus.ENDED, "The mentor left.")


def test_a_match_is_not_handed_to_whom_the_safety_rules_exclude(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store, name="Ray")
    max_, eve, ida = (
        a_mentor(store, name="Max", caseload_limit=0),
        a_mentor(store, name="Eve", dbs_decision=None, dbs_date=None),
        a_mentor(store, name="Ida"),
    )
    paused(store, ida)
    proposed(store, sam, ray, BEGAN)
    view = seen(store, ray)
    for heir, part in ((max_, "the limit is 0"), (eve, "No decision on a DBS"), (ida, "do not mentor")):
        handed = (HandOver(view.matches[0].id, 1, heir),)
        with pytest.raises(Invalid, match=part):
            store.write(leave, ray, view.version, LeaveDraft(TODAY, LeaveReason.WORK, matches=handed))
    assert seen(store, ray).stage == "Ready"


def test_leaving_is_refused_out_of_order(store: Store) -> None:
    ray, ola = a_mentor(store, name="Ray"), asked(store)
    version = seen(store, ray).version
    with pytest.raises(Invalid, match="Their service began on 10 January 2026"):
        store.write(leave, ray, version, LeaveDraft(date(2026, 1, 9), LeaveReason.WORK))
    with pytest.raises(Invalid, match="Choose why they leave"):
        store.write(leave, ray, version, LeaveDraft(TODAY))
    with pytest.raises(Invalid, match="They have not served here"):
        store.write(leave, ola, seen(store, ola).version, LeaveDraft(TODAY, LeaveReason.WORK))


def test_times_of_service_are_put_right_and_may_not_overlap(store: Store) -> None:
    ray = a_mentor(store, name="Ray")
    with pytest.raises(Invalid, match="overlap"):
        store.write(add_spell, ray, SpellDraft(date(2025, 1, 1), None, CHECKED, LeaveReason.MOVED))
    early = SpellDraft(date(2025, 1, 1), date(2025, 12, 1), date(2025, 12, 1), LeaveReason.COMPLETED_TERM)
    number = store.write(add_spell, ray, early)
    row = seen(store, ray).spells[1]
    assert row.draft == early
    rest = BreakDraft(None, date(2025, 3, 1), date(2025, 3, 9), BreakReason.HEALTH)
    store.write(change_spell, number, row.version, replace(early, breaks=(rest,)))
    kept = seen(store, ray).spells[1]
    assert kept.draft.breaks[0].end_date == date(2025, 3, 9)
    outside = BreakDraft(None, date(2024, 3, 1), date(2024, 3, 9))
    with pytest.raises(Invalid, match="outside the time of service"):
        store.write(change_spell, number, kept.version, replace(early, breaks=(outside,)))
    open_one = seen(store, ray).spells[0]
    with pytest.raises(Invalid, match="Use Leave"):
        store.write(
            change_spell,
            open_one.id,
            open_one.version,
            replace(open_one.draft, end_date=TODAY, end_reason=LeaveReason.WORK),
        )
    with pytest.raises(Invalid, match="goes on"):
        store.write(remove_spell, open_one.id)
    store.write(remove_spell, number)
    assert len(seen(store, ray).spells) == 1


def test_stages_are_renamed_added_and_kept_while_somebody_stands_there(store: Store) -> None:
    asked(store)
    sheet = store.read(stages_sheet)
    assert [each.name for each in sheet.stages][:3] == ["Enquiry", "Application", "Interview"]
    first, *rest = sheet.stages
    changed = StagesDraft(
        (replace(first, name="Said hello", days=None), StageDraft(None, "Taster day"), *rest)
    )
    store.write(set_stages, changed)
    assert [each.name for each in store.read(board)][:3] == ["Said hello", "Taster day", "Application"]
    assert store.read(volunteers_waiting) == 0
    for wrong, part in (
        (StagesDraft(tuple(rest)), "No stage means “has asked”"),
        (StagesDraft((StageDraft(None, "New", StageKind.ENQUIRY), *rest)), "1 volunteer stands at a stage"),
        (StagesDraft((*changed.stages, StageDraft(None, "taster DAY"))), "same name"),
        (StagesDraft((*changed.stages, StageDraft(None, " "))), "every stage a name"),
    ):
        with pytest.raises(Invalid, match=part):
            store.write(set_stages, wrong)


def test_the_board_and_the_times_say_who_stands_where_and_how_long(store: Store) -> None:
    one, two = asked(store, "Ana Reyes"), asked(store, "Bo Lind", date(2026, 3, 4))
    moved(store, one, "Application", date(2026, 3, 12))
    moved(store, two, "Application", date(2026, 3, 5))
    moved(store, two, "Interview", date(2026, 3, 20))
    columns = {each.name: each for each in store.read(board)}
    assert [(card.name, card.days, card.too_long) for card in columns["Application"].cards] == [
        ("Ana Reyes", (TODAY - date(2026, 3, 12)).days, True)
    ]
    times = {each.name: each for each in store.read(times_at_stages)}
    enquiry = times["Enquiry"]
    assert (enquiry.went_on, enquiry.median_days, enquiry.longest_days) == (2, 6, 10)  # 10 days and 1 day
    assert (times["Application"].median_days, times["Application"].standing) == (15, {one})
    assert names(store, VolunteersShown.TOO_LONG) == ["Ana Reyes", "Bo Lind"]
    assert names(store, VolunteersShown.APPLYING) == ["Ana Reyes", "Bo Lind"]


def test_two_of_one_name_are_told_apart(store: Store) -> None:
    asked(store, "Sam Lee", postcode="NB1 1AA")
    asked(store, "Sam Lee", postcode="NB7 1AA")
    assert [each.detail for each in store.read(found_volunteers, "sam lee")] == [
        *("Volunteer, enquiry, NB1 1AA", "Volunteer, enquiry, NB7 1AA")
    ]


def test_every_figure_opens_its_people(store: Store) -> None:
    ray = a_mentor(store, name="Ray")
    una = a_mentor(store, name="Una", training_date=date(2026, 2, 1))
    store.write(add_spell, ray, SpellDraft(date(2024, 1, 1), None, date(2026, 1, 2), LeaveReason.MOVED))
    store.write(leave, una, seen(store, una).version, LeaveDraft(TODAY, LeaveReason.NO_MATCH))
    figures = store.read(retention_sheet).figures
    assert (figures.base, figures.retained) == ({ray}, {ray})
    assert figures.leavers == {una: LeaveReason.NO_MATCH}
    page = store.read(volunteer_page, ListAsk(filters=(("people", tuple(figures.leavers)),)))
    assert [row.name for row in page.rows] == ["Una"]


def test_a_changed_volunteer_keeps_what_matching_goes_by_and_a_stale_one_is_refused(store: Store) -> None:
    ray = a_mentor(store, name="Ray", interests="chess")
    version = seen(store, ray).version
    store.write(change_volunteer, ray, version, VolunteerDraft("Ray Moss", "01632 960002"))
    assert seen(store, ray).draft.name == "Ray Moss"
    with pytest.raises(Conflict):
        store.write(change_volunteer, ray, version, VolunteerDraft("Ray"))
