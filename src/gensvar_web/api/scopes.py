"""What a token may be good for. The role of the person who made it still sets the limit."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "read": _("Läsa allt som en läsare ser"),
    "answers": _("Svara på frågor, bifoga dokument, lämna frågor till kollegor"),
    "data": _("Ladda upp filer, läsa in data, se enskilda rader"),
    "assess": _("Starta, lägga in och dela bedömningar, ändra utfall"),
    "plan": _("Skapa och ändra åtgärder, be om hjälp, prenumerera på kalendern"),
    "admin": _("Ändra profilen, sköta personer och läsa loggen"),
}
