"""Grounds for calling a blocked number: they hold for one company, one kind of goods and a time, and hide nothing."""

from datetime import date
from pathlib import Path

import pytest

from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.exemptions import Exemptions
from gensvar.blocklist.wash.grounds import load_exemptions
from gensvar.blocklist.wash.washing import Wishes, wash
from gensvar.errors import BadInput

from .conftest import BLOCKED, NOW, VALIDITY, WashList
from .test_csv_file import answers

TODAY = date(2026, 11, 25)
LIST = b"telefon\n070-123 45 67\n0709999999\n"


def load(
    tmp_path: Path, *, seller: str = "556000-0001", product: str = "el", purpose: str = "sale", **files: str
) -> Exemptions:
    paths = {}
    for name, content in files.items():
        paths[name] = tmp_path / f"{name}.csv"
        paths[name].write_text(content, encoding="utf-8")
    return load_exemptions(VALIDITY, TODAY, seller=seller, product=product, purpose=purpose, **paths)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("070-123 45 67,556000-0001,2026-11-01,ja,", date(2027, 2, 1)),
        ("0701234567,556000-0001,2026-08-25,ja,", date(2026, 11, 25)),  # the last day
        ("0701234567,556000-0001,2026-08-24,ja,", None),  # three months are over
        ("0701234567,556000-0002,2026-11-01,ja,", None),  # another company
        ("0701234567,556000-0001,2026-11-01,nej,", None),  # not actively ticked
        ("0701234567,556000-0001,2026-11-01,ja,2026-11-20", None),  # withdrawn
        ("0701234567,556000-0001,2026-08-31,ja,", date(2026, 11, 30)),  # no 31 November
    ],
)
def test_a_consent_is_for_a_named_company_and_ends_by_itself(tmp_path: Path, line: str, until: date | None) -> None:
    found = load(tmp_path, consents=f"nummer,företag,datum,aktivt,återkallat\n{line}\n").by_number.get(BLOCKED)
    assert (found.until if found else None) == until
    assert found is None or found.ground == "consent"


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("0701234567,el,2020-01-01,", True),
        ("0701234567,el,2020-01-01,2025-11-25", True),  # twelve months to the day
        ("0701234567,el,2020-01-01,2025-11-24", False),
        ("0701234567,bredband,2020-01-01,", False),  # another kind of goods
        ("0701234567,el,2026-12-01,", False),  # not begun
    ],
)
def test_a_customer_relation_is_for_the_same_kind_of_goods(tmp_path: Path, line: str, holds: bool) -> None:
    found = load(tmp_path, relations=f"number,product,start,end\n{line}\n")
    assert (BLOCKED in found.by_number) == holds


def test_an_exempt_number_is_still_said_to_be_blocked(wash_list: WashList, tmp_path: Path) -> None:
    given = load(tmp_path, consents="number,company,given,active\n0701234567,556000-0001,2026-11-01,1\n")
    done = wash_list(LIST, exemptions=given)
    assert answers(done.out.read_text("utf-8"))[0] == ["blocked", "+46701234567", "exempt:consent", "2027-02-01"]
    assert done.receipt["counts"]["exempt"] == 1
    assert len(answers(wash_list(LIST, "r.csv", exemptions=given, remove=True).out.read_text("utf-8"))) == 2


@pytest.mark.parametrize("purpose", ["survey", "public_information", "politics", "religion"])
def test_purposes_outside_the_rules(wash_list: WashList, tmp_path: Path, purpose: str) -> None:
    done = wash_list(LIST, exemptions=load(tmp_path, purpose=purpose))
    assert answers(done.out.read_text("utf-8"))[0] == ["blocked", "+46701234567", "exempt:purpose", ""]


def test_the_own_list_overrides_every_ground_and_a_free_answer(wash_list: WashList, tmp_path: Path) -> None:
    given = load(
        tmp_path,
        purpose="survey",
        consents="number,company,given,active\n0701234567,556000-0001,2026-11-01,1\n",
        opt_outs="telefon\n+46 70 123 45 67\n070-999 99 99\n",
    )
    done = wash_list(LIST, exemptions=given)
    assert [row[0:3:2] for row in answers(done.out.read_text("utf-8"))] == [["blocked", "own_opt_out"]] * 2
    assert done.receipt["counts"]["own_opt_out"] == 2
    assert answers(wash_list(LIST, "r.csv", exemptions=given, remove=True).out.read_text("utf-8")) == []


def test_the_same_engine_allows_only_who_is_in_when_the_register_is_opt_in(tmp_path: Path) -> None:
    register = Register.create(tmp_path / "in", "Prov", NOW, "opt_in")
    make_keys(register.folder)
    register.record(Deed.ADD, [BLOCKED, 468629458], "web", "", NOW)
    source = tmp_path / "list.csv"
    source.write_bytes(b"telefon\n070-123 45 67\n0709999999\n468629458\nx\n112\n0701234567/0709999999\n")
    done = wash(source, tmp_path / "out.csv", register, Wishes(VALIDITY), NOW)
    assert [row[0] for row in answers(done.out.read_text("utf-8"))] == [
        "free", "blocked", "blocked_by_one_reading", "unreadable", "outside_plan", "blocked_by_one_reading",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"consents": "namn\nx\n"}, "lacks the column number"),
        ({"consents": "number,company,given,active\n0701234567,556000-0001,i går,1\n"}, "'i går' is no day"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, files: dict[str, str], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        load(tmp_path, **files)


def test_grounds_without_a_seller_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="named company"):
        load(tmp_path, seller="", consents="number\n0701234567\n")
