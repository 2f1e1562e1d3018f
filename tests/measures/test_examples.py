from dataclasses import replace

import pytest

from gensvar.measures import load_measures
from gensvar.measures.examples import Trial, differences, on_reference, plain_facts, trials

ALL = trials(load_measures())


def trial(name: str) -> Trial:
    return next(one for one in ALL if one.name == name)


def test_an_example_for_each_variant_gives_a_trial_per_variant() -> None:
    names = [one.name for one in ALL if one.measure.id == "service_level" and one.number == 1]
    assert names == [f"service_level-{letter}-1" for letter in "ABCDEF"]


def test_facts_are_complete_and_repeated() -> None:
    rows = trial("service_level-C-1").rows["contacts"]
    assert len(rows) == 1070
    assert rows[0]["wait_s"] == 20
    assert rows[0]["customer_key"] is None


def test_days_are_whole_numbers() -> None:
    assert [row["closed_day"] for row in trial("backlog-end-1").rows["cases"]] == [20515, None, None]


def test_canonical_rows_get_ids_order_and_times() -> None:
    row = trial("repeat_rate-any_reason-1").rows["contacts"][1]
    assert (row["contact_id"], row["seq"], row["t_start"].hour) == ("contacts-2", 2, 8)
    assert "t_queue" not in row


def test_parameters_are_filled_up_with_defaults() -> None:
    assert trial("service_level-C-1").parameters == {"tau": 20, "sigma": 5}


def test_what_comes_out_as_declared_has_no_differences() -> None:
    one = trial("service_level-C-1")
    assert differences(one, *on_reference(one)) == []


def test_every_difference_is_told() -> None:
    one = trial("service_level-C-1")
    wrong = replace(one, expected={"ok": 861, "value": 0.8112, "problem": "no_data", "failed": 200})
    found = differences(wrong, *on_reference(one))
    assert found == [
        "ok: 860 instead of 861",
        f"value: {860 / 1060} instead of 0.8112",
        "problem: None instead of no_data",
    ]


def test_a_fact_that_does_not_exist_is_refused() -> None:
    measure = load_measures()["answer_speed"]
    example = measure.examples[0]
    bad = measure.model_copy(
        update={"examples": (example.model_copy(update={"rows": {"given": "facts", "table": [{"wiat_s": 1}]}}),)}
    )
    with pytest.raises(KeyError, match="wiat_s"):
        trials({"answer_speed": bad})


def test_canonical_rows_become_facts() -> None:
    facts = plain_facts(trial("service_level-C-3"))["contacts"]
    assert [row["wait_s"] for row in facts] == [60, 61, 5, 290, 1]
    assert [row["in_hours"] for row in facts] == [True, True, True, True, False]
