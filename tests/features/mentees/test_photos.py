import struct
import zlib
from datetime import timedelta

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter
from sqlalchemy import inspect, text

from mentordesk.features.mentees.operations.consents import give_consent, withdraw_consent
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees, undo_merge
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.operations.photos import remove_photo, set_photo
from mentordesk.features.mentees.queries.consents import consent_sheet
from mentordesk.features.mentees.queries.photos import photo_view
from mentordesk.features.mentees.rules.consent import ConsentDraft, WithdrawalDraft
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.mentees.rules.photos import MOST_BYTES, PhotoDraft, photo_problems
from mentordesk.features.mentees.screens.consent_tab import withdraw_basis
from mentordesk.features.mentees.screens.photo import choose_photo
from mentordesk.kernel.errors import BadFile, Conflict, Invalid
from mentordesk.kernel.jpeg import jpeg_parts
from mentordesk.kernel.links import Link
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.merges import Merge
from mentordesk.records.photos import MenteePhoto
from mentordesk.ui.pictures import LARGEST_FILE, Portrait, small_photo
from tests.casebooks import TODAY
from tests.screens import choose, dialog, named, press, says


def drawn(width=40, height=30, kind="jpeg", colour="teal", **texts):
    """A picture file as a camera or a program writes it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    for name, words in texts.items():
        image.setText(name, words)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(data.data())


def with_exif(jpeg, orientation=6, place="51 28 40 N"):
    """The same JPEG with the part in which a phone writes how it was held, and where."""
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entries + struct.pack("<I", 0) + place.encode()
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def bomb(width=50_000, height=50_000):
    """A small PNG that says it is huge."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def size_of(jpeg):
    image = QImage.fromData(jpeg)
    return image.width(), image.height()


def consent(days_ago=10, expires=None):
    given = TODAY - timedelta(days=days_ago)
    return ConsentDraft(Purpose.PHOTO, "", Basis.CONSENT, "", "Version 3", given, "Asha Karim", expires)


def somebody(store, name="Kofi", given=True):
    mentee = store.write(add_mentee, MenteeDraft(first_names=name))
    if given:
        store.write(give_consent, mentee, consent())
    return mentee


def withdraw(store, mentee):
    (row,) = store.read(consent_sheet, mentee).of(Purpose.PHOTO)
    store.write(withdraw_consent, row.id, row.version, WithdrawalDraft(TODAY))


SMALL = drawn()
PHOTO = small_photo(SMALL, "kofi.jpg", 800)


def test_a_large_picture_is_made_small_and_keeps_its_shape():
    assert size_of(small_photo(drawn(2000, 1000), "a.jpg", 800)) == (800, 400)
    assert size_of(small_photo(drawn(900, 1800, "png"), "a.png", 800)) == (400, 800)
    assert size_of(small_photo(drawn(5000, 1), "a.jpg", 800)) == (800, 1)
    assert size_of(PHOTO) == (40, 30)


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_nothing_but_the_picture_goes_over(kind):
    content = drawn(kind=kind, Comment="At the hostel", Author="Tom Ellery")
    assert b"hostel" in content
    assert b"ICC" in content or b"iCCP" in content
    made = small_photo(content, "a", 800)
    assert not any(word in made for word in (b"hostel", b"Tom", b"ICC", b"Exif"))
    assert photo_problems(PhotoDraft(content)) != {}
    assert photo_problems(PhotoDraft(made)) == {}


def test_a_photo_stands_as_the_phone_was_held_and_forgets_where():
    phone = with_exif(SMALL)
    assert photo_problems(PhotoDraft(phone)) == {
        "content": "This photo says more than the picture, such as where it was taken."
    }
    made = small_photo(phone, "a.jpg", 800)
    assert size_of(made) == (30, 40)
    assert b"51 28" not in made
    assert {part.mark for part in jpeg_parts(made)} <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no PNG or JPEG"),
        (b"GIF89a" + bytes(40), "no PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG or JPEG"),
        (b"\xff\xd8\xff", "damaged"),
        (drawn(300, 300)[:-200], "damaged"),
        (with_exif(drawn(300, 300), place="\u00ff")[:400], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "damaged"),
        (bomb(), "far too many points"),
        (PHOTO + bytes(LARGEST_FILE), "larger than 5 MB"),
    ],
)
def test_what_is_no_whole_picture_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(BadFile, match=sentence):
        small_photo(content, "x.jpg", 800)


