"""Undo: the last acts of this sitting, and the one operation that takes one of them back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.store.belongings import referring
from mentordesk.store.images import Image
from mentordesk.store.work import Work, operation

KEPT = 50
"""How many acts of a sitting can be taken back."""


@dataclass(frozen=True, eq=False)
class Deed:
    """One act of this sitting that can be taken back: the images of every record it touched."""

    operation: str
    needs: Permission
    images: tuple[Image, ...]

    @property
    def says(self) -> str:
        """What was done, in words: "removing the note"."""
        told = [each for each in self.images if each.kind is not BinEntry]
        first = next((each for each in told if not (each.existed and each.exists)), told[0])
        act = "changing" if first.existed and first.exists else "adding" if first.exists else "removing"
        return f"{act} the {first.kind.word}"


def deed(name: str, needs: Permission, images: list[Image]) -> Deed | None:
    """Return an act to be taken back later; None when nothing changed or not everything is known."""
    told = [each for each in images if each.before or not (each.existed and each.exists)]
    if not told or not all(each.whole for each in images):
        return None
    return Deed(name, needs, tuple(images))


@operation(needs=Permission.SIGN_IN)
def undo(work: Work, done: Deed) -> dict[tuple[type[Record], int], int]:
    """Take an act back; refused when what it left was changed since. Return the versions that came of it."""
    work.need(done.needs)
    added = [each for each in done.images if not each.existed and each.exists]
    removed = [each for each in done.images if each.existed and not each.exists]
    changed = [each for each in done.images if each.existed and each.exists]
    work.defer_references()
    for image in changed:
        _check(work, image)
    doomed = [_check(work, image) for image in added]
    early = {(type(each), each.id) for each in _tied(work, doomed, changed)}
    _change_back(work, [each for each in changed if (each.kind, each.number) in early])
    for record in doomed:
        work.session.delete(record)
    work.session.flush()
    for image in removed:
        _put_back(work, image)
    work.session.flush()
    _change_back(work, [each for each in changed if (each.kind, each.number) not in early])
    back = [each for each in done.images if each.existed]
    return {(each.kind, each.number): work.find(each.kind, each.number).version for each in back}


def renumber(deeds: Iterable[Deed], done: Deed, versions: Mapping[tuple[type[Record], int], int]) -> None:
    """Let older acts know the records that an undo brought back to what they had left."""
    found_at = {(each.kind, each.number): each.version_before for each in done.images}
    for each in deeds:
        for image in each.images:
            key = (image.kind, image.number)
            if image.version and image.version == found_at.get(key):
                image.version = versions[key]


def _check(work: Work, image: Image) -> Record:
    record = work.session.get(image.kind, image.number)
    if record is None or (record.version != image.version and (image.before or not image.existed)):
        raise _refusal(image.kind)
    return record


def _tied(work: Work, doomed: list[Record], changed: Iterable[Image]) -> Iterator[Record]:
    """Return what names a record that goes and will itself be changed back; anything else forbids it."""
    going = {(type(each), each.id) for each in doomed}
    changing = {(each.kind, each.number) for each in changed if each.before}
    for record in doomed:
        for owned in (True, False):
            for _, each in referring(work.session, record, owned=owned):
                if (type(each), each.id) in changing:
                    yield each
                elif (type(each), each.id) not in going:
                    raise _refusal(type(record))


def _change_back(work: Work, images: list[Image]) -> None:
    for image in images:
        record = work.find(image.kind, image.number)
        for name, value in image.before.items():
            setattr(record, name, value)
        record.version += 1
    work.session.flush()


def _put_back(work: Work, image: Image) -> None:
    if work.session.get(image.kind, image.number) is not None:
        raise _refusal(image.kind)
    work.session.add(image.kind(id=image.number, **image.before))


def _refusal(kind: type[Record]) -> Conflict:
    return Conflict(f"This cannot be undone, because the {kind.word} was changed since. Nothing was changed.")
