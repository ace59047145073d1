"""Landscapes at four times of day, the grounds that things stand on.

Everything is drawn twice as large and made smaller by `finished`, which gives edges without steps.
"""

import math

import numpy as np
from PIL import Image, ImageDraw

FINE = 2

SKIES = {  # top, bottom
    "day": ((120, 195, 250), (220, 240, 255)), "dawn": ((150, 170, 225), (255, 215, 200)),
    "dusk": ((90, 60, 130), (255, 165, 90)), "night": ((12, 16, 50), (52, 54, 112)),
}  # fmt: skip
# What the light does to colours of the ground: a colour to mix with, and how much of it.
LIGHTS = {
    "day": ((255, 255, 255), 0.0),
    "dawn": ((255, 190, 190), 0.22),
    "dusk": ((70, 40, 90), 0.45),
    "night": ((14, 18, 52), 0.66),
}


def mixed(a, b, share):
    return tuple(round(x + share * (y - x)) for x, y in zip(a, b))


def lit(color, time):
    return mixed(color, *LIGHTS[time])


def gradient(top, bottom, width, height):
    """A vertical gradient between two RGB colours as a PIL image."""
    rows = np.linspace(0, 1, height)[:, None, None]
    picture = np.array(top) + rows * (np.array(bottom) - np.array(top))
    return Image.fromarray(np.broadcast_to(picture.round(), (height, width, 3)).astype(np.uint8).copy())


def finished(image):
    return image.resize((image.width // FINE, image.height // FINE), Image.BOX)


def ridge(draw, rng, width, height, level, rise, fill, bumps=2.0):
    """Hills: everything below a sum of two waves. level: of the middle, rise: of the tops, as shares of the height."""
    phase, other = rng.uniform(0, 7), rng.uniform(0, 7)
    points = []
    for x in range(0, width + 8, 8):
        t = x / width * math.tau * bumps / 2
        points.append((x, height * (level - rise * (0.6 * math.sin(t + phase) + 0.4 * math.sin(2.3 * t + other)))))
    draw.polygon([*points, (width, height), (0, height)], fill=fill)


def sun_or_moon(draw, rng, width, height, time):
    x, radius = width * rng.uniform(0.12, 0.88), min(width, height) * rng.uniform(0.05, 0.08)
    y = height * {"day": 0.16, "dawn": 0.5, "dusk": 0.52, "night": 0.15}[time]
    fill = {"day": (255, 240, 150), "dawn": (255, 240, 200), "dusk": (255, 222, 130), "night": (245, 242, 215)}[time]
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    if time == "night":
        for _ in range(rng.randint(14, 34)):
            x, y, r = rng.uniform(0, width), rng.uniform(0, 0.6 * height), rng.choice([1, 1.5, 2.2]) * width / 512
            draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 250, 220))


def mountains(draw, rng, width, height, time, level):
    for depth, shade in ((0, 0.35), (1, 0.0)):
        x = -0.2 * width
        while x < 1.1 * width:
            wide, high = width * rng.uniform(0.35, 0.6), height * rng.uniform(0.22, 0.4) * (1 - 0.25 * depth)
            base, top = height * level, (x + wide * rng.uniform(0.4, 0.6), height * level - high)
            rock = lit(mixed((92, 104, 128), (190, 205, 225), shade), time)
            draw.polygon([(x, base), top, (x + wide, base)], fill=rock)
            cap = 0.28
            left, right = mixed(top, (x, base), cap), mixed(top, (x + wide, base), cap)
            middle = (top[0], top[1] + cap * 0.6 * high)
            draw.polygon([left, top, right, middle], fill=lit((250, 252, 255), time))
            x += wide * rng.uniform(0.5, 0.9)


def trees(draw, rng, width, height, time, level, count):
    for _ in range(count):
        x, y = width * rng.random(), height * (level + rng.uniform(-0.02, 0.03))
        h = height * rng.uniform(0.16, 0.34)
        w, green = h * 0.42, lit(mixed((40, 110, 70), (90, 160, 80), rng.random()), time)
        draw.rectangle((x - w * 0.08, y - h * 0.15, x + w * 0.08, y), fill=lit((110, 75, 50), time))
        for part in range(3):
            low, high = y - h * (0.12 + 0.26 * part), y - h * (0.5 + 0.25 * part)
            half = w * (0.5 - 0.11 * part)
            draw.polygon([(x - half, low), (x, high), (x + half, low)], fill=green)


