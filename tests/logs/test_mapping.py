"""Mappings: read with an error that names the place, written so that they read back, fitted to the file."""

from __future__ import annotations

import pytest

from gensvar.errors import BadInput
from gensvar.logs.mapping import dump_mapping, parse_mapping
from gensvar.logs.matching.fit import fit
from gensvar.logs.matching.shipped import recognised, shipped

LEAST = "tables: {contacts: {columns: {contact_id: {from: id}, t_start: {from: start}}}}"


@pytest.mark.parametrize("name", list(shipped()))
def test_a_shipped_mapping_has_a_title_and_reads_back(name: str) -> None:
    mapping = shipped()[name]
    assert mapping.title is not None
    assert parse_mapping(dump_mapping(mapping), name) == mapping


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tables: {contact: {columns: {}}}", "m: tables.contact"),
        ("tables: {contacts: {columns: {contactid: {from: a}}}}", "m: tables.contacts.columns.contactid"),
        ("tables: {contacts: {columns: {queue: {form: a}}}}", "m: tables.contacts.columns.queue.form"),
        ("tables: {contacts: {columns: {t_end: {after: t_answer, from: a}}}}", "t_answer"),
        ("tables: {contacts: {columns: {t_end: {roll: t_end, from: a}}}}", "t_end"),
        ("tables: [", "m:1"),
        ("- 1", "m: -"),
    ],
)
def test_a_mistake_is_named_by_its_place(content: str, said: str) -> None:
    with pytest.raises(BadInput, match=said.replace(".", r"\.")):
        parse_mapping(content, "m")


def test_yaml_s_yes_and_no_are_words() -> None:
    mapping = parse_mapping(
        "tables: {cases: {columns: {is_complaint: {from: k, values: {yes: true, No: false}}}}}", "m"
    )
    assert mapping.tables["cases"].columns["is_complaint"].values == {"yes": "true", "No": "false"}


def test_case_and_space_in_column_names_do_not_matter() -> None:
    fitted, _ = fit(parse_mapping(LEAST, "m"), ["  ID", "Start"], "f")
    assert fitted.tables["contacts"].columns["t_start"].from_ == "Start"


def test_an_optional_column_may_be_absent_and_is_told() -> None:
    mapping = parse_mapping(
        LEAST.replace("start}", "start}, queue: {from: kö}, t_end: {after: t_queue, from: w}, t_queue: {from: q}"), "m"
    )
    fitted, (note,) = fit(mapping, ["id", "start", "w"], "f")
    assert set(fitted.tables["contacts"].columns) == {"contact_id", "t_start"}
    assert note.en == "The file lacks columns: kö, q."


def test_a_required_column_may_not_be_absent_and_the_nearest_is_named() -> None:
    with pytest.raises(BadInput, match="Is 'starts' meant"):
        fit(parse_mapping(LEAST, "m"), ["id", "starts"], "f")


def test_a_shipped_mapping_knows_its_files_by_their_columns() -> None:
    found = recognised(["text", "category"])
    assert found is not None
    assert found[0] == "texts_with_reasons"
    assert recognised(["text", "category", "ticket id"]) is None
