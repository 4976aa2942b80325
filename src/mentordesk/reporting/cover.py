"""The first page: whose report this is, what it covers, who made it and when."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from mentordesk.reporting.blocks import fact_grid, facts_table
from mentordesk.reporting.brand import logo_image
from mentordesk.reporting.document import Document
from mentordesk.reporting.figures import Figure, Picture
from mentordesk.reporting.fonts import Face
from mentordesk.reporting.parts import Part, Text
from mentordesk.reporting.style import MUTED

Facts = Sequence[tuple[str, str]]


def add_cover(document: Document, subtitle: str, facts: Facts) -> None:
    """Add a cover page."""
    styles, brand = document.styles, document.brand
    document.new_page(landscape=False)
    document.add(*_letterhead(document, tallest=26 * mm))
    if styles.large_print:
        document.space(10 * mm)
    else:
        document.y = min(document.y - 16 * mm, document.top - 78 * mm)
    document.ornament(54, 4)
    document.space(8 * mm)
    _add_title(document, subtitle)
    document.space(10 * mm)
    document.table(facts_table(facts, styles, summary="About this report"))
    document.add(Text(brand.acknowledgement, replace(styles.body, before=9 * mm)))
    document.add(Text(brand.marking, replace(styles.lead, before=4 * mm)))


def add_masthead(document: Document, subtitle: str, facts: Facts) -> None:
    """Add a title block for a report without a cover; the rest of its page is free."""
    document.add(*_letterhead(document, tallest=16 * mm))
    document.space(4 * mm)
    document.ornament(40, 3)
    document.space(3 * mm)
    _add_title(document, subtitle, heading=True)
    across = 4 if document.landscape else 3
    document.table(fact_grid(facts, across, document.styles, summary="About this report"))


def _add_title(document: Document, subtitle: str, *, heading: bool = False) -> None:
    styles = document.styles
    style = styles.heading(1) if heading else styles.title
    document.title_heading(style)
    under = replace(styles.heading(3 if heading else 2), face=Face.REGULAR, colour=MUTED, before=3)
    if subtitle:
        document.add(Text(subtitle, under))


def _letterhead(document: Document, *, tallest: float) -> list[Part]:
    brand, styles = document.brand, document.styles
    parts: list[Part] = []
    image = logo_image(brand.logo)
    if image:
        picture = Picture(image, document.width * 0.6, tallest)
        parts.append(Figure(picture, f"Logo of {brand.organisation}"))
    parts.append(Text(brand.organisation, replace(styles.lead, size=styles.lead.size * 1.15, before=8)))
    if brand.charity_number:
        number = f"Registered charity number {brand.charity_number}"
        parts.append(Text(number, replace(styles.note, before=1)))
    return parts
