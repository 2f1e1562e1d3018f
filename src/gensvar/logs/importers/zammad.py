"""Zammad: tickets with or without articles, as JSON.

Only points in time are used: the `*_in_min` fields stayed empty or wrong in many versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.logs.importers.canonical_rows import Rows, counted, text_of
from gensvar.logs.importers.event_names import canonical_channel
from gensvar.logs.importers.json_source import BAD_LINE, JsonSource, listed, nested
from gensvar.logs.importers.replies import Message, first_human_reply
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Parsed, ParseOptions, Rejected
from gensvar.text import Text

NAME = "zammad"
TITLE = Text(sv="Ärenden ur Zammad (JSON)", en="Tickets from Zammad (JSON)")
LEFT_OUT = {
    "merged": Text(sv="ärendet är sammanslaget med ett annat och räknas inte", en="merged into another, not counted"),
    "removed": Text(sv="ärendet är borttaget och räknas inte", en="the ticket is removed and not counted"),
}
OPEN = {"new", "open", "pending reminder", "pending close", "ny", "öppen", "väntar på påminnelse"}
SENDERS = {"customer": "customer", "agent": "human", "system": "system"}
SENDER_IDS = {1: "agent", 2: "customer", 3: "system"}  # as Zammad is installed
CHANNELS = {
    "email": "email",
    "phone": "phone",
    "web": "form",
    "chat": "chat",
    "sms": "sms",
    "fax": "other",
    "twitter status": "social",
    "twitter direct-message": "social",
    "facebook feed post": "social",
    "facebook feed comment": "social",
    "telegram personal-message": "social",
    "whatsapp message": "chat",
}


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file holds tickets of Zammad."""
    sure = (
        b'"first_response_escalation_at"',
        b'"close_escalation_at"',
        b'"create_article_type',
        b'"last_contact_agent_at"',
    )
    return (0.0, 0.9, 0.97, 0.98, 0.98)[sum(key in head for key in sure)]


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `cases`, and `case_events` when the export has articles."""
    source, rejected = JsonSource(path), list[Rejected]()
    tickets, articles = _read(source)
    rejected += [Rejected("cases", line, None, BAD_LINE, "") for line in source.bad_lines]
    if not tickets and not rejected:
        raise BadInput(Text(sv="filen har inga ärenden", en="the file has no tickets"), where=str(path))
    options.progress(0.5, NAME)
    work = _Conversion(Clock(options.zone), options.keep_text, articles, rejected)
    for row, ticket in tickets:
        work.add(row, ticket)
    events = {"case_events": work.events.to_arrow()} if len(work.events) else {}
    return Parsed({"cases": work.cases.to_arrow()} | events, rejected, work.notes())


def _read(source: JsonSource) -> tuple[list[tuple[int, dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """Return the tickets with their row, and the articles of each ticket."""
    tickets: list[tuple[int, dict[str, Any]]] = []
    articles: dict[str, list[dict[str, Any]]] = {}
    for line, part in source.objects():
        found = list(_tickets(part))
        tickets += [(line if found == [part] else len(tickets) + n, ticket) for n, ticket in enumerate(found, start=1)]
        for article in _articles(part):
            articles.setdefault(str(article.get("ticket_id")), []).append(article)
        for ticket in found:
            if isinstance(ticket.get("articles"), list):
                articles[str(ticket.get("id"))] = listed(ticket, "articles")
    return tickets, articles


def _tickets(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield tickets of {"tickets": [...]}, of {"assets": {"Ticket": {id: ...}}}, or the ticket itself."""
    assets = nested(part, "assets", "Ticket")
    if isinstance(assets, dict):
        yield from (ticket for ticket in assets.values() if isinstance(ticket, dict))
    elif isinstance(part.get("tickets"), list):
        yield from listed(part, "tickets")
    elif "created_at" in part and "ticket_id" not in part:
        yield part


