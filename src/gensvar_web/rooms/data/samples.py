"""What the library says of a file, as tables to read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gensvar.logs.mapping import Mapping
from gensvar.logs.tables import TABLES
from gensvar.text import format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.rooms.data import corrections
from gensvar_web.rooms.data.models import Upload

LOOKS = {
    "empty": gettext_lazy("tom"), "datetime": gettext_lazy("datum och tid"), "date": gettext_lazy("datum"),
    "clock": gettext_lazy("klockslag eller längd"), "number": gettext_lazy("heltal"),
    "decimal": gettext_lazy("tal"), "bool": gettext_lazy("ja eller nej"), "text": gettext_lazy("text"),
}  # fmt: skip


def as_read(upload: Upload) -> Table | None:
    """Return each column of the file, some values, and where it goes."""
    if not upload.columns:
        return None
    goes = _every_target(Mapping.model_validate(upload.mapping) if upload.mapping else None)
    columns = [Column("name", _("Kolumn i filen")), Column("values", _("Till exempel")), Column("to", _("Blir"))]

    def row(one: dict[str, Any]) -> list[Cell]:
        targets = goes.get(one["name"], [])
        titles = ", ".join(title_of(target) for target in targets)
        return [
            Cell(one["name"], note=str(LOOKS[one["looks"]])),
            Cell(" · ".join(one["values"]) or "–"),
            Cell(titles or _("Används inte"), note=", ".join(targets)),
        ]

    return table(columns, upload.columns, row, _("Filens kolumner"), show_caption=True)


def _every_target(mapping: Mapping | None) -> dict[str, list[str]]:
    goes: dict[str, list[str]] = {}
    for name, rule in (mapping.tables if mapping else {}).items():
        for column, one in rule.columns.items():
            for source in dict.fromkeys(one.sources()):
                goes.setdefault(source, []).append(f"{name}.{column}")
    return goes


def title_of(target: str) -> str:
    """Return `contacts.t_start` in words."""
    found = corrections.choices_of(target.partition(".")[0]).get(target)
    return say(found) if found else target


def sample_tables(upload: Upload) -> list[Table]:
    """Return the first rows that an import would give, a table of field and values for each table."""
    return [_sample(name, rows) for name, rows in upload.about.get("sample", {}).items() if rows]


def _sample(name: str, rows: list[dict[str, Any]]) -> Table:
    hidden = ("seq", "source_file", "source_row")
    fields = [
        one.name for one in TABLES[name].columns if any(one.name in row for row in rows) and one.name not in hidden
    ]
    heads = [Column(f"row{n}", _("Rad %(n)s") % {"n": n + 1}) for n in range(len(rows))]
    return table(
        [Column("field", _("Uppgift")), *heads],
        fields,
        lambda field: [
            Cell(say(TABLES[name].column(field).title)),
            *[Cell(str(row[field])[:60] if field in row else "–") for row in rows],
        ],
        _("Så blir det: %(table)s (UTC, personer som pseudonymer)") % {"table": say(TABLES[name].title)},
        show_caption=True,
    )


def reasons(upload: Upload) -> Table | None:
    """Return why rows cannot be used, the most frequent first."""
    found = upload.outcome.get("reasons") or upload.about.get("rejected") or []
    if not found:
        return None
    columns = [Column("reason", _("Orsak")), Column("table", _("Tabell")), Column("rows", _("Rader"), "number")]
    return table(
        columns,
        found,
        lambda one: [
            Cell(one[language()], note=one["column"] or ""),
            say(TABLES[one["table"]].title) if one["table"] in TABLES else one["table"],
            format_number(one["rows"], language()),
        ],
        _("Varför rader inte kan användas"),
        show_caption=True,
    )
