from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geostrike.maps.figure.lettering import Line
from geostrike.maps.figure.placing import Label, Room, crosses, overlap, place

FRAME = (0.0, 0.0, 400.0, 300.0)
spots = st.lists(st.tuples(st.floats(10, 390), st.floats(10, 290)), min_size=1, max_size=14)


def _label(at, spot, *, must):
    x, y = spot
    return Label(
        f"l{at}", (x - 2, y - 2, x + 2, y + 2), (Line("al-Qaim", 7), Line("3 Feb 2024", 6)), must=must
    )


def _room(points):
    small = [(x - 2, y - 2, x + 2, y + 2) for x, y in points]
    return Room(FRAME, [(300, 220, 395, 295)], small=small)


@given(spots)
def test_labels_stay_in_the_frame_apart_from_each_other_and_from_marks(points):
    room = _room(points)
    placed = place([_label(at, spot, must=False) for at, spot in enumerate(points)], room)
    boxes = [one.box for one in placed]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert not any(overlap(box, other) for box in boxes for other in (*room.small, (300, 220, 395, 295)))
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 400 and box[3] <= 300 for box in boxes)
    leaders = [(one.leader, one.label.key) for one in placed if one.leader]
    assert not any(
        crosses(leader, two.box) for leader, key in leaders for two in placed if two.label.key != key
    )


@given(spots)
def test_all_that_must_stand_stand_or_none_does(points):
    labels = [_label(at, spot, must=True) for at, spot in enumerate(points)]
    room = _room(points)
    placed = place(labels, room)
    assert placed is None or {one.label.key for one in placed} == {label.key for label in labels}
    if placed is None:
        assert room.taken == [(300, 220, 395, 295)]


def test_a_label_that_must_stand_and_cannot_makes_the_answer_none():
    wide = Label("wide", (10, 10, 12, 12), (Line("a name wider than the frame " * 10, 9),))
    assert place([wide], Room(FRAME, [])) is None


def test_one_of_a_group_stands_where_the_others_are_near():
    labels = [
        Label("IRAQ", (x, 100, x, 100), (Line("IRAQ", 8),), must=False, gaps=(0.0,), group="IRAQ")
        for x in (50.0, 120.0, 380.0)
    ]
    placed = place(labels, Room(FRAME, []))
    assert [one.label.beside[0] for one in placed] == [50.0, 380.0]


def test_a_vertical_line_beside_a_box_does_not_cross_it():
    assert not crosses(((5, 0), (5, 10)), (6, 2, 8, 4))
    assert crosses(((7, 0), (7, 10)), (6, 2, 8, 4))
