"""A03: what each step on the way is called, to the eye and to a screen reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.observation import Step, TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_KINDS: tuple[TargetKind, ...] = (
    "phone",
    "email",
    "opening_hours",
    "chat",
    "complaint",
    "withdrawal",
    "cancellation",
    "identity",
)
_VAGUE = re.compile(r"(läs|se|visa|mer|lär|hitta)( dig)?( mer| här| allt)?( info(rmation)?)?|klicka( här)?|här|vidare|länk|(read|see|learn|show|find out) more|more( info(rmation)?)?|(click )?here|link|lue lisää|tästä", re.IGNORECASE)  # fmt: skip
_WHY = {
    "unnamed": Text(
        sv="ett steg har inget namn som en skärmläsare kan läsa", en="a step has no name that a screen reader can read"
    ),
    "differs": Text(
        sv="skärmläsaren säger något annat än det som syns (WCAG 2.5.3)",
        en="a screen reader says something else than what is seen (WCAG 2.5.3)",
    ),
    "vague": Text(sv="ett steg säger inte vart det leder", en="a step does not say where it leads"),
}


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    paths = [path for kind in _KINDS if (path := walk.best(kind))]
    if not paths:
        return say("A03", "cannot_tell", words("ingen väg kunde upprepas", "no way could be replayed"))
    steps = {(step.selector, step.url_before, step.landed): step for path in paths for step in path.steps}
    faults = [(step, fault) for step in steps.values() if (fault := _fault(step))]
    figures = {"steps": float(len(steps)), "faults": float(len(faults))}
    if faults:
        step, fault = faults[0]
        said = words(
            "{why}: ”{label}”", "{why}: “{label}”", why=_WHY[fault], label=step.label or step.name or step.selector
        )
        proven = [
            Evidence(one.url_before, "", one.selector, one.label or one.name, _WHY[each], one.screenshot)
            for one, each in faults
        ]
        return say(
            "A03", "fail", said, found=[one.label or one.name for one, _ in faults], evidence=proven, figures=figures
        )
    return say(
        "A03",
        "pass",
        words("varje steg har ett namn som säger vart det leder", "each step has a name that says where it leads"),
        figures=figures,
    )


def _fault(step: Step) -> str:
    name, label = _plain(step.name), _plain(step.label)
    if not name and not label:
        return "unnamed"
    if name and label and label not in name:
        return "differs"
    return "vague" if _VAGUE.fullmatch(name or label) else ""


def _plain(text: str) -> str:
    """Letters and digits only, in lower case: signs and icons are not read."""
    return " ".join(re.findall(r"\w+", text.lower()))


DETECTOR = FunctionDetector(
    id="A03",
    title=Text(sv="Stegens namn", en="The names of the steps"),
    definition=Text(
        sv="Underkänt när ett steg på vägen saknar namn för skärmläsare, när namnet inte innehåller det som syns (WCAG 2.5.3) eller när det inte säger vart det leder (”Läs mer”).",
        en="Fails when a step on the way has no name for a screen reader, when the name does not contain what is seen (WCAG 2.5.3) or when it does not say where it leads (“Read more”).",
    ),
    known_false_results=Text(
        sv="Ikoner med text bara för skärmläsare har ett namn: de är inga fel. ”Läs mer” kan vara tydligt av sammanhanget för den som ser.",
        en="Icons with text for screen readers alone have a name: they are no faults. “Read more” may be clear from its context to who can see.",
    ),
    judge=_judge,
)
