"""The room of the block register as a Django app."""

from django.apps import AppConfig


class Block(AppConfig):
    """Numbers blocked and unblocked by those who hold them."""

    name = "gensvar_web.rooms.block"
    label = "room_block"
