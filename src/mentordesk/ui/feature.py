"""What a feature offers to the program; it can be read without a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from mentordesk.kernel.exports import Export
    from mentordesk.kernel.links import Link
    from mentordesk.store.casebook import Store
    from mentordesk.store.work import Operation, Query
    from mentordesk.ui.desk import Desk
    from mentordesk.ui.form_dialog import FormDialog


Filters = tuple[tuple[str, Any], ...]
"""The filters of a list that are in force, by name."""


@dataclass(frozen=True)
class Place:
    """One entry of the sidebar; `badge` counts what needs attention."""

    name: str
    label: str
    icon: str
    make: Callable[[Desk], QWidget]
    needs: Operation[..., Any] | Query[..., Any] | None = None
    badge: Callable[[Desk], int] | None = None


@dataclass(frozen=True)
class PanelEntry:
    """A tab on the page of somebody else's record; `make` is given the record's number."""

    name: str
    label: str
    make: Callable[[Desk, int], QWidget]
    needs: Operation[..., Any] | Query[..., Any] | None = None


@dataclass(frozen=True)
class ActionEntry:
    """A button on the page of somebody else's record; `start` is given the record's number."""

    name: str
    label: str
    start: Callable[[Desk, int], object]
    needs: Operation[..., Any] | Query[..., Any] | None = None
    primary: bool = False


@dataclass(frozen=True)
class ReportEntry:
    """A report that a feature makes; `start` opens its options on the screen."""

    name: str
    label: str
    says: str
    start: Callable[[Desk], object]
    needs: Operation[..., Any] | Query[..., Any] | None = None


class CommandContext(Protocol):
    """What a command of the command line is given."""

    arguments: Namespace
    store: Store

    def say(self, text: str) -> None:
        """Print a line for the reader."""

    def save(self, path: Path, content: bytes, export: Export) -> None:
        """Write a file outside the casebook, note it in the trail, and say where it is."""


@dataclass(frozen=True)
class Command:
    """A command of the command line: `path` is its words, ("plan", "import")."""

    path: tuple[str, ...]
    help: str
    run: Callable[[CommandContext], None]
    add_arguments: Callable[[ArgumentParser], None] = field(default=lambda _parser: None)


@dataclass(frozen=True)
class New:
    """An entry of the New menu."""

    label: str
    icon: str
    start: Callable[[Desk], object]
    needs: Operation[..., Any] | Query[..., Any] | None = None
    keys: str = ""


@dataclass(frozen=True)
class Found:
    """One answer of the search box."""

    title: str
    subtitle: str
    icon: str
    link: Link


@dataclass(frozen=True)
class Feature:
    """Everything that one feature adds to the program.

    `panels` are tabs by the kind of record whose page they stand on, `actions` are buttons there; `settings`
    are pages in Settings; `links` opens a record's page by its kind, `lists` a list with filters in force;
    `drafts` opens a form again for an unfinished draft, by the form's key and given the draft's subject.
    """

    name: str
    label: str
    icon: str
    places: tuple[Place, ...] = ()
    panels: Mapping[str, tuple[PanelEntry, ...]] = field(default_factory=dict)
    reports: tuple[ReportEntry, ...] = ()
    commands: tuple[Command, ...] = ()
    new: tuple[New, ...] = ()
    settings: tuple[Place, ...] = ()
    links: Mapping[str, Callable[[Desk, int], QWidget]] = field(default_factory=dict)
    lists: Mapping[str, Callable[[Desk, Filters], QWidget]] = field(default_factory=dict)
    search: Callable[[Desk, str], list[Found]] | None = None
    actions: Mapping[str, tuple[ActionEntry, ...]] = field(default_factory=dict)
    drafts: Mapping[str, Callable[[Desk, int], FormDialog]] = field(default_factory=dict)
