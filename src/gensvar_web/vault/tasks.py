"""The door of the task worker to jobs."""

from django_tasks import task

from gensvar_web.vault.jobs import carry_out


@task()
def run_job(pk: int) -> None:
    """Run a job."""
    carry_out(pk)
