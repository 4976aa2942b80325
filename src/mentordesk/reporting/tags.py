"""Tags: the structure tree that tells a screen reader what stands on the page, and in which order.

ReportLab writes no structure. Here what is drawn is marked as the content of an *element* (a heading, a table
cell) or as an *artifact* (page furniture, lines, fills), and the tree is written when the pages are finished.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure tree: its kind ("P", "TD"), and its elements and content in order."""

    kind: str
    parent: "Element | None" = None
    alt: str = ""
    attributes: str = ""
    """A PDF attribute object: `/O /Table /Scope /Column`."""
    children: list["Element | tuple[int, int]"] = field(default_factory=list)
    """Elements, and content as page number and mark number."""
    number: int = 0

    def add(self, kind: str, *, alt: str = "", attributes: str = "") -> "Element":
        """Append an element and return it."""
        child = Element(kind, self, alt, attributes)
        self.children.append(child)
        return child

    def last(self, kind: str) -> "Element":
        """Return the last child if it is of this kind, otherwise a new one."""
        child = self.children[-1] if self.children else None
        return child if isinstance(child, Element) and child.kind == kind else self.add(kind)


def write_tree(document: PDFDocument, root: Element, owners: list[list[Element]]) -> PDFObjectReference:
    """Write the structure tree into a PDF and return the reference to it.

    `owners` says, page by page, which element each of its marks belongs to.
    """
    elements = list(_in_order(root))
    tree = document.objectcounter + 1
    for number, element in enumerate(elements, start=tree + 1):
        element.number = number
    pages = [document.idToObjectNumberAndVersion[f"Page{page}"][0] for page in range(1, len(owners) + 1)]
    parents = "\n".join(
        f"{page} [{' '.join(f'{element.number} 0 R' for element in marks)}]"
        for page, marks in enumerate(owners)
    )
    written = (
        f"<</Type /StructTreeRoot /K [{root.number} 0 R] /ParentTree <</Nums [{parents}]>> "
        f"/ParentTreeNextKey {len(owners)}>>"
    )
    reference = document.Reference(written.encode(), "StructTreeRoot")
    for element in elements:
        parent = element.parent.number if element.parent else tree
        document.Reference(_written(element, parent, pages), f"StructElem{element.number}")
    return reference


def pdf_text(text: str) -> str:
    """Return text as a PDF string."""
    if text.isascii() and text.isprintable():
        return "({})".format(text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
    digits = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex()
    return f"<{digits}>"


def _in_order(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [child for child in reversed(element.children) if isinstance(child, Element)]


def _written(element: Element, parent: int, pages: list[int]) -> bytes:
    home, kids = 0, []
    for child in element.children:
        if isinstance(child, Element):
            kids.append(f"{child.number} 0 R")
            continue
        page, mark = child
        home = home or page
        kids.append(str(mark) if page == home else f"<</Type /MCR /Pg {pages[page - 1]} 0 R /MCID {mark}>>")
    text = f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R /K [{' '.join(kids)}]"
    if home:
        text += f" /Pg {pages[home - 1]} 0 R"
    if element.attributes:
        text += f" /A <<{element.attributes}>>"
    if element.alt:
        text += f" /Alt {pdf_text(element.alt)}"
    return f"{text}>>".encode()
