"""Development plans in a casebook: kept as typed, listed, counted as of a day, forgotten with the person."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.volunteers.operations.development import (
    add_objective,
    begin_development,
    change_development,
    change_development_review,
    change_objective,
    finish_objective,
    move_objective,
    remove_development,
    remove_development_review,
    remove_objective,
    review_development,
    set_sources,
    sign_development,
)
from mentordesk.features.volunteers.queries.development import (
    development_due,
    development_page,
    development_share_at,
    development_view,
    learning_sources,
    volunteers_named,
)
from mentordesk.features.volunteers.rules.development import (
    DevelopmentReviewDraft,
    DoneDraft,
    ObjectiveDraft,
    SigningDraft,
    SourceDraft,
    SourcesDraft,
)
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.development import DevelopmentState as State
from mentordesk.records.retention import Cause, Subject
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.matches.facts import a_mentor
from tests.features.volunteers.plans import BEGUN, LISTEN, PLAN, SIGNED, a_plan

REVIEW = DevelopmentReviewDraft(
    date(2026, 8, 10), "It went well.", "A group in spring.", "Rashid", "Asha", date(2027, 2, 10)
)


def test_a_plan_goes_from_nothing_to_reviewed(store: Store) -> None:
    volunteer = a_mentor(store)
    assert store.read(development_view, volunteer).state is State.NONE
    plan = store.write(begin_development, volunteer, PLAN)
    assert store.read(development_view, volunteer).state is State.IN_PROGRESS
    store.write(add_objective, plan, LISTEN)
    store.write(sign_development, plan, 1, SIGNED)
    view = store.read(development_view, volunteer)
    assert view.state is State.REVIEW_DUE  # the first review was due on 3 August
    assert view.agreed_date == date(2026, 2, 16)
    store.write(review_development, plan, view.version, REVIEW)
    view = store.read(development_view, volunteer)
    assert view.state is State.IN_PLACE
    assert view.next_review == date(2027, 2, 10)
    assert view.draft == PLAN
    assert [each.draft for each in view.reviews] == [REVIEW]


def test_a_second_plan_of_one_volunteer_is_refused_in_words(store: Store) -> None:
    view = a_plan(store)
    with pytest.raises(Invalid, match="have a development plan already"):
        store.write(begin_development, view.volunteer_id, PLAN)


def test_words_are_kept_cleaned_and_whole(store: Store) -> None:
    view = a_plan(store)
    source = store.read(learning_sources).sources[0]
    draft = ObjectiveDraft(
        "  Zażółć   gęślą\njaźń ",
        "why\x00 so\r\n\r\nmore",
        "- one\n- two",
        "",
        source.id,
        None,
        date(2027, 1, 1),
    )
    store.write(add_objective, view.plan_id, draft)
    row = store.read(development_view, view.volunteer_id).objectives[1]
    assert row.draft.wording == "Zażółć gęślą jaźń"
    assert row.draft.why == "why so\n\nmore"
    assert (row.source, row.draft.due_date) == ("Free training from a partner", date(2027, 1, 1))


def test_an_objective_is_reached_moved_and_removed(store: Store) -> None:
    view = a_plan(store)
    second = store.write(add_objective, view.plan_id, replace(LISTEN, wording="Lead a group"))
    third = store.write(add_objective, view.plan_id, replace(LISTEN, wording="Drive a van"))

    def order() -> list[str]:
        return [each.draft.wording for each in store.read(development_view, view.volunteer_id).objectives]

    store.write(move_objective, third, -1)
    store.write(move_objective, third, -1)
    store.write(move_objective, third, -1)  # it is first already
    assert order() == ["Drive a van", LISTEN.wording, "Lead a group"]
    store.write(move_objective, third, 1)
    assert order() == [LISTEN.wording, "Drive a van", "Lead a group"]
    rows = {each.id: each for each in store.read(development_view, view.volunteer_id).objectives}
    done = DoneDraft(date(2026, 9, 1), "Led one on 1 September.")
    store.write(finish_objective, second, rows[second].version, done)
    (row,) = store.read(development_page, ListAsk()).rows
    assert row.progress == "1 of 3"
    store.write(remove_objective, third, rows[third].version)
    assert order() == [LISTEN.wording, "Lead a group"]


def test_an_objective_past_its_day_is_overdue_until_it_is_reached(store: Store) -> None:
    view = a_plan(store)
    number = store.write(add_objective, view.plan_id, replace(LISTEN, due_date=date(2026, 11, 20)))
    assert store.read(development_view, view.volunteer_id).objectives[1].overdue
    assert store.read(development_page, ListAsk()).rows[0].progress == "0 of 2, 1 overdue"
    store.write(finish_objective, number, 1, DoneDraft(TODAY))
    assert not store.read(development_view, view.volunteer_id).objectives[1].overdue


def test_what_was_added_after_both_signed_is_marked_until_a_review(store: Store) -> None:
    view = a_plan(store, signed=True)
    assert [each.after_signing for each in view.objectives] == [True]  # added today, signed in February
    store.write(review_development, view.plan_id, view.version, replace(REVIEW, review_date=TODAY))
    view = store.read(development_view, view.volunteer_id)
    assert [each.after_signing for each in view.objectives] == [False]


def test_a_stale_form_is_noticed(store: Store) -> None:
    view = a_plan(store)
    store.write(change_development, view.plan_id, view.version, PLAN)
    with pytest.raises(Conflict):
        store.write(change_development, view.plan_id, view.version, PLAN)
    with pytest.raises(Conflict):
        store.write(change_objective, view.objectives[0].id, view.objectives[0].version + 1, LISTEN)


def test_days_that_contradict_each_other_are_refused(store: Store) -> None:
    view = a_plan(store, signed=True)
    with pytest.raises(Invalid, match="done or signed before"):
        store.write(
            change_development, view.plan_id, view.version, replace(PLAN, begun_date=date(2026, 2, 10))
        )
    store.write(review_development, view.plan_id, view.version, REVIEW)
    view = store.read(development_view, view.volunteer_id)
    with pytest.raises(Invalid, match="reviewed already"):
        store.write(sign_development, view.plan_id, view.version, SigningDraft("Rashid", BEGUN))
    later = replace(REVIEW, review_date=date(2026, 10, 1))
    store.write(review_development, view.plan_id, view.version, later)
    view = store.read(development_view, view.volunteer_id)
    first = view.reviews[1]
    with pytest.raises(Invalid, match="A later review"):
        store.write(
            change_development_review,
            first.id,
            first.version,
            replace(first.draft, review_date=date(2026, 10, 2)),
        )
    store.write(remove_development_review, view.reviews[0].id, view.reviews[0].version)
    assert [each.id for each in store.read(development_view, view.volunteer_id).reviews] == [first.id]


def test_the_list_sorts_and_filters_by_state_as_of_a_day(store: Store) -> None:
    a_plan(store, signed=True, name="Ada")
    a_plan(store, name="Ben")
    a_mentor(store, name="Cyd")
    rows = store.read(development_page, ListAsk(sort="state")).rows
    assert [(row.name, row.state) for row in rows] == [
        ("Cyd", State.NONE),
        ("Ben", State.IN_PROGRESS),
        ("Ada", State.REVIEW_DUE),
    ]
    for state, names in (
        (State.NONE, ["Cyd"]),
        (State.IN_PROGRESS, ["Ben"]),
        (State.IN_PLACE, []),
        (State.REVIEW_DUE, ["Ada"]),
    ):
        found = store.read(development_page, ListAsk(filters=(("state", state),)))
        assert [row.name for row in found.rows] == names
        assert found.total == len(names)
    spring = (("day", date(2026, 3, 1)),)
    rows = store.read(development_page, ListAsk(sort="name", filters=spring)).rows
    assert [row.state for row in rows] == [State.IN_PLACE, State.IN_PROGRESS, State.NONE]
    before = (("day", date(2026, 2, 1)), ("state", State.NONE))
    assert store.read(development_page, ListAsk(filters=before)).total == 3
    for key in ("name", "stage", "state", "done", "review"):
        one = store.read(development_page, ListAsk(sort=key, limit=2))
        two = store.read(development_page, ListAsk(sort=key, limit=2, after=one.after))
        assert len({row.id for row in (*one.rows, *two.rows)}) == 3, key
    assert store.read(development_page, ListAsk(search="be")).total == 1
    assert store.read(development_due) == 1


def test_the_list_and_the_page_say_the_same_of_everybody_on_every_day(store: Store) -> None:
    """The condition in SQL and the rule in Python are two ways to one answer."""
    for name, signed in (("Ada", True), ("Ben", False)):
        a_plan(store, signed=signed, name=name)
    for day in (BEGUN, date(2026, 2, 15), date(2026, 2, 16), date(2026, 8, 2), date(2026, 8, 3), TODAY):
        rows = store.read(development_page, ListAsk(filters=(("day", day),))).rows
        for row in rows:
            only = (("day", day), ("state", row.state), ("people", (row.id,)))
            assert store.read(development_page, ListAsk(filters=only)).total == 1, (day, row)


def test_the_share_counts_those_who_were_active_on_the_day(store: Store) -> None:
    """Both began to serve on 10 January; the plan was in place from 16 February."""
    ada = a_plan(store, signed=True, name="Ada").volunteer_id
    ben = a_plan(store, name="Ben").volunteer_id
    cyd = a_mentor(store, name="Cyd")
    share = store.read(development_share_at, date(2026, 3, 1))
    assert (share.in_place, share.in_progress, share.none) == ({ada}, {ben}, {cyd})
    assert share.words(share.in_place) == "1 of 3, 33.3%"
    assert share.words(share.either) == "2 of 3, 66.7%"
    assert store.read(development_share_at, date(2026, 1, 9)).everybody == frozenset()
    today = store.read(development_share_at, TODAY)
    assert (today.in_place, today.review_due) == ({ada}, {ada})


def test_ways_of_learning_are_renamed_added_and_kept_while_they_are_used(store: Store) -> None:
    view = a_plan(store)
    sources = store.read(learning_sources).sources
    used = sources[0].id
    store.write(add_objective, view.plan_id, replace(LISTEN, source_id=used))
    with pytest.raises(Invalid, match="1 objective uses it"):
        store.write(set_sources, SourcesDraft(sources[1:]))
    new = (replace(sources[0], name="Partners, free"), SourceDraft(None, "A library"))
    store.write(set_sources, SourcesDraft(new))
    assert [each.name for each in store.read(learning_sources).sources] == ["Partners, free", "A library"]
    assert store.read(development_view, view.volunteer_id).objectives[1].source == "Partners, free"


def test_volunteers_are_named_by_number_or_exact_name(store: Store) -> None:
    one = a_mentor(store, name="Zoë O’Neill", postcode="NB4 2XY")
    two = a_mentor(store, name="Zoë O’Neill", postcode="NB7 1AA")
    found = store.read(volunteers_named, " zoe  o’neill ")
    assert [number for number, _ in found] == [one, two]
    assert "NB4 2XY" in found[0][1]
    assert [number for number, _ in store.read(volunteers_named, str(two))] == [two]
    for nobody in ("Zoë", "99", "9" * 30, ""):
        assert store.read(volunteers_named, nobody) == ()


def test_a_plan_goes_with_the_person_who_is_erased(store: Store) -> None:
    view = a_plan(store, signed=True)
    number = view.volunteer_id
    store.write(erase, Subject.MENTOR, number, Cause.ASKED, "mentor", f"MENTOR-{number}")
    assert store.read(development_page, ListAsk()).total == 0
    assert store.read(development_due) == 0


def test_a_removed_plan_leaves_none(store: Store) -> None:
    view = a_plan(store, signed=True)
    store.write(remove_development, view.plan_id, view.version)
    assert store.read(development_view, view.volunteer_id).state is State.NONE
