"""A board to print, at true size: a PDF with vectors, or a picture that says how large it is."""

import struct
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.calibration.board import BoardPlan
from prisonersvoice_ar.perception.calibration.finder import dictionary_of
from prisonersvoice_ar.perception.settings import Pixels

DPI = 300
_POINTS = 72 / 25.4
_PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "A2": (594.0, 420.0), "A1": (841.0, 594.0)}
_MARGIN_MM = 10.0
_FOOT_MM = 14.0
"""below the board, for the words and the line to lay a ruler on"""
_RULER_MM = 50.0


@dataclass(frozen=True)
class Page:
    """The board on its paper; millimetres from the top left."""

    paper: str
    size: tuple[float, float]
    board: tuple[float, float]
    """left and top of the board"""
    dark: tuple[tuple[float, float, float, float], ...]
    """left, top, width, height of what is black"""
    light: tuple[tuple[float, float, float, float], ...]
    """white again, on top of it"""
    words: str
    foot: float
    """where the words stand"""


def lay_out(board: BoardPlan) -> Page:
    """``board`` on the smallest paper that holds it, lying or standing; else on one made for it."""
    width, height = (1e3 * side for side in board.size_m)
    need = (width + 2 * _MARGIN_MM, height + _MARGIN_MM + _FOOT_MM)
    paper, size = f"{need[0]:.0f}x{need[1]:.0f} mm", need
    for name, (across, down) in _PAPERS.items():
        fitting = [
            each for each in ((across, down), (down, across)) if each[0] >= need[0] and each[1] >= need[1]
        ]
        if fitting:
            paper, size = name, fitting[0]
            break
    left, top = (size[0] - width) / 2, max((size[1] - _FOOT_MM - height) / 2, _MARGIN_MM / 2)
    dark = [
        (left + 1e3 * x, top + 1e3 * y, 1e3 * board.square_m, 1e3 * board.square_m)
        for x, y in board.dark_squares_m()
    ]
    light: list[tuple[float, float, float, float]] = []
    for (x, y), modules in zip(board.marker_places_m(), marker_modules(board), strict=True):
        at, side = (left + 1e3 * x, top + 1e3 * y), 1e3 * board.marker_m
        dark.append((*at, side, side))
        step = side / len(modules)
        light += [
            (at[0] + column * step, at[1] + row * step, step, step)
            for row, column in np.argwhere(modules).tolist()
        ]
    said = f"{board.label}. Print at 100 % on {paper}; the line is {_RULER_MM:g} mm long."
    return Page(paper, size, (left, top), tuple(dark), tuple(light), said, top + height + 9.0)


def marker_modules(board: BoardPlan) -> list[NDArray[np.bool_]]:
    """Each marker's squares, (n, n), True where white, its black border among them."""
    dictionary = dictionary_of(board)
    side = dictionary.markerSize + 2
    return [
        np.asarray(cv2.aruco.generateImageMarker(dictionary, number, side, borderBits=1)) > 127
        for number in range(board.markers)
    ]


def board_pdf(board: BoardPlan) -> bytes:
    """One page of PDF (ISO 32000-1), written out by hand: what is printed must be sharp at any resolution."""
    page = lay_out(board)
    width, height = page.size
    ops = [f"{_POINTS:.8f} 0 0 {_POINTS:.8f} 0 0 cm", "0 0 0 rg"]
    ops += [_rectangle(each, height) for each in page.dark]
    ops.append("1 1 1 rg")
    ops += [_rectangle(each, height) for each in page.light]
    left, foot = page.board[0], height - page.foot
    ops += ["0 0 0 rg 0 0 0 RG 0.2 w", f"{left:.4f} {foot:.4f} m {left + _RULER_MM:.4f} {foot:.4f} l S"]
    ops += [f"{x:.4f} {foot - 1.5:.4f} m {x:.4f} {foot + 1.5:.4f} l S" for x in (left, left + _RULER_MM)]
    ops.append(f"BT /F 3 Tf {left + _RULER_MM + 4:.4f} {foot - 1:.4f} Td ({page.words}) Tj ET")
    packed = zlib.compress("\n".join(ops).encode("ascii"), 9)
    box = f"{width * _POINTS:.4f} {height * _POINTS:.4f}"
    return assembled_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Contents 4 0 R "
            "/Resources << /Font << /F 5 0 R >> >> >>".encode(),
            f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
    )


def _rectangle(each: tuple[float, float, float, float], height: float) -> str:
    left, top, across, down = each
    return f"{left:.4f} {height - top - down:.4f} {across:.4f} {down:.4f} re f"


def assembled_pdf(objects: list[bytes]) -> bytes:
    """A PDF file of ``objects``, the catalogue first, with the table of where each begins (ISO 32000-1, 7.5.4)."""
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def board_picture(board: BoardPlan, dpi: int = DPI) -> Pixels:
    """(H, W) uint8: the page at ``dpi`` dots to the inch."""
    page, scale = lay_out(board), dpi / 25.4
    picture = np.full((round(page.size[1] * scale), round(page.size[0] * scale)), 255, np.uint8)
    for parts, value in ((page.dark, 0), (page.light, 255)):
        for left, top, across, down in parts:
            rows = slice(round(top * scale), round((top + down) * scale))
            picture[rows, round(left * scale) : round((left + across) * scale)] = value
    left, foot = page.board[0] * scale, page.foot * scale
    end = left + _RULER_MM * scale
    thick = max(1, round(0.2 * scale))
    cv2.line(picture, (round(left), round(foot)), (round(end), round(foot)), (0,), thick)
    for x in (left, end):
        cv2.line(
            picture, (round(x), round(foot - 1.5 * scale)), (round(x), round(foot + 1.5 * scale)), (0,), thick
        )
    place = (round(end + 4 * scale), round(foot + scale))
    cv2.putText(picture, page.words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.10 * scale, (0,), thick, cv2.LINE_AA)
    return picture


def board_png(board: BoardPlan, dpi: int = DPI) -> bytes:
    """The page as PNG that carries its resolution (pHYs), so that a printing program knows its size."""
    picture = board_picture(board, dpi)
    height, width = picture.shape
    rows = np.column_stack([np.zeros(height, np.uint8), picture]).tobytes()
    per_metre = round(dpi / 0.0254)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows, 6)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
