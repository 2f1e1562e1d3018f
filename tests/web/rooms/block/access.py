from web_support.access import ORG, Access

ACCESS = {
    "block:start": Access("public"),
    "block:code": Access("public", ok=(302,), page=False),  # until a code has been asked for
    "block:done": Access("public", ok=(302,), page=False),
    "block:letter": Access("public"),
    # 403 for a company: the register is the association's (tests/web/rooms/block/test_block.py)
    "block:run": Access("contributor", ORG, ok=(403,), page=False),
    "block:release": Access("manager", ORG, ok=(403,), page=False),
}
