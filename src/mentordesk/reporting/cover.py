"""The first page: whose report this is, what it covers, who made it and when."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from mentordesk.reporting.blocks import fact_grid, facts_table
from mentordesk.reporting.brand import Brand, logo_image
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
    document.title_heading(styles.title)
    if subtitle:
        style = replace(styles.heading(2), face=Face.REGULAR, colour=MUTED, before=3)
        document.add(Text(subtitle, style))
    document.space(10 * mm)
    document.table(facts_table(facts, styles, summary="About this report"))
    document.add(Text(brand.acknowledgement, replace(styles.body, before=9 * mm)))
    document.add(Text(brand.marking, replace(styles.lead, before=4 * mm)))


def add_masthead(document: Document, facts: Facts) -> None:
    """Add a title block for a report without a cover; the rest of its page is free."""
    image, width = logo_image(document.brand.logo), document.width * 0.22
    if image:
        logo = Figure(Picture(image, width, 16 * mm, at_right=True), f"Logo of {document.brand.organisation}")
        with document.beside(logo, width):
            _add_title_lines(document)
    else:
        _add_title_lines(document)
    across = 5 if document.landscape else 3
    document.table(fact_grid(facts, across, document.styles, summary="About this report"))


def _add_title_lines(document: Document) -> None:
    brand, styles = document.brand, document.styles
    whose = [brand.organisation, _charity_number(brand)]
    document.add(Text(" · ".join(each for each in whose if each), replace(styles.note, before=0)))
    document.space(3)
    document.title_heading(styles.heading(1))


def _letterhead(document: Document, *, tallest: float) -> list[Part]:
    brand, styles = document.brand, document.styles
    parts: list[Part] = []
    image = logo_image(brand.logo)
    if image:
        picture = Picture(image, document.width * 0.6, tallest)
        parts.append(Figure(picture, f"Logo of {brand.organisation}"))
    parts.append(Text(brand.organisation, replace(styles.lead, size=styles.lead.size * 1.15, before=8)))
    if brand.charity_number:
        parts.append(Text(_charity_number(brand), replace(styles.note, before=1)))
    return parts


def _charity_number(brand: Brand) -> str:
    return f"Registered charity number {brand.charity_number}" if brand.charity_number else ""
