"""Ways to reach somebody in a page state: pure functions from what was seen to `Contact`s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gensvar.audits.elements import Element, TextItem
from gensvar.audits.hours import Hours, hours_in
from gensvar.audits.identity import organisation_numbers_in
from gensvar.audits.labels import HOW_TO, targets
from gensvar.audits.mailboxes import Mailbox, mailboxes_in, written_to
from gensvar.audits.numbers import Number, dialled, numbers_in
from gensvar.audits.observation import Contact, PageState, TargetKind
from gensvar.audits.postal import addresses_in
from gensvar.audits.structured import structured_contacts

_LONG_LABEL = 30  # letters


def contacts_in(state: PageState) -> tuple[Contact, ...]:
    """Return every contact of a state, visible or not, each value once per kind, place and source."""
    found = [*_texts(state), *_links(state), *_pictures(state), *_labels(state), *structured_contacts(state)]
    return tuple(_once(found))


def _once(found: list[Contact]) -> Iterator[Contact]:
    """Of a block and an inline part that both show a value, the part is kept: it has its own look."""
    kept: dict[tuple[str, ...], Contact] = {}
    for one in found:
        key = (one.kind, one.value, one.source, str(one.visible))
        same = [old for old in kept if old[:4] == key and _nested(old[4], one.selector)]
        for old in same:
            del kept[old]
        kept[*key, one.selector] = one
    yield from kept.values()


def _nested(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer} > ")


def _texts(state: PageState) -> Iterator[Contact]:
    before = ""
    for item in state.texts:
        yield from _in_text(state, item, before)
        before = item.text if len(item.text) < 160 else ""


def _in_text(state: PageState, item: TextItem, before: str) -> Iterator[Contact]:
    text = item.text
    for number in numbers_in(text) or _in_context(item):
        yield _from_text(state, item, "phone", number.value, number.shown, rate=number.rate)
    for box in mailboxes_in(text):
        yield _mailbox(_from_text(state, item, "email", box.value, box.shown), box)
    for hours in hours_in(text) or _hours_in_row(item):
        yield _from_text(state, item, "opening_hours", hours.value, hours.shown)
    joined = text if addresses_in(text) else f"{before}, {text}" if before and item.tag != "body" else text
    for postal in addresses_in(joined):
        if postal.end <= len(joined) - len(text):
            continue  # it stands in the item before, which has it already
        shown = text if len(text) < 120 else f"{postal.code[:3]} {postal.code[3:]}"
        about = {"sample": "yes"} if postal.sample else {}
        yield replace(_from_text(state, item, "address", postal.value, shown), about=about)
    for value, shown, _ in organisation_numbers_in(text):
        yield _from_text(state, item, "identity", value, shown)


def _in_context(item: TextItem) -> list[Number]:
    """A short code in a piece of its own ("1177") counts when its row says that it is called."""
    if len(item.text) > 12 or not item.text.strip().replace(" ", "").isdigit():
        return []
    return [one for one in numbers_in(item.block) if one.shown == item.text.strip()]


def _hours_in_row(item: TextItem) -> list[Hours]:
    """A clock range in a cell of its own belongs to the day in the same row, which no longer than a row may be."""
    if len(item.text) > 40 or len(item.block) > 120 or not any(letter.isdigit() for letter in item.text):
        return []
    return [one for one in hours_in(item.block) if _digits(item.text) and _digits(item.text) in _digits(one.shown)]


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _from_text(state: PageState, item: TextItem, kind: TargetKind, value: str, shown: str, **about: str) -> Contact:
    return Contact(
        kind=kind,
        value=value,
        shown=shown,
        source="text",
        url=state.url,
        state=state.id,
        selector=item.selector,
        box=item.box,
        visible=item.visible,
        hidden_reason=item.hidden_reason or ("covered" if item.topmost is False else ""),
        region=item.region,
        about=about,
    )


def _mailbox(contact: Contact, box: Mailbox) -> Contact:
    said = {"obfuscated": box.obfuscated, "sample": box.sample, "personal": box.personal}
    return replace(contact, about={name: "yes" for name, holds in said.items() if holds})


def _links(state: PageState) -> Iterator[Contact]:
    for link in state.links:
        if link.kind == "tel":
            value, valid, rate = dialled(link.href)
            about = {"rate": rate, "valid": "yes" if valid else "no"}
            yield replace(_from_element(state, link.element, "phone", value, "link"), about=about)
        elif link.kind == "mailto" and (address := written_to(link.href)):
            box = Mailbox(address, address, 0, 0)
            yield _mailbox(_from_element(state, link.element, "email", address, "link"), box)
    for selector, address in state.cloaked:
        yield Contact("email", address, address, "script", state.url, state.id, selector, about={"obfuscated": "yes"})


def _from_element(state: PageState, element: Element, kind: TargetKind, value: str, source: str) -> Contact:
    return Contact(
        kind=kind,
        value=value,
        shown=element.text or element.name,
        source=source,  # type: ignore[arg-type]
        url=state.url,
        state=state.id,
        selector=element.selector,
        box=element.box,
        visible=element.visible,
        hidden_reason=element.hidden_reason or ("covered" if element.topmost is False else ""),
        region=element.region,
    )


def _pictures(state: PageState) -> Iterator[Contact]:
    for image in state.images:
        for source, text in (("alt", image.alt or ""), ("ocr", image.read or "")):
            for number in numbers_in(text):
                yield replace(
                    _from_element(state, image.element, "phone", number.value, source), about={"rate": number.rate}
                )
            for box in mailboxes_in(text):
                yield _mailbox(_from_element(state, image.element, "email", box.value, source), box)


def _labels(state: PageState) -> Iterator[Contact]:
    """Chat launchers, headings that tell how to complain or cancel, controls that withdraw or buy."""
    how_to = bool(HOW_TO.search(state.main_text or state.text))
    for heading in state.headings:
        for kind in targets(heading.element.text):
            if kind in ("complaint", "cancellation") and how_to:
                yield _from_element(state, heading.element, kind, heading.element.text, "text")
    controls = [*state.controls, *(one.element for one in state.links)]
    for element in controls:
        label = element.text or element.name
        for kind in targets(label if len(label) < 90 else element.name):
            typed = element.tag in ("input", "select", "textarea") and element.wanted.get("type") not in (
                "submit",
                "button",
            )
            if (
                kind in ("chat", "withdrawal", "buy")
                and not typed
                and not (kind == "chat" and _is_about(element, label))
            ):
                yield _from_element(state, element, kind, label, "text")


def _is_about(element: Element, label: str) -> bool:
    """A link with a long label leads to a text about chats; what opens one is called in a few words."""
    return element.tag == "a" and len(label) > _LONG_LABEL
