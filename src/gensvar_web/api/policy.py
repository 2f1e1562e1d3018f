"""Who may make tokens."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("api.tokens", at_least(Role.MANAGER))
