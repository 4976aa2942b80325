"""A justice context is written, read and removed in the real casebook."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.mentees.operations.justice import add_justice, change_justice, remove_justice
from mentordesk.features.mentees.queries.justice import JusticeRow, justice_row, justice_sheet
from mentordesk.features.mentees.rules.justice import NonAssociationDraft, Part, PlacementDraft, part_of
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.records.justice import Setting
from mentordesk.store.casebook import Store
from tests.features.mentees.a_mentee import add_mentee
from tests.features.mentees.test_justice_rules import GOOD, JUNE


@pytest.fixture
def robin(store: Store) -> int:
    return store.write(add_mentee, "M-0001", "Robin", "O'Dell")


@pytest.fixture
def sam(store: Store) -> int:
    return store.write(add_mentee, "M-0002", "Sam", "Łukasz")


def rows(store: Store, mentee_id: int, part: Part) -> tuple[JusticeRow, ...]:
    return store.read(justice_sheet, mentee_id).of(part)


@pytest.mark.parametrize("draft", GOOD, ids=lambda draft: part_of(draft).value)
def test_what_is_written_is_read_again_changed_and_removed(
    store: Store, robin: int, sam: int, draft: object
) -> None:
    part = part_of(draft)
    number = store.write(add_justice, robin, draft)
    (row,) = rows(store, robin, part)
    assert (row.id, row.draft) == (number, draft)
    assert row.title
    assert row.when
    name = next(name for name, value in vars(draft).items() if type(value) is str and name != "other")
    changed = replace(draft, **{name: " Anew \n"})
    store.write(change_justice, robin, number, row.version, changed)
    again = store.read(justice_row, robin, part, number)
    assert again.draft == replace(draft, **{name: "Anew"})
    with pytest.raises(Conflict):
        store.write(change_justice, robin, number, row.version, changed)
    store.write(remove_justice, part, number, again.version)
    assert rows(store, robin, part) == ()


def test_moving_ends_the_old_placement_the_day_before(store: Store, robin: int) -> None:
    store.write(add_justice, robin, PlacementDraft(Setting.CUSTODY, "HMP Northmoor", JUNE))
    store.write(add_justice, robin, PlacementDraft(Setting.COMMUNITY, "Northbridge", date(2026, 9, 3)))
    now, before = rows(store, robin, Part.PLACEMENT)
    assert (now.says, now.now, now.when) == ("Northbridge", True, "Since 3 September 2026")
    assert (before.says, before.now, before.when) == ("HMP Northmoor", False, "1 Jun 2026 to 2 Sep 2026")


def test_a_placement_is_changed_without_meeting_itself(store: Store, robin: int) -> None:
    number = store.write(add_justice, robin, PlacementDraft(Setting.CUSTODY, "HMP Northmoor", JUNE))
    later = PlacementDraft(Setting.CUSTODY, "HMP Northmoor", date(2026, 6, 2))
    store.write(change_justice, robin, number, 1, later)
    assert rows(store, robin, Part.PLACEMENT)[0].draft == later


def test_two_who_must_not_meet_are_shown_on_both_pages_and_kept_once(
    store: Store, robin: int, sam: int
) -> None:
    number = store.write(add_justice, sam, NonAssociationDraft("m-0001", "An old quarrel"))
    (of_robin,), (of_sam,) = (rows(store, each, Part.NON_ASSOCIATION) for each in (robin, sam))
    assert (of_robin.id, of_robin.title, of_robin.when) == (number, "Sam Łukasz", "M-0002")
    assert (of_sam.id, of_sam.title, of_sam.when) == (number, "Robin O'Dell", "M-0001")
    with pytest.raises(Invalid, match=r"Sam Łukasz \(M-0002\) is on this list already"):
        store.write(add_justice, robin, NonAssociationDraft("sam"))
    store.write(remove_justice, Part.NON_ASSOCIATION, number, 1)
    assert rows(store, robin, Part.NON_ASSOCIATION) == ()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("M-0001", "the mentee themself"),
        ("robin", "the mentee themself"),
        ("Nobody", "Nobody has the reference or name “Nobody”"),
        ("%", "Nobody has the reference or name"),
        ("a", r"Several people fit: Samira Odell \(M-0003\); Sam Łukasz \(M-0002\)"),
    ],
)
def test_who_must_not_be_met_is_found_or_said_why_not(
    store: Store, robin: int, sam: int, typed: str, says: str
) -> None:
    store.write(add_mentee, "M-0003", "Samira", "Odell")
    with pytest.raises(Invalid, match=says):
        store.write(add_justice, robin, NonAssociationDraft(typed))


def test_a_context_belongs_to_somebody_who_is_there(store: Store) -> None:
    with pytest.raises(NotFound, match="This mentee is no longer there"):
        store.write(add_justice, 99, PlacementDraft(Setting.COMMUNITY, "", JUNE))
    with pytest.raises(NotFound):
        store.read(justice_sheet, 99)


def test_a_form_about_a_placement_that_was_ended_meanwhile_is_stale(store: Store, robin: int) -> None:
    old = PlacementDraft(Setting.CUSTODY, "HMP Northmoor", JUNE)
    number = store.write(add_justice, robin, old)
    store.write(add_justice, robin, PlacementDraft(Setting.COMMUNITY, "Northbridge", date(2026, 9, 3)))
    with pytest.raises(Conflict):
        store.write(change_justice, robin, number, 1, old)
