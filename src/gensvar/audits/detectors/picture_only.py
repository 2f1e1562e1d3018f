"""H05: contact details that stand only in a picture."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import proof, say, shown, words
from gensvar.audits.detectors.seen import contacts, for_people, gap, where_customers_look
from gensvar.audits.observation import TargetKind, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_KINDS: tuple[TargetKind, ...] = ("phone", "email")


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    readable = {
        one.value
        for one in contacts(walk, *_KINDS)
        if one.source in ("alt", "link", "script") or (one.visible and one.source == "text")
    }
    alone = [one for one in contacts(walk, *_KINDS) if one.source == "ocr" and one.value not in readable]
    if alone:
        said = words("{what} står bara i en bild: det kan varken läsas upp, kopieras eller ringas", "{what} stands only in a picture: it can be neither read out, copied nor called", what=shown(alone[0]))  # fmt: skip
        return say("H05", "fail", said, found=[shown(one) for one in alone], evidence=[proof(one) for one in alone])
    images = [one for page in where_customers_look(walk) for one in page.first.images if one.element.visible]
    unread = sum(one.read is None for one in images)
    figures = {"pictures": float(len(images)), "unread": float(unread)}
    if all(for_people(walk, kind) for kind in _KINDS):
        return say(
            "H05",
            "pass",
            words("telefonnummer och e-postadress står i text", "telephone number and e-mail address stand in text"),
            figures=figures,
        )
    if unread:
        said = words(
            "uppgifter saknas i text och {count} bilder har inte lästs av",
            "details are missing in text and {count} pictures were not read",
            count=unread,
        )
        return say("H05", "cannot_tell", said, figures=figures)
    if why := gap(walk):
        return say(
            "H05",
            "cannot_tell",
            words("alla bilder kunde inte ses: {why}", "not every picture could be seen: {why}", why=why),
            figures=figures,
        )
    if not images and not for_people(walk, *_KINDS):
        return say(
            "H05",
            "not_applicable",
            words("inga bilder och inga kontaktuppgifter", "no pictures and no contact details"),
            figures=figures,
        )
    return say(
        "H05",
        "pass",
        words("inga kontaktuppgifter står bara i bild", "no contact details stand in a picture alone"),
        figures=figures,
    )


DETECTOR = FunctionDetector(
    id="H05",
    title=Text(sv="Bara i en bild", en="Only in a picture"),
    definition=Text(
        sv="Underkänt när ett nummer eller en adress läses ur en bild och inte står i text eller i bildens alternativtext. Gäller sidorna på vägen till kontakt.",
        en="Fails when a number or address is read from a picture and stands neither in text nor in the picture's alternative text. Concerns the pages on the way to contact.",
    ),
    known_false_results=Text(
        sv="Logotyper och foton läses fel ibland. Utan bildläsning blir svaret ”kan inte avgöras” när uppgifter saknas i text.",
        en="Logotypes and photographs are sometimes misread. Without reading of pictures the answer is “cannot tell” where details are missing in text.",
    ),
    judge=_judge,
)