@pytest.mark.qt_log_ignore("libpng", "QPngHandler", "qt.gui.imageio")
def test_a_png_that_was_cut_short_is_refused():
    with pytest.raises(BadFile, match="damaged"):
        small_photo(drawn(300, 300, "png", Comment="x" * 3000)[:1200], "x.png", 800)


@pytest.mark.parametrize(
    "content", [b"", b"words", drawn(kind="png"), PHOTO[:-2], drawn(900, 10), PHOTO + bytes(MOST_BYTES)]
)
def test_only_a_small_whole_photo_is_kept(store, content):
    mentee = somebody(store)
    with pytest.raises(Invalid):
        store.write(set_photo, mentee, 0, PhotoDraft(content))
    assert store.read(photo_view, mentee).id == 0


def test_no_basis_no_photo(store):
    mentee = somebody(store, given=False)
    with pytest.raises(Invalid, match="Photos have no basis"):
        store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    store.write(give_consent, mentee, consent(expires=TODAY))
    with pytest.raises(Invalid, match="Photos have no basis"):
        store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))


def test_a_photo_is_shown_while_its_basis_holds_and_not_a_day_longer(casebook):
    with casebook.open() as store:
        mentee = somebody(store, given=False)
        store.write(give_consent, mentee, consent(expires=TODAY + timedelta(days=3)))
        store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
        now = store.clock()
        assert store.read(photo_view, mentee).content == PHOTO
    with casebook.open(clock=lambda: now + timedelta(days=3)) as store:
        seen = store.read(photo_view, mentee)
        assert (seen.content, seen.allowed) == (b"", False)
        assert seen.hidden == "The photo is not shown: the basis for it ran out on 24 November 2026."


def test_a_withdrawal_hides_the_photo_and_it_can_still_be_removed(store):
    mentee = somebody(store)
    store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    withdraw(store, mentee)
    seen = store.read(photo_view, mentee)
    assert seen.content == b""
    assert seen.hidden == "The photo is not shown: the basis for it was withdrawn on 21 November 2026."
    with pytest.raises(Invalid):
        store.write(set_photo, mentee, seen.version, PhotoDraft(PHOTO))
    store.write(remove_photo, seen.id, seen.version)
    assert store.read(photo_view, mentee).id == 0
    with store.connection() as connection:
        assert connection.execute(text("SELECT count(*) FROM mentee_photo")).scalar_one() == 0


def test_a_photo_is_replaced_and_a_stale_dialog_is_told(store):
    mentee = somebody(store)
    store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    other = small_photo(drawn(colour="maroon"), "b.jpg", 800)
    with pytest.raises(Conflict):
        store.write(set_photo, mentee, 0, PhotoDraft(other))
    store.write(set_photo, mentee, 1, PhotoDraft(other))
    assert store.read(photo_view, mentee).content == other
    store.write(remove_photo, 1, 2)
    with pytest.raises(Conflict, match="removed this photo"):
        store.write(set_photo, mentee, 2, PhotoDraft(PHOTO))


def test_the_history_says_that_there_was_a_photo_and_not_the_photo(store):
    mentee = somebody(store)
    store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    with store.connection() as connection:
        said = connection.execute(text("SELECT after FROM trail_change WHERE field = 'content'")).scalar_one()
    assert said.startswith(f"{len(PHOTO)} bytes ")
    assert inspect(MenteePhoto).column_attrs["content"].deferred


def merge_of(store):
    with store.connection() as connection:
        row = connection.execute(Merge.__table__.select()).one()
        return row.id, row.version


def test_a_merge_takes_the_photo_over_and_back_again(store):
    kept, gone = somebody(store, "Kofi", given=False), somebody(store, "Kofi A")
    store.write(set_photo, gone, 0, PhotoDraft(PHOTO))
    store.write(merge_mentees, kept, gone, MergeDraft())
    assert store.read(photo_view, kept).content == PHOTO
    assert store.read(photo_view, gone).id == 0
    store.write(undo_merge, *merge_of(store))
    assert store.read(photo_view, kept).id == 0
    assert store.read(photo_view, gone).content == PHOTO


