import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.errors import WrongPassphrase
from mentordesk.store import keys
from mentordesk.store.keys import FLOOR, Holder, Slot

CASEBOOK = "casebook-one"
DATA_KEY = bytes(range(32))
PASSPHRASE = "café au lait, twice a day"
HOLDER = Holder("slot-of-asha", "Asha Karim", "AK", manager=True)


@pytest.fixture(scope="module")
def slot() -> Slot:
    return keys.make_slot(CASEBOOK, HOLDER, PASSPHRASE, DATA_KEY, FLOOR)


def test_the_passphrase_opens_its_slot_and_another_does_not(slot: Slot) -> None:
    assert keys.open_slot(CASEBOOK, slot, PASSPHRASE) == DATA_KEY
    with pytest.raises(WrongPassphrase, match="does not open"):
        keys.open_slot(CASEBOOK, slot, PASSPHRASE + " ")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_passphrase_is_the_same_however_the_keyboard_writes_it(slot: Slot, form: str) -> None:
    assert keys.open_slot(CASEBOOK, slot, unicodedata.normalize(form, PASSPHRASE)) == DATA_KEY


@pytest.mark.parametrize(
    "altered",
    [
        lambda slot: replace(slot, user="slot-of-tom"),
        lambda slot: replace(slot, cost=replace(slot.cost, passes=4)),
        lambda slot: replace(slot, cost=replace(slot.cost, lanes=1)),
        lambda slot: replace(slot, cost=replace(slot.cost, memory=FLOOR.memory + 1024)),
    ],
)
def test_a_slot_is_bound_to_its_person_and_its_cost(slot: Slot, altered) -> None:
    with pytest.raises(WrongPassphrase):
        keys.open_slot(CASEBOOK, altered(slot), PASSPHRASE)


def test_a_slot_is_bound_to_its_casebook(slot: Slot) -> None:
    with pytest.raises(WrongPassphrase):
        keys.open_slot("casebook-two", slot, PASSPHRASE)


def test_a_slot_is_bound_to_its_cost_even_where_the_derived_key_would_not_differ(slot: Slot) -> None:
    """The same key under another user in the sealed part: only the seal can tell."""
    other = keys.make_slot(CASEBOOK, replace(HOLDER, user="slot-of-tom"), PASSPHRASE, DATA_KEY, FLOOR)
    with pytest.raises(WrongPassphrase):
        keys.open_slot(CASEBOOK, replace(other, user=HOLDER.user), PASSPHRASE)


def test_two_slots_of_one_passphrase_share_nothing(slot: Slot) -> None:
    other = keys.make_slot(CASEBOOK, HOLDER, PASSPHRASE, DATA_KEY, FLOOR)
    assert len({slot.salt, other.salt}) == len({slot.nonce, other.nonce}) == 2
    assert slot.wrapped != other.wrapped


def test_a_slot_holds_neither_key_nor_name_nor_passphrase(slot: Slot) -> None:
    written = str(keys.slot_as_json(slot))
    assert "Asha" not in written
    assert "Karim" not in written
    assert "café" not in written
    assert DATA_KEY.hex() not in written


def test_a_slot_reads_back_as_it_was_written(slot: Slot) -> None:
    assert keys.slot_from_json(keys.slot_as_json(slot)) == slot


@pytest.mark.parametrize(
    "cost",
    [
        {"memory": 1024, "passes": 3, "lanes": 2},  # cheaper than the floor
        {"memory": 1 << 40, "passes": 3, "lanes": 2},  # more than any computer has
        {"memory": FLOOR.memory, "passes": 0, "lanes": 2},
        {"memory": FLOOR.memory, "passes": 1 << 30, "lanes": 2},
        {"memory": FLOOR.memory, "passes": 3, "lanes": 0},
        {"memory": FLOOR.memory, "passes": 3, "lanes": 1 << 30},
        {"memory": FLOOR.memory + 0.5, "passes": 3, "lanes": 2},
        {"memory": str(FLOOR.memory), "passes": 3, "lanes": 2},
        {"memory": FLOOR.memory, "passes": 3, "lanes": 2, "salt": "x"},
        [FLOOR.memory, 3, 2],
        None,
    ],
)
def test_an_absurd_cost_is_not_a_slot(slot: Slot, cost: object) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        keys.slot_from_json({**keys.slot_as_json(slot), "cost": cost})


def test_the_floor_is_what_was_promised() -> None:
    assert FLOOR.memory >= 64 * 1024
    assert FLOOR.passes >= 3
    assert keys.calibrated(seconds=0).memory == FLOOR.memory
    assert keys.Cost() == keys.Cost(256 * 1024, 3, 2)


def test_a_recovery_key_has_160_bits_in_groups_and_a_check() -> None:
    key = keys.new_recovery_key()
    groups = key.split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert set(key) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-")
    assert keys.new_recovery_key() != key


@pytest.mark.parametrize(
    "typed",
    [
        lambda key: key,
        str.lower,
        lambda key: key.replace("-", " "),
        lambda key: key.replace("-", ""),
        lambda key: f"  {key}\n",
        " ".join,
        lambda key: key.replace("O", "0").replace("I", "1").replace("B", "8"),
    ],
)
def test_a_recovery_key_is_read_however_it_is_typed(typed) -> None:
    for _ in range(20):
        key = keys.new_recovery_key()
        assert keys.read_recovery_key(typed(key)) == key


def test_a_mistyped_letter_and_a_missing_group_are_told_apart() -> None:
    key = keys.new_recovery_key()
    for place, letter in enumerate(key):
        if letter == "-":
            continue
        other = "A" if letter != "A" else "C"
        with pytest.raises(WrongPassphrase, match="mistyped"):
            keys.read_recovery_key(key[:place] + other + key[place + 1 :])
    with pytest.raises(WrongPassphrase, match="groups"):
        keys.read_recovery_key(key[:-5])
    with pytest.raises(WrongPassphrase, match="groups"):
        keys.read_recovery_key("")
    for foreign in ("é", "Я", "\udcff"):
        with pytest.raises(WrongPassphrase, match="mistyped"):
            keys.read_recovery_key(key[:-1] + foreign)


@given(st.text(st.characters(exclude_categories=())) | st.text(min_size=36, max_size=36))
def test_no_typed_text_makes_reading_a_recovery_key_fail_otherwise(typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        keys.read_recovery_key(typed)


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_can_be_looked_for(name: str) -> None:
    assert len(keys.name_hash(CASEBOOK, name)) == 16
