import pytest

from mentordesk.features.organisation.rules import (
    LONGEST_LOGO,
    OrganisationDraft,
    PersonDraft,
    organisation_problems,
    person_problems,
)
from mentordesk.kernel.permissions import Role

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (OrganisationDraft("Riverside"), set()),
        (OrganisationDraft("Riverside", "1234567", PNG + b"...", 1), set()),
        (OrganisationDraft("Riverside", logo=b"\xff\xd8\xff..."), set()),
        (OrganisationDraft(""), {"name"}),
        (OrganisationDraft("  "), {"name"}),
        (OrganisationDraft("R" * 300), set()),
        (OrganisationDraft("R" * 301), {"name"}),
        (OrganisationDraft("Riverside", "1" * 41), {"charity_number"}),
        (OrganisationDraft("Riverside", year_starts=0), {"year_starts"}),
        (OrganisationDraft("Riverside", year_starts=13), {"year_starts"}),
        (OrganisationDraft("Riverside", year_starts=None), {"year_starts"}),
        (OrganisationDraft("Riverside", logo=b"GIF89a"), {"logo"}),
        (OrganisationDraft("Riverside", logo=b"<svg/>"), {"logo"}),
        (OrganisationDraft("Riverside", logo=PNG + bytes(LONGEST_LOGO)), {"logo"}),
        (OrganisationDraft("", "1" * 41, b"x", 13), {"name", "charity_number", "logo", "year_starts"}),
    ],
)
def test_what_is_wrong_with_an_organisation(draft: OrganisationDraft, fields: set[str]) -> None:
    assert set(organisation_problems(draft)) == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (PersonDraft("Zoë Lund", Role.MENTOR), set()),
        (PersonDraft("李", Role.MENTOR), set()),
        (PersonDraft("", Role.MENTOR), {"name"}),
        (PersonDraft(" – ", Role.MENTOR), {"name"}),
        (PersonDraft("N" * 201, Role.MENTOR), {"name"}),
        (PersonDraft("Zoë Lund", None), {"role"}),
        (PersonDraft("Tom Ellery", Role.MENTOR), {"name"}),
        (PersonDraft("  tom   ELLERY ", Role.MENTOR), {"name"}),
        (PersonDraft("Tóm Ellery", Role.MENTOR), {"name"}),
    ],
)
def test_what_is_wrong_with_a_person(draft: PersonDraft, fields: set[str]) -> None:
    """A name signs in whatever its case and accents, so two people may not differ only in those."""
    assert set(person_problems(draft, frozenset({"tom ellery"}))) == fields
