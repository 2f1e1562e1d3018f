"""What the plan adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.navigation import Entry, offer

offer(
    Entry(_("Plan"), "plan:board", 40, "plan.read"),
    Entry(_("Frågor från medlemmar"), "plan:inbox", 45, "plan.inbox"),
)
