"""Pictures of the map fit together and are pictures."""

import magic


def test_a_tile_is_a_picture_of_its_size(http):
    answer = http.get("/tiles/13/4632/3067.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert "256 x 256, 8-bit colormap" in magic.from_buffer(answer.content)


def test_a_tile_is_the_same_every_time_and_neighbours_differ(http):
    one, again, other = (http.get(f"/tiles/13/{x}/7.png").content for x in (4, 4, 5))
    assert one == again != other


def test_what_is_no_tile_is_not_found(http):
    assert http.get("/tiles/13/a/7.png").status_code == 404
