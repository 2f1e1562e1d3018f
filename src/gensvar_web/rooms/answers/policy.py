"""Who may do what in the self-assessment."""

from gensvar_web.people.models import RANK, Organisation, Role, User
from gensvar_web.people.policy import allow, at_least, role_of
from gensvar_web.rooms.answers.models import Handed

allow("answers.read", at_least(Role.READER))
allow("answers.answer", at_least(Role.CONTRIBUTOR))
allow("answers.lead", at_least(Role.MANAGER))


def may_answer(user: User, organisation: Organisation, handed: Handed | None) -> bool:
    """Return whether the person may answer a question: who leads always, a contributor what was handed to them."""
    rank = RANK.get(role_of(user, organisation) or "", -1)
    if rank >= RANK[Role.MANAGER.value]:
        return True
    return rank >= RANK[Role.CONTRIBUTOR.value] and handed is not None and handed.to_id == user.pk
