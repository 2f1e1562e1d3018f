"""A connection to an engine elsewhere, named by an address such as `trino://user@host:8080/catalog/schema`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gensvar.errors import BadInput, MissingPart
from gensvar.text import Text

if TYPE_CHECKING:
    import ibis

SCHEMES = ("trino", "duckdb")


@contextmanager
def connected(address: str) -> Iterator[ibis.BaseBackend]:
    """Yield an Ibis connection to `address`, closed afterwards.

    Raises BadInput for an address that cannot be read or reached, MissingPart when the driver is not installed.
    """
    import ibis

    scheme = address.partition("://")[0]
    if scheme not in SCHEMES:
        raise BadInput(
            Text(sv=f"okänd adress: {address}", en=f"unknown address: {address}"),
            where="--connection",
            mend=Text(sv="Skriv trino://namn@värd:8080/katalog.", en="Write trino://name@host:8080/catalog."),
        )
    try:
        connection = ibis.connect(address)
    except ImportError as problem:
        raise MissingPart(
            Text(sv=f"drivrutinen för {scheme} saknas", en=f"the driver for {scheme} is missing"),
            mend=Text(sv=f"pip install 'ibis-framework[{scheme}]'", en=f"pip install 'ibis-framework[{scheme}]'"),
        ) from problem
    except Exception as problem:  # every driver has errors of its own
        raise BadInput(
            Text(sv=f"{address} går inte att nå: {problem}", en=f"{address} cannot be reached: {problem}"),
            where="--connection",
        ) from problem
    try:
        yield connection
    finally:
        connection.disconnect()
