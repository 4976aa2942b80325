"""Certificates that may be kept as files."""

from dataclasses import dataclass

LARGEST = 25 * 1024 * 1024
_STARTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class CertificateDraft:
    """A file as it is to be kept."""

    name: str = ""
    content: bytes = b""


def certificate_problems(draft: CertificateDraft) -> dict[str, str]:
    """Return why a file cannot be kept as a certificate, at the field `path`."""
    if not draft.content:
        return {"path": "This file is empty. Choose another one."}
    if len(draft.content) > LARGEST:
        return {"path": "This file is larger than 25 MB. Attach a smaller copy."}
    if not draft.content.startswith(_STARTS):
        return {"path": "A certificate is a PDF or a picture (PNG or JPEG). This file is neither."}
    return {}


def size_words(size: int) -> str:
    """Return a size as people say it: "3 KB", "1.2 MB"."""
    if size < 1024 * 1024:
        return f"{max(-(-size // 1024), 1):,} KB"
    tenths = (size * 10 + 512 * 1024) // (1024 * 1024)
    return f"{tenths // 10:,}.{tenths % 10} MB"
