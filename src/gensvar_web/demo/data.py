"""The demo's data: a made-up organisation's contacts and cases in the store, its profile and its thresholds."""

from __future__ import annotations

import shutil
from pathlib import Path

from gensvar.assess import load_profile
from gensvar.rulebook.edition import Edition
from gensvar.synthetic.generate import generate
from gensvar_web.demo.calendar import Days
from gensvar_web.demo.population import Cast
from gensvar_web.people.actions import save_profile, set_threshold
from gensvar_web.vault.stores import ensure_store, path_of, touched

SEED = 2026


def make_up(folder: Path, contacts: int, days: Days) -> Path:
    """Return the folder of the made-up organisation, made if it is not there."""
    if not (folder / "truth.json").is_file():
        generate(folder, SEED, contacts, days.whole)
    return folder


def give_data(cast: Cast, made: Path) -> None:
    """Put a copy of the made-up store where the organisation's data lie."""
    store = ensure_store(cast.organisation)
    shutil.rmtree(path_of(store), ignore_errors=True)
    shutil.copytree(made / "store", path_of(store))
    touched(store)


def give_profile(cast: Cast, made: Path, edition: Edition) -> None:
    """Fill in the profile, and the targets that the organisation has set itself."""
    profile, thresholds = load_profile(made / "profile.yaml", edition.rules)
    organisation, alice = cast.organisation, cast["alice"]
    name = str(profile["name"])
    save_profile(actor=alice, organisation=organisation, name=name, profile=profile, version=organisation.version)
    for rule, parameters in thresholds.items():
        for parameter, entry in parameters.items():
            set_threshold(
                actor=cast["bob"],
                organisation=organisation,
                rule=rule,
                parameter=parameter,
                value=entry["value"],
                note=entry.get("note", ""),
            )
    organisation.refresh_from_db()
