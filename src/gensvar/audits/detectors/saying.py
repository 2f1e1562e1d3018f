"""How detectors say what they found: the reason in two languages, the way, the proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gensvar.audits.elements import Element
from gensvar.audits.identity import masked
from gensvar.audits.observation import Contact, PageState, Path
from gensvar.audits.verdict import Detection, Evidence, Threshold, Verdict
from gensvar.text import Text

MOST = 12  # pieces of evidence and found values that one verdict carries


def words(sv: str, en: str, **values: object) -> Text:
    """Return a sentence with its places filled; a value that is a Text is put in its own language."""
    each = {
        language: {
            name: (getattr(value, language) if isinstance(value, Text) else value) for name, value in values.items()
        }
        for language in ("sv", "en")
    }
    return Text(sv=sv.format(**each["sv"]), en=en.format(**each["en"]))


def listed(some: Iterable[Text]) -> Text:
    """Return texts as one, with commas."""
    every = list(some)
    return Text(sv=", ".join(one.sv for one in every), en=", ".join(one.en for one in every))


def say(
    id: str,  # noqa: A002
    verdict: Verdict,
    reason: Text,
    *,
    path: Path | None = None,
    found: Iterable[str] = (),
    evidence: Iterable[Evidence] = (),
    figures: Mapping[str, float] | None = None,
) -> Detection:
    """Return a detection; steps and scroll come from the path."""
    return Detection(
        id,
        verdict,
        reason,
        steps=len(path.steps) if path else None,
        scroll=round(path.scroll, 1) if path else None,
        path=path,
        found=tuple(dict.fromkeys(masked(one) for one in found))[:MOST],
        evidence=tuple(evidence)[:MOST],
        figures=tuple((figures or {}).items()),
    )


def in_steps(count: int) -> Text:
    """Return how many steps a way takes, in words."""
    if not count:
        return Text(sv="redan på startsidan, utan något steg", en="on the start page itself, without any step")
    return Text(sv=f"i {count} steg", en=f"in {count} step{'s' if count > 1 else ''}")


def shown(contact: Contact) -> str:
    """Return a contact as it may be shown: an employee's own name is hidden."""
    if contact.about.get("personal"):
        return re.sub(r"^(.)[^@]*@", r"\1***@", contact.value)
    return " ".join((contact.shown if contact.kind != "email" else contact.value).split())[:80] or contact.value


def proof(contact: Contact, note: Text | None = None) -> Evidence:
    """Return where a contact stands."""
    return Evidence(contact.url, contact.state, contact.selector, snippet=shown(contact), note=note)


def element_proof(state: PageState, element: Element, note: Text | None = None) -> Evidence:
    """Return where an element stands."""
    return Evidence(state.url, state.id, element.selector, snippet=(element.text or element.name)[:200], note=note)


MAX_STEPS = Threshold("max_steps", Text(sv="högst så många steg", en="at most this many steps"), "steps")
MAX_SCROLL = Threshold(
    "max_scroll", Text(sv="högst så många skärmhöjder", en="at most this many window heights"), "ratio"
)
