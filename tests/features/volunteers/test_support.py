"""Support: when a talk is due, who reads what was said in confidence, what was agreed, debriefs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mentordesk.features.home.queries import today as first_page
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.access import answer_sheet, redaction_queue
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.rules.requests import RequestDraft
from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.volunteers.operations.settings import change_volunteer_settings
from mentordesk.features.volunteers.operations.support import (
    change_talk,
    decline_debrief,
    finish_action,
    move_talk,
    plan_talk,
    record_group_talk,
    record_talk,
    remove_talk,
    reopen_action,
    set_supporter,
)
from mentordesk.features.volunteers.queries.checks import volunteer_settings
from mentordesk.features.volunteers.queries.lists import found_volunteers, volunteer_page
from mentordesk.features.volunteers.queries.support import support_view, talk_row
from mentordesk.features.volunteers.queries.support_lists import (
    ActionsShown,
    SupportShown,
    TalksShown,
    action_page,
    support_page,
    talk_page,
)
from mentordesk.features.volunteers.rules.support import (
    ActionDraft,
    GroupDraft,
    SupportState,
    TalkDraft,
    TalkPlanDraft,
    group_problems,
    plan_talk_problems,
    support_state,
    talk_problems,
)
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.requests import Came, RequestKind
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.records.support import TalkKind, TalkStatus, Wellbeing
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY, Casebook
from tests.features.matches.facts import a_mentor, paused
from tests.features.sessions.planning import mentee
from tests.features.volunteers.people import asked

CANARY = "zqcanaryzq"
TALK = TalkDraft(talk_date=TODAY, person_id=1, topic="How it goes")
ASHA, TOM = 1, 2


def rows(store: Store, view: SupportShown | None = None) -> list[str]:
    filters = (("view", view),) if view else ()
    return [row.name for row in store.read(support_page, ListAsk(filters=filters, sort="due")).rows]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, SupportState.LATER),
        (41, SupportState.LATER),
        (42, SupportState.DUE),  # six weeks
        (56, SupportState.DUE),  # eight weeks are not yet too long
        (57, SupportState.OVERDUE),
    ],
)
def test_a_talk_is_due_after_six_weeks_and_overdue_after_eight(days: int, state: SupportState) -> None:
    assert support_state(TODAY - timedelta(days=days), 6, 8, TODAY) is state


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(TALK, talk_date=None), "talk_date"),
        (replace(TALK, talk_date=TODAY + timedelta(days=1)), "talk_date"),
        (replace(TALK, talk_date=date(1926, 11, 1)), "talk_date"),
        (replace(TALK, minutes=0), "minutes"),
        (replace(TALK, minutes=1441), "minutes"),
        (replace(TALK, kind=None), "kind"),
        (replace(TALK, person_id=None), "person_id"),
        (replace(TALK, next_date=TODAY - timedelta(days=1)), "next_date"),
        (replace(TALK, next_date=TODAY), "next_date"),
        (replace(TALK, actions=(ActionDraft(wording=" ", due_date=TODAY),)), "actions"),
        (replace(TALK, actions=(ActionDraft(wording="Ring"),)), "actions"),
        (
            replace(TALK, actions=(ActionDraft(wording="Ring", due_date=TODAY - timedelta(days=1)),)),
            "actions",
        ),
        (replace(TALK, actions=(ActionDraft(wording="Ring", owner_id=None, due_date=TODAY),)), "actions"),
    ],
)
def test_what_is_wrong_with_a_talk_is_said_beside_the_field(draft: TalkDraft, field: str) -> None:
    assert list(talk_problems(draft, TODAY)) == [field]


def test_what_is_wrong_with_a_plan_or_a_group_is_said() -> None:
    assert list(plan_talk_problems(TalkPlanDraft(TODAY - timedelta(days=1)), TODAY)) == ["talk_date"]
    assert list(plan_talk_problems(TalkPlanDraft(TODAY), TODAY)) == []
    assert list(group_problems(GroupDraft(TODAY, 60, ASHA, (1, 1)), TODAY)) == ["volunteers"]


def test_the_list_says_who_waits_and_the_settings_say_how_long(store: Store) -> None:
    names = {name: a_mentor(store, name=name) for name in ("Ana", "Bo", "Cy")}
    asked(store)  # has asked only, so no talk is due
    gone = a_mentor(store, name="Di")
    paused(store, gone)
    for name, days in (("Ana", 10), ("Bo", 42), ("Cy", 57)):
        held = replace(TALK, talk_date=TODAY - timedelta(days=days))
        store.write(record_talk, names[name], held)
    assert rows(store) == ["Cy", "Bo", "Ana"]
    assert rows(store, SupportShown.WAITING) == ["Cy", "Bo"]
    assert rows(store, SupportShown.OVERDUE) == ["Cy"]
    assert store.read(first_page).support.talks == 1
    store.write(plan_talk, names["Cy"], TalkPlanDraft(TODAY + timedelta(days=3)))
    assert rows(store, SupportShown.NOT_PLANNED) == ["Bo"]
    version, draft = store.read(volunteer_settings)
    store.write(change_volunteer_settings, version, replace(draft, support_weeks=1, support_late_weeks=1))
    assert rows(store, SupportShown.OVERDUE) == ["Cy", "Bo", "Ana"]


def test_a_debrief_and_a_plan_do_not_count_as_the_talk(store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    store.write(record_talk, ana, replace(TALK, talk_date=TODAY - timedelta(days=60)))
    store.write(record_talk, ana, replace(TALK, kind=TalkKind.DEBRIEF))
    store.write(plan_talk, ana, TalkPlanDraft(TODAY))
    assert store.read(support_view, ana).state is SupportState.OVERDUE
    store.write(record_group_talk, GroupDraft(TODAY, 90, ASHA, (ana, a_mentor(store, name="Bo")), "Endings"))
    assert store.read(support_view, ana).state is SupportState.LATER


def test_what_was_said_in_confidence_is_for_the_line_only(casebook: Casebook, store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    confidence = replace(TALK, note=CANARY, wellbeing=Wellbeing.STRUGGLING, wellbeing_note=f"{CANARY} 2")
    talk = store.write(record_talk, ana, confidence)
    assert CANARY in repr(store.read(support_view, ana))
    assert CANARY in repr(store.read(history, "volunteer", ana))
    store.close()
    with casebook.open(Role.COORDINATOR) as tom:
        ask = ListAsk(search="ana")
        told: list[Any] = [
            tom.read(support_view, ana),
            tom.read(talk_row, talk),
            tom.read(support_page, ask),
            tom.read(talk_page, ask),
            tom.read(action_page, ask),
            tom.read(volunteer_page, ask),
            tom.read(volunteer_page, ListAsk(search=CANARY)),
            tom.read(found_volunteers, "ana"),
            tom.read(history, "volunteer", ana),
            tom.read(history, "support_talk", talk),
            tom.read(first_page),
        ]
        assert "How it goes" in repr(told)
        assert CANARY not in repr(told)
        assert "STRUGGLING" not in repr(told)
        assert "struggling" not in repr(told).lower()
        row = tom.read(talk_row, talk)
        assert (row.noted, row.in_line) == (True, False)
        with pytest.raises(Invalid, match="for its line"):
            tom.write(change_talk, talk, row.version, replace(row.draft, note="Mine"))
        with pytest.raises(NotAllowed):
            tom.write(set_supporter, ana, 0, TOM)
        with pytest.raises(Invalid, match="confidential note"):
            tom.write(remove_talk, talk, row.version)
        own = replace(row.draft, minutes=50, person_id=TOM)  # neither reads it by holding the talk
        tom.write(change_talk, talk, row.version, own)
        assert not tom.read(talk_row, talk).in_line
    with casebook.open() as asha:
        row = asha.read(talk_row, talk)
        assert (row.draft.minutes, row.draft.note, row.draft.person_id) == (50, CANARY, ASHA)
        asha.write(set_supporter, ana, 0, TOM)
        with pytest.raises(Conflict):
            asha.write(set_supporter, ana, 0, ASHA)
    with casebook.open(Role.COORDINATOR) as tom:
        assert tom.read(talk_row, talk).draft.note == CANARY
        assert CANARY in repr(tom.read(history, "volunteer", ana))


def test_whoever_held_the_talk_reads_their_own_note(casebook: Casebook, store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    store.close()
    with casebook.open(Role.COORDINATOR) as tom:
        talk = tom.write(record_talk, ana, replace(TALK, person_id=TOM, note=CANARY))
        assert tom.read(talk_row, talk).draft.note == CANARY
    with casebook.open() as asha:
        assert asha.read(talk_row, talk).draft.note == CANARY


def test_somebody_looks_at_a_confidence_before_it_is_given_to_the_volunteer(store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    confidence = replace(TALK, note=CANARY, wellbeing=Wellbeing.STRUGGLING, wellbeing_note=f"{CANARY} 2")
    store.write(record_talk, ana, confidence)
    asked_for = RequestDraft(kind=RequestKind.ACCESS, received_date=TODAY, came=Came.LETTER, volunteer_id=ana)
    request = store.write(record_request, asked_for)
    looked_at = {row.text.words for row in store.read(redaction_queue, request)}
    assert {CANARY, f"{CANARY} 2", "Struggling"} <= looked_at
    with pytest.raises(Invalid):
        store.read(answer_sheet, request)
    held_back = repr(store.read(answer_sheet, request, hold_back=True))
    assert "How it goes" in held_back
    assert CANARY not in held_back
    assert "Struggling" not in held_back


def test_what_was_agreed_reminds_until_it_is_done(store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    mine = ActionDraft(None, "Ring the council", ASHA, TODAY + timedelta(days=7))
    theirs = ActionDraft(None, "Read the handbook", 0, TODAY + timedelta(days=30))
    talk = store.write(record_talk, ana, replace(TALK, actions=(mine, theirs)))
    assert store.read(first_page).support.actions == 1
    view = store.read(support_view, ana)
    assert [(each.wording, each.owner) for each in view.actions] == [
        ("Ring the council", "Asha Karim"),
        ("Read the handbook", "The volunteer"),
    ]
    store.write(finish_action, view.actions[0].id, view.actions[0].version)
    assert store.read(first_page).support.actions == 0
    done = store.read(action_page, ListAsk(filters=(("view", ActionsShown.DONE),))).rows
    assert [(row.wording, row.says) for row in done] == [("Ring the council", "Done on 21 Nov 2026")]
    store.write(reopen_action, done[0].id, done[0].version)
    assert store.read(first_page).support.actions == 1
    row = store.read(talk_row, talk)
    store.write(change_talk, talk, row.version, replace(row.draft, actions=row.draft.actions[1:]))
    assert [each.wording for each in store.read(support_view, ana).actions] == ["Read the handbook"]


def test_a_talk_is_planned_moved_and_held(store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    day = TODAY + timedelta(days=3)
    store.write(record_talk, ana, replace(TALK, next_date=day))
    (planned,) = store.read(support_view, ana).planned
    assert planned.draft.talk_date == day
    store.write(move_talk, planned.id, planned.version, TalkPlanDraft(TODAY, TalkKind.ONE_TO_ONE, TOM))
    row = store.read(talk_row, planned.id)
    assert (row.draft.talk_date, row.by) == (TODAY, "Tom Ellery")
    store.write(change_talk, row.id, row.version, replace(row.draft, minutes=40))
    assert store.read(support_view, ana).planned == ()
    row = store.read(talk_row, planned.id)
    with pytest.raises(Invalid, match="no longer planned"):
        store.write(move_talk, row.id, row.version, TalkPlanDraft(day))
    held = store.read(talk_page, ListAsk(filters=(("view", TalksShown.HELD),), sort="date")).rows
    assert len(held) == 2


def test_a_debrief_is_offered_after_a_session_with_a_concern(store: Store) -> None:
    ana, danny = a_mentor(store, name="Ana"), mentee(store, "Danny", "Reeve")
    numbers = [_session(store, ana, danny, days) for days in (1, 2, 57)]
    for number in numbers:
        store.write(raise_concern, danny, ConcernDraft(ConcernKind.HEALTH, "Did not eat."), number)
    store.write(raise_concern, danny, ConcernDraft(ConcernKind.OTHER, "Said so twice."), numbers[0])
    view = store.read(support_view, ana)
    assert [each.session_id for each in view.debriefs] == [numbers[1], numbers[0]]  # the third is too old
    assert store.read(first_page).support.debriefs == 2
    assert rows(store, SupportShown.DEBRIEF) == ["Ana"]
    store.write(decline_debrief, ana, numbers[0])
    store.write(record_talk, ana, replace(TALK, kind=TalkKind.DEBRIEF), numbers[1])
    view = store.read(support_view, ana)
    assert view.debriefs == ()
    assert {(row.session_id, row.status) for row in view.talks} == {
        (numbers[0], TalkStatus.DECLINED),
        (numbers[1], TalkStatus.HELD),
    }


def _session(store: Store, volunteer_id: int, mentee_id: int, days: int) -> int:
    draft = SessionDraft(
        status=SessionStatus.HELD,
        session_date=TODAY - timedelta(days=days),
        minutes=45,
        how=How.IN_PERSON,
        volunteer_id=volunteer_id,
        unmatched_reason="Stood in",
        change_reason="Written down late",
        attendances=(AttendanceDraft(mentee_id),),
    )
    return store.write(record_session, draft)
