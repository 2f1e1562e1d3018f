"""The people of the demo: five in the energy company, one in the association."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from gensvar.text import Text
from gensvar_web.people.actions import accept_invitation, found_organisation, invite
from gensvar_web.people.models import Organisation, Role, User

ORGANISATION, SLUG = "Fjällgnista Energi AB", "fjallgnista-energi-ab"
ASSOCIATION = "Kundserviceföreningen"


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as: `key` stands in addresses."""

    key: str
    name: str
    email: str
    title: Text
    role: str


PEOPLE = (
    Person(
        "alice",
        "Alice Ahlgren",
        "alice@fjallgnista.example",
        Text(sv="Kundservicechef, ägare", en="Customer service manager, owner"),
        Role.OWNER,
    ),
    Person(
        "bob",
        "Bob Berglund",
        "bob@fjallgnista.example",
        Text(sv="Kvalitetsansvarig", en="Quality manager, manager"),
        Role.MANAGER,
    ),
    Person(
        "charlie",
        "Charlie Ceder",
        "charlie@fjallgnista.example",
        Text(sv="Teamledare, medarbetare", en="Team leader, contributor"),
        Role.CONTRIBUTOR,
    ),
    Person(
        "rita",
        "Rita Rask",
        "rita@fjallgnista.example",
        Text(sv="Styrelseledamot, läsare", en="Board member, reader"),
        Role.READER,
    ),
    Person(
        "karin",
        "Karin Kvist",
        "karin@kundserviceforeningen.example",
        Text(sv="Svarar på frågor hos föreningen", en="Answers questions at the association"),
        Role.OWNER,
    ),
)
EMAILS = {person.key: person.email for person in PEOPLE}


@dataclass(frozen=True)
class Cast:
    """Who is there, by key, and the two organisations."""

    people: dict[str, User]
    organisation: Organisation
    association: Organisation

    def __getitem__(self, key: str) -> User:
        return self.people[key]


def settle() -> Cast:
    """Make the people and their organisations; called in one transaction with the rest of the demo."""
    people = {one.key: _person(one) for one in PEOPLE}
    organisation = found_organisation(actor=people["alice"], name=ORGANISATION)
    association = found_organisation(actor=people["karin"], name=ASSOCIATION, kind=Organisation.Kind.ASSOCIATION)
    for one in PEOPLE[1:-1]:
        invitation = invite(actor=people["alice"], organisation=organisation, email=one.email, role=one.role)
        accept_invitation(actor=people[one.key], invitation=invitation)
    return Cast(people, organisation, association)


def _person(one: Person) -> User:
    user = User.objects.create_user(one.email, one.name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
