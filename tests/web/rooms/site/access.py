from web_support.access import ORG, Access


def _audit(**more: str) -> object:
    return lambda world: {"org": world.org, "pk": world.places["site_audit"]} | more


ACCESS = {
    "site:home": Access("reader", ORG),
    "site:begin": Access("contributor", ORG),
    "site:watch": Access("manager", ORG),
    "site:audit": Access("reader", _audit()),
    "site:evidence": Access("reader", _audit(name="start.png"), page=False),
    "site:archive": Access("reader", _audit(), page=False),
}
