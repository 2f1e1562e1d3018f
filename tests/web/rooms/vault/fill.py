from web_support.world import World

from gensvar_web.vault.models import Job


def fill(world: World) -> None:
    note = {"sv": "Läser rad 100", "en": "Reading row 100"}
    job = Job.objects.create(
        organisation=world.organisation, kind="made-up", state="running", share=0.4, note=note, by=world.alice
    )
    world.places["job"] = job.pk
