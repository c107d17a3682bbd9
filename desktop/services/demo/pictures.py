"""Pictures for invented people: a plain figure on white ground instead of a face, one for each sex."""

import hashlib
import io

from db import photos
from desktop.services.demo.rows import Rows

_WIDTH, _HEIGHT = photos.WIDTH, photos.HEIGHT
_CLOTHES = {"male": (70, 90, 120), "female": (140, 80, 95)}
_SKIN, _HAIR, _GROUND = (222, 190, 165), (45, 38, 35), (255, 255, 255)


def add_pictures(rows: Rows) -> dict[str, int]:
    """Add the pictures; returns their keys by sex."""
    keys = {}
    for sex in _CLOTHES:
        content = photos.prepare(_figure(sex))
        keys[sex] = rows.add("photo", {"sha256": hashlib.sha256(content).hexdigest(), "content": content})
    return keys


def _figure(sex: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    draw = ImageDraw.Draw(image)
    if sex == "female":
        draw.rounded_rectangle((165, 170, 435, 560), 130, _HAIR)
    draw.ellipse((60, 560, 540, 1100), _CLOTHES[sex])
    draw.rectangle((250, 470, 350, 600), _SKIN)
    draw.ellipse((185, 150, 415, 410), _HAIR)
    draw.ellipse((195, 200, 405, 510), _SKIN)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
