from web_support.access import ORG, Access


def _file(key: str) -> object:
    return lambda world: {"org": world.org, "pk": world.places[key]}


def _measure(world: object) -> dict[str, object]:
    return {"org": world.org, "measure": "answer_rate"}


ACCESS = {
    "data:home": Access("reader", ORG),
    "data:upload": Access("manager", ORG),
    "data:import_ready": Access("manager", ORG, ok=(405,), page=False),
    "data:file": Access("manager", _file("upload")),
    "data:mapping": Access("manager", _file("upload")),
    "data:import": Access("manager", _file("upload"), ok=(405,), page=False),
    "data:remove": Access("manager", _file("imported")),
    "data:rejected": Access("manager", _file("imported")),
    "data:rejected_csv": Access("manager", _file("imported"), page=False),
    "data:forget_mapping": Access("manager", _file("saved_mapping")),
    "data:measures": Access("reader", ORG),
    "data:measure": Access("reader", _measure, query="?by=channel"),
    "data:rows": Access("manager", _measure, query="?fate=failed"),
}
