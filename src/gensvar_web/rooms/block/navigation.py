"""What the room adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.navigation import Entry, offer

offer(Entry(_("Spärregistret"), "block:run", 33, "block.run"))
