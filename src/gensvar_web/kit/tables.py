"""A table as data: columns and rows, drawn by `{% table %}`; sorted on the server through `?sort=`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

Kind = Literal["text", "number", "date", "verdict"]


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading, whether it can be sorted by."""

    key: str
    title: str
    kind: Kind = "text"
    sortable: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, optionally a link, a second line, a verdict's code, or a value to sort by."""

    text: Any
    url: str = ""
    note: str = ""
    verdict: str = ""
    order: Any = None

    @property
    def sorted_by(self) -> Any:
        """What the cell is sorted by."""
        return self.text if self.order is None else self.order


@dataclass(frozen=True)
class Table:
    """A table ready to be drawn. The first column of each row is its heading."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str
    show_caption: bool = False
    sorted_by: str = ""
    descending: bool = False
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The headings with the address that sorts by each, and how it is sorted now."""
        return [
            {
                "column": column,
                "url": self.addresses.get(column.key, ""),
                "aria": ("descending" if self.descending else "ascending") if column.key == self.sorted_by else "",
            }
            for column in self.columns
        ]

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Each row as pairs of column and cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def table(
    columns: Sequence[Column],
    items: Iterable[Any],
    row: Callable[[Any], Sequence[Cell | str]],
    caption: str,
    *,
    request: HttpRequest | None = None,
    show_caption: bool = False,
) -> Table:
    """Return a table of `items`; with a request it is sorted as `?sort=key` or `?sort=-key` asks."""
    rows = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row(item)] for item in items]
    if request is None:
        return Table(columns, rows, caption, show_caption)
    wanted = request.GET.get("sort", "")
    key, descending = wanted.lstrip("-"), wanted.startswith("-")
    places = {column.key: place for place, column in enumerate(columns) if column.sortable}
    if key in places:
        rows.sort(key=lambda cells: _order(cells[places[key]].sorted_by), reverse=descending)
    else:
        key = ""
    addresses = {name: _address(request, name, name == key and not descending) for name in places}
    return Table(columns, rows, caption, show_caption, key, descending, addresses)


def _order(value: Any) -> tuple[int, Any]:
    """Numbers before words, nothing last; words without regard to capitals."""
    if value is None:
        return 2, 0
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


def _address(request: HttpRequest, key: str, turned: bool) -> str:
    query = request.GET.copy()
    query["sort"] = f"-{key}" if turned else key
    query.pop("page", None)
    return f"?{query.urlencode()}"
