"""Who may do what with data. Single rows and cells of files are for those who answer for the service."""

from gensvar_web.people.models import Role
from gensvar_web.people.policy import allow, at_least

allow("data.read", at_least(Role.READER))
allow("data.measure", at_least(Role.CONTRIBUTOR))
allow("data.import", at_least(Role.MANAGER))
allow("data.rows", at_least(Role.MANAGER))
