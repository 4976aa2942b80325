import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mentordesk.kernel.errors import (
    CasebookDamaged,
    CasebookExists,
    NotFound,
    ReadOnly,
    UserError,
    WrongPassphrase,
)
from mentordesk.kernel.permissions import Role
from mentordesk.store import keys, vault
from mentordesk.store.keys import FLOOR, Holder
from mentordesk.store.opening import open_store
from tests.casebooks import NAMES, PASSPHRASE, Casebook, at_now
from tests.digests import digests

ONE, TWO = vault.SLOTS


def seal(body: dict[str, Any]) -> bytes:
    """A key file whose checksum fits, as somebody who alters it on purpose would write it."""
    body = {name: value for name, value in body.items() if name != "checksum"}
    checksum = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return json.dumps({**body, "checksum": checksum}).encode()


def altered(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    def alter(content: bytes) -> bytes:
        body = json.loads(content)
        change(body)
        return seal(body)

    return alter


DAMAGES = {
    "empty": lambda _: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one bit": lambda content: content[:900] + bytes([content[900] ^ 1]) + content[901:],
    "zeros": lambda content: bytes(len(content)),
    "not text": lambda _: b"\xff\xfe\x00",
    "a list": lambda _: b"[]",
    "a number": lambda _: b"1",
    "deep": lambda _: b"[" * 200_000,
    "no checksum": lambda _: b'{"format": 1, "casebook": "x", "slots": []}',
    "no slots": altered(lambda body: body.update(slots=[])),
    "slots of another kind": altered(lambda body: body.update(slots=[1])),
    "slots not a list": altered(lambda body: body.update(slots=5)),
    "casebook not text": altered(lambda body: body.update(casebook=5)),
    "name not text": altered(lambda body: body["slots"][0].update(initials=5)),
    "salt not base64": altered(lambda body: body["slots"][0].update(salt="!")),
    "cheap cost": altered(lambda body: body["slots"][0]["cost"].update(memory=8)),
    "no lanes": altered(lambda body: body["slots"][0]["cost"].update(lanes=0)),
    "a field more": altered(lambda body: body["slots"][0].update(more=1)),
}


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES.keys())
def damage(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    return request.param


def test_both_copies_of_the_key_slots_are_the_same(casebook: Casebook) -> None:
    assert (casebook.folder / ONE).read_bytes() == (casebook.folder / TWO).read_bytes()
    assert vault.damaged_copies(casebook.folder) == []


@pytest.mark.parametrize("copy", [ONE, TWO])
def test_one_damaged_copy_is_survived_and_said(
    casebook: Casebook, copy: str, damage: Callable[[bytes], bytes]
) -> None:
    path = casebook.folder / copy
    whole = vault.read_keyring(casebook.folder)
    path.write_bytes(damage(path.read_bytes()))
    assert vault.read_keyring(casebook.folder) == whole
    assert vault.damaged_copies(casebook.folder) == [copy]


def test_one_missing_copy_is_survived(casebook: Casebook) -> None:
    (casebook.folder / ONE).unlink()
    assert vault.unlock(casebook.folder, "", PASSPHRASE).data_key == casebook.data_key


def test_two_damaged_copies_are_damage_and_stay_as_they_are(
    casebook: Casebook, damage: Callable[[bytes], bytes]
) -> None:
    for name in vault.SLOTS:
        (casebook.folder / name).write_bytes(damage((casebook.folder / name).read_bytes()))
    before = digests(casebook.folder)
    with pytest.raises(CasebookDamaged, match="both copies"):
        vault.unlock(casebook.folder, "", PASSPHRASE)
    assert digests(casebook.folder) == before


def test_a_newer_format_is_refused_by_name_and_not_called_damage(casebook: Casebook) -> None:
    for name in vault.SLOTS:
        path = casebook.folder / name
        path.write_bytes(altered(lambda body: body.update(format=2))(path.read_bytes()))
    before = digests(casebook.folder)
    with pytest.raises(UserError, match="newer MentorDesk") as refusal:
        vault.unlock(casebook.folder, "", PASSPHRASE)
    assert not isinstance(refusal.value, CasebookDamaged)
    vault.damaged_copies(casebook.folder)
    assert digests(casebook.folder) == before


def test_a_person_is_found_by_name_by_initials_or_as_the_first_manager(casebook: Casebook) -> None:
    ring = vault.read_keyring(casebook.folder)
    for asked in ("", "Asha Karim", "  asha   KARIM ", "AK", "ak"):
        assert ring.find(asked).user == casebook.users[Role.MANAGER]
    assert ring.find("Tom Ellery").user == casebook.users[Role.COORDINATOR]
    for stranger in ("Nobody", "recovery", "A", "Asha"):
        with pytest.raises(NotFound, match="Nobody of that name"):
            ring.find(stranger)


def test_a_whole_name_comes_before_the_initials_of_another(casebook: Casebook) -> None:
    ring = vault.read_keyring(casebook.folder)
    tom = ring.find("Tom Ellery")
    clash = replace(tom, user="slot-of-te", initials="T", name_hash=keys.name_hash(casebook.name, "TE"))
    assert ring.with_slot(clash).find("TE").user == "slot-of-te"


def test_a_wrong_passphrase_changes_nothing_and_is_not_called_damage(casebook: Casebook) -> None:
    before = digests(casebook.folder)
    with pytest.raises(WrongPassphrase, match="does not open"):
        vault.unlock(casebook.folder, "", "eight lanterns along the quay")
    with pytest.raises(WrongPassphrase):
        vault.unlock(casebook.folder, NAMES[Role.COORDINATOR], PASSPHRASE)
    assert digests(casebook.folder) == before


def test_a_changed_passphrase_works_at_once_and_the_old_one_no_longer(casebook: Casebook) -> None:
    opened = casebook.vault()
    holder = Holder(opened.user, NAMES[Role.MANAGER], "AK", manager=True)
    records = (casebook.folder / vault.RECORDS).read_bytes()
    vault.set_passphrase(opened, holder, "a new lamp by the old gate", FLOOR)
    assert vault.unlock(casebook.folder, "AK", "a new lamp by the old gate").data_key == casebook.data_key
    with pytest.raises(WrongPassphrase):
        vault.unlock(casebook.folder, "AK", PASSPHRASE)
    assert (casebook.folder / vault.RECORDS).read_bytes() == records, "the records are not rewritten"
    assert (casebook.folder / ONE).read_bytes() == (casebook.folder / TWO).read_bytes()


def test_the_recovery_key_opens_the_casebook_and_a_new_one_replaces_it(casebook: Casebook) -> None:
    opened = vault.recover(casebook.folder, casebook.recovery_key.lower().replace("-", " "))
    assert opened.recovered
    assert opened.data_key == casebook.data_key
    newer = vault.new_recovery_key(opened, FLOOR)
    assert vault.recover(casebook.folder, newer).data_key == casebook.data_key
    with pytest.raises(WrongPassphrase):
        vault.recover(casebook.folder, casebook.recovery_key)


def test_a_removed_slot_opens_nothing(casebook: Casebook) -> None:
    vault.remove_slot(casebook.vault(), casebook.users[Role.COORDINATOR])
    with pytest.raises(NotFound):
        vault.unlock(casebook.folder, NAMES[Role.COORDINATOR], "a starter code")


def test_the_open_vault_shows_no_key(casebook: Casebook) -> None:
    assert casebook.data_key.hex() not in repr(casebook.vault())
    assert str(casebook.data_key) not in f"{casebook.vault()!r} {casebook.vault()}"


def test_new_files_are_for_their_owner_only(casebook: Casebook) -> None:
    files = [path for path in casebook.folder.rglob("*") if path.is_file()]
    assert {vault.RECORDS, ONE, TWO, vault.STATE} <= {path.name for path in files}
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
    assert casebook.folder.stat().st_mode & 0o077 == 0


def test_a_casebook_is_never_made_where_anything_stands(casebook: Casebook, tmp_path: Path) -> None:
    with pytest.raises(CasebookExists, match="already a casebook"):
        vault.prepare(casebook.folder)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear")
    with pytest.raises(CasebookExists, match="not empty"):
        vault.prepare(tmp_path / "letters")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_no_casebook_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no casebook"):
        vault.unlock(tmp_path / "nowhere", "", PASSPHRASE)
    assert not (tmp_path / "nowhere").exists()


def test_key_slots_in_a_read_only_folder_are_not_changed(casebook: Casebook) -> None:
    before = digests(casebook.folder)
    casebook.folder.chmod(0o500)
    with pytest.raises(ReadOnly, match="nothing was changed"):
        vault.remove_slot(casebook.vault(), casebook.users[Role.MENTOR])
    assert digests(casebook.folder) == before


def test_records_beside_key_slots_of_another_casebook_are_damage(
    casebook: Casebook, demo_casebook: Casebook
) -> None:
    (casebook.folder / vault.RECORDS).write_bytes((demo_casebook.folder / vault.RECORDS).read_bytes())
    before = digests(casebook.folder)
    with pytest.raises(CasebookDamaged):
        open_store(casebook.vault(), at_now)
    assert digests(casebook.folder) == before
