"""What is told about a computer: never a guess where nothing can be told."""

from pathlib import Path

import pytest

from mentordesk.store.computer import (
    ask_bitlocker,
    ask_filevault,
    chain_is_encrypted,
    is_disk_encrypted,
    on_same_drive,
    synced_by,
)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/.local/share/MentorDesk/casebook", ""),
        ("/Users/a/OneDrive - Riverside Mentoring/casebook", "OneDrive"),
        ("/home/a/Dropbox/casebook", "Dropbox"),
        ("/home/a/Dropbox (Riverside)/casebook", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/casebook", "iCloud"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.org/My Drive/casebook", "Google Drive"),
        ("/Users/a/Library/CloudStorage/OneDrive-Personal/casebook", "OneDrive"),
        ("/Users/a/Library/CloudStorage/Else/casebook", "a cloud drive"),
        ("/home/a/Nextcloud/casebook", "Nextcloud"),
        ("/home/a/boxes/dropboxes/casebook", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_path(path: str, service: str) -> None:
    assert synced_by(Path(path)) == service


def test_a_link_into_a_synchronised_folder_is_one_too(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "casebook").mkdir(parents=True)
    (tmp_path / "casebook").symlink_to(tmp_path / "Dropbox" / "casebook")
    assert synced_by(tmp_path / "casebook") == "Dropbox"


def device(system: Path, name: str, uuid: str = "", *under: Path) -> Path:
    made = system / name
    (made / "slaves").mkdir(parents=True)
    if uuid:
        (made / "dm").mkdir()
        (made / "dm" / "uuid").write_text(uuid)
    for each in under:
        (made / "slaves" / each.name).symlink_to(each)
    return made


def test_an_encrypting_device_is_found_under_others(tmp_path: Path) -> None:
    disk = device(tmp_path, "sda2")
    luks = device(tmp_path, "dm-0", "CRYPT-LUKS2-abc", disk)
    volume = device(tmp_path, "dm-1", "LVM-xyz", luks)
    plain = device(tmp_path, "dm-2", "LVM-xyz", disk)
    both = device(tmp_path, "dm-3", "LVM-xyz", luks, disk)
    assert [chain_is_encrypted(each) for each in (volume, luks, plain, disk, both)] == [
        *(True, True, False, False, False)
    ]


@pytest.mark.parametrize(
    ("system", "said", "answer"),
    [
        ("darwin", "FileVault is On.", True),
        ("darwin", "FileVault is Off.", False),
        ("darwin", "", None),
        ("win32", "1", True),
        ("win32", "2", False),
        ("win32", "", None),
        ("win32", "something else", None),
        ("plan9", "1", None),
    ],
)
def test_what_a_system_says_is_understood_or_not_told(
    tmp_path: Path, system: str, said: str, answer: bool | None
) -> None:
    assert is_disk_encrypted(tmp_path, system, lambda _drive: said) is answer


def test_a_command_that_is_not_there_tells_nothing(tmp_path: Path) -> None:
    assert ask_filevault("") == ask_bitlocker("C:") == ""
    assert is_disk_encrypted(tmp_path / "nothing", "linux") is None
    assert on_same_drive(tmp_path, tmp_path / "nothing") is False
    assert on_same_drive(tmp_path, tmp_path) is True
