"""How paper looks: page sizes, colours, type sizes. LOOK "Paper" and "Tokens", DOMAIN §10."""

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm

from mentordesk.kernel.rag import Rag
from mentordesk.reporting.fonts import Face

PORTRAIT = (210 * mm, 297 * mm)
LANDSCAPE = (297 * mm, 210 * mm)
MARGIN = 18 * mm

INK = HexColor("#1C2430")
MUTED = HexColor("#566170")
ACCENT = HexColor("#0B6069")
SOFT = HexColor("#E4F1F2")
FAINT = HexColor("#F5F6F8")
LINE = HexColor("#C9D0D8")

RAG_FILLS: dict[Rag | None, Color] = {
    Rag.GREEN: HexColor("#00703C"),
    Rag.AMBER: HexColor("#FFBF00"),
    Rag.RED: HexColor("#D4351C"),
    None: HexColor("#505A5F"),
}
RAG_INKS: dict[Rag | None, Color] = {
    Rag.GREEN: white,
    Rag.AMBER: HexColor("#0B0C0C"),
    Rag.RED: white,
    None: white,
}


@dataclass(frozen=True)
class Style:
    """How one kind of text is set; sizes and spaces in points."""

    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: Color = INK
    before: float = 0
    """Space above, left out at the top of a page or cell."""
    right: bool = False
    """Whether lines end at the right, as numbers in a table do."""


@dataclass(frozen=True)
class Styles:
    """The house styles of one edition, and the space between a table's lines and its text."""

    body: Style
    lead: Style
    note: Style
    cell: Style
    cell_bold: Style
    cell_note: Style
    head: Style
    question: Style
    chip: Style
    title: Style
    headings: tuple[Style, Style, Style]
    figure: Style
    furniture: Style
    padding: float
    number_column: float
    """How wide a column of short numbers is."""
    large_print: bool

    @property
    def with_table(self) -> float:
        """How much height a heading needs below it when a table follows its first sentence."""
        return self.body.leading * 9

    def heading(self, level: int) -> Style:
        """Return the style of a heading of level 1 to 3."""
        return self.headings[level - 1]


def styles(*, large_print: bool = False) -> Styles:
    """Return the styles of the ordinary or the large print edition."""
    body, cell, small = (14.0, 14.0, 13.0) if large_print else (10.5, 10.0, 8.5)
    big = 1.25 if large_print else 1.0
    text = Style(body, body * 1.4, before=body * 0.55)
    inside = Style(cell, cell * 1.32, before=cell * 0.45)
    note = replace(inside, size=small, leading=small * 1.35, colour=MUTED, before=small * 0.5)
    return Styles(
        body=text,
        lead=replace(text, face=Face.BOLD),
        note=replace(text, size=max(small, 9.5), leading=max(small, 9.5) * 1.4, colour=MUTED),
        cell=inside,
        cell_bold=replace(inside, face=Face.BOLD),
        cell_note=note,
        head=Style(cell, cell * 1.3, Face.BOLD, ACCENT),
        question=Style(small, small * 1.3, colour=INK, before=1),
        chip=Style(cell * 0.88, cell * 1.7, Face.BOLD, before=cell * 0.3),
        title=Style(24 * big, 30 * big, Face.BOLD, INK),
        headings=(
            Style(20 * big, 25 * big, Face.BOLD, INK, before=6),
            Style(16 * big, 21 * big, Face.BOLD, ACCENT, before=20),
            Style(12 * big, 16 * big, Face.BOLD, INK, before=13),
        ),
        figure=Style(22 * big, 26 * big, Face.BOLD, ACCENT),
        furniture=Style(8 * big, 10.4 * big, colour=MUTED),
        padding=5.5 * big,
        number_column=cell * 3,
        large_print=large_print,
    )
