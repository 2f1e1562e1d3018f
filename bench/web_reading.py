"""How fast pages are read: 500 organisations x 12 monthly assessments x every rule of KS, 50 readers at once.

Run: python bench/web_reading.py [--organisations 500] [--readers 50] [--seconds 10]. A database of its own (SQLite,
kept in bench-data/web), the web server as `gensvar serve` runs it (granian, 2 workers), and readers in this process,
each on a connection of its own. Each page is read in two ways: as people do, who look at a page for 2 to 6 seconds
before the next, and as machines do, who ask again at once. Prints ms, beside those of /halsa/ (the floor: two queries).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

MONTHS, TARGET_MS = 12, 150
DATA = Path(__file__).parents[1] / "bench-data/web"


def fill(organisations: int) -> list[dict[str, Any]]:
    """Fill the database unless it is filled; return a session, a slug and an assessment of each organisation."""
    import django

    django.setup()
    from django.core.management import call_command

    from gensvar_web.people.models import Organisation

    call_command("migrate", verbosity=0)
    if Organisation.objects.count() < organisations:
        for number in range(Organisation.objects.count(), organisations):
            _organisation(number, _document())
    return [_reader(one) for one in Organisation.objects.order_by("pk")[:organisations]]


def _document() -> dict[str, Any]:
    """Return a real assessment of a made-up organisation, made once."""
    kept = DATA / "assessment.json"
    if not kept.exists():
        command = [sys.executable, "-c", MAKE, str(DATA / "made-up"), str(kept)]
        subprocess.run(command, check=True, env=os.environ)
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return found


MAKE = """
import json, sys
from datetime import date
from pathlib import Path
from gensvar.assess import load_answers, load_profile
from gensvar.findings.assessment import Case, assess
from gensvar.logs.store import Store
from gensvar.rulebook.load import load_edition
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period
folder = Path(sys.argv[1])
generate(folder, 7, 4000, Period(date(2026, 5, 1), date(2026, 10, 31)))
edition = load_edition("rulebooks/KS/2023-04-01")
profile, thresholds = load_profile(folder / "profile.yaml", edition.rules)
answers = load_answers(folder / "answers.yaml", edition.rules)
case = Case(Store.open(folder / "store"), edition, profile, thresholds, answers, (None, None), date(2026, 11, 1))
document = assess(case, "2026-11-01T08:00:00+01:00")
Path(sys.argv[2]).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
"""


def _organisation(number: int, document: dict[str, Any]) -> None:
    """Make an organisation with its owner, twelve assessments whose verdicts wander a little, and some actions."""
    from django.db import transaction

    from gensvar.findings.assemble import summary
    from gensvar.findings.assessment import seal
    from gensvar_web.people.actions import found_organisation
    from gensvar_web.people.models import User
    from gensvar_web.rooms.plan.actions.changing import make_action
    from gensvar_web.vault.assessments import keep
    from gensvar_web.vault.editions import edition, ref_of

    dice = random.Random(number)  # the same database every time
    whole = edition("KS", "2023-04-01")
    assert whole is not None
    with transaction.atomic():
        user = User.objects.create_user(f"owner{number}@example.se", f"Owner {number}")
        organisation = found_organisation(actor=user, name=f"Organisation {number:04}")
        record = None
        for month in range(MONTHS):
            made = datetime(2025 + (month + 10) // 12, (month + 10) % 12 + 1, 1, 8, tzinfo=UTC).isoformat()
            findings = [
                {**one, "verdict": dice.choice(("met", "not_met"))} if dice.random() < 0.2 else one
                for one in document["findings"]
            ]
            new = {**document, "created": made, "on": made[:10], "findings": findings, "summary": summary(findings)}
            record = keep(
                seal(new), organisation=organisation, edition=ref_of(whole), store=None, round="2026", by=user
            )
        assert record is not None
        for finding in record.findings.filter(verdict="not_met")[:5]:
            make_action(
                actor=user, organisation=organisation, finding=finding, title="Gör något", due=date(2026, 12, 24)
            )


def _reader(organisation: Any) -> dict[str, Any]:
    """Return a session of the owner, made anew, and where the organisation is."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    user = organisation.memberships.get(role="owner").user
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    record = organisation.assessments.first()
    return {"cookie": f"sessionid={store.session_key}; language=sv", "slug": organisation.slug, "pk": record.pk}


