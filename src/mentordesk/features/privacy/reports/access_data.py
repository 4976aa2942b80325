"""Everything that is kept about a person as a file for machines: data.json and the files, in a ZIP."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from mentordesk.features.privacy.queries.access_sheets import AccessSheet, GivenEntry
from mentordesk.kernel.file_names import safe_name

FORMAT = "mentordesk-subject-access"
VERSION = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)


def access_zip(sheet: AccessSheet, *, step: Callable[[], None] = lambda: None) -> bytes:
    """Return an answer as a ZIP; docs/subject-access-file.md says what stands in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(access_data(sheet), ensure_ascii=False, indent=1)
        archive.writestr(_entry("data.json"), text.encode())
        for each in sheet.files:
            archive.writestr(_entry(_path(each.number, each.name)), each.content)
            step()
    return out.getvalue()


def access_data(sheet: AccessSheet) -> dict[str, Any]:
    """Return an answer as plain data."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "organisation": sheet.organisation,
        "about": {"name": sheet.who, "reference": sheet.reference},
        "request": {
            "kind": sheet.kind.value,
            "received": sheet.received_date.isoformat() if sheet.received_date else None,
        },
        "prepared": {"by": sheet.prepared_by, "on": sheet.as_at.isoformat()},
        "held_back": sheet.held_back,
        "sections": [
            {"title": title, "records": [_record(each) for each in entries]}
            for title, entries in sheet.sections
        ],
        "history": [
            {"at": each.at.isoformat(), "by": each.who, "act": each.did, "says": each.says}
            for each in sheet.history
        ],
        "files": [
            {"number": each.number, "name": each.name, "path": _path(each.number, each.name)}
            for each in sheet.files
        ],
    }


def _record(entry: GivenEntry) -> dict[str, Any]:
    return {
        "table": entry.key[0],
        "number": entry.key[1],
        "title": entry.title,
        "removed": entry.removed,
        "fields": [
            {
                "name": each.name,
                "label": each.label,
                "value": each.raw,
                "words": each.words,
                "mark": each.mark,
            }
            for each in entry.fields
        ],
    }


def _path(number: int, name: str) -> str:
    return f"files/{number}-{safe_name(name)}"


def _entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    return made
