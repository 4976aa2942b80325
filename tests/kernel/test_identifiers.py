"""Numbers of other systems in their canonical form, kept even when they look wrong. DOMAIN §2.7."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.identifiers import IdentifierKind, check_identifier, postcode

TODAY = date(2026, 11, 21)
K = IdentifierKind


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (K.PNC, "81/34U", "1981/0000034U"),
        (K.PNC, "02/73319Z", "2002/0073319Z"),
        (K.PNC, "0273319Z", "2002/0073319Z"),
        (K.PNC, "20020073319Z", "2002/0073319Z"),
        (K.PNC, " 2002 / 0073319z ", "2002/0073319Z"),
        (K.CRO, "65656/91H", "065656/91H"),
        (K.CRO, "SF05/482703J", "SF05/482703J"),
        (K.CRO, "sf05/482703j", "SF05/482703J"),
        (K.PRISON, " a1234bc", "A1234BC"),
        (K.CRN, "x123456", "X123456"),
        (K.IOM, "  north  12a ", "north 12a"),
        (K.OTHER, "anything", "anything"),
    ],
)
def test_a_good_number_is_kept_in_one_form(kind: IdentifierKind, typed: str, value: str) -> None:
    checked = check_identifier(kind, typed, TODAY)
    assert (checked.value, checked.says) == (value, "")


@pytest.mark.parametrize(
    ("kind", "typed", "value", "says"),
    [
        (K.PNC, "20030011985Z", "2003/0011985Z", "check letter"),
        (K.PNC, "20120052494O", "2012/0052494O", "check letter"),
        (K.PNC, "1X23/1234567A", "1X23/1234567A", "looks like"),
        (K.PNC, "1923[1234567A", "1923[1234567A", "looks like"),
        (K.PNC, "1923/1234567AA", "1923/1234567AA", "looks like"),
        (K.CRO, "85227/65G", "085227/65G", "check letter"),
        (K.CRO, "no idea", "NOIDEA", "looks like"),
        (K.PRISON, "A123BC", "A123BC", "looks like"),
        (K.PRISON, "A١٢٣٤BC", "A١٢٣٤BC", "looks like"),
        (K.CRN, "1234567", "1234567", "looks like"),
    ],
)
def test_a_doubtful_number_is_kept_with_a_sentence(
    kind: IdentifierKind, typed: str, value: str, says: str
) -> None:
    checked = check_identifier(kind, typed, TODAY)
    assert checked.value == value
    assert says in checked.says


@pytest.mark.parametrize(("typed", "value"), [("26/34U", "2026/0000034U"), ("27/34U", "1927/0000034U")])
def test_a_short_year_is_never_in_the_future(typed: str, value: str) -> None:
    assert check_identifier(K.PNC, typed, TODAY).value == value


@given(st.sampled_from(K), st.text(max_size=40))
def test_nothing_typed_is_lost_or_breaks(kind: IdentifierKind, typed: str) -> None:
    first = check_identifier(kind, typed, TODAY)
    assert check_identifier(kind, first.value, TODAY).value == first.value
    assert bool(first.value) == bool("".join(typed.split()))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("l324ab", "L32 4AB"), ("SW1A 1aa", "SW1A 1AA"), (" abroad  77 ", "ABROAD 77"), ("", "")],
)
def test_a_postcode_is_written_as_the_post_writes_it(typed: str, value: str) -> None:
    assert postcode(typed) == value
