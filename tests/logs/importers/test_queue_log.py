"""Asterisk's queue log: one contact per call, one leg per queue, waits summed over the legs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gensvar.logs.importers import queue_log
from gensvar.logs.parsed import Parsed, ParseOptions

BASE = 1_767_603_600  # 2026-01-05 09:00:00 UTC

LOG = """\
{t0}|NONE|NONE|NONE|QUEUESTART|
{t0}|REALTIME|kundtjanst|Agent/1|ADDMEMBER|
{t0}|c1|kundtjanst|NONE|ENTERQUEUE||0701740605|1
{t20}|c1|kundtjanst|Agent/1|RINGNOANSWER|15000
{t50}|c1|kundtjanst|Agent/1|CONNECT|50|c9|3
{t90}|c1|kundtjanst|Agent/1|COMPLETECALLER|50|40|1
{t0}|c2|kundtjanst|NONE|ENTERQUEUE||anonymous|2
{t4}|c2|kundtjanst|NONE|ABANDON|1|2|4
{t0}|c3|kundtjanst|NONE|ENTERQUEUE|||3
{t30}|c3|kundtjanst|NONE|EXITWITHTIMEOUT|1|3|30
{t30}|c3|teknik|NONE|ENTERQUEUE|||1
{t100}|c3|teknik|Agent/2|CONNECT|70|c10|2
{t130}|c3|teknik|Agent/2|BLINDTRANSFER|500|intern|70|30|1
{t140}|c3|faktura|NONE|ENTERQUEUE|||1
{t150}|c3|faktura|Agent/3|CONNECT|10|c11|2
{t200}|c3|faktura|Agent/3|COMPLETEAGENT|10|50|1
{t0}|c4|kundtjanst|NONE|ENTERQUEUE|||4
{t60}|c4|kundtjanst|NONE|EXITWITHKEY|1|4|4|60
{t0}|c5|kundtjanst|NONE|ENTERQUEUE|||5
{t9}|c5|kundtjanst|NONE|EXITEMPTY|1|5|9
{t0}|c6|kundtjanst|NONE|ENTERQUEUE|||6
{t5}|c7|kundtjanst|NONE|ABANDON|1|1|5
"""


def stamped(text: str) -> str:
    return text.format(**{f"t{second}": BASE + second for second in range(201)})


def parse(tmp_path: Path, content: str, name: str = "queue_log") -> Parsed:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return queue_log.parse(path, ParseOptions())


def by_id(parsed: Parsed) -> dict[str, dict[str, Any]]:
    return {row["contact_id"]: row for row in parsed.tables["contacts"].to_pylist()}


@pytest.fixture
def parsed(tmp_path: Path) -> Parsed:
    return parse(tmp_path, stamped(LOG))


def test_the_file_is_recognised() -> None:
    assert queue_log.detect(Path("queue_log"), stamped(LOG).encode()) > 0.9
    assert queue_log.detect(Path("a.csv"), b"time,callid,queuename,agent,event,data1\n") > 0.9
    assert queue_log.detect(Path("a.csv"), b"Samtals-ID;Start;K\xf6\n1;2026-01-01;A\n") == 0


def test_each_call_has_its_outcome(parsed: Parsed) -> None:
    outcomes = {key: row["outcome"] for key, row in by_id(parsed).items()}
    assert outcomes == {
        "c1": "answered",
        "c2": "abandoned",
        "c3": "answered",
        "c4": "unknown",
        "c5": "overflow",
        "c6": "unknown",
    }


def test_the_wait_of_every_leg_lies_before_the_first_answer(parsed: Parsed) -> None:
    row = by_id(parsed)["c3"]
    assert row["t_queue"] == datetime(2026, 1, 5, 9, 0, 0)
    assert (row["t_answer"] - row["t_queue"]).total_seconds() == 100
    assert row["talk_s"] == 30 + 50
    assert row["queue"] == "kundtjanst"
    assert row["agent_key"] == "Agent/2"


def test_a_call_through_three_queues_has_three_legs(parsed: Parsed) -> None:
    legs = [row for row in parsed.tables["legs"].to_pylist() if row["contact_id"] == "c3"]
    assert [(leg["queue"], leg["exit_reason"]) for leg in legs] == [
        ("kundtjanst", "timeout"),
        ("teknik", "blind_transfer"),
        ("faktura", "completed_by_agent"),
    ]
    assert [leg["agent_key"] for leg in legs] == [None, "Agent/2", "Agent/3"]


def test_a_ring_without_answer_is_no_answer(parsed: Parsed) -> None:
    row = by_id(parsed)["c1"]
    assert (row["t_answer"] - row["t_queue"]).total_seconds() == 50
    assert row["talk_s"] == 40
    assert row["customer_key"] == "0701740605"


def test_a_call_under_way_has_no_end_and_is_told(parsed: Parsed) -> None:
    assert by_id(parsed)["c6"]["t_end"] is None
    assert any(note.en.startswith("1 calls are under way") for note in parsed.notes)
    assert any(note.en.startswith("1 calls left the queue by a key") for note in parsed.notes)
    assert any(note.en.startswith("2 lines concern no call") for note in parsed.notes)


def test_a_call_that_began_before_the_log_is_rejected(parsed: Parsed) -> None:
    assert [(reject.row, reject.reason.en) for reject in parsed.rejected] == [(22, "the call began before the log")]


def test_a_bad_line_is_rejected_with_its_row(tmp_path: Path) -> None:
    content = stamped(LOG) + f"trasig rad\n{BASE}x|c8|kundtjanst|NONE|ENTERQUEUE||\n"
    rejects = parse(tmp_path, content).rejected
    assert [reject.row for reject in rejects if reject.row > 22] == [23, 24]


DUMP = """\
"id","time","callid","queuename","agent","event","data1","data2","data3","data4","data5"
3,"2026-01-05 10:00:50.250000","c1","kundtjänst","Agent/1","CONNECT","50","c9","3","",""
4,"2026-01-05 10:01:30","c1","kundtjänst","Agent/1","COMPLETEAGENT","50","40","1","",""
1,"2026-01-05 10:00:00","c1","kundtjänst","NONE","ENTERQUEUE","","0701740605","1","",""
"""


def test_the_database_variant_is_read_in_order_of_time_and_local_time(tmp_path: Path) -> None:
    row = by_id(parse(tmp_path, DUMP, "dump.csv"))["c1"]
    assert row["t_queue"] == datetime(2026, 1, 5, 9, 0, 0)
    assert row["t_answer"] == datetime(2026, 1, 5, 9, 0, 50, 250000)
    assert (row["outcome"], row["customer_key"], row["queue"]) == ("answered", "0701740605", "kundtjänst")


def test_the_older_database_variant_has_one_data_column(tmp_path: Path) -> None:
    content = f"time,callid,queuename,agent,event,data\n{BASE},c1,k,NONE,ENTERQUEUE,|0701740605|1\n{BASE + 5},c1,k,NONE,ABANDON,1|1|5\n"
    row = by_id(parse(tmp_path, content, "dump.csv"))["c1"]
    assert (row["customer_key"], row["outcome"]) == ("0701740605", "abandoned")


def test_the_file_may_be_cp1252(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.write_bytes(stamped("{t0}|c1|Växel|NONE|ENTERQUEUE|||1\n").encode("cp1252"))
    row = by_id(queue_log.parse(path, ParseOptions()))["c1"]
    assert row["queue"] == "Växel"
