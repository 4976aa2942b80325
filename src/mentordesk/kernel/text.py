"""Text that people write: cleaning, paragraphs, bulleted lists."""

import unicodedata
from dataclasses import dataclass

BULLETS = ("- ", "* ", "• ")


@dataclass(frozen=True)
class Block:
    """One paragraph, or one item of a list."""

    text: str
    bullet: bool = False


def clean(text: str) -> str:
    """Return text in one normal form, without control characters other than line breaks and tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept)


def blocks(text: str) -> list[Block]:
    """Split text into its paragraphs and list items; every line break ends one."""
    found = []
    for line in clean(text).split("\n"):
        words = line.strip()
        bullet = words.startswith(BULLETS)
        words = words[2:].strip() if bullet else words
        if words:
            found.append(Block(words, bullet))
    return found


def displayed(text: str) -> str:
    """Return text as a screen shows it: an empty line between paragraphs, "•" before list items."""
    lines: list[str] = []
    for block in blocks(text):
        if lines and not (block.bullet and lines[-1].startswith("• ")):
            lines.append("")
        lines.append(f"• {block.text}" if block.bullet else block.text)
    return "\n".join(lines)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, list marks kept."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def joined(parts: list[str]) -> str:
    """Return paragraphs as one text, an empty line between them."""
    return "\n\n".join(part for part in (clean(part).strip() for part in parts) if part)


def one_line(text: str) -> str:
    """Return text in one line, as a name or a title stands: every run of spaces and breaks is one space."""
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """Return text in one line of at most `most` letters, with "…" where it was cut."""
    words = one_line(text)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def beginning(text: str, most: int = 20_000) -> str:
    """Return the beginning of a text that is too long for a screen, and say that there is more."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} …\n\n(This is the beginning. The whole text is in the form and on paper.)"


def fold(text: str) -> str:
    """Return text for comparing and sorting: no case, no accents, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
