from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.plans.operations.plans import (
    CopyDraft,
    add_target,
    change_plan,
    change_target,
    copy_plan,
    create_plan,
    move_target,
    remove_plan,
    remove_target,
)
from mentordesk.features.plans.operations.reviews import (
    change_review,
    correct_review,
    finish_review,
    record_review,
    start_review,
    throw_away_review,
)
from mentordesk.features.plans.queries.one import PlanView, TargetView, plan_view, review_start, target_view
from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
)
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.rag import Rag, Travel
from mentordesk.records.plans import PlanStatus, ReviewStatus
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY

G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED
FULL = TargetDraft(
    achieve="Twelve mentors trained",
    actions="Two courses",
    measures="Mentors who finish",
    agreements=(AgreementDraft("KCVS", date(2026, 5, 1), "A. Officer"), AgreementDraft("MALS")),
    realistic=(A, R),
    timely="The grant begins",
    due_date=date(2027, 3, 31),
    owner_id=2,
    parts=("Trained", "Retained"),
    figures=(FigureDraft("active_volunteer_mentors", 6), FigureDraft("retained", None)),
)


def review(day: date, *rags: Rag | None, parts: tuple[str, ...] = ("Trained", "Retained")) -> ReviewDraft:
    entries = tuple(
        EntryDraft(part, rag, rag_reason="As seen.", met=f"{part} on {day}")
        for part, rag in zip(parts, rags, strict=True)
    )
    return ReviewDraft(day, prepared_by="Tom Ellery", action_required="Two courses", entries=entries)


@pytest.fixture
def plan(store: Store) -> int:
    return store.write(create_plan, PlanDraft("Knowsley", period_start=date(2026, 4, 1)))


@pytest.fixture
def target(store: Store, plan: int) -> int:
    return store.write(add_target, plan, FULL)


def seen(store: Store, target: int) -> TargetView:
    return store.read(target_view, target)


def plan_of(store: Store, plan: int) -> PlanView:
    return store.read(plan_view, plan)


def test_a_plan_and_a_target_say_what_their_drafts_said(store: Store, plan: int, target: int) -> None:
    draft = PlanDraft(
        "Another", "Area", "Partners", "Funder", "Thanks", "Footer", date(2026, 1, 1), date(2026, 12, 31),
        1, PlanStatus.DRAFT, 6, "Lead", "One\n\nTwo",
    )  # fmt: skip
    store.write(change_plan, plan, plan_of(store, plan).version, draft)
    assert plan_of(store, plan).plan == draft
    assert seen(store, target).target == FULL


def test_hostile_text_is_kept_literally_but_for_control_characters(store: Store, plan: int) -> None:
    words = "<b>&amp; '\";--</b> {0} %s \x00\x07 🙂 בית ﬁ"
    number = store.write(add_target, plan, TargetDraft(achieve=words))
    assert seen(store, number).target.achieve == "<b>&amp; '\";--</b> {0} %s  🙂 בית ﬁ"


def test_a_draft_with_problems_is_refused_and_nothing_is_written(store: Store, plan: int) -> None:
    for refused in (
        lambda: store.write(create_plan, PlanDraft()),
        lambda: store.write(add_target, plan, TargetDraft()),
        lambda: store.write(change_plan, plan, 1, PlanDraft()),
        lambda: store.write(copy_plan, plan, CopyDraft()),
    ):
        with pytest.raises(Invalid):
            refused()
    assert plan_of(store, plan).targets == ()
    assert plan_of(store, plan).plan.title == "Knowsley"


def test_targets_are_numbered_moved_and_closed_up(store: Store, plan: int) -> None:
    one, two, three = (store.write(add_target, plan, TargetDraft(name)) for name in ("a", "b", "c"))

    def order() -> list[tuple[int, str]]:
        return [(each.number, each.target.achieve) for each in plan_of(store, plan).targets]

    assert order() == [(1, "a"), (2, "b"), (3, "c")]
    store.write(move_target, three, -1)
    assert order() == [(1, "a"), (2, "c"), (3, "b")]
    store.write(move_target, one, 1)
    assert order() == [(1, "c"), (2, "a"), (3, "b")]
    store.write(move_target, one, 99)
    store.write(move_target, two, -99)
    assert order() == [(1, "b"), (2, "c"), (3, "a")]
    store.write(remove_target, three, seen(store, three).version)
    assert order() == [(1, "b"), (2, "a")]


def test_a_stale_form_of_a_target_does_not_undo_its_list(store: Store, target: int) -> None:
    version = seen(store, target).version
    store.write(
        change_target, target, version, replace(FULL, agreements=(*FULL.agreements, AgreementDraft("KMBC")))
    )
    with pytest.raises(Conflict):
        store.write(change_target, target, version, replace(FULL, actions="Three courses"))
    assert len(seen(store, target).target.agreements) == 3
    assert seen(store, target).target.actions == "Two courses"


