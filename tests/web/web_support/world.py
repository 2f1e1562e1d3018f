"""Alice, Bob, Charlie, Rita and a stranger. A room adds what its pages need in `tests/web/rooms/<room>/fill.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from allauth.account.models import EmailAddress

from gensvar_web.people.actions import found_organisation
from gensvar_web.people.models import Membership, Organisation, Role, User

ROOMS = Path(__file__).parents[1] / "rooms"


@dataclass
class World:
    """An organisation with one person in each role, another one of a stranger, and what rooms have put in."""

    alice: User  # owner
    bob: User  # manager
    charlie: User  # contributor
    rita: User  # reader
    stranger: User  # owner of another organisation
    organisation: Organisation
    elsewhere: Organisation
    places: dict[str, Any] = field(default_factory=dict)  # what addresses need: primary keys and the like

    @property
    def org(self) -> str:
        """The organisation in addresses."""
        return self.organisation.slug

    @property
    def people(self) -> dict[str, User]:
        """Everybody by name."""
        return {name: getattr(self, name) for name in ("alice", "bob", "charlie", "rita", "stranger")}


def make_person(name: str, **fields: Any) -> User:
    """Return a person with a proved address."""
    user = User.objects.create_user(f"{name.lower()}@example.se", name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_world(rooms: bool = True) -> World:
    """Return a new world; with `rooms` filled by every room."""
    people = {name: make_person(name.capitalize()) for name in ("alice", "bob", "charlie", "rita", "stranger")}
    organisation = found_organisation(actor=people["alice"], name="Elbolaget Nord")
    elsewhere = found_organisation(actor=people["stranger"], name="Främmande AB")
    for name, role in (("bob", Role.MANAGER), ("charlie", Role.CONTRIBUTOR), ("rita", Role.READER)):
        Membership.objects.create(user=people[name], organisation=organisation, role=role)
    world = World(**people, organisation=organisation, elsewhere=elsewhere)
    for module in room_modules("fill") if rooms else ():
        module.fill(world)
    return world


def room_modules(name: str) -> Iterator[ModuleType]:
    """Yield `tests/web/rooms/*/<name>.py` of every room that has one."""
    for file in sorted(ROOMS.glob(f"*/{name}.py")):
        spec = spec_from_file_location(f"web_rooms.{file.parent.name}.{name}", file)
        assert spec and spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
