"""CSV lists: every byte that is not ours goes out as it came in, whatever the file is written like."""

import csv
import io
import random

import pytest
from written import a_number, forms

from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash import csv_file
from gensvar.errors import BadInput

from .conftest import BLOCKED, NOW, WashList

UNTIL = "2027-01-25"


def answers(content: str, separator: str = ",") -> list[list[str]]:
    """Return the last four cells of every row but the header."""
    return [row[-4:] for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator) if row][1:]


def test_the_answers_stand_after_the_list_s_own_columns(wash_list: WashList) -> None:
    done = wash_list("namn,telefon\nÅsa,070-123 45 67\nBo,0709999999\nC,\nD,okänd\n".encode())
    assert done.out.read_text("utf-8").splitlines() == [
        "namn,telefon,gensvar_status,gensvar_e164,gensvar_reason,gensvar_valid_until",
        "Åsa,070-123 45 67,blocked,+46701234567,,",
        f"Bo,0709999999,free,+46709999999,,{UNTIL}",
        "C,,empty,,,",
        "D,okänd,unreadable,,no_number,",
    ]


@pytest.mark.parametrize("form", list(forms(BLOCKED)))
def test_a_blocked_number_is_found_in_every_form(wash_list: WashList, form: str) -> None:
    written = forms(BLOCKED)[form].replace('"', '""')
    done = wash_list(f'telefon;x\n"{written}";1\n{written};2\n'.encode())
    assert [row[0] for row in answers(done.out.read_text("utf-8"), ";")] == ["blocked", "blocked"]


def test_a_number_that_can_be_read_two_ways_is_blocked_by_one(wash_list: WashList) -> None:
    done = wash_list(b"tel\n468629458\n08-765 43 21/08-111 22 33\n")
    assert answers(done.out.read_text("utf-8")) == [
        ["blocked_by_one_reading", "+468629458", "two_readings", ""],
        ["blocked_by_one_reading", "+4687654321", "several", ""],
    ]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_bytes_of_the_list_are_untouched(wash_list: WashList, encoding: str, mark: bytes, newline: str) -> None:
    rows = ["Namn;Telefon;Ort", 'Åke;070-123 45 67;"Malmö; stad"', '"Öl\nrad två";;Lund', ";0709999999;"]
    done = wash_list(mark + newline.join(rows).encode(encoding))
    out = done.out.read_bytes()
    assert out.startswith(mark)
    text = out[len(mark) :].decode(encoding)
    got = text.split(newline) if newline == "\r\n" else text.replace("Öl\nrad", "Öl\0rad").split("\n")
    assert [line.replace("\0", "\n")[: len(row)] for line, row in zip(got, rows, strict=True)] == rows
    assert [row[0] for row in answers(text, ";")] == ["blocked", "empty", "free"]
    assert not text.endswith("\n")  # the list did not, so the washed one does not


def test_windows_letters_far_into_a_file_are_kept(wash_list: WashList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "BLOCK", 1 << 12)
    content = b"telefon,ort\n" + b"0709999999,Lund\n" * 9000 + "070-123 45 67,Malmö\n".encode("cp1252")
    out = wash_list(content).out.read_bytes()
    assert b"Malm\xf6,blocked" in out and out.count(b"\n") == content.count(b"\n")


def test_a_quote_in_the_middle_of_a_cell_does_not_swallow_rows(wash_list: WashList) -> None:
    done = wash_list(b'vara,telefon\n24" sk\xc3\xa4rm,070-123 45 67\n"a ""b"" c\nd",0709999999\n12" x,08-765 43 21\n')
    lines = done.out.read_text("utf-8")
    assert [row[0] for row in csv.reader(io.StringIO(lines))] == ["vara", '24" skärm', 'a "b" c\nd', '12" x']
    assert [row[0] for row in answers(lines)] == ["blocked", "free", "blocked"]


def test_short_rows_are_filled_and_long_ones_are_not_called(wash_list: WashList) -> None:
    done = wash_list(b"telefon,a,b\n0709999999\n0709999998,x,y,z\n0709999997,x,y\n\n0709999996,x,y\n")
    assert done.out.read_text("utf-8").splitlines()[1:] == [
        f"0709999999,,,free,+46709999999,,{UNTIL}",
        "0709999998,x,y,z,unreadable,,broken_row,",
        f"0709999997,x,y,free,+46709999997,,{UNTIL}",
        "",
        f"0709999996,x,y,free,+46709999996,,{UNTIL}",
    ]
    assert done.receipt["counts"]["rows"] == 4 and done.receipt["counts"]["broken_rows"] == 1
    assert done.receipt["counts"]["cells"]["unreadable"] == 1


def test_several_columns_are_answered_each(wash_list: WashList) -> None:
    done = wash_list(b"mobil,hem,namn\n070-123 45 67,08-111 22 33,A\n0709999999,08-765 43 21,B\n")
    header, first, second = done.out.read_text("utf-8").splitlines()
    assert header.split(",")[3:7] == [f"gensvar_{one}_mobil" for one in ("status", "e164", "reason", "valid_until")]
    assert [first.split(",")[place] for place in (3, 7)] == ["blocked", "free"]
    assert [second.split(",")[place] for place in (3, 7)] == ["free", "blocked"]


