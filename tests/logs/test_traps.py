"""Every trap that real contact centres' files hold, each with a small file of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Desk

HEADER = "Samtals-ID;Kö;Starttid;Köstart;Kötid;Samtalstid;Utfall;A-nummer;Agent\n"


def call(number: int, **changes: str) -> str:
    row = {
        "id": f"S{number}",
        "queue": "Kundtjänst",
        "start": f"2026-01-05 09:{number % 60:02}:00",
        "queued": f"2026-01-05 09:{number % 60:02}:10",
        "wait": "00:30",
        "talk": "04:00",
        "outcome": "Besvarat",
        "caller": "070-123 45 67",
        "agent": "Åsa Öberg",
    }
    return ";".join({**row, **changes}.values()) + "\n"


def calls(*changed: dict[str, str]) -> str:
    return HEADER + "".join(call(n, **changes) for n, changes in enumerate(changed))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "cp850"])
def test_encodings(desk: Desk, encoding: str) -> None:
    rows = desk.contacts(calls({}, {"queue": "Återköp"}).encode(encoding))
    assert [row["queue"] for row in rows] == ["Kundtjänst", "Återköp"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators(desk: Desk, separator: str) -> None:
    assert len(desk.contacts(calls({}, {}).replace(";", separator))) == 2


def test_semicolon_with_decimal_comma(desk: Desk) -> None:
    rows = desk.contacts(
        "Samtals-ID;Kö;Starttid;Kötid (min);Utfall\na;k;2026-01-05 09:00;1,5;Avbrutet\nb;k;2026-01-05 09:01;0,25;Avbrutet\n"
    )
    assert [row["t_end"] for row in rows] == [datetime(2026, 1, 5, 8, 1, 30), datetime(2026, 1, 5, 8, 1, 15)]


def test_local_time_becomes_utc_in_winter_and_summer(desk: Desk) -> None:
    rows = desk.contacts(calls({}, {"start": "2026-07-01 12:00:00", "queued": ""}))
    assert [row["t_start"] for row in rows] == [datetime(2026, 1, 5, 8), datetime(2026, 7, 1, 10)]


def test_the_hour_that_never_was_is_rejected_and_the_doubled_hour_noted(desk: Desk) -> None:
    source = desk.source(
        desk.file(
            "night.csv",
            calls(
                {"start": "2026-03-29 02:30:00", "queued": ""},
                {"start": "2026-10-25 02:30:00", "queued": ""},
                {"start": "2026-10-25 03:30:00", "queued": ""},
            ),
        )
    )
    assert [row["t_start"] for row in desk.rows("contacts")] == [
        datetime(2026, 10, 25, 0, 30),
        datetime(2026, 10, 25, 2, 30),
    ]
    ((row, column, reason),) = [(one["source_row"], one["column"], one["reason_en"]) for one in desk.rejected()]
    assert (row, column) == (2, "t_start")
    assert "never was" in reason
    assert any(note["en"].startswith("1 local times") and "occur twice" in note["en"] for note in source.notes)


def test_half_an_hour_over_the_change_to_summer_time_is_half_an_hour(desk: Desk) -> None:
    """30 March 2025, 01:30 to 03:30 by the clock on the wall, is one hour."""
    (row,) = desk.contacts("Samtals-ID;Kö;Starttid;Sluttid;Utfall\na;k;2025-03-30 01:30;2025-03-30 03:30;Besvarat\n")
    assert (row["t_end"] - row["t_start"]).total_seconds() == 3600


def test_an_offset_in_the_file_wins_over_the_zone(desk: Desk) -> None:
    rows = desk.contacts(
        calls({"start": "2026-01-05T09:00:00+05:30", "queued": ""}, {"start": "2026-01-05 09:00:00", "queued": ""})
    )
    assert [row["t_start"] for row in rows] == [datetime(2026, 1, 5, 3, 30), datetime(2026, 1, 5, 8)]


def test_an_offset_that_appears_late_in_the_file_is_not_ignored(desk: Desk) -> None:
    late = [{"queued": ""}] * 3000 + [{"start": "2026-01-05T09:00:00-05:00", "queued": ""}]
    assert desk.contacts(calls(*late))[-1]["t_start"] == datetime(2026, 1, 5, 14)


def test_the_zone_of_the_file_is_not_that_of_the_organisation(desk: Desk) -> None:
    desk.source(desk.file("a.csv", calls({})))
    desk.source(desk.file("b.csv", calls({"id": "x"})), zone="America/New_York")
    assert [row["t_start"].hour for row in desk.rows("contacts")] == [8, 14]


@pytest.mark.parametrize(
    ("unit", "value", "seconds"),
    [
        ("", "02:05", 125),
        ("", "1:02:05", 3725),
        (" (s)", "125", 125),
        (" (ms)", "125000", 125),
        (" (min)", "2,5", 150),
        (" (sek)", "125,9", 125),
        (" (tim)", "0,5", 1800),
        ("", "125", 125),
    ],
)
def test_durations(desk: Desk, unit: str, value: str, seconds: int) -> None:
    rows = desk.contacts(
        f"Samtals-ID;Kö;Starttid;Samtalstid{unit};Utfall\na;k;2026-01-05 09:00;{value};Besvarat\nb;k;2026-01-05 09:00;{value};Besvarat\n"
    )
    assert [row["talk_s"] for row in rows] == [seconds, seconds]


def test_a_negative_duration_is_rejected(desk: Desk) -> None:
    desk.contacts(
        "Samtals-ID;Kö;Starttid;Samtalstid (s);Utfall\na;k;2026-01-05 09:00;-5;Besvarat\nb;k;2026-01-05 09:00;5;Besvarat\n"
    )
    assert [row["column"] for row in desk.rejected()] == ["talk_s"]


def test_serial_dates_of_a_spreadsheet(desk: Desk) -> None:
    rows = desk.contacts("Samtals-ID;Kö;Starttid;Utfall\na;k;46027,375;Besvarat\nb;k;46027,5;Avbrutet\n")
    assert [row["t_start"] for row in rows] == [datetime(2026, 1, 5, 8), datetime(2026, 1, 5, 11)]


def test_a_number_that_a_spreadsheet_destroyed_is_no_customer(desk: Desk) -> None:
    path = desk.file("a.csv", calls({"caller": "4,67E+10"}, {"caller": "4,67E+10"}, {}, {}, {}))
    source = desk.source(path)
    assert [row["customer_key"] is None for row in desk.rows("contacts")] == [True, True, False, False, False]
    assert any("destroyed" in note["en"] for note in source.notes)


def test_one_caller_however_the_number_is_written(desk: Desk) -> None:
    written = [
        "070-123 45 67",
        "0701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "0046701234567",
        "46701234567",
        "701234567",
    ]
    rows = desk.contacts(calls(*({"caller": one} for one in written)))
    assert len({row["customer_key"] for row in rows}) == 1
    assert rows[0]["customer_key"] is not None


def test_callers_who_hide_their_number_are_nobody(desk: Desk) -> None:
    hidden = ["anonymous", "Hemligt nummer", "unknown", "Okänd", "", "-", "Private"]
    rows = desk.contacts(calls({}, *({"caller": one} for one in hidden), *[{}] * 9))
    assert [row["customer_key"] for row in rows[1:8]] == [None] * 7


def test_one_call_on_many_rows(desk: Desk) -> None:
    rows = desk.contacts(
        "Samtals-ID;Kö;Starttid;Svarade;Sluttid;Samtalstid;Utfall;Agent\n".replace("Svarade", "Besvarades")
        + "a;växel;2026-01-05 09:00:00;;2026-01-05 09:01:00;00:00;Vidarekopplat;\n"
        + "b;växel;2026-01-05 09:00:30;;2026-01-05 09:01:10;00:00;Avbrutet;\n"
        + "a;teknik;2026-01-05 09:01:00;2026-01-05 09:02:00;2026-01-05 09:05:00;03:00;Besvarat;Nils\n"
        + "a;faktura;2026-01-05 09:05:00;2026-01-05 09:06:00;2026-01-05 09:08:00;02:00;Besvarat;Eva\n"
    )
    first, second = rows
    assert (first["contact_id"], first["queue"], first["outcome"], first["talk_s"]) == ("a", "växel", "answered", 300)
    assert first["t_start"], first["t_end"] == (datetime(2026, 1, 5, 8), datetime(2026, 1, 5, 8, 8))
    assert first["t_answer"] == datetime(2026, 1, 5, 8, 2)
    assert (second["contact_id"], second["outcome"], second["seq"]) == ("b", "abandoned", 1)


def test_a_repeated_id_by_mistake_is_rejected_and_the_first_row_kept(desk: Desk) -> None:
    many = [{} for _ in range(300)]
    rows = desk.contacts(calls(*many) + call(7, queue="Annan"))
    assert len(rows) == 300
    ((row, column),) = [(one["source_row"], one["column"]) for one in desk.rejected()]
    assert (row, column) == (302, "contact_id")


def test_sums_per_interval_are_refused_with_what_they_cannot_tell(desk: Desk) -> None:
    told = desk.refusal(
        desk.file(
            "sums.csv",
            "Datum;Intervall;Kö;Inkomna samtal;Besvarade;Tappade\n2026-01-05;09:00;k;10;8;2\n2026-01-05;09:30;k;12;9;3\n",
        )
    )
    assert "sums per interval" in told
    assert "repeat contacts" in told
    assert not desk.store_path.exists()


def test_test_queues_are_left_out_but_not_lost(desk: Desk) -> None:
    rows = desk.contacts(calls({}, {"queue": "Testkö"}, {"queue": "Protest"}))
    assert [row["queue"] for row in rows] == ["Kundtjänst", "Protest"]
    assert [one["reason_en"] for one in desk.rejected()] == ["left out by the mapping: Kö = Testkö"]


def test_deleted_and_merged_tickets_are_left_out(desk: Desk) -> None:
    desk.source(
        desk.file(
            "t.csv",
            "Ärendenr;Skapad;Stängd;Status\n1;2026-01-05 09:00;;Öppen\n2;2026-01-05 09:00;;Raderad\n3;2026-01-05 09:00;;Sammanslagen\n",
        )
    )
    assert [row["case_id"] for row in desk.rows("cases")] == ["1"]
    assert len(desk.rejected()) == 2


def test_tickets_of_robots_are_left_out(desk: Desk) -> None:
    desk.source(
        desk.file("t.csv", "Ärendenr;Skapad;Stängd;Handläggare\n1;2026-01-05 09:00;;Eva\n2;2026-01-05 09:00;;Chatbot\n")
    )
    assert [row["case_id"] for row in desk.rows("cases")] == ["1"]


def test_sentinels_named_in_a_mapping_are_null(desk: Desk) -> None:
    mapping = desk.file(
        "m.yaml",
        'tables: {contacts: {columns: {contact_id: {from: id}, t_start: {from: start}, t_queue: {from: q, "null": ["0:00:00"]}, customer_key: {from: kund, "null": ["0"]}}}}\n',
    )
    path = desk.file(
        "a.csv", "id,start,q,kund\na,2026-01-05 09:00:00,0:00:00,0\nb,2026-01-05 09:00:00,2026-01-05 09:01:00,17\n"
    )
    desk.source(path, mapping=str(mapping))
    assert [(row["t_queue"], row["customer_key"] is None) for row in desk.rows("contacts")] == [
        (None, True),
        (datetime(2026, 1, 5, 8, 1), False),
    ]


class TestDayAndMonth:
    def rows(self, days: list[str]) -> str:
        return "Samtals-ID;Kö;Starttid;Utfall\n" + "".join(
            f"c{n};k;{day} 09:00;Besvarat\n" for n, day in enumerate(days)
        )

    def test_an_impossible_month_decides_for_the_whole_file(self, desk: Desk) -> None:
        rows = desk.contacts(self.rows(["03/02/2026", "04/02/2026", "25/02/2026"]))
        assert [row["t_start"].month for row in rows] == [2, 2, 2]

    def test_month_first(self, desk: Desk) -> None:
        rows = desk.contacts(self.rows(["02/03/2026", "02/04/2026", "02/25/2026"]))
        assert [row["t_start"].day for row in rows] == [3, 4, 25]

    def test_the_order_of_time_decides(self, desk: Desk) -> None:
        days = [f"{day:02}/{month:02}/2026" for month in (1, 2, 3) for day in range(1, 13)]
        rows = desk.contacts(self.rows(days))
        assert [row["t_start"].month for row in rows] == [1] * 12 + [2] * 12 + [3] * 12

    def test_undecided_asks(self, desk: Desk) -> None:
        path = desk.file("a.csv", self.rows(["03/02/2026", "04/05/2026"]))
        told = desk.refusal(path)
        assert "day or the month" in told
        assert "--date-order" in told
        assert "Starttid" in told
        assert not desk.store_path.exists()
        desk.source(path, order="mdy")
        assert [row["t_start"].day for row in desk.rows("contacts")] == [2, 5]

    def test_a_mix_of_both_is_not_guessed_at(self, desk: Desk) -> None:
        told = desk.refusal(desk.file("a.csv", self.rows(["25/02/2026", "02/25/2026", "13/01/2026", "01/13/2026"])))
        assert "mixes" in told


def test_events_at_the_same_time_keep_the_order_of_the_file(desk: Desk) -> None:
    source = desk.source(
        desk.file(
            "e.csv",
            "Ärendenr;Tidpunkt;Aktivitet\n1;2026-01-05 09:00:00;c\n1;2026-01-05 09:00:00;a\n1;2026-01-05 09:00:00;b\n2;2026-01-05 09:00:00;d\n",
        )
    )
    assert [
        row["activity"] for row in sorted(desk.rows("case_events"), key=lambda row: (row["time"], row["seq"]))
    ] == list("cabd")
    assert any("share case and time" in note["en"] for note in source.notes)
    assert [row["case_id"] for row in desk.rows("cases")] == ["1", "2"]


def test_reopened_tickets_keep_their_count(desk: Desk) -> None:
    desk.source(
        desk.file(
            "t.csv", "Ärendenr;Skapad;Stängd;Återöppnad\n1;2026-01-05 09:00;2026-01-06 09:00;2\n2;2026-01-05 09:00;;0\n"
        )
    )
    assert [row["reopened_n"] for row in desk.rows("cases")] == [2, 0]


def test_an_unknown_word_for_an_outcome_is_counted_and_told(desk: Desk) -> None:
    source = desk.source(desk.file("a.csv", calls({}, {"outcome": "Blorp"})))
    assert [row["outcome"] for row in desk.rows("contacts")] == ["answered", "unknown"]
    assert any("Blorp (1)" in note["en"] for note in source.notes)


def test_a_bad_row_is_kept_with_place_column_and_reason_in_two_languages(desk: Desk) -> None:
    desk.contacts(calls({}, {"start": "igår", "caller": "070-999 88 77"}, {}))
    (row,) = desk.rejected()
    assert (row["source_file"], row["source_row"], row["column"], row["table"]) == (
        "calls.csv",
        3,
        "t_start",
        "contacts",
    )
    assert row["reason_sv"] == "värdet är inte en tid: kontakten började"
    assert row["reason_en"] == "the value is not a time: contact began"
    assert "contact_id=S1" in row["row"]
    assert "999" not in row["row"]
    assert "Öberg" not in row["row"]


def test_a_row_of_another_width_is_kept_without_its_content(desk: Desk) -> None:
    desk.contacts(calls({}, {}) + "070-123 45 67;hemligt\n" + call(3))
    (row,) = desk.rejected()
    assert row["source_row"] == 4
    assert "too few columns" in row["reason_en"]
    assert row["row"] == "[nummer];aaaaaaa"
    assert [one["source_row"] for one in desk.rows("contacts")] == [2, 3, 5]


def test_a_call_that_ends_before_it_begins_is_rejected(desk: Desk) -> None:
    desk.contacts(
        "Samtals-ID;Kö;Starttid;Sluttid;Utfall\na;k;2026-01-05 09:00;2026-01-05 08:00;Besvarat\nb;k;2026-01-05 09:00;2026-01-05 09:10;Besvarat\n"
    )
    assert [row["reason_en"] for row in desk.rejected()] == ["ends before it begins"]


def test_formulas_in_cells_are_only_text(desk: Desk) -> None:
    (row,) = desk.contacts(calls({"queue": '=HYPERLINK("http://x")'.replace('"', "'")}))
    assert row["queue"] == "=HYPERLINK('http://x')"
