from collections.abc import Callable
from typing import Any

from web_support.access import ORG, Access
from web_support.world import World


def at(**places: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"org": world.org, **{name: world.places[place] for name, place in places.items()}}


def association(**places: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: at(**places)(world) | {"org": world.places["association"]}


ACTION = at(pk="plan_action")
ACCESS = {
    "plan:board": Access("reader", ORG),
    "plan:gaps": Access("reader", ORG),
    "plan:units": Access("reader", ORG),
    "plan:print": Access("reader", ORG),
    "plan:workbook": Access("reader", ORG, page=False),
    "plan:new": Access("contributor", ORG),
    "plan:action": Access("reader", ACTION),
    "plan:change": Access("contributor", ACTION),
    "plan:move": Access("contributor", ACTION, ok=(405,), page=False),
    "plan:comment": Access("contributor", ACTION, ok=(405,), page=False),
    "plan:attach": Access("contributor", ACTION, ok=(405,), page=False),
    "plan:file": Access("reader", at(pk="plan_action", file="plan_file"), page=False),
    "plan:link": Access("manager", at(pk="plan_outside"), ok=(405,), page=False),
    "plan:settings": Access("reader", ORG),
    "plan:feed": Access("public", at(key="plan_feed"), page=False),
    "plan:outside": Access("public", at(key="plan_key")),
    "plan:questions": Access("reader", ORG),
    "plan:ask": Access("manager", ORG),
    "plan:question": Access("reader", at(pk="plan_question")),
    "plan:inbox": Access("reader", association()),
    "plan:inbox_question": Access("reader", association(pk="plan_question")),
}
