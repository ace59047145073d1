"""Composes pictures, 256 x 256 mostly, from the drawings: one or two things on a plain colour or in a scene.

Places and sizes are fixed: a prompt then has (nearly) one right picture, which a small model learns in the
short time there is. What varies is the landscape behind, in VARIANTS ways.
"""

import numpy as np
from PIL import Image, ImageDraw

from .paths import CORPUS

SPRITE = 192  # px, the size of a drawing in sprites.rgba
SIZE = 256  # px, the size of a picture
VARIANTS = 3

COLORS = {
    "red": (226, 60, 60), "orange": (245, 150, 50), "yellow": (252, 214, 80), "green": (90, 180, 90),
    "blue": (70, 130, 220), "purple": (140, 90, 200), "pink": (250, 170, 200), "black": (20, 20, 24),
    "gray": (150, 150, 155), "brown": (140, 95, 60), "light blue": (180, 220, 250), "mint": (180, 235, 210),
}  # fmt: skip
LANDSCAPES = ["grass", "night", "beach", "snow", "sunset"]
BACKGROUNDS = ["white", *COLORS, *LANDSCAPES]
WITH_GROUND = {"grass", "beach", "snow", "sunset"}


def load_sprites():
    """-> (things, 192, 192, 4) uint8 with premultiplied alpha, so that resizing keeps edges clean."""
    sprites = np.fromfile(CORPUS / "sprites.rgba", dtype=np.uint8).reshape(-1, SPRITE, SPRITE, 4)
    for sprite in sprites:
        sprite[..., :3] = (sprite[..., :3].astype(np.uint16) * sprite[..., 3:] + 127) // 255
    return sprites


def gradient(top, bottom, width, height):
    """A vertical gradient between two RGB colours as a PIL image."""
    rows = np.linspace(0, 1, height)[:, None, None]
    picture = np.array(top) + rows * (np.array(bottom) - np.array(top))
    return Image.fromarray(np.broadcast_to(picture, (height, width, 3)).astype(np.uint8).copy())


def dots(draw, rng, count, radii, fill, width, height):
    for _ in range(count):
        x, y, r = rng.integers(width), rng.integers(height), rng.choice(radii)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)


def background(kind, variant=0, width=SIZE, height=SIZE):
    """-> a PIL image of one of BACKGROUNDS."""
    if kind == "white":
        return Image.new("RGB", (width, height), (255, 255, 255))
    if kind in COLORS:
        return Image.new("RGB", (width, height), COLORS[kind])
    rng = np.random.default_rng(variant)
    shift = 12 * variant  # px by which the landscape moves

    def scaled(*box):
        """A box of the square picture in this one; hills may be stretched."""
        return tuple(v * side / SIZE for v, side in zip(box, (width, height, width, height)))

    if kind == "grass":
        image = gradient((150, 205, 250), (215, 240, 255), width, height)
        draw, y = ImageDraw.Draw(image), 150 + shift
        draw.ellipse(scaled(-140, y, 190, y + 300), fill=(120, 200, 90))
        draw.rectangle(scaled(0, y + 20, SIZE, SIZE), fill=(100, 185, 75))
        draw.ellipse(scaled(90, y + 4, 420, y + 300), fill=(100, 185, 75))
    elif kind == "night":
        image = gradient((12, 16, 50), (50, 50, 110), width, height)
        dots(ImageDraw.Draw(image), rng, 22, [1, 1, 2], (255, 250, 220), width, height)
    elif kind == "beach":
        image = gradient((120, 200, 250), (210, 240, 255), width, height)
        draw, y = ImageDraw.Draw(image), 124 + shift
        draw.rectangle(scaled(0, y, SIZE, y + 50), fill=(40, 140, 200))
        draw.rectangle(scaled(0, y + 45, SIZE, SIZE), fill=(245, 220, 160))
    elif kind == "snow":
        image = gradient((170, 195, 225), (225, 235, 245), width, height)
        draw, y = ImageDraw.Draw(image), 165 + shift
        draw.ellipse(scaled(-100, y, 360, y + 260), fill=(250, 252, 255))
        dots(draw, rng, 30, [1, 2, 3], (255, 255, 255), width, height)
    else:
        image = gradient((90, 60, 130), (255, 170, 90), width, height)
        draw, (x, y, *_) = ImageDraw.Draw(image), scaled(70 + 4 * shift, 180, 0, 0)
        draw.ellipse((x - 30, y - 30, x + 30, y + 30), fill=(255, 220, 120))
        draw.rectangle(scaled(0, 190, SIZE, SIZE), fill=(60, 50, 80))
    return image


def compose(sprites, objects, kind, variant=0, shift=(0, 0), width=SIZE, height=SIZE):
    """One or two things, left to right, before a background. -> (height, width, 3) uint8.

    shift moves the things, in px; training never uses it, the evaluator's classifier does. In other shapes than the
    square the things stand in the middle as they do there, a little smaller where the picture is narrow.
    """
    image = np.asarray(background(kind, variant, width, height)).astype(np.float32)
    ground, narrow = kind in WITH_GROUND, min(width, height)
    if len(objects) == 2:
        size = min(112, width * 112 // SIZE)
    else:
        size = min(144, narrow * 11 // 16) if ground else min(192, narrow * 13 // 16)
    y_middle = height * ((170 if len(objects) == 2 else 158) if ground else 128) // SIZE
    for place, thing in enumerate(objects):
        sprite = sprites[thing]
        if size != SPRITE:
            sprite = np.asarray(Image.fromarray(sprite).resize((size, size), Image.BILINEAR))
        x_middle = width // 2 + (0 if len(objects) == 1 else min(60, width * 60 // SIZE) * (2 * place - 1))
        x0 = min(max(x_middle - size // 2 + shift[0], 0), width - size)
        y0 = min(max(y_middle - size // 2 + shift[1], 0), height - size)
        area = image[y0 : y0 + size, x0 : x0 + size]
        area *= 1 - sprite[..., 3:].astype(np.float32) / 255
        area += sprite[..., :3]
    return image.clip(0, 255).astype(np.uint8)
