"""Tags: the structure tree that tells a screen reader what stands on the page, and in which order.

ReportLab writes no structure. Here a canvas marks what it draws as the content of an *element* (a heading,
a table cell) or as an *artifact* (page furniture, lines, fills), and writes the tree when it is finished.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObject, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from mentordesk.reporting.fonts import Face, font
from mentordesk.reporting.ink import Pen, Segment, fill_code, strokes_code, text_code

_LATER = "\n%later\n"
"""A comment that holds a place in a page; text cannot imitate it, because its line breaks are escaped."""

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


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose every mark belongs to an element of `root`, or is an artifact."""

    def __init__(self, file: object, *, language: str) -> None:
        """Begin a PDF that is the same, byte for byte, each time the same is drawn."""
        font(Face.REGULAR)
        super().__init__(file, invariant=1, pageCompression=1, initialFontName=Face.REGULAR, lang=language)
        self.root = Element("Document")
        self._owners: list[list[Element]] = [[]]
        self._untagged = False
        self._pens: dict[Face, Pen] = {}

    def write(
        self, lines: Iterable[str], face: Face, size: float, leading: float, colour: Color,
        origins: Sequence[tuple[float, float]],
    ) -> None:
        """Write lines of text, from one origin downwards or each at its own."""
        pen = self._pens.get(face) or self._pens.setdefault(face, Pen(face, self._doc))
        self._code.append(text_code(pen, lines, size, leading, colour, origins))

    def strokes(self, colour: Color, width: float, segments: Iterable[Segment]) -> None:
        """Draw straight lines."""
        self._code.append(strokes_code(colour, width, segments))

    def fill(self, colour: Color, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle."""
        self._code.append(fill_code(colour, x, y, width, height))

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw the content of an element."""
        if self._untagged:
            yield
            return
        owners = self._owners[-1]
        element.children.append((len(self._owners), len(owners)))
        self._code.append(f"/{element.kind} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what no reader needs to be told: lines and fills, or `Pagination` for page furniture."""
        if self._untagged:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def untagged(self, kind: str) -> Iterator[None]:
        """Draw something that has tags elsewhere as one artifact."""
        with self.artifact(kind):
            self._untagged = True
            yield
            self._untagged = False

    def showPage(self) -> None:
        """Finish the page and connect it to the structure tree."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents = len(self._owners) - 1
        page.Tabs = PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self._owners.append([])

    def leave_place(self) -> None:
        """Leave a place on this page for what is known only at the end; once on every page."""
        self._code.append(_LATER)

    def fill_places(self, draw: Callable[[int], None]) -> None:
        """Draw, after the last page, what goes in the place that each page has left."""
        for number, page in enumerate(self._doc.Pages.pages, start=1):
            draw(number)
            code = "\n".join(self._code)
            stream = PDFStream(content=page.stream.replace(_LATER, f"\n{code}\n", 1))
            stream.filters = [PDFZCompress]
            page.Contents, page.stream = stream, None
            self._code.clear()

    def write_tree(self) -> None:
        """Add the structure tree to the PDF; call once, after the last page."""
        document = self._doc
        tree = _Tree(document, self.root, self._owners[:-1])
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.setViewerPreference("DisplayDocTitle", "true")

    def write_metadata(self, packet: bytes) -> None:
        """Add an XMP packet to the PDF."""
        self._doc.Catalog.Metadata = _Raw(
            b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream" % (len(packet), packet)
        )


class _Raw(PDFObject):  # type: ignore[misc]
    """An object already written as PDF."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def format(self, _document: PDFDocument) -> bytes:
        return self.text


class _Written(PDFObject):  # type: ignore[misc]
    """An element as it is written."""

    def __init__(self, element: Element, parent: int, pages: list[int]) -> None:
        self.element, self.parent, self.pages = element, parent, pages

    def format(self, _document: PDFDocument) -> bytes:
        element, home, kids = self.element, 0, []
        for child in element.children:
            if isinstance(child, Element):
                kids.append(f"{child.number} 0 R")
                continue
            page, mark = child
            home = home or page
            if page == home:
                kids.append(str(mark))
            else:
                kids.append(f"<</Type /MCR /Pg {self.pages[page]} 0 R /MCID {mark}>>")
        text = f"<</Type /StructElem /S /{element.kind} /P {self.parent} 0 R /K [{' '.join(kids)}]"
        if home:
            text += f" /Pg {self.pages[home]} 0 R"
        if element.attributes:
            text += f" /A <<{element.attributes}>>"
        if element.alt:
            text += f" /Alt {pdf_text(element.alt)}"
        return f"{text}>>".encode()


class _Tree(PDFObject):  # type: ignore[misc]
    """The root of the structure tree, which numbers every element and says which page holds which."""

    __RefOnly__ = 1

    def __init__(self, document: PDFDocument, root: Element, owners: list[list[Element]]) -> None:
        document.Reference(self)
        self.root, self.owners = root, owners
        numbers = document.idToObjectNumberAndVersion
        pages = [0, *(numbers[f"Page{page}"][0] for page in range(1, len(owners) + 1))]
        waiting = [(root, document.objectcounter)]
        while waiting:
            element, parent = waiting.pop()
            document.Reference(_Written(element, parent, pages))
            element.number = document.objectcounter
            inside = [child for child in element.children if isinstance(child, Element)]
            waiting += [(child, element.number) for child in reversed(inside)]

    def format(self, _document: PDFDocument) -> bytes:
        pages = "\n".join(
            f"{page} [{' '.join(f'{element.number} 0 R' for element in marks)}]"
            for page, marks in enumerate(self.owners)
        )
        parents = f"<</Nums [{pages}]>>"
        return (
            f"<</Type /StructTreeRoot /K [{self.root.number} 0 R] /ParentTree {parents} "
            f"/ParentTreeNextKey {len(self.owners)}>>"
        ).encode()


def pdf_text(text: str) -> str:
    """Return text as a PDF string."""
    if text.isascii() and text.isprintable():
        return "({})".format(text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
    digits = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex()
    return f"<{digits}>"
