"""Buildings that no set of drawings has, on a transparent square of `side` px. color: of the walls or roofs, if one was named."""

import math

from .landscapes import mixed

WHITE, DARK, GLASS = (246, 246, 248), (62, 70, 92), (255, 226, 140)


def box(draw, side, x0, y0, x1, y1, fill):
    """In hundredths of the side."""
    draw.rectangle((x0 * side / 100, y0 * side / 100, x1 * side / 100, y1 * side / 100), fill=fill)


def shape(draw, side, points, fill):
    draw.polygon([(x * side / 100, y * side / 100) for x, y in points], fill=fill)


def disc(draw, side, x, y, r, fill):
    draw.ellipse(tuple(v * side / 100 for v in (x - r, y - r, x + r, y + r)), fill=fill)


def windows(draw, side, x0, y0, x1, y1, columns, rows, fill=GLASS):
    w, h = (x1 - x0) / columns, (y1 - y0) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = x0 + column * w, y0 + row * h
            box(draw, side, x + 0.25 * w, y + 0.22 * h, x + 0.75 * w, y + 0.78 * h, fill)


def lighthouse(draw, rng, side, color):
    red = color or (214, 66, 60)
    shape(draw, side, [(14, 98), (28, 84), (74, 84), (88, 98)], (120, 124, 136))
    bands = 5
    for band in range(bands):
        top, bottom = 30 + band * 11, 41 + band * 11
        half = lambda y: 8 + (y - 30) * 0.125
        shape(
            draw,
            side,
            [(50 - half(top), top), (50 + half(top), top), (50 + half(bottom), bottom), (50 - half(bottom), bottom)],
            (red, WHITE)[band % 2],
        )
    box(draw, side, 38, 28, 62, 31, DARK)
    box(draw, side, 43, 18, 57, 28, GLASS)
    box(draw, side, 49, 18, 51, 28, DARK)
    shape(draw, side, [(40, 18), (50, 8), (60, 18)], red)
    box(draw, side, 46, 74, 54, 85, DARK)
    if rng.random() < 0.5:
        shape(draw, side, [(57, 20), (98, 12), (98, 34), (57, 26)], (255, 240, 170, 150))


def tower(draw, rng, side, color):
    wall = color or (176, 160, 146)
    shape(draw, side, [(32, 98), (36, 30), (64, 30), (68, 98)], wall)
    shape(draw, side, [(52, 98), (51, 30), (64, 30), (68, 98)], mixed(wall, (0, 0, 0), 0.1))
    for x in (31, 41, 51, 61):
        box(draw, side, x, 18, x + 7, 26, wall)
    box(draw, side, 31, 24, 69, 32, mixed(wall, (0, 0, 0), 0.14))
    windows(draw, side, 42, 40, 58, 76, 1, 2, DARK)
    shape(draw, side, [(44, 98), (44, 88), (50, 83), (56, 88), (56, 98)], (96, 70, 52))
    if rng.random() < 0.5:
        box(draw, side, 49.4, 4, 50.6, 18, DARK)
        shape(draw, side, [(50, 4), (64, 8), (50, 12)], (220, 70, 70))


def bridge(draw, rng, side, color):
    steel = color or (206, 84, 66)
    box(draw, side, 0, 62, 100, 67, steel)
    for x in (24, 72):
        box(draw, side, x, 22, x + 4, 92, mixed(steel, (0, 0, 0), 0.12))
    for start, end, low in ((-22, 26, 60), (26, 74, 60), (74, 122, 60)):
        points = []
        for i in range(25):
            t = i / 24
            points.append((start + t * (end - start), 24 + (low - 24) * (1 - (2 * t - 1) ** 2)))
        width = max(1, round(side * 0.012))
        draw.line([(x * side / 100, y * side / 100) for x, y in points], fill=steel, width=width)
        for x, y in points[2:-1:3]:
            if 0 <= x <= 100:
                draw.line(
                    (x * side / 100, y * side / 100, x * side / 100, 0.62 * side),
                    fill=mixed(steel, (255, 255, 255), 0.25),
                    width=max(1, width // 2),
                )


def skyscraper(draw, rng, side, color):
    wall = color or (104, 132, 178)
    left, right = 30, 70
    shape(draw, side, [(left, 98), (left, 22), (50, 14), (right, 22), (right, 98)], wall)
    shape(draw, side, [(52, 98), (52, 15), (right, 22), (right, 98)], mixed(wall, (0, 0, 0), 0.16))
    box(draw, side, 49.3, 3, 50.7, 15, DARK)
    windows(draw, side, 32, 26, 68, 88, 5, 9, rng.choice([GLASS, (214, 232, 248)]))
    box(draw, side, 45, 90, 55, 98, DARK)


def windmill(draw, rng, side, color):
    wall = color or (240, 234, 222)
    shape(draw, side, [(32, 98), (40, 42), (60, 42), (68, 98)], wall)
    shape(draw, side, [(37, 42), (50, 28), (63, 42)], (150, 84, 64))
    windows(draw, side, 44, 52, 56, 64, 1, 1, DARK)
    box(draw, side, 45, 82, 55, 98, (120, 84, 58))
    turn = rng.uniform(0, math.pi / 2)
    for arm in range(4):
        t = turn + arm * math.pi / 2
        c, s = math.cos(t), math.sin(t)
        place = lambda u, v: (50 + u * c - v * s, 40 + u * s + v * c)
        shape(draw, side, [place(4, 0), place(38, 0), place(38, 9), place(8, 9)], (250, 248, 240))
        shape(draw, side, [place(0, -0.8), place(40, -0.8), place(40, 0.8), place(0, 0.8)], (110, 82, 62))
    disc(draw, side, 50, 40, 3, DARK)


def village(draw, rng, side, color):
    for x in (4, 36, 66):
        width, top = rng.uniform(24, 30), rng.uniform(52, 62)
        wall = rng.choice([(250, 240, 220), (236, 216, 190), (226, 232, 240)])
        roof = color or rng.choice([(196, 84, 66), (168, 92, 70), (120, 110, 150)])
        box(draw, side, x, top, x + width, 92, wall)
        shape(draw, side, [(x - 3, top), (x + width / 2, top - 20), (x + width + 3, top)], roof)
        box(draw, side, x + width * 0.4, 78, x + width * 0.6, 92, (120, 84, 58))
        windows(draw, side, x + 1, top + 4, x + width - 1, top + 16, 2, 1, (150, 200, 235))
    shape(draw, side, [(0, 92), (100, 92), (100, 97), (0, 97)], (120, 170, 96))


BUILDINGS = {
    "lighthouse": lighthouse,
    "tower": tower,
    "bridge": bridge,
    "skyscraper": skyscraper,
    "windmill": windmill,
    "village": village,
}
