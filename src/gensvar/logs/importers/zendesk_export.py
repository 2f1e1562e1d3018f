"""The parts of a Zendesk export, side-loaded lists or nested in each ticket, brought together by ticket."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gensvar.logs.importers.canonical_rows import text_of
from gensvar.logs.importers.json_source import JsonSource, listed


@dataclass
class Export:
    """Tickets with the row each stands on; what belongs to them by ticket id; users' roles and groups' names."""

    tickets: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    metric_sets: dict[str, dict[str, Any]] = field(default_factory=dict)
    metric_events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    audits: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    comments: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    bad_lines: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    repeated: int = 0

    @staticmethod
    def read(path: Path) -> Export:
        """Return everything in a file of pages, of tickets, or of one ticket per line."""
        export, source = Export(), JsonSource(path)
        for line, wrapped in source.objects():
            inner = wrapped.get("ticket")
            part = inner if isinstance(inner, dict) else wrapped
            if _is_page(part):
                export._page(part)
            else:
                export._ticket(line, part)
        export.bad_lines = source.bad_lines
        return export

    def _page(self, page: dict[str, Any]) -> None:
        for number, ticket in enumerate(listed(page, "tickets"), start=len(self.tickets) + 1):
            self._ticket(number, ticket)
        self.metric_sets |= {str(part.get("ticket_id")): part for part in listed(page, "metric_sets")}
        self.roles |= {str(user.get("id")): str(user.get("role")) for user in listed(page, "users")}
        self.groups |= {str(group.get("id")): str(group.get("name")) for group in listed(page, "groups")}
        for event in listed(page, "ticket_metric_events"):
            self.metric_events.setdefault(str(event.get("ticket_id")), []).append(event)
        for audit in listed(page, "audits"):
            self.audits.setdefault(str(audit.get("ticket_id")), []).append(audit)
        for comment in listed(page, "comments"):
            self.comments.setdefault(str(comment.get("ticket_id")), []).append(comment)

    def _ticket(self, row: int, ticket: dict[str, Any]) -> None:
        """Keep a ticket; incremental exports repeat one each time it changed, and the latest counts."""
        key = text_of(ticket.get("id"))
        if key is None:
            self.nameless.append(row)
            return
        earlier = self.tickets.get(key)
        self.repeated += earlier is not None
        if earlier and str(earlier[1].get("updated_at")) > str(ticket.get("updated_at")):
            return
        self.tickets[key] = (row, ticket)
        if isinstance(ticket.get("metric_set"), dict):
            self.metric_sets[key] = ticket["metric_set"]
        if isinstance(ticket.get("comments"), list):
            self.comments[key] = listed(ticket, "comments")
        if isinstance(ticket.get("audits"), list):
            self.audits[key] = listed(ticket, "audits")
        if isinstance(ticket.get("metric_events"), dict):
            self.metric_events[key] = _flat(ticket["metric_events"])


def _is_page(part: dict[str, Any]) -> bool:
    lists = ("tickets", "metric_sets", "ticket_metric_events", "users", "groups", "comments", "audits")
    return "id" not in part and any(isinstance(part.get(name), list) for name in lists)


def _flat(by_metric: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the events of a ticket that carries them as {metric: [events]}."""
    return [
        {"metric": metric, **event}
        for metric, events in by_metric.items()
        if isinstance(events, list)
        for event in events
        if isinstance(event, dict)
    ]
