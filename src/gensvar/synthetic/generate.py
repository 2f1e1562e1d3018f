"""The whole folder of a made-up organisation: store, profile, answers, source files, website and the truth."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.synthetic.canonical import canonical_tables
from gensvar.synthetic.opening import Period
from gensvar.synthetic.profile import answers_of, as_yaml, profile_of
from gensvar.synthetic.raw_files import raw_files
from gensvar.synthetic.sales_calls import make_sales_calls, sales_tables, truth_of_calls
from gensvar.synthetic.simulation import Simulation, simulate
from gensvar.synthetic.storing import write_store
from gensvar.synthetic.truth import truth_of
from gensvar.synthetic.website import make_website
from gensvar.text import Text

FEWEST_CONTACTS, MOST_CONTACTS = 100, 20_000_000
SHORTEST_DAYS = 14
MARK = "truth.json"
PROFILE_HEADING = "Profil för en påhittad organisation / Profile of a made-up organisation"
ANSWERS_HEADING = "Svar på självskattningen; tomt är vet inte / Answers to the self-assessment; empty is don't know"


@dataclass(frozen=True)
class Generated:
    """What was written: the folder, and the rows of each table."""

    folder: Path
    rows: dict[str, int]


def generate(
    folder: Path, seed: int, contacts: int, period: Period, progress: Callable[[float, str], None] = lambda _s, _n: None
) -> Generated:
    """Write the organisation to `folder`, whole or not at all; an earlier made-up organisation there is replaced.

    Raises BadInput for a size or period that makes no sense and for a folder that holds something else.
    """
    _refuse_nonsense(seed, contacts, period)
    _refuse_strange_folder(folder)
    beside = folder.with_name(f".{folder.name}.incoming")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        rows = _write(beside, simulate(seed, contacts, period), progress)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Generated(folder, rows)


def _write(folder: Path, found: Simulation, progress: Callable[[float, str], None]) -> dict[str, int]:
    progress(0.3, "tables")
    calls = make_sales_calls(found)
    tables = canonical_tables(found) | sales_tables(calls)
    (folder / "raw").mkdir(parents=True)
    progress(0.5, "store")
    write_store(folder / "store", found, tables)
    progress(0.8, "truth")
    truth = json.dumps(
        truth_of(found) | {"sales_calls": truth_of_calls(calls)}, ensure_ascii=False, indent=1, default=str
    )
    (folder / MARK).write_text(truth + "\n", encoding="utf-8")
    (folder / "profile.yaml").write_text(as_yaml(profile_of(found.what), PROFILE_HEADING), encoding="utf-8")
    (folder / "answers.yaml").write_text(as_yaml(answers_of(found.period.last), ANSWERS_HEADING), encoding="utf-8")
    progress(0.9, "raw")
    for name, content in raw_files(found):
        (folder / "raw" / name).write_bytes(content)
    make_website(folder / "website")
    return {name: table.num_rows for name, table in tables.items()}


def _refuse_nonsense(seed: int, contacts: int, period: Period) -> None:
    if seed < 0:
        raise BadInput(Text(sv="fröet ska vara noll eller mer", en="the seed must be zero or more"), where="--seed")
    if not FEWEST_CONTACTS <= contacts <= MOST_CONTACTS:
        raise BadInput(
            Text(
                sv=f"antalet kontakter ska vara mellan {FEWEST_CONTACTS} och {MOST_CONTACTS}",
                en=f"the number of contacts must be between {FEWEST_CONTACTS} and {MOST_CONTACTS}",
            ),
            where="--contacts",
        )
    if len(period.days) < SHORTEST_DAYS:
        raise BadInput(
            Text(
                sv=f"perioden ska vara minst {SHORTEST_DAYS} dagar",
                en=f"the period must be {SHORTEST_DAYS} days or more",
            ),
            where="--from, --to",
        )


def _refuse_strange_folder(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and (not any(folder.iterdir()) or (folder / MARK).is_file())):
        return
    raise BadInput(
        Text(
            sv="finns redan och är ingen påhittad organisation",
            en="exists already and is not a made-up organisation",
        ),
        where=str(folder),
        mend=Text(sv="Välj en annan mapp.", en="Choose another folder."),
    )
