"""Pictures of a map, as tile servers give them: ``/tiles/{z}/{x}/{y}.png``, an invented grid of streets."""

import struct
import zlib
from functools import lru_cache

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

SIDE = 256
_LAND, _STREET, _AVENUE = 0, 1, 2
_COLOURS = bytes((238, 236, 228, 255, 255, 255, 247, 214, 130))
_BLOCK, _AVENUES = 64, 4
"""Pixels between streets; every so many streets there is an avenue."""


@view_config(route_name="map_tile", request_method="GET", http_cache=3600)
def tile(request: Request) -> Response:
    """One picture; neighbours fit together at every zoom."""
    column, row = int(request.matchdict["x"]), int(request.matchdict["y"])
    return Response(_picture(column % _AVENUES, row % _AVENUES), content_type="image/png")


@lru_cache
def _picture(column: int, row: int) -> bytes:
    across = [_ground(column * SIDE + x) for x in range(SIDE)]
    lines = (bytes((0, *(max(_ground(row * SIDE + y), ground) for ground in across))) for y in range(SIDE))
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _ground(pixel: int) -> int:
    """What lies at a pixel along one axis."""
    street, offset = divmod(pixel, _BLOCK)
    is_avenue = street % (_AVENUES * 2) == 0
    width = 10 if is_avenue else 4
    return (_AVENUE if is_avenue else _STREET) if offset < width else _LAND


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
