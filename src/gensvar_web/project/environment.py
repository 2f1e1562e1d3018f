"""Everything that differs between installations, read from the environment once.

GENSVAR_DATA          folder for the database, files and the secret key (default ~/.local/share/gensvar)
GENSVAR_SECRET_KEY    else made on the first start and kept in GENSVAR_DATA/secret.key, mode 0600
GENSVAR_DATABASE_URL  postgresql://user:password@host/name; else SQLite in GENSVAR_DATA
GENSVAR_ADDRESS       the address people type, http://127.0.0.1:8000 by default; https makes cookies secure
GENSVAR_HOSTS         further host names, separated by commas
GENSVAR_MAIL          console, file (GENSVAR_DATA/mail, the default) or smtp://user:password@host:587
GENSVAR_MAIL_FROM     the sender of letters
GENSVAR_UPLOAD_MB     how large the files of one form may be together, in MB (default 4000)
GENSVAR_IMPORT_MB     memory DuckDB may take for a large file, in MB (default 200; 0 leaves it to the library)
GENSVAR_KEEP_DAYS     other days than usual to keep data, such as "jobs=90,contacts=750" (see /sparas/)
GENSVAR_REMIND_DAYS   days after which a colleague is reminded of unanswered questions, 0 for never (default 7)
GENSVAR_AUDIT_PLACES  places beyond the public net that audits may open: "intranet.example:443,127.0.0.1:9000"
GENSVAR_REGISTER      folder of the block register that this server runs (default GENSVAR_DATA/register)
GENSVAR_SMS           how codes are sent: console, file (GENSVAR_DATA/sms.log, the default) or package.module.Class
GENSVAR_VOICE         how numbers are called up: simulator (GENSVAR_DATA/voice.log, the default) or a class likewise
GENSVAR_DATA/operator.yaml says who runs the server and how to reach them (operator.py): the page /kontakt/
GENSVAR_DEMO          1 lets anybody on this machine sign in as the people of the demo; `make demo` sets it
GENSVAR_DEBUG         1 shows tracebacks in the browser; never on a public server
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gensvar.errors import BadInput
from gensvar.text import Text

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000"


@dataclass(frozen=True)
class Environment:
    """The settings of this installation."""

    data: Path
    secret_key: str
    database: dict[str, Any]
    address: str
    hosts: tuple[str, ...]
    mail: dict[str, Any]
    mail_from: str
    debug: bool
    demo: bool = False
    upload_limit: int = 4_000_000_000  # bytes
    keep_days: Mapping[str, int] = field(default_factory=dict)
    audit_places: tuple[str, ...] = ()
    remind_days: int = 7
    import_mb: int = 200
    register: Path | None = None
    sms: str = "file"
    voice: str = "simulator"

    @property
    def https(self) -> bool:
        """Whether people reach the pages over TLS."""
        return self.address.startswith("https://")


def read_environment(given: Mapping[str, str] | None = None) -> Environment:
    """Return the settings; makes the data folder and the secret key if there are none. BadInput names the variable."""
    values = os.environ if given is None else given
    data = Path(values.get("GENSVAR_DATA") or Path.home() / ".local/share/gensvar").expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = values.get("GENSVAR_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
    host = urlsplit(address).hostname
    if not host or not address.startswith(("http://", "https://")):
        raise _wrong("GENSVAR_ADDRESS", "https://gensvar.example.se")
    extra = [name.strip() for name in values.get("GENSVAR_HOSTS", "").split(",") if name.strip()]
    return Environment(
        data=data,
        secret_key=values.get("GENSVAR_SECRET_KEY") or _kept_key(data / "secret.key"),
        database=_database(values.get("GENSVAR_DATABASE_URL", ""), data),
        address=address,
        hosts=tuple(dict.fromkeys([host, *extra, "127.0.0.1", "localhost"])),
        mail=_mail(values.get("GENSVAR_MAIL", "file"), data),
        mail_from=values.get("GENSVAR_MAIL_FROM", f"Gensvar <gensvar@{host}>"),
        debug=values.get("GENSVAR_DEBUG") == "1",
        demo=_demo(values, address),
        upload_limit=_upload_limit(values.get("GENSVAR_UPLOAD_MB", "4000")),
        keep_days=_keep_days(values.get("GENSVAR_KEEP_DAYS", "")),
        audit_places=_places(values.get("GENSVAR_AUDIT_PLACES", "")),
        remind_days=_whole("GENSVAR_REMIND_DAYS", values.get("GENSVAR_REMIND_DAYS", "7")),
        import_mb=_whole("GENSVAR_IMPORT_MB", values.get("GENSVAR_IMPORT_MB", "200")),
        register=Path(values.get("GENSVAR_REGISTER") or data / "register").expanduser().resolve(),
        sms=values.get("GENSVAR_SMS", "file"),
        voice=values.get("GENSVAR_VOICE", "simulator"),
    )


def _demo(values: Mapping[str, str], address: str) -> bool:
    """Tell whether this is the demo: only at an address of this very machine, and on no database but its own."""
    if values.get("GENSVAR_DEMO") != "1":
        return False
    alone = not values.get("GENSVAR_DATABASE_URL") and not values.get("GENSVAR_HOSTS")
    here = address.startswith("http://") and urlsplit(address).hostname in ("127.0.0.1", "localhost")
    if not alone or not here or not values.get("GENSVAR_DATA"):
        raise BadInput(
            Text(
                sv="demonstrationen låter vem som helst logga in; den körs bara för sig själv på den egna datorn",
                en="the demo lets anybody sign in; it runs by itself on your own machine only",
            ),
            where="GENSVAR_DEMO",
            mend=Text(sv="Ta bort GENSVAR_DEMO, eller kör make demo.", en="Remove GENSVAR_DEMO, or run make demo."),
        )
    return True


def _upload_limit(megabytes: str) -> int:
    if not megabytes.isdecimal() or not int(megabytes):
        raise _wrong("GENSVAR_UPLOAD_MB", "4000")
    return int(megabytes) * 1_000_000


def _keep_days(text: str) -> dict[str, int]:
    found = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, days = part.partition("=")
        if not name.isidentifier() or not days.isdecimal():
            raise _wrong("GENSVAR_KEEP_DAYS", "jobs=90,contacts=750")
        found[name] = int(days)
    return found


def _whole(name: str, text: str) -> int:
    if not text.isdecimal():
        raise _wrong(name, "7")
    return int(text)


def _places(text: str) -> tuple[str, ...]:
    found = tuple(filter(None, (one.strip() for one in text.split(","))))
    for place in found:
        host, _, port = place.rpartition(":")
        if not host or not port.isdecimal():
            raise _wrong("GENSVAR_AUDIT_PLACES", "intranet.example:443")
    return found


def _kept_key(path: Path) -> str:
    """Return the key in the file; the first process to start makes it, for its owner's eyes only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _database(url: str, data: Path) -> dict[str, Any]:
    if not url:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
        place = str(data / "gensvar.sqlite3")
        # Opening it costs half a millisecond and an empty page cache: a thread keeps its connection.
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": place, "OPTIONS": options, "CONN_MAX_AGE": 600}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise _wrong("GENSVAR_DATABASE_URL", "postgresql://user:password@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _mail(wanted: str, data: Path) -> dict[str, Any]:
    backends = "django.core.mail.backends"
    if wanted == "console":
        return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend"}
    if wanted == "file":
        return {"EMAIL_BACKEND": f"{backends}.filebased.EmailBackend", "EMAIL_FILE_PATH": str(data / "mail")}
    parts = urlsplit(wanted)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise _wrong("GENSVAR_MAIL", "smtp://user:password@host:587")
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 20,
    }


def _wrong(name: str, example: str) -> BadInput:
    return BadInput(
        Text(sv="värdet går inte att förstå", en="the value cannot be understood"),
        where=name,
        mend=Text(sv=f"Skriv som {example}", en=f"Write it like {example}"),
    )
