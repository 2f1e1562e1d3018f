"""The deeds of the self-assessment. Only here is anything written."""

from gensvar_web.rooms.answers.actions.answering import Conflict, save_answer, undo
from gensvar_web.rooms.answers.actions.documents import date_document, forget_document, forget_waiting, receive_document
from gensvar_web.rooms.answers.actions.handing import hand_over, take_back
from gensvar_web.rooms.answers.actions.reminding import remind
from gensvar_web.rooms.answers.actions.rounds import begin_round, bring_along, confirm, take_in

__all__ = [
    "Conflict",
    "begin_round",
    "bring_along",
    "confirm",
    "date_document",
    "forget_document",
    "forget_waiting",
    "hand_over",
    "receive_document",
    "remind",
    "save_answer",
    "take_back",
    "take_in",
    "undo",
]
