"""Rooms and a street, as simple scenes. Every function draws over a whole picture of width x height px."""

from .landscapes import mixed
from .screens import HUES, bars, curve

WOOD, DARK_WOOD, METAL, INK = (196, 146, 98), (140, 96, 62), (120, 128, 146), (52, 58, 76)
WALLS = [(236, 240, 246), (248, 238, 222), (226, 238, 230), (240, 230, 238)]


class Room:
    """A wall and a floor; everything is placed in shares of the picture."""

    def __init__(self, draw, rng, width, height, floor=0.7):
        self.draw, self.rng, self.width, self.height = draw, rng, width, height
        self.accent = rng.choice(HUES)
        draw.rectangle((0, 0, width, height), fill=rng.choice(WALLS))
        self.box(0, floor, 1, 1, rng.choice([(206, 172, 136), (190, 196, 208), (214, 190, 160)]))

    def box(self, x0, y0, x1, y1, fill, round_by=0.0):
        corners = (x0 * self.width, y0 * self.height, x1 * self.width, y1 * self.height)
        self.draw.rounded_rectangle(corners, round_by * min(self.width, self.height), fill=fill)

    def disc(self, x, y, r, fill):
        r *= min(self.width, self.height)
        x, y = x * self.width, y * self.height
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def shape(self, points, fill):
        self.draw.polygon([(x * self.width, y * self.height) for x, y in points], fill=fill)

    def window(self, x, y, w, h):
        self.box(x, y, x + w, y + h, (250, 250, 252))
        self.box(x + 0.012, y + 0.014, x + w - 0.012, y + h - 0.014, (160, 210, 245))
        self.box(x + w / 2 - 0.006, y, x + w / 2 + 0.006, y + h, (250, 250, 252))

    def lamp(self, x):
        self.box(x - 0.004, 0, x + 0.004, 0.13, INK)
        self.shape([(x - 0.06, 0.19), (x - 0.025, 0.12), (x + 0.025, 0.12), (x + 0.06, 0.19)], self.accent)

    def plant(self, x, y, size=1.0):
        green = (84, 160, 96)
        for turn in (-0.07, -0.035, 0, 0.035, 0.07):
            self.shape(
                [(x - 0.012, y - 0.08 * size), (x + turn * size, y - 0.26 * size), (x + 0.012, y - 0.08 * size)],
                mixed(green, (30, 90, 60), abs(turn) * 5),
            )
        self.shape(
            [
                (x - 0.045 * size, y - 0.09 * size),
                (x + 0.045 * size, y - 0.09 * size),
                (x + 0.032 * size, y),
                (x - 0.032 * size, y),
            ],
            (206, 116, 84),
        )

    def desk(self, x, y, w):
        self.box(x, y, x + w, y + 0.03, WOOD)
        self.box(x + 0.02, y + 0.03, x + 0.04, y + 0.22, DARK_WOOD)
        self.box(x + w - 0.04, y + 0.03, x + w - 0.02, y + 0.22, DARK_WOOD)

    def monitor(self, x, y, w=0.2):
        h = w * 0.72
        self.box(x - 0.012, y - 0.05, x + 0.012, y, METAL)
        self.box(x - 0.05, y - 0.012, x + 0.05, y, METAL)
        self.box(x - w / 2, y - 0.04 - h, x + w / 2, y - 0.04, INK, 0.008)
        self.box(x - w / 2 + 0.01, y - 0.03 - h, x + w / 2 - 0.01, y - 0.055, (226, 236, 250))
        size = (w - 0.06) * self.width, (h - 0.07) * self.height
        draw_inside = bars if self.rng.random() < 0.5 else None
        left, top = (x - w / 2 + 0.03) * self.width, (y - 0.015 - h) * self.height
        if draw_inside:
            bars(self.draw, self.rng, left, top, *size, [self.accent])
        else:
            curve(self.draw, self.rng, left, top, *size, self.accent, 0.006 * self.width)

    def chair(self, x, y, color):
        self.box(x - 0.055, y - 0.24, x + 0.055, y - 0.1, color, 0.02)
        self.box(x - 0.065, y - 0.1, x + 0.065, y - 0.07, mixed(color, (0, 0, 0), 0.2), 0.012)
        self.box(x - 0.008, y - 0.07, x + 0.008, y - 0.01, INK)
        self.box(x - 0.05, y - 0.015, x + 0.05, y, INK, 0.006)

    def shelf(self, x, y, w, rows=2):
        for row in range(rows):
            at = y + row * 0.14
            self.box(x, at, x + w, at + 0.014, DARK_WOOD)
            left = x + 0.01
            while left < x + w - 0.03:
                wide, high = self.rng.uniform(0.012, 0.024), self.rng.uniform(0.06, 0.11)
                self.box(left, at - high, left + wide, at, self.rng.choice(HUES))
                left += wide + 0.003


def office(draw, rng, width, height):
    room = Room(draw, rng, width, height)
    room.window(rng.uniform(0.06, 0.12), 0.14, 0.26, 0.3)
    room.shelf(0.66, 0.26, 0.26)
    room.lamp(0.5)
    x = rng.uniform(0.22, 0.32)
    room.desk(x, 0.62, 0.48)
    room.monitor(x + rng.uniform(0.18, 0.3), 0.62, 0.22)
    room.chair(x + 0.25, 0.9, room.accent)
    room.plant(rng.choice([0.1, 0.9]), 0.86, 1.1)


