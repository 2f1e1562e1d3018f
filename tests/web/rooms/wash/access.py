from web_support.access import ORG, Access


def _wash(world: object) -> dict[str, object]:
    return {"org": world.org, "pk": world.places["wash"]}  # type: ignore[attr-defined]


ACCESS = {
    "wash:home": Access("reader", ORG),
    "wash:begin": Access("contributor", ORG),
    "wash:wash": Access("reader", _wash),
    "wash:fetch": Access("contributor", _wash, page=False),
    "wash:receipt": Access("reader", _wash, page=False),
}
