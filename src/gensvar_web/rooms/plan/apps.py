"""The plan as a Django app."""

from django.apps import AppConfig


class Plan(AppConfig):
    """Gaps, actions, reminders, calendars, questions to the association."""

    name = "gensvar_web.rooms.plan"
    label = "room_plan"

    def ready(self) -> None:
        """Have each new assessment close and reopen actions."""
        from gensvar_web.rooms.plan.actions.measuring import follow_up
        from gensvar_web.vault.assessments import after_assessment

        after_assessment(follow_up)
