"""How the library's reasons are said on these pages: as whole sentences."""

from __future__ import annotations

from gensvar.errors import GensvarError
from gensvar_web.kit.language import say


def told(problem: GensvarError) -> str:
    """Return what is wrong and how to mend it."""
    parts = [say(problem.what), say(problem.mend) if problem.mend else ""]
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)
