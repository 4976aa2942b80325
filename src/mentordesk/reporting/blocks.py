"""Blocks: what most reports are made of, ready to be added to a document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mentordesk.reporting.fonts import Face
from mentordesk.reporting.parts import Part, Text, house_parts
from mentordesk.reporting.style import MUTED, Style, Styles
from mentordesk.reporting.tables import Cell, Table, TableRow

NOTHING = "–"


def labelled(label: str, words: str, styles: Styles) -> list[Part]:
    """Return a small bold label and, under it, what a person wrote."""
    return [Text(label, styles.lead), *house_parts(words, replace(styles.body, before=2))]


def cell_parts(words: str, styles: Styles) -> list[Part]:
    """Return what a person wrote as the content of a cell; a dash for nothing."""
    found = house_parts(words, styles.cell)
    return found or [Text(NOTHING, replace(styles.cell, colour=MUTED))]


def facts_table(facts: Iterable[tuple[str, str]], styles: Styles, *, summary: str = "") -> Table:
    """Return labels with their values, one fact in a row; facts without a value are left out."""
    label = replace(styles.cell, colour=MUTED)
    return Table(
        (32, 68),
        (),
        [
            TableRow((Cell((Text(name, label),), "Row"), Cell(house_parts(value, styles.cell))))
            for name, value in facts
            if value.strip()
        ],
        summary,
        ruled=False,
    )


def tiles(figures: Sequence[tuple[str, str]], styles: Styles, *, summary: str = "") -> Table:
    """Return a few large figures side by side, each with its words under it."""
    label = Style(styles.note.size, styles.note.leading, Face.REGULAR, MUTED)
    row = TableRow(
        tuple(Cell((Text(number, styles.figure), Text(words, label))) for number, words in figures)
    )
    return Table((1.0,) * len(figures), (), (row,), summary, ruled=False)


def fact_grid(facts: Iterable[tuple[str, str]], across: int, styles: Styles, *, summary: str = "") -> Table:
    """Return facts in few rows, each value under its label; facts without a value are left out."""
    said = [(name, value) for name, value in facts if value.strip()]
    label = replace(styles.cell_note, before=0)
    rows = []
    for at in range(0, len(said), across):
        chosen = said[at : at + across]
        cells = [
            Cell((Text(name, label), Text(value, replace(styles.cell, before=1)))) for name, value in chosen
        ]
        rows.append(TableRow((*cells, *([Cell(())] * (across - len(cells))))))
    return Table((1.0,) * across, (), rows, summary, ruled=False)
