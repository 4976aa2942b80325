"""Reading a JSON file of a known shape: every refusal names the place and the reason."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.errors import BadFile
from mentordesk.kernel.text import clean

Chosen = TypeVar("Chosen", bound=Choice)
LONGEST_FILE = 50_000_000
LONGEST_LINE = 300
_KINDS = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


@dataclass(frozen=True)
class At:
    """A place in a file and what stands there; `None` stands where nothing is written."""

    place: str
    value: Any

    def refuse(self, reason: str) -> NoReturn:
        """Raise BadFile with this place."""
        message = f"This plan file cannot be read: {self.place or 'the file'} {reason}. Nothing was imported."
        raise BadFile(message)

    def given(self) -> bool:
        """Return whether anything stands here."""
        return self.value is not None

    def is_object(self) -> bool:
        """Return whether an object stands here."""
        return isinstance(self.value, dict)

    def fields(self) -> Sequence[tuple[str, "At"]]:
        """Return the named values of an object; none where nothing is written."""
        if self.value is None:
            return []
        if not isinstance(self.value, dict):
            self.refuse(f"should be an object, not {_kind(self.value)}")
        return [(clean(name), At(self._below(f".{name}"), value)) for name, value in self.value.items()]

    def opt(self, name: str) -> "At":
        """Return a named value that may be missing."""
        found = {key: at for key, at in self.fields() if key == name}
        return found.get(name, At(self._below(f".{name}"), None))

    def need(self, name: str) -> "At":
        """Return a named value that must be there."""
        found = self.opt(name)
        if not found.given():
            found.refuse("is missing")
        return found

    def items(self) -> list["At"]:
        """Return the values of a list; none where nothing is written."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.refuse(f"should be a list, not {_kind(self.value)}")
        return [At(f"{self.place}[{index}]", value) for index, value in enumerate(self.value)]

    def text(self, *, required: bool = False) -> str:
        """Return text; nothing where nothing is written."""
        if self.value is None and not required:
            return ""
        if not isinstance(self.value, str):
            self.refuse(f"should be text, not {_kind(self.value)}")
        words = clean(self.value).strip()
        if required and not words:
            self.refuse("is empty")
        return words

    def line(self, *, optional: bool = False) -> str:
        """Return one line of text."""
        words = " ".join(self.text(required=not optional).split())
        if len(words) > LONGEST_LINE:
            self.refuse(f"is longer than {LONGEST_LINE} characters")
        return words

    def day(self) -> date | None:
        """Return a date written as 2014-08-27."""
        return self.need_day() if self.text() else None

    def need_day(self) -> date:
        """Return a date that must be there."""
        try:
            return date.fromisoformat(self.text(required=True))
        except ValueError:
            self.refuse("is not a date written as 2014-08-27")

    def whole(self, least: int = -(10**12), most: int = 10**12) -> int | None:
        """Return a whole number; None where nothing is written."""
        return None if self.value is None else self.need_whole(least, most)

    def need_whole(self, least: int = -(10**12), most: int = 10**12) -> int:
        """Return a whole number that must be there, within limits."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(f"should be a whole number, not {_kind(self.value)}")
        if not least <= self.value <= most:
            self.refuse(f"should be from {least} to {most}")
        return self.value

    def choice(self, kind: type[Chosen]) -> Chosen | None:
        """Return one of a fixed list of codes; None where nothing is written."""
        return self.need_choice(kind) if self.given() else None

    def need_choice(self, kind: type[Chosen]) -> Chosen:
        """Return one of a fixed list of codes that must be there."""
        try:
            return kind(self.text(required=True))
        except ValueError:
            codes = ", ".join(member.value for member in kind)
            self.refuse(f"should be one of {codes}")

    def _below(self, step: str) -> str:
        return f"{self.place}{step}".lstrip(".")


def read_json(text: str) -> At:
    """Read the text of a file; BadFile when it is not JSON or not an object."""
    if len(text) > LONGEST_FILE:
        At("", None).refuse("is too large")
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twice)
    except json.JSONDecodeError as problem:
        At(f"line {problem.lineno}, column {problem.colno}", None).refuse(f"is not JSON ({problem.msg})")
    except (RecursionError, ValueError) as problem:
        At("", None).refuse(f"is not JSON that can be read ({problem})")
    root = At("", value)
    if not root.is_object():
        root.refuse(f"should be an object, not {_kind(value)}")
    return root


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not a number"
    raise ValueError(message)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        message = "a name stands twice in one object"
        raise ValueError(message)
    return fields


def _kind(value: Any) -> str:
    return "nothing" if value is None else _KINDS.get(type(value), "that")
