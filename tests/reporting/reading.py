"""Reading a PDF back: its words, and its structure tree with the words of each element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject


@dataclass
class Node:
    """An element as a screen reader meets it."""

    kind: str
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    content: "list[Node | str]" = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Everything the element says."""
        return " ".join("".join(c if isinstance(c, str) else f" {c.text} " for c in self.content).split())

    def all(self, kind: str) -> "list[Node]":
        """Every element of a kind below this one, in reading order."""
        return [node for node in self.walk() if node.kind == kind]

    def walk(self) -> Iterator["Node"]:
        """This element and all below it."""
        yield self
        for child in self.content:
            if isinstance(child, Node):
                yield from child.walk()


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, in the order in which they are drawn."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def structure(pdf: bytes) -> Node:
    """The structure tree's Document element."""
    source = reader(pdf)
    marks = {page.indirect_reference.idnum: _marks(page, source) for page in source.pages}
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(source.pages, start=1)}
    root = source.trailer["/Root"]["/StructTreeRoot"]
    return _node(root["/K"][0].get_object(), marks, numbers)


def artifacts(pdf: bytes) -> list[str]:
    """The words on each page that belong to no element."""
    source = reader(pdf)
    return [_marks(page, source).get(None, "") for page in source.pages]


def _node(raw: DictionaryObject, marks: dict[int, dict[int | None, str]], numbers: dict[int, int]) -> Node:
    attributes = dict(raw["/A"]) if "/A" in raw else {}
    node = Node(raw["/S"][1:], str(raw.get("/Alt", "")), attributes)
    for child in raw["/K"]:
        if isinstance(child, int):
            page, mark = raw.raw_get("/Pg").idnum, int(child)
        else:
            inside = child.get_object()
            if inside["/Type"] == "/StructElem":
                found = _node(inside, marks, numbers)
                node.content.append(found)
                node.pages |= found.pages
                continue
            page, mark = inside.raw_get("/Pg").idnum, int(inside["/MCID"])
        node.content.append(marks[page][mark])
        node.pages.add(numbers[page])
    return node


def _marks(page: Any, source: PdfReader) -> dict[int | None, str]:
    """The text of each marked content of a page; that of its artifacts under None."""
    glyphs = {name: _glyphs(each.get_object()) for name, each in page["/Resources"]["/Font"].items()}
    found: dict[int | None, str] = {}
    stack: list[int | None] = []
    current: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), source).operations:
        if operator == b"BDC":
            mark = operands[1].get("/MCID")
            if mark is not None:
                found[mark] = ""
            stack.append(stack[-1] if mark is None and stack else mark)
        elif operator == b"EMC":
            if stack.pop() is None:
                found[None] = found.get(None, "") + "\n"
        elif operator == b"Tf":
            current = glyphs[operands[0]]
        elif operator == b"Tj":
            assert stack, "text stands outside all marked content"
            data = operands[0]
            raw = data if isinstance(data, bytes) else data.original_bytes
            found[stack[-1]] = found.get(stack[-1], "") + "".join(current[code] for code in raw)
            if stack[-1] is None:
                found[None] += " "
    assert not stack
    return found


def _glyphs(font: DictionaryObject) -> dict[int, str]:
    stream = font["/ToUnicode"]
    assert isinstance(stream, StreamObject)
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,8})>", stream.get_data().decode())
    return {int(code, 16): chr(int(character, 16)) for code, character in pairs}
