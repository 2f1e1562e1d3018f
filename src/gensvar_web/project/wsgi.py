"""The door for the server (granian)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gensvar_web.project.settings")
application = get_wsgi_application()
