"""The judgement that most detectors of reach share: a replayed way within the limits, none, or not to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gensvar.audits.detectors.saying import in_steps, proof, say, shown, words
from gensvar.audits.detectors.seen import contacts, gap, said_to_need_login, walled
from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence
from gensvar.text import Text


@dataclass(frozen=True)
class Sought:
    """What is looked for: detector, kind of target, its name in a sentence ("a telephone number")."""

    id: str
    kind: TargetKind
    name: Text


def judge_reach(sought: Sought, walk: Walk, limits: Mapping[str, float], none: Detection | None = None) -> Detection:
    """Judge the best way; without one, what `missing` says, or `none` where the caller knows better than a plain fail."""
    path = walk.best(sought.kind)
    return reached(sought, path, limits) if path else missing(sought, walk, none)


def reached(sought: Sought, path: Path, limits: Mapping[str, float]) -> Detection:
    """Judge a replayed way by the limits that are set."""
    steps, scroll = len(path.steps), path.scroll
    found = [shown(path.contact)] if path.contact else [path.shown or path.value]
    proven = [proof(path.contact)] if path.contact else [Evidence(path.url, path.state, path.selector, path.shown)]
    facts = {"name": sought.name, "found": found[0], "way": in_steps(steps)}
    far = steps > limits.get("max_steps", steps) or scroll > limits.get("max_scroll", scroll)
    reason = words("kunden når {name} ({found}) {way}", "a customer reaches {name} ({found}) {way}", **facts)
    if far:
        reason = words("kunden når {name} ({found}) {way}, vilket är längre bort än gränsen",
                       "a customer reaches {name} ({found}) {way}, which is farther away than the limit", **facts)  # fmt: skip
    figures = {"steps": float(steps), "scroll": round(scroll, 2)}
    return say(sought.id, "fail" if far else "pass", reason, path=path, found=found, evidence=proven, figures=figures)


def missing(sought: Sought, walk: Walk, none: Detection | None = None) -> Detection:
    """Judge that no way was replayed: a guess and a part of the site that was not seen can never be "there is none"."""
    hidden = contacts(walk, sought.kind)
    proven, found = [proof(one) for one in hidden], [shown(one) for one in hidden]
    guesses = walk.unreplayed(sought.kind)
    if guesses:
        reason = words("{name} syns på webbplatsen, men ingen väg dit gick att upprepa ({why})",
                       "{name} is seen on the site, but no way there could be replayed ({why})",
                       name=sought.name, why=guesses[0].why_not or "?")  # fmt: skip
        proven = [Evidence(one.url, one.state, one.selector, one.shown) for one in guesses]
        return say(sought.id, "cannot_tell", reason, found=[one.shown or one.value for one in guesses], evidence=proven)
    if walled(walk):
        reason = words("{name} går inte att nå: ett lager som inte går att stänga täcker startsidan, och vad som finns bakom går inte att säga",
                       "{name} cannot be reached: a layer that cannot be closed covers the start page, and what lies behind it cannot be told",
                       name=sought.name)  # fmt: skip
        return say(sought.id, "cannot_tell", reason, found=found, evidence=proven)
    if why := gap(walk):
        reason = words("{name} hittades inte, men allt kunde inte ses: {why}",
                       "{name} was not found, but not all could be seen: {why}", name=sought.name, why=why)  # fmt: skip
        return say(sought.id, "cannot_tell", reason, found=found, evidence=proven)
    if behind := said_to_need_login(walk, sought.kind):
        state, item = behind[0]
        reason = words("{name} hittades inte: webbplatsen säger att man måste logga in",
                       "{name} was not found: the site says that one must log in", name=sought.name)  # fmt: skip
        told = [Evidence(state.url, state.id, item.selector, item.text[:200])]
        return say(sought.id, "cannot_tell", reason, found=found, evidence=told)
    if none:
        return none
    if hidden:
        reason = words("{name} finns i koden men ingen kund ser det", "{name} is in the code, but no customer sees it", name=sought.name)  # fmt: skip
    else:
        reason = words("ingen kund hittar {name}: hela webbplatsen är sedd",
                       "no customer finds {name}: the whole site was seen", name=sought.name)  # fmt: skip
    return say(sought.id, "fail", reason, found=found, evidence=proven)
