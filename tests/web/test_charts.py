"""Charts: inside their frame, gaps left open, a stack that fills its bar."""

from gensvar_web.kit.charts import HEIGHT, WIDTH, Spot, axis, line_chart, stack


def test_a_gap_breaks_the_line_and_its_band() -> None:
    spots = [
        Spot("jan", 0.5, "50 %", 0.4, 0.6),
        Spot("feb", 0.6, "60 %", 0.5, 0.7),
        Spot("mar", None),
        Spot("apr", 0.7),
    ]
    chart = line_chart("x", "", spots, said="", ticks=[(0, "0"), (1, "1")])
    assert [len(line.split()) for line in chart.lines] == [2, 1]
    assert len(chart.bands) == 1
    assert len(chart.spots) == 3


def test_everything_stays_inside_the_frame_and_greater_is_higher() -> None:
    spots = [Spot(str(at), value) for at, value in enumerate((-5.0, 1.0, 2.0, 900.0))]
    chart = line_chart("x", "", spots, said="", ticks=[(0, "0"), (10, "10")], target=(8, "8"))
    assert all(0 <= place.x <= WIDTH and 0 <= place.y <= HEIGHT for place in chart.spots)
    assert chart.spots[1].y > chart.spots[2].y
    assert chart.target and chart.spots[2].y > chart.target.y


def test_labels_are_thinned_where_they_would_collide() -> None:
    chart = line_chart("x", "", [Spot(str(at), 1.0) for at in range(24)], said="", ticks=[(0, "0"), (1, "1")])
    assert len(chart.labels) == 6


def test_an_axis_holds_what_is_shown() -> None:
    assert axis(0.84, 0.9, share=True)[0] <= 0.82
    assert axis(0.84, 1.0, share=True)[2] == 1.0
    assert axis(0, 0) == (0.0, 0.5, 1.0)
    assert axis(0, 40)[0] == 0.0
    assert axis(-2, 40)[0] < -2


def test_a_stack_fills_its_bar() -> None:
    parts = stack({"met": 3, "cannot_be_judged": 1, "not_met": 0})
    assert [(part.code, part.x, part.width) for part in parts] == [("met", 0.0, 75.0), ("cannot_be_judged", 75.0, 25.0)]
    assert stack({}) == ()
