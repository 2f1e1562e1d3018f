from collections.abc import Callable
from typing import Any

from web_support.access import ORG, Access
from web_support.world import World


def _at(**more: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"org": world.org, "pk": world.places["round"]} | more


QUESTION = _at(question="KS-0.1.mapped")
ACCESS = {
    "answers:rounds": Access("reader", ORG),
    "answers:mine": Access("reader", ORG),
    "answers:begin": Access("manager", ORG),
    "answers:overview": Access("reader", _at()),
    "answers:chapter": Access("reader", _at(chapter="KS-1"), query="?sparat=KS-1.1.details"),
    "answers:question": Access("reader", QUESTION),
    "answers:undo": Access("contributor", QUESTION, ok=(200, 302)),
    "answers:hand_over": Access("manager", _at(), query="?kapitel=KS-1"),
    "answers:take_back": Access("manager", _at(question="KS-1.2.hours")),
    "answers:bring": Access("manager", _at()),
    "answers:review": Access("manager", _at()),
    "answers:take_in": Access("manager", _at()),
    "answers:export": Access("reader", _at(), page=False),
    "answers:printed": Access("reader", _at()),
    "answers:document": Access(
        "reader", lambda world: {"org": world.org, "file": world.places["answer_document"]}, page=False
    ),
}
