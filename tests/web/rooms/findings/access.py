from web_support.access import ORG, Access
from web_support.world import World


def _of(**more):
    def kwargs(world: World) -> dict:
        return {"org": world.org, "pk": world.places["assessment"], **more}

    return kwargs


def _threshold(world: World) -> dict:
    return {"org": world.org, "edition": "KS@2023-04-01", "rule": "KS-1.5", "parameter": "share"}


ACCESS = {
    "findings:list": Access("reader", ORG),
    "findings:assess": Access("contributor", ORG),
    "findings:compare": Access("reader", ORG),
    "findings:thresholds": Access("reader", ORG),
    "findings:threshold": Access("manager", _threshold),
    "findings:assessment": Access("reader", _of()),
    "findings:finding": Access("reader", _of(rule="KS-1.5")),
    "findings:set_aside": Access("manager", _of(rule="KS-1.5")),
    "findings:withdraw": Access("manager", lambda world: {"org": world.org, "pk": world.places["override"]}),
    "findings:reports": Access("reader", _of()),
    "findings:report": Access("reader", _of(form="json"), page=False),
    "findings:share": Access("manager", _of()),
    "findings:revoke": Access("manager", lambda world: {"org": world.org, "pk": world.places["share_link"]}),
    "findings:shared": Access("public", lambda world: {"key": world.places["share_key"]}),
    "findings:shared_report": Access(
        "public", lambda world: {"key": world.places["share_key"], "form": "pdf"}, ok=(404,), page=False
    ),
}
