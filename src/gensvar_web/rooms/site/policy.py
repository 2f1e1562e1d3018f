"""Who may read audits of the website, begin one and set how often."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("site.read", at_least(Role.READER))
allow("site.audit", at_least(Role.CONTRIBUTOR))
allow("site.watch", at_least(Role.MANAGER))
