"""The recovery key on paper."""

from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.fingerprint import fingerprint

TITLE = "Recovery key"


def recovery_pdf(organisation: str, key: str) -> bytes:
    """Return the page that holds the recovery key."""
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
    add_masthead(document, [("Organisation", organisation)])
    for words in (
        "This key opens the casebook. It is needed only if everybody has forgotten their passphrase.",
        "   ".join(key.split("-")),
        "In the unlock window choose “Use the recovery key” and type the nine groups, in any case.",
        "Keep this page where nobody finds it with the laptop: a safe, a bank, or a trustee's home.",
    ):
        document.text(words)
    return document.finish()