def test_a_stale_form_of_a_review_does_not_undo_its_entries(store: Store, target: int) -> None:
    number = store.write(start_review, target, review(TODAY, A, A))
    store.write(change_review, number, 1, review(TODAY, G, A))
    with pytest.raises(Conflict):
        store.write(change_review, number, 1, review(TODAY, R, A))


def test_a_recorded_review_counts_at_once(store: Store, target: int) -> None:
    assert seen(store, target).rag is None
    assert seen(store, target).review_due_date == date(2026, 7, 1)
    assert seen(store, target).review_is_due
    store.write(record_review, target, review(TODAY, G, A))
    now = seen(store, target)
    assert now.rag is A
    assert now.reviewed_date == TODAY
    assert now.review_due_date == date(2027, 2, 21)
    assert not now.review_is_due
    assert now.travel is Travel.IMPROVED
    assert now.direction == "Improved (Red to Amber; one part is now Green) since the plan"


def test_direction_compares_with_the_review_before(store: Store, target: int) -> None:
    store.write(record_review, target, review(date(2026, 6, 30), G, R))
    store.write(record_review, target, review(date(2026, 9, 30), G, A))
    store.write(record_review, target, review(TODAY, R, G))
    assert [(row.rag, row.travel) for row in seen(store, target).reviews] == [
        (R, Travel.WORSE),
        (A, Travel.IMPROVED),
        (R, Travel.UNCHANGED),
    ]


def test_an_older_review_recorded_late_does_not_become_the_newest(store: Store, target: int) -> None:
    store.write(record_review, target, review(TODAY, G, G))
    store.write(record_review, target, review(date(2026, 6, 30), R, R))
    assert seen(store, target).rag is G
    assert seen(store, target).reviewed_date == TODAY


def test_a_review_in_progress_counts_when_it_is_finished(store: Store, target: int) -> None:
    number = store.write(start_review, target, review(TODAY, G, G))
    assert seen(store, target).rag is None
    start = store.read(review_start, target)
    assert (start.review_id, start.version) == (number, 1)
    store.write(finish_review, number, 1, review(TODAY, G, G))
    assert seen(store, target).rag is G
    assert store.read(review_start, target).review_id is None


def test_a_review_that_is_not_fit_is_not_finished(store: Store, target: int) -> None:
    unfit = replace(review(TODAY, G, G), prepared_by="")
    with pytest.raises(Invalid) as refusal:
        store.write(record_review, target, unfit)
    assert set(refusal.value.problems) == {"prepared_by"}
    number = store.write(start_review, target, unfit)
    with pytest.raises(Invalid):
        store.write(finish_review, number, 1, unfit)
    assert [row.status for row in seen(store, target).reviews] == [ReviewStatus.OPEN]
    assert seen(store, target).rag is None
    with pytest.raises(Invalid):
        store.write(start_review, target, replace(unfit, review_date=None))


def test_another_rating_than_the_proposed_one_needs_a_reason(store: Store, target: int) -> None:
    store.write(record_review, target, review(date(2026, 10, 31), A, A))
    draft = review(TODAY, G, A)
    bare = replace(draft, entries=tuple(replace(entry, rag_reason="") for entry in draft.entries))
    with pytest.raises(Invalid) as refusal:
        store.write(record_review, target, bare)
    assert set(refusal.value.problems) == {"rag_reason_0"}


def test_a_finished_review_is_locked(store: Store, target: int) -> None:
    number = store.write(record_review, target, review(TODAY, G, G))
    before = seen(store, target)
    version = before.reviews[0].version
    for act in (
        lambda: store.write(change_review, number, version, review(TODAY, R, R)),
        lambda: store.write(finish_review, number, version, review(TODAY, R, R)),
        lambda: store.write(throw_away_review, number, version),
    ):
        with pytest.raises(Invalid, match="finished"):
            act()
    assert seen(store, target) == before


def test_a_finished_review_is_corrected_by_a_new_version_and_kept(store: Store, target: int) -> None:
    number = store.write(record_review, target, review(TODAY, G, G))
    old = seen(store, target).reviews[0]
    with pytest.raises(Invalid) as refusal:
        store.write(correct_review, number, old.version, review(TODAY, R, R))
    assert set(refusal.value.problems) == {"correction_reason"}
    assert seen(store, target).reviews[0] == old
    corrected = replace(review(TODAY, R, R), correction_reason="The figures of May were used.")
    store.write(correct_review, number, old.version, corrected)
    after = seen(store, target)
    assert after.rag is R
    assert {row.status for row in after.reviews} == {ReviewStatus.FINISHED, ReviewStatus.REPLACED}
    (kept,) = (row for row in after.reviews if row.status is ReviewStatus.REPLACED)
    assert kept.draft == old.draft
    (new,) = (row for row in after.reviews if row.status is ReviewStatus.FINISHED)
    assert new.correction_reason == "The figures of May were used."
    with pytest.raises(Invalid, match="not replaced"):
        store.write(correct_review, kept.id, kept.version, corrected)


