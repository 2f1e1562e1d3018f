"""Who may see the vault."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("vault.read", at_least(Role.READER))
allow("vault.keep", at_least(Role.MANAGER))
