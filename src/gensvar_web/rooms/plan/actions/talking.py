"""Comments, files, and what an owner without an account says through the link."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.plan.actions.changing import differences, keep_change, locked
from gensvar_web.rooms.plan.actions.owning import address_of
from gensvar_web.rooms.plan.models import Attachment, Event, OwnerLink
from gensvar_web.rooms.plan.policy import require_change
from gensvar_web.rooms.plan.queries import shown
from gensvar_web.vault.folders import Written, folder_of, relative, write_stream
from gensvar_web.vault.models import Action, StoredFile

LIMIT = 25_000_000
# Nothing that a browser would run. The media type is ours, never the sender's.
TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@transaction.atomic
def comment(*, actor: User, organisation: Organisation, action: Action, text: str) -> Event:
    """Write a comment; every contributor may, on every action."""
    require(actor, "plan.edit", organisation)
    stored = locked(organisation, action)
    made = Event.objects.create(action=stored, kind=Event.Kind.COMMENT, by=actor, text=text)
    record(actor=actor, organisation=organisation, deed="plan.comment", subject=stored)
    return made


def attach(
    *, actor: User, organisation: Organisation, action: Action, name: str, chunks: Iterable[bytes]
) -> Attachment:
    """Keep a file with an action; BadInput for kinds of files that are not taken, or one over 25 MB."""
    require_change(actor, organisation, action)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in TYPES:
        kinds = ", ".join(sorted(one.removeprefix(".") for one in TYPES))
        raise BadInput(
            Text(sv="Filer av det slaget tas inte emot.", en="Files of that kind are not taken."),
            mend=Text(sv=f"Spara som något av: {kinds}.", en=f"Save it as one of: {kinds}."),
        )
    written = write_stream(chunks, folder_of(organisation, "files"), ending, LIMIT)
    try:
        return _keep(actor, plain_name(name), TYPES[ending], written, action)
    except BaseException:
        written.path.unlink(missing_ok=True)
        raise


def too_large() -> BadInput:
    """Return what is said of a file over the limit."""
    megabytes = LIMIT // 1_000_000
    return BadInput(Text(sv=f"Filen är större än {megabytes} MB.", en=f"The file is larger than {megabytes} MB."))


def plain_name(name: str) -> str:
    """Return what a file is called here: the last part of its path, without controls."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-255:]


@transaction.atomic
def _keep(actor: User, name: str, media: str, written: Written, action: Action) -> Attachment:
    stored = locked(action.organisation, action)
    file = StoredFile.objects.create(
        organisation=stored.organisation,
        kind=StoredFile.Kind.DOCUMENT,
        name=name,
        media_type=media,
        path=relative(written.path),
        size=written.size,
        hash=written.hash,
        received_from=actor,
    )
    made = Attachment.objects.create(action=stored, file=file)
    Event.objects.create(action=stored, kind=Event.Kind.ATTACHED, by=actor, text=name)
    details = {"hash": written.hash}
    record(actor=actor, organisation=stored.organisation, deed="plan.attach", subject=stored, details=details)
    return made


@transaction.atomic
def comment_from_outside(*, link: OwnerLink, text: str, done: bool = False) -> None:
    """Write a comment through the link, or report the action done. BadInput if the link has been revoked meanwhile."""
    if not OwnerLink.objects.select_for_update().filter(pk=link.pk, revoked_at=None).exists():
        raise BadInput(Text(sv="Länken gäller inte längre.", en="The link is no longer valid."))
    stored = locked(link.action.organisation, link.action)
    by = stored.owner_name or link.email
    if not done or not stored.active:
        Event.objects.create(action=stored, kind=Event.Kind.COMMENT, by_name=by, text=text)
        record(actor=None, organisation=stored.organisation, deed="plan.comment_from_outside", subject=stored)
        return
    before = shown(stored)
    stored.status, stored.closed_at, stored.closed_by = Action.Status.DONE, timezone.now(), None
    stored.obstacle = ""
    changes = differences(before, shown(stored))
    keep_change(
        stored, None, changes, kind=Event.Kind.REPORTED, by_name=by, text=text, deed="plan.report_done_from_outside"
    )
    _tell_of_done(stored, by)


def _tell_of_done(action: Action, by: str) -> None:
    to = action.created_by
    if to is None or not to.is_active:
        return
    values = {"by": by, "title": action.title, "link": address_of(action)}
    send_letter(kind="plan.reported", to=to.email, language=to.language, values=values)


@transaction.atomic
def choose_outside_reminders(*, link: OwnerLink, wanted: bool) -> None:
    """Turn reminders on or off for an owner without an account."""
    OwnerLink.objects.filter(pk=link.pk, revoked_at=None).update(reminders=wanted)
    record(actor=None, organisation=link.action.organisation, deed="plan.choose_reminders", subject=link)
