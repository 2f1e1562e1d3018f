"""Who may run the register by hand: people of the association; the pages of a company have no such thing."""

import rules

from gensvar_web.people.models import Organisation, Role
from gensvar_web.people.policy import allow, at_least


@rules.predicate
def is_association(user: object, organisation: Organisation | None) -> bool:
    """Whether the organisation runs the register: a company has nothing to do here."""
    return organisation is not None and organisation.kind == Organisation.Kind.ASSOCIATION


allow("block.run", at_least(Role.CONTRIBUTOR) & is_association)
allow("block.release", at_least(Role.MANAGER) & is_association)
allow("block.snapshot", at_least(Role.MANAGER) & is_association)
allow("block.set_aside", at_least(Role.MANAGER) & is_association)
