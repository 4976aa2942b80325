"""Rot in a backup is noticed, wherever it strikes: no changed bit, missing end or strange file passes."""

import random
from pathlib import Path

import pytest

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import UserError
from mentordesk.store.manifest import check_seal, read_manifest
from mentordesk.store.verifying import verify_backup
from tests.casebooks import Casebook

FLIPS = 400


@pytest.fixture
def source(casebook: Casebook) -> Path:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Before"))
        return store.backup().path


def passes(path: Path) -> bool:
    try:
        read_manifest(path)
        check_seal(path)
    except UserError:
        return False
    return True


def test_every_changed_bit_is_noticed(source: Path) -> None:
    content, chance = source.read_bytes(), random.Random()
    assert passes(source)
    places = [chance.randrange(len(content)) for _ in range(FLIPS)] + list(
        range(len(content) - 1500, len(content))
    )
    missed = []
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        source.write_bytes(changed)
        if passes(source):
            missed.append(place)
    assert missed == []


def test_every_missing_end_is_noticed(source: Path) -> None:
    content, chance = source.read_bytes(), random.Random()
    for _ in range(100):
        source.write_bytes(content[: chance.randrange(len(content))])
        assert not passes(source)
    source.write_bytes(content + b"more")
    assert not passes(source)


def test_without_its_seal_the_archive_alone_would_miss_some(source: Path) -> None:
    """The power check: the same flips against what a zip notices by itself."""
    content = source.read_bytes()
    missed = 0
    for place in range(len(content) - 800, len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        source.write_bytes(changed)
        try:
            read_manifest(source)
        except UserError:
            continue
        missed += 1
    assert missed > 50


def test_rot_is_noticed_by_the_full_check_too(source: Path, casebook: Casebook) -> None:
    content, chance = source.read_bytes(), random.Random()
    for _ in range(20):
        changed = bytearray(content)
        changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        source.write_bytes(changed)
        with pytest.raises(UserError):
            verify_backup(casebook.vault(), source)
    source.write_bytes(content)
    assert verify_backup(casebook.vault(), source).sequence == 1
