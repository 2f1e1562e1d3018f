"""The audit's report as a document, for a reader who is no technician."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path as File

from gensvar.audits.auditing import AuditResult, Visit
from gensvar.audits.observation import TargetKind
from gensvar.audits.verdict import Detection, Detector, Evidence, detectors
from gensvar.report.audit.film import film
from gensvar.report.audit.words import BADGE, TARGET, VIEWPORT, blocked_words, step_words, why_words
from gensvar.report.document import (
    Badge,
    Block,
    Bullets,
    Callout,
    Code,
    Column,
    Details,
    Document,
    Facts,
    Film,
    Frame,
    Heading,
    Paragraph,
    Rich,
    Table,
    Tile,
    Tiles,
)
from gensvar.text import Language, format_number

ORDER = ("fail", "cannot_tell", "pass", "not_applicable")
_SHOWN: tuple[TargetKind, ...] = (
    "phone",
    "email",
    "opening_hours",
    "address",
    "chat",
    "complaint",
    "withdrawal",
    "cancellation",
)


def audit_document(result: AuditResult, folder: File | None, language: Language) -> Document:
    """Return the report of one site; pictures are read from the evidence `folder`."""
    sv = language == "sv"
    blocks: list[Block] = []
    for visit in result.visits:
        blocks += _visit(visit, folder, language)
    blocks += _how(result, language)
    first = result.visits[0].walk
    return Document(
        title=f"Når kunden fram? {first.site}" if sv else f"Does the customer get through? {first.site}",
        language=language,
        blocks=tuple(blocks),
        subtitle="Vad en människa med mus, tangentbord eller mobil måste göra för att nå kundservice"
        if sv
        else "What a person with a mouse, a keyboard or a phone must do to reach customer service",
        kicker="Webbgranskning" if sv else "Site audit",
        meta=(("Adress" if sv else "Address", result.site), ("Granskad" if sv else "Audited", _when(result.started))),
        created=datetime.fromisoformat(result.started),
    )


def _when(started: str) -> str:
    return datetime.fromisoformat(started).strftime("%Y-%m-%d %H:%M UTC")


def _visit(visit: Visit, folder: File | None, language: Language) -> list[Block]:
    sv, walk = language == "sv", visit.walk
    window = VIEWPORT[walk.viewport.name].into(language)
    blocks: list[Block] = [Heading(2, ("På " if sv else "On a ") + window, id=walk.viewport.name)]
    if walk.blocked:
        said = blocked_words(walk).into(language)
        return [*blocks, Callout("warning", "Kan inte bedömas" if sv else "Cannot be judged", (Paragraph(said),))]
    blocks += [_tiles(visit, language)]
    blocks += [
        Heading(
            3, "Vägen till telefonnumret" if sv else "The way to a telephone number", id=f"{walk.viewport.name}-film"
        )
    ]
    blocks += [Paragraph("Det här måste din kund göra." if sv else "This is what your customer has to do.")]
    blocks += [*film(walk, "phone", folder, language), _ways(visit, language)]
    judged = "Alla detektorer" if sv else "Every detector"
    blocks += [Heading(3, judged, id=f"{walk.viewport.name}-all"), _table(visit, judged, language)]
    known = {one.id: one for one in detectors()}
    for verdict in ORDER:
        for one in visit.detections:
            if one.verdict == verdict and one.id in known:
                blocks += _detector(visit, one, known[one.id], folder, language)
    return blocks


def _tiles(visit: Visit, language: Language) -> Tiles:
    sv, best = language == "sv", visit.walk.best("phone")
    count = Counter(one.verdict for one in visit.detections)
    steps = str(len(best.steps)) if best else "–"
    return Tiles(
        (
            Tile("steg till telefonnumret" if sv else "steps to the phone number", steps),
            Tile("uppfyllda" if sv else "met", str(count["pass"]), tone="met"),
            Tile("inte uppfyllda" if sv else "not met", str(count["fail"]), tone="not_met"),
            Tile("kan inte bedömas" if sv else "cannot be judged", str(count["cannot_tell"]), tone="cannot_be_judged"),
        )
    )


def _ways(visit: Visit, language: Language) -> Table:
    sv = language == "sv"
    titles = ("Till", "Steg", "Skärmhöjder ned", "Väg") if sv else ("To", "Steps", "Screens down", "Way")
    rows = []
    for kind in _SHOWN:
        best, tried = visit.walk.best(kind), visit.walk.unreplayed(kind)
        way = " → ".join(step_words(step, language) for step in best.steps) if best else ""
        if best and not best.steps:
            way = "på startsidan" if sv else "on the start page"
        if not best:
            missing = "hittades inte" if sv else "not found"
            way = (
                ("kan inte sägas: " if sv else "cannot tell: ") + why_words(tried[0].why_not, language)
                if tried
                else missing
            )
        steps = str(len(best.steps)) if best else "–"
        rows.append((TARGET[kind].into(language), steps, format_number(best.scroll, language, 1) if best else "–", way))
    caption = "Vägar som prövades med riktiga klick" if sv else "Ways that were tried with real clicks"
    return Table(tuple(Column(one) for one in titles), tuple(rows), caption)


def _table(visit: Visit, caption: str, language: Language) -> Table:
    sv = language == "sv"
    known = {one.id: one.title.into(language) for one in detectors()}
    titles = ("Detektor", "Vad", "Utfall", "Varför") if sv else ("Detector", "What", "Verdict", "Why")
    order = sorted(visit.detections, key=lambda one: (ORDER.index(one.verdict), one.id))
    rows = tuple(
        (one.id, known.get(one.id, ""), (Badge(BADGE[one.verdict]),), _sentence(one.reason.into(language)))
        for one in order
    )
    return Table(tuple(Column(one) for one in titles), rows, caption)


def _detector(visit: Visit, one: Detection, known: Detector, folder: File | None, language: Language) -> list[Block]:
    sv = language == "sv"
    anchor = f"{visit.walk.viewport.name}-{one.id}"
    blocks: list[Block] = [
        Heading(4, known.title.into(language), id=anchor, label=one.id, badge=BADGE[one.verdict]),
        Paragraph(_sentence(one.reason.into(language))),
    ]
    if one.found:
        blocks.append(Bullets(tuple(value[:200] for value in one.found[:10])))
    places = {(proof.url, proof.selector): proof for proof in reversed(one.evidence)}  # the first picture of a place
    shown = sorted(places.values(), key=one.evidence.index)[:3]
    frames = tuple(frame for proof in shown for frame in _picture(proof, folder, language))
    if frames:
        blocks.append(Film(frames))
    proofs: list[tuple[tuple[str, Rich], ...]] = [_place(proof, language) for proof in one.evidence[:5]]
    inside: list[Block] = [
        Facts(
            (
                ("Så mäts det" if sv else "How it is measured", known.definition.into(language)),
                ("Kända felutslag" if sv else "Known false results", known.known_false_results.into(language)),
            )
        ),
        *(Facts(proof) for proof in proofs),
    ]
    return [*blocks, Details("Definition och bevis" if sv else "Definition and evidence", tuple(inside))]


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _place(proof: Evidence, language: Language) -> tuple[tuple[str, Rich], ...]:
    name = "Utdrag" if language == "sv" else "Snippet"
    said = (("Element", proof.selector), (name, proof.snippet))
    return (("URL", proof.url), *((name, (Code(value[:300]),)) for name, value in said if value))


def _picture(proof: Evidence, folder: File | None, language: Language) -> list[Frame]:
    if not proof.screenshot or folder is None or not (folder / proof.screenshot).is_file():
        return []
    said = proof.note.into(language) if proof.note else proof.url
    alt = f"Skärmbild: {said}" if language == "sv" else f"Screenshot: {said}"
    return [Frame((folder / proof.screenshot).read_bytes(), alt, said)]


def _how(result: AuditResult, language: Language) -> list[Block]:
    sv, walk = language == "sv", result.visits[0].walk
    text = (
        "Sidorna öppnades i en riktig webbläsare. En väg räknas bara om varje klick gick att göra om i en ny session på "  # noqa: E501
        "något som syns och ligger överst. Inga formulär skickades. Personnummer är maskade i bevisen."
        if sv
        else "The pages were opened in a real browser. A way counts only if every click could be repeated in a fresh session "  # noqa: E501
        "on something that is visible and on top. No form was sent. Personal numbers are masked in the evidence."
    )
    left = Counter(one.reason for one in walk.unreached)
    facts = (
        ("Sidor" if sv else "Pages", str(len(walk.pages))),
        (
            "Inte sedda" if sv else "Not seen",
            ", ".join(f"{reason} {count}" for reason, count in sorted(left.items())) or "0",
        ),
        ("Webbläsare" if sv else "Browser", ", ".join(f"{name} {value}" for name, value in walk.versions.items())),
        ("Presenterade sig som" if sv else "Presented itself as", walk.agent),
    )
    return [Heading(2, "Så gick det till" if sv else "How it was done", id="how"), Paragraph(text), Facts(facts)]
