from web_support.made_up_data import give_data, give_upload
from web_support.world import World

from gensvar_web.rooms.data.models import SavedMapping, Upload
from gensvar_web.rooms.data.reading import hash_of
from gensvar_web.vault.models import StoredFile

COLUMNS = [
    {"name": "Samtals-ID", "looks": "text", "phones": False, "parts": 0, "values": ["T0001", "T0002"]},
    {"name": "Starttid", "looks": "datetime", "phones": False, "parts": 0, "values": ["2026-04-01 09:00:00"]},
    {"name": "Kötid (sek)", "looks": "number", "phones": False, "parts": 0, "values": ["12", "340"]},
    {"name": "Kundens <b>nummer</b>", "looks": "text", "phones": True, "parts": 0, "values": ["0701234567"]},
]
MAPPING = {"mapping": 1, "tables": {"contacts": {"columns": {
    "contact_id": {"from": "Samtals-ID"}, "t_start": {"from": "Starttid"},
    "wait_s": {"from": "Kötid (sek)", "unit": "s"}, "channel": {"constant": "phone"},
}}}}  # fmt: skip
ABOUT = {
    "title": {"sv": "tabell som text (CSV)", "en": "table as text (CSV)"},
    "rows": {"contacts": 2},
    "written": {"encoding": "utf-8", "separator": ";"},
    "zone": {"zone": "Europe/Stockholm", "guess": True, "why": {"sv": "en gissning", "en": "a guess"}},
    "notes": [{"sv": "Utanför räkningen, testköer: Test.", "en": "Left out, test queues: Test."}],
    "sample": {"contacts": [{"contact_id": "T0001", "t_start": "2026-04-01 07:00:00", "channel": "phone"}]},
    "rejected": [
        {
            "table": "contacts",
            "column": "t_start",
            "sv": "värdet är inte en tid",
            "en": "the value is not a time",
            "rows": 1,
        }
    ],
}


def fill(world: World) -> None:
    store = give_data(world.organisation, world.alice)
    done = give_upload(store, world.alice)
    file = StoredFile.objects.create(
        organisation=world.organisation, kind="log", name="telefoni.csv", media_type="application/octet-stream",
        path="gone-too", size=1200, hash="sha256:" + "1" * 64, received_from=world.alice,
    )  # fmt: skip
    ready = Upload.objects.create(
        organisation=world.organisation, file=file, state="ready", columns=COLUMNS, mapping=MAPPING, about=ABOUT
    )
    saved = SavedMapping.objects.create(
        organisation=world.organisation, name="Ärenden", columns_hash=hash_of(["x"]), mapping=MAPPING, by=world.bob
    )
    world.places |= {"upload": ready.pk, "imported": done.pk, "saved_mapping": saved.pk, "store": store.pk}
