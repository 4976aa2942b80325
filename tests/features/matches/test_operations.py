from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentordesk.features.matches.operations.matches import (
    change_match,
    end_match,
    introduce_match,
    pause_match,
    propose_match,
    resume_match,
    set_wishes,
    start_match,
)
from mentordesk.features.matches.operations.mentors import add_mentor, change_mentor, set_districts
from mentordesk.features.matches.queries.lists import (
    MatchesShown,
    MentorsShown,
    match_page,
    match_reviews_due,
    mentor_page,
)
from mentordesk.features.matches.queries.one import (
    districts,
    match_view,
    matches_view,
    mentee_choices,
    mentor_view,
    suggestions,
)
from mentordesk.features.matches.rules.matches import (
    DetailsDraft,
    EndDraft,
    ProposalDraft,
    StepDraft,
    WishDraft,
)
from mentordesk.features.matches.rules.mentors import (
    ConflictDraft,
    DistrictDraft,
    DistrictsDraft,
    MentorDraft,
)
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.justice import (
    NonAssociation,
    Placement,
    Restriction,
    RestrictionKind,
    RiskSummary,
    Scheme,
    SchemeKind,
    Setting,
)
from mentordesk.records.matches import Frequency, MatchEnd, MatchStatus
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.volunteers import Gender
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.matches.facts import READY, a_mentor, paused, proposed, put, somebody

START = date(2026, 9, 1)


def test_a_mentor_is_kept_as_typed_and_found(store: Store) -> None:
    sam = somebody(store)
    draft = replace(
        READY,
        name="  Zoë   O’Neill ",
        postcode="nb42xy",
        area="NB4\n",
        times=(PartOfWeek.FRI_EVE, PartOfWeek.MON_AM),
        languages="Ελληνικά, English",
        gender=Gender.NON_BINARY,
        conflicts=(ConflictDraft(sam, "A cousin"),),
    )
    number = store.write(add_mentor, draft)
    view = store.read(mentor_view, number)
    assert view.mentor == replace(
        draft,
        name="Zoë O’Neill",
        postcode="NB4 2XY",
        area="NB4",
        times=(PartOfWeek.MON_AM, PartOfWeek.FRI_EVE),
    )
    assert view.conflicts == ("Sam. A cousin",)
    assert view.missing == ()


def test_a_changed_mentor_keeps_its_conflicts_and_a_stale_one_is_refused(store: Store) -> None:
    sam, kit = somebody(store), somebody(store, "Kit")
    number = a_mentor(store, conflicts=(ConflictDraft(sam, "A cousin"),))
    version = store.read(mentor_view, number).version
    changed = replace(READY, name="Ray", conflicts=(ConflictDraft(sam, "A cousin"), ConflictDraft(kit)))
    store.write(change_mentor, number, version, changed)
    assert store.read(mentor_view, number).mentor == changed
    with pytest.raises(Conflict):
        store.write(change_mentor, number, version, READY)
    with pytest.raises(Invalid, match="name"):
        store.write(add_mentor, MentorDraft())
    with pytest.raises(NotFound):
        store.write(add_mentor, replace(READY, conflicts=(ConflictDraft(999),)))


def test_districts_are_typed_once_and_changed(store: Store) -> None:
    store.write(set_districts, DistrictsDraft((DistrictDraft("nb4", 1, 2), DistrictDraft("NB1", 3, 4))))
    store.write(set_districts, DistrictsDraft((DistrictDraft("NB4", 5, 2), DistrictDraft("L1", 6, 7))))
    assert store.read(districts).districts == (DistrictDraft("L1", 6, 7), DistrictDraft("NB4", 5, 2))
    with pytest.raises(Invalid):
        store.write(set_districts, DistrictsDraft((DistrictDraft("NB4", 1, None),)))


def test_a_match_goes_from_the_proposal_to_the_end_and_its_steps_are_kept(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store)
    number = store.write(propose_match, sam, ProposalDraft(ray, START, "They live near each other."))

    def version() -> int:
        return store.read(match_view, number).version

    store.write(introduce_match, number, version(), StepDraft(START + timedelta(days=3)))
    store.write(start_match, number, version(), StepDraft(START + timedelta(days=9)))
    store.write(pause_match, number, version(), StepDraft(START + timedelta(days=20), "A stay in hospital."))
    store.write(resume_match, number, version(), StepDraft(START + timedelta(days=40)))
    details = DetailsDraft(Frequency.WEEKLY, START, date(2026, 12, 1), "No money is lent.")
    store.write(change_match, number, version(), details)
    store.write(end_match, number, version(), EndDraft(TODAY, MatchEnd.COMPLETED, "Settled."))
    view = store.read(match_view, number)
    assert [each.status.value for each in view.changes] == [
        *("proposed", "introduced", "active", "paused", "active", "ended")
    ]
    assert {each.by for each in view.changes} == {"Asha Karim"}
    assert view.changes[3].reason == "A stay in hospital."
    assert (view.status, view.end_reason, view.next) == (MatchStatus.ENDED, MatchEnd.COMPLETED, ())
    assert view.details == details
    assert store.read(mentor_view, ray).mentees == 0
    again = proposed(store, sam, ray)
    assert [each.id for each in store.read(matches_view, sam).matches] == [again, number]


