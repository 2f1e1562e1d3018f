"""A call through Asterisk's queues: its legs, from entering a queue to leaving it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

ANSWERED_EXITS = {
    "COMPLETEAGENT": "completed_by_agent",
    "COMPLETECALLER": "completed_by_caller",
    "BLINDTRANSFER": "blind_transfer",
    "ATTENDEDTRANSFER": "attended_transfer",
    "TRANSFER": "transfer",
}
UNANSWERED_EXITS = {
    "ABANDON": "abandoned",
    "EXITWITHTIMEOUT": "timeout",
    "EXITEMPTY": "empty",
    "EXITWITHKEY": "key",
    "AGENTDUMP": "agent_dump",
    "SYSCOMPAT": "system_error",
}
EXITS = {**ANSWERED_EXITS, **UNANSWERED_EXITS}
# EXITWITHKEY stays unknown: the log does not say whether the key booked a call-back, led to voicemail or elsewhere.
OUTCOMES = {
    "abandoned": "abandoned",
    "timeout": "timeout",
    "empty": "overflow",
    "key": "unknown",
    "agent_dump": "system_error",
    "system_error": "system_error",
}


@dataclass
class Leg:
    """One stay in one queue; `connected` is when an agent answered there."""

    queue: str | None
    entered: datetime
    row: int
    connected: datetime | None = None
    agent: str | None = None
    left: datetime | None = None
    exit_reason: str | None = None


@dataclass
class Call:
    """One call id: all its legs in order make one contact."""

    call_id: str
    row: int
    caller: str | None = None
    legs: list[Leg] = field(default_factory=list)

    def enter(self, time: datetime, row: int, queue: str | None, caller: str | None) -> None:
        """Begin a leg; a leg that was still open ends here, as a transfer may leave no exit event."""
        if self.legs and self.legs[-1].left is None:
            self.legs[-1].left, self.legs[-1].exit_reason = time, "moved"
        self.caller = self.caller or caller
        self.legs.append(Leg(queue, time, row))

    def connect(self, time: datetime, agent: str | None) -> None:
        """An agent answered in the present leg."""
        self.legs[-1].connected, self.legs[-1].agent = time, agent

    def leave(self, time: datetime, event: str) -> None:
        """End the present leg for the reason that `event` names."""
        self.legs[-1].left, self.legs[-1].exit_reason = time, EXITS[event]

    @property
    def answered(self) -> datetime | None:
        """When a person first answered: waits in earlier legs lie between the first entry and this."""
        return next((leg.connected for leg in self.legs if leg.connected), None)

    @property
    def outcome(self) -> str:
        """The canonical outcome; `unknown` when the log ends while the caller waits."""
        return "answered" if self.answered else OUTCOMES.get(self.legs[-1].exit_reason or "", "unknown")

    @property
    def talk_s(self) -> int:
        """Seconds between answer and leaving, over the answered legs that have ended."""
        return sum(int((leg.left - leg.connected).total_seconds()) for leg in self.legs if leg.connected and leg.left)

    @property
    def agent(self) -> str | None:
        """The first agent who answered."""
        return next((leg.agent for leg in self.legs if leg.connected), None)
