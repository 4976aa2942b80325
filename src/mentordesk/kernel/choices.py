"""Choices: a short list fixed by the program, each with a stored code and a label for people."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """One of a fixed list: `ACTIVE = "active", "Active"`; stored by code, shown by `label`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member from its code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