def pages(one: dict[str, Any]) -> dict[str, str]:
    """Return the addresses that are read."""
    base = f"/o/{one['slug']}"
    return {
        "floor (/halsa/)": "/halsa/",
        "overview": f"{base}/oversikt/",
        "gap list": f"{base}/plan/brister/",
        "board": f"{base}/plan/",
        "assessment": f"{base}/bedomningar/{one['pk']}/",
        "finding": f"{base}/bedomningar/{one['pk']}/KS-1.5/",
        "rule": "/regler/KS/2023-04-01/KS-1.5/",
    }


async def read(
    port: int, page: str, readers: list[dict[str, Any]], count: int, seconds: float, pause: bool = False
) -> list[float]:
    """Return how long each answer took, in ms, with `count` readers at once for some seconds."""
    until, taken = time.perf_counter() + seconds, list[float]()

    async def reader(number: int) -> None:
        dice = random.Random(number)
        stream, to = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            if pause:
                await asyncio.sleep(dice.uniform(2, 6) if taken else dice.uniform(0, 4))
            who = dice.choice(readers)
            head = f"GET {pages(who)[page]} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {who['cookie']}\r\n\r\n"
            begun = time.perf_counter()
            to.write(head.encode())
            status = await _answer(stream)
            taken.append((time.perf_counter() - begun) * 1000)
            if status != 200:
                raise SystemExit(f"{page}: {status}")
        to.close()

    await asyncio.gather(*(reader(number) for number in range(count)))
    return taken


async def _answer(stream: asyncio.StreamReader) -> int:
    """Read one answer to its end and return its status."""
    head = (await stream.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = [line.split(":")[1] for line in head.split("\r\n") if line.lower().startswith("content-length:")]
    if length:
        await stream.readexactly(int(length[0]))
    else:
        while (size := int((await stream.readline()).strip() or b"0", 16)) > 0:
            await stream.readexactly(size + 2)
        await stream.readline()
    return int(head.split(" ")[1])


def main() -> None:
    """Fill, serve, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=500)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    os.environ |= {"GENSVAR_DATA": str(DATA / "data"), "DJANGO_SETTINGS_MODULE": "gensvar_web.project.settings"}
    begun = time.perf_counter()
    readers = fill(given.organisations)
    print(f"{len(readers)} organisations x {MONTHS} assessments, ready after {time.perf_counter() - begun:.0f} s")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2"]
    web += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", "gensvar_web.project.wsgi:application"]
    with subprocess.Popen(web) as server:
        try:
            _wait(port)
            _report(port, readers, given)
        finally:
            server.terminate()


def _report(port: int, readers: list[dict[str, Any]], given: argparse.Namespace) -> None:
    print(f"{'page':17}{'alone':>8} | people{'p50':>7}{'p95':>8}{'x floor':>9} | machines{'p95':>8}{'pages/s':>9}")
    floor = 0.0
    for page in pages(readers[0]):
        asyncio.run(read(port, page, readers, 4, 1.5))  # warm
        alone = statistics.median(asyncio.run(read(port, page, readers, 1, 2)))
        people = sorted(asyncio.run(read(port, page, readers, given.readers, given.seconds, pause=True)))
        machines = sorted(asyncio.run(read(port, page, readers, given.readers, given.seconds / 2)))
        p95, hard = _p95(people), _p95(machines)
        floor = floor or p95
        told = "" if page.startswith("floor") else ("met" if p95 < TARGET_MS else "NOT met")
        left = f"{page:17}{alone:8.1f} |       {statistics.median(people):7.1f}{p95:8.1f}{p95 / floor:9.1f}"
        print(f"{left} |         {hard:8.1f}{len(machines) / given.seconds * 2:9.0f} | {told}")


def _p95(taken: list[float]) -> float:
    return taken[int(len(taken) * 0.95) - 1]


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    main()
