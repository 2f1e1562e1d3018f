"""Fill the database of a running site and print sign-ins (session keys) and addresses as JSON."""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gensvar_web.project.settings")
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from web_support.access import table
    from web_support.world import make_world

    world = make_world()
    sessions = {}
    for name, user in world.people.items():
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        sessions[name] = store.session_key
    pages = {name: line.url(name, world) for name, line in table().items() if line.page}
    print(json.dumps({"sessions": sessions, "pages": pages}))