def test_a_step_out_of_order_or_out_of_time_is_refused(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store)
    number = proposed(store, sam, ray, START)
    for operation in (start_match, pause_match, resume_match):
        with pytest.raises(Invalid, match="This match is proposed"):
            store.write(operation, number, 1, StepDraft(TODAY, "Why not"))
    with pytest.raises(Invalid, match="cannot be earlier"):
        store.write(introduce_match, number, 1, StepDraft(START - timedelta(days=1)))
    with pytest.raises(Invalid, match="has not come yet"):
        store.write(introduce_match, number, 1, StepDraft(TODAY + timedelta(days=1)))
    store.write(introduce_match, number, 1, StepDraft(TODAY))
    with pytest.raises(Conflict):
        store.write(start_match, number, 1, StepDraft(TODAY))
    with pytest.raises(Invalid, match="not paused"):
        store.write(resume_match, number, store.read(match_view, number).version, StepDraft(TODAY))
    assert store.read(match_view, number).status is MatchStatus.INTRODUCED


def test_the_same_two_are_not_matched_twice_and_nobody_who_has_left(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store)
    proposed(store, sam, ray)
    with pytest.raises(Invalid, match="matched already"):
        proposed(store, sam, ray)
    left = Mentee(reference="M-L", preferred_name="Lee", name_key="lee", status=MenteeStatus.CLOSED)
    with pytest.raises(Invalid, match="closed"):
        proposed(store, store.write(put, left), ray)


def test_a_full_mentor_may_be_proposed_by_hand_but_is_not_suggested(store: Store) -> None:
    ray = a_mentor(store, caseload_limit=1)
    proposed(store, somebody(store), ray)
    kit = somebody(store, "Kit")
    (excluded,) = store.read(suggestions, kit).excluded
    assert excluded.why == ("They have 1 mentee already; the limit is 1.",)
    proposed(store, kit, ray)
    assert store.read(mentor_view, ray).caseload == "They have 2 mentees already; the limit is 1."


@pytest.mark.parametrize(
    ("about", "mentor", "part"),
    [
        ((), {"dbs_decision": None, "dbs_date": None}, "No decision on a DBS check"),
        ((Placement(setting=Setting.CUSTODY, from_date=START),), {}, "in custody"),
        ((Scheme(kind=SchemeKind.MAPPA, from_date=START),), {}, "MAPPA"),
        ((RiskSummary(level="High", supplied_date=START),), {}, "given as high"),
        (
            (Restriction(kind=RestrictionKind.EXCLUSION, says="Not to enter NB2"),),
            {"postcode": "NB2 1AA"},
            "exclusion area",
        ),
    ],
    ids=["dbs", "custody", "mappa", "risk", "exclusion"],
)
def test_what_excludes_is_refused_and_listed_apart(store: Store, about, mentor, part) -> None:
    sam, ray = somebody(store), a_mentor(store, **mentor)
    for each in about:
        values = {c.key: getattr(each, c.key) for c in type(each).__table__.columns}
        given = {key: value for key, value in values.items() if value is not None}
        store.write(put, type(each)(**given | {"mentee_id": sam}))
    found = store.read(suggestions, sam)
    assert found.ranked == ()
    assert part in " ".join(found.excluded[0].why)
    with pytest.raises(Invalid, match=part):
        proposed(store, sam, ray)
    assert store.read(matches_view, sam).matches == ()


@pytest.mark.parametrize(
    "over",
    [
        Scheme(kind=SchemeKind.MAPPA, from_date=START, to_date=date(2026, 10, 1)),
        Restriction(kind=RestrictionKind.EXCLUSION, says="NB2", to_date=date(2026, 10, 1)),
        Restriction(kind=RestrictionKind.CONDITION, says="To keep appointments in NB2"),
        Placement(setting=Setting.CUSTODY, from_date=START, to_date=date(2026, 10, 1)),
    ],
    ids=["scheme", "exclusion", "condition", "placement"],
)
def test_what_is_over_excludes_nobody(store: Store, over) -> None:
    sam = somebody(store)
    a_mentor(store, postcode="NB2 1AA")
    values = {c.key: getattr(over, c.key) for c in type(over).__table__.columns}
    given = {key: value for key, value in values.items() if value is not None}
    store.write(put, type(over)(**given | {"mentee_id": sam}))
    assert len(store.read(suggestions, sam).ranked) == 1


