from web_support.access import Access

BOOK = {"book": "KS", "name": "2023-04-01"}
ACCESS = {
    "rules:editions": Access("public"),
    "rules:search": Access("public", query="?q=svar"),
    "rules:rulebook": Access("public", lambda world: {"book": "KS"}, ok=(302,), page=False),
    "rules:edition": Access("public", lambda world: BOOK),
    "rules:chapter": Access("public", lambda world: BOOK | {"chapter": "KS-1"}),
    "rules:download": Access("public", lambda world: BOOK | {"form": "json"}, page=False),
    "rules:rule": Access("public", lambda world: BOOK | {"rule": "KS-1.6"}),
}
