import pytest

from mentordesk.features.mentees.operations.attachments import attach, remove_attachment
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.queries.attachments import attachment_copy, attachments
from mentordesk.features.mentees.rules.attachments import (
    LARGEST,
    AttachmentDraft,
    attachment_problems,
    size_words,
)
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.mentees.screens.files_tab import attach_file
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.file_names import safe_name
from tests.screens import says


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\asha\\plan.docx", "plan.docx"),
        ("..", "file"),
        ("", "file"),
        ("CON.txt", "_CON.txt"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ('what?<is>"this"|.txt', "what__is__this__.txt"),
        (" .hidden. ", "hidden"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_stays_inside_its_folder_on_every_system(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("letter.pdf", b"%PDF-1.7", True),
        ("letter.pdf", b"", False),
        ("setup.EXE", b"hello", False),
        ("setup.exe. ", b"hello", False),
        ("photo.jpg", b"MZ\x90\x00", False),
        ("notes.txt", b"#!/bin/sh", False),
        ("scan.tif", b"x" * (LARGEST + 1), False),
        ("scan.tif", b"x" * LARGEST, True),
        ("no ending", b"words", True),
    ],
)
def test_programs_empty_files_and_large_ones_are_refused(name, content, accepted):
    assert (attachment_problems(AttachmentDraft(name, content)) == {}) is accepted


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (1025, "2 KB"), (1258291, "1.2 MB"), (LARGEST, "25.0 MB")]
)
def test_sizes_read_as_people_say_them(size, words):
    assert size_words(size) == words


def test_a_file_comes_back_as_it_was(store):
    mentee = store.write(add_mentee, MenteeDraft(first_names="Kofi"))
    content = bytes(range(256)) * 50
    number = store.write(attach, mentee, AttachmentDraft("../Letter.pdf", b"%PDF" + content))
    row = store.read(attachments, mentee)[0]
    assert (row.name, row.size) == ("Letter.pdf", len(content) + 4)
    assert store.read(attachment_copy, number) == b"%PDF" + content
    with pytest.raises(Invalid):
        store.write(attach, mentee, AttachmentDraft("run.bat", b"echo"))
    store.write(remove_attachment, number, row.version)
    assert store.read(attachments, mentee) == []


def test_a_file_is_attached_through_the_form(window, desk, tmp_path):
    mentee = desk.write(add_mentee, MenteeDraft(first_names="Robin"))
    made = attach_file(desk, mentee)
    made.save()
    assert says(made, "File: Choose a file.")
    (tmp_path / "plan.exe").write_bytes(b"MZ")
    made.form.field("path").set_value(tmp_path / "plan.exe")
    made.save()
    assert made.isVisible()
    (tmp_path / "plan.txt").write_text("Meet on Monday.")
    made.form.field("path").set_value(tmp_path / "plan.txt")
    made.save()
    assert [row.name for row in desk.read(attachments, mentee)] == ["plan.txt"]
