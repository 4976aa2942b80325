"""Fingerprints of what a report prints."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from mentordesk.reporting.fingerprint import fingerprint, short_fingerprint


@dataclass(frozen=True)
class Thing:
    words: str = "words"
    day: date = date(2026, 9, 3)
    picture: bytes = b"picture"
    chosen: frozenset[str] = frozenset({"a", "b", "c"})
    inside: "tuple[Thing, ...]" = ()


def test_the_same_content_has_the_same_fingerprint() -> None:
    assert fingerprint("head", Thing()) == fingerprint("head", Thing(chosen=frozenset({"c", "b", "a"})))
    assert len(fingerprint(Thing())) == 64


@pytest.mark.parametrize(
    "other",
    [
        Thing(words="word s"),
        Thing(day=date(2026, 9, 4)),
        Thing(picture=b"pictura"),
        Thing(chosen=frozenset({"a", "b"})),
        Thing(inside=(Thing(),)),
    ],
)
def test_any_change_changes_it(other: Thing) -> None:
    assert fingerprint(other) != fingerprint(Thing())


def test_the_trail_counts_and_so_does_the_place() -> None:
    thing = Thing()
    assert len({fingerprint("a", thing), fingerprint("b", thing), fingerprint(thing, "a")}) == 3
    assert fingerprint(replace(thing, words="a"), "b") != fingerprint(replace(thing, words="b"), "a")


def test_it_is_printed_in_groups() -> None:
    assert short_fingerprint("4f2a91c077ab03d5" + "0" * 48) == "4F2A-91C0-77AB-03D5"


def test_unknown_content_is_refused() -> None:
    with pytest.raises(TypeError):
        fingerprint(object())
