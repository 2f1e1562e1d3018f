"""What people do in the background."""

from django_tasks import task

from gensvar_web.people.gathering import gather


@task()
def gather_for(user_pk: int, run: str) -> None:
    """Gather what is known of a person."""
    gather(user_pk, run)
