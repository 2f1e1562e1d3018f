"""Measures: declared once as data, computed by several engines with the same integers.

`load_measures()` gives the declarations, `compute(store, requests)` the figures. Nothing heavy is
imported before one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gensvar.measures.computing import compute, compute_each
    from gensvar.measures.loading import Measures, load_measures
    from gensvar.measures.result import Excluded, Problem, Request, Result

__all__ = ["Excluded", "Measures", "Problem", "Request", "Result", "compute", "compute_each", "load_measures"]

_HOMES = {
    "compute": "computing",
    "compute_each": "computing",
    "Measures": "loading",
    "load_measures": "loading",
    "Excluded": "result",
    "Problem": "result",
    "Request": "result",
    "Result": "result",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"gensvar.measures.{_HOMES[name]}"), name)
