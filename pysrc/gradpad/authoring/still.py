"""A figure on paper: its plane as a picture, after some epochs of training, painted by NumPy. For PDF and epub."""

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from gradpad.config.data import DOMAIN
from gradpad.session.session import Session

SIDE = 160  # of the map, in places
ZOOM = 3  # pixels of a place
EPOCHS = 200  # of training, where the figure does not say at which it starts
RADIUS = 5.0  # of a point, in pixels
# The colours of the page by daylight (web/ui/tokens.js); a test holds them together.
CLASSES = ("#d55e00", "#0072b2", "#008f68", "#b8629a", "#1d1c1a", "#b38600")
NEGATIVE, MIDDLE, POSITIVE = "#f3ae74", "#f6f4ee", "#7fb9e0"

Pixels = npt.NDArray[np.uint8]


def rgb(colour: str) -> npt.NDArray[np.float64]:
    """Args: colour, as #rrggbb. Returns: shape (3,), from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


def still(config: dict[str, Any], epochs: int | None = None) -> bytes:
    """Args:    config: of the figure; epochs: of training, EPOCHS where nothing is said.
    Returns: a picture of the plane as PNG: what the network says at each place, and the training points.
    Raises:  ConfigError, FormulaError, DataError.
    """
    session = Session(config)
    if epochs != 0 and not session.data_set.points.problem:
        session.train(max_epochs=EPOCHS if epochs is None else epochs)
    return png(painted(session))


def painted(session: Session) -> Pixels:
    """Returns: the plane, shape (SIDE * ZOOM, SIDE * ZOOM, 3)."""
    said = session.predict(resolution=SIDE)
    outputs = np.asarray(said["values"], dtype=np.float64).reshape(said["layers"][-1], SIDE, SIDE)
    points = session.data_set.points
    values = points.labels.astype(np.float64)
    low, high = _span(session, outputs[0], values)
    classes = np.array([rgb(each) for each in CLASSES])
    if len(outputs) > 1:
        ground = 0.35 * classes[np.argmax(outputs, axis=0)] + 0.65 * rgb(MIDDLE)
    else:
        ground = _between(outputs[0], low, high, (NEGATIVE, MIDDLE, POSITIVE))
    if points.task == "classification":
        inks = classes[values.astype(int)]
    else:
        inks = _between(values, low, high, (CLASSES[0], MIDDLE, CLASSES[1]))
    picture = ground.repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
    kept = ~points.is_test
    for place, ink in zip(points.points[kept], inks.reshape(-1, 3)[kept], strict=True):
        _dot(picture, place, ink)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _span(session: Session, outputs: Any, values: Any) -> tuple[float, float]:
    """The outputs that get the full colours."""
    codes = session.data_set.class_codes
    if codes is not None:
        return codes
    most = float(np.nanmax(np.abs([*np.ravel(values), *np.ravel(outputs)]), initial=1e-9))
    return -most, most


def _between(values: Any, low: float, high: float, colours: tuple[str, str, str]) -> npt.NDArray[np.float64]:
    """Returns: for each value its colour between those of low, the middle and high, shape (..., 3)."""
    share = np.clip(2 * (np.nan_to_num(values) - low) / (high - low) - 1, -1, 1)[..., None]
    first, middle, last = map(rgb, colours)
    return np.asarray(middle + np.maximum(share, 0) * (last - middle) + np.maximum(-share, 0) * (first - middle))


def _dot(picture: Any, place: Any, ink: Any) -> None:
    """Paints a point with a light edge."""
    side = len(picture)
    x, y = (side * (place - DOMAIN[0]) / (DOMAIN[1] - DOMAIN[0])).tolist()
    y = side - y
    reach = int(RADIUS) + 2
    rows = slice(max(0, int(y) - reach), max(0, int(y) + reach + 1))
    columns = slice(max(0, int(x) - reach), max(0, int(x) + reach + 1))
    part = picture[rows, columns]
    if not part.size:
        return
    down, along = np.mgrid[rows.start : rows.start + part.shape[0], columns.start : columns.start + part.shape[1]]
    away = np.hypot(along + 0.5 - x, down + 0.5 - y)[..., None]
    for radius, colour in ((RADIUS + 1, rgb("#ffffff")), (RADIUS, ink)):
        cover = np.clip(radius + 0.5 - away, 0, 1)
        part += cover * (colour - part)


def png(pixels: Pixels) -> bytes:
    """Args: pixels: shape (height, width, 3). Returns: a PNG file (ISO/IEC 15948), without a filter."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    height, width, _ = pixels.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)])
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content