def test_people_who_must_not_meet_do_not_share_a_mentor(store: Store) -> None:
    sam, kit, ray = somebody(store), somebody(store, "Kit"), a_mentor(store)
    number = proposed(store, sam, ray)
    store.write(put, NonAssociation(first_id=sam, second_id=kit))
    with pytest.raises(Invalid, match="must not meet"):
        proposed(store, kit, ray)
    store.write(end_match, number, 1, EndDraft(TODAY, MatchEnd.MENTOR_LEFT))
    proposed(store, kit, ray)


def test_a_match_that_is_no_longer_safe_says_so_and_goes_no_further(store: Store) -> None:
    sam, ray = somebody(store), a_mentor(store)
    number = proposed(store, sam, ray, START)
    view = store.read(mentor_view, ray)
    store.write(change_mentor, ray, view.version, replace(READY, references_date=None))
    assert store.read(match_view, number).unsafe == ("References are not in yet.",)
    with pytest.raises(Invalid, match="References are not in yet"):
        store.write(introduce_match, number, 1, StepDraft(TODAY))
    store.write(end_match, number, 1, EndDraft(TODAY, MatchEnd.NOT_WORKING))
    assert store.read(match_view, number).unsafe == ()


def test_wishes_are_kept_and_a_stale_form_is_refused(store: Store) -> None:
    sam = somebody(store)
    assert store.read(matches_view, sam).wish_version == 0
    store.write(set_wishes, sam, 0, WishDraft(mentor_gender=Gender.WOMAN, meeting_postcode="nb42xy"))
    with pytest.raises(Conflict):
        store.write(set_wishes, sam, 0, WishDraft(interests="chess"))
    view = store.read(matches_view, sam)
    assert view.wish == WishDraft(mentor_gender=Gender.WOMAN, meeting_postcode="NB4 2XY")
    wish = replace(view.wish, interests="chess", times=(PartOfWeek.SUN_EVE,), lone_working=True)
    store.write(set_wishes, sam, view.wish_version, wish)
    assert store.read(matches_view, sam).wish == wish


def test_the_lists_show_what_is_asked_for(store: Store) -> None:
    sam, kit = somebody(store), somebody(store, "Kit")
    ray = a_mentor(store, name="Ray")
    a_mentor(store, name="Una", references_date=None, training_date=None)
    a_mentor(store, name="Max", caseload_limit=0)
    paused(store, a_mentor(store, name="Ida"))
    store.write(add_mentor, MentorDraft(name="Eve"))

    def mentors(view: MentorsShown | None, **more) -> list[str]:
        filters = (("view", view),) if view else ()
        return [row.name for row in store.read(mentor_page, ListAsk(filters=filters, **more)).rows]

    assert mentors(None) == ["Eve", "Ida", "Max", "Ray", "Una"]
    assert mentors(MentorsShown.ROOM) == ["Ray"]
    assert mentors(MentorsShown.FULL) == ["Max"]
    assert mentors(MentorsShown.NOT_CLEARED) == ["Eve", "Una"]
    assert mentors(MentorsShown.RESTING) == ["Ida"]
    rows = {row.name: row.clearance for row in store.read(mentor_page, ListAsk()).rows}
    assert rows["Una"] == "References are not in yet, and 1 more"
    assert rows["Ida"] == "Not mentoring at present"
    one, two = proposed(store, sam, ray, START), proposed(store, kit, ray)
    store.write(change_match, one, 1, DetailsDraft(agreement_date=TODAY, review_date=TODAY))
    assert mentors(None, sort="mentees", descending=True)[0] == "Ray"

    def matches(view: MatchesShown | None, **more) -> list[int]:
        filters = (("view", view),) if view else ()
        return [row.id for row in store.read(match_page, ListAsk(filters=filters, **more)).rows]

    assert matches(None, sort="since", descending=True) == [two, one]
    assert matches(MatchesShown.REVIEW) == [one]
    assert matches(MatchesShown.NO_AGREEMENT) == [two]
    assert matches(None, search="sam ray") == [one]
    assert store.read(match_reviews_due) == 1
    store.write(end_match, one, store.read(match_view, one).version, EndDraft(TODAY, MatchEnd.COMPLETED))
    assert matches(MatchesShown.OPEN) == [two]
    assert store.read(match_reviews_due) == 0
    assert [words for _, words in store.read(mentee_choices)] == ["Kit (M-Kit)", "Sam (M-Sam)"]
    for sort in ("mentee", "mentor", "status", "since", "review"):
        first = store.read(match_page, ListAsk(sort=sort, limit=1))
        second = store.read(match_page, ListAsk(sort=sort, limit=1, after=first.after))
        assert {first.rows[0].id, second.rows[0].id} == {one, two}