def classroom(draw, rng, width, height):
    room = Room(draw, rng, width, height, 0.62)
    room.box(0.16, 0.1, 0.84, 0.48, DARK_WOOD)
    room.box(0.175, 0.12, 0.825, 0.46, (46, 104, 80))
    for line in range(3):
        room.box(0.24, 0.2 + 0.08 * line, 0.24 + rng.uniform(0.2, 0.44), 0.212 + 0.08 * line, (226, 236, 228))
    for row, (y, columns) in enumerate([(0.66, 3), (0.8, 3)]):
        for column in range(columns):
            x = 0.1 + column * 0.3 - 0.02 * row
            room.desk(x, y, 0.2)
            room.box(x + 0.05, y - 0.012, x + 0.13, y, rng.choice(HUES))
    room.disc(0.92, 0.18, 0.05, (252, 252, 252))
    room.box(0.917, 0.145, 0.923, 0.18, INK)


def kitchen(draw, rng, width, height):
    room = Room(draw, rng, width, height)
    room.box(0.04, 0.1, 0.6, 0.3, room.accent)
    for i in range(1, 4):
        room.box(0.04 + 0.14 * i - 0.003, 0.1, 0.04 + 0.14 * i + 0.003, 0.3, mixed(room.accent, (0, 0, 0), 0.25))
    room.box(0.02, 0.56, 0.74, 0.6, (240, 240, 244))
    room.box(0.04, 0.6, 0.72, 0.88, mixed(room.accent, (255, 255, 255), 0.3))
    room.box(0.3, 0.62, 0.5, 0.86, METAL)
    room.box(0.33, 0.67, 0.47, 0.82, INK)
    room.box(0.34, 0.5, 0.46, 0.56, (200, 90, 80), 0.01)
    room.box(0.78, 0.24, 0.96, 0.9, (228, 234, 242), 0.012)
    room.box(0.78, 0.48, 0.96, 0.488, METAL)
    room.box(0.795, 0.36, 0.805, 0.44, METAL)
    room.plant(rng.uniform(0.1, 0.22), 0.56, 0.6)


def living_room(draw, rng, width, height):
    room = Room(draw, rng, width, height)
    room.window(rng.choice([0.08, 0.64]), 0.12, 0.26, 0.3)
    room.box(0.42, 0.16, 0.58, 0.34, DARK_WOOD)
    room.box(0.43, 0.172, 0.57, 0.328, mixed(room.accent, (255, 255, 255), 0.5))
    x, sofa = rng.uniform(0.16, 0.3), room.accent
    room.box(x, 0.5, x + 0.5, 0.72, sofa, 0.04)
    room.box(x - 0.05, 0.58, x + 0.04, 0.8, mixed(sofa, (0, 0, 0), 0.14), 0.03)
    room.box(x + 0.46, 0.58, x + 0.55, 0.8, mixed(sofa, (0, 0, 0), 0.14), 0.03)
    room.box(x + 0.03, 0.66, x + 0.47, 0.78, mixed(sofa, (255, 255, 255), 0.18), 0.02)
    room.box(0.2, 0.87, 0.8, 0.93, mixed(room.accent, (255, 255, 255), 0.6), 0.03)
    room.plant(0.92, 0.8, 1.2)
    room.lamp(rng.uniform(0.3, 0.7))


def street(draw, rng, width, height):
    room = Room(draw, rng, width, height, 0.74)
    room.box(0, 0, 1, 0.74, (176, 220, 250))
    x = 0.0
    while x < 1:
        w, top = rng.uniform(0.16, 0.26), rng.uniform(0.18, 0.4)
        wall = rng.choice([(236, 190, 150), (222, 130, 110), (244, 220, 170), (170, 190, 216), (200, 214, 190)])
        room.box(x, top, x + w, 0.74, wall)
        room.box(x - 0.006, top - 0.02, x + w + 0.006, top, mixed(wall, (60, 40, 40), 0.45))
        for row in range(2):
            for column in range(2):
                left, up = x + w * (0.16 + 0.42 * column), top + 0.05 + 0.14 * row
                room.box(left, up, left + w * 0.26, up + 0.09, (214, 234, 250))
        room.box(x + w * 0.36, 0.62, x + w * 0.64, 0.74, (104, 76, 60))
        x += w
    room.box(0, 0.74, 1, 0.8, (206, 206, 212))
    room.box(0, 0.8, 1, 1, (98, 102, 114))
    for i in range(6):
        room.box(0.02 + 0.18 * i, 0.89, 0.12 + 0.18 * i, 0.905, (248, 248, 250))
    for x in (rng.uniform(0.05, 0.2), rng.uniform(0.7, 0.9)):
        room.box(x - 0.01, 0.62, x + 0.01, 0.77, DARK_WOOD)
        room.disc(x, 0.57, 0.075, (96, 170, 96))


ROOMS = {"office": office, "classroom": classroom, "kitchen": kitchen, "living room": living_room, "street": street}