def test_a_correction_of_a_version_that_is_no_longer_the_newest_is_a_conflict(
    store: Store, target: int
) -> None:
    number = store.write(record_review, target, review(TODAY, G, G))
    corrected = replace(review(TODAY, R, R), correction_reason="Wrong.")
    version = seen(store, target).reviews[0].version
    store.write(correct_review, number, version, corrected)
    with pytest.raises(Conflict):
        store.write(correct_review, number, version, corrected)


def test_changing_a_target_leaves_its_history_in_the_old_words(store: Store, target: int) -> None:
    draft = replace(review(TODAY, G, G), target_wording="Twelve mentors trained")
    store.write(record_review, target, draft)
    store.write(
        change_target, target, seen(store, target).version, TargetDraft("Something else", parts=("New",))
    )
    (row,) = seen(store, target).reviews
    assert row.draft == draft


def test_history_is_not_removed(store: Store, plan: int, target: int) -> None:
    store.write(record_review, target, review(TODAY, G, G))
    with pytest.raises(Invalid, match="kept"):
        store.write(remove_target, target, seen(store, target).version)
    with pytest.raises(Invalid, match="Closed"):
        store.write(remove_plan, plan, plan_of(store, plan).version)


def test_what_has_no_history_is_removed(store: Store, plan: int, target: int) -> None:
    number = store.write(start_review, target, review(TODAY, G, G))
    store.write(throw_away_review, number, 1)
    store.write(start_review, target, review(TODAY, G, G))
    store.write(remove_plan, plan, plan_of(store, plan).version)
    for query, gone in ((plan_view, plan), (target_view, target)):
        with pytest.raises(NotFound):
            store.read(query, gone)


def test_a_plan_is_copied_without_its_past(store: Store, plan: int, target: int) -> None:
    store.write(record_review, target, review(TODAY, G, G))
    new = CopyDraft("Knowsley 2027", date(2027, 4, 1), date(2028, 3, 31))
    copy = plan_of(store, store.write(copy_plan, plan, new))
    assert (copy.plan.title, copy.plan.period_start, copy.plan.period_end) == (
        "Knowsley 2027",
        new.period_start,
        new.period_end,
    )
    (each,) = copy.targets
    assert each.reviews == ()
    assert each.rag is None
    assert each.review_due_date == date(2027, 7, 1)
    assert each.target == replace(
        FULL,
        due_date=None,
        agreements=(AgreementDraft("KCVS"), AgreementDraft("MALS")),
        figures=(FigureDraft("active_volunteer_mentors", None), FigureDraft("retained", None)),
    )
    assert len(plan_of(store, plan).targets[0].reviews) == 1


def test_a_new_cycle_moves_what_is_due(store: Store, plan: int, target: int) -> None:
    store.write(record_review, target, review(date(2026, 8, 31), G, G))
    assert seen(store, target).review_due_date == date(2026, 11, 30)
    view = plan_of(store, plan)
    store.write(change_plan, plan, view.version, replace(view.plan, review_months=1))
    assert seen(store, target).review_due_date == date(2026, 9, 30)
    assert seen(store, target).review_is_due


def test_a_closed_plan_asks_for_no_reviews(store: Store, plan: int, target: int) -> None:
    view = plan_of(store, plan)
    assert view.reviews_due == 1
    store.write(change_plan, plan, view.version, replace(view.plan, status=PlanStatus.CLOSED))
    assert plan_of(store, plan).reviews_due == 0
    assert not seen(store, target).review_is_due


def test_a_quick_review_starts_from_the_last_words_of_each_part(store: Store, target: int) -> None:
    last = ReviewDraft(
        date(2026, 9, 30),
        Precision.QUARTER,
        prepared_by="Asha Karim",
        action_required="As worded then",
        entries=(
            EntryDraft("Trained", A, rag_reason="x", met="One", lessons="L"),
            EntryDraft("Trained", None, rag_reason="x", met="Two", page=2),
            EntryDraft("Retained", G, rag_reason="x", not_met="N"),
        ),
    )
    store.write(record_review, target, last)
    start = store.read(review_start, target).draft
    assert (start.review_date, start.precision, start.prepared_by) == (TODAY, Precision.DAY, "Asha Karim")
    assert start.action_required == "As worded then"
    assert start.target_wording == "Twelve mentors trained"
    assert start.entries == (
        EntryDraft("Trained", A, met="One\n\nTwo", lessons="L"),
        EntryDraft("Retained", G, not_met="N"),
    )
