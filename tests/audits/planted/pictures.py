"""The pictures of the detectors' manual: a page that fails and one that passes, from the planted sites.

Run: PYTHONPATH=tests/audits python -m planted.pictures [FOLDER]. Writes docs/pictures/detectors/D01-fail.webp and the like.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import Visit, audit
from gensvar.audits.sites import plain
from gensvar.audits.verdict import Detection, detectors
from gensvar.audits.walking import Manners
from planted.plants import SITES
from planted.serving import served
from planted.sites import Site
from planted.truth import expected

ROOT = Path(__file__).parents[3]
WIDTH = 640  # pixels: enough to see what is marked


def chosen() -> dict[tuple[str, str], tuple[Site, str]]:
    """Return for each detector and verdict the first site, the clean one before others, that shows it."""
    found: dict[tuple[str, str], tuple[Site, str]] = {}
    for site in SITES:
        for window in site.windows:
            for name, said in expected([site.name], window).items():
                found.setdefault((name, said.split()[0]), (site, window))
    wanted = [(one.id, verdict) for one in detectors() for verdict in ("fail", "pass")]
    return {key: found[key] for key in wanted}


def visits(folder: Path, wanted: set[tuple[str, str]]) -> Iterator[tuple[Site, str, Visit, Path]]:
    """Audit each site in each window that a picture is taken from."""
    for site in SITES:
        for window in site.windows:
            if (site.name, window) not in wanted:
                continue
            place = folder / f"{site.name}-{window}"
            files, missing = site.files()
            manners = Manners(max_pages=site.most, obey_robots=False, limit_s=site.limit_s)
            with served(files, missing) as url:
                done = audit(url, viewports=[window], manners=manners, allowed=Allowed(private=True), folder=place)
            yield site, window, done.visits[0], place


def shown(one: Detection, visit: Visit, folder: Path) -> Path | None:
    """Return the picture that says most: of the fault or the end of the way, of the page it is about, of the contact page."""
    proofs = [proof.screenshot for proof in one.evidence]
    way = one.path.evidence[-1:] if one.path else ()
    pages = {page.final_url: page.first.screenshot for page in visit.walk.contact_path()}
    about = [pages.get(plain(proof.url)) for proof in one.evidence]
    contact = [picture for url, picture in pages.items() if "kontakt" in url]
    phone = visit.walk.best("phone")
    number = phone.evidence[-1:] if phone else ()
    first = (*way, *proofs) if one.verdict == "pass" else (*proofs, *way)
    return next((folder / name for name in (*first, *about, *contact, *number, *pages.values()) if name), None)


def main(target: Path) -> None:
    """Write every picture."""
    target.mkdir(parents=True, exist_ok=True)
    plan = chosen()
    wanted = {(site.name, window) for site, window in plan.values()}
    with tempfile.TemporaryDirectory() as folder:
        for site, window, visit, place in visits(Path(folder), wanted):
            for one in visit.detections:
                if plan.get((one.id, one.verdict)) != (site, window):
                    continue
                picture = shown(one, visit, place)
                assert picture, f"{one.id} {one.verdict}: no picture in {site.name}"
                image = Image.open(picture).convert("RGB")
                image.thumbnail((WIDTH, WIDTH))
                image.save(target / f"{one.id}-{one.verdict}.webp", quality=60, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures" / "detectors")
