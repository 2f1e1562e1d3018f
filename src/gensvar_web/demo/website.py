"""The made-up company's website: where it is served today, and a first audit of it."""

from __future__ import annotations

from django.db import transaction

from gensvar_web.people.actions import save_profile
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.site.actions import begin_audit, set_watch
from gensvar_web.rooms.site.models import SiteAudit, SiteWatch

PAGES = 30


@transaction.atomic
def place_website(organisation: Organisation, owner: User, address: str) -> None:
    """Write down the website's address; audit it if nobody has, once a month from then on.

    The port may be another one than last time, so audits made before move along. BadInput for an address that the
    settings do not let audits open.
    """
    if organisation.profile.get("website") != address:
        profile = {**organisation.profile, "website": address}
        save_profile(
            actor=owner,
            organisation=organisation,
            name=organisation.name,
            profile=profile,
            version=organisation.version,
        )
    if SiteAudit.objects.filter(organisation=organisation).exists():
        SiteAudit.objects.filter(organisation=organisation).update(address=address)
        return
    begin_audit(actor=owner, organisation=organisation, address=address, max_pages=PAGES, own=True)
    set_watch(actor=owner, organisation=organisation, every_days=SiteWatch.Every.MONTH)
