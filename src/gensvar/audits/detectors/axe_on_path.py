"""A01: what axe-core finds on the pages that lead to contact, needs-review kept apart."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    pages = walk.contact_path()
    run = [(page, page.first.axe) for page in pages if page.first.axe]
    if not run:
        return say("A01", "cannot_tell", words("axe kördes inte på någon sida", "axe was run on no page"))
    broken = [(page, finding) for page, axe in run for finding in axe.violations]
    review = {finding.id for _, axe in run for finding in axe.review}
    figures = {
        "pages": float(len(run)),
        "rules_broken": float(len({one.id for _, one in broken})),
        "rules_to_review": float(len(review)),
    }
    proven = [
        Evidence(page.final_url, page.first.id, selector, html, Text(sv=f"{one.id}: {one.help}", en=f"{one.id}: {one.help}"))
        for page, one in broken for selector, html, _ in one.nodes[:3]
    ]  # fmt: skip
    if broken:
        names = list(dict.fromkeys(one.id for _, one in broken))
        said = words(
            "hinder på vägen till kundservice: {rules}",
            "barriers on the way to customer service: {rules}",
            rules=", ".join(names[:4]),
        )
        return say("A01", "fail", said, found=names, evidence=proven, figures=figures)
    if len(run) < len(pages):
        missing = len(pages) - len(run)
        said = words(
            "inga hinder på {run} sidor, men {missing} prövades inte",
            "no barriers on {run} pages, but {missing} were not tried",
            run=len(run),
            missing=missing,
        )
        return say("A01", "cannot_tell", said, figures=figures)
    said = words(
        "axe ser inga hinder på vägen; {count} regler behöver en människas öga",
        "axe sees no barriers on the way; {count} rules need a person's eye",
        count=len(review),
    )
    return say("A01", "pass", said, figures=figures)


DETECTOR = FunctionDetector(
    id="A01",
    title=Text(sv="Hinder enligt axe", en="Barriers according to axe"),
    definition=Text(
        sv="axe-core med reglerna för WCAG 2.0–2.2, nivå A och AA, på startsidan och sidorna på vägen till kontakt. Underkänt vid minst ett brott. Det en människa måste bedöma räknas för sig och aldrig som fel.",
        en="axe-core with the rules for WCAG 2.0–2.2, levels A and AA, on the start page and the pages on the way to contact. Fails at one violation or more. What a person must judge is counted apart and never as a fault.",
    ),
    known_false_results=Text(
        sv="Kontrast över bilder kan axe inte avgöra. Ett godkänt svar betyder att maskinen inte fann något: den ser bara en del av hindren.",
        en="Contrast over pictures axe cannot judge. A pass means that the machine found nothing: it sees only a part of the barriers.",
    ),
    judge=_judge,
)
