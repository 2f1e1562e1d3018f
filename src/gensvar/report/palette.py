"""The colours of the reports. Text on any ground has a contrast of at least 4.5 (tests/report/test_palette.py)."""

INK = "#17212b"
MUTED = "#52606d"
LINE = "#dbe1e6"
PAPER = "#ffffff"
GROUND = "#f6f7f5"
ACCENT = "#0b5563"
BAND = "#cfe2e4"

# tone -> (text and sign, ground, bar in a chart)
TONES = {
    "met": ("#17603f", "#e5f2ea", "#43a377"),
    "not_met": ("#9b2318", "#fbe9e6", "#c8473a"),
    "cannot_be_judged": ("#6f4e00", "#fbf2dc", "#e0b13c"),
    "not_applicable": ("#4a5662", "#edf0f3", "#b4bec8"),
}
