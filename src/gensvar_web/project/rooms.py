"""The rooms that are open, in the order of their names. Each is an app `gensvar_web.rooms.<name>`.

A room that has `urls.py` is reached under `AT[name]`; `{org}` there stands for one organisation.
"""

ROOMS = ("rules",)
# room -> where its addresses begin
AT = {
    "rules": "regler/",
}
