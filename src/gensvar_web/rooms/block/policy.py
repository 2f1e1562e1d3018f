"""Who may run the register by hand: people of the association; the pages of a company have no such thing."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("block.run", at_least(Role.CONTRIBUTOR))
allow("block.release", at_least(Role.MANAGER))
