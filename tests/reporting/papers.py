"""Plain documents for tests of the PDF kit."""

from dataclasses import replace

from mentordesk.reporting.brand import Brand
from mentordesk.reporting.document import Document, Progress

BRAND = Brand(
    organisation="Riverside Mentoring",
    charity_number="1234567",
    logo=b"",
    short_title="Riverside Mentoring · A report",
    edition="Full report",
    marking="Confidential",
    acknowledgement="With the support of the Example Fund",
    footer="Project 2012-15",
    fingerprint="4f2a91c077ab" + "0" * 52,
)


def paper(
    *, large_print: bool = False, landscape: bool = False, progress: Progress | None = None, **brand: object
) -> Document:
    """A document with its first page begun."""
    document = Document(
        replace(BRAND, **brand), "A report", large_print=large_print, progress=progress, steps=3
    )
    document.new_page(landscape=landscape)
    return document
