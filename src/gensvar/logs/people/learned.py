"""Personal values in a transform: each distinct value is normalised and hashed once, then joined in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from gensvar.logs import engine
from gensvar.logs.people.dialled import dialled
from gensvar.logs.people.phones import nobody, phones

if TYPE_CHECKING:
    import duckdb

    from gensvar.logs.people.pseudonyms import Key

PersonKind = Literal["phone", "id", "dialled"]
KINDS: tuple[PersonKind, ...] = ("id", "phone", "dialled")
DIALLED = "number_key"  # in tables of telephone sales: read as a wash reads it, so that calls and receipts meet


class People:
    """The tables `people_id`, `people_phone` and `people_dialled` on a connection: value (`v`) and pseudonym (`p`,
    null for nobody).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, key: Key, country: str) -> None:
        self._connection, self._country = connection, country
        key.install(connection)
        for kind in KINDS:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE people_{kind} (v VARCHAR, p VARCHAR)")

    def learn(self, kind: PersonKind, selections: Iterable[str]) -> None:
        """Hash every value that the selections (SQL giving one column `v`) hold and that is not known yet."""
        union = " UNION ALL ".join(f"SELECT v FROM ({one})" for one in selections)
        if union and kind == "dialled":
            self._learn_dialled(union)
        elif union:
            new = f"SELECT DISTINCT v FROM ({union}) WHERE v IS NOT NULL"
            normal = phones(new, self._country) if kind == "phone" else f"SELECT v, NULL AS n FROM ({new})"
            self._connection.execute(
                f"INSERT INTO people_{kind} SELECT v, "
                f"CASE WHEN NOT {nobody('v')} THEN pseudonym(coalesce(n, {plain('v')})) "
                f"END FROM ({normal}) ANTI JOIN people_{kind} USING (v)"
            )

    def _learn_dialled(self, union: str) -> None:
        """Hash numbers as a wash reads them; what cannot be read is nobody, and a foreign number only that."""
        new = f"SELECT DISTINCT v FROM ({union}) WHERE v IS NOT NULL AND v NOT IN (SELECT v FROM people_dialled)"
        values = self._connection.execute(new).to_arrow_table()["v"]
        self._connection.register("dialled_new", dialled(values))
        self._connection.execute(
            "INSERT INTO people_dialled SELECT v, CASE WHEN starts_with(n, '+') THEN pseudonym(n) ELSE n END "
            "FROM dialled_new"
        )
        self._connection.unregister("dialled_new")

    def damaged(self) -> int:
        """Return how many different values a spreadsheet has destroyed; they name nobody."""
        from gensvar.logs.people.phones import damaged

        parts = " UNION ALL ".join(f"SELECT v FROM people_{kind} WHERE {damaged('v')}" for kind in KINDS)
        row = self._connection.execute(f"SELECT count(*) FROM ({parts})").fetchone()
        return int(row[0]) if row else 0


def plain(value: str) -> str:
    """Return SQL for the form in which an id is hashed: lower case, without the `.0` that a spreadsheet adds."""
    return f"CASE WHEN suffix({value}, '.0') THEN lower({value}[:-3]) ELSE lower({value}) END"


def table_of(kind: PersonKind) -> str:
    """Return the name of the table of a kind."""
    return engine.name(f"people_{kind}")
