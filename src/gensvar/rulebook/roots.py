"""Where rulebooks lie: folders that hold `<ID>/<EDITION>/edition.yaml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.rulebook.model import EditionHead
from gensvar.text import Text

HEAD_FILE = "edition.yaml"
SEAL_FILE = "seal.json"
VARIABLE = "GENSVAR_RULEBOOKS"
_PACKAGE = Path(__file__).parents[1]
_SHIPPED = (_PACKAGE / "rulebooks_shipped", _PACKAGE.parents[1] / "rulebooks")


@dataclass(frozen=True)
class Listed:
    """An edition that was found: its head only."""

    head: EditionHead
    path: Path
    sealed: bool

    @property
    def reference(self) -> str:
        """`ID@EDITION`."""
        return f"{self.head.rulebook}@{self.head.edition}"

    def to_json(self) -> dict[str, object]:
        """Return what `rulebook list --json` says of the edition."""
        keys = ("rulebook", "edition", "title", "summary", "kind", "owner", "status", "valid_from", "valid_to")
        said = self.head.model_dump(mode="json", include=set(keys))
        return {
            "reference": self.reference,
            **{key: said[key] for key in keys},
            "sealed": self.sealed,
            "path": str(self.path),
        }


def find_roots(extra: Iterable[Path] = ()) -> list[Path]:
    """Return the folders to look in, the first that knows an edition wins.

    First `extra` (`--rulebooks DIR`), then GENSVAR_RULEBOOKS (several with the path separator), then
    those that came with the program. BadInput if a folder that was asked for does not exist.
    """
    named = [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    asked = [*extra, *named]
    for root in asked:
        if not root.is_dir():
            raise BadInput(
                Text(sv="mappen med regelverk finns inte", en="the folder of rulebooks does not exist"), where=str(root)
            )
    return [*asked, *[root for root in _SHIPPED if root.is_dir()][:1]]


def edition_folders(roots: Iterable[Path] | None = None) -> Iterator[tuple[str, str, Path]]:
    """Yield `(id, edition, folder)` for every edition; one that an earlier root has is skipped."""
    seen: set[tuple[str, str]] = set()
    for root in find_roots() if roots is None else roots:
        for head in sorted(root.glob(f"*/*/{HEAD_FILE}")):
            folder = head.parent
            name = (folder.parent.name, folder.name)
            if name not in seen:
                seen.add(name)
                yield *name, folder
