"""Who may see the overview."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("overview.read", at_least(Role.READER))
