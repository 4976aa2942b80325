"""What the organisation feature offers to the program: pages in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.organisation.operations import set_grant, set_my_passphrase
from mentordesk.features.organisation.queries import organisation_sheet, person_page
from mentordesk.ui.feature import Feature, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _organisation(desk: Desk) -> QWidget:
    from mentordesk.features.organisation.screens.settings import OrganisationPage

    return OrganisationPage(desk)


def _people(desk: Desk) -> QWidget:
    from mentordesk.features.organisation.screens.settings import PeoplePage

    return PeoplePage(desk)


def _roles(desk: Desk) -> QWidget:
    from mentordesk.features.organisation.screens.roles import RolesPage

    return RolesPage(desk)


def _passphrase(desk: Desk) -> QWidget:
    from mentordesk.features.organisation.screens.settings import MyPassphrasePage

    return MyPassphrasePage(desk)


FEATURE = Feature(
    "organisation",
    "Settings",
    "settings",
    settings=(
        Place("organisation", "Organisation", "building-2", _organisation, organisation_sheet),
        Place("people", "People who sign in", "users", _people, person_page),
        Place("roles", "Roles", "list-checks", _roles, set_grant),
        Place("passphrase", "My passphrase", "key-round", _passphrase, set_my_passphrase),
    ),
)
