"""How allauth meets the rest: letters go through `post`, a new person's name is kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from gensvar_web.people.models import User
from gensvar_web.post.actions import send_text


class AccountAdapter(DefaultAccountAdapter):
    """Our adapter."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's letter through our own post, so that no page waits for a mail server."""
        message = self.render_mail(template_prefix, email, {**context, "email": email})
        send_text(kind=template_prefix, to=email, subject=message.subject, body=str(message.body))

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store the new person; nobody has a password."""
        user.email = form.cleaned_data["email"].strip().lower()
        user.name = form.cleaned_data.get("name", "")
        user.language = (get_language() or "sv")[:2]
        user.set_unusable_password()
        if commit:
            user.save()
        return user

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """There are no user names."""
