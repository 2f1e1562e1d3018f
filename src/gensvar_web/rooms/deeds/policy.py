"""Who may read the log."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("deeds.read", at_least(Role.MANAGER))
