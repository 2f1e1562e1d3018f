"""Workbooks and Parquet: same answers, values kept, no zero lost."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.washing import Wishes, wash
from gensvar.errors import BadInput

from .conftest import NOW, VALIDITY, WashList


def a_workbook(path: Path, rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path.read_bytes()


def test_a_workbook_keeps_its_values_and_its_numbers_become_text(wash_list: WashList, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Namn", "Mobil", "Dag", "Summa", "Formel"],
        ["Åsa", 701234567, date(2026, 1, 5), 12.5, "=1+1"],
        ["Bo", "0709999999", datetime(2026, 1, 5, 13, 30), 7, "+46"],
        ["C", None, None, True, None],
    ]
    done = wash_list(a_workbook(tmp_path / "in.xlsx", rows), "list.xlsx")
    sheet = openpyxl.load_workbook(done.out).active
    got = [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[union-attr]
    assert got[0][5:] == ["gensvar_status", "gensvar_e164", "gensvar_reason", "gensvar_valid_until"]
    assert got[1][:4] == ["Åsa", "701234567", datetime(2026, 1, 5), 12.5]
    assert got[1][5:7] == ["blocked", "+46701234567"]
    assert got[2][:5] == ["Bo", "0709999999", datetime(2026, 1, 5, 13, 30), 7, "+46"]
    assert got[2][5:] == ["free", "+46709999999", None, "2027-01-25"]
    assert got[3][5] == "empty"
    assert sheet.cell(2, 7).data_type == "s"  # type: ignore[union-attr]


def test_rows_are_removed_from_a_workbook(wash_list: WashList, tmp_path: Path) -> None:
    content = a_workbook(tmp_path / "in.xlsx", [["Telefon"], ["0701234567"], ["0709999999"]])
    done = wash_list(content, "list.xlsx", remove=True)
    assert openpyxl.load_workbook(done.out).active.max_row == 2  # type: ignore[union-attr]


def test_parquet_keeps_its_columns_and_types(wash_list: WashList, tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array([1, 2, 3], pa.int16()),
            "phone": pa.array([701234567.0, 709999999.0, None]),
            "x": [b"a", b"b", None],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    done = wash_list((tmp_path / "in.parquet").read_bytes(), "list.parquet")
    out = pq.read_table(done.out)
    assert out.select(["id", "phone", "x"]).equals(table)
    assert out["gensvar_status"].to_pylist() == ["blocked", "free", "empty"]
    assert out["gensvar_valid_until"].to_pylist() == ["", "2027-01-25", ""]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("list.xlsx", b"PK\x03\x04 but no workbook", "no whole workbook"),
        ("list.parquet", b"PAR1 but no table", "no whole Parquet"),
        ("list.xlsx", b"telefon\n0701234567\n", "the list is csv but the result .xlsx"),
    ],
)
def test_broken_files_are_refused_and_nothing_is_left(
    register: Register, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / f"out-{name}"
    with pytest.raises(BadInput, match=why):
        wash(tmp_path / name, out, register, Wishes(VALIDITY), NOW)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "out"))] == []
