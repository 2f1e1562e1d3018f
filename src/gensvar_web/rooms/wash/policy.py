"""Who may read receipts and wash lists."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("wash.read", at_least(Role.READER))
allow("wash.wash", at_least(Role.CONTRIBUTOR))
