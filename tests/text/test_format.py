import pytest

from gensvar.text import format_duration, format_number, format_percent, format_value

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        (None, "share", "–", "–"),
        (0.8113, "share", f"81,1{NBSP}%", "81.1%"),
        (200, "s", f"3{NBSP}min 20{NBSP}s", f"3{NBSP}min 20{NBSP}s"),
        (187_200, "business_s", f"2{NBSP}d 4{NBSP}tim", f"2{NBSP}d 4{NBSP}h"),
        (1, "months", f"1{NBSP}månad", f"1{NBSP}month"),
        (12.0, "months", f"12{NBSP}månader", f"12{NBSP}months"),
        (2, "workdays", f"2{NBSP}arbetsdagar", f"2{NBSP}working days"),
        (3.25, "per_1000", f"3,2{NBSP}per 1{NBSP}000", f"3.2{NBSP}per 1,000"),
        (12345, "count", f"12{NBSP}345", "12,345"),
        (83.8, "score", "83,8", "83.8"),
        (-12.5, "score", "−12,5", "−12.5"),
        (98765.4, "sek", f"98{NBSP}765{NBSP}kr", f"98,765{NBSP}kr"),
    ],
)
def test_a_figure_is_written_as_its_reader_writes(value, unit, swedish, english) -> None:
    assert (format_value(value, unit, "sv"), format_value(value, unit, "en")) == (swedish, english)


def test_small_things() -> None:
    assert format_duration(0, "sv") == f"0{NBSP}s"
    assert format_duration(-61, "en") == f"−1{NBSP}min 1{NBSP}s"
    assert format_number(1234567.891, "sv", 2) == f"1{NBSP}234{NBSP}567,89"
    assert format_percent(1, "en", 0) == "100%"
