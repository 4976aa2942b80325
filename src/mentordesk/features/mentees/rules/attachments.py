"""Files that may be attached."""

from dataclasses import dataclass

LARGEST = 25 * 1024 * 1024
_PROGRAMS = frozenset(
    {
        *("exe", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse"),
        *("wsf", "wsh", "msi", "msp", "scr", "pif", "cpl", "hta", "jar", "lnk"),
        *("url", "reg", "dll", "sys", "sh", "bash", "zsh", "app", "command", "desktop"),
        *("py", "pyw", "pl", "rb", "appimage", "deb", "rpm", "dmg", "pkg", "apk"),
        *("iso", "img"),
    }
)
_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xca\xfe\xba\xbe")


@dataclass(frozen=True)
class AttachmentDraft:
    """A file as it is to be attached."""

    name: str = ""
    content: bytes = b""


def attachment_problems(draft: AttachmentDraft) -> dict[str, str]:
    """Return why a file cannot be attached, at the field `path`."""
    ending = draft.name.lower().rstrip(". ").rpartition(".")[2]
    if not draft.content:
        return {"path": "This file is empty. Choose another one."}
    if len(draft.content) > LARGEST:
        return {"path": "This file is larger than 25 MB. Attach a smaller copy."}
    if ending in _PROGRAMS or draft.content.startswith(_STARTS):
        return {"path": "This file is a program. Programs are not kept in a casebook."}
    return {}


def size_words(size: int) -> str:
    """Return a size as people say it: "3 KB", "1.2 MB"."""
    if size < 1024 * 1024:
        return f"{max(-(-size // 1024), 1):,} KB"
    tenths = (size * 10 + 512 * 1024) // (1024 * 1024)
    return f"{tenths // 10:,}.{tenths % 10} MB"
