"""The block register of this server: one, in the folder that GENSVAR_REGISTER names, made on first use."""

from __future__ import annotations

import fcntl
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gensvar.blocklist.dialling import Dialler
from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.register import ABOUT, ZONE, Register
from gensvar.blocklist.wash.validity import validity_on

TITLE = "Spärregistret"


def the_register() -> Register:
    """Return the register; two processes that both find none make one together."""
    folder = Path(str(settings.REGISTER))
    if not (folder / ABOUT).is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_name(f".{folder.name}.making").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not (folder / ABOUT).is_file():
                make_keys(Register.create(folder, TITLE, timezone.now()).folder)
    return Register.open(folder)


_DIALLERS: dict[str, Dialler] = {}


def the_dialler() -> Dialler:
    """Return what answers at dial time: one for each process, made on first use."""
    register = the_register()
    key = str(register.folder)
    if key not in _DIALLERS:
        _DIALLERS[key] = Dialler(register, validity_on(timezone.now().astimezone(ZONE).date()))
    return _DIALLERS[key]