def houses(draw, rng, width, height, time, level, high=0.42, shades=((96, 112, 150), (150, 165, 195))):
    """A row of blocks with windows, as of a city."""
    x = -0.02 * width
    while x < width:
        w, h = width * rng.uniform(0.07, 0.14), height * rng.uniform(0.3, 1.0) * high
        top, wall = height * level - h, lit(mixed(*shades, rng.random()), time)
        draw.rectangle((x, top, x + w, height * level), fill=wall)
        lights = (255, 225, 130) if time in ("night", "dusk") else lit((225, 238, 250), time)
        step = width * 0.028
        columns, rows = int(w / step), int(h / (step * 1.3))
        for row in range(rows):
            for column in range(columns):
                if rng.random() < 0.72:
                    left, up = x + (column + 0.28) * w / columns, top + (row + 0.3) * h / max(1, rows)
                    draw.rectangle((left, up, left + step * 0.42, up + step * 0.55), fill=lights)
        x += w * rng.uniform(0.92, 1.15)


def landscape(kind, time, rng, width, height):
    """-> a PIL image, FINE times as large; its ground begins at about 0.6 of the height."""
    width, height = FINE * width, FINE * height
    image = gradient(*SKIES[time], width, height)
    draw = ImageDraw.Draw(image)
    sun_or_moon(draw, rng, width, height, time)
    level = rng.uniform(0.56, 0.66)
    sea, sand = lit((40, 140, 200), time), lit((245, 220, 160), time)
    grass, meadow = lit((120, 200, 90), time), lit((95, 180, 75), time)
    if kind == "grass":
        ridge(draw, rng, width, height, level, 0.05, grass)
        ridge(draw, rng, width, height, level + 0.09, 0.04, meadow)
    elif kind == "beach":
        draw.rectangle((0, height * (level - 0.08), width, height), fill=sea)
        ridge(draw, rng, width, height, level + 0.1, 0.015, sand)
    elif kind == "snow":
        ridge(draw, rng, width, height, level - 0.04, 0.06, lit((226, 236, 248), time))
        ridge(draw, rng, width, height, level + 0.06, 0.05, lit((250, 252, 255), time))
        for _ in range(34):
            x, y, r = rng.uniform(0, width), rng.uniform(0, 0.9 * height), rng.choice([1.5, 2.5, 3.5]) * width / 512
            draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 255, 255))
    elif kind == "mountains":
        mountains(draw, rng, width, height, time, level + 0.03)
        ridge(draw, rng, width, height, level + 0.04, 0.03, meadow)
    elif kind == "forest":
        ridge(draw, rng, width, height, level - 0.05, 0.03, lit((70, 140, 90), time))
        trees(draw, rng, width, height, time, level, 16)
        ridge(draw, rng, width, height, level + 0.05, 0.02, meadow)
    elif kind == "desert":
        ridge(draw, rng, width, height, level, 0.06, lit((235, 190, 120), time))
        ridge(draw, rng, width, height, level + 0.1, 0.05, lit((222, 168, 98), time))
    elif kind == "city":
        houses(draw, rng, width, height, time, level, 0.5, ((150, 165, 195), (190, 200, 222)))
        houses(draw, rng, width, height, time, level + 0.04, 0.34)
        draw.rectangle((0, height * (level + 0.04), width, height), fill=lit((112, 116, 128), time))
    else:
        ridge(draw, rng, width, height, level - 0.08, 0.07, lit((90, 150, 110), time))
        draw.rectangle((0, height * (level - 0.02), width, height), fill=lit((92, 170, 215), time))
        for _ in range(9):
            x, y, w = rng.uniform(0, width), height * rng.uniform(level + 0.02, 1), width * rng.uniform(0.04, 0.12)
            draw.rectangle((x, y, x + w, y + height * 0.006), fill=lit((190, 225, 245), time))
    return image
