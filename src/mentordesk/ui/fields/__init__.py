"""Typed editors: each turns what a person types into a value, once, at the edge."""

from mentordesk.ui.fields.base import Field
from mentordesk.ui.fields.choice import CheckField, ChoiceField, SearchField
from mentordesk.ui.fields.date import DateField, ReviewDateField
from mentordesk.ui.fields.file import FileField, LogoField
from mentordesk.ui.fields.length import LengthField, MilesField
from mentordesk.ui.fields.line import (
    DurationField,
    LineField,
    MoneyField,
    SecretField,
    TextField,
    TimeField,
    WholeField,
)
from mentordesk.ui.fields.listing import ListField
from mentordesk.ui.fields.photo import PhotoField
from mentordesk.ui.fields.pick import Picked, PickField
from mentordesk.ui.fields.rag import RagField, RagsField
from mentordesk.ui.fields.ticks import TicksField
from mentordesk.ui.fields.week import WeekField

__all__ = [
    "CheckField",
    "ChoiceField",
    "DateField",
    "DurationField",
    "Field",
    "FileField",
    "LengthField",
    "LineField",
    "ListField",
    "LogoField",
    "MilesField",
    "MoneyField",
    "PhotoField",
    "PickField",
    "Picked",
    "RagField",
    "RagsField",
    "ReviewDateField",
    "SearchField",
    "SecretField",
    "TextField",
    "TicksField",
    "TimeField",
    "WeekField",
    "WholeField",
]
