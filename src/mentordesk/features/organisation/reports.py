"""The recovery key and starter codes on paper."""

from collections.abc import Sequence

from mentordesk.reporting.blocks import facts_table
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.fingerprint import fingerprint

TITLE = "Recovery key"
NEW_KEY_TITLE = "Recovery key and starter codes"


def recovery_pdf(organisation: str, key: str) -> bytes:
    """Return the page that holds the recovery key."""
    document = _begin(organisation)
    _add_key(document, organisation, key)
    return document.finish()


def new_key_pdf(organisation: str, key: str, codes: Sequence[tuple[str, str]]) -> bytes:
    """Return what a change of the key leaves on paper: the recovery key, and the starter codes by name."""
    document = _begin(organisation)
    _add_key(document, organisation, key)
    if codes:
        document.new_page(landscape=False)
        document.heading(1, "Starter codes")
        document.text(
            "Each code opens the casebook once, for the person beside whom it stands. Give it by hand or by "
            "phone. They choose their own passphrase then. Destroy this page when everybody has signed in."
        )
        document.table(facts_table(codes, document.styles, summary="Starter codes by name"))
    return document.finish()


def _begin(organisation: str) -> Document:
    brand = Brand(
        organisation=organisation,
        charity_number="",
        logo=b"",
        short_title=TITLE,
        edition="",
        marking="Secret: keep apart from the computer",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(TITLE, organisation),
    )
    document = Document(brand, TITLE, large_print=True)
    document.new_page(landscape=False)
    return document


def _add_key(document: Document, organisation: str, key: str) -> None:
    add_masthead(document, [("Organisation", organisation)])
    for words in (
        "This key opens the casebook. It is needed only if everybody has forgotten their passphrase.",
        "   ".join(key.split("-")),
        "In the unlock window choose “Use the recovery key” and type the nine groups, in any case.",
        "Keep this page where nobody finds it with the laptop: a safe, a bank, or a trustee's home.",
    ):
        document.text(words)
