"""Who may see, make, set aside and share."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("findings.read", at_least(Role.READER))
allow("findings.assess", at_least(Role.CONTRIBUTOR))
allow("findings.override", at_least(Role.MANAGER))
allow("findings.share", at_least(Role.MANAGER))
allow("findings.thresholds", at_least(Role.MANAGER))
