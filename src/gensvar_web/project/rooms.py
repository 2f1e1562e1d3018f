"""The rooms that are open, in the order of their names. Each is an app `gensvar_web.rooms.<name>`.

A room that has `urls.py` is reached under `AT[name]`; `{org}` there stands for one organisation.
"""

ROOMS = ("answers", "block", "data", "deeds", "findings", "overview", "plan", "rules", "site", "wash")
# room -> where its addresses begin
AT = {
    "answers": "o/<slug:org>/svar/",
    "block": "",  # the consumers' own pages, and those of whoever runs the register
    "data": "o/<slug:org>/data/",
    "deeds": "o/<slug:org>/logg/",
    "plan": "o/<slug:org>/plan/",
    "findings": "",  # those of an organisation, and shared links
    "overview": "o/<slug:org>/oversikt/",
    "rules": "regler/",
    "site": "o/<slug:org>/webbplats/",
    "wash": "o/<slug:org>/tvatt/",
}
