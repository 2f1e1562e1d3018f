"""Small made-up websites: one layout, one file per page, the company's words filled in. Links are relative.

A website so made can be served from any folder, below any address, or be opened from disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_SHARED = files("gensvar.synthetic") / "website_pages"
_FRAME = ("header.html", "footer.html")  # around the content of every page


@dataclass(frozen=True)
class Company:
    """The words that pages use as `$name`, `$phone` …; `tel` is what the number dials."""

    name: str
    organisation_number: str
    phone: str
    tel: str
    email: str
    street: str
    postcode: str
    town: str


# The number is one that the telecom authority keeps free for fiction; the organisation number is not given out.
FJALLGNISTA = Company(
    name="Fjällgnista Energi AB",
    organisation_number="559999-9017",
    phone="0980-319 242",
    tel="+46980319242",
    email="kundservice@fjallgnista-energi.se",
    street="Gnistvägen 4",
    postcode="981 99",
    town="Kiruna",
)


def render(parts: Iterable[Traversable], company: Company) -> dict[str, str]:
    """Return the pages by file name (`kontakt.html` …) with the style sheet.

    `parts` hold the content of a page each, its title the first `h1`, and `header.html` and `footer.html`. A `$word`
    that the company does not know raises KeyError.
    """
    words = asdict(company)
    filled = {one.name: Template(one.read_text(encoding="utf-8")).substitute(words) for one in parts}
    frame = {name.removesuffix(".html"): filled.pop(name).strip() for name in _FRAME}
    layout = Template((_SHARED / "layout.html").read_text(encoding="utf-8"))
    pages = {
        name: layout.substitute(words, title=_title(main), main=main.strip(), **frame) for name, main in filled.items()
    }
    return {**pages, "stil.css": (_SHARED / "stil.css").read_text(encoding="utf-8")}


def _title(main: str) -> str:
    found = _HEADING.search(main)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else "Sida"


def make_website(folder: Path) -> tuple[Path, ...]:
    """Write the demo organisation's website to a folder and return its files; start at `index.html`.

    It has flaws on purpose, which `website_pages/fjallgnista/README.md` lists. Raises OSError where the folder
    cannot be written.
    """
    source = {one.name: one for one in (_SHARED / "fjallgnista").iterdir()}
    texts = render((source[name] for name in sorted(source) if name.endswith(".html")), FJALLGNISTA)
    texts["stil.css"] += source["egen.css"].read_text(encoding="utf-8")
    texts["sidan.js"] = source["sidan.js"].read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in texts)
