from typing import Any

import pytest

from gensvar.measures.checking import problems_of
from gensvar.measures.declaration import Measure


def text(word: str) -> dict[str, str]:
    return {"sv": word, "en": word}


def declared(**changes: Any) -> Measure:
    content = {
        "id": "short_wait",
        "title": text("t"),
        "says": text("s"),
        "table": "contacts",
        "kind": "share",
        "unit": "share",
        "direction": "higher",
        "parameters": {"tau": {"title": text("t"), "unit": "s", "default": 60}},
        "default_variant": "one",
        "variants": {
            "one": {
                "title": text("v"),
                "formula": {"words": text("f"), "symbols": "A / B"},
                "success": "wait_s <= tau",
            }
        },
        "examples": [
            {"title": text("e"), "variant": "one", "rows": {"given": "facts", "table": []}, "expect": {"ok": 0}}
        ],
    }
    return Measure.model_validate(content | changes)


def variant(**keys: Any) -> dict[str, Any]:
    return {"one": {"title": text("v"), "formula": {"words": text("f"), "symbols": "A"}, **keys}}


def found(measure: Measure) -> list[tuple[str, str]]:
    return [(".".join(map(str, problem.keys)), problem.text.en) for problem in problems_of(measure)]


def test_a_sound_measure_has_no_problems() -> None:
    assert found(declared()) == []


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"table": "contact"}, "table", "did you mean 'contacts'?"),
        ({"table": "legs"}, "table", "unknown name"),
        ({"time": "wait_s"}, "time", "unknown name"),
        ({"default_variant": "two"}, "default_variant", "unknown name"),
        ({"kind": "mean"}, "variants.one.value", "a measure of kind mean needs value"),
        ({"kind": "stock"}, "variants.one.leaves", "a measure of kind stock needs leaves"),
        ({"kind": "per"}, "variants.one.numerator", "a measure of kind per needs numerator"),
        ({"kind": "interval_share"}, "parameters", "the parameter target is missing"),
        ({"kind": "percentile", "variants": variant(value="wait_s")}, "parameters", "the parameter q is missing"),
        ({"kind": "best_mean", "variants": variant(value="wait_s")}, "parameters", "the parameter q is missing"),
        ({"variants": variant(success="wiat_s <= tau")}, "variants.one.success", "did you mean 'wait_s'?"),
        ({"variants": variant(success="wait_s")}, "variants.one.success", "a condition is needed here"),
        ({"kind": "sum", "variants": variant(value="outcome")}, "variants.one.value", "a whole number is needed"),
        ({"variants": variant(success="in_hours", population="chanel == 'a'")}, "variants.one.population", "channel"),
        (
            {"variants": variant(success="in_hours", exclude=[{"id": "x", "title": text("x"), "when": "nope"}])},
            "variants.one.exclude.x",
            "unknown name",
        ),
        ({"guard": {"id": "g", "when": "nope", "at_most": 0.3, "says": text("g")}}, "variants.one.guard.when", "nope"),
        ({"variants": variant(success="in_hours", then="100 * y")}, "variants.one.then", "unknown name"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(changes: dict[str, Any], place: str, said: str) -> None:
    problems = found(declared(**changes))
    assert [where for where, _ in problems] == [place]
    assert said in problems[0][1]


def test_a_side_of_a_ratio_must_be_a_table() -> None:
    sides = {"numerator": {"table": "contacts"}, "denominator": {"table": "volume", "value": "orders"}}
    problems = found(declared(kind="per", variants=variant(**sides)))
    assert problems == [("variants.one.denominator.table", "unknown name; did you mean 'volumes'?")]


def test_an_expression_of_a_side_is_read_too() -> None:
    sides = {"numerator": {"table": "contacts"}, "denominator": {"table": "volumes", "value": "order"}}
    ((place, said),) = found(declared(kind="per", variants=variant(**sides)))
    assert place == "variants.one.denominator.value"
    assert "did you mean 'orders'?" in said


def test_a_parameter_without_a_default_stands_in_the_last_step_only() -> None:
    unset = {"tau": {"title": text("t"), "unit": "s", "default": None}}
    assert [place for place, _ in found(declared(parameters=unset))] == ["parameters.tau.default"]
    used_last = variant(value="wait_s", then="x * tau")
    assert found(declared(kind="sum", parameters=unset, variants=used_last)) == []


def test_every_variant_needs_an_example() -> None:
    two = variant(success="in_hours") | {"two": variant(success="in_hours")["one"]}
    assert found(declared(variants=two)) == [("variants.two", "the variant has no worked example")]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"variant": "two"}, "examples.0.variant"),
        ({"parameters": {"tua": 3}}, "examples.0.parameters.tua"),
        ({"expect": {"okay": 1}}, "examples.0.expect.okay"),
        ({"variant": "each", "expect": {"two": {"ok": 1}}}, "examples.0.expect"),
        ({"variant": "each", "expect": {"one": {"okay": 1}}}, "examples.0.expect.one.okay"),
    ],
)
def test_examples_are_checked(changes: dict[str, Any], place: str) -> None:
    example = {"title": text("e"), "variant": "one", "rows": {"given": "facts", "table": []}, "expect": {"ok": 0}}
    places = [where for where, _ in found(declared(examples=[example | changes]))]
    assert place in places
