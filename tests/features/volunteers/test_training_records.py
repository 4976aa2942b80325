"""Training in a casebook: registers, what runs out, who lacks what, and what is forgotten with a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.volunteers.operations.pipeline import add_volunteer, move_volunteers
from mentordesk.features.volunteers.operations.training import (
    add_course,
    add_need,
    add_offer,
    add_training,
    add_training_event,
    change_course,
    change_need,
    change_offer,
    change_training,
    change_training_event,
    keep_certificate,
    remove_certificate,
    remove_offer,
    remove_training,
    remove_training_event,
    set_holdings,
    set_register,
    set_roles,
)
from mentordesk.features.volunteers.queries.lists import stage_choices
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.queries.training import (
    course_choices,
    course_page,
    gap_page,
    need_page,
    offer_page,
    training_done_page,
    training_event_page,
    training_roles,
)
from mentordesk.features.volunteers.queries.training_one import (
    certificate_copy,
    training_event_view,
    training_sheet,
    training_view,
)
from mentordesk.features.volunteers.queries.training_rows import (
    CoursesShown,
    DoneShown,
    EventsShown,
    GapsShown,
    NeedsShown,
)
from mentordesk.features.volunteers.reports.training import training_pdf
from mentordesk.features.volunteers.rules.certificates import CertificateDraft
from mentordesk.features.volunteers.rules.pipeline import EnquiryDraft, MoveDraft
from mentordesk.features.volunteers.rules.training import (
    CourseDraft,
    EventDraft,
    HoldingsDraft,
    Ladder,
    NeedDraft,
    OfferDraft,
    PlaceDraft,
    RegisterDraft,
    RolesDraft,
    TrainingDraft,
)
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.retention import Cause, Subject
from mentordesk.records.training import NeedSource, TrainingMark
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.matches.facts import a_mentor
from tests.reporting.reading import text_of

ATTENDED, ABSENT = TrainingMark.ATTENDED, TrainingMark.ABSENT


def course(store: Store, title: str = "First aid", **more: object) -> int:
    return store.write(add_course, CourseDraft(title, **more))


def an_event(store: Store, course_id: int, *people: int, day: date = TODAY) -> int:
    event = store.write(add_training_event, EventDraft(course_id, day, "Town hall", "Asha", None, 90, 8))
    marks = RegisterDraft(tuple(PlaceDraft(each, ATTENDED) for each in people))
    store.write(set_register, event, 1, marks)
    return event


def filtered(**filters: object) -> ListAsk:
    return ListAsk(filters=tuple(filters.items()))


def test_the_catalogue_begins_with_the_core_and_grows(store: Store) -> None:
    rows = store.read(course_page, ListAsk(sort="title")).rows
    assert [row.draft.title for row in rows] == [
        "Boundaries",
        "Confidentiality",
        "Lone working",
        "Safeguarding",
    ]
    draft = CourseDraft("Erste Hilfe – ärztlich", "Rotes Kreuz", 4_550, accredited=True, validity_months=24)
    number = store.write(add_course, draft)
    row = store.read(course_page, ListAsk(search="arztlich")).rows[0]
    assert (row.id, row.draft) == (number, draft)
    with pytest.raises(Invalid, match="Another training has this title"):
        store.write(add_course, CourseDraft("ERSTE HILFE – ÄRZTLICH"))
    store.write(change_course, number, row.version, replace(draft, offered=False, everybody=True))
    with pytest.raises(Conflict):
        store.write(change_course, number, row.version, draft)
    for view, count in (
        (CoursesShown.OFFERED, 4),
        (CoursesShown.ENDED, 1),
        (CoursesShown.FREE, 4),
        (CoursesShown.ACCREDITED, 1),
        (CoursesShown.REQUIRED, 1),
    ):
        assert store.read(course_page, filtered(view=view)).total == count, view
    assert (number, "Erste Hilfe – ärztlich (no longer offered)") in store.read(course_choices)


def test_whoever_came_has_done_the_training_and_whoever_did_not_has_not(store: Store) -> None:
    ada, ben = a_mentor(store, name="Ada"), a_mentor(store, name="Ben")
    aid = course(store, validity_months=36)
    event = an_event(store, aid, ada, ben)
    assert store.read(training_view, ada).done[0].draft.expiry_date == date(2029, 11, 21)
    version = store.read(training_event_view, event).version
    marks = RegisterDraft((PlaceDraft(ada, ATTENDED), PlaceDraft(ben, ABSENT)))
    store.write(set_register, event, version, marks)
    assert [row.name for row in store.read(training_done_page, ListAsk()).rows] == ["Ada"]
    view = store.read(training_event_view, event)
    store.write(change_training_event, event, view.version, replace(view.draft, event_date=date(2026, 5, 31)))
    done = store.read(training_view, ada).done[0].draft
    assert (done.done_date, done.expiry_date) == (date(2026, 5, 31), date(2029, 5, 31))
    row = store.read(training_event_page, ListAsk()).rows[0]
    assert (row.taken, row.came, row.places, row.trainer) == (2, 1, 8, "Asha")


def test_what_came_of_a_register_is_changed_there(store: Store) -> None:
    ada = a_mentor(store)
    aid = course(store)
    event = an_event(store, aid, ada)
    row = store.read(training_view, ada).done[0]
    with pytest.raises(Invalid, match="register of a training day"):
        store.write(remove_training, row.id, row.version)
    with pytest.raises(Invalid, match="register of a training day"):
        store.write(change_training, row.id, row.version, replace(row.draft, done_date=date(2026, 1, 1)))
    store.write(change_training, row.id, row.version, replace(row.draft, can_train=True))
    view = store.read(training_event_view, event)
    with pytest.raises(Invalid, match="cannot be in the future"):
        store.write(
            change_training_event, event, view.version, replace(view.draft, event_date=TODAY + timedelta(1))
        )
    with pytest.raises(Invalid, match="was not removed"):
        store.write(remove_training_event, event, view.version)
    store.write(set_register, event, view.version, RegisterDraft(()))
    store.write(remove_training_event, event, view.version + 1)
    with pytest.raises(NotFound):
        store.read(training_event_view, event)


def test_coming_days_are_told_from_past_ones_and_show_on_the_page_of_who_is_booked(store: Store) -> None:
    ada = a_mentor(store)
    aid = course(store)
    later = store.write(add_training_event, EventDraft(aid, TODAY + timedelta(9), trainer_id=ada))
    store.write(set_register, later, 1, RegisterDraft((PlaceDraft(ada),)))
    an_event(store, aid, day=date(2026, 1, 5))
    assert [row.id for row in store.read(training_event_page, filtered(when=EventsShown.COMING)).rows] == [
        later
    ]
    assert store.read(training_event_page, filtered(when=EventsShown.PAST)).total == 1
    assert store.read(training_view, ada).booked[0].event_id == later
    assert store.read(training_event_page, ListAsk(search="rashid")).total == 1


def test_the_gaps_are_of_everybody_and_of_roles(store: Store) -> None:
    """First aid is asked of everybody, the prison talk of one role that Ada has."""
    ada, ben = a_mentor(store, name="Ada"), a_mentor(store, name="Ben")
    role = store.read(training_roles).roles[1].id
    talk = course(store, "Prison talk", roles=(role,))
    aid = course(store, everybody=True, roles=(role,), validity_months=12)
    store.write(set_holdings, ada, HoldingsDraft((role,)))
    store.write(add_training, ben, TrainingDraft(aid, date(2025, 11, 21)))
    rows = store.read(gap_page, ListAsk(sort="name")).rows
    assert sorted((row.name, row.training, row.why) for row in rows) == [
        ("Ada", "First aid", "Not done yet"),
        ("Ada", "Prison talk", "Not done yet"),
        ("Ben", "First aid", "Ran out on 21 Nov 2026"),
    ]
    assert [each.title for each in store.read(training_view, ada).lacking] == ["First aid", "Prison talk"]
    assert store.read(training_view, ben).lacking[0].over_since == TODAY
    store.write(add_training_event, EventDraft(aid, TODAY + timedelta(20)))
    row = store.read(gap_page, filtered(course=aid)).rows[0]
    assert row.next_date == TODAY + timedelta(20)
    assert store.read(gap_page, filtered(course=talk)).total == 1
    assert store.read(gap_page, filtered(who=GapsShown.SERVING)).total == 3
    assert store.read(gap_page, filtered(who=GapsShown.OTHERS)).total == 0
    assert store.read(gap_page, ListAsk(search="prison")).total == 1
    seen = []
    ask = ListAsk(sort="training", limit=1)
    for _ in range(3):
        page = store.read(gap_page, ask)
        seen += [row.id for row in page.rows]
        ask = replace(ask, after=page.after)
    assert len(set(seen)) == 3
    store.write(add_training, ada, TrainingDraft(aid, TODAY))
    store.write(add_training, ada, TrainingDraft(talk, TODAY))
    store.write(add_training, ben, TrainingDraft(aid, TODAY))
    assert store.read(gap_page, ListAsk()).total == 0


def test_nobody_becomes_ready_who_lacks_a_required_training(store: Store) -> None:
    number = store.write(add_volunteer, EnquiryDraft(name="Jo Ames", asked_date=date(2026, 11, 2)))
    aid = course(store, everybody=True)
    ready = next(key for key, name in store.read(stage_choices) if name == "Ready")
    step = MoveDraft(ready, TODAY)
    version = store.read(volunteer_view, number).version
    with pytest.raises(Invalid, match="Required training not done yet: First aid"):
        store.write(move_volunteers, [(number, version)], step)
    store.write(add_training, number, TrainingDraft(aid, TODAY))
    store.write(move_volunteers, [(number, store.read(volunteer_view, number).version)], step)
    assert store.read(training_view, number).stage == "Ready"


def untrained(store: Store, number: int) -> bool:
    return "Training is not finished yet." in store.read(volunteer_view, number).missing


def test_training_is_finished_once_everything_required_is_done(store: Store) -> None:
    jo = store.write(add_volunteer, EnquiryDraft(name="Jo Ames", asked_date=date(2026, 11, 2)))
    ann = store.write(add_volunteer, EnquiryDraft(name="Ann Poe", asked_date=date(2026, 11, 2)))
    aid = course(store, everybody=True)
    talk = course(store, title="Listening", everybody=True)
    store.write(add_training, jo, TrainingDraft(aid, date(2026, 11, 3)))
    assert untrained(store, jo)
    event = store.write(add_training_event, EventDraft(talk, date(2026, 11, 10)))
    there = [PlaceDraft(each, TrainingMark.ATTENDED) for each in (jo, ann)]
    store.write(set_register, event, 1, RegisterDraft(tuple(there)))
    assert not untrained(store, jo)
    assert untrained(store, ann)
    away = (PlaceDraft(jo, TrainingMark.ABSENT), there[1])
    version = store.read(training_event_view, event).version
    store.write(set_register, event, version, RegisterDraft(away))
    assert untrained(store, jo)


def test_a_further_role_takes_nothing_from_whoever_had_finished(store: Store) -> None:
    jo = store.write(add_volunteer, EnquiryDraft(name="Jo Ames", asked_date=date(2026, 11, 2)))
    course(store, title="Keys", roles=(prison := next(iter(store.read(training_roles).roles)).id,))
    store.write(add_training, jo, TrainingDraft(course(store, everybody=True), date(2026, 11, 3)))
    assert not untrained(store, jo)
    store.write(set_holdings, jo, HoldingsDraft((prison,)))
    assert not untrained(store, jo)


def test_what_was_known_before_any_training_was_written_down_stays(store: Store) -> None:
    una = a_mentor(store, name="Una", training_date=date(2026, 2, 1))
    aid, _talk = course(store, everybody=True), course(store, title="Listening", everybody=True)
    number = store.write(add_training, una, TrainingDraft(aid, TODAY))
    assert not untrained(store, una)
    store.write(remove_training, number, 1)
    assert not untrained(store, una)


def test_the_list_of_what_runs_out_takes_the_newest_of_each_training(store: Store) -> None:
    aid = course(store, validity_months=12)
    for name, days in (("Over", -5), ("Week", 3), ("Month", 20), ("Two", 45), ("Later", 200)):
        number = a_mentor(store, name=name)
        store.write(add_training, number, TrainingDraft(aid, date(2024, 1, 1), TODAY + timedelta(days)))
    renewed = a_mentor(store, name="Renewed")
    store.write(add_training, renewed, TrainingDraft(aid, date(2024, 1, 1), date(2025, 1, 1)))
    store.write(add_training, renewed, TrainingDraft(aid, TODAY))
    due = store.read(training_done_page, replace(filtered(shown=DoneShown.DUE), sort="expiry")).rows
    assert [row.name for row in due] == ["Over", "Week", "Month", "Two"]
    for step, name in (
        (Ladder.OVER, "Over"),
        (Ladder.DAYS_7, "Week"),
        (Ladder.DAYS_30, "Month"),
        (Ladder.DAYS_60, "Two"),
    ):
        found = store.read(training_done_page, filtered(ladder=step)).rows
        assert [row.name for row in found] == [name]
    assert store.read(training_done_page, filtered(ladder=Ladder.LATER)).total == 2
    assert store.read(training_done_page, filtered(ladder=Ladder.NEVER)).total == 0
    assert store.read(training_done_page, ListAsk()).total == 6
    assert store.read(training_done_page, filtered(shown=DoneShown.ALL)).total == 7


def test_who_could_train_others_is_a_list(store: Store) -> None:
    aid = course(store)
    ada, ben = a_mentor(store, name="Ada"), a_mentor(store, name="Ben")
    store.write(add_training, ada, TrainingDraft(aid, TODAY, can_train=True))
    store.write(add_training, ben, TrainingDraft(aid, date(2020, 1, 1), TODAY, can_train=True))  # ran out
    found = store.read(training_done_page, filtered(shown=DoneShown.TRAINERS)).rows
    assert [row.name for row in found] == ["Ada"]


def test_a_certificate_is_kept_copied_and_removed(store: Store) -> None:
    ada = a_mentor(store)
    done = store.write(add_training, ada, TrainingDraft(course(store), TODAY))
    content = b"%PDF-1.7 certificate"
    store.write(keep_certificate, done, CertificateDraft("../../c:aid.pdf", content))
    (row,) = store.read(training_view, ada).done[0].certificates
    assert "/" not in row.name
    assert row.size == len(content)
    assert store.read(certificate_copy, row.id) == content
    store.write(remove_certificate, row.id, row.version)
    assert store.read(training_view, ada).done[0].certificates == ()


def test_needs_are_noted_and_met(store: Store) -> None:
    ada = a_mentor(store)
    draft = NeedDraft("Say  no\nkindly", NeedSource.SUPERVISION, date(2026, 10, 1))
    number = store.write(add_need, ada, draft)
    (row,) = store.read(need_page, filtered(view=NeedsShown.OPEN)).rows
    assert (row.wording, row.source) == ("Say no kindly", NeedSource.SUPERVISION)
    view = store.read(training_view, ada).needs[0]
    store.write(change_need, number, view.version, replace(view.draft, met_date=TODAY))
    assert store.read(need_page, filtered(view=NeedsShown.OPEN)).total == 0
    assert store.read(need_page, filtered(view=NeedsShown.MET)).total == 1
    assert store.read(need_page, filtered(source=NeedSource.ASKED)).total == 0


def test_offers_come_and_go(store: Store) -> None:
    over = OfferDraft("College", "Listening", None, None, date(2026, 11, 20))
    store.write(add_offer, over)
    number = store.write(add_offer, replace(over, title="Speaking", until_date=TODAY))
    (row,) = store.read(offer_page, filtered(open=True)).rows
    assert row.draft.title == "Speaking"
    store.write(change_offer, number, row.version, replace(row.draft, places=4))
    row = store.read(offer_page, ListAsk(search="speak")).rows[0]
    assert row.draft.places == 4
    store.write(remove_offer, number, row.version)
    assert store.read(offer_page, ListAsk()).total == 1


def test_a_role_that_is_used_stays(store: Store) -> None:
    roles = store.read(training_roles).roles
    store.write(set_holdings, a_mentor(store), HoldingsDraft((roles[0].id,)))
    with pytest.raises(Invalid, match="still used"):
        store.write(set_roles, RolesDraft(roles[1:]))
    store.write(set_roles, RolesDraft((replace(roles[0], name="Befriender"),)))
    assert [each.name for each in store.read(training_roles).roles] == ["Befriender"]


def test_training_goes_with_the_person_who_is_erased_and_the_day_stays(store: Store) -> None:
    ada, ben = a_mentor(store, name="Ada"), a_mentor(store, name="Ben")
    aid = course(store)
    event = an_event(store, aid, ada, ben)
    done = store.read(training_view, ada).done[0]
    store.write(keep_certificate, done.id, CertificateDraft("a.pdf", b"%PDF"))
    store.write(add_need, ada, NeedDraft("Listening", NeedSource.ASKED, TODAY))
    store.write(erase, Subject.MENTOR, ada, Cause.ASKED, "mentor", f"MENTOR-{ada}")
    assert [row.name for row in store.read(training_event_view, event).register] == ["Ben"]
    assert store.read(need_page, ListAsk()).total == 0
    with pytest.raises(NotFound):
        store.read(certificate_copy, 1)


def test_the_record_on_paper_says_what_the_page_says(store: Store) -> None:
    ada = a_mentor(store, name="Ada <b>Ng</b>")
    aid = course(store, everybody=True, validity_months=12)
    store.write(add_training, ada, TrainingDraft(aid, date(2025, 1, 10), None, "FA-77"))
    store.write(add_need, ada, NeedDraft("Listening", NeedSource.SUPERVISION, TODAY))
    said = text_of(training_pdf(store.read(training_sheet, ada)))
    for part in (
        "Ada <b>Ng</b>",
        "0 of 1 in date on 21 November 2026.",
        "Ran out on 10 Jan 2026",
        "FA-77",
        "In supervision",
        "Confidential: contains names",
    ):
        assert part in said, part
    empty = text_of(training_pdf(store.read(training_sheet, a_mentor(store, name="Jo")), large_print=True))
    assert "Nothing was noted." in empty