def test_a_merge_of_two_with_photos_keeps_the_one_of_the_record_that_stays(store):
    kept, gone = somebody(store, "Kofi"), somebody(store, "Kofi A")
    other = small_photo(drawn(colour="maroon"), "b.jpg", 800)
    store.write(set_photo, kept, 0, PhotoDraft(PHOTO))
    store.write(set_photo, gone, 0, PhotoDraft(other))
    store.write(merge_mentees, kept, gone, MergeDraft())
    assert store.read(photo_view, kept).content == PHOTO
    assert store.read(photo_view, gone).content == b""
    store.write(undo_merge, *merge_of(store))
    assert store.read(photo_view, gone).content == other


def test_after_a_merge_a_withdrawal_counts_against_what_was_given_before_it(store):
    kept, gone = somebody(store, "Kofi"), somebody(store, "Kofi A", given=False)
    store.write(set_photo, kept, 0, PhotoDraft(PHOTO))
    store.write(give_consent, gone, consent(days_ago=5))
    withdraw(store, gone)
    store.write(merge_mentees, kept, gone, MergeDraft())
    assert "withdrawn on 21 November 2026" in store.read(photo_view, kept).hidden
    with pytest.raises(Invalid):
        store.write(set_photo, kept, 1, PhotoDraft(PHOTO))
    store.write(give_consent, kept, consent(days_ago=0))
    assert store.read(photo_view, kept).content == PHOTO


def test_a_basis_that_was_replaced_by_a_newer_one_hides_nothing(store):
    mentee = somebody(store)
    store.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    store.write(give_consent, mentee, consent(days_ago=3))
    assert store.read(photo_view, mentee).content == PHOTO


def test_a_photo_is_chosen_in_the_dialog_and_stands_in_the_head(window, desk, tmp_path):
    mentee = somebody(desk.store, "Robin")
    desk.go(Link("mentee", mentee))
    choose(named(window.page(), "more").menu(), "Photo…")
    made = dialog(window, "Photo")
    made.save()
    assert made.form.blocks["content"].problem == "Choose a photo."
    (tmp_path / "letter.jpg").write_bytes(b"%PDF")
    made.form.field("content").load(tmp_path / "letter.jpg")
    assert "no PNG or JPEG" in made.form.blocks["content"].problem
    made.form.field("content").load(tmp_path / "gone.jpg")
    assert "gone.jpg cannot be read" in made.form.blocks["content"].problem
    (tmp_path / "robin.png").write_bytes(drawn(1000, 1000, "png"))
    made.form.field("content").load(tmp_path / "robin.png")
    made.save()
    assert not made.isVisible()
    shown = window.page().findChild(Portrait)
    assert shown.isVisible()
    assert shown.accessibleName() == "Photo of Robin"
    assert desk.store.drafts() == []


def test_after_a_withdrawal_the_head_says_why_and_removes_it(window, desk):
    mentee = somebody(desk.store, "Robin")
    desk.write(set_photo, mentee, 0, PhotoDraft(PHOTO))
    desk.go(Link("mentee", mentee))
    assert window.page().findChild(Portrait).isVisible()
    (row,) = desk.read(consent_sheet, mentee).of(Purpose.PHOTO)
    withdraw_basis(desk, row).save()
    assert not [each for each in window.page().findChildren(Portrait) if each.isVisible()]
    assert says(window.page(), "The photo is not shown: the basis for it was withdrawn")
    press(window.page(), "remove_photo")
    press(dialog(window, "Remove the photo?"), "act")
    assert desk.read(photo_view, mentee).id == 0
    assert not says(window.page(), "The photo is not shown")


def test_without_a_basis_the_dialog_says_so_and_takes_nothing(window, desk):
    mentee = somebody(desk.store, "Robin", given=False)
    made = choose_photo(desk, mentee)
    assert says(made, "Photos have no basis.")
    assert not hasattr(made, "form")
