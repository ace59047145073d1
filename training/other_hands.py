"""Pictures that the generator never sees: for the judge and the contrastive model.

Things in the hands of Noto and Twemoji, which no other training uses, and in the generator's hands too, but turned, moved,
in other sizes, colours and sharpness, on grounds that are made here. Nothing is mirrored: a left arrow would be a right one.
"""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from .corpus import Drawings, resampled
from .generators import draw_generator
from .landscapes import finished, landscape
from .scenes import Painter, paste, recolored, tinted
from .world import COLORS, GENERATORS, LANDSCAPES, STANDING, STYLES, THING_COLORS, TIMES

SIZE, DRAWING = 96, 128  # px, of pictures and of the drawings in them


class OtherPainter:
    """Small pictures with what is in them."""

    def __init__(self):
        self.own = Painter(DRAWING)
        self.count = self.own.count
        self.hands, self.places = {}, {}
        for hand in ("noto", "twemoji"):
            self.hands[hand] = Drawings(hand, DRAWING)
            having = [i for i, thing in enumerate(self.own.things) if hand in thing["hands"]]
            self.places[hand] = {thing: place for place, thing in enumerate(having)}

    def drawing(self, thing, style, color, rng):
        """-> (side, side, 4), and whether it is in a hand of its own"""
        hands = [hand for hand in self.hands if thing in self.places[hand]]
        if style == "flat" and hands and rng.random() < 0.5:
            hand = rng.choice(hands)
            drawing = self.hands[hand].at(self.places[hand][thing])
            return recolored(drawing, color) if color in COLORS else drawing
        return self.own.drawing(thing, style, color)

    def ground(self, rng):
        """Two colours that nobody named, one into the other; or, as nearly half of the time, a piece of a landscape.

        -> (SIZE, SIZE, 3) float32, whether it is dark
        """
        if rng.random() < 0.4:
            kind, time = rng.choice(LANDSCAPES), rng.choice(TIMES)
            side = round(SIZE * rng.choice([1, rng.uniform(1, 2)]))
            left, top = rng.randint(0, side - SIZE), rng.randint(0, side - SIZE)
            image = finished(landscape(kind, time, rng, side, side)).crop((left, top, left + SIZE, top + SIZE))
            return np.asarray(image).astype(np.float32), time == "night"
        a, b = (np.array([rng.randint(90, 255) for _ in range(3)], np.float32) for _ in range(2))
        if rng.random() < 0.4:
            a = b = np.full(3, 255, np.float32)
        along = np.linspace(0, 1, SIZE, dtype=np.float32)[:, None, None]
        image = np.broadcast_to(a + along * (b - a), (SIZE, SIZE, 3)).copy()
        return (image if rng.random() < 0.5 else image.transpose(1, 0, 2).copy()), False

    def paint(self, rng):
        """-> (SIZE, SIZE, 3) float32, {things, color, count, style}: numbers, -1 where nothing can be told"""
        if rng.random() < 0.12:
            number = rng.randrange(len(GENERATORS))
            if GENERATORS[number] not in STANDING:
                scene = {"colors": [None, None], "background": f"{rng.choice(['grass', 'lake', 'city'])} day", "objects": [0]}
                drawn = draw_generator(GENERATORS[number], scene, rng, 2 * SIZE, 2 * SIZE)
                small = np.asarray(Image.fromarray(drawn).resize((SIZE, SIZE), Image.BOX)).astype(np.float32)
                return small, {"things": [self.count + number], "color": -1, "count": -1, "style": -1}
        thing = rng.randrange(self.count)
        style = rng.choice(self.own.styles(thing))
        colors = [c for c in self.own.colors_of(thing) if c in THING_COLORS]
        color = rng.choice(colors) if colors and rng.random() < 0.4 else None
        pair = rng.random() < 0.35
        count = 1 if pair or rng.random() < 0.6 else rng.choice([2, 3, 4])
        things = [thing, rng.randrange(self.count)] if pair else [thing]
        image, dark = self.ground(rng)
        many = len(things) * count
        cells = {
            1: [(0.5, 0.5)],
            2: [(0.27, 0.5), (0.73, 0.5)],
            3: [(0.28, 0.7), (0.72, 0.7), (0.5, 0.28)],
            4: [(0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72)],
        }[many]
        side = SIZE * rng.uniform(0.62, 0.9) if many == 1 else SIZE * rng.uniform(0.36, 0.46)
        for (x, y), one in zip(cells, things if pair else things * count):
            drawing = self.drawing(one, style if style in self.own.styles(one) else "flat", color if one == thing else None, rng)
            if dark and style == "line" and color is None:
                drawing = tinted(drawing, (244, 244, 248))
            angle = rng.gauss(0, 7)
            drawing = resampled(drawing, lambda picture: picture.rotate(angle, Image.BILINEAR))
            paste(image, drawing, x * SIZE + rng.uniform(-4, 4), y * SIZE + rng.uniform(-4, 4), max(12, round(side)))
        said = {"things": things, "color": THING_COLORS.index(color) if color else -1, "count": many - 1 if not pair else -1}
        return image, said | {"style": -1 if pair else STYLES.index(style)}


painter = None


def batch(rng, count):
    """-> (count, SIZE, SIZE, 3) float32 array, what is in each"""
    global painter
    painter = painter or OtherPainter()
    made = [painter.paint(rng) for _ in range(count)]
    return np.stack([picture for picture, _ in made]), [said for _, said in made]


def spoiled(x):
    """(n, 3, h, w) in [-1, 1]: half get blurred, all get a little noise and other contrast."""
    soft = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    share = torch.rand(len(x), 1, 1, 1, device=x.device) * (torch.rand(len(x), 1, 1, 1, device=x.device) < 0.7)
    x = x + share * (soft - x)
    contrast = 1 + 0.2 * (torch.rand(len(x), 3, 1, 1, device=x.device) - 0.5)
    return x * contrast + 0.1 * (torch.rand(len(x), 3, 1, 1, device=x.device) - 0.5) + 0.04 * torch.randn_like(x)
