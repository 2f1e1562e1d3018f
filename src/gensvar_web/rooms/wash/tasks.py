"""The job of the room: a wash. The list it was given is taken away whatever becomes of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from gensvar.text import Text
from gensvar_web.rooms.wash import actions, queries
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.vault.jobs import Run, job
from gensvar_web.vault.register import the_register
from gensvar_web.vault.stores import alone_with, ensure_store, key_of, path_of, touched

PARTIES = ("seller", "processor", "campaign", "purpose", "product")


@job("wash.wash", Text(sv="Tvättar listan", en="Washing the list"))
def wash_list(run: Run) -> dict[str, Any]:
    """Wash a list, keep its receipt and, if asked, its proof in the organisation's data."""
    from gensvar.blocklist.receipts.receipt import Parties
    from gensvar.blocklist.register.register import ZONE
    from gensvar.blocklist.wash.grounds import load_exemptions
    from gensvar.blocklist.wash.validity import validity_on
    from gensvar.blocklist.wash.washing import Wishes, wash

    made = Wash.objects.select_related("organisation", "by").get(
        pk=run.arguments["wash"], organisation=run.organisation
    )
    folder, asked = queries.folder_of(made), made.wishes
    given = next(path for path in folder.glob("list.*"))
    out = folder / f"answered{'.csv' if given.suffix in ('.txt', '.tsv') else given.suffix}"
    now = timezone.now()
    today = now.astimezone(ZONE).date()
    validity = validity_on(today)
    named = {name: folder / f"{name}.csv" for name in ("consents", "relations", "opt_outs")}
    try:
        exemptions = load_exemptions(
            validity,
            today,
            seller=asked.get("seller", ""),
            product=asked.get("product", ""),
            purpose=asked.get("purpose", "sale"),
            **{name: path for name, path in named.items() if path.is_file()},
        )
        parties = Parties(
            **{name: asked.get(name, "") for name in ("seller", "processor", "campaign", "purpose", "product")}
        )
        wishes = Wishes(validity, parties, exemptions, tuple(asked.get("columns", ())), bool(asked.get("remove")))
        done = wash(given, out, the_register(), wishes, now, lambda share, _note: run.progress(share * 0.9))
    finally:
        for path in (given, *named.values()):
            path.unlink(missing_ok=True)
    kept = bool(asked.get("keep_proof"))
    if kept:
        _keep_proof(run, done.proof_path, now)
    actions.keep_receipt(wash=made, receipt=done.receipt, kept_proof=kept)
    return {"url": reverse("wash:wash", args=[run.organisation.slug, made.pk])}


def _keep_proof(run: Run, path: Any, now: Any) -> None:
    """Read the proof into the organisation's data, numbers as pseudonyms, so that calls can be held against it."""
    from gensvar.logs.decide import Wishes as Reading
    from gensvar.logs.importing import import_files

    run.progress(0.92, Text(sv="Sparar beviset", en="Keeping the proof"))
    store = ensure_store(run.organisation)
    with alone_with(store):
        outcome = import_files([path], path_of(store), Reading(), key_of(store), now, lambda _share, _note: None)[0]
        if outcome.problem is not None:
            raise outcome.problem
        touched(store)
