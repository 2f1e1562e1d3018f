"""A mapping: how the columns of a source file become canonical columns. A YAML file that people can read and keep."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from gensvar.errors import BadInput
from gensvar.evidence.canonical import write_whole
from gensvar.logs.tables import TABLES
from gensvar.text import Text

Unit = Literal["s", "ms", "min", "h", "days", "mm:ss", "hh:mm:ss", "hh:mm"]
Take = Literal["first", "last", "min", "max", "sum", "any", "count", "outcome"]
# Columns that a mapping may fill although no table has them: canonical times are derived from them.
HELPERS = {"contacts": ("wait_s", "duration_s")}
ROW_ID = "#row"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


class ColumnRule(_Part):
    """Where one canonical column comes from.

    `from`: a column, or several joined. `after`: this canonical time plus a duration. `roll`: not before this
    canonical time, else the next day. `when`: only where these columns have these values. `else`: when empty.
    """

    from_: str | list[str] | None = Field(None, alias="from")
    join: str | None = None
    constant: str | None = None
    format: str | None = None  # strptime, or iso, iso_offset, epoch_s, epoch_ms, excel_serial
    unit: Unit | None = None
    null: list[str] = []
    values: dict[str, str] = {}
    other: str | None = None  # for values that `values` does not name
    default: str | None = None  # when empty
    roll: str | None = None
    after: str | None = None
    when: dict[str, list[str]] = {}
    kind: Literal["phone", "id"] | None = None
    take: Take | None = None
    else_: ColumnRule | None = Field(None, alias="else")

    @field_validator("null", mode="before")
    @classmethod
    def _as_texts(cls, value: Any) -> Any:
        return [str(one) for one in value] if isinstance(value, list) else value

    @field_validator("values", mode="before")
    @classmethod
    def _as_words(cls, value: Any) -> Any:
        return {_word(key): _word(one) for key, one in value.items()} if isinstance(value, dict) else value

    def sources(self) -> list[str]:
        """Return the columns of the file that this rule reads, `#row` left out."""
        own = [self.from_] if isinstance(self.from_, str) else list(self.from_ or [])
        nested = self.else_.sources() if self.else_ else []
        return [name for name in [*own, *self.when, *nested] if name != ROW_ID]


class TableRule(_Part):
    """The columns of one canonical table. `group`: several rows of the file make one row, by the table's key."""

    group: bool = False
    columns: dict[str, ColumnRule]


class Exclusion(_Part):
    """Rows to leave out: those whose column has one of these values (`*` stands for anything)."""

    column: str
    values: list[str]


class Mapping(_Part):
    """How one kind of file is read; what is None is found out from the file."""

    mapping: Literal[1] = 1
    name: str | None = None
    title: Text | None = None
    recognise: list[str] = []  # a file with all of these columns is of this kind
    exact: bool = False  # and has no other
    format: Literal["csv", "xlsx", "parquet", "json"] | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: Literal[".", ","] | None = None
    skip: int | None = None
    sheet: str | None = None
    zone: str | None = None
    doubled_hour: Literal["earlier", "later"] = "earlier"
    country: str = "46"  # of telephone numbers written without one
    exclude: list[Exclusion] = []
    tables: dict[str, TableRule]
    notes: list[Text] = []

    def sources(self) -> set[str]:
        """Return every column of the file that is read."""
        rules = [rule for table in self.tables.values() for rule in table.columns.values()]
        return {name for rule in rules for name in rule.sources()} | {one.column for one in self.exclude}

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as JSON, without what is not set."""
        return {"mapping": 1} | self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in a YAML file. Raises BadInput with file, line and key."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(
            Text(sv="mappningen går inte att läsa", en="the mapping cannot be read"), where=str(path)
        ) from problem
    return parse_mapping(content, str(path))


def parse_mapping(content: str, where: str) -> Mapping:
    """Return the mapping in a YAML text; `where` names it in errors."""
    try:
        document = YAML(typ="safe", pure=True).load(content)
        mapping = Mapping.model_validate(document)
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        raise BadInput(Text(sv="är inte giltig YAML", en="is not valid YAML"), where=place) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadInput(
            Text(sv=f"nyckeln går inte att använda: {first['msg']}", en=f"the key cannot be used: {first['msg']}"),
            where=f"{where}: {key or '-'}",
        ) from problem
    _check(mapping, where)
    return mapping


def dump_mapping(mapping: Mapping) -> str:
    """Return the mapping as YAML."""
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = 4096
    stream = io.StringIO()
    yaml.dump(mapping.as_json(), stream)
    return stream.getvalue()


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping to a file, whole or not at all."""
    write_whole(path, dump_mapping(mapping).encode("utf-8"))


def _check(mapping: Mapping, where: str) -> None:
    """Refuse tables and columns that are not canonical, and times that lean on a column that is not there."""
    for name, table in mapping.tables.items():
        if name not in TABLES:
            raise _stranger(where, f"tables.{name}", list(TABLES))
        known = [column.name for column in TABLES[name].columns] + list(HELPERS.get(name, ()))
        for column, rule in table.columns.items():
            place = f"tables.{name}.columns.{column}"
            if column not in known:
                raise _stranger(where, place, known)
            for other in filter(None, (rule.roll, rule.after)):
                if other not in table.columns or other == column:
                    raise _stranger(where, f"{place}: {other}", list(table.columns))


def _stranger(where: str, place: str, known: list[str]) -> BadInput:
    return BadInput(
        Text(sv="finns inte", en="does not exist"),
        where=f"{where}: {place}",
        mend=Text(sv=f"Möjliga: {', '.join(known)}", en=f"Possible: {', '.join(known)}"),
    )


def _word(value: Any) -> str:
    """Return a YAML scalar as the text it was: YAML reads `true`, `no` and numbers as other types."""
    return str(value).lower() if isinstance(value, bool) else str(value)