def test_removing_keeps_only_rows_that_may_be_called(wash_list: WashList) -> None:
    content = b"mobil,hem\n070-123 45 67,08-111 22 33\n0709999999,\n,\n0709999998,08-111 22 33\n112,08-111 22 33\n"
    done = wash_list(content, remove=True)
    kept = [line.split(",")[0] for line in done.out.read_text("utf-8").splitlines()]
    assert kept == ["mobil", "0709999999", "0709999998"]
    assert done.receipt["counts"]["kept"] == 2 and done.receipt["rows_removed"] is True


@pytest.mark.parametrize("remove", [False, True])
def test_blocks_of_any_size_give_the_same_list(
    wash_list: WashList, monkeypatch: pytest.MonkeyPatch, remove: bool
) -> None:
    chance = random.Random(3)
    rows = ["id,telefon,text"]
    for number in range(3000):
        cell = chance.choice(list(forms(chance.choice((BLOCKED, a_number(chance)))).values()))
        text = chance.choice(("x", '"två, delar"', '"rad\nbryt"', '"a ""b"""', ""))
        rows.append(f"{number},{cell},{text}")
    content = "\n".join(rows).encode()
    whole = wash_list(content, remove=remove)
    monkeypatch.setattr(csv_file, "BLOCK", 997)
    pieces = wash_list(content, "again.csv", remove=remove)
    assert pieces.out.read_bytes() == whole.out.read_bytes()
    assert pieces.receipt["counts"] == whole.receipt["counts"]
    assert pieces.receipt["files"]["list"] == whole.receipt["files"]["list"]


def test_a_number_entered_before_the_wash_is_seen_and_one_entered_after_is_not(
    wash_list: WashList, register: Register
) -> None:
    content = b"telefon\n0709999999\n"
    before = wash_list(content)
    register.record(Deed.ADD, [709999999], "web", "", NOW)
    after = wash_list(content, "after.csv")
    assert [answers(one.out.read_text("utf-8"))[0][0] for one in (before, after)] == ["free", "blocked"]
    assert [one.receipt["register"]["version"]["seq"] for one in (before, after)] == [1, 2]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the list is empty"),
        (b"namn,ort\nA,Lund\n", "no column of telephone numbers"),
        (b"a,b\n\x00\x00\x01\x02\n", "neither UTF-8"),
        (b"telefon,gensvar_status\n0701234567,free\n", "washed already"),
        (b"telefon\n" + b'"' + b"x" * 10, "do not match|free|"),
    ],
)
def test_a_list_that_cannot_be_washed_leaves_nothing(wash_list: WashList, content: bytes, why: str) -> None:
    if why.endswith("|"):
        wash_list(content)  # an open quote at the end is read as it stands
        return
    with pytest.raises(BadInput, match=why):
        wash_list(content)


def test_columns_are_named_found_or_asked_for(wash_list: WashList) -> None:
    assert answers(wash_list(b"a,b\nx,0709999999\n").out.read_text())[0][0] == "free"  # by its content
    assert answers(wash_list(b"0709999999\n070-123 45 67\n", "bare.csv").out.read_text("utf-8"))[0][0] == "blocked"
    done = wash_list(b"telefon,annan\n070-123 45 67,0709999999\n", "named.csv", columns=("annan",))
    assert answers(done.out.read_text())[0][0] == "free"
    with pytest.raises(BadInput, match="no column 'borta'"):
        wash_list(b"telefon\n0709999999\n", "gone.csv", columns=("borta",))


def test_a_list_with_nothing_in_it_but_names_is_washed(wash_list: WashList) -> None:
    done = wash_list(b"telefon\n")
    assert done.out.read_bytes().endswith(b"gensvar_valid_until\n") and done.receipt["counts"]["rows"] == 0
    assert done.receipt["commitment"]["numbers"] == 0


def test_a_first_row_that_is_no_number_of_any_series_is_no_header(wash_list: WashList) -> None:
    done = wash_list(b"0501\n12345678901\n070-123 45 67\n", columns=("1",))
    assert done.receipt["counts"]["rows"] == 2  # 0501 is short enough to be a name
    bare = wash_list(b"070-123 45 6\n070-123 45 67\n", "bare.csv")
    assert [row[-4] for row in csv.reader(io.StringIO(bare.out.read_text("utf-8")))] == ["invalid", "blocked"]


@pytest.mark.parametrize("name", ["Telefon hem", "Tel.", "MOBILNR", "Mobil 2", "phone_number", "B-nummer", "msisdn"])
def test_columns_of_numbers_are_known_by_many_names(wash_list: WashList, name: str) -> None:
    done = wash_list(f"kund;{name};x\n1;070-123 45 67;070-999 99 99\n".encode())
    assert done.receipt["counts"]["columns"] == [name.strip()]
    assert done.receipt["counts"]["cells"]["blocked"] == 1


def test_a_list_of_one_line_without_a_line_break(wash_list: WashList) -> None:
    done = wash_list(b"070-123 45 67")
    assert done.out.read_text("utf-8") == "070-123 45 67,blocked,+46701234567,,"
