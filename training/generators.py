"""Pictures that no set of drawings has: abstract backgrounds, charts, screens, rooms, buildings.

`draw_generator` gives whole pictures, (h, w, 3) uint8; of what stands in a place (world.STANDING) it gives a drawing with
premultiplied alpha, (size, size, 4) uint8.
"""

import math

import numpy as np
from PIL import Image, ImageDraw

from .buildings import BUILDINGS
from .interiors import ROOMS
from .landscapes import FINE, finished, gradient, landscape, mixed
from .screens import SCREENS
from .world import COLORS, STANDING


def named_colors(scene, rng):
    """The two colours of an abstract picture; the second, if it was not named, is the first, lighter or darker."""
    first, second = scene["colors"]
    a = COLORS[first or rng.choice([*COLORS])]
    if second:
        return a, COLORS[second]
    return a, mixed(a, (255, 255, 255) if sum(a) < 560 else (90, 110, 160), rng.uniform(0.45, 0.7))


def sloped(rng, width, height, a, b):
    """A gradient in any direction."""
    angle = rng.choice([0, math.pi / 2, rng.uniform(0, math.tau)])
    y, x = np.mgrid[0:height, 0:width]
    along = (x - width / 2) * math.cos(angle) / width + (y - height / 2) * math.sin(angle) / height
    along = (along - along.min()) / max(float(np.ptp(along)), 1e-6)
    return (np.array(a) + along[..., None] * (np.array(b) - np.array(a))).round().astype(np.uint8)


def waves(draw, rng, width, height, a, b):
    layers = rng.randint(4, 6)
    for layer in range(layers):
        level, phase, length = (layer + 0.7) / (layers + 0.6), rng.uniform(0, math.tau), rng.uniform(0.8, 1.6)
        points = [(x, height * (level + 0.06 * math.sin(x / width * math.tau * length + phase))) for x in range(0, width + 8, 8)]
        draw.polygon([*points, (width, height), (0, height)], fill=mixed(a, b, (layer + 1) / layers))


def stripes(draw, rng, width, height, a, b):
    step, slant = min(width, height) / rng.randint(5, 10), rng.choice([0, 1, 1, -1])
    x, number = -height - step, 0
    while x < width + height + step:
        top, bottom = x, x + slant * height
        if number % 2:
            draw.polygon([(top, 0), (top + step, 0), (bottom + step, height), (bottom, height)], fill=b)
        x += step
        number += 1


def dots(draw, rng, width, height, a, b):
    step, share = min(width, height) / rng.randint(5, 9), rng.uniform(0.22, 0.34)
    for row in range(-1, int(height / step) + 2):
        for column in range(-1, int(width / step) + 2):
            x, y, r = (column + 0.5 * (row % 2)) * step, row * step, share * step
            draw.ellipse((x - r, y - r, x + r, y + r), fill=b)


def checks(draw, rng, width, height, a, b):
    step = min(width, height) / rng.randint(5, 9)
    for row in range(int(height / step) + 1):
        for column in range(row % 2, int(width / step) + 1, 2):
            draw.rectangle((column * step, row * step, (column + 1) * step, (row + 1) * step), fill=b)


def zigzag(draw, rng, width, height, a, b):
    step = min(width, height) / rng.randint(5, 8)
    for row in range(-1, int(height / step) + 2, 2):
        points = [(i * step / 2, row * step + (i % 2) * step) for i in range(int(2 * width / step) + 3)]
        draw.polygon([*points, *[(x, y + step) for x, y in reversed(points)]], fill=b)


def blobs(draw, rng, width, height, a, b):
    for _ in range(rng.randint(4, 7)):
        x, y, r = rng.uniform(0, width), rng.uniform(0, height), min(width, height) * rng.uniform(0.12, 0.34)
        phase, bumps = rng.uniform(0, math.tau), rng.choice([2, 3])
        points = []
        for i in range(60):
            t = i / 60 * math.tau
            d = r * (1 + 0.18 * math.sin(bumps * t + phase))
            points.append((x + d * math.cos(t), y + d * math.sin(t)))
        draw.polygon(points, fill=mixed(a, b, rng.uniform(0.35, 1)))


def confetti(draw, rng, width, height, a, b):
    side = min(width, height)
    for _ in range(60):
        x, y, r, t = rng.uniform(0, width), rng.uniform(0, height), side * rng.uniform(0.012, 0.026), rng.uniform(0, math.pi)
        fill = b if rng.random() < 0.6 else mixed(a, b, 0.5)
        if rng.random() < 0.4:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)
        else:
            c, s = math.cos(t), math.sin(t)
            corners = [(-1.6, -0.6), (1.6, -0.6), (1.6, 0.6), (-1.6, 0.6)]
            draw.polygon([(x + r * (u * c - v * s), y + r * (u * s + v * c)) for u, v in corners], fill=fill)


PATTERNS = {
    "waves": waves, "stripes": stripes, "dots": dots, "checks": checks, "zigzag": zigzag, "blobs": blobs, "confetti": confetti,
}  # fmt: skip


def draw_generator(name, scene, rng, width, height):
    if name in STANDING:
        canvas = Image.new("RGBA", (FINE * width, FINE * height), (0, 0, 0, 0))
        BUILDINGS[name](ImageDraw.Draw(canvas), rng, FINE * width, COLORS.get(scene["colors"][0]))
        pixels = np.asarray(finished(canvas)).copy()
        pixels[..., :3] = (pixels[..., :3].astype(np.uint16) * pixels[..., 3:] + 127) // 255
        return pixels
    if name == "landscape":
        kind, time = scene["background"].split(" ")
        return np.asarray(finished(landscape(kind, time, rng, width, height)))
    if name == "gradient":
        return sloped(rng, width, height, *named_colors(scene, rng))
    size = FINE * width, FINE * height
    if name in PATTERNS:
        a, b = named_colors(scene, rng)
        image = Image.new("RGB", size, a)
        PATTERNS[name](ImageDraw.Draw(image), rng, *size, a, b)
    elif name in SCREENS:
        image = Image.new("RGB", size, (244, 246, 250))
        SCREENS[name](ImageDraw.Draw(image), rng, *size)
    else:
        image = gradient((240, 236, 228), (232, 228, 220), *size)
        ROOMS[name](ImageDraw.Draw(image), rng, *size)
    return np.asarray(finished(image))
