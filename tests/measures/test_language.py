import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.measures.binding import bind
from gensvar.measures.evaluate import evaluate
from gensvar.measures.expressions import (
    Arithmetic,
    Column,
    Compare,
    Constant,
    Not,
    OneOf,
    columns_read,
    parameters_read,
)
from gensvar.measures.language import MAX_LENGTH, LanguageError, parse

COLUMNS = {"outcome": "text", "wait_s": "int", "gap_s": "int", "open": "bool", "score": "float"}
PARAMETERS = {"tau": "int", "q": "float"}


def read(source: str, **rest: bool) -> object:
    return parse(source, COLUMNS, PARAMETERS, **rest)  # type: ignore[arg-type]


def value(source: str, row: dict[str, object], tau: int = 60) -> object:
    expression = bind(parse(source, COLUMNS, PARAMETERS), {"tau": tau, "q": 0.5})  # type: ignore[arg-type]
    return evaluate(expression, {**dict.fromkeys(COLUMNS), **row})  # type: ignore[arg-type]


def test_names_become_columns_and_parameters() -> None:
    expression = read("outcome == 'answered' and wait_s <= tau")
    assert columns_read(expression) == {"outcome", "wait_s"}  # type: ignore[arg-type]
    assert parameters_read(expression) == {"tau"}  # type: ignore[arg-type]


def test_membership_and_its_negation() -> None:
    member = OneOf(Column("outcome", "text"), ("a", "b"))
    assert read("outcome in ('a', 'b')") == member
    assert read("outcome not in ('a', 'b')") == Not(member)


def test_a_chain_is_both_comparisons() -> None:
    assert [value("0 < wait_s <= 5", {"wait_s": wait}) for wait in (0, 1, 5, 6)] == [False, True, True, False]


def test_negative_numbers_and_precedence() -> None:
    assert read("-3") == Constant(-3)
    assert value("wait_s - 2 * gap_s == -1", {"wait_s": 5, "gap_s": 3}) is True
    assert value("-wait_s < 0", {"wait_s": 5}) is True


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("wait_s <= 60", None),
        ("outcome == 'a'", None),
        ("outcome in ('a',)", None),
        ("not open", None),
        ("open and False", False),
        ("False and open", False),
        ("open and True", None),
        ("open or True", True),
        ("open or False", None),
        ("wait_s + 1", None),
        ("one_if(open)", None),
        ("known(wait_s)", False),
        ("missing(wait_s)", True),
        ("missing(wait_s) or wait_s > 5", True),
        ("known(wait_s) and wait_s > 5", False),
    ],
)
def test_what_is_unknown_follows_three_valued_logic(source: str, found: object) -> None:
    assert value(source, {}) is found


def test_one_if_counts() -> None:
    assert value("one_if(wait_s > 5) - one_if(wait_s < 2)", {"wait_s": 9}) == 1
    assert value("one_if(wait_s > 5) - one_if(wait_s < 2)", {"wait_s": 1}) == -1


truth = st.sampled_from([True, False, None])


@given(truth, truth)
def test_de_morgan_holds_with_unknowns(left: bool | None, right: bool | None) -> None:
    columns = {"a": "bool", "b": "bool"}
    row = {"a": left, "b": right}
    one = evaluate(parse("not (a and b)", columns, {}), row)  # type: ignore[arg-type]
    other = evaluate(parse("not a or not b", columns, {}), row)  # type: ignore[arg-type]
    assert one is other


@pytest.mark.parametrize(
    ("source", "token"),
    [
        ("__import__('os')", "__import__('os')"),
        ("outcome.upper() == 'A'", "outcome.upper()"),
        ("wait_s / 2 > 1", "wait_s / 2"),
        ("wait_s // 2 > 1", "wait_s // 2"),
        ("wait_s ** 2 > 1", "wait_s ** 2"),
        ("wait_s > 1.5", "1.5"),
        ("outcome is None", "outcome is None"),
        ("outcome in (outcome, 'a')", "(outcome, 'a')"),
        ("wait_s < 9223372036854775808", "9223372036854775808"),
        ("outcome in ()", "()"),
        ("(lambda: 1)()", "(lambda: 1)()"),
        ("[x for x in (1,)]", "[x for x in (1,)]"),
        ("known(wait_s, 1)", "known(wait_s, 1)"),
        ("f'{outcome}' == 'a'", "f'{outcome}'"),
        ("wait_s if open else 1", "wait_s if open else 1"),
        ("b'x' == outcome", "b'x'"),
        ("None == outcome", "None"),
    ],
)
def test_nothing_else_is_in_the_language(source: str, token: str) -> None:
    with pytest.raises(LanguageError) as refused:
        read(source)
    assert refused.value.token == token


@pytest.mark.parametrize("source", ["", "wait_s <=", "outcome = 'a'", "a\x00b", "wait_s <= 5; open", "(" * 300])
def test_what_python_cannot_read_is_refused(source: str) -> None:
    with pytest.raises(LanguageError, match="cannot be read"):
        read(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("wait_s and open", "a condition is needed"),
        ("outcome + 1", "a number is needed"),
        ("outcome < 'b'", "only numbers have an order"),
        ("outcome == 3", "cannot be compared"),
        ("open == 1", "cannot be compared"),
        ("wait_s in ('a', 'b')", "cannot be compared"),
        ("wait_s + score > 1", "only whole numbers"),
        ("one_if(wait_s)", "a condition is needed"),
        ("not wait_s", "a condition is needed"),
    ],
)
def test_types_are_checked(source: str, said: str) -> None:
    with pytest.raises(LanguageError, match=said):
        read(source)


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(LanguageError) as refused:
        read("wiat_s <= tau")
    assert refused.value.token == "wiat_s"
    assert "'wait_s'" in refused.value.text.sv


def test_what_is_too_long_or_too_deep_is_refused() -> None:
    with pytest.raises(LanguageError, match="too long"):
        read("open and " * MAX_LENGTH + "open")
    with pytest.raises(LanguageError, match="too deeply"):
        read("not " * 60 + "open")


def test_dividing_is_let_through_for_the_last_step_only() -> None:
    step = parse("25 * (x / 100 - 1.0)", {"x": "float"}, {}, divide=True)
    assert evaluate(step, {"x": 500}) == 100


def test_binding_folds_constants() -> None:
    bound = bind(parse("wait_s < tau * 60 + 1", COLUMNS, PARAMETERS), {"tau": 2})  # type: ignore[arg-type]
    assert bound == Compare("<", Column("wait_s", "int"), Constant(121))
    kept = bind(parse("wait_s + tau == 1", COLUMNS, PARAMETERS), {"tau": 2})  # type: ignore[arg-type]
    assert isinstance(kept, Compare)
    assert kept.left == Arithmetic("+", Column("wait_s", "int"), Constant(2))


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="tau"):
        bind(parse("wait_s < tau", COLUMNS, PARAMETERS), {})  # type: ignore[arg-type]