def _articles(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    assets = nested(part, "assets", "TicketArticle")
    if isinstance(assets, dict):
        yield from (article for article in assets.values() if isinstance(article, dict))
    elif "tickets" in part:
        yield from listed(part, "articles")
    elif "ticket_id" in part and "sender" in part:
        yield part


@dataclass
class _Conversion:
    """Turns tickets into canonical rows."""

    clock: Clock
    keep_text: bool
    articles: dict[str, list[dict[str, Any]]]
    rejected: list[Rejected]
    without_articles: int = 0
    numbered_states: int = 0

    def __post_init__(self) -> None:
        self.cases, self.events = Rows("cases", self.rejected), Rows("case_events", self.rejected)

    def add(self, row: int, ticket: dict[str, Any]) -> None:
        """Add one ticket, or say why it is left out."""
        key = text_of(ticket.get("id"))
        state = (_name(ticket, "state") or "").lower()
        if state in LEFT_OUT:
            self.cases.reject(row, "status", LEFT_OUT[state], f"id={key}")
            return
        self.numbered_states += state.isdigit()
        said = [self._message(article) for article in self.articles.get(key or "", [])]
        case = self._plain(key, ticket) | self._times(ticket, state, said)
        if self.cases.add(row, case, raw=f"id={key}"):
            for message in sorted((one for one in said if one.time), key=lambda one: str(one.time)):
                self.events.add(row, message.event(key))

    def _plain(self, key: str | None, ticket: dict[str, Any]) -> dict[str, Any]:
        """Return the columns that are read as they stand."""
        way_in = (_name(ticket, "create_article_type") or "").lower()
        row = {
            "case_id": key,
            "source": NAME,
            "channel": CHANNELS.get(way_in) or canonical_channel(way_in),
            "category": text_of(ticket.get("type")),
            "priority": _name(ticket, "priority"),
            "status": _name(ticket, "state"),
            "org_unit": _name(ticket, "group"),
            "customer_key": text_of(ticket.get("customer_id")) or _name(ticket, "customer"),
            "agent_key": text_of(ticket.get("owner_id")) or _name(ticket, "owner"),
        }
        return row | ({"text": text_of(ticket.get("title"))} if self.keep_text else {})

    def _times(self, ticket: dict[str, Any], state: str, said: list[Message]) -> dict[str, Any]:
        """Return the points in time: `close_at` is the first solution, `last_close_at` (newer versions) the last."""
        read = self.clock.read
        created, first = read(ticket.get("created_at")), read(ticket.get("close_at"))
        times = {"created": created, "due": read(ticket.get("close_escalation_at")), "first_resolved": first}
        times["closed"] = None if state in OPEN else read(ticket.get("last_close_at")) or first
        self.without_articles += not said
        times["first_response"] = first_human_reply(said, created) if said else read(ticket.get("first_response_at"))
        return times

    def _message(self, article: dict[str, Any]) -> Message:
        sender = (_name(article, "sender") or SENDER_IDS.get(article.get("sender_id") or 0) or "").lower()
        kind = (_name(article, "type") or "").lower()
        public = article.get("internal") is not True and kind != "note"
        author = text_of(article.get("created_by_id")) or text_of(article.get("created_by"))
        actor = (
            "system" if nested(article, "preferences", "is-auto-response") is True else SENDERS.get(sender, "unknown")
        )
        return Message(self.clock.read(article.get("created_at")), actor, public, author)

    def notes(self) -> list[Text]:
        """Return the remarks that concern the whole file."""
        return (
            self.clock.notes()
            + counted(
                self.without_articles,
                "{n} ärenden saknar artiklar; första svar är det som Zammad noterade och kan vara ett autosvar.",
                "{n} tickets have no articles; first response is what Zammad noted and may be an automatic reply.",
            )
            + counted(
                self.numbered_states,
                "{n} ärenden har status som nummer: sammanslagna och återöppnade syns inte. Exportera med expand=true.",
                "{n} tickets have their state as a number: merged and reopened ones can't be told. "
                "Export with expand=true.",
            )
        )


def _name(holder: dict[str, Any], key: str) -> str | None:
    """Return a named value: as text, as {name}, or its number when the export was not expanded."""
    value = holder.get(key)
    named = nested(value, "name") if isinstance(value, dict) else value
    return text_of(named) or text_of(holder.get(f"{key}_id"))
