"""What a change of the key leaves on paper."""

from io import BytesIO

from pypdf import PdfReader

from mentordesk.features.organisation.reports import new_key_pdf, recovery_pdf

KEY = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD"


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_the_recovery_key_and_the_codes_stand_on_pages_of_their_own() -> None:
    first, second = pages(
        new_key_pdf("Riverside Mentoring", KEY, [("Tom Ellery", "abcd-efgh-jkmn-pqrs-tuvw")])
    )
    assert " ".join(KEY.split("-")) in first
    assert "abcd-efgh" not in first
    assert "Tom Ellery abcd-efgh-jkmn-pqrs-tuvw" in second
    assert "ABCD EFGH" not in second


def test_a_manager_alone_gets_the_page_of_the_recovery_key() -> None:
    assert pages(new_key_pdf("Riverside Mentoring", KEY, [])) == pages(
        recovery_pdf("Riverside Mentoring", KEY)
    )
